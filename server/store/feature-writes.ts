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

/**
 * Places in the order of arrival at which rows were written, changed or removed after a revision;
 * null where they are not known any more.
 */
export const readWritten = async (
  statements: Statements,
  collection: ResourceId,
  after: number,
): Promise<number[] | null> => {
  const now = await statements.value<number>('SELECT value FROM revision WHERE id = 1')
  if (now === undefined || now - after > WRITES_KEPT) return null
  const rows = await statements.all<{ sequence: number }>(
    `SELECT DISTINCT sequence FROM ${FEATURE_WRITES} WHERE revision > ? AND collection = ?`,
    [after, collection],
  )
  return rows.map(({ sequence }) => sequence)
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
