/** The history of the collections: one row for every change of a feature, one for every refilling. */
import { type CollectionId, partsOf } from '../../data/collections.ts'
import { oneOf, type Statements, whereAll } from './statements.ts'

/** Who changes something, and when (ISO instant). */
export interface ChangedBy {
  readonly who: string
  readonly at: string
}

export interface FeatureChange extends ChangedBy {
  readonly sequence: number
  /** Of the data, after the change. */
  readonly revision: number
  readonly collection: CollectionId
  /** Null where the whole collection was replaced. */
  readonly featureId: string | null
  readonly kind: 'create' | 'update' | 'delete' | 'replace'
  /** The feature as it was and as it is, null where there is none; of a refilling how many. */
  readonly before: unknown
  readonly after: unknown
}

type Columns = Omit<FeatureChange, 'before' | 'after'> & {
  readonly before: string | null
  readonly after: string | null
}

/** Part of every unit that writes features. */
export const writeChange = async (
  statements: Statements,
  change: Omit<Columns, 'sequence' | 'revision'>,
): Promise<void> => {
  await statements.run(
    `INSERT INTO feature_changes (revision, collection, featureId, kind, who, at, "before", "after")
     SELECT value, @collection, @featureId, @kind, @who, @at, @before, @after
     FROM revision WHERE id = 1`,
    { ...change },
  )
}

export interface ChangeFilter {
  readonly collections?: readonly CollectionId[]
  readonly featureId?: string
  /** Only changes after this one; null begins with the first. */
  readonly after: number | null
  readonly limit: number
}

/** What happened to a union happened to its parts. */
const withParts = (id: CollectionId): CollectionId[] => [id, ...partsOf(id)]

/** Oldest first. */
export const readChanges = async (
  statements: Statements,
  { collections, featureId, after, limit }: ChangeFilter,
): Promise<FeatureChange[]> => {
  const { sql, values } = whereAll([
    { sql: 'sequence > ?', values: [after ?? 0] },
    ...(collections ? [oneOf('collection', collections.flatMap(withParts))] : []),
    ...(featureId === undefined ? [] : [{ sql: 'featureId = ?', values: [featureId] }]),
  ])
  const rows = await statements.all<Columns>(
    `SELECT sequence, revision, collection, featureId, kind, who, at, "before", "after"
     FROM feature_changes ${sql}
     ORDER BY sequence LIMIT ?`,
    [...values, limit],
  )
  return rows.map(({ before, after: now, ...row }) => ({
    ...row,
    before: before && JSON.parse(before),
    after: now && JSON.parse(now),
  }))
}
