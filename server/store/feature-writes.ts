/**
 * Which rows of the collections were written last: who holds features reads just those anew. Kept by
 * triggers, so that no write is left out, whoever makes it and for whatever reason: a person, the
 * ledger, an import, another program. Each write of a row has a revision of its own.
 */
import { COLLECTIONS, type ResourceId } from '../../data/collections.ts'
import { type ResourceDeclaration, type ResourceFeature, withNulls } from '../../data/resource.ts'
import { oneOf, type Statements } from './statements.ts'
import { tableName } from './table-name.ts'

export const FEATURE_WRITES = 'feature_writes'

/** Writes of the last so many revisions are known; who has seen less reads everything anew. */
export const WRITES_KEPT = 5000

/** A feature with its place in the order of arrival. */
export interface FeatureRow {
  readonly sequence: number
  readonly feature: ResourceFeature<ResourceDeclaration>
}

/** What was written at once is noted row by row up to so many, past them from where on. */
const MOST_NOTED = 1000

/** Places in the order of arrival at which rows were written, changed or removed. */
export interface Written {
  readonly at: readonly number[]
  /** All from this one on may have been, too; infinite where none was noted so. */
  readonly from: number
}

/** What was written after a revision; null where that is not known any more. */
export const readWritten = async (
  statements: Statements,
  collection: ResourceId,
  after: number,
): Promise<Written | null> => {
  const now = await statements.value<number>('SELECT value FROM revision WHERE id = 1')
  if (now === undefined || now - after > WRITES_KEPT) return null
  const rows = await statements.all<{ sequence: number }>(
    `SELECT DISTINCT sequence FROM ${FEATURE_WRITES} WHERE revision > ? AND collection = ?`,
    [after, collection],
  )
  const noted = rows.map(({ sequence }) => sequence)
  const from = Math.min(...noted.filter((sequence) => sequence < 0).map(Math.abs))
  return { at: noted.filter((sequence) => sequence >= 0 && sequence < from), from }
}

/** Notes that all rows from a place on may have been written: as the place, negative. */
export const noteFrom = async (
  statements: Statements,
  collection: ResourceId,
  sequence: number,
): Promise<void> => {
  await statements.run(
    `INSERT OR REPLACE INTO ${FEATURE_WRITES} (revision, sequence, collection)
     SELECT value, ?, ? FROM revision WHERE id = 1`,
    [-sequence, collection],
  )
}

/** Notes that rows were written at the places that a table has. */
export const noteWritten = async (
  statements: Statements,
  collection: ResourceId,
  places: string,
): Promise<void> => {
  const noted = await statements.get<{ count: number; first: number }>(
    `SELECT count(*) AS count, min(sequence) AS first FROM ${places}`,
  )
  const { count, first } = noted!
  if (count > MOST_NOTED) return noteFrom(statements, collection, first)
  await statements.run(
    `INSERT OR REPLACE INTO ${FEATURE_WRITES} (revision, sequence, collection)
     SELECT (SELECT value FROM revision WHERE id = 1), sequence, ? FROM ${places}`,
    [collection],
  )
}

/** @param which those at these places, or at most so many after one; in the order of arrival. */
export const readRows = async (
  statements: Statements,
  collection: ResourceId,
  which: { readonly at: readonly number[] } | { readonly after: number; readonly limit: number },
): Promise<FeatureRow[]> => {
  const { sql, values } =
    'at' in which ? oneOf('sequence', which.at) : { sql: 'sequence > ?', values: [which.after] }
  const limit = 'at' in which ? which.at.length : which.limit
  const rows = await statements.all<{ sequence: number; featureJson: string }>(
    `SELECT sequence, featureJson FROM ${tableName(collection)} WHERE ${sql} ORDER BY sequence LIMIT ?`,
    [...values, limit],
  )
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  return rows.map(({ sequence, featureJson }) => {
    const told = JSON.parse(featureJson)
    return { sequence, feature: { ...told, properties: withNulls(resource, told.properties) } }
  })
}
