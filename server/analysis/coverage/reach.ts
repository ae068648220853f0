/** Which demand cells one station, present or planned, reaches within a time. */
import type { LonLat } from '../../../data/geometry.ts'
import { type ClosureMask, isPassable } from '../../network/closures.ts'
import { edgesOf } from '../../network/graph.ts'
import { fractionAlong, type RoadSearch, type SearchSource } from '../../network/search.ts'
import { type DemandPoints, fractionDriven } from './arrivals.ts'

/** Cells in no order, each once, with the arrival there in deciseconds from the call. */
export interface ReachedCells {
  readonly cells: Uint32Array
  readonly deciseconds: Int32Array
}

/** The same by the clock of the labels: see `DemandPoints`. */
interface LabelledCells {
  readonly cells: Uint32Array
  readonly labels: Int32Array
}

const NOT_SEEN = 0x7fff_ffff

/** Where a vehicle stands, and how long after the call it starts. */
export interface VehiclePost {
  readonly position: LonLat
  readonly turnoutSeconds: number
}

/**
 * Searches from one place after another over the same roads.
 * @param source with turnout and the way to the road.
 * @param latestLabel at a cell's people.
 * @param ceilings per state the present arrival, where only what is sooner is wanted.
 */
export type Reach = (
  source: SearchSource,
  latestLabel: number,
  ceilings?: Int32Array,
) => LabelledCells

export const reachOver = (
  search: RoadSearch,
  points: DemandPoints,
  edgeCosts: Int32Array,
  closures: ClosureMask | null,
): Reach => {
  const best = new Int32Array(points.count).fill(NOT_SEEN)
  return (source, latestLabel, ceilings) => {
    const seen: number[] = []
    const offerCellsOf = (edge: number, base: number, from: number): void => {
      const segment = edge >> 1
      const end = points.segmentStart[segment + 1]!
      for (let i = points.segmentStart[segment]!; i < end; i++) {
        const cell = points.cellsBySegment[i]!
        const share = fractionDriven(points, cell, edge) - from
        if (share < 0) continue
        const driven = Math.round(edgeCosts[edge]! * share)
        const arrival = base + driven + points.accessDeciseconds[cell]!
        if (arrival > latestLabel || arrival >= best[cell]!) continue
        if (best[cell] === NOT_SEEN) seen.push(cell)
        best[cell] = arrival
      }
    }
    const { snap, startDeciseconds } = source
    for (const edge of edgesOf(snap.segment)) {
      if (isPassable(edgeCosts, closures, edge)) {
        offerCellsOf(edge, startDeciseconds, fractionAlong(edge, snap))
      }
    }
    const { stateEdge } = search.graph
    search.run({
      direction: 'forward',
      edgeCosts,
      closures,
      sources: [source],
      cutoffDeciseconds: latestLabel,
      ...(ceilings && { ceilings }),
      watch: {
        segmentStart: points.segmentStart,
        onSettle: (state, label) => {
          const edge = stateEdge[state]!
          if (isPassable(edgeCosts, closures, edge)) offerCellsOf(edge, label, 0)
          return latestLabel
        },
      },
    })
    const cells = Uint32Array.from(seen)
    const labels = Int32Array.from(seen, (cell) => best[cell]!)
    for (const cell of seen) best[cell] = NOT_SEEN
    return { cells, labels }
  }
}
