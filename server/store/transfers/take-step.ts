/** The next step of a transfer order, with the movements that belong to it. */
import type Database from 'better-sqlite3'
import {
  isStepPossible,
  loadStateAfter,
  loadsReadyFor,
  type OrderState,
  PAPERS_HOURS,
  stateOfLoads,
} from '../../../data/order-steps.ts'
import type { OrderEventInput, OrderLine, OrderSite } from '../../../data/transfer-order.ts'
import { movementWriter, refreshStock } from '../ledger/write-movement.ts'
import { documentOfKey, keepKey, type RequestKey } from './idempotency.ts'
import { type Counts, LOAD_ACTIONS, type LoadStep } from './load-actions.ts'
import { findOrder, type LoadRow, type OrderRow, readLines, readLoads } from './order-rows.ts'
import { TransferRefused } from './transfer-refused.ts'

const MILLISECONDS_PER_HOUR = 3_600_000

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
    const { number } = order
    const step: LoadStep = { database, load, number, lines: ofLoad, site, counts, write, touch, at }
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
