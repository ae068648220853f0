/** What can be reached over a draft and how far it is, by nothing but Dijkstra's algorithm. */
import FlatQueue from 'flatqueue'
import { haversineMetres } from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { type CompressedRows, groupIndexes } from '../../../server/network/compressed-rows.ts'
import { draftMetres, type NetworkDraft } from '../../../server/network/draft.ts'

/** Of latitude; a little less than on the sphere, so that rounding leaves nothing out. */
const LEAST_METRES_PER_DEGREE = 111_000
/** Seconds for a metre at one kilometre per hour. */
const SECONDS_PER_METRE_AT_1_KPH = 3.6

/** Metres of every segment along its shape. */
export const segmentLengths = (draft: NetworkDraft): Float64Array =>
  Float64Array.from(draft.segments, (segment) => draftMetres(draft, segment))

/** Directed edges that may be driven, by the node that they leave, or arrive at if `isReversed`. */
const drivableEdges = ({ nodes, segments }: NetworkDraft, isReversed: boolean): CompressedRows =>
  groupIndexes(
    segments.flatMap(({ from, to, forwardKph, backwardKph }) => {
      const [tail, head] = isReversed ? [to, from] : [from, to]
      return [forwardKph > 0 ? tail : -1, backwardKph > 0 ? head : -1]
    }),
    nodes.length / 2,
  )

/** The node that an edge leads to, or comes from if `isReversed`. */
const farEnd = ({ segments }: NetworkDraft, edge: number, isReversed: boolean): number => {
  const { from, to } = segments[edge >> 1]!
  return ((edge & 1) === 0) === isReversed ? from : to
}

/**
 * What can be driven from each node, as a compressed list with metres, and seconds at free-flow
 * speed (turns not counted); against the direction of travel when `isReversed`.
 */
export const adjacencyOf = (draft: NetworkDraft, lengths: Float64Array, isReversed = false) => {
  const { start, entries } = drivableEdges(draft, isReversed)
  const metres = Float64Array.from(entries, (edge) => lengths[edge >> 1]!)
  return {
    start,
    target: entries.map((edge) => farEnd(draft, edge, isReversed)),
    metres,
    seconds: metres.map((length, i) => {
      const { forwardKph, backwardKph } = draft.segments[entries[i]! >> 1]!
      const kph = (entries[i]! & 1) === 0 ? forwardKph : backwardKph
      return (length / kph) * SECONDS_PER_METRE_AT_1_KPH
    }),
  }
}

/** Marks (1) the nodes that can be reached from one along (or against) the directions of travel. */
const reachedFrom = (draft: NetworkDraft, root: number, isReversed: boolean): Uint8Array => {
  const { start, entries } = drivableEdges(draft, isReversed)
  const isReached = new Uint8Array(draft.nodes.length / 2)
  const open = [root]
  isReached[root] = 1
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const edge of entries.subarray(start[node]!, start[node + 1]!)) {
      const next = farEnd(draft, edge, isReversed)
      if (isReached[next] === 1) continue
      isReached[next] = 1
      open.push(next)
    }
  }
  return isReached
}

/**
 * Marks (1) the nodes that `root` can be reached from and that can be reached from it: its
 * strongly connected component.
 */
export const strongPartOf = (draft: NetworkDraft, root: number): Uint8Array => {
  const backward = reachedFrom(draft, root, true)
  return reachedFrom(draft, root, false).map((value, node) => value & backward[node]!)
}

/**
 * Metres by road from a node to every other along the shortest or the quickest ways, `Infinity`
 * where no way leads (Dijkstra, 1959).
 */
export const metresFrom = (
  adjacency: ReturnType<typeof adjacencyOf>,
  origin: number,
  by: 'metres' | 'seconds' = 'metres',
): Float64Array => {
  const { start, target, metres } = adjacency
  const costs = adjacency[by]
  const best = new Float64Array(start.length - 1).fill(Number.POSITIVE_INFINITY)
  const along = best.slice()
  const queue = new FlatQueue()
  best[origin] = along[origin] = 0
  queue.push(origin, 0)
  while (queue.length > 0) {
    const cost = queue.peekValue()!
    const node = queue.pop()!
    if (cost > best[node]!) continue
    for (let i = start[node]!; i < start[node + 1]!; i++) {
      const next = target[i]!
      if (cost + costs[i]! >= best[next]!) continue
      best[next] = cost + costs[i]!
      along[next] = along[node]! + metres[i]!
      queue.push(next, best[next]!)
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
    const [nodeLongitude, nodeLatitude] = [nodes[node * 2]!, nodes[node * 2 + 1]!]
    // No way is shorter than the one along a meridian between the two latitudes.
    if (Math.abs(nodeLatitude - latitude) * LEAST_METRES_PER_DEGREE > bestMetres) return
    const metres = haversineMetres(longitude, latitude, nodeLongitude, nodeLatitude)
    if (metres < bestMetres) [best, bestMetres] = [node, metres]
  }
  for (const { from, to, roadClass } of segments) {
    if (ROAD_CLASSES[roadClass].controlledAccess) continue
    offer(from)
    offer(to)
  }
  return best
}
