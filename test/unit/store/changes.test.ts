/**
 * Single features, their history, and revisions: answers are cached by revision, so a write that did
 * not raise it would never be seen.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Subject } from '../../../data/events.ts'
import { InvalidFeature, NoSuchFeature } from '../../../server/store/check-feature.ts'
import type { FeatureOf } from '../../../server/store/features.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import type { Store, Transaction } from '../../../server/store/store.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import { AT, receiptOf, WRITTEN } from '../../fixtures/ledger-books.ts'
import { emptyDatabase, openShortStore, type ShortStore } from '../../fixtures/stores.ts'

const BY = { who: '甲', at: AT }
const ALL = { after: null, limit: 100 }

let place: string
let store: ShortStore
beforeEach(async () => {
  place = emptyDatabase()
  store = await openShortStore(place)
  await store.features.replace(SMALL_DATA_SET, BY)
})
afterEach(() => store.close())

const called = async (text: string): Promise<string[]> =>
  (await store.features.names('stations', 0, 10)).flatMap(({ name }) =>
    name === text ? [name] : [],
  )
const around = (longitude: number) => ({
  box: { bbox: [longitude, 35, longitude + 0.001, 36] as const, inner: null, outline: null },
  ...{ verified: null, filter: {}, limit: 10, after: null, offset: 0 },
})
const matched = async (longitude: number): Promise<number> =>
  (await store.features.page('stations', around(longitude))).matched

describe('a single feature', () => {
  const wanted = station('NEW', [117.5, 35.4], { name: '新建站' })

  test('is put, changed and removed; boxes, names and revision follow', async () => {
    const revision = await store.revision(['stations'])
    const put = await store.features.put('stations', wanted, BY)
    expect(put).toEqual(wanted)
    expect([await called('新建站'), await matched(117.5)]).toEqual([['新建站'], 1])
    const moved = { type: 'Point' as const, coordinates: [117.6, 35.4] as [number, number] }
    const patched = await store.features.patch(
      'stations',
      'NEW',
      { geometry: moved, properties: { name: '改名站' } },
      BY,
    )
    expect(patched).toMatchObject({ geometry: moved, properties: { name: '改名站' } })
    expect([await called('新建站'), await called('改名站')]).toEqual([[], ['改名站']])
    expect([await matched(117.5), await matched(117.6)]).toEqual([0, 1])
    await store.features.remove('stations', 'NEW', BY)
    expect([await called('改名站'), await matched(117.6)]).toEqual([[], 0])
    expect(await store.features.all('stations')).toEqual(SMALL_DATA_SET.stations)
    expect(await store.revision(['stations'])).toBeGreaterThan(revision)
  })

  test('keeps its place in the order of arrival when it is put again', async () => {
    const [first, ...rest] = SMALL_DATA_SET.stations
    const renamed = { ...first!, properties: { ...first!.properties, name: '改名站' } }
    await store.features.put('stations', renamed, BY)
    expect(await store.features.all('stations')).toEqual([renamed, ...rest])
  })

  test('leaves one row of history for each change, with what was and what is', async () => {
    await store.features.put('stations', wanted, BY)
    await store.features.patch('stations', 'NEW', { properties: { name: '改名站' } }, BY)
    await store.features.remove('stations', 'NEW', BY)
    const renamed = { ...wanted, properties: { ...wanted.properties, name: '改名站' } }
    const filter = { ...ALL, collections: ['stations'] as const, featureId: 'NEW' }
    const changes = await store.features.changes(filter)
    expect(
      changes.map(({ kind, before, after, who, at }) => [kind, before, after, who, at]),
    ).toEqual([
      ['create', null, wanted, '甲', AT],
      ['update', wanted, renamed, '甲', AT],
      ['delete', renamed, null, '甲', AT],
    ])
    const revisions = changes.map(({ revision }) => revision)
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
    expect(revisions.at(-1)).toBe(await store.revision())
  })

  test('tells why it was changed, by which import, and whether anybody looked before', async () => {
    const why = { ...BY, reason: '电话有误', importId: 7, guarded: false }
    await store.features.put('stations', wanted, why)
    await store.features.remove('stations', 'NEW', BY)
    const filter = { ...ALL, collections: ['stations'] as const, featureId: 'NEW' }
    expect(await store.features.changes(filter)).toMatchObject([
      why,
      { reason: null, importId: null, guarded: true },
    ])
  })

  test('that does not fit, or is not there, leaves nothing', async () => {
    const before = await store.features.changes(ALL)
    const { features } = store
    const negative = { properties: { turnoutSeconds: -1 } }
    const attempts: [() => Promise<unknown>, typeof InvalidFeature | typeof NoSuchFeature][] = [
      [() => features.put('stations', station('', [1, 1]), BY), InvalidFeature],
      [() => features.patch('stations', 'S-1', negative, BY), InvalidFeature],
      [() => features.patch('stations', 'nowhere', {}, BY), NoSuchFeature],
      [() => features.remove('stations', 'nowhere', BY), NoSuchFeature],
      [() => features.remove('stockpiles', 'P-1', BY), InvalidFeature],
    ]
    for (const [attempt, error] of attempts) await expect(attempt()).rejects.toThrow(error)
    expect(await store.features.changes(ALL)).toEqual(before)
  })

  test('of the stockpiles keeps the ledger’s stock; a new one opens with its own', async () => {
    const [known] = SMALL_DATA_SET.stockpiles
    const claims = { ...known!, properties: { ...known!.properties, stock: { sandbag: 1 } } }
    const put = await store.features.put('stockpiles', claims, BY)
    expect(put.properties.stock).toEqual({ sandbag: 8000, pump: 3 })
    const second = { ...claims, id: 'P-2', properties: { ...claims.properties, code: 'P-2' } }
    await store.features.put('stockpiles', second, BY)
    const batches = await store.ledger.batches({ stockpileIds: ['P-2'] })
    expect(batches.map(({ item, onHand }) => [item, onHand])).toEqual([['sandbag', 1]])
    expect(await store.ledger.check()).toMatchObject({ problems: [] })
  })
})

test('a collection that is replaced leaves one row, with how many there were and are', async () => {
  await store.features.replace({ towns: [] }, BY)
  const changes = await store.features.changes({ ...ALL, collections: ['towns'] })
  expect(changes).toMatchObject([
    { kind: 'replace', featureId: null, before: 0, after: 1 },
    { kind: 'replace', featureId: null, before: 1, after: 0, who: '甲' },
  ])
})

describe('revisions', () => {
  const standards = { name: '夜间', content: { urban: 240, rural: 900 }, at: AT }
  const SUBJECTS: readonly Subject[] = ['stations', 'stockpiles', 'standards', 'ledger', 'norms']
  /** Which subjects a write raises; of one store or of another on the same data. */
  const raisedBy = async (work: (tx: Transaction) => Promise<unknown>, by: Store = store) => {
    const before = await Promise.all(SUBJECTS.map((subject) => store.revision([subject])))
    const [data, all] = [await store.revision(), await store.revision(SUBJECTS)]
    await by.write(work)
    const after = await Promise.all(SUBJECTS.map((subject) => store.revision([subject])))
    const raised = SUBJECTS.filter((_, index) => after[index]! > before[index]!)
    expect((await store.revision(SUBJECTS)) > all).toBe(raised.length > 0)
    const within = await store.read((snapshot) => snapshot.revision(SUBJECTS))
    expect(within).toBe(await store.revision(SUBJECTS))
    return { raised, isDataRaised: (await store.revision()) > data }
  }

  test('of documents rise alone, and leave that of the data', async () => {
    expect(await raisedBy((tx) => tx.standards.create(standards))).toEqual({
      raised: ['standards'],
      isDataRaised: false,
    })
    const [document] = await store.standards.list()
    expect(await raisedBy((tx) => tx.standards.update(document!.id, 1, standards))).toEqual({
      raised: ['standards'],
      isDataRaised: false,
    })
    expect((await raisedBy((tx) => tx.standards.remove(document!.id, null))).raised).toEqual([
      'standards',
    ])
  })

  test('of goods rise with those of the stockpiles that show them', async () => {
    const issue = { kind: 'issue', batchId: 1, quantity: 1 } as const
    expect(await raisedBy((tx) => tx.ledger.record([issue], WRITTEN))).toEqual({
      raised: ['stockpiles', 'ledger'],
      isDataRaised: true,
    })
    const minimum = { stockpileId: 'P-1', item: 'sandbag', minimum: 5 } as const
    expect(await raisedBy((tx) => tx.ledger.setMinimums([minimum]))).toEqual({
      raised: ['ledger'],
      isDataRaised: false,
    })
  })

  test('are seen at once where another program writes', async () => {
    const other = await openShortStore(place)
    expect((await raisedBy((tx) => tx.standards.create(standards), other)).raised).toEqual([
      'standards',
    ])
    await other.close()
  })

  test('stay where nothing is written', async () => {
    expect(await raisedBy(async (tx) => tx.features.counts())).toEqual({
      raised: [],
      isDataRaised: false,
    })
  })
})

describe('the revision of the data', () => {
  const raisedBy = async (stations: FeatureOf<'stations'>[]): Promise<number> => {
    const before = await store.revision()
    await store.features.replace({ stations }).catch(() => undefined)
    return (await store.revision()) - before
  }

  test('is raised by the smallest of writes: one row more, another one, none', async () => {
    expect(await raisedBy([station('one', [116.6, 35.4])])).toBeGreaterThan(0)
    expect(await raisedBy([station('other', [116.6, 35.4])])).toBeGreaterThan(0)
    expect(await raisedBy([])).toBeGreaterThan(0)
  })

  test('stays as it is on reading and on failing', async () => {
    const before = await store.revision()
    await store.features.all('stations')
    expect(await store.revision()).toBe(before)
    expect(await raisedBy([station('', [116.6, 35.4])])).toBe(0)
  })
})

test('the database raises the revision by each row that SQL inserts, changes or deletes', async () => {
  const database = await (await openDatabase(emptyDatabase())).writer()
  const STATE = ['value FROM revision', 'count(*) FROM towns_box', 'west FROM towns_box']
  const state = () => Promise.all(STATE.map((what) => database.value(`SELECT ${what}`)))
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

test('a key is remembered for ninety days and no longer', async () => {
  const enter = (key: string, days: number): Promise<number[]> => {
    const at = new Date(Date.parse(AT) + days * 86_400_000).toISOString()
    return store.ledger.record([receiptOf()], { ...WRITTEN, at }, { key, digest: key })
  }
  const first = await enter('a', 0)
  expect(await enter('b', 90)).not.toEqual(first)
  expect(await enter('a', 90)).toEqual(first)
  await enter('c', 91)
  expect(await enter('a', 91)).not.toEqual(first)
})

test('what a register brings was received on the local day', async () => {
  const [known] = SMALL_DATA_SET.stockpiles
  const properties = { ...known!.properties, code: 'P-2', verifiedAt: null }
  // Half past six of the next day in Jining, the evening before in UTC.
  const by = { who: '甲', at: '2026-07-01T22:30:00.000Z' }
  await store.features.put('stockpiles', { ...known!, id: 'P-2', properties }, by)
  const [batch] = await store.ledger.batches({ stockpileIds: ['P-2'] })
  expect(batch?.receivedOn).toBe('2026-07-02')
})
