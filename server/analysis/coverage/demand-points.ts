/** Where demand cells join the road network. */
import { accessSeconds, toDeciseconds } from '../../network/profile.ts'
import type { RoadNetwork, VehicleTimes } from '../../network/road-network.ts'

/** One point per demand cell, in the order of the cells. */
export interface DemandPoints {
  readonly count: number
  /** Segment that the cell is reached by, −1 where no road is near enough. */
  readonly segment: Int32Array
  /** Share of the segment's length from its first node. */
  readonly fraction: Float64Array
  /** The way from the road to the cell's people. */
  readonly accessDeciseconds: Int32Array
  /** First entry of each segment in `cellsBySegment`; one more than there are segments. */
  readonly segmentStart: Uint32Array
  readonly cellsBySegment: Uint32Array
}

export const NO_SEGMENT = -1

/** @param lonLat longitude, latitude of each cell, interleaved. */
export const locateDemand = (
  network: RoadNetwork,
  times: VehicleTimes,
  lonLat: Float64Array,
): DemandPoints => {
  const count = lonLat.length / 2
  const segment = new Int32Array(count).fill(NO_SEGMENT)
  const fraction = new Float64Array(count)
  const accessDeciseconds = new Int32Array(count)
  const segmentStart = new Uint32Array(network.graph.segmentCount + 1)
  for (let cell = 0; cell < count; cell++) {
    const snap = network.snap(lonLat[cell * 2]!, lonLat[cell * 2 + 1]!, times)
    if (!snap) continue
    segment[cell] = snap.segment
    fraction[cell] = snap.fraction
    accessDeciseconds[cell] = toDeciseconds(accessSeconds(snap.distanceMetres))
    segmentStart[snap.segment + 1]!++
  }
  for (let each = 0; each < network.graph.segmentCount; each++) {
    segmentStart[each + 1]! += segmentStart[each]!
  }
  const next = segmentStart.slice()
  const cellsBySegment = new Uint32Array(segmentStart.at(-1) ?? 0)
  for (let cell = 0; cell < count; cell++) {
    if (segment[cell] !== NO_SEGMENT) cellsBySegment[next[segment[cell]!]!++] = cell
  }
  return { count, segment, fraction, accessDeciseconds, segmentStart, cellsBySegment }
}

/** Share of a directed edge that has been driven when a cell is reached. */
export const fractionDriven = (points: DemandPoints, cell: number, edge: number): number =>
  (edge & 1) === 0 ? points.fraction[cell]! : 1 - points.fraction[cell]!
