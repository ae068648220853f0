/**
 * The store: everything that is kept, behind promises, so that another database can stand in its
 * place. Nothing outside this folder writes SQL.
 */
import type { Bilingual } from '../../data/bilingual.ts'
import type { Subject } from '../../data/events.ts'
import { EXPORT_FORM_LIMITS, type ExportFormContent } from '../../data/export-form.ts'
import { ITEM_SHEET_LIMITS, type ItemSheetContent } from '../../data/item-sheet.ts'
import { KIT_LIMITS, type KitContent } from '../../data/kit.ts'
import { NORM_LIMITS, type ReserveNormContent } from '../../data/reserve-norm.ts'
import { CLOSURE_LIMITS, type ClosureContent } from '../../data/road-closure.ts'
import { STANDARD_LIMITS, type Standards } from '../../data/standards.ts'
import { UNLOADING_POINT_LIMITS, type UnloadingPointContent } from '../../data/unloading-point.ts'
import { type ClosedRoadsStore, closedRoadsStore } from './closed-roads.ts'
import { type DemonstrationStore, demonstrationStore } from './demonstration.ts'
import { type DeploymentStore, deploymentStore } from './deployments.ts'
import { type FeatureReader, type FeatureWriter, featureWriter } from './features.ts'
import { type HazardChangeStore, hazardChangeStore } from './hazard-changes.ts'
import { type ImportStore, importStore } from './imports/import-store.ts'
import { putItemsInForce } from './items-in-force.ts'
import { type LedgerStore, ledgerStore } from './ledger/ledger-store.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'
import { FolderHeld } from './problems.ts'
import { latestOf, type Revisions, readMeta, readRevisions, writeMeta } from './revisions.ts'
import { type ScenarioContent, type ScenarioSummary, scenarioStore } from './scenarios.ts'
import { type SitingRunContent, type SitingRunSummary, sitingRunStore } from './siting-runs.ts'
import { type OpeningOptions, openDatabase, type SqliteDatabase } from './sqlite/database.ts'
import type { SqliteConnection } from './sqlite/driver.ts'
import { damage, examine } from './sqlite/examination.ts'
import type { Statements } from './statements.ts'
import { type TransferStore, transferStore } from './transfers/transfer-store.ts'
import { unitsOver } from './units.ts'
import { type WarningStore, warningStore } from './warnings.ts'

/** What is read of it belongs to one moment, its revision included. */
export interface Snapshot {
  /**
   * Raised by every write of a subject; answers computed at one revision stay true until the next.
   * @param subjects of which it is the latest; left out: all collections, and nothing but them.
   */
  revision(subjects?: readonly Subject[]): Promise<number>
  meta(key: string): Promise<string | null>
  readonly features: FeatureReader
  readonly scenarios: Pick<ScenarioStore, Reading>
  readonly standards: Pick<StandardStore, Reading>
  readonly closures: Pick<ClosureStore, Reading>
  readonly closedRoads: Pick<ClosedRoadsStore, 'list'>
  readonly warnings: Pick<WarningStore, Reading>
  readonly hazardChanges: Pick<HazardChangeStore, 'list'>
  readonly norms: Pick<NormStore, Reading>
  readonly unloadingPoints: Pick<UnloadingPointStore, Reading>
  readonly exportForms: Pick<ExportFormStore, Reading>
  readonly itemSheets: Pick<ItemSheetStore, Reading>
  readonly kits: Pick<KitStore, Reading>
  readonly sitingRuns: Pick<SitingRunStore, Reading>
  readonly ledger: Pick<
    LedgerStore,
    'batches' | 'minimums' | 'loans' | 'movements' | 'turnover' | 'countMovements' | 'check'
  >
  readonly transfers: Pick<
    TransferStore,
    | 'confirmedBefore'
    | 'get'
    | 'persons'
    | 'list'
    | 'linkedLoad'
    | 'linkedLoads'
    | 'photo'
    | 'count'
    | 'countOverdue'
    | 'countAtSite'
  >
  readonly deployments: Pick<DeploymentStore, 'standingAt' | 'history' | 'get'>
  readonly imports: Pick<
    ImportStore,
    'list' | 'get' | 'rows' | 'unplacedRow' | 'map' | 'lastChange' | 'remembered'
  >
  readonly demonstration: Pick<DemonstrationStore, 'shares' | 'countMovements'>
}

type Reading = 'list' | 'get' | 'count'
/** What-if scenarios. */
type ScenarioStore = DocumentStore<ScenarioContent, ScenarioSummary>
/** Response standards of the planners' own. */
type StandardStore = DocumentStore<Standards>
type ClosureStore = DocumentStore<ClosureContent>
/** Planned reserves of the bureau's own. */
type NormStore = DocumentStore<ReserveNormContent>
/** Where lorries unload at works. */
type UnloadingPointStore = DocumentStore<UnloadingPointContent>
/** Forms that authorities ask for. */
type ExportFormStore = DocumentStore<ExportFormContent>
/** What the bureau says of items. */
type ItemSheetStore = DocumentStore<ItemSheetContent>
type KitStore = DocumentStore<KitContent>
/** Answers of the siting analysis. */
type SitingRunStore = DocumentStore<SitingRunContent, SitingRunSummary>

/** One transaction: all that is written through it, or nothing. */
export interface Transaction extends Snapshot {
  setMeta(key: string, value: string): Promise<void>
  readonly features: FeatureWriter
  readonly scenarios: ScenarioStore
  readonly standards: StandardStore
  readonly closures: ClosureStore
  readonly closedRoads: ClosedRoadsStore
  readonly warnings: WarningStore
  readonly hazardChanges: HazardChangeStore
  readonly norms: NormStore
  readonly unloadingPoints: UnloadingPointStore
  readonly exportForms: ExportFormStore
  readonly itemSheets: ItemSheetStore
  readonly kits: KitStore
  readonly sitingRuns: SitingRunStore
  /** Goods: every change of stock is a movement. */
  readonly ledger: LedgerStore
  readonly transfers: TransferStore
  /** Stations that were sent out. */
  readonly deployments: DeploymentStore
  /** Files on their way in. */
  readonly imports: ImportStore
  /** What came with the demonstration. */
  readonly demonstration: DemonstrationStore
}

export interface Store {
  /** Reads one moment. Units do not nest. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /**
   * Writes in one transaction, after those that were begun before; rolled back on any error, even
   * one that the work catches, and where it waits for longer than five seconds.
   * @throws what the work throws, StorageFull, ConstraintViolated, UnitMisused, UnitTooLong,
   *   FolderHeld where another program is the one that writes
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * Keeps this program's other writers waiting while a thread writes over a connection of its own.
   * @param work ends when the thread has written. @param logMoved settles when the thread has moved what
   *   it wrote from the log into the database. @throws what the work throws, FolderHeld
   */
  writeElsewhere<T>(work: () => Promise<T>, logMoved: Promise<unknown>): Promise<T>
  /** Of the database file. */
  readonly path: string
  /** As in a unit, of this moment; cheap enough to be called with every request. */
  revision(subjects?: readonly Subject[]): Promise<number>
  /** Those of all subjects, of this moment; as cheap. */
  subjectRevisions(): Promise<Record<string, number>>
  /** Another number after every write, by whichever program; of this moment, and cheaper still. */
  stamp(): Promise<number>
  /** Which other program is the one that writes here; null where we are. */
  heldBy(): Bilingual | null
  /** What is wrong with what is kept, in sentences; reads all of it. */
  examine(now: Date): Promise<Bilingual[]>
  /** What does not fit together in the whole of the database and its books, in sentences. */
  damages(): Promise<Bilingual[]>
  close(): Promise<void>
}

/** Everything that a unit of work can do. One that reads is given no more than `Snapshot` of it. */
const transactionOver = (statements: Statements): Transaction => ({
  revision: async (subjects) => latestOf(await readRevisions(statements), subjects),
  meta: (key) => readMeta(statements, key),
  setMeta: (key, value) => writeMeta(statements, key, value),
  features: featureWriter(statements),
  scenarios: scenarioStore(statements),
  standards: documentStore(statements, 'standards', STANDARD_LIMITS.mostSaved),
  closures: documentStore(statements, 'closures', CLOSURE_LIMITS.mostClosures),
  closedRoads: closedRoadsStore(statements),
  warnings: warningStore(statements),
  hazardChanges: hazardChangeStore(statements),
  norms: documentStore(statements, 'norms', NORM_LIMITS.mostNorms),
  unloadingPoints: documentStore(statements, 'unloadingPoints', UNLOADING_POINT_LIMITS.mostPoints),
  exportForms: documentStore(statements, 'exportForms', EXPORT_FORM_LIMITS.mostForms),
  itemSheets: documentStore(statements, 'itemSheets', ITEM_SHEET_LIMITS.mostSheets),
  kits: documentStore(statements, 'kits', KIT_LIMITS.mostKits),
  sitingRuns: sitingRunStore(statements),
  ledger: ledgerStore(statements),
  transfers: transferStore(statements),
  deployments: deploymentStore(statements),
  imports: importStore(statements),
  demonstration: demonstrationStore(statements),
})

/** Reads the revisions again only where some program has written since. */
const rememberedRevisions = (
  watcher: SqliteConnection,
  stamp: SqliteDatabase['stamp'],
): (() => Promise<Revisions>) => {
  let seen: number | null = null
  let known: Revisions = new Map()
  return async () => {
    const now = await stamp(watcher)
    if (now !== seen) {
      known = await readRevisions(watcher)
      seen = now
    }
    return known
  }
}

/** How often a store that is only read asks whether it may write now. */
const TAKE_OVER_MILLISECONDS = 1000

/** @param path of the database file. @throws DatabaseProblem with a sentence. */
export const openStore = async (path: string, options: OpeningOptions = {}): Promise<Store> => {
  const database = await openDatabase(path, options)
  const units = unitsOver<Snapshot, Transaction>(database, transactionOver, (statements) =>
    putItemsInForce(statements, path),
  )
  const watcher = await database.openReader()
  const revisions = rememberedRevisions(watcher, database.stamp)
  const wasHeld = database.heldBy() !== null
  const takeOver = setInterval(() => {
    if (database.heldBy()) {
      database.writer().catch(() => undefined)
      return
    }
    clearInterval(takeOver)
    if (wasHeld) options.onTakenOver?.()
  }, TAKE_OVER_MILLISECONDS)
  takeOver.unref()
  return {
    ...units,
    path,
    heldBy: database.heldBy,
    revision: async (subjects) => latestOf(await revisions(), subjects),
    subjectRevisions: async () => {
      const { '': _data, ...bySubject } = Object.fromEntries(await revisions())
      return bySubject
    },
    stamp: () => database.stamp(watcher),
    async examine(now) {
      const found = await examine(watcher, now)
      await watcher.letGo()
      return found
    },
    async damages() {
      const broken = await damage(watcher)
      if (broken) return [broken]
      const { problems } = await units.read(({ ledger }) => ledger.check())
      return problems.map((problem) => ({
        zh: `台账不平：${problem}`,
        en: `The books do not balance: ${problem}`,
      }))
    },
    async close() {
      clearInterval(takeOver)
      await units.close()
      await watcher.close()
      if (!database.heldBy()) await (await database.writer()).close()
    },
  }
}

/** Of whoever looks at a database and leaves it as it is, whether or not a server is at work there. */
export const openToRead = (path: string): Promise<Store> =>
  openStore(path, {
    expectToWrite: async () => {
      throw new FolderHeld({
        zh: '数据库仅为读取而打开。',
        en: 'The database was opened only to be read.',
      })
    },
  })
