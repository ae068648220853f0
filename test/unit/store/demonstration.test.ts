/** What came with the demonstration leaves by collection; what people have entered stays. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BooksStand, sharesAfter } from '../../../server/store/demonstration.ts'
import { BEFORE, SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import {
  type Books,
  openBooks,
  planOf,
  receiptOf,
  sandbags,
  WRITTEN,
} from '../../fixtures/ledger-books.ts'

import { inDatabase } from '../../fixtures/stores.ts'

const BY = { who: '甲', at: '2026-07-02T00:00:00.000Z', reason: '清除演示数据' }
const PLACE: [number, number] = [116.6, 35.4]

let books: Books
beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.store.close())

const seeded = () => books.store.setMeta('seed-digest', 'any')
const own = async () => {
  const [first] = SMALL_DATA_SET.stockpiles
  const properties = {
    ...first!.properties,
    provenance: 'surveyed' as const,
    code: 'P-9',
    stock: {},
  }
  await books.store.features.put('stockpiles', { ...first!, id: 'P-9', properties }, BEFORE)
}

test('of a database that no seed has filled nothing came with one', async () => {
  const { stations } = await books.store.demonstration.shares()
  expect(stations).toMatchObject({ demonstration: 0, all: SMALL_DATA_SET.stations.length })
  expect(await books.store.demonstration.remove(['stations'], false, BY)).toEqual({ stations: 0 })
})

test.each([true, false])('rows are counted without reading them, seeded: %s', async (isSeeded) => {
  const plan = await inDatabase(books.store.path, (database) =>
    database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sharesAfter('stations', isSeeded)}`, {
      provenance: '',
      id: '',
    }),
  )
  const details = plan.map(({ detail }) => detail)
  expect(details).toContainEqual(
    expect.stringMatching(
      /^SEARCH stations USING COVERING INDEX stations_owner \(\(provenance,id\)>/,
    ),
  )
  expect(details.join()).not.toMatch(/TEMP B-TREE/)
})

test('rows are counted in slices, each row once', async () => {
  await seeded()
  const { features } = books.store
  const many = Array.from({ length: 12_000 }, (_, index) =>
    station(`S-${index % 3}-${index}`, PLACE, { provenance: index % 3 ? 'generated' : 'surveyed' }),
  )
  await features.replace({ stations: many })
  await features.put('stations', { ...many[1]!, id: 'OWN' }, BEFORE)
  const { stations } = await books.store.demonstration.shares(['stations'])
  expect(stations).toEqual({ all: 12_001, madeUp: 8_001, demonstration: 12_000 })
})

test('what was entered stays, even where its place is approximate; what was made anybody’s own stays', async () => {
  await seeded()
  const { store } = books
  const [first] = SMALL_DATA_SET.stations
  await store.features.put('stations', station('OWN', PLACE, { provenance: 'approximate' }), BEFORE)
  await store.features.patch(
    'stations',
    first!.id,
    { properties: { provenance: 'surveyed' } },
    BEFORE,
  )
  await store.features.patch(
    'stations',
    SMALL_DATA_SET.stations[1]!.id,
    { properties: { address: '改' } },
    BEFORE,
  )
  const all = SMALL_DATA_SET.stations.length + 1
  expect((await store.demonstration.shares()).stations).toMatchObject({
    all,
    demonstration: all - 2,
  })
  expect(await store.demonstration.remove(['stations', 'counties'], false, BY)).toEqual({
    stations: all - 2,
    counties: SMALL_DATA_SET.counties.length,
  })
  const left = (await store.features.all('stations')).map(({ id }) => id)
  expect(left.sort()).toEqual([first!.id, 'OWN'].sort())
  const changes = await store.features.changes({ after: null, limit: 1000 })
  expect(changes.at(-2)).toMatchObject({
    ...{ collection: 'stations', kind: 'replace', before: all, after: 2, who: '甲' },
    reason: '清除演示数据',
  })
  expect(await store.damages()).toEqual([])
})

test('stockpiles with books stay until their books go too, and the ledger balances afterwards', async () => {
  await seeded()
  const { store } = books
  await own()
  await store.ledger.record([{ ...receiptOf(), stockpileId: 'P-9', quantity: 7 }], WRITTEN)
  const batch = await sandbags(store)
  await store.transfers.confirm(
    planOf([{ batchId: batch.id, item: 'sandbag', quantity: 5 }]),
    BY.at,
    null,
  )
  const refused = store.demonstration.remove(['stockpiles'], false, BY)
  await expect(refused).rejects.toThrow(BooksStand)
  await store.demonstration.remove(['stockpiles'], true, BY)
  expect((await store.features.all('stockpiles')).map(({ id }) => id)).toEqual(['P-9'])
  const check = await store.ledger.check()
  expect(check).toEqual({ balanced: true, movements: 1, problems: [] })
  expect(await store.transfers.count()).toBe(0)
  // The guards stand again, and the books go on.
  await store.ledger.record([{ ...receiptOf({ batch: 'C' }), stockpileId: 'P-9' }], WRITTEN)
  expect(await store.ledger.check()).toEqual({ balanced: true, movements: 2, problems: [] })
  expect(await store.damages()).toEqual([])
})

test('an order between the demonstration’s and one’s own goods keeps the books as they are', async () => {
  await seeded()
  const { store } = books
  await own()
  const batch = await sandbags(store)
  const plan = planOf([{ batchId: batch.id, item: 'sandbag', quantity: 5 }], { toStockpile: 'P-9' })
  const { number } = await store.transfers.confirm(plan, BY.at, null)
  await expect(store.demonstration.remove(['stockpiles'], true, BY)).rejects.toMatchObject({
    ...{ reason: 'shared-orders', standing: [number] },
  })
  expect(await store.transfers.count()).toBe(1)
})
