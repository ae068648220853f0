/** Reading and writing the features of every collection. */
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  RESOURCE_IDS,
  type ResourceId,
} from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import { type ResourceDeclaration, type ResourceFeature, withNulls } from '../../data/resource.ts'
import { readAsOf } from './as-of.ts'
import { emptyBin, isInBin, readBin } from './bin.ts'
import { readChanges, readVersion, readWholeChange } from './feature-changes.ts'
import { readRows, readWritten } from './feature-writes.ts'
import { bufferOf, readItems } from './items.ts'
import { readNamed, readNames } from './named-features.ts'
import { asBytes } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
import type { FeatureWriter } from './store.ts'
import { tableName } from './table-name.ts'
import { readUnmasked } from './unmasked.ts'
import {
  type AnyFeaturePatch,
  patchFeature,
  putFeature,
  removeFeature,
  replaceCollections,
} from './write.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>
type AnyReplacements = Partial<Record<ResourceId, readonly AnyFeature[]>>

/** Who has changed something where no person did. */
const UNNAMED = '系统'

export interface CollectionExtent {
  /** `null` when there are none. */
  readonly bbox: Bbox | null
  /** Days between which they were last verified, both included. */
  readonly verified: readonly [from: string, until: string] | null
}

/** The least and the greatest: of a collection without rows, or without days, there is neither. */
interface ExtentRow {
  west: number | null
  south: number | null
  east: number | null
  north: number | null
  verifiedFrom: string | null
  verifiedUntil: string | null
}

const readExtent = async (
  statements: Statements,
  collection: CollectionId,
): Promise<CollectionExtent> => {
  const row = await statements.get<ExtentRow>(
    `SELECT min(west) AS west, min(south) AS south, max(east) AS east, max(north) AS north,
            min(verifiedAt) AS verifiedFrom, max(verifiedAt) AS verifiedUntil
     FROM ${tableName(collection)}`,
  )
  const { west, south, east, north, verifiedFrom, verifiedUntil } = row!
  return {
    bbox: west === null ? null : [west, south!, east!, north!],
    verified: verifiedFrom === null ? null : [verifiedFrom, verifiedUntil!],
  }
}

export const featureWriter = (statements: Statements): FeatureWriter => {
  const hasRows = async (collection: CollectionId, condition: string): Promise<boolean> =>
    (await statements.value(
      `SELECT 1 FROM ${tableName(collection)} WHERE ${condition} LIMIT 1`,
    )) !== undefined
  return {
    async counts() {
      const counts = COLLECTION_IDS.map(async (collection) => {
        const query = `SELECT count(*) FROM ${tableName(collection)}`
        return [collection, await statements.value<number>(query)] as const
      })
      return Object.fromEntries(await Promise.all(counts)) as Record<CollectionId, number>
    },
    extent: (collection) => readExtent(statements, collection),
    async hasImportedRows() {
      const found = RESOURCE_IDS.map((collection) => hasRows(collection, "provenance = 'imported'"))
      return (await Promise.all(found)).includes(true)
    },
    page: (collection, query) => readItems(statements, collection, query),
    async json(collection, id) {
      const bytes = await statements.value<Uint8Array>(
        `SELECT ${asBytes('featureJson')} FROM ${tableName(collection)} WHERE id = ?`,
        [id],
      )
      return bytes ? bufferOf(bytes) : null
    },
    async all(collection) {
      const rows = await statements.all<{ featureJson: string }>(
        `SELECT featureJson FROM ${tableName(collection)} ORDER BY sequence`,
      )
      const resource: ResourceDeclaration = COLLECTIONS[collection]
      return rows.map(({ featureJson }) => {
        const told = JSON.parse(featureJson)
        return { ...told, properties: withNulls(resource, told.properties) }
      })
    },
    rows: (collection, which) => readRows(statements, collection, which),
    written: (collection, after) => readWritten(statements, collection, after),
    async unmasked(collection, id) {
      const rows = await readUnmasked(statements, collection, id)
      return rows.map(({ feature }) => feature) as never
    },
    names: (collection, after, limit) => readNames(statements, collection, after, limit),
    named: (collection, sequences) => readNamed(statements, collection, sequences),
    changes: (filter) => readChanges(statements, filter),
    wholeChange: (sequence) => readWholeChange(statements, sequence),
    version: (collection, id) => readVersion(statements, collection, id),
    bin: (filter) => readBin(statements, filter),
    isInBin: (sequence) => isInBin(statements, sequence),
    asOf: (collection, at) => readAsOf(statements, collection, at),
    replace: (replacements, by = { who: UNNAMED, at: new Date().toISOString() }) =>
      replaceCollections(statements, replacements as AnyReplacements, by),
    put: (collection, feature, by, kind) =>
      putFeature(statements, collection, feature as AnyFeature, by, kind) as Promise<never>,
    patch: (collection, id, changes, by) =>
      patchFeature(statements, collection, id, changes as AnyFeaturePatch, by) as Promise<never>,
    remove: (collection, id, by) => removeFeature(statements, collection, id, by),
    emptyBin: (sequence, by) => emptyBin(statements, sequence, by),
  }
}
