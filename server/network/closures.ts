/** Roads that are closed for now: a mask over segments, applied while searching. */
import type { RoadGraph } from './graph.ts'
import { IMPASSABLE } from './profile.ts'

/** 1 where a segment is closed in both directions. */
export type ClosureMask = Uint8Array

/** A mask that closes these segments. @throws RangeError for a segment that does not exist. */
export const closeSegments = (graph: RoadGraph, segments: Iterable<number>): ClosureMask => {
  const mask = new Uint8Array(graph.segmentCount)
  for (const segment of segments) {
    if (!(segment >= 0 && segment < graph.segmentCount)) {
      throw new RangeError(`there is no segment ${segment}`)
    }
    mask[segment] = 1
  }
  return mask
}

/** Whether a vehicle with these edge costs can drive the edge now. */
export const isPassable = (
  edgeCosts: Int32Array,
  closures: ClosureMask | null,
  edge: number,
): boolean => edgeCosts[edge]! < IMPASSABLE && closures?.[edge >> 1] !== 1
