/** From a place to the nearest point on a road. */
import Flatbush from 'flatbush'
import { METRES_PER_DEGREE } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../data/road-class.ts'
import { type RoadGraph, segmentLonLats } from './graph.ts'

/** A point on a segment, as it is seen from a place. */
export interface RoadPoint {
  segment: number
  longitude: number
  latitude: number
  /** From the place to the point, as the crow flies. */
  distanceMetres: number
}

export interface Snap extends RoadPoint {
  /** Share of the segment's length from its first node, 0 … 1. */
  fraction: number
}

/** Whether a place may be joined to a road there. */
export type AcceptsPoint = (point: RoadPoint) => boolean

/**
 * An expressway cannot be reached from the field beside it, yet an accident happens on it: a place
 * counts as lying on such a road only this close to its centre line.
 */
const ON_CONTROLLED_ROAD_METRES = 25

/** First search radius and its growth; most places have a road within the first. */
const FIRST_RADIUS_METRES = 150
const RADIUS_GROWTH = 4

const RADIANS_PER_DEGREE = Math.PI / 180
const CONTROLLED = ROAD_CLASS_NAMES.map((name) => ROAD_CLASSES[name].controlledAccess)

export type SegmentIndex = Flatbush

const BOXES_PER_NODE = 16
/** More than single precision moves a longitude by: a box holds its segment, and a metre round it. */
const MARGIN_DEGREES = 1e-5

/**
 * Boxes of all segments in degrees, in single precision: half the memory; the ids it answers are
 * segment indexes.
 */
export const indexSegments = (graph: RoadGraph): SegmentIndex => {
  const index = new Flatbush(Math.max(1, graph.segmentCount), BOXES_PER_NODE, Float32Array)
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const points = segmentLonLats(graph, segment)
    let [west, south, east, north] = [points[0]!, points[1]!, points[0]!, points[1]!]
    for (let i = 2; i < points.length; i += 2) {
      west = Math.min(west, points[i]!)
      east = Math.max(east, points[i]!)
      south = Math.min(south, points[i + 1]!)
      north = Math.max(north, points[i + 1]!)
    }
    index.add(
      ...[west - MARGIN_DEGREES, south - MARGIN_DEGREES],
      ...[east + MARGIN_DEGREES, north + MARGIN_DEGREES],
    )
  }
  // An index of nothing is not allowed; a box at the pole stands in and is never asked for.
  if (graph.segmentCount === 0) index.add(0, 90, 0, 90)
  index.finish()
  return index
}

/**
 * Nearest point on one segment, in the plane that touches the sphere at the place: exact to
 * millimetres within the few kilometres that matter.
 * @param accepts of the points that are looked at, which then are the nearest of each straight piece and
 *   its ends. @returns `null` where it accepts none.
 */
export const snapToSegment = (
  graph: RoadGraph,
  segment: number,
  longitude: number,
  latitude: number,
  accepts: AcceptsPoint | null,
): Snap | null => {
  const points = segmentLonLats(graph, segment)
  const metresPerLongitude = METRES_PER_DEGREE * Math.cos(latitude * RADIANS_PER_DEGREE)
  let best = { squared: Number.POSITIVE_INFINITY, along: 0, longitude, latitude }
  let along = 0
  for (let i = 0; i + 3 < points.length; i += 2) {
    const ax = (points[i]! - longitude) * metresPerLongitude
    const ay = (points[i + 1]! - latitude) * METRES_PER_DEGREE
    const dx = (points[i + 2]! - points[i]!) * metresPerLongitude
    const dy = (points[i + 3]! - points[i + 1]!) * METRES_PER_DEGREE
    const squaredLength = dx * dx + dy * dy
    const nearest =
      squaredLength > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squaredLength)) : 0
    const length = Math.sqrt(squaredLength)
    for (const share of accepts ? [nearest, 0, 1] : [nearest]) {
      const x = ax + share * dx
      const y = ay + share * dy
      const squared = x * x + y * y
      if (squared >= best.squared) continue
      const point = {
        longitude: points[i]! + share * (points[i + 2]! - points[i]!),
        latitude: points[i + 1]! + share * (points[i + 3]! - points[i + 1]!),
      }
      if (accepts && !accepts({ segment, ...point, distanceMetres: Math.sqrt(squared) })) continue
      best = { squared, along: along + share * length, ...point }
    }
    along += length
  }
  if (best.squared === Number.POSITIVE_INFINITY) return null
  return {
    segment,
    fraction: along > 0 ? best.along / along : 0,
    longitude: best.longitude,
    latitude: best.latitude,
    distanceMetres: Math.sqrt(best.squared),
  }
}

/**
 * Metres to the nearest point of a segment, to the last bit those of `snapToSegment` without its point:
 * asked of every segment round a place, it allocates nothing.
 */
const metresToSegment = (
  { nodeLonLat, shapeLonLat, shapeStart, segmentFrom, segmentTo }: RoadGraph,
  segment: number,
  longitude: number,
  latitude: number,
  metresPerLongitude: number,
): number => {
  const from = segmentFrom[segment]! * 2
  const to = segmentTo[segment]! * 2
  const end = shapeStart[segment + 1]! * 2
  let fromLongitude = nodeLonLat[from]!
  let fromLatitude = nodeLonLat[from + 1]!
  let least = Number.POSITIVE_INFINITY
  for (let i = shapeStart[segment]! * 2; i <= end; i += 2) {
    const toLongitude = i < end ? shapeLonLat[i]! : nodeLonLat[to]!
    const toLatitude = i < end ? shapeLonLat[i + 1]! : nodeLonLat[to + 1]!
    const ax = (fromLongitude - longitude) * metresPerLongitude
    const ay = (fromLatitude - latitude) * METRES_PER_DEGREE
    const dx = (toLongitude - fromLongitude) * metresPerLongitude
    const dy = (toLatitude - fromLatitude) * METRES_PER_DEGREE
    const squaredLength = dx * dx + dy * dy
    const share =
      squaredLength > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squaredLength)) : 0
    const x = ax + share * dx
    const y = ay + share * dy
    const squared = x * x + y * y
    if (squared < least) least = squared
    fromLongitude = toLongitude
    fromLatitude = toLatitude
  }
  return Math.sqrt(least)
}

/**
 * Nearest point on a segment that `usable` accepts, or `null` beyond `maxDistanceMetres`.
 * Keeps the fraction along the segment, so both directions receive a partial cost.
 * @param accepts of the points on it; `null` for all.
 */
export const snapToRoad = (
  graph: RoadGraph,
  index: SegmentIndex,
  longitude: number,
  latitude: number,
  maxDistanceMetres: number,
  usable: (segment: number) => boolean,
  accepts: AcceptsPoint | null = null,
): Snap | null => {
  const metresPerLongitude = METRES_PER_DEGREE * Math.cos(latitude * RADIANS_PER_DEGREE)
  let radius = Math.min(FIRST_RADIUS_METRES, maxDistanceMetres)
  for (;;) {
    const dx = radius / metresPerLongitude
    const dy = radius / METRES_PER_DEGREE
    let best: Snap | null = null
    let nearest = -1
    let least = Number.POSITIVE_INFINITY
    index.search(longitude - dx, latitude - dy, longitude + dx, latitude + dy, (segment) => {
      if (segment >= graph.segmentCount || !usable(segment)) return false
      const metres = metresToSegment(graph, segment, longitude, latitude, metresPerLongitude)
      const reach = CONTROLLED[graph.segmentClass[segment]!] ? ON_CONTROLLED_ROAD_METRES : radius
      if (metres > reach || metres > least) return false
      // What is accepted of it lies no nearer than its nearest point.
      const snap = accepts && snapToSegment(graph, segment, longitude, latitude, accepts)
      const distance = accepts ? (snap?.distanceMetres ?? Number.POSITIVE_INFINITY) : metres
      if (distance > reach || distance > least) return false
      if (distance === least && segment > nearest) return false
      least = distance
      nearest = segment
      best = snap
      return false
    })
    if (nearest >= 0) best ??= snapToSegment(graph, nearest, longitude, latitude, null)
    // Everything within the radius has been seen, so the nearest of it is the nearest of all.
    if (best || radius >= maxDistanceMetres) return best
    radius = Math.min(radius * RADIUS_GROWTH, maxDistanceMetres)
  }
}
