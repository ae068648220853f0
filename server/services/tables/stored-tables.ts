/** Every table that is read while it is written, by the name that its thread is given. */
import { FEATURES } from '../collections/feature-tables.ts'
import { BALANCES, COUNT_FORM, EXPIRING } from '../stock/batch-tables.ts'
import { LOANS_OPEN, MOVEMENTS, TURNOVER } from '../stock/ledger-tables.ts'
import { ORDER_LINES, ORDERS } from '../transfers/order-tables.ts'

export const STORED_TABLES = {
  balances: BALANCES,
  movements: MOVEMENTS,
  count: COUNT_FORM,
  expiring: EXPIRING,
  loans: LOANS_OPEN,
  turnover: TURNOVER,
  orders: ORDERS,
  lines: ORDER_LINES,
  features: FEATURES,
} as const

type StoredTables = typeof STORED_TABLES

/** Which of them, and of what. */
export type StoredQuery = {
  [Name in keyof StoredTables]: {
    readonly table: Name
    readonly of: Parameters<StoredTables[Name]['pages']>[1]
  }
}[keyof StoredTables]
