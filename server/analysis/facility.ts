/** Facilities on the road network: where each of them joins it. */
import type { LonLat } from '../../data/geometry.ts'
import { groupIndexes } from '../network/compressed-rows.ts'
import type { RoadGraph } from '../network/graph.ts'
import { accessSeconds, toDeciseconds } from '../network/profile.ts'
import type { SegmentIndex, Snap } from '../network/snap.ts'
import { joinOnFoot, NO_WATER } from './known-water.ts'

/** One place at which a facility can be left or reached by road; a levee has several. */
interface FacilityPoint {
  facility: number
  position: LonLat
  snap: Snap
  accessDeciseconds: number
}

/** Facilities with no road within reach, or none on their side of the water, have no points. */
export interface FacilitySet {
  readonly count: number
  readonly points: readonly FacilityPoint[]
  /** First point of each segment in `points`, which are sorted by segment; one entry more. */
  readonly segmentStart: Uint32Array
}

/**
 * Joins facilities to the network.
 * @param positions all points of each facility, WGS-84.
 * @param usable segments that the vehicle can drive.
 * @param water that is not walked across.
 */
export const locateFacilities = (
  graph: RoadGraph,
  index: SegmentIndex,
  positions: readonly (readonly LonLat[])[],
  usable: (segment: number) => boolean,
  water = NO_WATER,
): FacilitySet => {
  const points: FacilityPoint[] = []
  positions.forEach((ofFacility, facility) => {
    for (const position of ofFacility) {
      const { snap } = joinOnFoot({ graph, index, usable }, water, position)
      if (!snap) continue
      const accessDeciseconds = toDeciseconds(accessSeconds(snap.distanceMetres))
      points.push({ facility, position, snap, accessDeciseconds })
    }
  })
  points.sort((a, b) => a.snap.segment - b.snap.segment || a.facility - b.facility)
  const segments = points.map(({ snap }) => snap.segment)
  const { start: segmentStart } = groupIndexes(segments, graph.segmentCount)
  return { count: positions.length, points, segmentStart }
}
