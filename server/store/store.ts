/**
 * The store: everything that is kept, behind promises, so that another database can stand in its
 * place. Nothing outside this folder writes SQL.
 */
import { COLLECTION_IDS, type COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { NORM_LIMITS, type ReserveNormContent } from '../../data/reserve-norm.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { CLOSURE_LIMITS, type RoadClosureInput } from '../../data/road-closure.ts'
import { STANDARD_LIMITS, type Standards } from '../../data/standards.ts'
import { openDatabase } from './database.ts'
import { type CollectionExtent, readExtent } from './extent.ts'
import { type ItemsPage, type ItemsQuery, readItems } from './items.ts'
import { type LedgerStore, ledgerStore } from './ledger/ledger-store.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'
import { type ScenarioContent, type ScenarioSummary, scenarioStore } from './scenarios.ts'
import { type SearchHit, searchFeatures } from './search.ts'
import { tableName } from './table-name.ts'
import { type TransferStore, transferStore } from './transfers/transfer-store.ts'
import { type WarningStore, warningStore } from './warnings.ts'
import { replaceCollections } from './write.ts'

export type FeatureOf<C extends CollectionId> = ResourceFeature<(typeof COLLECTIONS)[C]>

/** New contents by collection; a collection that is not named stays as it is. */
export type Replacements = { readonly [C in CollectionId]?: readonly FeatureOf<C>[] }

/** Reading features of every collection. */
export interface FeatureReader {
  counts(): Promise<Record<CollectionId, number>>
  extent(collection: CollectionId): Promise<CollectionExtent>
  /** Whether a collection holds rows that were generated or placed by hand. */
  isDemonstration(collection: CollectionId): Promise<boolean>
  /** Whether any row of any collection was imported by a user. */
  hasImportedRows(): Promise<boolean>
  page(collection: CollectionId, query: ItemsQuery): Promise<ItemsPage>
  /** A feature as JSON, null when there is none of this id. */
  json(collection: CollectionId, id: string): Promise<Buffer | null>
  all<C extends CollectionId>(collection: C): Promise<FeatureOf<C>[]>
  search(text: string, limit: number): Promise<SearchHit[]>
}

export interface FeatureWriter extends FeatureReader {
  /** Replaces whole collections. @throws InvalidFeature, nothing written. */
  replace(replacements: Replacements): Promise<void>
}

/** What is read of it belongs to one moment, its revision included. */
export interface Snapshot {
  /**
   * Raised by every write; answers computed at one revision stay true until the next.
   * @param collections only writes to these count; left out: all.
   */
  revision(collections?: readonly CollectionId[]): Promise<number>
  meta(key: string): Promise<string | null>
  readonly features: FeatureReader
  readonly scenarios: Pick<Store['scenarios'], 'list' | 'get' | 'count'>
  readonly standards: Pick<Store['standards'], 'list' | 'get' | 'count'>
  readonly closures: Pick<Store['closures'], 'list' | 'get' | 'count'>
  readonly warnings: Pick<WarningStore, 'list' | 'get' | 'count'>
  readonly norms: Pick<Store['norms'], 'list' | 'get' | 'count'>
  readonly ledger: Pick<
    LedgerStore,
    'batches' | 'minimums' | 'movements' | 'countMovements' | 'check'
  >
  readonly transfers: Pick<
    TransferStore,
    'confirmedBefore' | 'get' | 'list' | 'count' | 'countOverdue'
  >
}

/** One transaction: all that is written through it, or nothing. */
export interface Transaction extends Snapshot {
  setMeta(key: string, value: string): Promise<void>
  readonly features: FeatureWriter
  readonly scenarios: Store['scenarios']
  readonly standards: Store['standards']
  readonly closures: Store['closures']
  readonly warnings: WarningStore
  readonly norms: Store['norms']
  readonly ledger: LedgerStore
  readonly transfers: TransferStore
}

export interface Store {
  /** Reads one moment. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /** Writes in one transaction, rolled back on any error. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * Raised by every write; answers computed at one revision stay true until the next.
   * @param collections only writes to these count; left out: all.
   */
  revision(collections?: readonly CollectionId[]): Promise<number>
  counts(): Promise<Record<CollectionId, number>>
  extent(collection: CollectionId): Promise<CollectionExtent>
  /** Whether a collection holds rows that were generated or placed by hand. */
  isDemonstration(collection: CollectionId): Promise<boolean>
  /** Whether any row of any collection was imported by a user. */
  hasImportedRows(): Promise<boolean>
  items(collection: CollectionId, query: ItemsQuery): Promise<ItemsPage>
  /** A feature as JSON, null when there is none of this id. */
  item(collection: CollectionId, id: string): Promise<Buffer | null>
  features<C extends CollectionId>(collection: C): Promise<FeatureOf<C>[]>
  search(text: string, limit: number): Promise<SearchHit[]>
  /** Replaces whole collections in one transaction. @throws InvalidFeature, nothing written. */
  replace(replacements: Replacements): Promise<void>
  meta(key: string): Promise<string | null>
  setMeta(key: string, value: string): Promise<void>
  /** What-if scenarios. Writing them leaves the revision alone: the data are what they were. */
  readonly scenarios: DocumentStore<ScenarioContent, ScenarioSummary>
  /** Response standards of the planners' own. */
  readonly standards: DocumentStore<Standards>
  readonly closures: DocumentStore<Omit<RoadClosureInput, 'name'>>
  readonly warnings: WarningStore
  /** Planned reserves of the bureau's own. */
  readonly norms: DocumentStore<ReserveNormContent>
  /** Goods: every change of stock is a movement. */
  readonly ledger: LedgerStore
  readonly transfers: TransferStore
  close(): Promise<void>
}

/** @param path of the database file, or `:memory:`. @throws Error with a sentence. */
export const openStore = (path: string): Store => {
  const database = openDatabase(path)
  const countWhere = (collection: CollectionId, condition: string): number =>
    database
      .prepare<[], number>(
        `SELECT count(*) FROM (SELECT 1 FROM ${tableName(collection)} WHERE ${condition} LIMIT 1)`,
      )
      .pluck()
      .get()!
  const store: Omit<Store, 'read' | 'write'> = {
    async revision(collections) {
      const value = collections
        ? database
            .prepare<[string], number>(
              `SELECT max(value) FROM collection_revisions
               WHERE collection IN (SELECT value FROM json_each(?))`,
            )
            .pluck()
            .get(JSON.stringify(collections))
        : database.prepare<[], number>('SELECT value FROM revision').pluck().get()
      return value ?? 0
    },
    async counts() {
      const entries = COLLECTION_IDS.map((collection) => [
        collection,
        database
          .prepare<[], number>(`SELECT count(*) FROM ${tableName(collection)}`)
          .pluck()
          .get(),
      ])
      return Object.fromEntries(entries) as Record<CollectionId, number>
    },
    async extent(collection) {
      return readExtent(database, collection)
    },
    async isDemonstration(collection) {
      return countWhere(collection, "provenance IN ('generated', 'approximate')") > 0
    },
    async hasImportedRows() {
      return COLLECTION_IDS.some(
        (collection) => countWhere(collection, "provenance = 'imported'") > 0,
      )
    },
    async items(collection, query) {
      return readItems(database, collection, query)
    },
    async item(collection, id) {
      return (
        database
          .prepare<[string], Buffer>(
            `SELECT CAST(featureJson AS BLOB) FROM ${tableName(collection)} WHERE id = ?`,
          )
          .pluck()
          .get(id) ?? null
      )
    },
    async features(collection) {
      return database
        .prepare<[], string>(`SELECT featureJson FROM ${tableName(collection)} ORDER BY sequence`)
        .pluck()
        .all()
        .map((json) => JSON.parse(json))
    },
    async search(text, limit) {
      return searchFeatures(database, text, limit)
    },
    async replace(replacements) {
      replaceCollections(
        database,
        replacements as unknown as Partial<
          Record<CollectionId, readonly ResourceFeature<ResourceDeclaration>[]>
        >,
      )
    },
    async meta(key) {
      return (
        database
          .prepare<[string], string>('SELECT value FROM meta WHERE key = ?')
          .pluck()
          .get(key) ?? null
      )
    },
    async setMeta(key, value) {
      database
        .prepare(
          'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        )
        .run(key, value)
    },
    scenarios: scenarioStore(database),
    standards: documentStore(database, 'saved_standards', STANDARD_LIMITS.mostSaved),
    closures: documentStore(database, 'road_closures', CLOSURE_LIMITS.mostClosures),
    warnings: warningStore(database),
    norms: documentStore(database, 'reserve_norms', NORM_LIMITS.mostNorms),
    ledger: ledgerStore(database),
    transfers: transferStore(database),
    async close() {
      database.close()
    },
  }
  // The units of work are put under this interface next; until then each statement stands alone.
  const transaction: Transaction = {
    ...store,
    features: { ...store, page: store.items, json: store.item, all: store.features },
  }
  return { ...store, read: (work) => work(transaction), write: (work) => work(transaction) }
}
