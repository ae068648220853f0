/** Which stretches of road a drawn area or a point on a road closes. */
import Flatbush from 'flatbush'
import {
  type Area,
  bboxOf,
  boxesMeet,
  boxOfEdge,
  haversineMetres,
  type LonLat,
  polygonsOf,
} from '../../data/geometry.ts'
import type { Closure } from '../../data/scenario.ts'
import { type ClosureMask, closeSegments } from '../network/closures.ts'
import { STRUCTURE } from '../network/draft.ts'
import { type RoadGraph, segmentLonLats } from '../network/graph.ts'
import { SNAP_LIMIT_METRES } from '../network/profile.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { snapToRoad } from '../network/snap.ts'

/** More than the rounding of a difference of two products, as a share of their sizes. */
const ROUNDING = 4 * Number.EPSILON

/** On which side of a → b does c lie? NaN: on it, or too close for rounding to decide. */
const side = (a: LonLat, b: LonLat, c: LonLat): number => {
  const left = (b[0] - a[0]) * (c[1] - a[1])
  const right = (b[1] - a[1]) * (c[0] - a[0])
  const isSure = Math.abs(left - right) > ROUNDING * (Math.abs(left) + Math.abs(right))
  return isSure ? Math.sign(left - right) : Number.NaN
}

/**
 * Whether a–b and c–d have a point in common: neither lies on one side of the other. What lies in
 * one line and apart has boxes that do not meet.
 */
const meet = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean =>
  boxesMeet(boxOfEdge(a, b), boxOfEdge(c, d)) &&
  !(side(a, b, c) * side(a, b, d) > 0) &&
  !(side(c, d, a) * side(c, d, b) > 0)

/** An area whose edges are looked up where they matter: it is compared with very many roads. */
class DrawnArea {
  readonly #partCount: number
  readonly #edges: readonly (readonly [from: LonLat, to: LonLat])[]
  /** Which polygon of the area each edge bounds. */
  readonly #partOf: Uint32Array
  readonly #index: Flatbush
  /** Nodes found to lie in the area or outside it, none of them on its edge. */
  readonly #isNodeInside = new Map<number, boolean>()

  constructor(area: Area) {
    const parts = polygonsOf(area)
    const edgesOfParts = parts.map((rings) =>
      rings.flatMap((ring) => ring.slice(1).map((to, i) => [ring[i]!, to] as const)),
    )
    this.#partCount = parts.length
    this.#edges = edgesOfParts.flat()
    this.#partOf = Uint32Array.from(edgesOfParts.flatMap((edges, part) => edges.map(() => part)))
    this.#index = new Flatbush(this.#edges.length)
    for (const [from, to] of this.#edges) this.#index.add(...boxOfEdge(from, to))
    this.#index.finish()
  }

  /**
   * Whether a point that is on no edge has an odd number of edges of one polygon due west of it.
   */
  #holds(point: LonLat): boolean {
    const [longitude, latitude] = point
    const isOdd = new Uint8Array(this.#partCount)
    for (const index of this.#index.search(-180, latitude, longitude, latitude)) {
      const [from, to] = this.#edges[index]!
      // The southern end belongs to an edge and the northern does not: no corner counts twice.
      const isNorthward = from[1] <= latitude && latitude < to[1]
      const isSouthward = to[1] <= latitude && latitude < from[1]
      if (!isNorthward && !isSouthward) continue
      const isWestOfPoint = side(from, to, point) === (isNorthward ? -1 : 1)
      if (isWestOfPoint) isOdd[this.#partOf[index]!]! ^= 1
    }
    return isOdd.includes(1)
  }

  /** Whether a road between two nodes has a point in common with the area. */
  touches(line: [number, number][], from: number, to: number): boolean {
    const near = this.#index.search(...bboxOf({ type: 'LineString', coordinates: line }))
    const meetsEdge = line.some((point, at) => {
      const next = line[at + 1]
      return next !== undefined && near.some((edge) => meet(point, next, ...this.#edges[edge]!))
    })
    if (meetsEdge) return true
    // On one side of the edge from end to end, and so are the roads beyond that do not meet it.
    const isInside =
      this.#isNodeInside.get(from) ?? this.#isNodeInside.get(to) ?? this.#holds(line[0]!)
    this.#isNodeInside.set(from, isInside).set(to, isInside)
    return isInside
  }
}

const lineOf = (graph: RoadGraph, segment: number): [number, number][] => {
  const points = segmentLonLats(graph, segment)
  const line: [number, number][] = []
  for (let i = 0; i < points.length; i += 2) line.push([points[i]!, points[i + 1]!])
  return line
}

const segmentsInArea = ({ graph, index }: RoadNetwork, area: Area): number[] => {
  const drawn = new DrawnArea(area)
  // An index of no segments has a box of its own.
  const near = index.search(...bboxOf(area), (segment) => segment < graph.segmentCount)
  return near.filter((segment) =>
    drawn.touches(lineOf(graph, segment), graph.segmentFrom[segment]!, graph.segmentTo[segment]!),
  )
}

/** A bridge or dam: a group of stretches of road that stand or fall together. */
export interface RoadStructure {
  readonly kind: 'bridge' | 'dam'
  /** The network's own numbering: first stretch of the group. Changes with the network. */
  readonly id: string
  /** Name of the structure or of the road over it; '' when it has none. */
  readonly name: string
  readonly segments: readonly number[]
  /** About its middle. */
  readonly position: LonLat
}

/** The two carriageways of one bridge lie closer than this; two bridges of one name do not. */
const SAME_STRUCTURE_METRES = 150

/** Halfway along a stretch: on the bridge itself, where no other road begins. */
const middleOf = (graph: RoadGraph, segment: number): LonLat => {
  const points = segmentLonLats(graph, segment)
  let left = graph.segmentLengthMetres[segment]! / 2
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay, bx, by] = points.slice(i, i + 4) as [number, number, number, number]
    const length = haversineMetres(ax, ay, bx, by)
    if (length >= left && length > 0) {
      const share = left / length
      return [ax + share * (bx - ax), ay + share * (by - ay)]
    }
    left -= length
  }
  return [points.at(-2)!, points.at(-1)!]
}

const kindOf = (graph: RoadGraph, segment: number): RoadStructure['kind'] | null => {
  const bits = graph.segmentStructure[segment]!
  if ((bits & STRUCTURE.dam) !== 0) return 'dam'
  return (bits & STRUCTURE.bridge) !== 0 ? 'bridge' : null
}

/** Whether two stretches of one kind and name touch or run side by side. */
const belongTogether = (graph: RoadGraph, a: number, b: number): boolean => {
  const nodes = [graph.segmentFrom[a]!, graph.segmentTo[a]!]
  if (nodes.includes(graph.segmentFrom[b]!) || nodes.includes(graph.segmentTo[b]!)) return true
  return haversineMetres(...middleOf(graph, a), ...middleOf(graph, b)) <= SAME_STRUCTURE_METRES
}

type Group = Pick<RoadStructure, 'kind' | 'name' | 'segments'>

const findStructures = (graph: RoadGraph): RoadStructure[] => {
  const byName = new Map<string, Group[]>()
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const kind = kindOf(graph, segment)
    if (kind === null) continue
    const name = graph.names[graph.segmentName[segment]!]!
    const key = `${kind} ${name}`
    const namesakes = byName.get(key) ?? []
    const own = namesakes.filter(({ segments }) =>
      segments.some((other) => belongTogether(graph, segment, other)),
    )
    // A stretch between two groups makes them one.
    const segments = [...own.flatMap((group) => group.segments), segment].sort((a, b) => a - b)
    const others = namesakes.filter((group) => !own.includes(group))
    byName.set(key, [...others, { kind, name, segments }])
  }
  const groups = [...byName.values()].flat().sort((a, b) => a.segments[0]! - b.segments[0]!)
  return groups.map(({ kind, name, segments }) => ({
    kind,
    id: `${kind}-${segments[0]}`,
    name,
    segments,
    position: middleOf(graph, segments[Math.floor(segments.length / 2)]!),
  }))
}

/** Kept with the network that they were found in. */
const structuresOf = new WeakMap<RoadGraph, readonly RoadStructure[]>()

/** All bridges and dams, in the order of their first stretches; found at the first call. */
export const roadStructures = (graph: RoadGraph): readonly RoadStructure[] => {
  const structures = structuresOf.get(graph) ?? findStructures(graph)
  structuresOf.set(graph, structures)
  return structures
}

/**
 * Segments closed by these closures, each once, ascending. A point closes the stretch of road next
 * to it, and all of the bridge or dam that the stretch belongs to; a point far from every road
 * closes nothing.
 */
export const closedSegments = (network: RoadNetwork, closures: readonly Closure[]): number[] => {
  const closed = new Set<number>()
  for (const closure of closures) {
    if (closure.type !== 'Point') {
      for (const segment of segmentsInArea(network, closure)) closed.add(segment)
      continue
    }
    const [longitude, latitude] = closure.coordinates
    const { graph, index } = network
    const snap = snapToRoad(graph, index, longitude, latitude, SNAP_LIMIT_METRES, () => true)
    if (!snap) continue
    const structure = roadStructures(graph).find(({ segments }) => segments.includes(snap.segment))
    for (const segment of structure?.segments ?? [snap.segment]) closed.add(segment)
  }
  return [...closed].sort((a, b) => a - b)
}

/** A mask of these segments; null where there are none. */
export const closureMask = (graph: RoadGraph, segments: readonly number[]): ClosureMask | null =>
  segments.length > 0 ? closeSegments(graph, segments) : null

const METRES_PER_KILOMETRE = 1000

/** Kilometres of road, each stretch once whatever its directions; 0 where it touches no road. */
export const closedKilometres = (network: RoadNetwork, closure: Closure): number => {
  const metres = closedSegments(network, [closure]).reduce(
    (sum, segment) => sum + network.graph.segmentLengthMetres[segment]!,
    0,
  )
  return metres / METRES_PER_KILOMETRE
}
