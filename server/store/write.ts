/** Writing features. */
import type { ZodError } from 'zod'
import {
  COLLECTIONS,
  type CollectionId,
  groupOf,
  isUnionId,
  partsOf,
  type ResourceId,
} from '../../data/collections.ts'
import { bboxOf, wound } from '../../data/geometry.ts'
import { withMasks } from '../../data/personal.ts'
import {
  type Fields,
  type Properties,
  type ResourceDeclaration,
  type ResourceFeature,
  withoutNulls,
} from '../../data/resource.ts'
import { createSchema, MOST_ID_CHARACTERS, resourceGeometrySchema } from '../../data/schema.ts'
import { type ChangedBy, writeChange } from './feature-changes.ts'
import { shownFirst } from './first-features.ts'
import { enterOpeningBalances } from './ledger/opening-balance.ts'
import { DEFER_REFERENCES } from './sqlite/dialect.ts'
import type { Statements, Value } from './statements.ts'
import { tableName } from './table-name.ts'
import { readUnmasked } from './unmasked.ts'

/** A feature that does not fit its resource's declaration; nothing has been written. */
export class InvalidFeature extends Error {
  constructor(collection: CollectionId, id: string, reason: string) {
    super(`${collection} ${id}: ${reason}`)
  }
}

/** There is no feature of this id; nothing has been written. */
export class NoSuchFeature extends Error {
  constructor(collection: CollectionId, id: string) {
    super(`${collection} ${id}: there is no such feature`)
  }
}

type AnyFeature = ResourceFeature<ResourceDeclaration>

/** @throws InvalidFeature for a collection that only gathers the features of others. */
const refuseUnion = (collection: CollectionId): void => {
  if (!isUnionId(collection)) return
  const parts = partsOf(collection).join(', ')
  throw new InvalidFeature(collection, '', `is read only: its features belong to ${parts}`)
}

/** The features as they will be stored, defaults filled in and rings wound. @throws InvalidFeature */
const validated = (collection: ResourceId, features: readonly AnyFeature[]): AnyFeature[] => {
  refuseUnion(collection)
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const geometrySchema = resourceGeometrySchema(resource)
  const propertiesSchema = createSchema(resource)
  const ids = new Set<string>()
  return features.map((feature) => {
    const { id } = feature
    const refuse = (reason: string): never => {
      throw new InvalidFeature(collection, id, reason)
    }
    if (id === '' || id.length > MOST_ID_CHARACTERS) {
      refuse(`id: needs 1 to ${MOST_ID_CHARACTERS} characters`)
    }
    if (ids.has(id)) refuse('id: occurs twice')
    ids.add(id)
    const geometry = geometrySchema.safeParse(feature.geometry)
    if (!geometry.success) return refuse(firstIssue(geometry.error))
    const properties = propertiesSchema.safeParse(feature.properties)
    if (!properties.success) return refuse(firstIssue(properties.error))
    return { type: 'Feature', id, geometry: wound(geometry.data), properties: properties.data }
  })
}

const firstIssue = ({ issues: [issue] }: ZodError): string =>
  issue ? `${issue.path.join('.')}: ${issue.message}` : ''

/** The table that a unit writes a collection's features to. */
interface Target {
  readonly statements: Statements
  readonly collection: ResourceId
}

const readStored = async ({ statements, collection }: Target, id: string) =>
  (await readUnmasked(statements, collection, id))[0]

const fieldValues = (
  fields: Fields,
  properties: Properties<ResourceDeclaration>,
): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = properties[name] ?? null
      const isJson = field.kind === 'counts' && value !== null
      return [name, isJson ? JSON.stringify(value) : (value as Value)]
    }),
  )

/**
 * A feature as it is told to everybody: names and numbers of people are masked, what has no value is
 * left out.
 */
export const toldJson = (
  { fields }: ResourceDeclaration,
  { id, geometry, properties }: AnyFeature,
): string =>
  JSON.stringify({
    type: 'Feature',
    id,
    geometry,
    properties: withoutNulls(withMasks(fields, properties)),
  })

/** Column values of a feature, its serialised form included. `sequence` is the database's. */
export const featureRow = (
  resource: ResourceDeclaration,
  feature: AnyFeature,
): Record<string, Value> => {
  const { id, geometry, properties } = feature
  const [west, south, east, north] = bboxOf(geometry)
  return {
    id,
    geometry: JSON.stringify(geometry),
    west,
    south,
    east,
    north,
    featureJson: toldJson(resource, feature),
    ...fieldValues(resource.fields, properties),
  }
}

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
  throw new InvalidFeature(collection, shared, `id: occurs in another part of ${union}`)
}

/** Where the ledger refers to stockpiles. */
const REFERRING = ['stock_batches', 'stock_minimums', 'stocktakes', 'transfer_loads'] as const

/** @throws InvalidFeature where a stockpile is gone that the ledger knows. */
const refuseLostStockpiles = async (statements: Statements): Promise<void> => {
  for (const table of REFERRING) {
    const lost = await statements.value<string>(
      `SELECT stockpileId FROM ${table}
       WHERE NOT EXISTS (SELECT 1 FROM stockpiles WHERE id = stockpileId) LIMIT 1`,
    )
    if (lost === undefined) continue
    throw new InvalidFeature('stockpiles', lost, 'stockpiles with entries in the ledger must stay')
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
 * Writes one feature, in the place of the one of its id if there is one. The ledger goes on
 * counting what a stockpile has. @returns it as it is told. @throws InvalidFeature
 */
export const putFeature = async (
  statements: Statements,
  collection: ResourceId,
  feature: AnyFeature,
  by: ChangedBy,
): Promise<AnyFeature> => {
  const [checked] = validated(collection, [feature])
  const { id } = feature
  const target = { statements, collection }
  const before = await readStored(target, id)
  await writeFeature(target, checked!, before?.sequence)
  if (!before) await refuseSharedIds(target, id)
  if (collection === 'stockpiles') await enterOpeningBalances(statements, by.at, id)
  const { feature: after } = (await readStored(target, id))!
  await writeChange(statements, {
    collection,
    featureId: id,
    kind: before ? 'update' : 'create',
    ...by,
    before: before ? JSON.stringify(before.feature) : null,
    after: JSON.stringify(after),
  })
  return { ...after, properties: withMasks(COLLECTIONS[collection].fields, after.properties) }
}

/** What is changed of a feature; what is left out stays. */
export interface AnyFeaturePatch {
  readonly geometry?: AnyFeature['geometry']
  readonly properties?: AnyFeature['properties']
}

/** @returns the feature as it is told now. @throws InvalidFeature, NoSuchFeature */
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

/** @throws NoSuchFeature, InvalidFeature for a stockpile that the ledger knows. */
export const removeFeature = async (
  statements: Statements,
  collection: ResourceId,
  id: string,
  by: ChangedBy,
): Promise<void> => {
  refuseUnion(collection)
  const stored = await readStored({ statements, collection }, id)
  if (!stored) throw new NoSuchFeature(collection, id)
  await removeRows({ statements, collection }, id)
  if (collection === 'stockpiles') await refuseLostStockpiles(statements)
  await writeChange(statements, {
    collection,
    featureId: id,
    kind: 'delete',
    ...by,
    before: JSON.stringify(stored.feature),
    after: null,
  })
}
