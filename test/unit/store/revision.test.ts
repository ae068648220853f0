/** Answers are cached by revision, so a write that did not raise it would never be seen. */
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import type { ShortStore } from '../../fixtures/short-store.ts'
import { openTemporaryStore, temporaryPath } from '../../fixtures/temporary-store.ts'

describe('the store', () => {
  let store: ShortStore
  beforeEach(async () => {
    store = await openTemporaryStore()
  })
  const raisedBy = async (write: () => Promise<void>): Promise<number> => {
    const before = await store.revision()
    await write()
    return (await store.revision()) - before
  }

  test('raises it by the smallest of writes: one row more, another one, none', async () => {
    const one = [station('one', [116.6, 35.4])]
    const other = [station('other', [116.6, 35.4])]
    expect(await raisedBy(() => store.features.replace({ stations: one }))).toBeGreaterThan(0)
    expect(await raisedBy(() => store.features.replace({ stations: other }))).toBeGreaterThan(0)
    expect(await raisedBy(() => store.features.replace({ stations: [] }))).toBeGreaterThan(0)
  })

  test('leaves it as it is on reading and on failing', async () => {
    await store.features.replace(SMALL_DATA_SET)
    const wrong = station('', [116.6, 35.4])
    expect(await raisedBy(async () => void (await store.features.all('stations')))).toBe(0)
    expect(
      await raisedBy(() => store.features.replace({ stations: [wrong] }).catch(() => undefined)),
    ).toBe(0)
  })
})

test('the database raises it by each row that SQL inserts, changes or deletes', async () => {
  const { writer: database } = await openDatabase(temporaryPath())
  const state = () =>
    Promise.all(
      ['value FROM revision', 'count(*) FROM towns_box', 'west FROM towns_box'].map((what) =>
        database.value(`SELECT ${what}`),
      ),
    )
  await database.exec(`INSERT INTO towns (id, geometry, west, south, east, north, featureJson, name, code,
    countyCode, kind, provenance, source, sourceCrs)
    VALUES ('x', '{}', 1, 1, 1, 1, '{}', '镇', '1', '1', 'town', 'imported', 's', 'wgs-84')`)
  expect(await state()).toEqual([1, 1, 1])
  await database.exec('UPDATE towns SET west = 2, east = 2')
  expect(await state()).toEqual([2, 1, 2])
  await database.exec('DELETE FROM towns')
  expect(await state()).toEqual([3, 0, undefined])
  await database.close()
})
