/**
 * The road network laid out for searching: flat typed arrays over one buffer, so that it is read
 * from its file without parsing and shared with worker threads without copying.
 *
 * Indexes: a *segment* is a stretch of road between two nodes. Each has two directed *edges*,
 * `segment * 2` driven from → to and `segment * 2 + 1` driven to → from; `edge ^ 1` is the way back.
 * A *state* is an edge together with what has been driven before it, as far as a turn ban needs
 * to remember that: one for each edge that is ever driven, and a few copies of edges in the middle
 * of a banned sequence. *Turns* lead from state to state (see `turn-rows.ts`).
 */
import type { Bbox, LonLat } from '../../data/geometry.ts'
import type { DistancePost, DrawnWater, NamedPlace } from '../../data/named-place.ts'
import type { ProfileId } from '../../data/profile.ts'
import { NO_STATE } from './turn-rows.ts'

/** Array name → element type, in file order. Append only; the file's version guards the rest. */
export const GRAPH_ARRAYS = {
  /** longitude, latitude per node. */
  nodeLonLat: Float64Array,
  /** longitude, latitude of the shape points between the two nodes, all segments in a row. */
  shapeLonLat: Float64Array,
  /** First shape point of each segment; one entry more than there are segments. */
  shapeStart: Uint32Array,
  segmentFrom: Uint32Array,
  segmentTo: Uint32Array,
  segmentLengthMetres: Float64Array,
  /** Index into `names`; entry 0 is the empty string. */
  segmentName: Uint32Array,
  segmentRef: Uint32Array,
  /** Edge of each state; states are numbered by the node that they leave. */
  stateEdge: Uint32Array,
  /** The edge's state outside of banned sequences, NO_STATE where the edge is never driven. */
  edgeState: Uint32Array,
  /** First state out of each node; one entry more than there are nodes. */
  leavingStart: Uint32Array,
  /** Node at the end of each state's edge. */
  stateHead: Uint32Array,
  /** Where in `turnRows` the costs begin of turning into each state that leaves that node. */
  stateTurns: Uint32Array,
  /** First of each node's entries in the three lists below, which name states by where they arrive. */
  arrivingStart: Uint32Array,
  arrivingState: Uint32Array,
  /** Node at the beginning of the state's edge. */
  arrivingTail: Uint32Array,
  /** Where in `turnRows` the costs begin of turning into the state from each that arrives there. */
  arrivingTurns: Uint32Array,
  /** Deciseconds, NO_TURN where none may be made. */
  turnRows: Uint32Array,
  /** Index into ROAD_CLASS_NAMES. */
  segmentClass: Uint8Array,
  /** Bits of ACCESS and of STRUCTURE. */
  segmentAccess: Uint8Array,
  segmentStructure: Uint8Array,
  /** Free-flow speed of each directed edge, 0 where it must not be driven. */
  edgeKph: Uint8Array,
} as const

/** A typed array over plain or shared memory. */
type ViewOf<Constructor> = Constructor extends Float64ArrayConstructor
  ? Float64Array
  : Constructor extends Uint32ArrayConstructor
    ? Uint32Array
    : Uint8Array

export type GraphArrays = {
  -readonly [Name in keyof typeof GRAPH_ARRAYS]: ViewOf<(typeof GRAPH_ARRAYS)[Name]>
}

export interface GraphDescription {
  /** Digest of the contents: the same roads have the same id. */
  readonly id: string
  readonly provenance: 'generated' | 'imported'
  readonly source: string
  /** What the roads cover. */
  readonly region: Bbox
  readonly names: readonly string[]
}

/**
 * What an imported network has beside its roads; no search reads it. Not enumerable: copies of a
 * graph, those in threads above all, come without.
 */
export interface GraphNames {
  readonly places: readonly NamedPlace[]
  readonly distancePosts: readonly DistancePost[]
  readonly waters: readonly DrawnWater[]
}

/** What every question to a graph begins with (`prepared.ts`). */
export interface Prepared {
  /** Bytes of a `SegmentIndex`. */
  readonly segmentIndex: Uint8Array
  /** By vehicle: 1 of each edge of the part of the network where everywhere is reached from everywhere. */
  readonly connected: Readonly<Partial<Record<ProfileId, Uint8Array>>>
}

/** How each list is had when it is first asked for. */
export type NameReaders = { readonly [List in keyof GraphNames]: () => GraphNames[List] }

export type RoadGraph = Readonly<GraphArrays> &
  GraphDescription &
  GraphNames & {
    readonly nodeCount: number
    readonly segmentCount: number
    /** Directed edges, the undrivable directions included: twice the segments. */
    readonly edgeCount: number
    readonly stateCount: number
    /** Of a graph that was read from a file which holds it. */
    readonly prepared: Prepared | null
  }

/** Read when it is asked for, and kept only as long as somebody uses it. */
const readWhenAsked = <T extends object>(read: () => T): PropertyDescriptor => {
  let kept: WeakRef<T> | null = null
  const get = (): T => {
    const known = kept?.deref()
    if (known) return known
    const fresh = read()
    kept = new WeakRef(fresh)
    return fresh
  }
  return { get, enumerable: false }
}

/** Puts description, arrays and names together; the counts follow from the arrays. */
export const assembleGraph = (
  description: GraphDescription,
  arrays: GraphArrays,
  { places, distancePosts, waters }: NameReaders,
  prepared: Prepared | null = null,
): RoadGraph => {
  const graph = {
    ...description,
    ...arrays,
    prepared,
    nodeCount: arrays.nodeLonLat.length / 2,
    segmentCount: arrays.segmentFrom.length,
    edgeCount: arrays.segmentFrom.length * 2,
    stateCount: arrays.stateEdge.length,
  }
  return Object.defineProperties(graph, {
    places: readWhenAsked(places),
    distancePosts: readWhenAsked(distancePosts),
    waters: readWhenAsked(waters),
  }) as RoadGraph
}

/** Both directions of a segment. */
export const edgesOf = (segment: number): readonly [number, number] => [
  segment * 2,
  segment * 2 + 1,
]

export const edgeTail = (graph: RoadGraph, edge: number): number =>
  (edge & 1) === 0 ? graph.segmentFrom[edge >> 1]! : graph.segmentTo[edge >> 1]!

export const edgeHead = (graph: RoadGraph, edge: number): number => edgeTail(graph, edge ^ 1)

export const nodePlace = ({ nodeLonLat }: RoadGraph, node: number): LonLat => [
  nodeLonLat[node * 2]!,
  nodeLonLat[node * 2 + 1]!,
]

/** What people call the road of a segment: its name, else its number, else an empty text. */
export const roadCalled = (
  { names, segmentName, segmentRef }: RoadGraph,
  segment: number,
): string => names[segmentName[segment]!]! || names[segmentRef[segment]!]!

/** All points of a segment from its first node to its last: longitude, latitude, longitude … */
export const segmentLonLats = (graph: RoadGraph, segment: number): number[] => {
  const from = graph.segmentFrom[segment]! * 2
  const to = graph.segmentTo[segment]! * 2
  const points = [graph.nodeLonLat[from]!, graph.nodeLonLat[from + 1]!]
  const end = graph.shapeStart[segment + 1]! * 2
  for (let i = graph.shapeStart[segment]! * 2; i < end; i++) points.push(graph.shapeLonLat[i]!)
  points.push(graph.nodeLonLat[to]!, graph.nodeLonLat[to + 1]!)
  return points
}

/** Drivable directed edges, whatever the vehicle. */
export const countDrivableEdges = (graph: RoadGraph): number =>
  graph.edgeKph.reduce((count, kph) => (kph > 0 ? count + 1 : count), 0)

/**
 * All states of an edge: its own first, then copies within banned sequences, which most edges have
 * none of; no state of an edge that is never driven.
 */
export const statesByEdge = (graph: RoadGraph): ((edge: number) => readonly number[]) => {
  const copied = new Map<number, number[]>()
  for (let state = 0; state < graph.stateCount; state++) {
    const edge = graph.stateEdge[state]!
    const own = graph.edgeState[edge]!
    if (own === state) continue
    copied.set(edge, [...(copied.get(edge) ?? [own]), state])
  }
  return (edge) => {
    const own = graph.edgeState[edge]!
    return copied.get(edge) ?? (own === NO_STATE ? [] : [own])
  }
}
