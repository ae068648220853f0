/** The crossing by which people say where a place is. */
import { bearingBetween, DEGREES_PER_RADIAN } from '../../data/compass.ts'
import { haversineMetres, type LonLat, METRES_PER_DEGREE } from '../../data/geometry.ts'
import type { NearbyCrossing } from '../../data/nearest.ts'
import { ROAD_CLASS_NAMES } from '../../data/road-class.ts'
import { nodePlace, type RoadGraph, roadCalled } from '../network/graph.ts'
import type { SegmentIndex } from '../network/snap.ts'

/** Farther than this a crossing says little of where a caller stands. */
const NEAR_METRES = 600

/** What joins roads of two levels, or a road to a boat: a crossing is never named after it. */
const NO_ROADS = new Set(['ramp', 'ferry'].map((id) => ROAD_CLASS_NAMES.indexOf(id as never)))

interface Junction {
  readonly position: LonLat
  /** By name, else number; and how important its class is, less for more. */
  readonly roads: Map<string, number>
}

/** Nodes near a place, each with the roads that lead to it. */
const junctionsNear = (
  graph: RoadGraph,
  index: SegmentIndex,
  [longitude, latitude]: LonLat,
  reachMetres: number,
): Iterable<Junction> => {
  const dy = reachMetres / METRES_PER_DEGREE
  const dx = dy / Math.cos(latitude / DEGREES_PER_RADIAN)
  const junctions = new Map<number, Junction>()
  index.search(longitude - dx, latitude - dy, longitude + dx, latitude + dy, (segment) => {
    if (segment >= graph.segmentCount || NO_ROADS.has(graph.segmentClass[segment]!)) return false
    const name = roadCalled(graph, segment)
    for (const node of [graph.segmentFrom[segment]!, graph.segmentTo[segment]!]) {
      const junction = junctions.get(node) ?? {
        position: nodePlace(graph, node),
        roads: new Map<string, number>(),
      }
      if (name !== '') junction.roads.set(name, graph.segmentClass[segment]!)
      junctions.set(node, junction)
    }
    return false
  })
  return junctions.values()
}

/** The nearest node of two roads that have names, as the crow flies; null where none is within reach. */
export const nearestCrossing = (
  graph: RoadGraph,
  index: SegmentIndex,
  place: LonLat,
  reachMetres = NEAR_METRES,
): NearbyCrossing | null => {
  let best: { junction: Junction; metres: number } | null = null
  for (const junction of junctionsNear(graph, index, place, reachMetres)) {
    if (junction.roads.size < 2) continue
    const metres = haversineMetres(...junction.position, ...place)
    if (metres <= reachMetres && (!best || metres < best.metres)) best = { junction, metres }
  }
  if (!best) return null
  const { position, roads } = best.junction
  const [first, second] = [...roads].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  return {
    roads: [first![0], second![0]],
    longitude: position[0],
    latitude: position[1],
    distanceMetres: Math.round(best.metres),
    bearingDegrees: Math.round(bearingBetween(position, place)),
  }
}
