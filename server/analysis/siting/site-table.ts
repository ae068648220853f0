/** What new stations could do, as instances of the siting problems. */
import { UNREACHED } from '../../../data/coverage.ts'
import { toDeciseconds } from '../../network/profile.ts'
import type { ReachedCells } from '../coverage/reach.ts'
import { limitsByClass, type ServedDemand } from '../coverage/served.ts'
import type { CandidateTable } from './candidate-table.ts'

/** Which candidate reaches which demand, and when; demands are demand cells that matter. */
export interface SiteTable extends CandidateTable {
  /** Demand cell of each demand. */
  readonly cells: Uint32Array
  /** Arrival of the candidate at the demand, in the order of `candidateDemands`. */
  readonly candidateDeciseconds: Int32Array
  /** People of each demand who are not in time yet; 0 where they are. */
  readonly unservedPeople: Float64Array
  /** Latest arrival in time at each demand. */
  readonly limits: Int32Array
}

/** Latest arrival in time at each cell. */
const limitsOf = ({ demand, standards }: ServedDemand): Int32Array => {
  const byClass = limitsByClass(standards)
  return Int32Array.from(demand.areaClass, (areaClass) => byClass[areaClass]!)
}

/** Keeps the pairs of candidate and cell that `counts` accepts. @param cells that are demands. */
const tableOf = (
  reached: readonly (ReachedCells | null)[],
  cells: Uint32Array,
  standing: ServedDemand,
  counts: (cell: number, deciseconds: number) => boolean,
): SiteTable => {
  const { demand, inTime } = standing
  const limits = limitsOf(standing)
  const demandOfCell = new Int32Array(demand.count).fill(-1)
  for (const [demand, cell] of cells.entries()) demandOfCell[cell] = demand
  const candidateStart = new Uint32Array(reached.length + 1)
  const demands: number[] = []
  const times: number[] = []
  for (const [candidate, list] of reached.entries()) {
    list?.cells.forEach((cell, i) => {
      const demand = demandOfCell[cell]!
      const time = list.deciseconds[i]!
      if (demand < 0 || !counts(cell, time)) return
      demands.push(demand)
      times.push(time)
    })
    candidateStart[candidate + 1] = demands.length
  }
  return {
    candidateCount: reached.length,
    demandCount: cells.length,
    cells,
    unservedPeople: Float64Array.from(cells, (cell) =>
      inTime[cell] === 1 ? 0 : demand.people[cell]!,
    ),
    limits: Int32Array.from(cells, (cell) => limits[cell]!),
    candidateStart,
    candidateDemands: Uint32Array.from(demands),
    candidateDeciseconds: Int32Array.from(times),
  }
}

/** Demands with what serving them once, and once more, is worth. */
export interface CoverTable extends SiteTable {
  /** By level, whole numbers: people × 100 where a backup counts, else people. */
  readonly gains: readonly Float64Array[]
  /** What one person in time is worth in the gains. */
  readonly gainPerPerson: number
}

const PERCENT = 100

/**
 * Who is not in time yet, and who could be; with a backup percentage also those who have only one
 * station in time.
 * @param standing how things are before any new site, with at least two arrivals per cell.
 */
export const coverTable = (
  standing: ServedDemand,
  backupPercent: number,
  reached: readonly (ReachedCells | null)[],
): CoverTable => {
  const { demand, arrivals } = standing
  const limits = limitsOf(standing)
  const isInTime = (k: number, cell: number): boolean => {
    const time = arrivals.deciseconds[k]![cell]!
    return time !== UNREACHED && time <= limits[cell]!
  }
  const timesServed = (cell: number): number =>
    isInTime(0, cell) ? (isInTime(1, cell) ? 2 : 1) : 0
  const mostServed = backupPercent > 0 ? 1 : 0
  const cells = Uint32Array.from(
    [...demand.people.keys()].filter((cell) => timesServed(cell) <= mostServed),
  )
  const gainPerPerson = backupPercent > 0 ? PERCENT : 1
  const gain = (served: number, people: number): number => {
    if (served === 0) return people * gainPerPerson
    return served === 1 ? people * backupPercent : 0
  }
  const gainAt = (level: number): Float64Array =>
    Float64Array.from(cells, (cell) => gain(timesServed(cell) + level, demand.people[cell]!))
  return {
    ...tableOf(reached, cells, standing, (cell, time) => time <= limits[cell]!),
    gains: backupPercent > 0 ? [gainAt(0), gainAt(1)] : [gainAt(0)],
    gainPerPerson,
  }
}

/** Demands with their present time, for problems about the time itself. */
export interface TimeTable extends SiteTable {
  readonly weights: Float64Array
  /** Present first arrival in deciseconds, capped. */
  readonly baseCosts: Float64Array
}

/** People whom no station reaches count as waiting this long; stated in the answer. */
export const WAIT_CAP_SECONDS = 7200

/** All cells; only what is sooner than now is kept. */
export const timeTable = (
  standing: ServedDemand,
  reached: readonly (ReachedCells | null)[],
): TimeTable => {
  const { demand, arrivals } = standing
  const cap = toDeciseconds(WAIT_CAP_SECONDS)
  const baseCosts = Float64Array.from(arrivals.deciseconds[0]!, (time) =>
    time === UNREACHED ? cap : Math.min(time, cap),
  )
  const cells = Uint32Array.from(demand.people.keys())
  return {
    ...tableOf(reached, cells, standing, (cell, time) => time < baseCosts[cell]!),
    weights: demand.people,
    baseCosts,
  }
}
