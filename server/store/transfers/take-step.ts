/** The next step of a transfer order, with the movements that belong to it. */
import {
  isStepPossible,
  loadStateAfter,
  loadsReadyFor,
  type OrderState,
  PAPERS_HOURS,
  stateOfLoads,
} from '../../../data/order-steps.ts'
import type { OrderEventInput, OrderLine, OrderSite } from '../../../data/transfer-order.ts'
import { ledgerTransaction, type NewMovement } from '../ledger/ledger-transaction.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { documentOfKey, keepKey, type RequestKey } from './idempotency.ts'
import { type Counts, LOAD_ACTIONS } from './load-actions.ts'
import { findOrder, type LoadRow, type OrderRow, readLines, readLoads } from './order-rows.ts'

const MILLISECONDS_PER_HOUR = 3_600_000

/** A step that is taken of an order. */
interface Taking {
  readonly statements: Statements
  readonly order: OrderRow
  readonly event: OrderEventInput
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

const countsOf = (event: OrderEventInput, lines: readonly OrderLine[]): Counts => {
  const known = new Set(lines.map(({ id }) => id))
  const stray = event.counts?.find(({ lineId }) => !known.has(lineId))
  if (stray) throw new TransferRefused({ reason: 'no-such-line', lineId: stray.lineId })
  return new Map(event.counts?.map((count) => [count.lineId, count]))
}

const moveLoads = async (taking: Taking, loads: readonly LoadRow[]): Promise<void> => {
  const { statements, order, event, at } = taking
  const ledger = ledgerTransaction(statements)
  const { number } = order
  const allLines = await readLines(
    statements,
    loads.map(({ id }) => id),
  )
  const counts = countsOf(event, allLines)
  const sites = JSON.parse(order.sites) as OrderSite[]
  const written = { at, actor: event.actor, reason: event.note || event.step, document: number }
  const touched = new Set<string>()
  const common = {
    statements,
    ledger,
    number,
    counts,
    at,
    move: (movement: NewMovement) => ledger.move(movement, written),
    touch: (stockpileId: string) => void touched.add(stockpileId),
  }
  const state = loadStateAfter(event.step)
  for (const load of loads) {
    const lines = allLines.filter(({ loadId }) => loadId === load.id)
    await LOAD_ACTIONS[event.step]?.({ ...common, load, lines, site: sites[load.site] })
    if (!state) continue
    await statements.run('UPDATE transfer_loads SET state = ? WHERE id = ?', [state, load.id])
  }
  await ledger.refreshStock(touched)
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
  const loads = await readLoads(statements, [order.id])
  const standing = { ...order, loads }
  if (!isStepPossible(event.step, standing)) {
    throw new TransferRefused({ reason: 'step-impossible', step: event.step, state: order.state })
  }
  const ready = loadsReadyFor(event.step, standing)
  const chosen = event.loads ?? ready
  const notReady = chosen.find((load) => !ready.includes(load))
  if (notReady !== undefined) {
    throw new TransferRefused({ reason: 'load-not-ready', load: notReady })
  }
  const taking = { statements, order, event, at }
  await approve(taking)
  const moved = loads.filter(({ load }) => chosen.includes(load))
  await moveLoads(taking, moved)
  const state = await stateAfter(taking)
  await statements.run(
    'UPDATE transfers SET state = ?, version = version + 1, updatedAt = ? WHERE id = ?',
    [state, at, order.id],
  )
  await statements.run(
    `INSERT INTO transfer_events (transferId, step, at, actor, note, loads, state)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [order.id, event.step, at, event.actor, event.note, JSON.stringify(chosen), state],
  )
  await keepKey(statements, request, number, at)
  return { number, isRepeat: false }
}
