/**
 * A digest of the rows of each table, kept by triggers with every write. SQLite notices pages that do
 * not fit together, not a value that a disk has changed within one: then the digest of the rows that
 * are read differs from the one that was kept.
 */
import { crc32 } from 'node:zlib'
import { FEATURE_WRITES } from '../feature-writes.ts'
import type { Statements } from '../statements.ts'
import type { SqliteConnection } from './driver.ts'

/** What each connection is given by this name: a digest of the values of a row, of 32 bits. */
export const ROW_DIGEST = 'row_digest'
export const rowDigest = (...values: unknown[]): number => crc32(JSON.stringify(values))

const DIGESTS = 'row_digests'
/** Sums are kept to as many bits as their parts have. */
const MASK = 0xffffffff

interface Table {
  readonly name: string
  /** Its columns as JSON, those that the database computes and keeps included. */
  readonly columns: string
}

/** All but those that SQLite and its modules keep for themselves, and the note of the last writes. */
const TABLES = `SELECT t.name, json_group_array(c.name ORDER BY c.cid) AS columns
  FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
  WHERE t.schema = 'main' AND t.type = 'table' AND c.hidden IN (0, 3)
    AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name NOT IN ('${DIGESTS}', '${FEATURE_WRITES}')
  GROUP BY t.name`

const digestOf = ({ columns }: Table, row: string): string => {
  const names: string[] = JSON.parse(columns)
  const values = names.map((name) => `${row}."${name}"`)
  return `CAST(${ROW_DIGEST}(${values.join(', ')}) AS INTEGER)`
}

const sumOf = (table: Table): string =>
  `(SELECT coalesce(sum(${digestOf(table, table.name)}), 0) & ${MASK} FROM ${table.name})`

const PREFIX = 'digest_of_'

/** Triggers by name. */
const triggersOf = (table: Table): Record<string, string> => {
  const { name } = table
  const change = (by: string): string =>
    `BEGIN UPDATE ${DIGESTS} SET digest = (digest ${by}) & ${MASK} WHERE name = '${name}'; END`
  const [added, removed] = [`+ ${digestOf(table, 'new')}`, `- ${digestOf(table, 'old')}`]
  return {
    [`${PREFIX}${name}_inserted`]: `AFTER INSERT ON ${name} ${change(added)}`,
    [`${PREFIX}${name}_updated`]: `AFTER UPDATE ON ${name} ${change(`${removed} ${added}`)}`,
    [`${PREFIX}${name}_deleted`]: `AFTER DELETE ON ${name} ${change(removed)}`,
  }
}

const triggersThere = async (statements: Statements): Promise<Map<string, string>> => {
  const rows = await statements.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '${PREFIX}*'`,
  )
  return new Map(rows.map(({ name, sql }) => [name, sql]))
}

/** Where a table has no digest yet, or other columns than before, it is taken as it is. In a transaction. */
export const ensureRowDigests = async (writer: SqliteConnection): Promise<void> => {
  await writer.exec(
    `CREATE TABLE IF NOT EXISTS ${DIGESTS} (name TEXT PRIMARY KEY, digest INTEGER NOT NULL)`,
  )
  const there = await triggersThere(writer)
  for (const table of await writer.all<Table>(TABLES)) {
    const wanted = Object.entries(triggersOf(table)).map(
      ([name, definition]) => [name, `CREATE TRIGGER ${name} ${definition}`] as const,
    )
    if (wanted.every(([name, text]) => there.get(name) === text)) continue
    for (const [name, text] of wanted) await writer.exec(`DROP TRIGGER IF EXISTS ${name}; ${text}`)
    await writer.exec(`INSERT OR REPLACE INTO ${DIGESTS} VALUES ('${table.name}', ${sumOf(table)})`)
  }
}

/** Names of the triggers that keep the digest of a table while rows come in. */
export const digestTrigger = (table: string): string => `${PREFIX}${table}_inserted`

/** Counts rows that came in while its trigger was away. @param after the last `sequence` before them. */
export const countIntoDigest = async (
  statements: Statements,
  name: string,
  after: number,
): Promise<void> => {
  const table = await statements.get<Table>(`SELECT * FROM (${TABLES}) WHERE name = ?`, [name])
  await statements.run(
    `UPDATE ${DIGESTS} SET digest = (digest +
       (SELECT coalesce(sum(${digestOf(table!, name)}), 0) FROM ${name} WHERE sequence > @after)
     ) & ${MASK} WHERE name = @name`,
    { name, after },
  )
}

/** Before a migration, which may change tables in ways that a trigger on them does not allow. */
export const dropRowDigests = async (writer: SqliteConnection): Promise<void> => {
  for (const name of (await triggersThere(writer)).keys()) await writer.exec(`DROP TRIGGER ${name}`)
}

/**
 * A table whose rows are not those that were written; null where there is none. Reads all of it.
 * One of a version without digests has none that differ.
 */
export const changedTable = async (statements: Statements): Promise<string | null> => {
  const isKept = await statements.value('SELECT 1 FROM sqlite_schema WHERE name = ?', [DIGESTS])
  if (isKept === undefined) return null
  for (const table of await statements.all<Table>(TABLES)) {
    const isSame = await statements.value<number>(
      `SELECT digest = ${sumOf(table)} FROM ${DIGESTS} WHERE name = ?`,
      [table.name],
    )
    if (isSame !== 1) return table.name
  }
  return null
}
