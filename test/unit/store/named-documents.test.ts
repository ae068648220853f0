/** What the database itself refuses, and how many documents it keeps. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentRefused, documentStore } from '../../../server/store/named-documents.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import type { SqliteConnection } from '../../../server/store/sqlite/driver.ts'
import { temporaryPath } from '../../fixtures/temporary-store.ts'

const AT = '2026-11-23T02:00:00.000Z'
const CONTENT = { urban: 180, rural: 600 }

let database: SqliteConnection
beforeEach(async () => {
  database = (await openDatabase(temporaryPath())).writer
})
afterEach(() => database.close())

const insert = (table: string, name: string, content: string, version = 1): Promise<number> =>
  database.run(`INSERT INTO ${table} VALUES (?, ?, ?, ?, 0, '${AT}', '${AT}')`, [
    `${name} ${version}`,
    name,
    content,
    version,
  ])

test.each([
  ['scenarios', '', '{"changes":{}}', 1],
  ['scenarios', '长'.repeat(81), '{"changes":{}}', 1],
  ['scenarios', 'no changes', '{}', 1],
  ['scenarios', 'no JSON', 'changes', 1],
  ['scenarios', 'no version', '{"changes":{}}', 0],
  ['saved_standards', 'too soon', '{"urban":29,"rural":600}', 1],
  ['saved_standards', 'too late', '{"urban":180,"rural":7201}', 1],
])('a row of %s such as %s is refused by the database', async (table, name, content, version) => {
  await expect(insert(table, name, content, version)).rejects.toThrow(/CHECK|malformed JSON/)
  expect(await database.value(`SELECT count(*) FROM ${table}`)).toBe(0)
})

test('the database refuses two names that differ in case only', async () => {
  await insert('scenarios', 'Plan', '{"changes":{}}')
  await expect(insert('scenarios', 'PLAN', '{"changes":{}}', 2)).rejects.toThrow(/UNIQUE/)
})

test('no more are kept than there is room for', async () => {
  const store = documentStore<typeof CONTENT>(database, 'standards', 2)
  for (const name of ['a', 'b']) await store.create({ name, content: CONTENT, at: AT })
  await expect(store.create({ name: 'c', content: CONTENT, at: AT })).rejects.toThrow(
    new DocumentRefused('too-many'),
  )
  expect(await store.count()).toBe(2)
})
