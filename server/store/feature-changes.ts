/** The history of the collections: one row for every change of a feature, one for every refilling. */
import type { ChangeKind } from '../../data/change.ts'
import {
  COLLECTIONS,
  type CollectionId,
  groupOf,
  partsOf,
  type ResourceId,
} from '../../data/collections.ts'
import { withMasks } from '../../data/personal.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
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
  /** False where it was not checked that the feature was still the one that the change was made from. */
  readonly guarded?: boolean
}

export interface FeatureChange extends Required<ChangedBy> {
  /** What the import is called by which it came. */
  readonly importName: string | null
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

const COLUMNS = `sequence, revision, collection, featureId, kind, who, reason, importId, guarded, at,
  "before", "after", (SELECT name FROM imports WHERE id = importId) AS importName`

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
  /** Only changes after this one, oldest first; null begins with the first. */
  readonly after?: number | null
  /** Only changes before this one, newest first; null begins with the last. */
  readonly before?: number | null
  readonly limit: number
}

/** What happened to a union happened to its parts. */
const withParts = (id: CollectionId): CollectionId[] => [id, ...partsOf(id)]

/** What happened to the union that a collection was once kept in happened to it. */
const withGroup = (id: ResourceId): CollectionId[] => [id, groupOf(id)]

/** Oldest first where `after` is asked for, else newest first. */
export const readChanges = async (
  statements: Statements,
  { collections, featureId, after, before, limit }: ChangeFilter,
): Promise<FeatureChange[]> => {
  const { sql, values } = whereAll([
    ...(after == null ? [] : [{ sql: 'sequence > ?', values: [after] }]),
    ...(before == null ? [] : [{ sql: 'sequence < ?', values: [before] }]),
    ...(collections ? [oneOf('collection', collections.flatMap(withParts))] : []),
    ...(featureId === undefined ? [] : [{ sql: 'featureId = ?', values: [featureId] }]),
  ])
  const rows = await statements.all<Columns>(
    `SELECT ${COLUMNS} FROM feature_changes ${sql}
     ORDER BY sequence ${after === undefined ? 'DESC' : ''} LIMIT ?`,
    [...values, limit],
  )
  return rows.map(changeOf)
}

const changeOf = ({ before, after, guarded, ...row }: Columns): FeatureChange => ({
  ...row,
  guarded: guarded === 1,
  before: told(row, before),
  after: told(row, after),
})

const told = (
  { collection, featureId }: Pick<Columns, 'collection' | 'featureId'>,
  json: string | null,
) => {
  const parsed: unknown = json && JSON.parse(json)
  return featureId === null || parsed === null ? parsed : toldFeature(collection, parsed)
}

/** A feature of the history with names and numbers of people masked. */
export const toldFeature = (collection: CollectionId, stored: unknown) => {
  const feature = stored as ResourceFeature<ResourceDeclaration>
  return { ...feature, properties: withMasks(COLLECTIONS[collection].fields, feature.properties) }
}

/**
 * The sequence of the last change of a feature, or of the last refilling of its collection; 0 where
 * none is known.
 */
export const readVersion = async (
  statements: Statements,
  collection: CollectionId,
  id: string,
): Promise<number> => {
  const among = [...new Set(partsOf(collection).flatMap(withGroup))]
  const last = among.flatMap((each) => [
    { sql: 'collection = ? AND featureId = ?', values: [each, id] },
    { sql: 'collection = ? AND featureId IS NULL', values: [each] },
  ])
  const found = await Promise.all(
    last.map(({ sql, values }) =>
      statements.value<number>(
        `SELECT sequence FROM feature_changes WHERE ${sql} ORDER BY sequence DESC LIMIT 1`,
        values,
      ),
    ),
  )
  return Math.max(0, ...found.map((sequence) => sequence ?? 0))
}

/** A change with names and numbers of people whole: what a feature gets back. */
export const readWholeChange = async (
  statements: Statements,
  sequence: number,
): Promise<FeatureChange | undefined> => {
  const row = await statements.get<Columns>(
    `SELECT ${COLUMNS} FROM feature_changes WHERE sequence = ?`,
    [sequence],
  )
  if (!row) return undefined
  const { before, after, guarded, ...rest } = row
  const parsed = (json: string | null): unknown => json && JSON.parse(json)
  return { ...rest, guarded: guarded === 1, before: parsed(before), after: parsed(after) }
}
