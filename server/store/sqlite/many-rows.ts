/**
 * Many rows into a collection within one transaction: what triggers would do with each, which takes most
 * of the time, is done once for all. Whatever ends the transaction leaves the triggers there.
 */
import type { ResourceId } from '../../../data/collections.ts'
import type { Statements } from '../statements.ts'
import { tableName } from '../table-name.ts'
import { deriveRows, insertTrigger } from './derived.ts'
import { countIntoDigest, digestTrigger } from './row-digests.ts'

const HISTORY = 'feature_changes'

const lastOf = async (statements: Statements, table: string): Promise<number> =>
  (await statements.value<number>(`SELECT max(sequence) FROM ${table}`)) ?? 0

/**
 * @param insert only adds rows to the collection. @param record only adds rows to the history, after
 *   the revision of the data was raised.
 */
export const addManyRows = async (
  statements: Statements,
  collection: ResourceId,
  insert: () => Promise<unknown>,
  record: () => Promise<unknown>,
): Promise<void> => {
  const table = tableName(collection)
  const names = [insertTrigger(collection), digestTrigger(table), digestTrigger(HISTORY)]
  const triggers = await statements.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN (?, ?, ?)`,
    names,
  )
  const [lastRow, lastEntry] = [await lastOf(statements, table), await lastOf(statements, HISTORY)]
  for (const { name } of triggers) await statements.run(`DROP TRIGGER ${name}`)
  await insert()
  await deriveRows(statements, collection, lastRow)
  await record()
  await countIntoDigest(statements, table, lastRow)
  await countIntoDigest(statements, HISTORY, lastEntry)
  for (const { sql } of triggers) await statements.run(sql)
}
