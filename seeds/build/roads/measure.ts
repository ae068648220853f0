/**
 * What the generated network is like, in figures. Run as a program it measures the default
 * network and prints what seeds/sources.md states.
 */
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { RoadClass } from '../../../data/road-class.ts'
import { seededRandom } from '../../../server/analysis/random.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { readFacts } from '../facts.ts'
import { dryRoads } from '../lake/dry-roads.ts'
import { readShownWater } from '../lake/shown-water.ts'
import { generateSettlements } from '../settlements/generate-settlements.ts'
import { generateRoads } from './generate-roads.ts'
import {
  adjacencyOf,
  metresFrom,
  nearestNode,
  segmentLengths,
  strongPartOf,
} from './measure-distances.ts'

const METRES_PER_KILOMETRE = 1000
const PAIRS = 500
const PAIR_SEED = 20_261_123
/** Neighbouring seats in one city say little about the network; their nodes may even coincide. */
const LEAST_PAIR_METRES = 2000

/** Length by road over straight line for pairs of places drawn at random. */
export const measureDetours = (
  draft: NetworkDraft,
  lengths: Float64Array,
  places: readonly LonLat[],
  pairCount: number,
  by: 'metres' | 'seconds' = 'metres',
) => {
  const random = seededRandom(PAIR_SEED)
  const adjacency = adjacencyOf(draft, lengths)
  const nodes = places.map((place) => nearestNode(draft, place))
  const straightMetres = (a: number, b: number): number =>
    haversineMetres(
      draft.nodes[a * 2]!,
      draft.nodes[a * 2 + 1]!,
      draft.nodes[b * 2]!,
      draft.nodes[b * 2 + 1]!,
    )
  const byOrigin = new Map<number, number[]>()
  for (let pairs = 0; pairs < pairCount; ) {
    const origin = nodes[Math.floor(random() * nodes.length)]!
    const destination = nodes[Math.floor(random() * nodes.length)]!
    if (straightMetres(origin, destination) < LEAST_PAIR_METRES) continue
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), destination])
    pairs++
  }
  const ratios = [...byOrigin].flatMap(([origin, destinations]) => {
    const metres = metresFrom(adjacency, origin, by)
    return destinations.map((node) => metres[node]! / straightMetres(origin, node))
  })
  const reached = ratios.filter(Number.isFinite).sort((a, b) => a - b)
  return {
    pairs: pairCount,
    /** Pairs that no way joins: not part of the mean. */
    unreached: pairCount - reached.length,
    mean: reached.reduce((sum, ratio) => sum + ratio, 0) / reached.length,
    median: reached[reached.length >> 1] ?? Number.NaN,
  }
}

/** All figures. `places` are the towns' seats; the first must lie in the main part. */
export const measureRoads = (draft: NetworkDraft, places: readonly LonLat[]) => {
  const lengths = segmentLengths(draft)
  /** Both carriageways of an expressway count. */
  const kilometresByClass = new Map<RoadClass, number>()
  const endsAt = new Uint32Array(draft.nodes.length / 2)
  let [oneWay, oneWayMetres, totalMetres] = [0, 0, 0]
  draft.segments.forEach(({ from, to, roadClass, forwardKph, backwardKph }, segment) => {
    const metres = lengths[segment]!
    const kilometres = (kilometresByClass.get(roadClass) ?? 0) + metres / METRES_PER_KILOMETRE
    kilometresByClass.set(roadClass, kilometres)
    endsAt[from]!++
    endsAt[to]!++
    totalMetres += metres
    if (forwardKph > 0 && backwardKph > 0) return
    oneWay++
    oneWayMetres += metres
  })
  const segments = draft.segments.length
  const strongPart = strongPartOf(draft, nearestNode(draft, places[0]!))
  return {
    nodes: draft.nodes.length / 2,
    segments,
    /** Directions that may be driven. */
    directedEdges: segments * 2 - oneWay,
    turnBans: draft.turnBans.length,
    kilometresByClass,
    /** Share of the segments, and of the length, that is driven in one direction only. */
    oneWayShare: oneWay / segments,
    oneWayLengthShare: oneWayMetres / totalMetres,
    /** Share of the nodes at which only one segment ends. */
    deadEndShare: endsAt.filter((ends) => ends === 1).length / endsAt.length,
    /** Share of the nodes from which every other one of them can be reached. */
    strongShare: strongPart.filter((mark) => mark === 1).length / strongPart.length,
    /** By the shortest ways. */
    detour: measureDetours(draft, lengths, places, PAIRS),
  }
}

if (import.meta.main) {
  const facts = readFacts()
  const started = performance.now()
  const settlements = generateSettlements(facts)
  const settled = performance.now()
  const draft = dryRoads(
    generateRoads(facts, settlements, () => {}),
    readShownWater(facts),
  )
  const built = performance.now()
  const seats = facts.towns.map(({ seat }) => seat)
  const { kilometresByClass, ...figures } = measureRoads(draft, seats)
  console.table(Object.fromEntries(kilometresByClass))
  const quickestDetour = measureDetours(draft, segmentLengths(draft), seats, PAIRS, 'seconds')
  console.log({ ...figures, quickestDetour })
  console.log(
    `settlements ${Math.round(settled - started)} ms, roads ${Math.round(built - settled)} ms`,
  )
}
