/** How long the next answers take after one of 60,000 stations was changed, and if nothing were remembered. */
import { stationResource } from '../../data/resources/station.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import type { FeatureOf } from '../../server/store/features.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { createTestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { openTemporaryStore } from '../fixtures/stores.ts'
import { describeTimes, quantile } from './quantile.ts'

const STATIONS = 60_000
const EDITS = 20
const FRESH = 2
const BY = { who: '甲', at: '2026-11-23T00:00:00Z' }
const GRADES = Object.keys(stationResource.fields.grade.options) as ['first', 'second', 'third']

/** Wall and processor milliseconds of one act. */
const timed = async (act: () => Promise<unknown>) => {
  const [wall, processor] = [performance.now(), process.cpuUsage()]
  await act()
  const { user, system } = process.cpuUsage(processor)
  return { wall: performance.now() - wall, processor: (user + system) / 1000 }
}

/** The longest that others waited for their turn meanwhile. */
const longestWait = async (act: () => Promise<unknown>): Promise<number> => {
  let [longest, last, isDone] = [0, performance.now(), false]
  const look = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!isDone) setTimeout(look, 0)
  }
  setTimeout(look, 0)
  await act()
  look()
  isDone = true
  return longest
}

export const benchChanges = async (dataFolder: string): Promise<string[]> => {
  const graph = readNetwork(networkPath(dataFolder))
  if (!graph) throw new Error('the default network is missing')
  const network = new RoadNetwork(graph)
  const random = seededRandom(5)
  const [west, south, east, north] = graph.region
  const place = (): [number, number] => [
    west + random() * (east - west),
    south + random() * (north - south),
  ]
  const stations = Array.from(
    { length: STATIONS },
    (_, i): FeatureOf<'stations'> =>
      station(`S-${i}`, place(), { name: `第${i}站`, grade: GRADES[i % GRADES.length]! }),
  )
  const store = await openTemporaryStore()
  await store.features.replace({ ...SMALL_DATA_SET, counties: [], stations }, BY)
  const appOf = () => createTestApp({}, { store, network: () => network })
  const lines: string[] = []
  const app = await appOf()
  const ask = async (answering: typeof app, address: string): Promise<void> => {
    const response = await answering.get(address)
    if (!response.ok) throw new Error(await response.text())
    await response.arrayBuffer()
  }
  const edit = (i: number) => {
    const id = `S-${Math.floor(random() * STATIONS)}`
    const geometry = { type: 'Point' as const, coordinates: place() }
    return store.features.patch('stations', id, { geometry, properties: { name: `改${i}` } }, BY)
  }
  for (const [what, address] of [
    ['nearest', '/api/nearest?lon=116.587&lat=35.415&k=5'],
    ['search', '/api/search?q=第17站'],
  ] as const) {
    const fresh: Awaited<ReturnType<typeof timed>>[] = []
    for (let i = 0; i < FRESH; i++) {
      const other = await appOf()
      fresh.push(await timed(() => ask(other, address)))
    }
    const wait = await longestWait(async () => ask(await appOf(), address))
    const same: number[] = []
    const after: typeof fresh = []
    for (let i = 0; i < EDITS + 2; i++) {
      await ask(app, address)
      same.push((await timed(() => ask(app, address))).wall)
      await edit(i)
      after.push(await timed(() => ask(app, address)))
    }
    // The first two warm up.
    const [walls, processors] = [
      after.slice(2).map(({ wall }) => wall),
      after.slice(2).map(({ processor }) => processor),
    ]
    const anew = quantile(
      fresh.map(({ processor }) => processor),
      0.5,
    )
    lines.push(
      `${what} after one of ${STATIONS} stations was changed: ${describeTimes(walls)}, of the processor ${quantile(processors, 0.5).toFixed(1)} ms; the same again where nothing was: ${describeTimes(same.slice(2))}`,
      `${what} with nothing remembered: ${(anew / 1000).toFixed(1)} s of the processor, ${(anew / quantile(processors, 0.5)).toFixed(0)} times as long; others waited at most ${wait.toFixed(0)} ms for their turn`,
    )
  }
  await store.close()
  return lines
}

// By itself: node test/bench/changes-bench.ts FOLDER
if (import.meta.main) console.log((await benchChanges(process.argv[2] ?? '')).join('\n'))
