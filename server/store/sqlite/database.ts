/** Opens the database file: settings, migrations, and what the tables derive. */
import { statSync } from 'node:fs'
import type { Bilingual } from '../../../data/bilingual.ts'
import { countMovements } from '../ledger/ledger-check.ts'
import { enterOpeningBalances } from '../ledger/opening-balance.ts'
import { DatabaseProblem, FolderHeld, StorageFull } from '../problems.ts'
import type { Statements } from '../statements.ts'
import { ensureDerived } from './derived.ts'
import { connect, loadDriver, type SqliteConnection, UNIT_BUSY_MILLISECONDS } from './driver.ts'
import { ensureLedgerTriggers } from './ledger-triggers.ts'
import { expectMigrated, MIGRATIONS_FOLDER, migrateSafely } from './migrate.ts'
import { ensureRowDigests } from './row-digests.ts'

export interface SqliteDatabase {
  /** @throws what `expectToWrite` throws, until it has let us write once. */
  writer(): Promise<SqliteConnection>
  /** Which other program is the one that writes; null where we are. */
  heldBy(): Bilingual | null
  openReader(): Promise<SqliteConnection>
  /** A number that changes whenever any program has written; of a reader in no transaction. */
  stamp(reader: SqliteConnection): Promise<number>
}

export interface OpeningOptions {
  /** One of `DRIVER_NAMES`; left out: whichever can be loaded. */
  readonly driver?: string | undefined
  readonly migrationsFolder?: string
  /**
   * Asked before anything is written; where it refuses at the opening, the database is only read,
   * and it is asked again with each write. @throws FolderHeld
   */
  readonly expectToWrite?: () => Promise<void>
  /** Called when a database that was only read may be written. */
  readonly onTakenOver?: () => void
}

/**
 * An open database, brought up to this program's tables by whoever may write in it.
 * @param path of a file: one in memory has no second connection.
 * @throws DatabaseProblem with a sentence, or what SQLite says; the file is as it was.
 */
export const openDatabase = async (
  path: string,
  {
    driver: forced,
    migrationsFolder = MIGRATIONS_FOLDER,
    expectToWrite = async () => undefined,
  }: OpeningOptions = {},
): Promise<SqliteDatabase> => {
  if (path === ':memory:') throw new Error('the store needs a file for its database')
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw emptied(path)
  try {
    const driver = await loadDriver(forced)
    const openFor = async (
      kind: 'read' | 'write',
      prepare: (connection: SqliteConnection) => Promise<void>,
    ): Promise<SqliteConnection> => {
      const connection = await connect(driver, path, kind)
      try {
        await prepare(connection)
        await connection.letGo()
        await connection.exec(`PRAGMA busy_timeout = ${UNIT_BUSY_MILLISECONDS}`)
        return connection
      } catch (error) {
        await connection.close()
        throw error
      }
    }
    let heldBy: Bilingual | null = null
    let writing: Promise<SqliteConnection> | null = null
    const openWriter = async (): Promise<SqliteConnection> => {
      await expectToWrite().catch((error: unknown) => {
        if (error instanceof FolderHeld) heldBy = error.sentence
        throw error
      })
      const writer = await openFor('write', (each) =>
        migrateSafely(each, path, migrationsFolder, () => ensureAll(each)),
      )
      heldBy = null
      return writer
    }
    const writer = (): Promise<SqliteConnection> => {
      writing ??= openWriter().catch((error: unknown) => {
        writing = null
        throw error
      })
      return writing
    }
    try {
      await writer()
    } catch (error) {
      if (!(error instanceof FolderHeld)) throw error
      const reader = await openFor('read', (each) => expectMigrated(each, path, migrationsFolder))
      await reader.close()
    }
    return {
      writer,
      heldBy: () => heldBy,
      openReader: () => openFor('read', async () => undefined),
      stamp: async (reader) => (await reader.value<number>('PRAGMA data_version')) ?? 0,
    }
  } catch (error) {
    throw error instanceof StorageFull ? noRoom(path) : error
  }
}

/** A new database is a file that is not there: one without a byte has lost what it held. */
const emptied = (path: string): DatabaseProblem =>
  new DatabaseProblem({
    zh: `数据库文件 ${path} 是空的（0 字节），可能已损坏。请从备份恢复；确实不需要其中内容时，删除该文件后再启动。`,
    en: `The database file ${path} is empty (0 bytes) and has probably been damaged. Restore it from a backup; if nothing of it is wanted, remove the file and start again.`,
  })

const noRoom = (path: string): DatabaseProblem =>
  new DatabaseProblem({
    zh: `磁盘空间不足，无法打开数据库 ${path}；内容未受影响，请清理空间后重新启动。`,
    en: `The disk is full, so the database ${path} cannot be opened. Nothing in it is lost: make room, then start again.`,
  })

/** Everything that follows from the tables; the ledger's first entries where it has none. */
const ensureAll = async (writer: SqliteConnection): Promise<void> => {
  await ensureDerived(writer)
  await ensureLedgerTriggers(writer)
  await ensureRowDigests(writer)
  const statements: Statements = writer
  if ((await countMovements(statements)) > 0) return
  await enterOpeningBalances(statements, new Date().toISOString())
}
