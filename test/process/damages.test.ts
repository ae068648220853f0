/**
 * Files damaged at random, as disks and careless copies damage them: the start notices, or reading
 * fails and says so, or every answer is the one that the whole files give. Seeded.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { RESOURCE_IDS } from '../../data/collections.ts'
import { indexBelow, type Random, seededRandom } from '../../server/analysis/random.ts'
import { buildGraph } from '../../server/network/build.ts'
import { encodeGraph } from '../../server/network/file.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { openStore } from '../../server/store/store.ts'
import { threadSiting } from '../../server/worker/siting-run.ts'
import { closedRoad, createTestApp, receipts, withJson } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat } from '../fixtures/grid-network.ts'
import { planOf } from '../fixtures/ledger-books.ts'
import { runs } from '../fixtures/runs.ts'
import { polygon, rectangle } from '../fixtures/shapes.ts'
import { emptyDatabase, openShortStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const SEED = 5
const DATABASE_DAMAGES = runs(24, 800)
const ROAD_DAMAGES = runs(6, 200)
const PAGE_BYTES = 4096
/** Of stations and of villages: pages with much in them, as a bureau has. */
const FEATURES = 60
vi.setConfig({ testTimeout: runs(120_000, 1_800_000) })

const folder = temporaryFolder()
const [database, roads] = [emptyDatabase(), join(folder, 'whole.network')]
writeFileSync(roads, encodeGraph(buildGraph(gridDraft(10, 10))))
const siting = threadSiting()

const [lon, lat] = gridLonLat(150, 150)
const ORIGIN = { Referer: 'http://map.test/' }
const READ = [
  ...RESOURCE_IDS.flatMap((id) => [
    `/collections/${id}`,
    `/collections/${id}/items`,
    `/collections/${id}/items?bbox=116,35,117,36`,
    `/collections/${id}/items?countyCode=370811`,
  ]).filter((address) => !/(rivers|lakes|counties|distance-posts).*countyCode/.test(address)),
  ...['/collections/stations/items/S-1', '/collections/levees/items/F-1/personal'],
  ...[
    '/collections/stockpiles/items/P-1/personal',
    '/search?q=rc',
    '/search?q=任城',
    '/search?q=梁济',
  ],
  ...['scenarios', 'standards', 'closures', 'warnings', 'reserve-norms'].map((kind) => `/${kind}`),
  ...[`/nearest?lon=${lon}&lat=${lat}`, `/nearest?lon=${lon}&lat=${lat}&collection=stockpiles`],
  ...[
    '/stock',
    '/ledger?limit=100',
    '/stock/expiring',
    '/stock/loans',
    '/transfers',
    '/adequacy',
    '/closures/effects',
  ],
  ...[
    '/stock/tables/movements?f=csv',
    '/transfers/tables/lines?f=csv',
    '/coverage/cells',
    '/health',
  ],
]

type Answers = Readonly<Record<string, string>>

/** What the service answers over these files. @throws what an opening throws. */
const answersOver = async (databaseFile: string, roadFile: string) => {
  const network = new RoadNetwork(readNetwork(roadFile)!)
  const store = await openStore(databaseFile)
  try {
    const found = await store.examine(new Date())
    if (found.length > 0) return { noticed: found[0]!.en, answers: {} }
    const app = await createTestApp({}, { store, siting, network: () => network })
    const answers: Record<string, string> = {}
    for (const address of READ) {
      const response = await app.get(`/api${address}`, ORIGIN)
      answers[address] = `${response.status} ${await response.text()}`
    }
    return { noticed: null, answers }
  } finally {
    await store.close()
  }
}

/** Something of everything that is kept. */
const fill = async (): Promise<Answers> => {
  const store = await openShortStore(database)
  const many = <T>(one: (id: string, place: [number, number]) => T, letter: string): T[] =>
    Array.from({ length: FEATURES }, (_, index) =>
      one(`${letter}-9${index}`, [lon + index / 1e4, lat]),
    )
  const data = {
    ...SMALL_DATA_SET,
    stations: [...SMALL_DATA_SET.stations, ...many(station, 'S')],
    settlements: [...SMALL_DATA_SET.settlements, ...many(settlement, 'V')],
  }
  await store.features.replace(data, { who: '测试', at: '2026-01-01T00:00:00.000Z' })
  const network = new RoadNetwork(readNetwork(roads)!)
  const app = await createTestApp({}, { store, siting, network: () => network })
  const post = async (path: string, body: object, method = 'POST'): Promise<void> => {
    const response = await app.request(`/api${path}`, withJson(method, body))
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }
  const goods = ['food', 'tent', 'boat', 'pump', 'hose'].map((item, index) => ({
    ...{ stockpileId: 'P-1', batch: `B-${index}`, item, quantity: 10 + index },
  }))
  for (let turn = 0; turn < 20; turn++) await post('/stock/movements', receipts(...goods))
  await post(
    '/stock/minimums',
    { minimums: [{ stockpileId: 'P-1', item: 'food', minimum: 3 }] },
    'PUT',
  )
  const [batch] = await store.ledger.batches({ items: ['tent'] })
  for (let turn = 0; turn < 5; turn++) {
    const lines = [{ batchId: batch!.id, item: 'tent' as const, quantity: 2 }]
    await post('/transfers', planOf(lines, { requestedBy: `调度员 ${turn}` }))
  }
  for (let turn = 0; turn < 5; turn++) {
    const area = polygon(rectangle(116.5, 35.3, 116.7 + turn / 10, 35.5))
    const from = '2026-11-23T00:00:00Z'
    await post('/scenarios', { name: `夜间 ${turn}`, changes: { remove: ['S-1'] } })
    await post('/standards', { name: `夜间 ${turn}`, standards: { urban: 240, rural: 900 } })
    await post('/closures', closedRoad([lon, lat], { name: `积水 ${turn}` }))
    await post('/warnings', { name: `汛期 ${turn}`, kind: 'flood', level: 'orange', from, area })
    await post('/reserve-norms', { name: `本局 ${turn}`, perKilometre: { sandbag: 10 + turn } })
  }
  await store.close()
  return (await answersOver(database, roads)).answers
}
const whole = await fill()

type Damage = (bytes: Buffer, random: Random) => Buffer

const overwritten = (bytes: Buffer, from: number, length: number, byte: () => number): Buffer => {
  const copy = Buffer.from(bytes)
  for (let at = from; at < Math.min(from + length, copy.length); at++) copy[at] = byte()
  return copy
}
const pageOf = (bytes: Buffer, random: Random): number =>
  PAGE_BYTES * indexBelow(random, Math.ceil(bytes.length / PAGE_BYTES))

/** Where something is written: much of a small database is empty room. */
const usedByte = (bytes: Buffer, random: Random): number => {
  for (;;) {
    const at = indexBelow(random, bytes.length)
    if (bytes[at] !== 0) return at
  }
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'a flipped bit': (bytes, random) => {
    const at = usedByte(bytes, random)
    return overwritten(bytes, at, 1, () => bytes[at]! ^ (1 << indexBelow(random, 8)))
  },
  'some bytes overwritten': (bytes, random) =>
    overwritten(bytes, usedByte(bytes, random), 1 + indexBelow(random, 64), () =>
      indexBelow(random, 256),
    ),
  'a page of zeroes': (bytes, random) =>
    overwritten(bytes, pageOf(bytes, random), PAGE_BYTES, () => 0),
  'a page of another place': (bytes, random) => {
    const copy = Buffer.from(bytes)
    const from = pageOf(bytes, random)
    bytes.copy(copy, pageOf(bytes, random), from, from + PAGE_BYTES)
    return copy
  },
  'an end cut off': (bytes, random) => bytes.subarray(0, indexBelow(random, bytes.length)),
}

interface Outcome {
  readonly kind: string
  /** Where an answer differs silently: which ones. */
  readonly wrong: readonly string[]
  readonly end: 'noticed at start' | 'refused when read' | 'harmless' | 'unnoticed'
}

const outcomeOf = async (
  kind: string,
  databaseFile: string,
  roadFile: string,
): Promise<Outcome> => {
  const over = await answersOver(databaseFile, roadFile).catch(() => null)
  if (over === null || over.noticed !== null) return { kind, wrong: [], end: 'noticed at start' }
  const differing = READ.filter((address) => over.answers[address] !== whole[address])
  const wrong = differing.filter((address) => !/^5\d\d/.test(over.answers[address]!))
  if (differing.length > wrong.length) return { kind, wrong: [], end: 'refused when read' }
  return { kind, wrong, end: wrong.length > 0 ? 'unnoticed' : 'harmless' }
}

const tell = (what: string, outcomes: readonly Outcome[]): void => {
  const counts = (of: readonly Outcome[]): string =>
    (['noticed at start', 'refused when read', 'harmless', 'unnoticed'] as const)
      .map((end) => `${of.filter((each) => each.end === end).length} ${end}`)
      .join(', ')
  const lines = Object.keys(DAMAGES).map(
    (kind) => `  ${kind}: ${counts(outcomes.filter((each) => each.kind === kind))}`,
  )
  console.log([`${what}, seed ${SEED}: ${counts(outcomes)}`, ...lines].join('\n'))
}

const damaged = async (
  file: string,
  count: number,
  answer: (kind: string, damagedFile: string) => Promise<Outcome>,
): Promise<Outcome[]> => {
  const bytes = readFileSync(file)
  const random = seededRandom(SEED)
  const outcomes: Outcome[] = []
  const kinds = Object.entries(DAMAGES)
  for (let run = 0; run < count; run++) {
    const [kind, damage] = kinds[run % kinds.length]!
    const path = join(folder, `damaged-${run}`)
    writeFileSync(path, damage(bytes, random))
    outcomes.push(await answer(kind, path))
  }
  return outcomes
}

test('the whole files give the same answers each time', async () => {
  const copy = join(folder, 'copy.sqlite')
  copyFileSync(database, copy)
  expect((await answersOver(copy, roads)).answers).toEqual(whole)
  expect(Object.keys(whole)).toEqual(READ)
  expect(Object.values(whole).filter((answer) => !answer.startsWith('200'))).toEqual([])
})

test(`${DATABASE_DAMAGES} damages to the database`, async () => {
  const outcomes = await damaged(database, DATABASE_DAMAGES, (kind, path) =>
    outcomeOf(kind, path, roads),
  )
  tell('the database', outcomes)
  expect(outcomes.filter(({ end }) => end === 'unnoticed')).toEqual([])
})

test(`${ROAD_DAMAGES} damages to the road file`, async () => {
  const copy = join(folder, 'for-roads.sqlite')
  copyFileSync(database, copy)
  const outcomes = await damaged(roads, ROAD_DAMAGES, (kind, path) => outcomeOf(kind, copy, path))
  tell('the road file', outcomes)
  expect(outcomes.filter(({ end }) => end === 'unnoticed')).toEqual([])
})
