/** Stocktake (盘点): counted quantities become surpluses and shortages, each a movement. */
import type Database from 'better-sqlite3'
import type { StocktakeInput } from '../../../data/ledger.ts'
import { documentOfKey, keepKey, type RequestKey } from '../transfers/idempotency.ts'
import { LedgerRefused } from './ledger-refused.ts'
import { movementWriter, refreshStock } from './write-movement.ts'

const PREFIX = '盘点'

interface Row {
  id: number
  onHand: number
  reserved: number
}

/**
 * One transaction; none for a request whose key has come before. @param at ISO instant.
 * @throws LedgerRefused where the stock has moved since the list was made, or where less was
 *   counted than is promised to orders.
 */
export const takeStock = (
  database: Database.Database,
  input: StocktakeInput,
  at: string,
  request: RequestKey | null,
): { number: string; sequences: number[] } => {
  const { stockpileId, counts, actor, reason } = input
  const batch = database.prepare<[number, string], Row>(
    'SELECT id, onHand, reserved FROM stock_batches WHERE id = ? AND stockpileId = ?',
  )
  const enter = database.transaction((): { number: string; sequences: number[] } => {
    const earlier = documentOfKey(database, request)
    if (earlier !== null) return JSON.parse(earlier)
    const { lastInsertRowid } = database
      .prepare(
        'INSERT INTO stocktakes (stockpileId, at, actor, reason, counts) VALUES (?, ?, ?, ?, ?)',
      )
      .run(stockpileId, at, actor, reason, JSON.stringify(counts))
    const number = `${PREFIX}${String(lastInsertRowid).padStart(4, '0')}`
    const write = movementWriter(database, { at, actor, reason, document: number })
    const sequences = counts.flatMap(({ batchId, expectedOnHand, counted }, index) => {
      const row = batch.get(batchId, stockpileId)
      if (!row) throw new LedgerRefused({ reason: 'no-such-batch', index, batchId })
      if (row.onHand !== expectedOnHand) {
        throw new LedgerRefused({ reason: 'changed-meanwhile', index, onHand: row.onHand })
      }
      if (counted < row.reserved) {
        throw new LedgerRefused({ reason: 'promised', index, reserved: row.reserved })
      }
      const difference = counted - row.onHand
      if (difference === 0) return []
      const kind = difference > 0 ? 'stocktake-surplus' : 'stocktake-shortage'
      return [write({ kind, batchId, quantity: Math.abs(difference), lineId: null })]
    })
    refreshStock(database, [stockpileId])
    keepKey(database, request, JSON.stringify({ number, sequences }), at)
    return { number, sequences }
  })
  const isThere = database.prepare('SELECT 1 FROM stockpiles WHERE id = ?').get(stockpileId)
  if (!isThere) throw new LedgerRefused({ reason: 'no-such-stockpile', index: 0, stockpileId })
  return enter.immediate()
}
