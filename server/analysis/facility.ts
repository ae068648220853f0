/** Facilities on the road network: where each of them joins it. */
import type { LonLat } from '../../data/geometry.ts'
import { groupIndexes } from '../network/compressed-rows.ts'
import type { RoadGraph } from '../network/graph.ts'
import { accessSeconds, SNAP_LIMIT_METRES, toDeciseconds } from '../network/profile.ts'
import { type SegmentIndex, type Snap, snapToRoad } from '../network/snap.ts'

/** One place at which a facility can be left or reached by road; a levee has several. */
interface FacilityPoint {
  facility: number
  position: LonLat
  snap: Snap
  accessDeciseconds: number
}

/** Facilities with no road within reach have no points. */
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
 */
export const locateFacilities = (
  graph: RoadGraph,
  index: SegmentIndex,
  positions: readonly (readonly LonLat[])[],
  usable: (segment: number) => boolean,
): FacilitySet => {
  const points: FacilityPoint[] = []
  positions.forEach((ofFacility, facility) => {
    for (const position of ofFacility) {
      const snap = snapToRoad(graph, index, position[0], position[1], SNAP_LIMIT_METRES, usable)
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
