/** Whose loss would leave most people unserved: each station, each bridge, each dam by itself. */
import { UNREACHED } from '../../../data/coverage.ts'
import type { Standards } from '../../../data/standards.ts'
import type { ArrivalField } from '../../network/arrival-field.ts'
import type { RoadStructure } from '../closed-roads.ts'
import { type Arrivals, type DemandPoints, readArrivals } from './arrivals.ts'
import type { DemandCells } from './demand.ts'
import { cellsInTime, limitsByClass, longestLimit } from './served.ts'

/**
 * People whom the loss of each station would leave unserved, by station: those of cells where it
 * is among the first `due` and the next one after these would come too late.
 * @param arrivals at least `due` + 1 arrivals per cell.
 * @param inTime as `cellsInTime` answers.
 */
export const peopleLostByStation = (
  demand: DemandCells,
  arrivals: Arrivals,
  inTime: Uint8Array,
  standards: Standards,
  due: number,
): Map<number, number> => {
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

/** People whom the closing of each structure would leave unserved, in the order given. */
export const peopleLostByStructure = (
  field: ArrivalField,
  points: DemandPoints,
  demand: DemandCells,
  inTime: Uint8Array,
  standards: Standards,
  due: number,
  structures: readonly RoadStructure[],
): number[] => {
  const latest = longestLimit(standards)
  return structures.map(({ segments }) =>
    field.tryOut({ close: segments, cutoffDeciseconds: latest }, () => {
      const touched = touchedCells(field, points, segments)
      if (touched.count === 0) return 0
      const then = cellsInTime(
        touched.demand(demand),
        readArrivals(field, touched.points, due),
        standards,
        due,
      )
      return touched.cells.reduce(
        (lost, cell, i) => lost + (inTime[cell] === 1 && then[i] === 0 ? demand.people[cell]! : 0),
        0,
      )
    }),
  )
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
  return {
    count: cells.length,
    cells,
    points: {
      ...points,
      count: cells.length,
      segment: Int32Array.from(cells, (cell) => points.segment[cell]!),
      fraction: Float64Array.from(cells, (cell) => points.fraction[cell]!),
      accessDeciseconds: Int32Array.from(cells, (cell) => points.accessDeciseconds[cell]!),
    },
    demand: (demand: DemandCells): DemandCells => ({
      ...demand,
      count: cells.length,
      areaClass: Uint8Array.from(cells, (cell) => demand.areaClass[cell]!),
    }),
  }
}
