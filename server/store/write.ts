/** Writing features: each call one transaction, everything or nothing. */
import type Database from 'better-sqlite3'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { createSchema, resourceGeometrySchema } from '../../data/schema.ts'
import { featureRow } from './feature-row.ts'
import { searchEntry } from './search-entry.ts'
import { tableName } from './tables.ts'

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

const validated = (
  collection: CollectionId,
  feature: ResourceFeature<ResourceDeclaration>,
): ResourceFeature<ResourceDeclaration> => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const geometry = resourceGeometrySchema(resource).safeParse(feature.geometry)
  const properties = createSchema(resource).safeParse(feature.properties)
  const issues = [...(geometry.error?.issues ?? []), ...(properties.error?.issues ?? [])]
  const [issue] = issues
  if (issue) {
    throw new InvalidFeature(collection, feature.id, `${issue.path.join('.')}: ${issue.message}`)
  }
  return { ...feature, geometry: geometry.data!, properties: properties.data! }
}

const insertFeatures = (
  database: Database.Database,
  collection: CollectionId,
  features: readonly ResourceFeature<ResourceDeclaration>[],
): void => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const [first] = features
  if (!first) return
  const columns = Object.keys(featureRow(resource, first))
  const insert = database.prepare(
    `INSERT INTO ${tableName(collection)} (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  const insertEntry = database.prepare(
    `INSERT INTO search_entries (collection, featureId, name, nameEn, pinyin, initials, haystack)
     VALUES (@collection, @featureId, @name, @nameEn, @pinyin, @initials, @haystack)`,
  )
  for (const feature of features) {
    insert.run(featureRow(resource, feature))
    insertEntry.run(searchEntry(resource, feature))
  }
}

/**
 * Replaces all features of the given collections in one transaction.
 * @throws InvalidFeature before anything is written.
 */
export const replaceCollections = (
  database: Database.Database,
  replacements: Partial<Record<CollectionId, readonly ResourceFeature<ResourceDeclaration>[]>>,
): void => {
  const checked = (Object.keys(replacements) as CollectionId[]).map((collection) => ({
    collection,
    features: (replacements[collection] ?? []).map((feature) => validated(collection, feature)),
  }))
  const replace = database.transaction(() => {
    for (const { collection, features } of checked) {
      database.exec(`DELETE FROM ${tableName(collection)}`)
      insertFeatures(database, collection, features)
    }
  })
  replace.immediate()
}
