/** Writing features. */
import { isDeepStrictEqual } from 'node:util'
import type { ChangeKind } from '../../data/change.ts'
import { COLLECTIONS, groupOf, type ResourceId } from '../../data/collections.ts'
import { localDayOf } from '../../data/local-time.ts'
import { withMasks } from '../../data/personal.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import {
  InvalidFeature,
  issueAt,
  NoSuchFeature,
  refuseUnion,
  StockpileBusy,
  StockpileInBooks,
  validated,
} from './check-feature.ts'
import { type ChangedBy, writeChange } from './feature-changes.ts'
import { featureRow } from './feature-row.ts'
import { shownFirst } from './first-features.ts'
import { enterOpeningBalances } from './ledger/opening-balance.ts'
import { DEFER_REFERENCES } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
import { tableName } from './table-name.ts'
import { readUnmasked } from './unmasked.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>

/** The table that a unit writes a collection's features to. */
interface Target {
  readonly statements: Statements
  readonly collection: ResourceId
}

const readStored = async ({ statements, collection }: Target, id: string) =>
  (await readUnmasked(statements, collection, id))[0]

/** @param sequence of the row that it is to be in; left out: a new one. */
const writeFeature = async (target: Target, feature: AnyFeature, sequence?: number) => {
  const { statements, collection } = target
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const row = featureRow(resource, feature)
  const columns = Object.keys(row)
  const values = columns.map((name) => `@${name}`)
  const quoted = columns.map((name) => `"${name}"`)
  await statements.run(
    sequence === undefined
      ? `INSERT INTO ${tableName(collection)} (${quoted}) VALUES (${values})`
      : `UPDATE ${tableName(collection)} SET ${quoted.map((name, index) => `${name} = ${values[index]}`)}
         WHERE sequence = @sequence`,
    sequence === undefined ? row : { ...row, sequence },
  )
}

/**
 * @param id left out: any.
 * @throws InvalidFeature where two parts of a union have a feature of the same id.
 */
export const refuseSharedIds = async (
  { statements, collection }: Target,
  id: string | null = null,
) => {
  const union = groupOf(collection)
  if (union === collection) return
  const shared = await statements.value<string>(
    `SELECT id FROM ${tableName(union)} WHERE id = coalesce(@id, id)
     GROUP BY id HAVING count(*) > 1 LIMIT 1`,
    { id },
  )
  if (shared === undefined) return
  const sentence = { en: `occurs in another part of ${union}`, zh: `已用于 ${union} 的另一部分` }
  throw new InvalidFeature(collection, shared, [issueAt('id', sentence)])
}

/** Where the ledger refers to stockpiles. */
const REFERRING = ['stock_batches', 'stock_minimums', 'stocktakes', 'transfer_loads'] as const

/** @throws StockpileInBooks where a stockpile is gone that the ledger knows. */
const refuseLostStockpiles = async (statements: Statements): Promise<void> => {
  for (const table of REFERRING) {
    const lost = await statements.value<string>(
      `SELECT stockpileId FROM ${table}
       WHERE NOT EXISTS (SELECT 1 FROM stockpiles WHERE id = stockpileId) LIMIT 1`,
    )
    if (lost === undefined) continue
    throw new StockpileInBooks(lost)
  }
}

/** @throws StockpileBusy where it is retired now, and goods are promised from it or under way to it. */
const refuseBusy = async (
  statements: Statements,
  { id, properties: { retiredOn } }: AnyFeature,
  before: AnyFeature | undefined,
  today: string,
): Promise<void> => {
  if (typeof retiredOn !== 'string' || retiredOn > today) return
  if (before?.properties.retiredOn === retiredOn) return
  const orders = await statements.all<{ number: string }>(
    `SELECT DISTINCT number FROM transfers t JOIN transfer_loads l ON l.transferId = t.id
       JOIN transfer_lines n ON n.loadId = l.id
     WHERE (l.stockpileId = @id AND n.reserved > 0)
        OR (t.sites ->> ('$[' || l.site || '].stockpileId') = @id AND n.reserved + n.underWay > 0)
     ORDER BY number`,
    { id },
  )
  if (orders.length > 0) {
    throw new StockpileBusy(
      id,
      orders.map(({ number }) => number),
    )
  }
}

/** Removes rows; stockpiles that the ledger refers to may be away until they are written again. */
const removeRows = async ({ statements, collection }: Target, id?: string): Promise<number> => {
  await statements.run(DEFER_REFERENCES)
  return id === undefined
    ? statements.run(`DELETE FROM ${tableName(collection)}`)
    : statements.run(`DELETE FROM ${tableName(collection)} WHERE id = ?`, [id])
}

/**
 * Replaces all features of the given collections, those first that `shownFirst` puts there.
 * @throws InvalidFeature
 */
export const replaceCollections = async (
  statements: Statements,
  replacements: Partial<Record<ResourceId, readonly AnyFeature[]>>,
  by: ChangedBy,
): Promise<void> => {
  const checked = (Object.keys(replacements) as ResourceId[]).map((collection) => ({
    collection,
    features: validated(collection, replacements[collection] ?? []),
  }))
  for (const { collection, features } of checked) {
    const target = { statements, collection }
    const removed = await removeRows(target)
    for (const feature of shownFirst(features)) await writeFeature(target, feature)
    await writeChange(statements, {
      collection,
      featureId: null,
      kind: 'replace',
      ...by,
      before: String(removed),
      after: String(features.length),
    })
  }
  for (const { collection } of checked) await refuseSharedIds({ statements, collection })
  if (!replacements.stockpiles) return
  await refuseLostStockpiles(statements)
  await enterOpeningBalances(statements, by.at)
}

/**
 * Writes one feature, in the place of the one of its id if there is one; what is the same as before
 * leaves no trace. The ledger goes on counting what a stockpile has.
 * @param kind of the change; left out: it follows from whether the feature is new.
 * @returns the feature as it is shown. @throws InvalidFeature
 */
export const putFeature = async (
  statements: Statements,
  collection: ResourceId,
  feature: AnyFeature,
  by: ChangedBy,
  kind?: ChangeKind,
): Promise<AnyFeature> => {
  const [checked] = validated(collection, [feature])
  const { id } = feature
  const target = { statements, collection }
  const before = await readStored(target, id)
  if (before && isDeepStrictEqual(before.feature, checked)) return told(collection, before.feature)
  if (collection === 'stockpiles') {
    await refuseBusy(statements, checked!, before?.feature, localDayOf(new Date(by.at)))
  }
  await writeFeature(target, checked!, before?.sequence)
  if (!before) await refuseSharedIds(target, id)
  if (collection === 'stockpiles') await enterOpeningBalances(statements, by.at, id)
  const { feature: after } = (await readStored(target, id))!
  await writeChange(statements, {
    collection,
    featureId: id,
    kind: kind ?? (before ? 'update' : 'create'),
    ...by,
    before: before ? JSON.stringify(before.feature) : null,
    after: JSON.stringify(after),
  })
  return told(collection, after)
}

const told = (collection: ResourceId, feature: AnyFeature): AnyFeature => ({
  ...feature,
  properties: withMasks(COLLECTIONS[collection].fields, feature.properties),
})

/** What is changed of a feature; what is left out stays. */
export interface AnyFeaturePatch {
  readonly geometry?: AnyFeature['geometry']
  readonly properties?: AnyFeature['properties']
}

/** @returns the feature as it is shown now. @throws InvalidFeature, NoSuchFeature */
export const patchFeature = async (
  statements: Statements,
  collection: ResourceId,
  id: string,
  { geometry, properties }: AnyFeaturePatch,
  by: ChangedBy,
): Promise<AnyFeature> => {
  refuseUnion(collection)
  const stored = await readStored({ statements, collection }, id)
  if (!stored) throw new NoSuchFeature(collection, id)
  const { feature } = stored
  const changed = {
    ...feature,
    geometry: geometry ?? feature.geometry,
    properties: { ...feature.properties, ...properties },
  }
  return putFeature(statements, collection, changed, by)
}

/**
 * Puts a feature into the bin. @returns the sequence of the change.
 * @throws NoSuchFeature, StockpileInBooks
 */
export const removeFeature = async (
  statements: Statements,
  collection: ResourceId,
  id: string,
  by: ChangedBy,
): Promise<number> => {
  refuseUnion(collection)
  const stored = await readStored({ statements, collection }, id)
  if (!stored) throw new NoSuchFeature(collection, id)
  await removeRows({ statements, collection }, id)
  if (collection === 'stockpiles') await refuseLostStockpiles(statements)
  return writeChange(statements, {
    collection,
    featureId: id,
    kind: 'delete',
    ...by,
    before: JSON.stringify(stored.feature),
    after: null,
  })
}
