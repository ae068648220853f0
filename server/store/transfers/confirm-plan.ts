/** Confirming a plan: all its lines are reserved and the order is written, or nothing is. */
import type Database from 'better-sqlite3'
import { toLocalIso } from '../../../data/local-time.ts'
import {
  type LineChange,
  type LoadInput,
  TRANSFER_LIMITS,
  type TransferInput,
} from '../../../data/transfer-order.ts'
import { movementWriter, refreshStock } from '../ledger/write-movement.ts'
import { documentOfKey, keepKey, type RequestKey } from './idempotency.ts'
import { orderNumber } from './order-number.ts'
import { thinRoute } from './thin-route.ts'
import { TransferConflict, TransferRefused } from './transfer-refused.ts'

interface Balance {
  stockpileId: string
  item: string
  available: number
  expiresOn: string | null
}

interface WantedLine {
  readonly load: number
  readonly stockpileId: string
  readonly batchId: number
  readonly item: string
  readonly quantity: number
}

const DAY_CHARACTERS = 10
const YEAR_CHARACTERS = 4

/** YYYY-MM-DD of an ISO instant. */
const localDay = (at: string): string => toLocalIso(new Date(at)).slice(0, DAY_CHARACTERS)
const localYear = (at: string): number => Number(localDay(at).slice(0, YEAR_CHARACTERS))

const linesOf = (loads: readonly LoadInput[]): WantedLine[] =>
  loads.flatMap(({ stockpileId, lines }, load) =>
    lines.map((line) => ({ load, stockpileId, ...line })),
  )

/**
 * What of the wanted lines cannot be promised now; lines of one batch add up. What is past its date
 * is neither promised, whatever the emergency, nor does it count as a reserve.
 * @param today local day; goods may be used until the end of their last one.
 */
const changesOf = (
  database: Database.Database,
  lines: readonly WantedLine[],
  isEmergency: boolean,
  today: string,
): LineChange[] => {
  const balance = database.prepare<[number], Balance>(
    `SELECT stockpileId, item, onHand - reserved AS available, expiresOn
     FROM stock_batches WHERE id = ?`,
  )
  /** Of an item in a stockpile: what may go without touching the reserve. */
  const spare = database
    .prepare<[string, string, string], number>(
      `SELECT sum(onHand - reserved) - coalesce((SELECT minimum FROM stock_minimums m
         WHERE m.stockpileId = b.stockpileId AND m.item = b.item), 0)
       FROM stock_batches b WHERE stockpileId = ? AND item = ?
         AND (expiresOn IS NULL OR expiresOn >= ?)`,
    )
    .pluck()
  const left = new Map<string, number>()
  const takeFrom = (key: string, there: () => number, quantity: number): number => {
    const before = left.get(key) ?? there()
    left.set(key, before - quantity)
    return before
  }
  return lines.flatMap(({ load, stockpileId, batchId, item, quantity }): LineChange[] => {
    const row = balance.get(batchId)
    const change = { load, batchId, stockpileId, item, wanted: quantity }
    if (row?.stockpileId !== stockpileId || row.item !== item) {
      return [{ ...change, available: 0, reason: 'gone' }]
    }
    if (row.expiresOn !== null && row.expiresOn < today) {
      return [{ ...change, available: 0, reason: 'expired' }]
    }
    const ofBatch = takeFrom(`${batchId}`, () => row.available, quantity)
    if (ofBatch < quantity) return [{ ...change, available: Math.max(0, ofBatch), reason: 'taken' }]
    if (isEmergency) return []
    const ofItem = takeFrom(
      `${stockpileId} ${item}`,
      () => spare.get(stockpileId, item, today) ?? 0,
      quantity,
    )
    return ofItem < quantity
      ? [{ ...change, available: Math.max(0, ofItem), reason: 'reserve' }]
      : []
  })
}

const insertOrder = (
  database: Database.Database,
  { sites, emergency, requestedBy, reason }: TransferInput,
  at: string,
): { id: number; number: string } => {
  const year = localYear(at)
  const last = database
    .prepare<[number], number>(
      'SELECT coalesce(max(yearSequence), 0) FROM transfers WHERE year = ?',
    )
    .pluck()
    .get(year)!
  const yearSequence = last + 1
  const number = orderNumber(year, yearSequence)
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO transfers (number, year, yearSequence, state, isEmergency, requestedBy, reason,
         sites, createdAt, updatedAt)
       VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      number,
      year,
      yearSequence,
      emergency ? 1 : 0,
      requestedBy,
      reason,
      JSON.stringify(sites),
      at,
      at,
    )
  return { id: Number(lastInsertRowid), number }
}

/** @throws TransferRefused for a load without its site, a site of a stockpile that is not there. */
const refuseStraySites = (database: Database.Database, { sites, loads }: TransferInput): void => {
  const stray = loads.findIndex(({ site }) => site >= sites.length)
  if (stray >= 0) throw new TransferRefused({ reason: 'no-such-site', load: stray })
  // Found out only at the receipt, such an order could never be received.
  const isThere = database.prepare<[string]>('SELECT 1 FROM stockpiles WHERE id = ?')
  for (const [site, { stockpileId }] of sites.entries()) {
    if (stockpileId !== null && !isThere.get(stockpileId)) {
      throw new TransferRefused({ reason: 'no-such-stockpile', site, stockpileId })
    }
  }
}

/**
 * One transaction. @param at ISO instant. @returns the order's number, and whether an earlier
 * request with the same key had written it already.
 * @throws TransferConflict, TransferRefused
 */
export const confirmPlan = (
  database: Database.Database,
  input: TransferInput,
  at: string,
  request: RequestKey | null,
): { number: string; isRepeat: boolean } => {
  const confirm = database.transaction(() => {
    const earlier = documentOfKey(database, request)
    if (earlier) return { number: earlier, isRepeat: true }
    refuseStraySites(database, input)
    const lines = linesOf(input.loads)
    const changes = changesOf(database, lines, input.emergency, localDay(at))
    if (changes.length > 0) throw new TransferConflict(changes)

    const { id, number } = insertOrder(database, input, at)
    const insertLoad = database.prepare(
      `INSERT INTO transfer_loads (transferId, load, stockpileId, site, state, lorries, leavesAt,
         arrivesAt, route) VALUES (?, ?, ?, ?, 'reserved', ?, ?, ?, ?)`,
    )
    const insertLine = database.prepare(
      'INSERT INTO transfer_lines (loadId, batchId, quantity) VALUES (?, ?, ?)',
    )
    const reason = input.reason || '调拨预留'
    const write = movementWriter(database, {
      at,
      actor: input.requestedBy,
      reason,
      document: number,
    })
    for (const [index, load] of input.loads.entries()) {
      const { stockpileId, site, lorries, leavesAt, arrivesAt, route } = load
      const way = JSON.stringify(thinRoute(route, TRANSFER_LIMITS.mostRoutePositionsKept))
      const { lastInsertRowid: loadId } = insertLoad.run(
        ...[id, index, stockpileId, site, lorries, leavesAt, arrivesAt, way],
      )
      for (const { batchId, quantity } of load.lines) {
        const lineId = Number(insertLine.run(loadId, batchId, quantity).lastInsertRowid)
        write({ kind: 'reservation', batchId, quantity, lineId })
      }
    }
    database
      .prepare(
        `INSERT INTO transfer_events (transferId, step, at, actor, note, loads, state)
         VALUES (?, 'create', ?, ?, ?, ?, 'draft')`,
      )
      .run(id, at, input.requestedBy, input.reason, JSON.stringify(input.loads.map((_, i) => i)))
    refreshStock(
      database,
      input.loads.map(({ stockpileId }) => stockpileId),
    )
    keepKey(database, request, number, at)
    return { number, isRepeat: false }
  })
  return confirm.immediate()
}
