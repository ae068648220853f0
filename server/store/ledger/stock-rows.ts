/** Reading the ledger: batches with their balances, minimum reserves, movements. */
import type Database from 'better-sqlite3'
import type { Batch, Minimum, Movement } from '../../../data/ledger.ts'

/** Which goods; a list that is left out asks for all. */
export interface StockFilter {
  readonly stockpileIds?: readonly string[]
  readonly items?: readonly string[]
}

export interface MovementFilter extends StockFilter {
  readonly document?: string
  /** Only movements before this one; null begins with the newest. */
  readonly before: number | null
  readonly limit: number
}

interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

const oneOf = (column: string, values: readonly string[] | undefined): Condition[] =>
  values === undefined
    ? []
    : [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] }]

const whereOf = (conditions: readonly Condition[]) => ({
  where: conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : '',
  values: conditions.flatMap(({ values }) => values),
})

const stockConditions = ({ stockpileIds, items }: StockFilter): Condition[] => [
  ...oneOf('stockpileId', stockpileIds),
  ...oneOf('item', items),
]

/** Batches first expired first, those that never expire last; empty ones too. */
export const readBatches = (database: Database.Database, filter: StockFilter): Batch[] => {
  const { where, values } = whereOf(stockConditions(filter))
  return database
    .prepare<unknown[], Batch>(
      `SELECT id, stockpileId, item, batch, receivedOn, expiresOn, onHand, reserved,
         onHand - reserved AS available
       FROM stock_batches ${where}
       ORDER BY stockpileId, item, expiresOn IS NULL, expiresOn, receivedOn, id`,
    )
    .all(values)
}

export const readMinimums = (database: Database.Database, filter: StockFilter): Minimum[] => {
  const { where, values } = whereOf(stockConditions(filter))
  return database
    .prepare<unknown[], Minimum>(
      `SELECT stockpileId, item, minimum FROM stock_minimums ${where} ORDER BY stockpileId, item`,
    )
    .all(values)
}

/**
 * Movements newest first, each with the balances of its batch after it.
 * @returns one more than `limit` never; `next` is for the following page's `before`.
 */
export const readMovements = (
  database: Database.Database,
  { before, limit, document, ...stock }: MovementFilter,
): { movements: Movement[]; next: number | null } => {
  const { where, values } = whereOf([
    ...stockConditions(stock),
    ...(document === undefined ? [] : [{ sql: 'document = ?', values: [document] }]),
    ...(before === null ? [] : [{ sql: 'm.sequence < ?', values: [before] }]),
  ])
  const rows = database
    .prepare<unknown[], Movement>(
      `SELECT m.sequence, m.at, m.kind, stockpileId, item, batchId, batch, quantity,
         onHandChange, reservedChange, onHandAfter, reservedAfter, actor, reason, document
       FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId ${where}
       ORDER BY m.sequence DESC LIMIT ?`,
    )
    .all([...values, limit + 1])
  const movements = rows.slice(0, limit)
  return { movements, next: rows.length > limit ? (movements.at(-1)?.sequence ?? null) : null }
}
