/**
 * Large networks: tiles of the default one side by side, joined across their borders. How long they
 * take to be built, loaded and asked, and with how much memory, each step in a process of its own.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LonLat } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES } from '../../data/road-class.ts'
import { locateFacilities } from '../../server/analysis/facility.ts'
import { findNearest } from '../../server/analysis/nearest.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { buildGraph } from '../../server/network/build.ts'
import type { DraftSegment, NetworkDraft } from '../../server/network/draft.ts'
import { ACCESS_ALL } from '../../server/network/draft.ts'
import { orderedAlongCurve } from '../../server/network/draft-order.ts'
import { encodeGraph } from '../../server/network/file.ts'
import type { RoadGraph } from '../../server/network/graph.ts'
import { IMPASSABLE } from '../../server/network/profile.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { collector } from '../../server/worker/thread-settings.ts'
import { describeTimes, times } from './quantile.ts'

/** Tiles along each side of the networks that are measured. */
const SIDES = [4]
const STATIONS_PER_TILE = 600
/** Roads across each border between two tiles. */
const CROSSINGS = 40
const GAP_DEGREES = 0.01
const WANTED = 5
const PLACES = 300
const FULL_RUNS = 5
const HEAP_MEBIBYTES = 14_000

const graphOf = (path: string): RoadGraph => {
  const graph = readNetwork(path)
  if (!graph) throw new Error('the network is missing')
  return graph
}

/** The segments of a graph as a source would describe them; turn bans are left out. */
const segmentsOf = (graph: RoadGraph): DraftSegment[] =>
  Array.from({ length: graph.segmentCount }, (_, i) => ({
    from: graph.segmentFrom[i]!,
    to: graph.segmentTo[i]!,
    shape: [...graph.shapeLonLat.subarray(graph.shapeStart[i]! * 2, graph.shapeStart[i + 1]! * 2)],
    roadClass: ROAD_CLASS_NAMES[graph.segmentClass[i]!]!,
    name: graph.names[graph.segmentName[i]!]!,
    ref: graph.names[graph.segmentRef[i]!]!,
    forwardKph: graph.edgeKph[i * 2]!,
    backwardKph: graph.edgeKph[i * 2 + 1]!,
    access: graph.segmentAccess[i]!,
    structure: graph.segmentStructure[i]!,
  }))

/** The outermost nodes of each of some strips across a tile. @param axis 0 longitude, 1 latitude. */
const outermost = ({ nodeLonLat, region }: RoadGraph, axis: 0 | 1) => {
  const [low, high] = [region[1 - axis]!, region[3 - axis]!]
  const strips = Array.from({ length: CROSSINGS }, () => ({ first: -1, last: -1 }))
  const at = (node: number): number => nodeLonLat[node * 2 + axis]!
  for (let node = 0; node < nodeLonLat.length / 2; node++) {
    const share = (nodeLonLat[node * 2 + 1 - axis]! - low) / (high - low)
    const strip = strips[Math.min(CROSSINGS - 1, Math.floor(share * CROSSINGS))]!
    if (strip.first < 0 || at(node) < at(strip.first)) strip.first = node
    if (strip.last < 0 || at(node) > at(strip.last)) strip.last = node
  }
  return strips.filter(({ first }) => first >= 0)
}

/** `side` times `side` copies of the roads. */
export const tiled = (graph: RoadGraph, side: number): NetworkDraft => {
  const [west, south, east, north] = graph.region
  const [width, height] = [east - west + GAP_DEGREES, north - south + GAP_DEGREES]
  const own = segmentsOf(graph)
  const nodes = new Float64Array(graph.nodeCount * 2 * side * side)
  const segments: DraftSegment[] = []
  const firstNode = (column: number, row: number): number => (row * side + column) * graph.nodeCount
  const [eastward, northward] = [outermost(graph, 0), outermost(graph, 1)]
  const join = (from: number, to: number): void => {
    segments.push({
      ...{ from, to, shape: [], roadClass: 'national', name: '', ref: '', structure: 0 },
      ...{ forwardKph: 80, backwardKph: 80, access: ACCESS_ALL },
    })
  }
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const first = firstNode(column, row)
      const shift = [column * width, row * height] as const
      const shifted = (value: number, i: number): number => value + shift[i & 1]!
      nodes.set(graph.nodeLonLat.map(shifted), first * 2)
      for (const { from, to, shape, ...rest } of own) {
        segments.push({ ...rest, from: from + first, to: to + first, shape: shape.map(shifted) })
      }
      if (column > 0) {
        const before = firstNode(column - 1, row)
        for (const strip of eastward) join(before + strip.last, first + strip.first)
      }
      if (row > 0) {
        const before = firstNode(column, row - 1)
        for (const strip of northward) join(before + strip.last, first + strip.first)
      }
    }
  }
  return { provenance: 'generated', source: 'tiles', nodes, segments, turnBans: [] }
}

/** What a step has found: figures by name, times in milliseconds. */
type Figures = Readonly<Record<string, number | string>>

/** In a function of its own, after which nothing holds the description any more. */
const laidOut = (from: string, side: number): { graph: RoadGraph; started: number } => {
  const draft = tiled(graphOf(from), side)
  const started = performance.now()
  return { graph: buildGraph(orderedAlongCurve(draft)), started }
}

const build = (from: string, side: number, to: string): Figures => {
  const { graph, started } = laidOut(from, side)
  // As an import of a large network does.
  collector()({ type: 'major', flavor: 'last-resort' })
  const bytes = encodeGraph(graph)
  const seconds = (performance.now() - started) / 1000
  writeFileSync(to, bytes)
  return {
    seconds: seconds.toFixed(1),
    mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

const ask = (path: string, tiles: number): Figures => {
  const started = performance.now()
  const processor = process.cpuUsage()
  const graph = graphOf(path)
  const readSeconds = (performance.now() - started) / 1000
  const network = new RoadNetwork(graph)
  const vehicle = network.vehicleTimes('rescue-van', 'day')
  const readySeconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(processor)
  const random = seededRandom(1)
  const [west, south, east, north] = graph.region
  const place = (): LonLat => [west + (east - west) * random(), south + (north - south) * random()]
  const stations = Array.from({ length: STATIONS_PER_TILE * tiles }, () => [place()])
  const facilities = locateFacilities(graph, network.index, stations, vehicle.usable)
  const turnoutDeciseconds = new Int32Array(stations.length).fill(600)
  const snaps = Array.from({ length: PLACES * 2 }, place)
    .map(([lon, lat]) => network.snap(lon, lat, vehicle))
    .filter((snap) => snap !== null)
  let next = 0
  const nearest = (): void => {
    findNearest(network.search, {
      ...{ place: snaps[next++ % snaps.length]!, placeAccessDeciseconds: 0, facilities },
      ...{ turnoutDeciseconds, isEligible: () => true, count: WANTED },
      ...{ edgeCosts: vehicle.edgeCosts, closures: null, cutoffDeciseconds: IMPASSABLE },
    })
  }
  times(PLACES, nearest)
  const nearestTimes = times(PLACES, nearest)
  const everywhere = (): void => {
    network.search.run({
      ...{ direction: 'forward', edgeCosts: vehicle.edgeCosts, closures: null },
      sources: facilities.points.map(({ snap }) => ({ snap, startDeciseconds: 600 })),
      cutoffDeciseconds: IMPASSABLE,
    })
  }
  everywhere()
  return {
    nodes: graph.nodeCount,
    readSeconds: readSeconds.toFixed(2),
    readySeconds: readySeconds.toFixed(2),
    readyOfProcessor: ((user + system) / 1e6).toFixed(2),
    nearest: describeTimes(nearestTimes),
    everywhere: describeTimes(times(FULL_RUNS, everywhere)),
    mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

const step = (...words: string[]): Figures => {
  const command = [`--max-old-space-size=${HEAP_MEBIBYTES}`, fileURLToPath(import.meta.url)]
  const { stdout, status } = spawnSync(process.execPath, [...command, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}`)
  return JSON.parse(stdout)
}

export const benchProvince = (dataFolder: string, sides = SIDES): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'province-'))
  const path = join(folder, 'roads.network')
  try {
    return sides.flatMap((side) => {
      const made = step('build', networkPath(dataFolder), `${side}`, path)
      const asked = step('ask', path, `${side * side}`)
      const tiles = `${side * side} tiles`
      return [
        `${tiles}: ${asked.nodes} nodes, ${(statSync(path).size / 2 ** 20).toFixed(0)} MiB of file`,
        `${tiles} built from a description: ${made.seconds} s, ${made.mebibytes} MiB at most`,
        `${tiles} read: ${asked.readSeconds} s; ready to be asked after ${asked.readySeconds} s, ${asked.readyOfProcessor} of the processor; ${asked.mebibytes} MiB at most`,
        `${tiles}, nearest ${WANTED}: ${asked.nearest}`,
        `${tiles}, time from the nearest station to everywhere: ${asked.everywhere}`,
      ]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const [what, path = '', side = '', to = ''] = process.argv.slice(2)
  // `node test/bench/province-bench.ts FOLDER SIDE` measures one size; the steps call themselves.
  if (what === 'build') console.log(JSON.stringify(build(path, Number(side), to)))
  else if (what === 'ask') console.log(JSON.stringify(ask(path, Number(side))))
  else console.log(benchProvince(what ?? '', [Number(path)]).join('\n'))
}
