/** Whose loss would leave most people unserved: each station, each bridge, each dam by itself. */
import { UNREACHED } from '../../../data/cell-times.ts'
import type { ArrivalField } from '../../network/arrival-field.ts'
import { type DemandPoints, readArrivals } from './arrivals.ts'
import { cellsInTime, limitsByClass, longestLimit, type ServedDemand } from './served.ts'

/**
 * People whom the loss of each station would leave unserved, by station: those of cells where it
 * is among the first `due` and the next one after these would come too late.
 * @param served with at least `due` + 1 arrivals per cell.
 */
export const peopleLostByStation = (served: ServedDemand): Map<number, number> => {
  const { demand, arrivals, inTime, standards, due } = served
  const limits = limitsByClass(standards)
  const lost = new Map<number, number>()
  const next = arrivals.deciseconds[due]
  if (!next) throw new RangeError(`fragility at due ${due} needs ${due + 1} arrivals`)
  for (let cell = 0; cell < demand.count; cell++) {
    if (inTime[cell] !== 1) continue
    const limit = limits[demand.areaClass[cell]!]!
    if (next[cell] !== UNREACHED && next[cell]! <= limit) continue
    for (let k = 0; k < due; k++) {
      const station = arrivals.stations[k]![cell]!
      lost.set(station, (lost.get(station) ?? 0) + demand.people[cell]!)
    }
  }
  return lost
}

/** People whom the closing of these segments would leave unserved. */
export const peopleLostWithout = (
  segments: readonly number[],
  field: ArrivalField,
  points: DemandPoints,
  served: ServedDemand,
): number => {
  const { demand, inTime, standards, due } = served
  return field.tryOut({ close: segments, cutoffDeciseconds: longestLimit(standards) }, () => {
    const cells = touchedCells(field, points, segments)
    if (cells.length === 0) return 0
    const touched = {
      ...demand,
      count: cells.length,
      areaClass: Uint8Array.from(cells, (cell) => demand.areaClass[cell]!),
    }
    const arrivals = readArrivals(field, pointsOf(points, cells), due)
    const then = cellsInTime({ demand: touched, arrivals, standards, due })
    return cells.reduce(
      (lost, cell, i) => lost + (inTime[cell] === 1 && then[i] === 0 ? demand.people[cell]! : 0),
      0,
    )
  })
}

/** Only the cells on roads where a label changed (or which are closed themselves). */
const touchedCells = (field: ArrivalField, points: DemandPoints, closed: readonly number[]) => {
  const segments = new Set(closed)
  for (const slot of field.changedSlots()) {
    segments.add(field.graph.stateEdge[Math.floor(slot / field.depth)]! >> 1)
  }
  const cells: number[] = []
  for (const segment of segments) {
    const end = points.segmentStart[segment + 1]!
    for (let i = points.segmentStart[segment]!; i < end; i++) cells.push(points.cellsBySegment[i]!)
  }
  return cells
}

const pointsOf = (points: DemandPoints, cells: readonly number[]): DemandPoints => ({
  ...points,
  count: cells.length,
  segment: Int32Array.from(cells, (cell) => points.segment[cell]!),
  fraction: Float64Array.from(cells, (cell) => points.fraction[cell]!),
  accessDeciseconds: Int32Array.from(cells, (cell) => points.accessDeciseconds[cell]!),
})
