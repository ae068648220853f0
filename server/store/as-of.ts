/** A collection as it was: what is there now, with what was changed since as it was before. */
import type { ChangedFeature } from '../../data/change.ts'
import { groupOf, type ResourceId } from '../../data/collections.ts'
import { withoutNulls } from '../../data/resource.ts'
import { toldFeature } from './feature-changes.ts'
import { readStockThen } from './ledger/stock-then.ts'
import { oneOf, type Statements, whereAll } from './statements.ts'
import { tableName } from './table-name.ts'

export interface PastCollection {
  /** As they are shown; those that were changed since come last. Null: nothing is known of that time. */
  readonly features: readonly ChangedFeature[] | null
  /** Since when it is known what was there: its first change, or its last refilling; null: never changed. */
  readonly knownSince: string | null
  /** How many were there besides, whose contents left with the bin. */
  readonly emptied: number
  /** Stockpiles that are listed without their stock, because their books begin later. */
  readonly withoutStock: number
}

interface FirstChange {
  readonly featureId: string
  readonly kind: string
  readonly before: string | null
}

/** @param at ISO instant in UTC; what was written in it counts. */
export const readAsOf = async (
  statements: Statements,
  collection: ResourceId,
  at: string,
): Promise<PastCollection> => {
  const among = oneOf('collection', [...new Set([collection, groupOf(collection)])])
  const value = async <T extends string | number>(
    what: string,
    ...more: [string, string | number][]
  ) => {
    const { sql, values } = whereAll([
      among,
      ...more.map(([condition, each]) => ({ sql: condition, values: [each] })),
    ])
    return statements.value<T>(`SELECT ${what} FROM feature_changes ${sql}`, values)
  }
  const cut = (await value<number>('max(sequence)', ['at <= ?', at])) ?? 0
  const refilled = await value<number>('max(sequence)', ['kind = ?', 'replace'])
  const known = refilled ?? (await value<number>('min(sequence)'))
  const knownSince =
    known == null ? null : ((await value<string>('at', ['sequence = ?', known])) ?? null)
  if (refilled != null && refilled > cut) {
    return { features: null, knownSince, emptied: 0, withoutStock: 0 }
  }
  const { sql, values } = whereAll([among, { sql: 'sequence > ?', values: [cut] }])
  // Of each feature the row with the least sequence: SQLite takes the other columns from it.
  const changed = await statements.all<FirstChange>(
    `SELECT featureId, kind, "before", min(sequence) FROM feature_changes ${sql} GROUP BY featureId
     ORDER BY min(sequence)`,
    values,
  )
  const since = new Set(changed.map(({ featureId }) => featureId))
  const rows = await statements.all<{ id: string; featureJson: string }>(
    `SELECT id, featureJson FROM ${tableName(collection)} ORDER BY sequence`,
  )
  const same = rows.flatMap(({ id, featureJson }) =>
    since.has(id) ? [] : [JSON.parse(featureJson)],
  )
  const before = changed.flatMap((each) =>
    each.before === null ? [] : [leanFeature(toldFeature(collection, JSON.parse(each.before)))],
  )
  const emptied = changed.filter(
    ({ kind, before }) => before === null && (kind === 'update' || kind === 'delete'),
  )
  const features = [...same, ...before]
  const past = { knownSince, emptied: emptied.length }
  if (collection !== 'stockpiles') return { ...past, features, withoutStock: 0 }
  return { ...past, ...(await withStockThen(statements, features, at)) }
}

/** Movements of goods are no changes of a stockpile: its stock of then is in the ledger alone. */
const withStockThen = async (
  statements: Statements,
  features: readonly ChangedFeature[],
  at: string,
): Promise<Pick<PastCollection, 'features' | 'withoutStock'>> => {
  const stockThen = await readStockThen(statements, at)
  let withoutStock = 0
  const told = features.map((feature) => {
    const { stock: _now, ...properties } = feature.properties
    const stock = stockThen(feature.id)
    if (stock === null) withoutStock++
    return { ...feature, properties: stock === null ? properties : { ...properties, stock } }
  })
  return { features: told, withoutStock }
}

const leanFeature = (feature: ReturnType<typeof toldFeature>): ChangedFeature => ({
  ...feature,
  properties: withoutNulls(feature.properties),
})
