/** All tables, as drizzle-kit reads them to generate a migration. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CollectionId } from '../../data/collections.ts'
import { COLLECTIONS } from '../../data/collections.ts'
import { type ResourceTable, resourceTable } from './tables.ts'

export const stations = resourceTable(COLLECTIONS.stations)
export const stockpiles = resourceTable(COLLECTIONS.stockpiles)
export const floodWorks = resourceTable(COLLECTIONS['flood-works'])
export const forests = resourceTable(COLLECTIONS.forests)
export const counties = resourceTable(COLLECTIONS.counties)
export const towns = resourceTable(COLLECTIONS.towns)
export const water = resourceTable(COLLECTIONS.water)
export const settlements = resourceTable(COLLECTIONS.settlements)

export { savedStandards, scenarios } from './planning-tables.ts'

/** One row: the number that every write raises, so that answers can be cached and compared. */
export const revision = sqliteTable('revision', {
  id: integer().primaryKey(),
  value: integer().notNull(),
})

/** Short facts about the database as a whole, such as what it was seeded from. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })

export const TABLES: Readonly<Record<CollectionId, ResourceTable>> = {
  stations,
  stockpiles,
  'flood-works': floodWorks,
  forests,
  counties,
  towns,
  water,
  settlements,
}
