/** Opens the database file: settings, migrations, and what the tables derive. */
import Database from 'better-sqlite3'
import { ensureDerived } from './derived.ts'
import { countMovements } from './ledger/ledger-check.ts'
import { ensureLedgerTriggers } from './ledger/ledger-triggers.ts'
import { enterOpeningBalances } from './ledger/opening-balance.ts'
import { DatabaseProblem, MIGRATIONS_FOLDER, migrateSafely } from './migrate.ts'
import { isStorageFull } from './storage-full.ts'

const BUSY_TIMEOUT_MILLISECONDS = 5000

/**
 * An open database with the settings that every connection needs; `:memory:` for tests.
 * @throws DatabaseProblem with a sentence, or what SQLite says; the file is as it was.
 */
export const openDatabase = (
  path: string,
  migrationsFolder = MIGRATIONS_FOLDER,
): Database.Database => {
  const database = new Database(path)
  try {
    database.pragma('journal_mode = WAL')
    // A reopened WAL database falls back to NORMAL, which loses acknowledged writes at a power cut.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`)
    migrateSafely(database, path, migrationsFolder, () => {
      ensureDerived(database)
      ensureLedger(database)
    })
    return database
  } catch (error) {
    database.close()
    throw isStorageFull(error) ? noRoom(path) : error
  }
}

const noRoom = (path: string): DatabaseProblem =>
  new DatabaseProblem({
    zh: `磁盘空间不足，无法打开数据库 ${path}；内容未受影响，请清理空间后重新启动。`,
    en: `The disk is full, so the database ${path} cannot be opened. Nothing in it is lost: make room, then start again.`,
  })

/** The ledger's triggers, and its first entries in a database that had none. */
const ensureLedger = (database: Database.Database): void => {
  const ensure = database.transaction(() => {
    ensureLedgerTriggers(database)
    if (countMovements(database) === 0) enterOpeningBalances(database, new Date().toISOString())
  })
  ensure.immediate()
}
