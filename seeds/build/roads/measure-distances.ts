/** Distances by road over a draft, by nothing but Dijkstra's algorithm over its segments. */
import { haversineMetres } from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { MinHeap } from './min-heap.ts'

/** Seconds for a metre at one kilometre per hour. */
const SECONDS_PER_METRE_AT_1_KPH = 3.6

/** What can be driven from each node, as a compressed list. */
export interface Adjacency {
  /** First entry of each node; one more than there are nodes. */
  readonly start: Uint32Array
  readonly target: Uint32Array
  readonly metres: Float64Array
  /** At free-flow speed, turns not counted. */
  readonly seconds: Float64Array
}

/** Metres of every segment along its shape. */
export const segmentLengths = ({ nodes, segments }: NetworkDraft): Float64Array =>
  Float64Array.from(segments, ({ from, to, shape }) => {
    const line = [nodes[from * 2]!, nodes[from * 2 + 1]!, ...shape]
    line.push(nodes[to * 2]!, nodes[to * 2 + 1]!)
    let metres = 0
    for (let i = 2; i < line.length; i += 2) {
      metres += haversineMetres(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!)
    }
    return metres
  })

/** Directions that may be driven; against the direction of travel when `isReversed`. */
export const adjacencyOf = (
  { nodes, segments }: NetworkDraft,
  lengths: Float64Array,
  isReversed = false,
): Adjacency => {
  const start = new Uint32Array(nodes.length / 2 + 1)
  const edges = segments.flatMap(({ from, to, forwardKph, backwardKph }, segment) => [
    ...(forwardKph > 0 ? [{ tail: from, head: to, segment, kph: forwardKph }] : []),
    ...(backwardKph > 0 ? [{ tail: to, head: from, segment, kph: backwardKph }] : []),
  ])
  const tailOf = (edge: (typeof edges)[number]): number => (isReversed ? edge.head : edge.tail)
  for (const edge of edges) start[tailOf(edge) + 1]!++
  for (let node = 0; node + 1 < start.length; node++) start[node + 1]! += start[node]!
  const fill = start.slice()
  const target = new Uint32Array(edges.length)
  const metres = new Float64Array(edges.length)
  const seconds = new Float64Array(edges.length)
  for (const edge of edges) {
    const slot = fill[tailOf(edge)]!++
    target[slot] = isReversed ? edge.tail : edge.head
    metres[slot] = lengths[edge.segment]!
    seconds[slot] = (metres[slot]! / edge.kph) * SECONDS_PER_METRE_AT_1_KPH
  }
  return { start, target, metres, seconds }
}

/**
 * Metres by road from a node to every other along the shortest or the quickest ways, `Infinity`
 * where no way leads (Dijkstra, 1959).
 */
export const metresFrom = (
  adjacency: Adjacency,
  origin: number,
  by: 'metres' | 'seconds' = 'metres',
): Float64Array => {
  const { start, target, metres } = adjacency
  const costs = adjacency[by]
  const best = new Float64Array(start.length - 1).fill(Number.POSITIVE_INFINITY)
  const along = best.slice()
  const heap = new MinHeap()
  best[origin] = along[origin] = 0
  heap.push(0, origin)
  while (heap.size > 0) {
    const { cost, value: node } = heap.pop()
    if (cost > best[node]!) continue
    for (let i = start[node]!; i < start[node + 1]!; i++) {
      const next = target[i]!
      if (cost + costs[i]! >= best[next]!) continue
      best[next] = cost + costs[i]!
      along[next] = along[node]! + metres[i]!
      heap.push(best[next]!, next)
    }
  }
  return along
}

/** The node nearest to a place among those of roads that one can live at; -1 without any. */
export const nearestNode = (
  { nodes, segments }: NetworkDraft,
  [longitude, latitude]: readonly [number, number],
): number => {
  let [best, bestMetres] = [-1, Number.POSITIVE_INFINITY]
  const offer = (node: number): void => {
    const metres = haversineMetres(longitude, latitude, nodes[node * 2]!, nodes[node * 2 + 1]!)
    if (metres < bestMetres) [best, bestMetres] = [node, metres]
  }
  for (const { from, to, roadClass } of segments) {
    if (ROAD_CLASSES[roadClass].controlledAccess) continue
    offer(from)
    offer(to)
  }
  return best
}
