/**
 * Many rows into a collection or out of it within one transaction, for which every other writer waits:
 * what triggers would do with each row is done once for all, and what can be found out of rows that come
 * in is found before. Whatever ends the transaction leaves the triggers there.
 */
import type { ResourceId } from '../../../data/collections.ts'
import { noteFrom, noteWritten } from '../feature-writes.ts'
import type { Statements, Value } from '../statements.ts'
import { boxTable, tableName } from '../table-name.ts'
import { derivingTriggers, raiseOnce } from './derived.ts'
import { countLaidOut, countRows, digestBefore, digestTriggers } from './row-digests.ts'

const HISTORY = 'feature_changes'
const BOX = 'west, east, south, north'
/** Places of rows that change or go. */
const TOUCHED = 'temp.touched_rows'

/** Who writes them, why and when, as the history has it. */
export interface WrittenBy {
  readonly who: string
  readonly reason: string
  readonly importId: number
  /** ISO instant. */
  readonly at: string
}

/** What the history has of a row: a column's expression by name, of a row with `id`, `before`, `after`. */
const historyColumns = (collection: ResourceId, kind: string): Record<string, string> => ({
  ...{ collection: `'${collection}'`, featureId: 'id', kind },
  ...{ who: '@who', reason: '@reason', importId: '@importId', guarded: '1', at: '@at' },
  ...{ before: '"before"', after: '"after"' },
})

const recordFrom = (history: Record<string, string>, numbers: string, from: string): string => {
  const names = Object.keys(history).map((name) => `"${name}"`)
  return `INSERT INTO ${HISTORY} (sequence, revision, ${names})
    SELECT ${numbers}, (SELECT value FROM revision WHERE id = 1), ${Object.values(history)} FROM ${from}`
}

/** The highest place that a table has ever given. */
const lastOf = async (statements: Statements, table: string): Promise<number> =>
  (await statements.value<number>('SELECT seq FROM sqlite_sequence WHERE name = ?', [table])) ?? 0

const withoutTriggers = async (
  statements: Statements,
  collection: ResourceId,
  work: () => Promise<void>,
): Promise<void> => {
  const names = [
    ...derivingTriggers(collection),
    ...[tableName(collection), HISTORY].flatMap(digestTriggers),
  ]
  const triggers = await statements.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'
       AND name IN (${names.map(() => '?')})`,
    names,
  )
  for (const { name } of triggers) await statements.run(`DROP TRIGGER ${name}`)
  await work()
  for (const { sql } of triggers) await statements.run(sql)
}

const touch = async (statements: Statements, places: string, values: Record<string, Value>) => {
  await statements.run(`DROP TABLE IF EXISTS ${TOUCHED}`)
  await statements.run(`CREATE TEMP TABLE touched_rows AS ${places}`, values)
  return (await statements.value<number>(`SELECT count(*) FROM ${TOUCHED}`)) ?? 0
}

const IS_TOUCHED = `sequence IN (SELECT sequence FROM ${TOUCHED})`

/** Before rows are changed or removed. */
const takeOut = async (statements: Statements, collection: ResourceId): Promise<void> => {
  await countRows(statements, tableName(collection), '-', IS_TOUCHED)
  await statements.run(`DELETE FROM ${boxTable(collection)} WHERE ${IS_TOUCHED}`)
}

/** After they were changed. */
const putBack = async (statements: Statements, collection: ResourceId): Promise<void> => {
  const table = tableName(collection)
  await countRows(statements, table, '+', IS_TOUCHED)
  await statements.run(
    `INSERT INTO ${boxTable(collection)} SELECT sequence, ${BOX} FROM ${table} WHERE ${IS_TOUCHED}`,
  )
}

const readyTable = (collection: ResourceId): string => `ready_${tableName(collection)}`

/**
 * Lays rows out as the collection's table and the history will have them, in a table of this connection
 * alone: needs no turn to write.
 * @param columns expressions by column: those of the collection, `before` (null of new rows), `after`.
 * @param from the clauses of a statement after its columns, up to WHERE, for `values`.
 */
export const layOutRows = async (
  statements: Statements,
  collection: ResourceId,
  columns: Readonly<Record<string, string>>,
  from: string,
  { values, by }: { readonly values: Record<string, Value>; readonly by: WrittenBy },
): Promise<void> => {
  const history = historyColumns(collection, `iif("before" IS NULL, 'create', 'update')`)
  const own = await digestBefore(statements, tableName(collection), (name) => `"${name}"`)
  const change = await digestBefore(statements, HISTORY, (name) => history[name]!)
  const selected = Object.entries(columns).map(([name, each]) => `${each} AS "${name}"`)
  await statements.run(`DROP TABLE IF EXISTS temp.${readyTable(collection)}`)
  await statements.run(
    `CREATE TEMP TABLE ${readyTable(collection)} AS SELECT *, ${own} AS ownDigest, ${change} AS changeDigest
     FROM (SELECT ${selected} ${from} ORDER BY "before" IS NOT NULL, position)`,
    { ...values, ...by },
  )
}

/** Writes what was laid out, and what the history says of it. In a transaction. */
export const writeLaidOut = async (
  statements: Statements,
  collection: ResourceId,
  names: readonly string[],
  by: WrittenBy,
): Promise<void> => {
  const [table, ready] = [tableName(collection), `temp.${readyTable(collection)}`]
  const [last, lastEntry] = [await lastOf(statements, table), await lastOf(statements, HISTORY)]
  // New rows were laid out first.
  const added = `${ready} WHERE "before" IS NULL`
  const changed = `FROM ${ready} r JOIN ${table} t USING (id) WHERE r."before" IS NOT NULL`
  const quoted = names.map((name) => `"${name}"`)
  const history = historyColumns(collection, `iif("before" IS NULL, 'create', 'update')`)
  await withoutTriggers(statements, collection, async () => {
    const hasChanged = (await touch(statements, `SELECT DISTINCT sequence ${changed}`, {})) > 0
    if (hasChanged) {
      await takeOut(statements, collection)
      const set = quoted.map((name) => `${name} = r.${name}`)
      await statements.run(
        `UPDATE ${table} SET ${set} FROM ${ready} r
         WHERE r."before" IS NOT NULL AND r.id = ${table}.id`,
      )
      await putBack(statements, collection)
    }
    await statements.run(
      `INSERT INTO ${table} (sequence, ${quoted}) SELECT ${last} + rowid, ${quoted} FROM ${added}`,
    )
    await statements.run(
      `INSERT INTO ${boxTable(collection)} SELECT ${last} + rowid, ${BOX} FROM ${added}`,
    )
    await raiseOnce(statements, collection)
    await noteFrom(statements, collection, last + 1)
    if (hasChanged) await noteWritten(statements, collection, TOUCHED)
    await statements.run(recordFrom(history, `${lastEntry} + rowid`, ready), { ...by })
    const numbers = (after: number) => (name: string) =>
      name === 'sequence' ? `(${after} + rowid)` : '(SELECT value FROM revision WHERE id = 1)'
    await countLaidOut(statements, table, 'ownDigest', numbers(last), added)
    await countLaidOut(statements, HISTORY, 'changeDigest', numbers(lastEntry), ready)
  })
}

/**
 * Removes features. In a transaction.
 * @param made selects the `id` and, as `before`, the JSON of each for `values`; `after` is null.
 * @returns how many it were.
 */
export const removeManyRows = async (
  statements: Statements,
  collection: ResourceId,
  made: string,
  { values, by }: { readonly values: Record<string, Value>; readonly by: WrittenBy },
): Promise<number> => {
  const table = tableName(collection)
  const removed = await touch(
    statements,
    `SELECT t.sequence FROM ${table} t WHERE id IN (SELECT id FROM (${made}))`,
    values,
  )
  if (removed === 0) return 0
  await withoutTriggers(statements, collection, async () => {
    await takeOut(statements, collection)
    await statements.run(`DELETE FROM ${table} WHERE ${IS_TOUCHED}`)
    await raiseOnce(statements, collection)
    await noteWritten(statements, collection, TOUCHED)
    const lastEntry = await lastOf(statements, HISTORY)
    const history = historyColumns(collection, "'delete'")
    await statements.run(recordFrom(history, 'NULL', `(${made})`), { ...values, ...by })
    await countRows(statements, HISTORY, '+', `sequence > ${lastEntry}`)
  })
  return removed
}
