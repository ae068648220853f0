/** Reading the ledger: batches with their balances, minimum reserves, movements. */
import {
  type Batch,
  DUE_SOON_DAYS,
  type Loan,
  type Minimum,
  type Movement,
} from '../../../data/ledger.ts'
import { dayAfter } from '../../../data/local-time.ts'
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
    `SELECT id, stockpileId, item, batch, receivedOn, expiresOn, lender, onHand, reserved,
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
       onHandChange, reservedChange, onHandAfter, reservedAfter, party, dueOn, loan, actor, reason,
       document
     FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId ${sql}
     ORDER BY m.sequence DESC LIMIT ?`,
    [...values, limit + 1],
  )
  const movements = rows.slice(0, limit)
  return { movements, next: rows.length > limit ? (movements.at(-1)?.sequence ?? null) : null }
}

/** What came, what went and what was there of an item in a stockpile, in a period. */
export interface Turnover {
  readonly stockpileId: string
  readonly item: Batch['item']
  /** Before the period. */
  readonly opening: number
  readonly received: number
  readonly issued: number
  /** opening + received − issued */
  readonly closing: number
}

/** ISO instants; `until` is no part of it. */
export interface Period {
  readonly from: string
  readonly until: string
}

/** By stockpile and item, those of which there was or became anything. */
export const readTurnover = (
  statements: Statements,
  filter: StockFilter,
  { from, until }: Period,
): Promise<Turnover[]> => {
  const { sql, values } = whereAll([
    ...stockConditions(filter),
    { sql: 'm.at < ?', values: [until] },
  ])
  return statements.all<Turnover>(
    `SELECT stockpileId, item,
       sum(iif(m.at < ?, onHandChange, 0)) AS opening,
       sum(iif(m.at >= ?, max(onHandChange, 0), 0)) AS received,
       sum(iif(m.at >= ?, max(-onHandChange, 0), 0)) AS issued,
       sum(onHandChange) AS closing
     FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId ${sql}
     GROUP BY stockpileId, item HAVING opening <> 0 OR received <> 0 OR issued <> 0
     ORDER BY stockpileId, item`,
    [from, from, from, ...values],
  )
}

/** Loans that have not come back whole, due first first. @param today local day. */
export const readLoans = async (
  statements: Statements,
  filter: StockFilter,
  today: string,
): Promise<Loan[]> => {
  const { sql, values } = whereAll([
    ...stockConditions(filter),
    { sql: 'm.dueOn IS NOT NULL', values: [] },
    { sql: 'm.quantity > coalesce(back, 0)', values: [] },
  ])
  const rows = await statements.all<Omit<Loan, 'isOverdue' | 'isDueSoon'>>(
    `SELECT m.sequence, m.at, m.kind, stockpileId, item, batchId, batch, quantity,
       coalesce(back, 0) AS back, quantity - coalesce(back, 0) AS "left", party, dueOn, actor, document
     FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId LEFT JOIN (
       SELECT loan AS ofLoan, sum(quantity) AS back FROM stock_movements
       WHERE loan IS NOT NULL GROUP BY loan) ON ofLoan = m.sequence ${sql}
     ORDER BY dueOn, m.sequence`,
    values,
  )
  const soon = dayAfter(today, DUE_SOON_DAYS)
  return rows.map((loan) => {
    const isOverdue = loan.dueOn < today
    return { ...loan, isOverdue, isDueSoon: !isOverdue && loan.dueOn <= soon }
  })
}
