/** What new stations could do, as instances of the siting problems. */
import { UNREACHED } from '../../../data/cell-times.ts'
import type { VariantName } from '../../../data/planning-day.ts'
import { toDeciseconds } from '../../network/profile.ts'
import type { ReachedCells } from '../coverage/reach.ts'
import { limitsByClass, type ServedDemand, WAIT_CAP_SECONDS } from '../coverage/served.ts'
import type { CandidateTable } from './candidate-table.ts'

/** A part of the day at one speed. */
export interface SiteCase {
  /** Index into the periods of the question. */
  readonly period: number
  readonly variant: VariantName
  /** What it counts in the objective, a whole number; 0: it is only reported. */
  readonly weight: number
  /** What its part of the day counts. */
  readonly periodWeight: number
}

/** How things stand in a case, and whom each candidate reaches when. */
export interface CaseGround extends SiteCase {
  /** Before any new site, with at least two arrivals per cell. */
  readonly standing: ServedDemand
  /** By candidate; null where it changes nothing. */
  readonly reached: readonly (ReachedCells | null)[]
}

/**
 * Which candidate reaches which demand, and when. A demand is a demand cell in a case, and matters
 * in it.
 */
export interface SiteTable extends CandidateTable {
  /** Those of the case 0, then of the case 1 … */
  readonly cases: readonly SiteCase[]
  /** Demand cell of each demand, and the case. */
  readonly cells: Uint32Array
  readonly caseOf: Uint8Array
  /** Index into `counties` of each demand. */
  readonly countyOf: Uint16Array
  /** With their people of all cases, times the weights of the cases. */
  readonly counties: readonly { readonly code: string; readonly people: number }[]
  /** Arrival of the candidate at the demand, in the order of `candidateDemands`. */
  readonly candidateDeciseconds: Int32Array
  /** People of each demand who are not in time yet; 0 where they are. */
  readonly unservedPeople: Float64Array
  /** Latest arrival in time at each demand. */
  readonly limits: Int32Array
}

interface Numbers<T> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: SharedArrayBuffer): T
}

/** Numbers that threads share: a table of a city and its day is tens of megabytes. */
const shared = <T extends { set: (values: ArrayLike<number>) => void }>(
  type: Numbers<T>,
  values: number | readonly number[],
): T => {
  const length = typeof values === 'number' ? values : values.length
  const numbers = new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT))
  if (typeof values !== 'number') numbers.set(values)
  return numbers
}

/** What all cases count together. */
export const weightOfAll = (cases: readonly SiteCase[]): number =>
  cases.reduce((sum, { weight }) => sum + weight, 0)

/** Latest arrival in time at each cell. */
const limitsOf = ({ demand, standards }: ServedDemand): Int32Array => {
  const byClass = limitsByClass(standards)
  return Int32Array.from(demand.areaClass, (areaClass) => byClass[areaClass]!)
}

/** Counties with their people, and which of them each cell lies in. */
const countiesOf = (grounds: readonly CaseGround[]) => {
  const { demand } = grounds[0]!.standing
  const codes = [...new Set(demand.towns.map(({ countyCode }) => countyCode))]
  const people = new Float64Array(codes.length)
  const ofTown = demand.towns.map(({ countyCode }) => codes.indexOf(countyCode))
  const ofCell = Uint16Array.from(demand.town, (town) => ofTown[town]!)
  for (const { standing, weight } of grounds) {
    for (const [cell, each] of standing.demand.people.entries()) {
      people[ofCell[cell]!]! += each * weight
    }
  }
  return { ofCell, counties: codes.map((code, index) => ({ code, people: people[index]! })) }
}

/** Cells where anybody is counted. */
const inhabitedCells = ({ people }: ServedDemand['demand']): Uint32Array =>
  Uint32Array.from(people.keys()).filter((cell) => people[cell]! > 0)

/** A case with the cells that are its demands, and which pairs of candidate and cell count. */
interface CaseDemands {
  readonly ground: CaseGround
  readonly cells: Uint32Array
  readonly counts: (cell: number, deciseconds: number) => boolean
}

const tableOf = (parts: readonly CaseDemands[]): SiteTable => {
  const demandCount = parts.reduce((sum, { cells }) => sum + cells.length, 0)
  const candidateCount = parts[0]!.ground.reached.length
  const allCells = shared(Uint32Array, demandCount)
  const caseOf = shared(Uint8Array, demandCount)
  const countyOf = shared(Uint16Array, demandCount)
  const { counties, ofCell: countyOfCell } = countiesOf(parts.map(({ ground }) => ground))
  const unservedPeople = shared(Float64Array, demandCount)
  const limits = shared(Int32Array, demandCount)
  const numbering = parts.map(({ ground: { standing } }) =>
    new Int32Array(standing.demand.count).fill(-1),
  )
  let first = 0
  for (const [index, { ground, cells }] of parts.entries()) {
    const { demand, inTime } = ground.standing
    const ofCell = limitsOf(ground.standing)
    for (const [i, cell] of cells.entries()) {
      const number = first + i
      numbering[index]![cell] = number
      countyOf[number] = countyOfCell[cell]!
      allCells[number] = cell
      caseOf[number] = index
      unservedPeople[number] = inTime[cell] === 1 ? 0 : demand.people[cell]!
      limits[number] = ofCell[cell]!
    }
    first += cells.length
  }
  /** Goes through the pairs of a candidate that count. */
  const eachPair = (candidate: number, take: (demand: number, time: number) => void): void => {
    for (const [index, { ground, counts }] of parts.entries()) {
      const reached = ground.reached[candidate]
      if (!reached) continue
      const { cells, deciseconds } = reached
      for (let i = 0; i < cells.length; i++) {
        const demand = numbering[index]![cells[i]!]!
        if (demand >= 0 && counts(cells[i]!, deciseconds[i]!)) take(demand, deciseconds[i]!)
      }
    }
  }
  const candidateStart = shared(Uint32Array, candidateCount + 1)
  let pairs = 0
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    eachPair(candidate, () => {
      pairs++
    })
    candidateStart[candidate + 1] = pairs
  }
  const candidateDemands = shared(Uint32Array, pairs)
  const candidateDeciseconds = shared(Int32Array, pairs)
  let at = 0
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    eachPair(candidate, (demand, time) => {
      candidateDemands[at] = demand
      candidateDeciseconds[at++] = time
    })
  }
  const cases = parts.map(({ ground: { period, variant, weight, periodWeight } }) => ({
    ...{ period, variant, weight, periodWeight },
  }))
  return {
    ...{ candidateCount, demandCount, candidateStart, candidateDemands, candidateDeciseconds },
    ...{ cases, cells: allCells, caseOf, countyOf, counties, unservedPeople, limits },
  }
}

/** Demands with what serving them once, and once more, is worth. */
export interface CoverTable extends SiteTable {
  /** By level, whole numbers; the weights of the cases are not in them. */
  readonly gains: readonly Float64Array[]
  /** What one person in time is worth in the gains. */
  readonly gainPerPerson: number
}

const PERCENT = 100
/** Expected people are counted to this part of a person. */
const PARTS_OF_PERSON = 1000

/** Of whole people, what each station in time after the first is worth. */
interface Levels {
  readonly count: number
  /** What a person is worth who is served once. */
  readonly scale: number
  /** What serving a person once more is worth who is served so often. */
  readonly worth: (served: number) => number
}

/**
 * The first station in time, and a share of it for a second one. Where stations are out at times,
 * the k-th station in time is the first free one with probability (1 − q) q^(k−1).
 */
const levelsOf = (backupPercent: number, busyPercent: number, arrivals: number): Levels => {
  if (busyPercent > 0) {
    const busy = busyPercent / PERCENT
    const worth = (served: number): number =>
      Math.round(PARTS_OF_PERSON * (1 - busy) * busy ** served)
    return { count: arrivals, scale: PARTS_OF_PERSON, worth }
  }
  if (backupPercent === 0) return { count: 1, scale: 1, worth: (served) => Number(served === 0) }
  const worth = (served: number): number => [PERCENT, backupPercent][served] ?? 0
  return { count: 2, scale: PERCENT, worth }
}

/**
 * Who is not in time yet, and who could be; with a backup percentage or with stations that are out
 * at times also those who have some station in time.
 */
export const coverTable = (
  grounds: readonly CaseGround[],
  { backupPercent, busyPercent }: { readonly backupPercent: number; readonly busyPercent: number },
): CoverTable => {
  const levels = levelsOf(
    backupPercent,
    busyPercent,
    grounds[0]!.standing.arrivals.deciseconds.length,
  )
  const parts = grounds.map((ground) => {
    const limits = limitsOf(ground.standing)
    const { demand, arrivals } = ground.standing
    const isInTime = (times: Int32Array, cell: number): boolean =>
      times[cell] !== UNREACHED && times[cell]! <= limits[cell]!
    const served = Uint8Array.from(demand.people, (_, cell) => {
      let count = 0
      for (const times of arrivals.deciseconds) count += Number(isInTime(times, cell))
      return count
    })
    const cells = Uint32Array.from(
      [...inhabitedCells(demand)].filter((cell) => served[cell]! < levels.count),
    )
    const counts = (cell: number, time: number): boolean => time <= limits[cell]!
    return { ground, cells, counts, served }
  })
  const gains = Array.from({ length: levels.count }, (_, level) =>
    shared(
      Float64Array,
      parts.flatMap(({ ground: { standing }, cells, served }) =>
        Array.from(
          cells,
          (cell) => standing.demand.people[cell]! * levels.worth(served[cell]! + level),
        ),
      ),
    ),
  )
  return { ...tableOf(parts), gains, gainPerPerson: levels.scale }
}

/** Demands with their present time, for problems about the time itself. */
export interface TimeTable extends SiteTable {
  /** People times the weight of the case. */
  readonly weights: Float64Array
  /** Present first arrival in deciseconds, capped. */
  readonly baseCosts: Float64Array
}

/** All cells of every case that counts; only what is sooner than now is kept. */
export const timeTable = (grounds: readonly CaseGround[]): TimeTable => {
  const cap = toDeciseconds(WAIT_CAP_SECONDS)
  const parts = grounds.map((ground) => {
    const { demand, arrivals } = ground.standing
    const base = Float64Array.from(arrivals.deciseconds[0]!, (time) =>
      time === UNREACHED ? cap : Math.min(time, cap),
    )
    const cells = inhabitedCells(demand)
    return { ground, cells, base, counts: (cell: number, time: number) => time < base[cell]! }
  })
  return {
    ...tableOf(parts),
    weights: shared(
      Float64Array,
      parts.flatMap(({ ground: { weight, standing }, cells }) =>
        Array.from(cells, (cell) => standing.demand.people[cell]! * weight),
      ),
    ),
    baseCosts: shared(
      Float64Array,
      parts.flatMap(({ base, cells }) => Array.from(cells, (cell) => base[cell]!)),
    ),
  }
}
