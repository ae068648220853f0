/** Where and when the features of a collection lie. */
import type Database from 'better-sqlite3'
import type { CollectionId } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
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

export const readExtent = (
  database: Database.Database,
  collection: CollectionId,
): CollectionExtent => {
  const { west, south, east, north, verifiedFrom, verifiedUntil } = database
    .prepare<[], ExtentRow>(
      `SELECT min(west) AS west, min(south) AS south, max(east) AS east, max(north) AS north,
              min(verifiedAt) AS verifiedFrom, max(verifiedAt) AS verifiedUntil
       FROM ${tableName(collection)}`,
    )
    .get()!
  return {
    bbox:
      west === null || south === null || east === null || north === null
        ? null
        : [west, south, east, north],
    verified:
      verifiedFrom === null || verifiedUntil === null ? null : [verifiedFrom, verifiedUntil],
  }
}
