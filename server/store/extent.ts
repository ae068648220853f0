/** Where and when the features of a collection lie. */
import type { CollectionId } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import type { Statements } from './statements.ts'
import { tableName } from './table-name.ts'

export interface CollectionExtent {
  /** `null` when there are none. */
  readonly bbox: Bbox | null
  /** Days between which they were last verified, both included. */
  readonly verified: readonly [from: string, until: string] | null
}

interface ExtentRow {
  west: number | null
  south: number | null
  east: number | null
  north: number | null
  verifiedFrom: string | null
  verifiedUntil: string | null
}

export const readExtent = async (
  statements: Statements,
  collection: CollectionId,
): Promise<CollectionExtent> => {
  const row = await statements.get<ExtentRow>(
    `SELECT min(west) AS west, min(south) AS south, max(east) AS east, max(north) AS north,
            min(verifiedAt) AS verifiedFrom, max(verifiedAt) AS verifiedUntil
     FROM ${tableName(collection)}`,
  )
  const { west = null, south = null, east = null, north = null } = row ?? {}
  const { verifiedFrom = null, verifiedUntil = null } = row ?? {}
  return {
    bbox:
      west === null || south === null || east === null || north === null
        ? null
        : [west, south, east, north],
    verified:
      verifiedFrom === null || verifiedUntil === null ? null : [verifiedFrom, verifiedUntil],
  }
}
