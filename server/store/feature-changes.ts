/** The history of the collections: one row for every change of a feature, one for every refilling. */
import type { ChangeKind } from '../../data/change.ts'
import { COLLECTIONS, type CollectionId, partsOf } from '../../data/collections.ts'
import { withMasks } from '../../data/personal.ts'
import { oneOf, type Statements, whereAll } from './statements.ts'

/** Who changes something, when and why. */
export interface ChangedBy {
  readonly who: string
  /** ISO instant. */
  readonly at: string
  /** Null or left out: none is given. */
  readonly reason?: string | null
  /** By which import it comes; null or left out: by none. */
  readonly importId?: number | null
  /** False where nobody looked whether the feature was still the one that the change was made from. */
  readonly guarded?: boolean
}

export interface FeatureChange extends Required<ChangedBy> {
  readonly sequence: number
  /** Of the data, after the change. */
  readonly revision: number
  readonly collection: CollectionId
  /** Null where the whole collection was replaced. */
  readonly featureId: string | null
  readonly kind: ChangeKind
  /**
   * The feature as it was and as it is, null where there is none; of a refilling how many. Names and
   * numbers of people are masked: the row keeps them whole, so that a wrong change can be undone.
   */
  readonly before: unknown
  readonly after: unknown
}

type Columns = Omit<FeatureChange, 'before' | 'after' | 'guarded'> & {
  readonly guarded: 0 | 1
  readonly before: string | null
  readonly after: string | null
}

/** A change that is about to be written. */
interface NewChange extends ChangedBy {
  readonly collection: CollectionId
  readonly featureId: string | null
  readonly kind: ChangeKind
  /** JSON. */
  readonly before: string | null
  readonly after: string | null
}

/** Part of every unit that writes features. @returns its sequence. */
export const writeChange = async (
  statements: Statements,
  { reason, importId, guarded, ...change }: NewChange,
): Promise<number> => {
  const sequence = await statements.value<number>(
    `INSERT INTO feature_changes
       (revision, collection, featureId, kind, who, reason, importId, guarded, at, "before", "after")
     SELECT value, @collection, @featureId, @kind, @who, @reason, @importId, @guarded, @at, @before, @after
     FROM revision WHERE id = 1
     RETURNING sequence`,
    {
      ...change,
      reason: reason ?? null,
      importId: importId ?? null,
      guarded: guarded === false ? 0 : 1,
    },
  )
  return sequence!
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
    `SELECT sequence, revision, collection, featureId, kind, who, reason, importId, guarded, at, "before", "after"
     FROM feature_changes ${sql}
     ORDER BY sequence LIMIT ?`,
    [...values, limit],
  )
  return rows.map(({ before, after: now, guarded, ...row }) => ({
    ...row,
    guarded: guarded === 1,
    before: told(row, before),
    after: told(row, now),
  }))
}

const told = (
  { collection, featureId }: Pick<Columns, 'collection' | 'featureId'>,
  json: string | null,
) => {
  const parsed: unknown = json && JSON.parse(json)
  if (featureId === null || parsed === null) return parsed
  const feature = parsed as { properties: Record<string, unknown> }
  return { ...feature, properties: withMasks(COLLECTIONS[collection].fields, feature.properties) }
}
