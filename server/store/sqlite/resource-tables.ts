/** One table per collection. */
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { type ResourceTable, resourceTable } from './tables.ts'

export const stations = resourceTable(COLLECTIONS.stations)
export const stockpiles = resourceTable(COLLECTIONS.stockpiles)
export const floodWorks = resourceTable(COLLECTIONS['flood-works'])
export const forests = resourceTable(COLLECTIONS.forests)
export const counties = resourceTable(COLLECTIONS.counties)
export const towns = resourceTable(COLLECTIONS.towns)
export const water = resourceTable(COLLECTIONS.water)
export const settlements = resourceTable(COLLECTIONS.settlements)

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
