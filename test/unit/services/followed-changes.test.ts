/** Who follows what is written answers as one who reads everything anew, whoever writes. */
import fc from 'fast-check'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { UNION_IDS } from '../../../data/collections.ts'
import { coverageRequestSchema } from '../../../data/coverage.ts'
import type { NearestQuery } from '../../../data/nearest.ts'
import {
  createServiceContext,
  type ServiceContext,
} from '../../../server/services/service-context.ts'
import { createServices } from '../../../server/services/services.ts'
import { WRITES_KEPT } from '../../../server/store/feature-writes.ts'
import { openStore, type Store, type Transaction } from '../../../server/store/store.ts'
import { localPlanner } from '../../../server/worker/planner.ts'
import { TEST_NOW } from '../../fixtures/app.ts'
import { BEFORE, SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../../fixtures/grid-network.ts'
import { importStations } from '../../fixtures/imported-stations.ts'
import { forAllInTurn } from '../../fixtures/runs.ts'
import { sampleFeature } from '../../fixtures/sample-feature.ts'
import {
  emptyDatabase,
  inDatabase,
  openShortStore,
  openTemporaryStore,
} from '../../fixtures/stores.ts'

const [LON, LAT] = gridLonLat(0, 0)
const IDS = ['S-1', 'S-2', 'S-3', 'S-4', 'S-5']
const BY = { who: '甲', at: '2026-11-23T00:00:00Z' }
const NETWORK = { network: () => STREET }

type Write = (tx: Transaction) => Promise<unknown>

const id = fc.constantFrom(...IDS)
const place = fc.tuple(fc.integer({ min: -40, max: 900 }), fc.integer({ min: -30, max: 30 }))
const stationAt = ([east, north]: readonly [number, number], of: string, name = `站${of}`) =>
  station(of, gridLonLat(east, north), { name })

/** What is done in one transaction; what the store refuses is no write. */
const writes: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(id, place, fc.constantFrom('古槐站', '柳行站')).map(
    ([of, at, name]): Write =>
      (tx) =>
        tx.features.put('stations', stationAt(at, of, name), BY),
  ),
  id.map(
    (of): Write =>
      async (tx) => {
        const isThere = (await tx.features.json('stations', of)) !== null
        if (isThere) await tx.features.remove('stations', of, BY)
      },
  ),
  fc
    .uniqueArray(fc.tuple(id, place), { selector: ([of]) => of, maxLength: 5 })
    .map((all): Write => {
      const stations = all.map(([of, at]) => stationAt(at, of))
      return (tx) => tx.features.replace({ stations }, BY)
    }),
  fc.tuple(fc.constantFrom('levees', 'hydraulic-structures'), id, fc.nat(30)).map(
    ([collection, of, i]): Write =>
      (tx) =>
        collection === 'levees'
          ? tx.features.put('levees', sampleFeature('levees', `L-${of}`, i), BY)
          : tx.features.put(
              'hydraulic-structures',
              sampleFeature('hydraulic-structures', `H-${of}`, i),
              BY,
            ),
  ),
  fc.integer({ min: 1, max: 20 }).map(
    (i): Write =>
      (tx) =>
        tx.features.put('lakes', sampleFeature('lakes', 'W-1', i), BY),
  ),
)

/** Stations that one import writes, and whether it is taken back at once. */
const imports = fc.tuple(
  fc.uniqueArray(fc.tuple(id, place), { selector: ([of]) => of, minLength: 1, maxLength: 5 }),
  fc.boolean(),
)

const servicesOver = (store: Store) => {
  const now = (): Date => TEST_NOW
  const ending = new AbortController().signal
  const others = { now, ending, planner: localPlanner(), logger: pino({ level: 'silent' }) }
  return createServices({ ...NETWORK, ...others, store } as never)
}

const NEAREST: Omit<NearestQuery, 'collection'> = {
  ...{ lon: LON, lat: LAT, k: 5, at: TEST_NOW.toISOString(), withinSeconds: 3600, equipment: {} },
  ...{ onDuty: true, withoutSent: true, item: null, quantity: null, filter: {} },
  profile: 'rescue-van',
}

/** What follows single changes, asked in one go. */
const answersOf = async (services: ReturnType<typeof servicesOver>): Promise<unknown[]> => [
  await services.nearest({ ...NEAREST, collection: 'stations' }, {}),
  await services.nearest({ ...NEAREST, collection: 'flood-works' }, {}),
  await services.search('站', 10),
  await services.coverage.answer(
    coverageRequestSchema.parse({ parts: ['areas'] }),
    new AbortController().signal,
  ),
]

test('any sequence of writes leaves the answers of a service that reads everything anew', async () => {
  const path = emptyDatabase()
  const [ours, theirs] = [await openStore(path), await openStore(path)]
  await ours.write((tx) => tx.features.replace(SMALL_DATA_SET, BEFORE))
  // The same goes on following from one sequence to the next.
  const following = servicesOver(ours)
  await forAllInTurn(
    8,
    fc.array(fc.oneof(fc.tuple(writes, fc.boolean()), imports), { minLength: 1 }),
    async (all) => {
      for (const [write, is] of all) {
        if (typeof write === 'function') await (is ? ours : theirs).write(write)
        else {
          const takeBack = await importStations(
            path,
            write.map(([of, at]) => stationAt(at, of)),
          )
          if (is) await takeBack()
        }
      }
      expect(await answersOf(following)).toEqual(await answersOf(servicesOver(ours)))
    },
    250,
  )
  await Promise.all([ours.close(), theirs.close()])
})

/** The rows of the stations, and which of them are the objects that they were. */
const look = async ({ registers }: ServiceContext, store: Store) =>
  store.read((snapshot) => registers.rows(snapshot, 'stations'))

const contextOf = (store: Store): ServiceContext =>
  createServiceContext({ store, now: () => new Date(), ...NETWORK } as never)

const stationsAlong = (count: number) =>
  Array.from({ length: count }, (_, i) => station(`S-${i}`, gridLonLat(i, 0)))

test('what was not written stays the object that it was, in every way of writing', async () => {
  const store = await openTemporaryStore()
  await store.features.replace({ stations: stationsAlong(1200) }, BEFORE)
  const context = contextOf(store)
  const before = await look(context, store)
  expect(before.map(({ feature }) => feature)).toEqual(await store.features.all('stations'))
  await store.features.patch('stations', 'S-7', { properties: { name: '改名站' } }, BY)
  await store.features.remove('stations', 'S-9', BY)
  await store.features.put('stations', station('NEW', gridLonLat(1, 1)), BY)
  const now = await look(context, store)
  expect(now.map(({ feature }) => feature)).toEqual(await store.features.all('stations'))
  const known = new Set(before)
  expect(now.filter((row) => !known.has(row)).map(({ feature }) => feature.id)).toEqual([
    'S-7',
    'NEW',
  ])
  // What does not concern them leaves the list itself.
  await store.features.put('lakes', sampleFeature('lakes', 'W-1'), BY)
  expect(await look(context, store)).toBe(now)
  await store.close()
})

test('a union is gathered as its view in the database has it, also after a write', async () => {
  const store = await openTemporaryStore()
  const works = (ids: readonly number[]) => ({
    levees: ids.map((i) => sampleFeature('levees', `L-${i}`, i)),
    'hydraulic-structures': ids.map((i) => sampleFeature('hydraulic-structures', `H-${i}`, i)),
  })
  await store.features.replace({ ...SMALL_DATA_SET, ...works([1, 2, 3]) }, BEFORE)
  const context = contextOf(store)
  const check = async (): Promise<void> => {
    for (const id of UNION_IDS) {
      const gathered = await store.read((snapshot) => context.registers.features(snapshot, id))
      expect(gathered).toEqual(await store.features.all(id))
    }
  }
  await check()
  await store.features.put('levees', sampleFeature('levees', 'L-2', 9), BY)
  await store.features.put('levees', sampleFeature('levees', 'L-8', 8), BY)
  await store.features.remove('hydraulic-structures', 'H-1', BY)
  await check()
  await store.close()
})

test('names far apart in the order of arrival are found, renamed and gone like any others', async () => {
  const path = emptyDatabase()
  const store = await openShortStore(path)
  await store.features.replace({ stations: stationsAlong(6) }, BEFORE)
  await inDatabase(path, async (database) => {
    await database.exec('UPDATE stations SET sequence = -sequence * 3000')
    await database.exec('UPDATE stations SET sequence = -sequence')
  })
  const following = servicesOver(store)
  const found = async (services: typeof following, text: string) =>
    (await services.search(text, 20)).features.map(({ id }) => id)
  expect(await found(following, '测试站')).toHaveLength(6)
  await store.features.patch('stations', 'S-3', { properties: { name: '改名站' } }, BY)
  await store.features.remove('stations', 'S-5', BY)
  expect(await found(following, '改名站')).toEqual(['S-3'])
  expect(await found(following, '测试站')).toEqual(await found(servicesOver(store), '测试站'))
  expect(await found(following, '测试站')).toHaveLength(4)
  await store.close()
})

test('who has not looked for so long that what was written is forgotten reads everything', async () => {
  const store = await openTemporaryStore()
  await store.features.replace({ stations: stationsAlong(3) }, BEFORE)
  const context = contextOf(store)
  const before = await look(context, store)
  const lakes = Array.from({ length: 500 }, (_, i) => sampleFeature('lakes', `W-${i}`))
  const seen = await store.revision(['stations'])
  const written = () => store.read(({ features }) => features.written('stations', seen))
  expect(await written()).toEqual({ at: [], from: Number.POSITIVE_INFINITY })
  for (let writes = 0; writes <= WRITES_KEPT; writes += lakes.length) {
    await store.features.replace({ lakes }, BY)
  }
  expect(await written()).toBeNull()
  await store.features.patch('stations', 'S-1', { properties: { name: '改名站' } }, BY)
  const now = await look(context, store)
  expect(now.map(({ feature }) => feature)).toEqual(await store.features.all('stations'))
  expect(now.filter((row) => before.includes(row))).toEqual([])
  await store.close()
})

test('an import of many rows has just those read that it wrote, and so has its undoing', async () => {
  const path = emptyDatabase()
  const store = await openShortStore(path)
  await store.features.replace({ stations: stationsAlong(600) }, BEFORE)
  const context = contextOf(store)
  const check = async (before: Awaited<ReturnType<typeof look>>, fresh: number) => {
    const now = await look(context, store)
    expect(now.map(({ feature }) => feature)).toEqual(await store.features.all('stations'))
    const known = new Set(before)
    expect(now.filter((row) => !known.has(row))).toHaveLength(fresh)
    return now
  }
  const first = await look(context, store)
  const added = Array.from({ length: 2500 }, (_, i) => station(`N-${i}`, gridLonLat(i % 900, 0)))
  const takeBack = await importStations(path, added)
  const withAdded = await check(first, 2500)
  await takeBack()
  const without = await check(withAdded, 0)
  // Of more changed rows than are noted one by one all from the first of them on are read.
  const renamed = stationsAlong(600).slice(300)
  await importStations(path, [
    ...added,
    ...renamed.map(({ id, geometry }) =>
      station(id, geometry.coordinates as never, { name: '改名站' }),
    ),
  ])
  await check(without, 2800)
  expect(await store.damages()).toEqual([])
  await store.close()
})

test('a moment that was begun before a write is answered as it was, also when asked after it', async () => {
  const store = await openTemporaryStore()
  await store.features.replace({ stations: stationsAlong(3) }, BEFORE)
  const context = contextOf(store)
  const names = async (read: Promise<readonly { feature: { properties: { name?: unknown } } }[]>) =>
    (await read).map(({ feature }) => feature.properties.name)
  let goOn = (): void => {}
  const written = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const old = store.read(async (snapshot) => {
    await snapshot.revision()
    await written
    return names(context.registers.rows(snapshot, 'stations'))
  })
  const before = await names(look(context, store))
  await store.features.patch('stations', 'S-1', { properties: { name: '改名站' } }, BY)
  const after = await names(look(context, store))
  goOn()
  expect(await old).toEqual(before)
  expect(after).toEqual([before[0], '改名站', before[2]])
  expect(await names(look(context, store))).toEqual(after)
  await store.close()
})
