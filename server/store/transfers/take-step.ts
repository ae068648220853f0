/** The next step of a transfer order, with the movements that belong to it. */

import type { OrderEventInput } from '../../../data/order-event.ts'
import type { LineCount } from '../../../data/order-lines.ts'
import {
  arePapersIn,
  isClosable,
  isStepPossible,
  loadsMissedFor,
  loadsReadyFor,
  type OrderState,
  PAPERS_HOURS,
  stateOfLoads,
  unaccountedLoads,
} from '../../../data/order-steps.ts'
import type { OrderLine, OrderSite } from '../../../data/transfer-order.ts'
import { ledgerTransaction, type NewMovement } from '../ledger/ledger-transaction.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { ChangesOfStep } from './event-changes.ts'
import { documentOfKey, keepKey, type RequestKey } from './idempotency.ts'
import { moveLoad } from './load-actions.ts'
import {
  findOrder,
  type LineRow,
  type LoadRow,
  type OrderRow,
  readLines,
  readLoads,
} from './order-rows.ts'
import { expectUndoable, undoStep } from './undo-step.ts'

const MILLISECONDS_PER_HOUR = 3_600_000

/** A step that is taken of an order. */
interface Taking {
  readonly statements: Statements
  readonly order: OrderRow
  readonly loads: readonly (LoadRow & { readonly lines: readonly LineRow[] })[]
  readonly event: OrderEventInput
  readonly changes: ChangesOfStep
  /** ISO instant. */
  readonly at: string
}

/** The order's own columns after an approval or its papers. */
const approve = async ({ statements, order, event, at }: Taking): Promise<void> => {
  if (event.step === 'papers') {
    await statements.run('UPDATE transfers SET papersAt = ? WHERE id = ?', [at, order.id])
    return
  }
  if (event.step !== 'approve' && event.step !== 'approve-by-phone') return
  const isByPhone = event.step === 'approve-by-phone'
  const due = new Date(Date.parse(at) + PAPERS_HOURS * MILLISECONDS_PER_HOUR).toISOString()
  await statements.run(
    'UPDATE transfers SET approval = ?, approvedBy = ?, approvedAt = ?, papersDueAt = ? WHERE id = ?',
    [isByPhone ? 'phone' : 'paper', event.actor, at, isByPhone ? due : null, order.id],
  )
}

const stateAfter = async ({ statements, order, event }: Taking): Promise<OrderState> => {
  const { step } = event
  const loads = (await readLoads(statements, [order.id])).map(({ state }) => state)
  const isNothingLeft = loads.every((state) => state === 'cancelled')
  if (step === 'papers') return order.state
  if (step === 'close') return 'closed'
  if (step === 'cancel' && isNothingLeft) return 'cancelled'
  if (step === 'cancel' && order.state === 'draft') return 'draft'
  return stateOfLoads(loads)
}

const countsOf = (
  { counts }: OrderEventInput,
  lines: readonly OrderLine[],
): ReadonlyMap<number, LineCount> => {
  const known = new Set(lines.map(({ id }) => id))
  const stray = counts?.find(({ lineId }) => !known.has(lineId))
  if (stray) throw new TransferRefused({ reason: 'no-such-line', lineId: stray.lineId })
  return new Map(
    counts?.map(({ lineId, ...count }) => [
      lineId,
      Object.fromEntries(Object.entries(count).filter(([, value]) => value !== undefined)),
    ]),
  )
}

const writtenBy = ({ order, event, at }: Taking) => {
  const { actor, note, step } = event
  return { at, actor, reason: note || step, document: order.number }
}

const moveLoads = async (taking: Taking, chosen: readonly number[]): Promise<void> => {
  const { statements, order, event, at, changes } = taking
  const loads = taking.loads.filter(({ load }) => chosen.includes(load))
  const ledger = ledgerTransaction(statements)
  const counts = countsOf(
    event,
    loads.flatMap(({ lines }) => lines),
  )
  const sites = JSON.parse(order.sites) as OrderSite[]
  const written = writtenBy(taking)
  const touched = new Set<string>()
  const common = {
    ...{ statements, ledger, number: order.number, counts, at, changes },
    move: async (movement: NewMovement) => changes.movement(await ledger.move(movement, written)),
    touch: (stockpileId: string) => void touched.add(stockpileId),
  }
  for (const load of loads) {
    await moveLoad(event.step, { ...common, load, lines: load.lines, site: sites[load.site] })
  }
  await ledger.refreshStock(touched)
}

/** @throws TransferRefused where the step makes no sense as the order stands. */
const expectPossible = ({ order, loads, event }: Taking): void => {
  const standing = { ...order, loads }
  const { step } = event
  const open = unaccountedLoads(standing)
  if (step === 'close' && isClosable(order) && arePapersIn(order) && open.length > 0) {
    const unaccounted = open.flatMap((load) => loads[load]!.lines.map((line) => ({ load, line })))
    throw new TransferRefused({ reason: 'goods-unaccounted', lines: unaccounted })
  }
  const sites = JSON.parse(order.sites) as OrderSite[]
  const booked = loads.find(({ state, site }) => state === 'received' && sites[site]?.stockpileId)
  if (isStepPossible(step, standing)) return
  if (step === 'return' && booked) {
    throw new TransferRefused({ reason: 'in-other-books', load: booked.load })
  }
  throw new TransferRefused({ reason: 'step-impossible', step, state: order.state })
}

/** The loads that a step moves. @throws TransferRefused for one that is not ready for it. */
const chosenLoads = ({ order, loads, event }: Taking): readonly number[] => {
  const standing = { ...order, loads }
  const { step } = event
  const ready = loadsReadyFor(step, standing)
  if (!event.loads) {
    const missed = loadsMissedFor(step, standing)
    if (ready.length === 0 && missed.length > 0) {
      throw new TransferRefused({ reason: 'load-not-named', loads: missed })
    }
    return ready
  }
  const takable = [...ready, ...loadsMissedFor(step, standing)]
  const notReady = event.loads.find((load) => !takable.includes(load))
  if (notReady !== undefined) {
    throw new TransferRefused({ reason: 'load-not-ready', load: notReady })
  }
  return event.loads
}

/** @returns the loads it moved, the order's state afterwards, and the event that it takes back. */
const take = async (taking: Taking) => {
  const { statements, order, loads, event, at, changes } = taking
  if (event.step === 'undo') {
    const undone = await expectUndoable(statements, order, event, at)
    const lines = loads.flatMap((load) => load.lines)
    const ledger = ledgerTransaction(statements)
    const written = writtenBy(taking)
    const undoing = { statements, ledger, order, loads, lines, undone, written, changes }
    const state = await undoStep(undoing)
    return { chosen: undone.changes.loads.map(({ load }) => load), state, undoes: undone.event }
  }
  expectPossible(taking)
  const chosen = chosenLoads(taking)
  await approve(taking)
  await moveLoads(taking, chosen)
  return { chosen, state: await stateAfter(taking), undoes: null }
}

/**
 * @param at ISO instant. @returns the order's number.
 * @throws TransferRefused
 */
export const takeStep = async (
  statements: Statements,
  number: string,
  event: OrderEventInput,
  at: string,
  request: RequestKey | null,
): Promise<{ number: string; isRepeat: boolean }> => {
  const earlier = await documentOfKey(statements, request)
  if (earlier) return { number: earlier, isRepeat: true }
  const order = await findOrder(statements, number)
  if (!order) throw new TransferRefused({ reason: 'no-such-order' })
  if (event.version !== undefined && event.version !== order.version) {
    throw new TransferRefused({ reason: 'order-moved-on' })
  }
  const rows = await readLoads(statements, [order.id])
  const ids = rows.map(({ id }) => id)
  const lines = Map.groupBy(await readLines(statements, ids), ({ loadId }) => loadId)
  const loads = rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] }))
  const changes = new ChangesOfStep()
  const { chosen, state, undoes } = await take({ statements, order, loads, event, at, changes })
  await statements.run(
    'UPDATE transfers SET state = ?, version = version + 1, updatedAt = ? WHERE id = ?',
    [state, at, order.id],
  )
  await statements.run(
    `INSERT INTO transfer_events
       (transferId, step, at, actor, note, loads, state, changes, undoes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[order.id, event.step, at, event.actor, event.note, JSON.stringify(chosen), state],
      ...[changes.toJson(), undoes],
    ],
  )
  await keepKey(statements, request, number, at)
  return { number, isRepeat: false }
}
