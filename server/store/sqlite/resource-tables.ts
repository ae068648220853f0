/** One table for each collection that is kept. */
import { COLLECTIONS, RESOURCE_IDS, type ResourceId } from '../../../data/collections.ts'
import { type ResourceTable, resourceTable } from './tables.ts'

export const RESOURCE_TABLES = Object.fromEntries(
  RESOURCE_IDS.map((id) => [id, resourceTable(COLLECTIONS[id])]),
) as Readonly<Record<ResourceId, ResourceTable>>
