/** Facilities on the road network: where each of them joins it. */
import type { LonLat } from '../../data/geometry.ts'
import { groupIndexes } from '../network/compressed-rows.ts'
import type { RoadGraph } from '../network/graph.ts'
import { accessSeconds, toDeciseconds } from '../network/profile.ts'
import type { SegmentIndex, Snap } from '../network/snap.ts'
import { countBefore } from './binary-search.ts'
import {
  joinOnFoot,
  type KnownWater,
  NO_WATER,
  type Roads,
  type WaterBetween,
} from './known-water.ts'

/** One place at which a facility can be left or reached by road; a levee has several. */
export interface JoinedPoint {
  readonly position: LonLat
  readonly snap: Snap
  readonly accessDeciseconds: number
}

interface FacilityPoint extends JoinedPoint {
  readonly facility: number
}

/** Facilities with no road within reach, or none on their side of the water, have no points. */
export interface FacilitySet {
  readonly count: number
  readonly points: readonly FacilityPoint[]
  /** First point of each segment in `points`, which are sorted by segment; one entry more. */
  readonly segmentStart: Uint32Array
}

/**
 * Where one facility joins the network.
 * @param positions its points, WGS-84. @param water that is not walked across.
 */
export const joinedPoints = (
  roads: Roads,
  water: KnownWater,
  positions: readonly LonLat[],
): JoinedPoint[] =>
  positions.flatMap((position) => {
    const { snap } = joinOnFoot(roads, water, position)
    if (!snap) return []
    return { position, snap, accessDeciseconds: toDeciseconds(accessSeconds(snap.distanceMetres)) }
  })

/** All joined anew. @param joined the points of each facility. */
export const facilitySet = (
  { segmentCount }: RoadGraph,
  joined: readonly (readonly JoinedPoint[])[],
): FacilitySet => {
  const points: FacilityPoint[] = []
  const segments: number[] = []
  for (let facility = 0; facility < joined.length; facility++) {
    for (const { position, snap, accessDeciseconds } of joined[facility]!) {
      points.push({ facility, position, snap, accessDeciseconds })
      segments.push(snap.segment)
    }
  }
  const { start: segmentStart, entries } = groupIndexes(segments, segmentCount)
  const sorted: FacilityPoint[] = []
  for (let i = 0; i < entries.length; i++) sorted.push(points[entries[i]!]!)
  return { count: joined.length, points: sorted, segmentStart }
}

/**
 * The set with other points of one facility, those of all others where they were.
 * @param before the points that it has had; none: it is one more.
 */
export const withFacility = (
  { count, points, segmentStart }: FacilitySet,
  facility: number,
  before: readonly JoinedPoint[],
  now: readonly JoinedPoint[],
): FacilitySet => {
  const others = [...points]
  const start = segmentStart.slice()
  const shift = (segment: number, by: 1 | -1): void => {
    for (let after = segment + 1; after < start.length; after++) start[after]! += by
  }
  for (const { snap } of before) {
    others.splice(indexIn(others, start, snap.segment, facility), 1)
    shift(snap.segment, -1)
  }
  for (const { position, snap, accessDeciseconds } of now) {
    const at = indexIn(others, start, snap.segment, facility + 1)
    others.splice(at, 0, { facility, position, snap, accessDeciseconds })
    shift(snap.segment, 1)
  }
  return { count: Math.max(count, facility + 1), points: others, segmentStart: start }
}

/** Where the points of a facility begin, or would, among those of a segment. */
const indexIn = (
  points: readonly FacilityPoint[],
  start: Uint32Array,
  segment: number,
  facility: number,
): number => {
  const first = start[segment]!
  const isBefore = (index: number): boolean => points[first + index]!.facility < facility
  return first + countBefore(start[segment + 1]! - first, isBefore)
}

/**
 * Joins facilities to the network.
 * @param positions all points of each facility, WGS-84.
 * @param usable segments that the vehicle can drive.
 */
export const locateFacilities = (
  graph: RoadGraph,
  index: SegmentIndex,
  positions: readonly (readonly LonLat[])[],
  usable: (segment: number) => boolean,
  water = NO_WATER,
): FacilitySet =>
  facilitySet(
    graph,
    positions.map((each) => joinedPoints({ graph, index, usable }, water, each)),
  )

/** Flooded areas that facilities are cut off by. */
export interface FloodsBefore {
  /** What lies between a point and its road; null where it is dry. @param point index into the set's. */
  at(point: number): WaterBetween | null
  /** Whether the facility has points and all of them are cut off. */
  isCutOff(facility: number): boolean
}

/** Found for those points and facilities alone that are asked about, and once. */
export const floodsBefore = ({ points }: FacilitySet, floods: KnownWater): FloodsBefore => {
  if (floods.bodies.length === 0) return { at: () => null, isCutOff: () => false }
  const between = new Map<number, WaterBetween | null>()
  const cutOff = new Map<number, boolean>()
  const at = (point: number): WaterBetween | null => {
    const known = between.get(point)
    if (known !== undefined) return known
    const { position, snap } = points[point]!
    const found = floods.between(position, [snap.longitude, snap.latitude])
    between.set(point, found)
    return found
  }
  const isCutOff = (facility: number): boolean => {
    const known = cutOff.get(facility)
    if (known !== undefined) return known
    const own = [...points.keys()].filter((point) => points[point]!.facility === facility)
    const found = own.length > 0 && own.every((point) => at(point) !== null)
    cutOff.set(facility, found)
    return found
  }
  return { at, isCutOff }
}
