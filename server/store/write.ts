/** Writing features. */
import type { ZodError } from 'zod'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { createSchema, resourceGeometrySchema } from '../../data/schema.ts'
import { featureRow } from './feature-row.ts'
import { enterOpeningBalances } from './ledger/opening-balance.ts'
import { insertSearchEntry, searchEntry } from './search-entry.ts'
import { DEFER_REFERENCES } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
import { tableName } from './table-name.ts'

/** A feature that does not fit its resource's declaration; nothing has been written. */
export class InvalidFeature extends Error {
  readonly collection: CollectionId
  readonly featureId: string

  constructor(collection: CollectionId, featureId: string, reason: string) {
    super(`${collection} ${featureId}: ${reason}`)
    this.collection = collection
    this.featureId = featureId
  }
}

type AnyFeature = ResourceFeature<ResourceDeclaration>

/** Ids appear in addresses. */
const MOST_ID_CHARACTERS = 200

/** The features as they will be stored, defaults filled in. @throws InvalidFeature */
const validated = (collection: CollectionId, features: readonly AnyFeature[]): AnyFeature[] => {
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
    return { type: 'Feature', id, geometry: geometry.data, properties: properties.data }
  })
}

const firstIssue = ({ issues: [issue] }: ZodError): string =>
  issue ? `${issue.path.join('.')}: ${issue.message}` : ''

const insertFeatures = async (
  statements: Statements,
  collection: CollectionId,
  features: readonly AnyFeature[],
): Promise<void> => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  for (const feature of features) {
    const row = featureRow(resource, feature)
    const columns = Object.keys(row)
    const inserted = await statements.value<number>(
      `INSERT INTO ${tableName(collection)} (${columns.map((name) => `"${name}"`).join(', ')})
       VALUES (${columns.map((name) => `@${name}`).join(', ')}) RETURNING sequence`,
      row,
    )
    if (resource.searched === false) continue
    await insertSearchEntry(statements, collection, inserted!, searchEntry(resource, feature))
  }
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

/**
 * Replaces all features of the given collections.
 * @throws InvalidFeature
 */
export const replaceCollections = async (
  statements: Statements,
  replacements: Partial<Record<CollectionId, readonly AnyFeature[]>>,
): Promise<void> => {
  const checked = (Object.keys(replacements) as CollectionId[]).map((collection) => ({
    collection,
    features: validated(collection, replacements[collection] ?? []),
  }))
  // Stockpiles that the ledger refers to are away for a moment.
  await statements.run(DEFER_REFERENCES)
  for (const { collection, features } of checked) {
    await statements.run(`DELETE FROM ${tableName(collection)}`)
    await insertFeatures(statements, collection, features)
  }
  if (!replacements.stockpiles) return
  await refuseLostStockpiles(statements)
  await enterOpeningBalances(statements, new Date().toISOString())
}
