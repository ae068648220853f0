/** Reading the ledger: batches with their balances, minimum reserves, movements. */
import type { Batch, Minimum, Movement } from '../../../data/ledger.ts'
import { type Condition, oneOf, type Statements, whereAll } from '../statements.ts'

/** Which goods; a list that is left out asks for all. */
export interface StockFilter {
  readonly stockpileIds?: readonly string[]
  readonly items?: readonly string[]
}

export interface MovementFilter extends StockFilter {
  readonly document?: string
  /** Only movements before this one; null begins with the newest. */
  readonly before: number | null
  /** Only movements after this one; left out: back to the first. */
  readonly after?: number
  readonly limit: number
}

export interface MovementPage {
  readonly movements: Movement[]
  /** For the following page's `before`; null on the last. */
  readonly next: number | null
}

const stockConditions = ({ stockpileIds, items }: StockFilter): Condition[] => [
  ...(stockpileIds ? [oneOf('stockpileId', stockpileIds)] : []),
  ...(items ? [oneOf('item', items)] : []),
]

/** Batches first expired first, those that never expire last; empty ones too. */
export const readBatches = (statements: Statements, filter: StockFilter): Promise<Batch[]> => {
  const { sql, values } = whereAll(stockConditions(filter))
  return statements.all<Batch>(
    `SELECT id, stockpileId, item, batch, receivedOn, expiresOn, onHand, reserved,
       onHand - reserved AS available
     FROM stock_batches ${sql}
     ORDER BY stockpileId, item, expiresOn IS NULL, expiresOn, receivedOn, id`,
    values,
  )
}

export const readMinimums = (statements: Statements, filter: StockFilter): Promise<Minimum[]> => {
  const { sql, values } = whereAll(stockConditions(filter))
  return statements.all<Minimum>(
    `SELECT stockpileId, item, minimum FROM stock_minimums ${sql} ORDER BY stockpileId, item`,
    values,
  )
}

/** Movements newest first, each with the balances of its batch after it. */
export const readMovements = async (
  statements: Statements,
  { before, after, limit, document, ...stock }: MovementFilter,
): Promise<MovementPage> => {
  const { sql, values } = whereAll([
    ...stockConditions(stock),
    ...(document === undefined ? [] : [{ sql: 'document = ?', values: [document] }]),
    ...(before === null ? [] : [{ sql: 'm.sequence < ?', values: [before] }]),
    ...(after === undefined ? [] : [{ sql: 'm.sequence > ?', values: [after] }]),
  ])
  const rows = await statements.all<Movement>(
    `SELECT m.sequence, m.at, m.kind, stockpileId, item, batchId, batch, quantity,
       onHandChange, reservedChange, onHandAfter, reservedAfter, actor, reason, document
     FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId ${sql}
     ORDER BY m.sequence DESC LIMIT ?`,
    [...values, limit + 1],
  )
  const movements = rows.slice(0, limit)
  return { movements, next: rows.length > limit ? (movements.at(-1)?.sequence ?? null) : null }
}
