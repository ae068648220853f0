/** Gaps: connected groups of demand cells that no station reaches in time. */
import { type Gap, UNREACHED } from '../../../data/coverage.ts'
import { roundedDegrees } from '../../../data/geometry.ts'
import type { CompressedRows } from '../../network/compressed-rows.ts'
import type { Arrivals } from './arrivals.ts'
import { cellPosition, type DemandCells } from './demand.ts'
import type { AreaName } from './planning-data.ts'

/** A group of cells, before it is described. */
export interface CellGroup {
  readonly people: number
  /** Ascending. */
  readonly cells: readonly number[]
}

/**
 * Unserved cells that touch, directly or through others, are one gap, as long as they are of one
 * class of place and of one town: a gap then has one responsible town and one standard. Most people
 * first; the people of all gaps are exactly those not in time.
 * @param inTime as `cellsInTime` answers.
 */
export const groupGaps = (
  demand: DemandCells,
  neighbours: CompressedRows,
  inTime: Uint8Array,
): CellGroup[] => {
  const seen = inTime.slice()
  const groups: CellGroup[] = []
  for (let first = 0; first < demand.count; first++) {
    if (seen[first] === 1) continue
    seen[first] = 1
    const cells = [first]
    let people = 0
    // The list grows while it is walked.
    for (const cell of cells) {
      people += demand.people[cell]!
      for (let i = neighbours.start[cell]!; i < neighbours.start[cell + 1]!; i++) {
        const next = neighbours.entries[i]!
        if (seen[next] === 1 || !belongTogether(demand, cell, next)) continue
        seen[next] = 1
        cells.push(next)
      }
    }
    groups.push({ people, cells: cells.sort((a, b) => a - b) })
  }
  return groups.sort((a, b) => b.people - a.people || a.cells[0]! - b.cells[0]!)
}

const belongTogether = (demand: DemandCells, a: number, b: number): boolean =>
  demand.town[a] === demand.town[b] && demand.areaClass[a] === demand.areaClass[b]

/** The station that is first at the gap, weighted by the people whom it is first at. */
const nearestOf = (demand: DemandCells, arrivals: Arrivals, cells: readonly number[]) => {
  const peopleSeconds = new Map<number, { people: number; weighted: number }>()
  for (const cell of cells) {
    const station = arrivals.stations[0]![cell]!
    if (station === UNREACHED) continue
    const sum = peopleSeconds.get(station) ?? { people: 0, weighted: 0 }
    sum.people += demand.people[cell]!
    sum.weighted += demand.people[cell]! * arrivals.deciseconds[0]![cell]!
    peopleSeconds.set(station, sum)
  }
  const [best] = [...peopleSeconds].sort(
    ([indexA, a], [indexB, b]) => b.people - a.people || indexA - indexB,
  )
  if (!best) return null
  const [station, { people, weighted }] = best
  return { station, seconds: Math.round(weighted / people) / 10 }
}

/** @param due the arrival that had to be in time. */
export const describeGap = (
  demand: DemandCells,
  arrivals: Arrivals,
  due: number,
  { cells, people }: CellGroup,
  rank: number,
  towns: readonly AreaName[],
  stationName: (station: number) => { id: string; name: string; nameEn: string | null },
): Omit<Gap, 'remedy'> => {
  let [west, south, east, north] = [180, 90, -180, -90]
  let [x, y, worst] = [0, 0, 0]
  for (const cell of cells) {
    const [longitude, latitude] = cellPosition(demand, cell)
    ;[west, south] = [Math.min(west, longitude), Math.min(south, latitude)]
    ;[east, north] = [Math.max(east, longitude), Math.max(north, latitude)]
    x += longitude * demand.people[cell]!
    y += latitude * demand.people[cell]!
    const time = arrivals.deciseconds[due - 1]![cell]!
    worst = time === UNREACHED ? Number.POSITIVE_INFINITY : Math.max(worst, time)
  }
  const { code, countyCode } = demand.towns[demand.town[cells[0]!]!]!
  const town = towns.find((area) => area.code === code)
  const nearest = nearestOf(demand, arrivals, cells)
  return {
    rank,
    people,
    centroid: [roundedDegrees(x / people), roundedDegrees(y / people)],
    bbox: [
      roundedDegrees(west),
      roundedDegrees(south),
      roundedDegrees(east),
      roundedDegrees(north),
    ],
    cellCount: cells.length,
    cells: [...cells],
    townCode: code,
    countyCode,
    name: town?.name ?? code,
    nameEn: town?.nameEn ?? null,
    worstSeconds: Number.isFinite(worst) ? worst / 10 : null,
    nearest: nearest && { ...stationName(nearest.station), seconds: nearest.seconds },
  }
}
