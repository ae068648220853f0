/** The next step of a transfer order, with the movements that belong to it. */
import type Database from 'better-sqlite3'
import {
  isStepPossible,
  loadStateAfter,
  loadsReadyFor,
  type OrderEventInput,
  type OrderLine,
  type OrderSite,
  type OrderState,
  PAPERS_HOURS,
  stateOfLoads,
} from '../../../data/transfer-order.ts'
import {
  batchFinder,
  movementWriter,
  type NewBatch,
  refreshStock,
} from '../ledger/write-movement.ts'
import { documentOfKey, keepKey, type RequestKey } from './idempotency.ts'
import { findOrder, type LoadRow, type OrderRow, readLines, readLoads } from './order-rows.ts'
import { TransferRefused } from './transfer-refused.ts'

const MILLISECONDS_PER_HOUR = 3_600_000

type Write = ReturnType<typeof movementWriter>
type Counts = ReadonlyMap<number, { readonly received: number; readonly damaged: number }>

/** Everything that a step does to one load. */
interface LoadStep {
  readonly database: Database.Database
  readonly load: LoadRow
  readonly lines: readonly OrderLine[]
  readonly site: OrderSite | undefined
  readonly counts: Counts
  readonly write: Write
  /** Told of every stockpile whose stock has moved. */
  readonly touch: (stockpileId: string) => void
  readonly at: string
}

const release = ({ load, lines, write, touch }: LoadStep): void => {
  for (const { id, batchId, reserved } of lines) {
    if (reserved > 0) write({ kind: 'release', batchId, quantity: reserved, lineId: id })
  }
  touch(load.stockpileId)
}

const depart = ({ database, load, lines, write, touch, at }: LoadStep): void => {
  for (const { id, batchId, reserved } of lines) {
    if (reserved > 0) write({ kind: 'transfer-out', batchId, quantity: reserved, lineId: id })
  }
  database.prepare('UPDATE transfer_loads SET departedAt = ? WHERE id = ?').run(at, load.id)
  touch(load.stockpileId)
}

const tooMany = (lineId: number, most: number): TransferRefused =>
  new TransferRefused({ reason: 'too-many-counted', lineId, most })

/** What was not counted as received or damaged is missing. */
const receive = (step: LoadStep): void => {
  const { database, load, lines, site, counts, write, touch, at } = step
  const arrived = database.prepare(
    'UPDATE transfer_lines SET received = ?, damaged = ?, missing = ? WHERE id = ?',
  )
  const describe = database.prepare<[number], NewBatch>(
    'SELECT item, batch, receivedOn, expiresOn FROM stock_batches WHERE id = ?',
  )
  for (const { id, batchId, shipped } of lines) {
    const { received, damaged } = counts.get(id) ?? { received: shipped, damaged: 0 }
    if (received + damaged > shipped) throw tooMany(id, shipped)
    arrived.run(received, damaged, shipped - received - damaged, id)
    const batch = describe.get(batchId)
    const stockpileId = site?.stockpileId ?? null
    if (!stockpileId || !batch || received === 0) continue
    const arrivedBatch = batchFinder(database)({ ...batch, stockpileId })
    write({ kind: 'transfer-in', batchId: arrivedBatch, quantity: received, lineId: id })
    touch(stockpileId)
  }
  database.prepare('UPDATE transfer_loads SET receivedAt = ? WHERE id = ?').run(at, load.id)
}

/** What comes back: on the way all that was shipped, afterwards what was received whole. */
const giveBack = (step: LoadStep): void => {
  const { database, load, lines, site, counts, write, touch } = step
  const isArrived = load.state === 'received'
  if (isArrived && site?.stockpileId) {
    throw new TransferRefused({ reason: 'in-other-books', load: load.load })
  }
  const update = database.prepare('UPDATE transfer_lines SET returned = ? WHERE id = ?')
  for (const { id, batchId, shipped, received } of lines) {
    const most = isArrived ? received : shipped
    const returned = counts.get(id)?.received ?? most
    if (returned > most) throw tooMany(id, most)
    update.run(returned, id)
    if (returned > 0) write({ kind: 'transfer-in', batchId, quantity: returned, lineId: id })
  }
  touch(load.stockpileId)
}

const LOAD_ACTIONS: Partial<Record<OrderEventInput['step'], (step: LoadStep) => void>> = {
  depart,
  receive,
  return: giveBack,
  cancel: release,
}

/** The order's own columns after an approval or its papers. */
const approve = (
  database: Database.Database,
  order: OrderRow,
  event: OrderEventInput,
  at: string,
) => {
  if (event.step === 'papers') {
    database.prepare('UPDATE transfers SET papersAt = ? WHERE id = ?').run(at, order.id)
    return
  }
  if (event.step !== 'approve' && event.step !== 'approve-by-phone') return
  const isByPhone = event.step === 'approve-by-phone'
  const due = new Date(Date.parse(at) + PAPERS_HOURS * MILLISECONDS_PER_HOUR).toISOString()
  database
    .prepare(
      'UPDATE transfers SET approval = ?, approvedBy = ?, approvedAt = ?, papersDueAt = ? WHERE id = ?',
    )
    .run(isByPhone ? 'phone' : 'paper', event.actor, at, isByPhone ? due : null, order.id)
}

const stateAfter = (
  database: Database.Database,
  order: OrderRow,
  step: OrderEventInput['step'],
): OrderState => {
  const loads = readLoads(database, order.id).map(({ state }) => state)
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

const moveLoads = (
  database: Database.Database,
  order: OrderRow,
  loads: readonly LoadRow[],
  event: OrderEventInput,
  at: string,
): void => {
  const lines = new Map(loads.map((load) => [load.id, readLines(database, load.id)]))
  const counts = countsOf(event, [...lines.values()].flat())
  const sites = JSON.parse(order.sites) as OrderSite[]
  const reason = event.note || event.step
  const write = movementWriter(database, {
    at,
    actor: event.actor,
    reason,
    document: order.number,
  })
  const touched = new Set<string>()
  const touch = (stockpileId: string): void => {
    touched.add(stockpileId)
  }
  const state = loadStateAfter(event.step)
  const setState = database.prepare('UPDATE transfer_loads SET state = ? WHERE id = ?')
  for (const load of loads) {
    const site = sites[load.site]
    const ofLoad = lines.get(load.id) ?? []
    const step: LoadStep = { database, load, lines: ofLoad, site, counts, write, touch, at }
    LOAD_ACTIONS[event.step]?.(step)
    if (state) setState.run(state, load.id)
  }
  refreshStock(database, touched)
}

/**
 * One transaction. @param at ISO instant. @returns the order's number.
 * @throws TransferRefused
 */
export const takeStep = (
  database: Database.Database,
  number: string,
  event: OrderEventInput,
  at: string,
  request: RequestKey | null,
): { number: string; isRepeat: boolean } => {
  const step = database.transaction(() => {
    const earlier = documentOfKey(database, request)
    if (earlier) return { number: earlier, isRepeat: true }
    const order = findOrder(database, number)
    if (!order) throw new TransferRefused({ reason: 'no-such-order' })
    const loads = readLoads(database, order.id)
    const standing = { ...order, loads }
    if (!isStepPossible(event.step, standing)) {
      throw new TransferRefused({
        reason: 'step-impossible',
        step: event.step,
        state: order.state,
      })
    }
    const ready = loadsReadyFor(event.step, standing)
    const chosen = event.loads ?? ready
    const notReady = chosen.find((load) => !ready.includes(load))
    if (notReady !== undefined) {
      throw new TransferRefused({ reason: 'load-not-ready', load: notReady })
    }
    approve(database, order, event, at)
    const moved = loads.filter(({ load }) => chosen.includes(load))
    moveLoads(database, order, moved, event, at)
    const state = stateAfter(database, order, event.step)
    database
      .prepare('UPDATE transfers SET state = ?, version = version + 1, updatedAt = ? WHERE id = ?')
      .run(state, at, order.id)
    database
      .prepare(
        `INSERT INTO transfer_events (transferId, step, at, actor, note, loads, state)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(order.id, event.step, at, event.actor, event.note, JSON.stringify(chosen), state)
    keepKey(database, request, number, at)
    return { number, isRepeat: false }
  })
  return step.immediate()
}
