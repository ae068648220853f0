/** The bin: deleted features whose last change is their deletion, until it is emptied. */
import type { ChangedFeature } from '../../data/change.ts'
import type { ResourceId } from '../../data/collections.ts'
import type { ChangedBy } from './feature-changes.ts'
import type { Condition, Statements } from './statements.ts'
import { whereAll } from './statements.ts'

export interface BinEntry extends Required<ChangedBy> {
  /** Of the deletion. */
  readonly sequence: number
  readonly collection: ResourceId
  readonly featureId: string
  readonly name: string
  readonly nameEn: string | null
  readonly importName: string | null
}

interface Row extends Omit<BinEntry, 'name' | 'nameEn' | 'guarded'> {
  readonly guarded: 0 | 1
  readonly before: string
}

/** Of `gone`: a deletion after which nothing happened to the feature. */
const IS_LAST: Condition = {
  sql: `gone.kind = 'delete' AND NOT EXISTS (SELECT 1 FROM feature_changes later
    WHERE later.collection = gone.collection AND later.featureId = gone.featureId
      AND later.sequence > gone.sequence)`,
  values: [],
}

export interface BinFilter {
  /** Only what was deleted before this change; null begins with the last. */
  readonly before: number | null
  readonly limit: number
}

/** Deleted last first. */
export const readBin = async (
  statements: Statements,
  { before, limit }: BinFilter,
): Promise<BinEntry[]> => {
  const { sql, values } = whereAll([
    IS_LAST,
    ...(before === null ? [] : [{ sql: 'gone.sequence < ?', values: [before] }]),
  ])
  const rows = await statements.all<Row>(
    `SELECT sequence, collection, featureId, who, at, reason, importId, guarded, "before",
       (SELECT imports.name FROM imports WHERE imports.id = importId) AS importName
     FROM feature_changes gone ${sql} ORDER BY sequence DESC LIMIT ?`,
    [...values, limit],
  )
  return rows.map(({ before: json, guarded, ...row }) => {
    const { properties }: ChangedFeature = JSON.parse(json)
    const { name, nameEn } = properties as { name: string; nameEn: string | null }
    return { ...row, guarded: guarded === 1, name, nameEn }
  })
}

/** Whether a change is the deletion of a feature that is in the bin. */
export const isInBin = async (statements: Statements, sequence: number): Promise<boolean> => {
  const { sql, values } = whereAll([IS_LAST, { sql: 'gone.sequence = ?', values: [sequence] }])
  return (await statements.value(`SELECT 1 FROM feature_changes gone ${sql}`, values)) !== undefined
}

/**
 * Takes one feature, or all, out of the bin for good: what they held leaves the history, which goes
 * on showing that they were there, who changed them and who emptied the bin.
 * @param sequence of a deletion; null: all. @returns how many they were.
 */
export const emptyBin = async (
  statements: Statements,
  sequence: number | null,
  { who, at, reason = null }: ChangedBy,
): Promise<number> => {
  const before = (await statements.value<number>('SELECT max(sequence) FROM feature_changes')) ?? 0
  const count = await statements.run(
    `INSERT INTO feature_changes (revision, collection, featureId, kind, who, reason, at)
     SELECT (SELECT value FROM revision WHERE id = 1), collection, featureId, 'empty', @who, @reason, @at
     FROM feature_changes gone
     WHERE ${IS_LAST.sql} AND gone.sequence = coalesce(@sequence, gone.sequence)`,
    { who, at, reason, sequence },
  )
  await statements.run(
    `UPDATE feature_changes SET "before" = NULL, "after" = NULL
     FROM (SELECT collection, featureId FROM feature_changes WHERE sequence > @before) gone
     WHERE feature_changes.collection = gone.collection
       AND feature_changes.featureId = gone.featureId AND feature_changes.sequence <= @before`,
    { before },
  )
  return count
}
