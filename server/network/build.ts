/** Lays a draft out as a graph: lengths, bearings, turns, states. */
import type { Bbox } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../data/road-class.ts'
import { groupIndexes } from './compressed-rows.ts'
import { draftLonLats, draftMetres, type NetworkDraft } from './draft.ts'
import { assembleGraph, type GraphArrays, type RoadGraph } from './graph.ts'
import { buildBanAutomaton } from './turn-ban.ts'
import { turnCostDeciseconds } from './turn-cost.ts'
import { layOutTurns, type TurnArrays, type TurnSource } from './turn-rows.ts'

const DEGREES_PER_RADIAN = 180 / Math.PI
const RADIANS_PER_DEGREE = Math.PI / 180
const RANKS = ROAD_CLASS_NAMES.map((name) => ROAD_CLASSES[name].rank)
const FASTEST_KPH = 255

type SegmentArrays = Omit<GraphArrays, keyof TurnArrays>

/** Bearing in degrees clockwise from north, good for the few metres between shape points. */
const bearingDegrees = (fromLon: number, fromLat: number, toLon: number, toLat: number): number =>
  Math.atan2((toLon - fromLon) * Math.cos(fromLat * RADIANS_PER_DEGREE), toLat - fromLat) *
  DEGREES_PER_RADIAN

const layOutSegments = (draft: NetworkDraft): { arrays: SegmentArrays; names: string[] } => {
  const count = draft.segments.length
  const names = ['']
  const nameIndexes = new Map([['', 0]])
  const indexOfName = (name: string): number => {
    const known = nameIndexes.get(name)
    if (known !== undefined) return known
    nameIndexes.set(name, names.length)
    return names.push(name) - 1
  }
  const shapeLength = draft.segments.reduce((sum, { shape }) => sum + shape.length, 0)
  const arrays: SegmentArrays = {
    nodeLonLat: draft.nodes,
    shapeLonLat: new Float64Array(shapeLength),
    shapeStart: new Uint32Array(count + 1),
    segmentFrom: new Uint32Array(count),
    segmentTo: new Uint32Array(count),
    segmentLengthMetres: new Float64Array(count),
    segmentName: new Uint32Array(count),
    segmentRef: new Uint32Array(count),
    segmentClass: new Uint8Array(count),
    segmentAccess: new Uint8Array(count),
    segmentStructure: new Uint8Array(count),
    edgeKph: new Uint8Array(count * 2),
  }
  const nodeCount = draft.nodes.length / 2
  let shapeEnd = 0
  draft.segments.forEach((segment, index) => {
    if (segment.from >= nodeCount || segment.to >= nodeCount) {
      throw new RangeError(`segment ${index} names a node that does not exist`)
    }
    arrays.shapeLonLat.set(segment.shape, shapeEnd)
    shapeEnd += segment.shape.length
    arrays.shapeStart[index + 1] = shapeEnd / 2
    arrays.segmentFrom[index] = segment.from
    arrays.segmentTo[index] = segment.to
    arrays.segmentName[index] = indexOfName(segment.name)
    arrays.segmentRef[index] = indexOfName(segment.ref)
    arrays.segmentClass[index] = ROAD_CLASS_NAMES.indexOf(segment.roadClass)
    arrays.segmentAccess[index] = segment.access
    arrays.segmentStructure[index] = segment.structure
    arrays.edgeKph[index * 2] = storedKph(segment.forwardKph)
    arrays.edgeKph[index * 2 + 1] = storedKph(segment.backwardKph)
    arrays.segmentLengthMetres[index] = draftMetres(draft, segment)
  })
  return { arrays, names }
}

/** Whole kilometres per hour; a road that can be driven at all never rounds down to a closed one. */
const storedKph = (kph: number): number =>
  kph > 0 ? Math.min(FASTEST_KPH, Math.max(1, Math.round(kph))) : 0

/** Bearings at both ends of each directed edge. */
const edgeBearings = (draft: NetworkDraft): { leaving: Float32Array; arriving: Float32Array } => {
  const leaving = new Float32Array(draft.segments.length * 2)
  const arriving = new Float32Array(draft.segments.length * 2)
  draft.segments.forEach((segment, index) => {
    const line = draftLonLats(draft, segment)
    const [fromLon, fromLat, secondLon, secondLat] = line as [number, number, number, number]
    const [lastLon, lastLat, toLon, toLat] = line.slice(-4) as [number, number, number, number]
    const start = bearingDegrees(fromLon, fromLat, secondLon, secondLat)
    const end = bearingDegrees(lastLon, lastLat, toLon, toLat)
    leaving[index * 2] = start
    arriving[index * 2] = end
    leaving[index * 2 + 1] = end + 180
    arriving[index * 2 + 1] = start + 180
  })
  return { leaving, arriving }
}

/** The turns that a driver may make, with bans remembered. */
const turnSource = (draft: NetworkDraft, a: SegmentArrays): TurnSource => {
  const edgeCount = a.edgeKph.length
  const automaton = buildBanAutomaton(draft.turnBans, edgeCount)
  const nodeCount = draft.nodes.length / 2
  const tails = new Uint32Array(edgeCount)
  const sourceEdge = new Uint32Array(edgeCount + automaton.extraStateEdges.length)
  for (let edge = 0; edge < edgeCount; edge++) {
    tails[edge] = ((edge & 1) === 0 ? a.segmentFrom : a.segmentTo)[edge >> 1]!
    sourceEdge[edge] = edge
  }
  sourceEdge.set(automaton.extraStateEdges, edgeCount)
  /** Edges out of each node, drivable or not: one of each segment that ends there. */
  const outgoing = groupIndexes(tails, nodeCount)
  const { leaving, arriving } = edgeBearings(draft)
  /** Most important other road at the junction, -1 where only the two segments meet. */
  const crossingClass = (node: number, segmentA: number, segmentB: number): number => {
    let best = -1
    for (let i = outgoing.start[node]!; i < outgoing.start[node + 1]!; i++) {
      const segment = outgoing.entries[i]! >> 1
      if (segment === segmentA || segment === segmentB) continue
      const roadClass = a.segmentClass[segment]!
      if (best < 0 || RANKS[roadClass]! < RANKS[best]!) best = roadClass
    }
    return best
  }
  return {
    ...{ nodeCount, edgeKph: a.edgeKph, sourceEdge },
    tailOf: (edge) => tails[edge]!,
    forEachTurn(state, visit) {
      const edge = sourceEdge[state]!
      const head = tails[edge ^ 1]!
      for (let i = outgoing.start[head]!; i < outgoing.start[head + 1]!; i++) {
        const nextEdge = outgoing.entries[i]!
        if (a.edgeKph[nextEdge] === 0) continue
        const cost = turnCostDeciseconds({
          arrivingBearing: arriving[edge]!,
          leavingBearing: leaving[nextEdge]!,
          fromClass: a.segmentClass[edge >> 1]!,
          toClass: a.segmentClass[nextEdge >> 1]!,
          crossingClass: crossingClass(head, edge >> 1, nextEdge >> 1),
          isUTurn: nextEdge === (edge ^ 1),
        })
        const nextState = cost === null ? -1 : automaton.next(state, nextEdge)
        if (cost !== null && nextState >= 0) visit(nextState, cost)
      }
    },
  }
}

const boundsOf = (lonLats: Float64Array): Bbox => {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (let i = 0; i < lonLats.length; i += 2) {
    west = Math.min(west, lonLats[i]!)
    east = Math.max(east, lonLats[i]!)
    south = Math.min(south, lonLats[i + 1]!)
    north = Math.max(north, lonLats[i + 1]!)
  }
  return [west, south, east, north]
}

/**
 * A graph of the draft's roads. The `region` is what the nodes cover unless one is given; `id` is
 * empty until the graph is encoded (see `encodeGraph`), because it is a digest of the contents.
 * @throws RangeError when a segment or ban names what does not exist.
 */
export const buildGraph = (draft: NetworkDraft, region?: Bbox): RoadGraph => {
  const { arrays, names } = layOutSegments(draft)
  const { places = [], distancePosts = [], waters = [] } = draft
  return assembleGraph(
    {
      id: '',
      provenance: draft.provenance,
      source: draft.source,
      region: region ?? boundsOf(draft.nodes),
      names,
    },
    { ...arrays, ...layOutTurns(turnSource(draft, arrays)) },
    { places: () => places, distancePosts: () => distancePosts, waters: () => waters },
  )
}
