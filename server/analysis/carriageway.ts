/** On which side of a divided road a place lies: from where it is reached depends on it. */
import { DEGREES_PER_RADIAN, FULL_TURN_DEGREES, windOf } from '../../data/compass.ts'
import { type LonLat, METRES_PER_DEGREE, roundedDegrees } from '../../data/geometry.ts'
import type { Carriageway } from '../../data/nearest.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../data/road-class.ts'
import { type RoadGraph, roadCalled, segmentLonLats } from '../network/graph.ts'
import { type Snap, snapToSegment } from '../network/snap.ts'
import type { Roads } from './known-water.ts'

const CONTROLLED = ROAD_CLASS_NAMES.map((name) => ROAD_CLASSES[name].controlledAccess)
/** Carriageways of one road lie no farther apart. */
const APART_METRES = 100
/** Driven against each other, as far as bends allow. */
const LEAST_OPPOSITE_DEGREES = 135

/** Whether a segment may be driven in one direction only. */
const isOneWay = ({ edgeKph }: RoadGraph, segment: number): boolean =>
  edgeKph[segment * 2] === 0 || edgeKph[segment * 2 + 1] === 0

/** In which direction a one-way segment is driven at a share of its length, clockwise from north. */
const bearingAt = (graph: RoadGraph, { segment, fraction }: Snap): number => {
  const points = segmentLonLats(graph, segment)
  const cosine = Math.cos(points[1]! / DEGREES_PER_RADIAN)
  const legs: { dx: number; dy: number; end: number }[] = []
  let end = 0
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [dx, dy] = [(points[i + 2]! - points[i]!) * cosine, points[i + 3]! - points[i + 1]!]
    end += Math.hypot(dx, dy)
    legs.push({ dx, dy, end })
  }
  const leg = legs.find((each) => each.end >= fraction * end) ?? legs.at(-1)!
  const drawn = Math.atan2(leg.dx, leg.dy) * DEGREES_PER_RADIAN
  const driven = graph.edgeKph[segment * 2]! > 0 ? drawn : drawn + FULL_TURN_DEGREES / 2
  return (driven + FULL_TURN_DEGREES) % FULL_TURN_DEGREES
}

const turnedDegrees = (a: number, b: number): number => {
  const difference = Math.abs(a - b)
  return Math.min(difference, FULL_TURN_DEGREES - difference)
}

/** The nearest stretch of the same road that is driven the other way. */
const oppositeOf = (
  { graph, index, usable }: Roads,
  [longitude, latitude]: LonLat,
  snap: Snap,
  bearing: number,
): Snap | null => {
  const dy = APART_METRES / METRES_PER_DEGREE
  const dx = dy / Math.cos(latitude / DEGREES_PER_RADIAN)
  const { segmentName, segmentRef, segmentClass } = graph
  const isSameRoad = (segment: number): boolean =>
    [segmentName, segmentRef, segmentClass].every((of) => of[segment] === of[snap.segment])
  return index
    .search(
      longitude - dx,
      latitude - dy,
      longitude + dx,
      latitude + dy,
      (segment) =>
        segment < graph.segmentCount &&
        segment !== snap.segment &&
        usable(segment) &&
        isOneWay(graph, segment) &&
        isSameRoad(segment),
    )
    .flatMap((segment) => snapToSegment(graph, segment, longitude, latitude, null) ?? [])
    .filter(
      (other) =>
        other.distanceMetres <= APART_METRES &&
        turnedDegrees(bearingAt(graph, other), bearing) >= LEAST_OPPOSITE_DEGREES,
    )
    .reduce<Snap | null>(
      (best, other) => (best === null || other.distanceMetres < best.distanceMetres ? other : best),
      null,
    )
}

/**
 * The carriageway that a place was joined to, and the one beside it; `null` on roads that are not
 * divided.
 */
export const carriagewayAt = (roads: Roads, place: LonLat, snap: Snap): Carriageway | null => {
  const { graph } = roads
  if (!isOneWay(graph, snap.segment)) return null
  const bearingDegrees = bearingAt(graph, snap)
  const opposite = oppositeOf(roads, place, snap, bearingDegrees)
  if (!opposite && !CONTROLLED[graph.segmentClass[snap.segment]!]) return null
  const wind = windOf(bearingDegrees)
  const name = roadCalled(graph, snap.segment)
  const road = name ? { zh: name, en: name } : { zh: '该路', en: 'the road' }
  const side = {
    zh: `该点在${road.zh}往${wind.zh}方向的车道上，车辆只能顺此方向到达。`,
    en: `The place is on the ${wind.en}bound carriageway of ${road.en}; vehicles reach it in that direction only.`,
  }
  if (!opposite)
    return {
      bearingDegrees: Math.round(bearingDegrees),
      opposite: null,
      detail: side.en,
      detailZh: side.zh,
    }
  const otherBearing = bearingAt(graph, opposite)
  const otherWind = windOf(otherBearing)
  const metres = Math.round(opposite.distanceMetres)
  return {
    bearingDegrees: Math.round(bearingDegrees),
    opposite: {
      longitude: roundedDegrees(opposite.longitude),
      latitude: roundedDegrees(opposite.latitude),
      distanceMetres: metres,
      bearingDegrees: Math.round(otherBearing),
    },
    detail: `${side.en} The ${otherWind.en}bound one is about ${metres} m away and may be reached at another time: if it happened there, move the place.`,
    detailZh: `${side.zh}往${otherWind.zh}方向的车道在约 ${metres} 米外，到达时间可能不同；若事发在对向车道，请把地点移过去。`,
  }
}
