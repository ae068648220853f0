/**
 * Migrations that lose nothing. drizzle-kit rebuilds a table by copying and dropping it, whereby
 * triggers vanish and, were foreign keys on, rows that depend on it: so foreign keys are off
 * meanwhile, a copy of the file is kept, and what was there before is looked for afterwards.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import type * as DrizzleSqlite from 'drizzle-orm/better-sqlite3'
import type * as Migrator from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Bilingual } from '../../data/bilingual.ts'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { tableName } from './table-name.ts'

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
const IN_MEMORY = ':memory:'
const require = createRequire(import.meta.url)

/** A database that cannot be used, and why, in both languages. */
export class DatabaseProblem extends Error {
  readonly sentence: Bilingual

  constructor(sentence: Bilingual) {
    super(sentence.en)
    this.sentence = sentence
  }
}

const tableExists = (database: Database.Database, table: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !==
  undefined

const countRows = (database: Database.Database, table: string): number =>
  database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0

const appliedMigrations = (database: Database.Database): number =>
  tableExists(database, '__drizzle_migrations') ? countRows(database, '__drizzle_migrations') : 0

/** What people have written, beside the collections. */
const OTHER_TABLES = [
  'scenarios',
  'saved_standards',
  'road_closures',
  'warnings',
  'reserve_norms',
  'stock_batches',
  'stock_minimums',
  'stock_movements',
  'stocktakes',
  'transfers',
  'transfer_loads',
  'transfer_lines',
  'transfer_events',
  'idempotency_keys',
] as const

/** What a migration must leave as it is: rows by table, and the names of all triggers. */
interface Inventory {
  rows: ReadonlyMap<string, number>
  triggers: readonly string[]
}

const takeInventory = (database: Database.Database): Inventory => ({
  rows: new Map(
    [...COLLECTION_IDS.map(tableName), ...OTHER_TABLES]
      .filter((table) => tableExists(database, table))
      .map((table) => [table, countRows(database, table)]),
  ),
  triggers: database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all(),
})

/** What is missing or broken, by name; empty when all is well. */
const losses = (database: Database.Database, before: Inventory): string[] => {
  const after = takeInventory(database)
  const broken = database.pragma('foreign_key_check') as { table: string }[]
  return [
    ...[...before.rows].filter(([table, rows]) => after.rows.get(table) !== rows),
    ...before.triggers.filter((name) => !after.triggers.includes(name)).map((name) => [name]),
    ...broken.map(({ table }) => [table]),
  ].map(([name]) => String(name))
}

/** A copy of the whole database beside it, under a name that is still free. */
const backUp = (database: Database.Database, path: string, applied: number): string => {
  const nameOf = (copy: number): string =>
    `${path}.before-migration-${applied + 1}${copy === 0 ? '' : `-${copy}`}`
  let copy = 0
  while (existsSync(nameOf(copy))) copy++
  database.exec(`VACUUM INTO '${nameOf(copy).replaceAll("'", "''")}'`)
  return nameOf(copy)
}

/** Puts the backup back in the place of the file; the database is closed. */
const restore = (database: Database.Database, path: string, backup: string): void => {
  database.close()
  for (const companion of [`${path}-wal`, `${path}-shm`]) rmSync(companion, { force: true })
  renameSync(backup, path)
}

/** Loads Drizzle only now: that takes half a second, and nearly every start finds nothing new. */
const applyNewMigrations = (database: Database.Database, migrationsFolder: string): void => {
  const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof DrizzleSqlite
  const { migrate } = require('drizzle-orm/better-sqlite3/migrator') as typeof Migrator
  migrate(drizzle(database), { migrationsFolder })
}

/**
 * Applies what is new, has the derived parts made, and compares.
 * @throws DatabaseProblem when the file is newer than the program, or when rows, triggers or
 *   references were lost: the file is then as it was before.
 */
export const migrateSafely = (
  database: Database.Database,
  path: string,
  migrationsFolder: string,
  makeDerived: () => void,
): void => {
  const known = readMigrationFiles({ migrationsFolder }).length
  const applied = appliedMigrations(database)
  if (applied > known) {
    throw new DatabaseProblem({
      zh: `数据库 ${path} 由更新版本的程序创建（迁移 ${applied} 次，本程序只有 ${known} 次），请升级程序。`,
      en: `The database ${path} was made by a newer version of this program (${applied} migrations, this one knows ${known}). Please upgrade the program.`,
    })
  }
  if (applied === known) {
    makeDerived()
    return
  }
  const backup = applied > 0 && path !== IN_MEMORY ? backUp(database, path, applied) : null
  const before = takeInventory(database)
  database.pragma('foreign_keys = OFF')
  applyNewMigrations(database, migrationsFolder)
  database.pragma('foreign_keys = ON')
  makeDerived()
  const lost = losses(database, before)
  if (lost.length === 0) return
  if (backup) restore(database, path, backup)
  throw new DatabaseProblem({
    zh: `升级数据库 ${path} 时会丢失内容（${lost.join('、')}），已恢复到升级前的状态。`,
    en: `Upgrading the database ${path} would have lost something (${lost.join(', ')}); it is as it was before.`,
  })
}
