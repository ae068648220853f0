/** Writing features: each call one transaction, everything or nothing. */
import type Database from 'better-sqlite3'
import type { ZodError } from 'zod'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { createSchema, resourceGeometrySchema } from '../../data/schema.ts'
import { featureRow } from './feature-row.ts'
import { enterOpeningBalances } from './ledger/opening-balance.ts'
import { insertSearchEntry, searchEntry } from './search-entry.ts'
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

const FOREIGN_KEY_VIOLATED = 'SQLITE_CONSTRAINT_FOREIGNKEY'

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

const insertFeatures = (
  database: Database.Database,
  collection: CollectionId,
  features: readonly AnyFeature[],
): void => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const [first] = features
  if (!first) return
  const columns = Object.keys(featureRow(resource, first))
  const insert = database.prepare(
    `INSERT INTO ${tableName(collection)} (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  const insertEntry = insertSearchEntry(database, collection)
  for (const feature of features) {
    const { lastInsertRowid } = insert.run(featureRow(resource, feature))
    if (resource.searched !== false) insertEntry(lastInsertRowid, searchEntry(resource, feature))
  }
}

/**
 * Replaces all features of the given collections in one transaction.
 * @throws InvalidFeature before anything is written.
 */
export const replaceCollections = (
  database: Database.Database,
  replacements: Partial<Record<CollectionId, readonly AnyFeature[]>>,
): void => {
  const checked = (Object.keys(replacements) as CollectionId[]).map((collection) => ({
    collection,
    features: validated(collection, replacements[collection] ?? []),
  }))
  const replace = database.transaction(() => {
    // The ledger refers to stockpiles: whoever replaces them must bring those back that it knows.
    database.pragma('defer_foreign_keys = ON')
    for (const { collection, features } of checked) {
      database.exec(`DELETE FROM ${tableName(collection)}`)
      insertFeatures(database, collection, features)
    }
    if (replacements.stockpiles) enterOpeningBalances(database, new Date().toISOString())
  })
  try {
    replace.immediate()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATED) {
      throw new InvalidFeature('stockpiles', '', 'stockpiles with entries in the ledger must stay')
    }
    throw error
  }
}
