/** What people call the roads that a closure closes, and where these are. */
import type { Bilingual } from '../../data/bilingual.ts'
import { haversineMetres } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../data/road-class.ts'
import { nodePlace, type RoadGraph, roadCalled, segmentLonLats } from '../network/graph.ts'
import type { RoadNetwork } from '../network/road-network.ts'

/** As many are named; how many there are is said. */
const MOST_NAMED = 3
/** More stretches than these are a flooded area, which is drawn as one. */
const MOST_DRAWN_SEGMENTS = 200
/** How many segments along its road are searched for the crossing that names an end of a closed stretch. */
const MOST_STEPS = 40

export interface ClosedRoadNames {
  /** Such as 洸河路（共青团路—建设路）; null where no road is closed. */
  readonly roads: Bilingual | null
  /** Closed stretches as lines; none where there are too many to distinguish. */
  readonly lines: [number, number][][]
}

const endsOf = (graph: RoadGraph, segment: number): [number, number] => [
  graph.segmentFrom[segment]!,
  graph.segmentTo[segment]!,
]

const segmentsAt = ({ graph, index }: RoadNetwork, node: number): number[] => {
  const [longitude, latitude] = nodePlace(graph, node)
  const found: number[] = []
  index.search(longitude, latitude, longitude, latitude, (segment) => {
    if (segment < graph.segmentCount && endsOf(graph, segment).includes(node)) found.push(segment)
    return false
  })
  return found
}

/** The road that crosses at a node, or else at the next one along the road; null where none has a name. */
const crossedAt = (
  network: RoadNetwork,
  node: number,
  name: string,
  closed: ReadonlySet<number>,
): string | null => {
  const { graph } = network
  const driven = new Set(closed)
  let at = node
  for (let step = 0; step < MOST_STEPS; step++) {
    const here = segmentsAt(network, at)
    const others = here
      .filter((segment) => !['', name].includes(roadCalled(graph, segment)))
      .sort((a, b) => graph.segmentClass[a]! - graph.segmentClass[b]! || a - b)
    if (others.length > 0) return roadCalled(graph, others[0]!)
    const next = here.find((segment) => !driven.has(segment) && roadCalled(graph, segment) === name)
    if (next === undefined) return null
    driven.add(next)
    const [from, to] = endsOf(graph, next)
    at = from === at ? to : from
  }
  return null
}

/** The two nodes of these stretches that lie farthest apart, the western one first. */
const outermost = (graph: RoadGraph, segments: readonly number[]): [number, number] => {
  const nodes = [...new Set(segments.flatMap((segment) => endsOf(graph, segment)))]
  const farthestFrom = (from: number): number =>
    nodes.reduce((best, node) => {
      const metres = (each: number): number =>
        haversineMetres(...nodePlace(graph, from), ...nodePlace(graph, each))
      return metres(node) > metres(best) ? node : best
    }, from)
  const one = farthestFrom(nodes[0]!)
  const other = farthestFrom(one)
  const isWestern = nodePlace(graph, one)[0] <= nodePlace(graph, other)[0]
  return isWestern ? [one, other] : [other, one]
}

/** One road with the crossings that its closed stretch lies between. */
const between = (network: RoadNetwork, name: string, segments: readonly number[]): Bilingual => {
  const closed = new Set(segments)
  const [from, to] = outermost(network.graph, segments).map((node) =>
    crossedAt(network, node, name, closed),
  )
  if (!from && !to) return { zh: name, en: name }
  if (!from || !to || from === to) {
    const near = from ?? to
    return { zh: `${name}（近${near}）`, en: `${name} (near ${near})` }
  }
  // Names of roads between villages have a dash of their own.
  const until = `${from}${to}`.includes('—') ? ' 至 ' : '—'
  return { zh: `${name}（${from}${until}${to}）`, en: `${name} (${from} to ${to})` }
}

const nameless = ({ segmentClass }: RoadGraph, [segment]: readonly number[]): Bilingual => {
  const { zh, en } = ROAD_CLASSES[ROAD_CLASS_NAMES[segmentClass[segment!]!]!].label
  return { zh: `无名${zh}`, en: `unnamed ${en.toLowerCase()}` }
}

const roadsText = (network: RoadNetwork, segments: readonly number[]): Bilingual | null => {
  if (segments.length === 0) return null
  const { graph } = network
  const byName = Map.groupBy(segments, (segment) => roadCalled(graph, segment))
  byName.delete('')
  if (byName.size === 0) return nameless(graph, segments)
  const [only] = byName
  if (byName.size === 1) return between(network, ...only!)
  const lengthOf = (all: readonly number[]): number =>
    all.reduce((sum, segment) => sum + graph.segmentLengthMetres[segment]!, 0)
  const main = [...byName]
    .sort((a, b) => lengthOf(b[1]) - lengthOf(a[1]))
    .slice(0, MOST_NAMED)
    .map(([name]) => name)
  const isMore = byName.size > MOST_NAMED
  return {
    zh: main.join('、') + (isMore ? `等 ${byName.size} 条道路` : ''),
    en: main.join(', ') + (isMore ? ` and others, ${byName.size} roads` : ''),
  }
}

const lineOf = (graph: RoadGraph, segment: number): [number, number][] => {
  const points = segmentLonLats(graph, segment)
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i]!, points[2 * i + 1]!])
}

/** Names and lines of closed stretches. @param segments each once. */
export const closedRoadNames = (
  network: RoadNetwork,
  segments: readonly number[],
): ClosedRoadNames => ({
  roads: roadsText(network, segments),
  lines:
    segments.length > MOST_DRAWN_SEGMENTS
      ? []
      : segments.map((segment) => lineOf(network.graph, segment)),
})
