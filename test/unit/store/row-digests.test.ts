/** A value that has changed within its page is noticed, whatever the service itself has written. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BEFORE, SMALL_DATA_SET } from '../../fixtures/app-features.ts'
import { openBooks, receiveFood } from '../../fixtures/ledger-books.ts'
import { inDatabase, openShortStore, withStore } from '../../fixtures/stores.ts'

const NOW = new Date('2100-01-01T00:00:00Z')

/** Of books in which everything was written, changed and removed. */
const writtenBooks = async (): Promise<string> => {
  const { path, store } = await openBooks()
  await receiveFood(store, 'B-1', 10, null)
  const [station] = SMALL_DATA_SET.stations
  await store.features.put('stations', station!, BEFORE)
  await store.features.remove('stations', 'S-2', BEFORE)
  const norm = { perKilometre: {}, perWork: {}, exceptions: [], works: {} }
  const written = (source: string) => ({
    name: '本局',
    at: BEFORE.at,
    content: { ...norm, source },
  })
  const { id, version } = await store.norms.create(written('夜间'))
  await store.norms.update(id, version, written('白天'))
  await store.close()
  return path
}

const found = (path: string) => withStore(path, (store) => store.examine(NOW))

test('what the service writes is as it was written, at every opening', async () => {
  const path = await writtenBooks()
  expect(await found(path)).toEqual([])
  expect(await found(path)).toEqual([])
})

test('one letter that a disk has changed is told with its table', async () => {
  const path = await writtenBooks()
  const bytes = readFileSync(path)
  const at = bytes.indexOf('白天')
  expect(at).toBeGreaterThan(0)
  bytes.write('黑', at)
  writeFileSync(path, bytes)
  const [first] = await found(path)
  expect(first?.en).toContain('reserve_norms: not as it was written')
  expect(first?.zh).toContain('数据库已损坏')
})

test('what is written beside it afterwards does not hide it', async () => {
  const path = await writtenBooks()
  const bytes = readFileSync(path)
  bytes.write('黑', bytes.indexOf('白天'))
  writeFileSync(path, bytes)
  const store = await openShortStore(path)
  const content = { urban: 240, rural: 900 }
  await store.standards.create({ name: '节日', at: BEFORE.at, content })
  expect(await store.examine(NOW)).toHaveLength(1)
  await store.close()
})

test('a database of before has none, and is taken as it is', async () => {
  const path = await writtenBooks()
  await inDatabase(path, async (database) => {
    const triggers = await database.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'digest_of_*'",
    )
    for (const { name } of triggers) await database.exec(`DROP TRIGGER ${name}`)
    await database.exec("DROP TABLE row_digests; UPDATE meta SET value = value || ''")
  })
  expect(await found(path)).toEqual([])
})
