/** Confirming a plan: all its lines are reserved and the order is written, or nothing is. */
import { isUsable } from '../../../data/ledger.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { orderMarkOf } from '../../../data/region.ts'
import {
  type LineChange,
  type LoadInput,
  TRANSFER_LIMITS,
  type TransferInput,
} from '../../../data/transfer-order.ts'
import { type LedgerTransaction, ledgerTransaction } from '../ledger/ledger-transaction.ts'
import { TransferConflict, TransferRefused } from '../refusals.ts'
import { META_KEYS, readMeta } from '../revisions.ts'
import type { Statements } from '../statements.ts'
import { documentOfKey, keepKey, type RequestKey } from './idempotency.ts'
import { orderNumber } from './order-number.ts'
import { thinRoute } from './order-rows.ts'

interface WantedLine {
  readonly load: number
  readonly stockpileId: string
  readonly batchId: number
  readonly item: string
  readonly quantity: number
}

const linesOf = (loads: readonly LoadInput[]): WantedLine[] =>
  loads.flatMap(({ stockpileId, lines }, load) =>
    lines.map((line) => ({ load, stockpileId, ...line })),
  )

/**
 * What of the wanted lines cannot be promised now; lines of one batch add up. What is past its date,
 * or still to come, is neither promised, whatever the emergency, nor does it count as a reserve.
 * @param today local day; goods may be used until the end of their last one.
 */
const changesOf = async (
  ledger: LedgerTransaction,
  lines: readonly WantedLine[],
  isEmergency: boolean,
  today: string,
): Promise<LineChange[]> => {
  const left = new Map<string, number>()
  const changes: LineChange[] = []
  for (const { load, stockpileId, batchId, item, quantity } of lines) {
    const batch = await ledger.batch(batchId)
    const refuse = (reason: LineChange['reason'], available: number): void =>
      void changes.push({
        ...{ load, batchId, batch: batch?.batch ?? null, stockpileId, item },
        ...{ wanted: quantity, available, reason },
      })
    if (batch?.stockpileId !== stockpileId || batch.item !== item) {
      refuse('gone', 0)
      continue
    }
    const isRetired =
      (await ledger.retiredOn(stockpileId, today)) !== null || (await ledger.isRetiredItem(item))
    if (isRetired) {
      refuse('retired', 0)
      continue
    }
    if (!isUsable(batch, today)) {
      refuse(batch.receivedOn > today ? 'to-come' : 'expired', 0)
      continue
    }
    const ofBatch = left.get(`${batchId}`) ?? batch.onHand - batch.reserved
    const key = `${stockpileId} ${item}`
    const ofItem = isEmergency
      ? Number.POSITIVE_INFINITY
      : (left.get(key) ?? (await ledger.spare(stockpileId, item, today)))
    // What may still be promised: of the batch, without touching the item's reserve.
    const most = Math.max(0, Math.min(ofBatch, ofItem))
    if (most < quantity) refuse(ofBatch < quantity ? 'taken' : 'reserve', most)
    const taken = Math.min(quantity, most)
    left.set(`${batchId}`, ofBatch - taken)
    left.set(key, ofItem - taken)
  }
  return changes
}

const insertOrder = async (
  statements: Statements,
  { sites, emergency, requestedBy, reason }: TransferInput,
  at: string,
): Promise<{ id: number; number: string }> => {
  const year = Number(localDayOf(new Date(at)).slice(0, 4))
  const last = await statements.value<number>(
    'SELECT coalesce(max(yearSequence), 0) FROM transfers WHERE year = ?',
    [year],
  )
  const yearSequence = (last ?? 0) + 1
  const region = JSON.parse((await readMeta(statements, META_KEYS.region)) ?? 'null')
  const number = orderNumber(orderMarkOf(region), year, yearSequence)
  const isEmergency = emergency ? 1 : 0
  const whatFor = { requestedBy, reason, isEmergency, sites: JSON.stringify(sites) }
  const id = await statements.value<number>(
    `INSERT INTO transfers (number, year, yearSequence, state, isEmergency, requestedBy, reason,
       sites, createdAt, updatedAt)
     VALUES (@number, @year, @yearSequence, 'draft', @isEmergency, @requestedBy, @reason,
       @sites, @at, @at) RETURNING id`,
    { number, year, yearSequence, at, ...whatFor },
  )
  return { id: id!, number }
}

/** @throws TransferRefused for a load without its site, a site of a stockpile that is not there or retired. */
const refuseStraySites = async (
  ledger: LedgerTransaction,
  { sites, loads }: TransferInput,
  today: string,
) => {
  const stray = loads.findIndex(({ site }) => site >= sites.length)
  if (stray >= 0) throw new TransferRefused({ reason: 'no-such-site', load: stray })
  // Found out only at the receipt, such an order could never be received.
  for (const [site, { stockpileId }] of sites.entries()) {
    if (stockpileId === null) continue
    if (!(await ledger.hasStockpile(stockpileId))) {
      throw new TransferRefused({ reason: 'no-such-stockpile', site, stockpileId })
    }
    const retiredOn = await ledger.retiredOn(stockpileId, today)
    if (retiredOn === null) continue
    throw new TransferRefused({ reason: 'retired-stockpile', site, stockpileId, retiredOn })
  }
}

/** Writes a load with its lines, and the promises of its goods. */
const insertLoad = async (
  statements: Statements,
  orderId: number,
  index: number,
  load: LoadInput,
  reserve: (batchId: number, quantity: number, lineId: number) => Promise<unknown>,
): Promise<void> => {
  const { stockpileId, site, lorries, hired, round, leavesAt, arrivesAt, route } = load
  const pickup = load.pickup && JSON.stringify(load.pickup)
  const kits = JSON.stringify(load.kits)
  const way = JSON.stringify(thinRoute(route, TRANSFER_LIMITS.mostRoutePositionsKept))
  const loadId = await statements.value<number>(
    `INSERT INTO transfer_loads (transferId, load, stockpileId, site, state, lorries, hired, round,
       pickup, kits, leavesAt, arrivesAt, route)
     VALUES (?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [
      orderId,
      index,
      stockpileId,
      site,
      lorries,
      hired,
      round,
      pickup,
      kits,
      leavesAt,
      arrivesAt,
      way,
    ],
  )
  for (const { batchId, quantity } of load.lines) {
    const lineId = await statements.value<number>(
      'INSERT INTO transfer_lines (loadId, batchId, quantity) VALUES (?, ?, ?) RETURNING id',
      [loadId!, batchId, quantity],
    )
    await reserve(batchId, quantity, lineId!)
  }
}

/**
 * @param at ISO instant. @returns the order's number, and whether an earlier request with the same
 * key had written it already.
 * @throws TransferConflict, TransferRefused
 */
export const confirmPlan = async (
  statements: Statements,
  input: TransferInput,
  at: string,
  request: RequestKey | null,
): Promise<{ number: string; isRepeat: boolean }> => {
  const earlier = await documentOfKey(statements, request)
  if (earlier) return { number: earlier, isRepeat: true }
  const ledger = ledgerTransaction(statements)
  const today = localDayOf(new Date(at))
  await refuseStraySites(ledger, input, today)
  const lines = linesOf(input.loads)
  const changes = await changesOf(ledger, lines, input.emergency, today)
  if (changes.length > 0) throw new TransferConflict(changes)

  const { id, number } = await insertOrder(statements, input, at)
  const reason = input.reason || '调拨预留'
  const written = { at, actor: input.requestedBy, reason, document: number }
  for (const [index, load] of input.loads.entries()) {
    await insertLoad(statements, id, index, load, (batchId, quantity, lineId) =>
      ledger.move({ kind: 'reservation', batchId, quantity, lineId }, written),
    )
  }
  const loads = JSON.stringify(input.loads.map((_, index) => index))
  await statements.run(
    `INSERT INTO transfer_events (transferId, step, at, actor, note, loads, state)
     VALUES (?, 'create', ?, ?, ?, ?, 'draft')`,
    [id, at, input.requestedBy, input.reason, loads],
  )
  await ledger.refreshStock(input.loads.map(({ stockpileId }) => stockpileId))
  await keepKey(statements, request, number, at)
  return { number, isRepeat: false }
}
