/** Reading and writing the features of every collection. */
import type { ChangeKind } from '../../data/change.ts'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  RESOURCE_IDS,
  type ResourceId,
} from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import { type ResourceDeclaration, type ResourceFeature, withNulls } from '../../data/resource.ts'
import { type PastCollection, readAsOf } from './as-of.ts'
import { type BinEntry, type BinFilter, emptyBin, isInBin, readBin } from './bin.ts'
import {
  type ChangedBy,
  type ChangeFilter,
  type FeatureChange,
  readChanges,
  readVersion,
  readWholeChange,
} from './feature-changes.ts'
import { type FeatureRow, readRows, readWritten, type Written } from './feature-writes.ts'
import { bufferOf, type ItemsPage, type ItemsQuery, readItems } from './items.ts'
import { type FeatureNames, type NamedFeature, readNamed, readNames } from './named-features.ts'
import { asBytes } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
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

export type FeatureOf<C extends CollectionId> = ResourceFeature<(typeof COLLECTIONS)[C]>

/** New contents by collection; a collection that is not named stays as it is. */
export type Replacements = { readonly [C in ResourceId]?: readonly FeatureOf<C>[] }

/** Reading features of every collection; names and numbers of people are masked in all but `unmasked`. */
export interface FeatureReader {
  counts(): Promise<Record<CollectionId, number>>
  extent(collection: CollectionId): Promise<CollectionExtent>
  /** Whether any row of any collection was imported by a user. */
  hasImportedRows(): Promise<boolean>
  page(collection: CollectionId, query: ItemsQuery): Promise<ItemsPage>
  /** A feature as JSON, null when there is none of this id. */
  json(collection: CollectionId, id: string): Promise<Buffer | null>
  all<C extends CollectionId>(collection: C): Promise<FeatureOf<C>[]>
  /**
   * With their places in the order of arrival: those at such places, or at most so many after one.
   */
  rows(
    collection: ResourceId,
    which: { readonly at: readonly number[] } | { readonly after: number; readonly limit: number },
  ): Promise<FeatureRow[]>
  /** What was written, changed or removed after a revision; null: that is not known any more. */
  written(collection: ResourceId, after: number): Promise<Written | null>
  /**
   * The same with names and numbers of people whole: for the one reading that is logged, and for
   * what leaves nothing of them in an answer. @param id left out: all.
   */
  unmasked<C extends CollectionId>(collection: C, id?: string): Promise<FeatureOf<C>[]>
  /** What features are called, by their `sequence`: at most so many after one. */
  names(collection: ResourceId, after: number, limit: number): Promise<FeatureNames[]>
  /** Features by their `sequence`, in any order. */
  named(collection: ResourceId, sequences: readonly number[]): Promise<NamedFeature[]>
  /** Oldest first where it is asked for what is `after`, else newest first. */
  changes(filter: ChangeFilter): Promise<FeatureChange[]>
  /** With names and numbers of people whole: what a feature gets back. */
  wholeChange(sequence: number): Promise<FeatureChange | undefined>
  /** The sequence of the last change of a feature, or of a refilling of all; 0 where none is known. */
  version(collection: CollectionId, id: string): Promise<number>
  /** Deleted last first. */
  bin(filter: BinFilter): Promise<BinEntry[]>
  isInBin(sequence: number): Promise<boolean>
  /** @param at ISO instant in UTC. */
  asOf(collection: ResourceId, at: string): Promise<PastCollection>
}

/** What is changed of a feature; what is left out stays. */
export interface FeaturePatch<C extends ResourceId> {
  readonly geometry?: FeatureOf<C>['geometry']
  readonly properties?: Partial<FeatureOf<C>['properties']>
}

export interface FeatureWriter extends FeatureReader {
  /** Replaces whole collections. @throws InvalidFeature */
  replace(replacements: Replacements, by?: ChangedBy): Promise<void>
  /**
   * Writes one feature, in the place of the one of its id if there is one; the ledger goes on
   * counting what a stockpile has. What is the same as before leaves no trace.
   * @param kind of the change; left out: it follows from whether the feature is new.
   * @returns the feature as it is shown. @throws InvalidFeature
   */
  put<C extends ResourceId>(
    collection: C,
    feature: FeatureOf<C>,
    by: ChangedBy,
    kind?: ChangeKind,
  ): Promise<FeatureOf<C>>
  /** @returns the feature as it is shown now. @throws InvalidFeature, NoSuchFeature */
  patch<C extends ResourceId>(
    collection: C,
    id: string,
    changes: FeaturePatch<C>,
    by: ChangedBy,
  ): Promise<FeatureOf<C>>
  /**
   * Puts a feature into the bin. @returns the sequence of the change.
   * @throws NoSuchFeature, StockpileInBooks
   */
  remove(collection: ResourceId, id: string, by: ChangedBy): Promise<number>
  /** Of one deletion, or of all where null. @returns of how many features. */
  emptyBin(sequence: number | null, by: ChangedBy): Promise<number>
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
