/** What stockpiles had available at an instant, as the ledger has it. */
import type { Statements } from '../statements.ts'
import { OPENING_DOCUMENT } from './opening-balance.ts'

type Counts = Readonly<Record<string, number>>

/** Of a stockpile; null where its books begin later than the instant that is asked for. */
export type StockThen = (stockpileId: string) => Counts | null

/** @param at ISO instant in UTC; what was written in it counts. */
export const readStockThen = async (statements: Statements, at: string): Promise<StockThen> => {
  const cut =
    (await statements.value<number>('SELECT max(sequence) FROM stock_movements WHERE at <= ?', [
      at,
    ])) ?? 0
  const available = await statements.all<{ stockpileId: string; item: string; available: number }>(
    `SELECT stockpileId, item, sum(onHandAfter - reservedAfter) AS available
     FROM (SELECT max(sequence) AS sequence FROM stock_movements WHERE sequence <= ? GROUP BY batchId)
       JOIN stock_movements m USING (sequence) JOIN stock_batches b ON b.id = m.batchId
     GROUP BY stockpileId, item ORDER BY item`,
    [cut],
  )
  const openedLater = await statements.all<{ stockpileId: string }>(
    `SELECT DISTINCT stockpileId FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId
     WHERE m.sequence > ? AND m.document = ?`,
    [cut, OPENING_DOCUMENT],
  )
  const unknown = new Set(openedLater.map(({ stockpileId }) => stockpileId))
  const counts = new Map<string, Record<string, number>>()
  for (const { stockpileId, item, available: quantity } of available) {
    const ofStockpile = counts.get(stockpileId) ?? {}
    counts.set(stockpileId, ofStockpile)
    unknown.delete(stockpileId)
    if (quantity > 0) ofStockpile[item] = quantity
  }
  return (stockpileId) => (unknown.has(stockpileId) ? null : (counts.get(stockpileId) ?? {}))
}
