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

/** Numbers that a row is given by the transaction which writes it. */
const GIVEN = ['sequence', 'revision']
/** Odd, so that no two numbers of a revision count alike. */
const PER_REVISION = 2_654_435_761
const MOST_FACTOR = 0x3fffffff

/** SQL of what a column of a row is. */
export type ColumnSql = (name: string) => string

/** Digest of all but the numbers that a row is given: whoever lays rows out may take it beforehand. */
const restDigest = ({ columns }: Table, column: ColumnSql): string => {
  const names: string[] = JSON.parse(columns)
  const values = names.filter((name) => !GIVEN.includes(name)).map(column)
  return `CAST(${ROW_DIGEST}(${values.join(', ')}) AS INTEGER)`
}

/** With these numbers; products stay below 2^63. @param rest the digest of the others. */
const digestWith = ({ columns }: Table, rest: string, column: ColumnSql): string => {
  const [sequence, revision] = GIVEN.map((name) => JSON.parse(columns).includes(name))
  const added = revision ? `((${rest} + ${column('revision')} * ${PER_REVISION}) & ${MASK})` : rest
  return sequence
    ? `((${added} * ((${column('sequence')} * 2 + 1) & ${MOST_FACTOR})) & ${MASK})`
    : added
}

const digestOf = (table: Table, row: string): string => {
  const column = (name: string): string => `${row}."${name}"`
  return digestWith(table, restDigest(table, column), column)
}

const sumOf = (table: Table): string =>
  `(SELECT coalesce(sum(${digestOf(table, table.name)}), 0) & ${MASK} FROM ${table.name})`

const PREFIX = 'digest_of_'

/** Statements that make the triggers, by name. */
const triggersOf = (table: Table): Record<string, string> => {
  const { name } = table
  const trigger = (event: string, definition: string) => {
    const full = `${PREFIX}${name}_${event}`
    return { [full]: `CREATE TRIGGER ${full} ${definition}` }
  }
  const change = (by: string): string =>
    `BEGIN UPDATE ${DIGESTS} SET digest = (digest ${by}) & ${MASK} WHERE name = '${name}'; END`
  const [added, removed] = [`+ ${digestOf(table, 'new')}`, `- ${digestOf(table, 'old')}`]
  return {
    ...trigger('inserted', `AFTER INSERT ON ${name} ${change(added)}`),
    ...trigger('updated', `AFTER UPDATE ON ${name} ${change(`${removed} ${added}`)}`),
    ...trigger('deleted', `AFTER DELETE ON ${name} ${change(removed)}`),
  }
}

/** Whether the digest of a table is kept by the rules of this version. */
const isKeptBy = (table: Table, there: ReadonlyMap<string, string>): boolean =>
  Object.entries(triggersOf(table)).every(([name, text]) => there.get(name) === text)

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
    if (isKeptBy(table, there)) continue
    for (const [name, text] of Object.entries(triggersOf(table)))
      await writer.exec(`DROP TRIGGER IF EXISTS ${name}; ${text}`)
    await writer.exec(`INSERT OR REPLACE INTO ${DIGESTS} VALUES ('${table.name}', ${sumOf(table)})`)
  }
}

/** Name of the trigger that keeps the digest of a table while rows come in, change or go. */
export const digestTriggers = (table: string): string[] =>
  ['inserted', 'updated', 'deleted'].map((event) => `${PREFIX}${table}_${event}`)

const tableOf = async (statements: Statements, name: string): Promise<Table> =>
  (await statements.get<Table>(`SELECT * FROM (${TABLES}) WHERE name = ?`, [name]))!

/** SQL of the digest of a row that is yet to be written, but for the numbers that it will be given. */
export const digestBefore = async (
  statements: Statements,
  table: string,
  column: ColumnSql,
): Promise<string> => restDigest(await tableOf(statements, table), column)

/**
 * Counts rows whose digest was taken before into that of their table, while its triggers are away.
 * @param rest the digest, and `column` the numbers, in rows of `from`.
 */
export const countLaidOut = async (
  statements: Statements,
  name: string,
  rest: string,
  column: ColumnSql,
  from: string,
): Promise<void> => {
  const digest = digestWith(await tableOf(statements, name), rest, column)
  await count(statements, name, '+', `SELECT sum(${digest}) FROM ${from}`)
}

/** Counts rows into the digest of a table, or out of it, while its triggers are away. */
export const countRows = async (
  statements: Statements,
  name: string,
  sign: '+' | '-',
  condition: string,
): Promise<void> => {
  const digest = digestOf(await tableOf(statements, name), name)
  await count(statements, name, sign, `SELECT sum(${digest}) FROM ${name} WHERE ${condition}`)
}

const count = (statements: Statements, name: string, sign: '+' | '-', sum: string) =>
  statements.run(
    `UPDATE ${DIGESTS} SET digest = (digest ${sign} coalesce((${sum}), 0)) & ${MASK} WHERE name = ?`,
    [name],
  )

/** Before a migration, which may change tables in ways that a trigger on them does not allow. */
export const dropRowDigests = async (writer: SqliteConnection): Promise<void> => {
  for (const name of (await triggersThere(writer)).keys()) await writer.exec(`DROP TRIGGER ${name}`)
}

/**
 * A table whose rows are not those that were written; null where there is none. Reads all of it.
 * One that another version has taken the digest of, or none, has nothing that differs.
 */
export const changedTable = async (statements: Statements): Promise<string | null> => {
  const isKept = await statements.value('SELECT 1 FROM sqlite_schema WHERE name = ?', [DIGESTS])
  if (isKept === undefined) return null
  const there = await triggersThere(statements)
  for (const table of await statements.all<Table>(TABLES)) {
    if (!isKeptBy(table, there)) continue
    const isSame = await statements.value<number>(
      `SELECT digest = ${sumOf(table)} FROM ${DIGESTS} WHERE name = ?`,
      [table.name],
    )
    if (isSame !== 1) return table.name
  }
  return null
}
