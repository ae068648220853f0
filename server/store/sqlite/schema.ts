/** All tables, as drizzle-kit reads them to generate a migration. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export { stockBatches, stockMinimums, stockMovements, stocktakes } from './ledger-tables.ts'
export {
  reserveNorms,
  roadClosures,
  savedStandards,
  scenarios,
  warnings,
} from './planning-tables.ts'
export * from './resource-tables.ts'
export {
  idempotencyKeys,
  transferEvents,
  transferLines,
  transferLoads,
  transfers,
} from './transfer-tables.ts'

/** One row: the number that every write raises, so that answers can be cached and compared. */
export const revision = sqliteTable('revision', {
  id: integer().primaryKey(),
  value: integer().notNull(),
})

/** The revision at which each collection was last written. */
export const collectionRevisions = sqliteTable('collection_revisions', {
  collection: text().primaryKey(),
  value: integer().notNull(),
})

/** Short facts about the database as a whole, such as what it was seeded from. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })
