/**
 * Compares our road distances and times with Valhalla's on one extract. A yardstick for
 * development: Valhalla is no dependency of the product and is installed elsewhere, once:
 *
 *   mkdir FOLDER && cd FOLDER && npm init -y && npm install @valhallajs/valhallajs@3.6.1
 *   npx valhalla build_config --mjolnir-tile-dir FOLDER/tiles --mjolnir-tile-extract "" > config.json
 *   npx valhalla build_tiles -c config.json EXTRACT.osm.pbf
 *
 * Then, from the project: node test/bench/valhalla-comparison.ts FOLDER EXTRACT.osm.pbf
 * With --pairs it also lists the pairs whose distances differ most.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES } from '../../data/road-class.ts'
import { metresPerSecond } from '../../data/units.ts'
import { locateFacilities } from '../../server/analysis/facility.ts'
import { findNearest } from '../../server/analysis/nearest.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { buildDraft } from '../../server/import/osm/build-draft.ts'
import { openExtract } from '../../server/import/osm/extract.ts'
import { readRoads } from '../../server/import/osm/read-roads.ts'
import { Tally } from '../../server/import/osm/tally.ts'
import { buildGraph } from '../../server/network/build.ts'
import { markMainComponent } from '../../server/network/connectivity.ts'
import { ACCESS } from '../../server/network/draft.ts'
import { type RoadGraph, segmentLonLats } from '../../server/network/graph.ts'
import { IMPASSABLE } from '../../server/network/profile.ts'
import { RoadSearch } from '../../server/network/search.ts'
import { indexSegments, snapToRoad } from '../../server/network/snap.ts'
import { NO_TURN } from '../../server/network/turn-rows.ts'
import { quantile } from './quantile.ts'
import { startValhalla } from './valhalla-engine.ts'

const PAIRS = 200
const SEED = 20_260_314
/** Both engines must mean the same place: their points lie within this of the one asked for. */
const SNAP_METRES = 30
/** Shorter trips say more about snapping than about roads. */
const SHORTEST_TRIP_METRES = 500
/** Costs are whole tenths: decimetres or tenths of a second. */
const TENTHS = 10
const NO_CUTOFF = 100_000_000
const LISTED_PAIRS = 15
const TRACK = ROAD_CLASS_NAMES.indexOf('track')

interface Place {
  position: LonLat
  isOnTrack: boolean
}

interface Comparison {
  from: Place
  to: Place
  /** Ours divided by theirs. */
  distanceRatio: number
  timeRatio: number
}

const loadGraph = async (extractPath: string): Promise<RoadGraph> => {
  const extract = await openExtract(extractPath)
  const tally = new Tally()
  const roads = await readRoads(extract, tally, () => {}, new AbortController().signal)
  await extract.close()
  return buildGraph(buildDraft(roads, 'comparison', null, tally).draft)
}

/** What an ordinary car's edges cost, given the cost of an edge of so many metres. */
const carCosts = (graph: RoadGraph, cost: (metres: number, edge: number) => number): Int32Array =>
  Int32Array.from({ length: graph.edgeCount }, (_, edge) => {
    const isOpen = (graph.segmentAccess[edge >> 1]! & ACCESS.motor) !== 0
    if (!isOpen || graph.edgeKph[edge] === 0) return IMPASSABLE
    return Math.max(1, Math.round(cost(graph.segmentLengthMetres[edge >> 1]!, edge) * TENTHS))
  })

/** The same roads where turning costs nothing, for shortest distances. */
const withoutTurnCosts = (graph: RoadGraph): RoadGraph => ({
  ...graph,
  turnRows: graph.turnRows.map((cost) => (cost === NO_TURN ? NO_TURN : 0)),
})

/** Least cost between two places in the unit of the costs, `null` where no road leads. */
const routerOf = (
  graph: RoadGraph,
  edgeCosts: Int32Array,
): ((from: LonLat, to: LonLat) => number | null) => {
  const index = indexSegments(graph)
  const search = new RoadSearch(graph)
  const marked = markMainComponent(graph, edgeCosts)
  const usable = (segment: number): boolean =>
    marked[segment * 2] === 1 || marked[segment * 2 + 1] === 1
  return (from, to) => {
    const place = snapToRoad(graph, index, to[0], to[1], SNAP_METRES, usable)
    if (!place) return null
    const [reached] = findNearest(search, {
      place,
      placeAccessDeciseconds: 0,
      facilities: locateFacilities(graph, index, [[from]], usable),
      turnoutDeciseconds: new Int32Array(1),
      isEligible: () => true,
      count: 1,
      edgeCosts,
      closures: null,
      cutoffDeciseconds: NO_CUTOFF,
    })
    return reached ? reached.travelDeciseconds / TENTHS : null
  }
}

/** Points on the roads, each metre of road as likely as any other. */
const randomPlaces = (graph: RoadGraph, edgeCosts: Int32Array): (() => Place) => {
  const random = seededRandom(SEED)
  const marked = markMainComponent(graph, edgeCosts)
  const segments = Array.from({ length: graph.segmentCount }, (_, segment) => segment).filter(
    (segment) => marked[segment * 2] === 1 && marked[segment * 2 + 1] === 1,
  )
  const metresOf = (segment: number): number => graph.segmentLengthMetres[segment]!
  const total = segments.reduce((sum, segment) => sum + metresOf(segment), 0)
  return () => {
    let rest = random() * total
    let at = 0
    while (at < segments.length - 1 && rest > metresOf(segments[at]!))
      rest -= metresOf(segments[at++]!)
    const segment = segments[at]!
    const points = segmentLonLats(graph, segment)
    const leg = Math.floor(random() * (points.length / 2 - 1)) * 2
    const share = random()
    const between = (axis: number): number =>
      points[leg + axis]! + share * (points[leg + 2 + axis]! - points[leg + axis]!)
    return { position: [between(0), between(1)], isOnTrack: graph.segmentClass[segment] === TRACK }
  }
}

const summarise = (label: string, ratios: readonly number[]): string => {
  const [least, p5, median, p95] = [0, 0.05, 0.5, 0.95].map((share) =>
    ratios.length > 0 ? quantile(ratios, share).toFixed(3) : '–',
  )
  return `${label} (${ratios.length} pairs): median ${median}, p5 ${p5}, p95 ${p95}, least ${least}`
}

const isOffTracks = ({ from, to }: Comparison): boolean => !from.isOnTrack && !to.isOnTrack

const print = (comparisons: readonly Comparison[], unanswered: number): void => {
  const offTracks = comparisons.filter(isOffTracks)
  console.log('Ratio of ours to Valhalla’s')
  for (const [where, some] of [
    ['', comparisons],
    [', neither end on a track', offTracks],
  ] as const) {
    const distances = some.map((each) => each.distanceRatio)
    const times = some.map((each) => each.timeRatio)
    console.log(summarise(`shortest distance${where}`, distances))
    console.log(summarise(`fastest time${where}`, times))
  }
  console.log(`further pairs that one of the two did not answer: ${unanswered}`)
}

const listPairs = (comparisons: readonly Comparison[]): void => {
  const difference = ({ distanceRatio }: Comparison): number => Math.abs(Math.log(distanceRatio))
  const worst = comparisons.toSorted((a, b) => difference(b) - difference(a))
  for (const { from, to, distanceRatio, timeRatio } of worst.slice(0, LISTED_PAIRS)) {
    console.log(from.position, to.position, distanceRatio.toFixed(3), timeRatio.toFixed(3))
  }
}

const compare = async (folder: string, extractPath: string, showPairs: boolean): Promise<void> => {
  const graph = await loadGraph(extractPath)
  const valhalla = await startValhalla(resolve(folder), SNAP_METRES)
  const decimetres = carCosts(graph, (metres) => metres)
  const ourMetres = routerOf(withoutTurnCosts(graph), decimetres)
  const ourSeconds = routerOf(
    graph,
    carCosts(graph, (metres, edge) => metres / metresPerSecond(graph.edgeKph[edge]!)),
  )
  const place = randomPlaces(graph, decimetres)
  const comparisons: Comparison[] = []
  let unanswered = 0
  while (comparisons.length < PAIRS && unanswered < PAIRS) {
    const [from, to] = [place(), place()]
    const [a, b] = [from.position, to.position]
    if (haversineMetres(...a, ...b) < SHORTEST_TRIP_METRES) continue
    const [metres, seconds] = [ourMetres(a, b), ourSeconds(a, b)]
    const shortest = await valhalla(a, b, 'shortest')
    const fastest = await valhalla(a, b, 'fastest')
    if (metres === null || seconds === null || !shortest || !fastest) {
      unanswered++
      continue
    }
    comparisons.push({
      from,
      to,
      distanceRatio: metres / shortest.metres,
      timeRatio: seconds / fastest.seconds,
    })
  }
  print(comparisons, unanswered)
  if (showPairs) listPairs(comparisons)
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'boolean', default: false } },
})
const [folder, extractPath] = positionals
if (folder && extractPath) await compare(folder, extractPath, values.pairs)
else {
  console.error('usage: node test/bench/valhalla-comparison.ts FOLDER EXTRACT.osm.pbf [--pairs]')
  process.exitCode = 2
}
