/** What the database itself refuses, and how many documents it keeps. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../server/store/database.ts'
import { DocumentRefused, documentStore } from '../../../server/store/named-documents.ts'

const AT = '2026-11-23T02:00:00.000Z'
const CONTENT = { urban: 180, rural: 600 }

const insert = (
  database: Database.Database,
  table: string,
  name: string,
  content: string,
  version = 1,
): void => {
  database
    .prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, 0, '${AT}', '${AT}')`)
    .run(`${name} ${version}`, name, content, version)
}

test.each([
  ['scenarios', '', '{"changes":{}}', 1],
  ['scenarios', '长'.repeat(81), '{"changes":{}}', 1],
  ['scenarios', 'no changes', '{}', 1],
  ['scenarios', 'no JSON', 'changes', 1],
  ['scenarios', 'no version', '{"changes":{}}', 0],
  ['saved_standards', 'too soon', '{"urban":29,"rural":600}', 1],
  ['saved_standards', 'too late', '{"urban":180,"rural":7201}', 1],
])('a row of %s such as %s is refused by the database', (table, name, content, version) => {
  const database = openDatabase(':memory:')
  expect(() => insert(database, table, name, content, version)).toThrow(Database.SqliteError)
  expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
})

test('the database refuses two names that differ in case only', () => {
  const database = openDatabase(':memory:')
  insert(database, 'scenarios', 'Plan', '{"changes":{}}')
  expect(() => insert(database, 'scenarios', 'PLAN', '{"changes":{}}', 2)).toThrow(/UNIQUE/)
})

test('no more are kept than there is room for', async () => {
  const store = documentStore<typeof CONTENT>(openDatabase(':memory:'), 'saved_standards', 2)
  for (const name of ['a', 'b']) await store.create({ name, content: CONTENT, at: AT })
  await expect(store.create({ name: 'c', content: CONTENT, at: AT })).rejects.toThrow(
    new DocumentRefused('too-many'),
  )
  expect(await store.count()).toBe(2)
})
