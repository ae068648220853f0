/**
 * Migrations that lose nothing. drizzle-kit writes their SQL and keeps the journal; it rebuilds a
 * table by copying and dropping it, whereby triggers vanish and, were foreign keys on, rows that
 * depend on it. So foreign keys are off meanwhile, and the migration, what the tables derive and
 * the search for what was lost are one transaction: a program that dies in between leaves the old
 * state. A copy of the file is kept as well.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { COLLECTION_IDS } from '../../../data/collections.ts'
import { DatabaseProblem } from '../problems.ts'
import { DOCUMENT_TABLES } from '../revisions.ts'
import { tableName } from '../table-name.ts'
import type { SqliteConnection } from './driver.ts'
import { KEPT_TABLES } from './ledger-triggers.ts'
import { dropRowDigests } from './row-digests.ts'
import { dropUnionViews } from './union-views.ts'

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
const STATEMENT_BREAK = '--> statement-breakpoint'
/** Where Drizzle's own migrator kept what was applied; databases of earlier versions have it. */
const APPLIED = '__drizzle_migrations'

interface Migration {
  readonly statements: readonly string[]
  /** Digest of the file. */
  readonly hash: string
  /** When it was generated, by which migrations are ordered and known again. */
  readonly when: number
}

const readMigrations = (folder: string): Migration[] => {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[]
  }
  return journal.entries.map(({ tag, when }) => {
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    const hash = createHash('sha256').update(sql).digest('hex')
    return { statements: sql.split(STATEMENT_BREAK), hash, when }
  })
}

const isTable = async (writer: SqliteConnection, name: string): Promise<boolean> =>
  (await writer.value("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [name])) !==
  undefined

const countRows = async (writer: SqliteConnection, table: string): Promise<number> =>
  (await writer.value<number>(`SELECT count(*) FROM ${table}`)) ?? 0

const countApplied = async (writer: SqliteConnection): Promise<number> =>
  (await isTable(writer, APPLIED)) ? countRows(writer, APPLIED) : 0

/** What people have written, beside the collections. */
const OTHER_TABLES = [
  ...Object.values(DOCUMENT_TABLES),
  ...KEPT_TABLES,
  'stock_minimums',
  'hazard_changes',
]

/**
 * What a migration must leave as it is: how many rows a table or view has, how many of them have a
 * value in each column, and the triggers of the tables.
 */
interface Inventory {
  /** By `table` and by `table.column`. */
  readonly counts: ReadonlyMap<string, number>
  readonly triggers: readonly { readonly name: string; readonly table: string }[]
}

const takeInventory = async (writer: SqliteConnection): Promise<Inventory> => {
  const counts = new Map<string, number>()
  for (const table of [...COLLECTION_IDS.map(tableName), ...OTHER_TABLES]) {
    const columns = await writer.all<{ name: string }>(`PRAGMA table_info(${table})`)
    if (columns.length === 0) continue
    counts.set(table, await countRows(writer, table))
    const filled = columns.map(({ name }) => `count("${name}") AS "${table}.${name}"`).join(', ')
    const row = await writer.get<Record<string, number>>(`SELECT ${filled} FROM ${table}`)
    for (const [name, count] of Object.entries(row ?? {})) if (count > 0) counts.set(name, count)
  }
  const triggers = await writer.all<{ name: string; table: string }>(
    `SELECT name, tbl_name AS "table" FROM sqlite_schema WHERE type = 'trigger'`,
  )
  return { counts, triggers }
}

/** Triggers of tables that the search had before it kept names by itself: they go with those tables. */
const RETIRED_TRIGGER = /_renamed$/

/** What is missing or broken, by name; empty when all is well. */
const losses = async (writer: SqliteConnection, before: Inventory): Promise<string[]> => {
  const after = await takeInventory(writer)
  const names = new Set(after.triggers.map(({ name }) => name))
  const gone = before.triggers.filter(({ name }) => !names.has(name) && !RETIRED_TRIGGER.test(name))
  // A table that became a view needs no triggers.
  const missing = await Promise.all(
    gone.map(async ({ name, table }) => ((await isTable(writer, table)) ? [name] : [])),
  )
  const broken = await writer.all<{ table: string }>('PRAGMA foreign_key_check')
  return [
    ...[...before.counts]
      .filter(([name, count]) => after.counts.get(name) !== count)
      .map(([name]) => name),
    ...missing.flat(),
    ...broken.map(({ table }) => table),
  ]
}

/** A copy of the whole database beside it, under a name that is still free. */
const backUp = async (writer: SqliteConnection, path: string, applied: number): Promise<string> => {
  const nameOf = (copy: number): string =>
    `${path}.before-migration-${applied + 1}${copy === 0 ? '' : `-${copy}`}`
  let copy = 0
  while (existsSync(nameOf(copy))) copy++
  try {
    await writer.exec(`VACUUM INTO '${nameOf(copy).replaceAll("'", "''")}'`)
    return nameOf(copy)
  } catch (error) {
    rmSync(nameOf(copy), { force: true })
    throw error
  }
}

/** Within a transaction. */
const applyNew = async (
  writer: SqliteConnection,
  migrations: readonly Migration[],
): Promise<void> => {
  await writer.exec(
    `CREATE TABLE IF NOT EXISTS ${APPLIED} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
  )
  const last = (await writer.value<number>(`SELECT max(created_at) FROM ${APPLIED}`)) ?? 0
  for (const { statements, hash, when } of migrations) {
    if (when <= last) continue
    for (const statement of statements) await writer.exec(statement)
    await writer.run(`INSERT INTO ${APPLIED} (hash, created_at) VALUES (?, ?)`, [hash, when])
  }
}

const inTransaction = async (
  writer: SqliteConnection,
  work: () => Promise<void>,
): Promise<void> => {
  await writer.begin('write')
  try {
    await work()
    await writer.commit()
  } catch (error) {
    await writer.rollback()
    throw error
  }
}

interface Trigger {
  readonly name: string
  readonly table: string
  readonly sql: string
}

/** A table that is rebuilt is renamed, which SQLite refuses while a trigger of another table names it. */
const setTriggersAside = async (writer: SqliteConnection): Promise<Trigger[]> => {
  const triggers = await writer.all<Trigger>(
    `SELECT name, tbl_name AS "table", sql FROM sqlite_schema WHERE type = 'trigger'`,
  )
  for (const { name } of triggers) await writer.exec(`DROP TRIGGER "${name}"`)
  return triggers
}

/** Those that were not made anew; with a table that is gone its triggers are gone, too. */
const putTriggersBack = async (
  writer: SqliteConnection,
  triggers: readonly Trigger[],
): Promise<void> => {
  for (const { name, table, sql } of triggers) {
    const isThere = await writer.value(
      "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
      [name],
    )
    if (isThere === undefined && (await isTable(writer, table))) await writer.exec(sql)
  }
}

/**
 * Applies what is new, has the derived parts made, and compares.
 * @param makeDerived called within the transaction.
 * @throws DatabaseProblem when the file is newer than the program, or when rows, triggers or
 *   references would be lost: the file is then as it was before.
 */
export const migrateSafely = async (
  writer: SqliteConnection,
  path: string,
  migrationsFolder: string,
  makeDerived: () => Promise<void>,
): Promise<void> => {
  const migrations = readMigrations(migrationsFolder)
  const known = migrations.length
  const applied = await countApplied(writer)
  if (applied > known) throw newerDatabase(path, applied, known)
  if (applied === known) return inTransaction(writer, makeDerived)
  const backup = applied > 0 ? await backUp(writer, path, applied) : null
  await writer.exec('PRAGMA foreign_keys = OFF')
  try {
    await inTransaction(writer, async () => {
      await dropRowDigests(writer)
      const before = await takeInventory(writer)
      await dropUnionViews(writer)
      const triggers = await setTriggersAside(writer)
      await applyNew(writer, migrations)
      await makeDerived()
      await putTriggersBack(writer, triggers)
      const lost = await losses(writer, before)
      if (lost.length > 0) throw lossProblem(path, lost)
    })
  } catch (error) {
    if (backup) rmSync(backup, { force: true })
    throw error
  } finally {
    await writer.exec('PRAGMA foreign_keys = ON')
  }
}

/** @throws DatabaseProblem where a reader, who migrates nothing, would not find what it expects. */
export const expectMigrated = async (
  reader: SqliteConnection,
  path: string,
  migrationsFolder: string,
): Promise<void> => {
  const known = readMigrations(migrationsFolder).length
  const applied = await countApplied(reader)
  if (applied > known) throw newerDatabase(path, applied, known)
  if (applied === known) return
  throw new DatabaseProblem({
    zh: `数据库 ${path} 属于较早版本的程序，须先升级：如有程序正占用它，请先停止，再用 npm start 启动一次本程序。`,
    en: `The database ${path} is of an older version of this program and has to be upgraded first: stop the program that holds it, if one does, and start this one once by npm start.`,
  })
}

const newerDatabase = (path: string, applied: number, known: number): DatabaseProblem =>
  new DatabaseProblem({
    zh: `数据库 ${path} 由更新版本的程序创建（迁移 ${applied} 次，本程序只有 ${known} 次），请升级程序。`,
    en: `The database ${path} was made by a newer version of this program (${applied} migrations, this one knows ${known}). Please upgrade the program.`,
  })

const lossProblem = (path: string, lost: readonly string[]): DatabaseProblem =>
  new DatabaseProblem({
    zh: `升级数据库 ${path} 时会丢失内容（${lost.join('、')}），已恢复到升级前的状态。`,
    en: `Upgrading the database ${path} would have lost something (${lost.join(', ')}); it is as it was before.`,
  })
