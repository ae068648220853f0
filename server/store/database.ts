/** Opens the database file: settings, migrations with a backup before and checks after. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { ensureDerived } from './derived.ts'
import { tableName } from './tables.ts'

const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
const BUSY_TIMEOUT_MILLISECONDS = 5000
const IN_MEMORY = ':memory:'

/** Name of the database file within DATA_DIR. */
export const DATABASE_FILE = 'emergency-map.sqlite'

const tableExists = (database: Database.Database, table: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !==
  undefined

const appliedMigrations = (database: Database.Database): number =>
  tableExists(database, '__drizzle_migrations')
    ? database.prepare<[], number>('SELECT count(*) FROM __drizzle_migrations').pluck().get()!
    : 0

const rowCounts = (database: Database.Database): Map<string, number> =>
  new Map(
    COLLECTION_IDS.map(tableName)
      .filter((table) => tableExists(database, table))
      .map((table) => [
        table,
        database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!,
      ]),
  )

/**
 * Applies what is new. drizzle-kit rebuilds a table by copying and dropping it, so foreign keys
 * are off meanwhile, a copy is kept, and afterwards no row may be missing.
 */
const applyMigrations = (database: Database.Database, path: string): void => {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).length
  const applied = appliedMigrations(database)
  if (applied > known) {
    throw new Error(
      `the database ${path} was made by a newer version of this program (${applied} migrations, known: ${known})`,
    )
  }
  if (applied === known) return
  const before = rowCounts(database)
  if (applied > 0 && path !== IN_MEMORY) {
    const backup = `${path}.before-migration-${known}`
    if (!existsSync(backup)) database.exec(`VACUUM INTO '${backup.replaceAll("'", "''")}'`)
  }
  database.pragma('foreign_keys = OFF')
  migrate(drizzle(database), { migrationsFolder: MIGRATIONS_FOLDER })
  database.pragma('foreign_keys = ON')
  const broken = database.pragma('foreign_key_check') as unknown[]
  const after = rowCounts(database)
  const lost = [...before].filter(([table, count]) => after.get(table) !== count)
  if (broken.length > 0 || lost.length > 0) {
    throw new Error(
      `the migration of ${path} lost rows (${lost.map(([table]) => table)}); the backup beside it is whole`,
    )
  }
}

/** An open database with the settings that every connection needs; `:memory:` for tests. */
export const openDatabase = (path: string): Database.Database => {
  const database = new Database(path)
  try {
    database.pragma('journal_mode = WAL')
    // A reopened WAL database falls back to NORMAL, which loses acknowledged writes at a power cut.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`)
    applyMigrations(database, path)
    ensureDerived(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
