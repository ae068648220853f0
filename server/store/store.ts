/**
 * The store: everything that is kept, behind promises, so that another database can stand in its
 * place. Nothing outside this folder writes SQL.
 */
import type { COLLECTIONS, CollectionId } from '../../data/collections.ts'
import { NORM_LIMITS, type ReserveNormContent } from '../../data/reserve-norm.ts'
import type { ResourceFeature } from '../../data/resource.ts'
import { CLOSURE_LIMITS, type RoadClosureInput } from '../../data/road-closure.ts'
import { STANDARD_LIMITS, type Standards } from '../../data/standards.ts'
import type { CollectionExtent } from './extent.ts'
import { featureWriter } from './features.ts'
import type { ItemsPage, ItemsQuery } from './items.ts'
import { type LedgerStore, ledgerStore } from './ledger/ledger-store.ts'
import { readMeta, writeMeta } from './meta.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'
import { type ScenarioContent, type ScenarioSummary, scenarioStore } from './scenarios.ts'
import type { SearchHit } from './search.ts'
import { singleUnits } from './single-units.ts'
import { type OpeningOptions, openDatabase } from './sqlite/database.ts'
import { oneOf, type Statements } from './statements.ts'
import { type TransferStore, transferStore } from './transfers/transfer-store.ts'
import { unitsOver } from './units.ts'
import { type WarningStore, warningStore } from './warnings.ts'

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

const readRevision = async (
  statements: Statements,
  collections?: readonly CollectionId[],
): Promise<number> => {
  if (!collections) {
    return (await statements.value<number>('SELECT value FROM revision WHERE id = 1')) ?? 0
  }
  const { sql, values } = oneOf('collection', collections)
  const query = `SELECT max(value) FROM collection_revisions WHERE ${sql}`
  return (await statements.value<number>(query, values)) ?? 0
}

/** Everything that a unit of work can do. One that reads is given no more than `Snapshot` of it. */
const transactionOver = (statements: Statements): Transaction => ({
  revision: (collections) => readRevision(statements, collections),
  meta: (key) => readMeta(statements, key),
  setMeta: (key, value) => writeMeta(statements, key, value),
  features: featureWriter(statements),
  scenarios: scenarioStore(statements),
  standards: documentStore(statements, 'saved_standards', STANDARD_LIMITS.mostSaved),
  closures: documentStore(statements, 'road_closures', CLOSURE_LIMITS.mostClosures),
  warnings: warningStore(statements),
  norms: documentStore(statements, 'reserve_norms', NORM_LIMITS.mostNorms),
  ledger: ledgerStore(statements),
  transfers: transferStore(statements),
})

/** @param path of the database file. @throws DatabaseProblem with a sentence. */
export const openStore = async (path: string, options: OpeningOptions = {}): Promise<Store> => {
  const database = await openDatabase(path, options)
  const units = unitsOver<Snapshot, Transaction>(database, transactionOver)
  const single = singleUnits(units)
  return {
    ...units,
    // Callers of before: each call a unit of its own.
    revision: (collections) => single.revision(collections),
    meta: (key) => single.meta(key),
    setMeta: (key, value) => single.setMeta(key, value),
    counts: () => single.features.counts(),
    extent: (collection) => single.features.extent(collection),
    isDemonstration: (collection) => single.features.isDemonstration(collection),
    hasImportedRows: () => single.features.hasImportedRows(),
    items: (collection, query) => single.features.page(collection, query),
    item: (collection, id) => single.features.json(collection, id),
    features: (collection) => single.features.all(collection),
    search: (text, limit) => single.features.search(text, limit),
    replace: (replacements) => single.features.replace(replacements),
    scenarios: single.scenarios,
    standards: single.standards,
    closures: single.closures,
    warnings: single.warnings,
    norms: single.norms,
    ledger: single.ledger,
    transfers: single.transfers,
  }
}
