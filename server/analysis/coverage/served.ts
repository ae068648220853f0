/** People in time: sums over demand cells, each counted once. */

import { UNREACHED } from '../../../data/cell-times.ts'
import { type AreaCoverage, COVERAGE_LIMITS, type CoverageAnswer } from '../../../data/coverage.ts'
import { roundedPlace } from '../../../data/geometry.ts'
import { AREA_CLASS_NAMES, type Standards } from '../../../data/standards.ts'
import { toDeciseconds } from '../../network/profile.ts'
import type { Arrivals } from './arrivals.ts'
import { cellPosition, type DemandCells } from './demand.ts'
import type { AreaName, PlanningData } from './planning-data.ts'

/** Whom no station reaches counts as waiting so long; said beside the figures. */
export const WAIT_CAP_SECONDS = 7200

const DECISECONDS_PER_MINUTE = 600

/** Latest arrival in time, in deciseconds, in the order of AREA_CLASS_NAMES. */
export const limitsByClass = (standards: Standards): number[] =>
  AREA_CLASS_NAMES.map((name) => toDeciseconds(standards[name]))

export const longestLimit = (standards: Standards): number => Math.max(...limitsByClass(standards))

/** Demand cells with who comes when, which of them is due, and what is in time. */
export interface AwaitedDemand {
  readonly demand: DemandCells
  readonly arrivals: Arrivals
  readonly standards: Standards
  /** The arrival that has to be in time: 1 for the first. */
  readonly due: number
}

export interface ServedDemand extends AwaitedDemand {
  /** As `cellsInTime` answers. */
  readonly inTime: Uint8Array
}

/** 1 for each cell whose `due`-th arrival keeps the standard of the cell's own class. */
export const cellsInTime = ({ demand, arrivals, standards, due }: AwaitedDemand): Uint8Array => {
  const limits = limitsByClass(standards)
  const times = arrivals.deciseconds[due - 1]!
  const inTime = new Uint8Array(demand.count)
  for (let cell = 0; cell < demand.count; cell++) {
    const time = times[cell]!
    inTime[cell] = time !== UNREACHED && time <= limits[demand.areaClass[cell]!]! ? 1 : 0
  }
  return inTime
}

/** 0 of none. */
export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

class Tally {
  cells = 0
  cellsInTime = 0
  people = 0
  peopleInTime = 0
  peopleUnreachable = 0
  worst = 0
  #x = 0
  #y = 0
  /** Where nobody is counted, the middle of the cells. */
  #plain: [x: number, y: number, cells: number] = [0, 0, 0]

  add({ demand, arrivals, inTime }: ServedDemand, cell: number): void {
    const people = demand.people[cell]!
    const time = arrivals.deciseconds[0]![cell]!
    const [longitude, latitude] = cellPosition(demand, cell)
    this.#plain = [this.#plain[0] + longitude, this.#plain[1] + latitude, this.#plain[2] + 1]
    if (people === 0) return
    this.cells += 1
    this.cellsInTime += inTime[cell]!
    this.people += people
    this.#x += people * longitude
    this.#y += people * latitude
    if (inTime[cell] === 1) this.peopleInTime += people
    if (time === UNREACHED) this.peopleUnreachable += people
    else this.worst = Math.max(this.worst, time)
  }

  served() {
    const { people, peopleInTime } = this
    return { people, peopleInTime, share: share(peopleInTime, people) }
  }

  area({ code, name, nameEn }: AreaName): AreaCoverage {
    const { peopleUnreachable, worst } = this
    const worstSeconds = peopleUnreachable > 0 ? null : worst / 10
    const [x, y, all] = this.people > 0 ? [this.#x, this.#y, this.people] : this.#plain
    const centroid = roundedPlace([x / all, y / all])
    return { code, name, nameEn, ...this.served(), centroid, worstSeconds, peopleUnreachable }
  }
}

type Summary = Omit<CoverageAnswer['summary'], 'stationsCounted' | 'stationsInAll' | 'gapCount'>

/** The city as a whole. */
export const summarise = (served: ServedDemand): Summary => {
  const { demand } = served
  const all = new Tally()
  const byClass = AREA_CLASS_NAMES.map(() => new Tally())
  for (let cell = 0; cell < demand.count; cell++) {
    all.add(served, cell)
    byClass[demand.areaClass[cell]!]!.add(served, cell)
  }
  return {
    ...all.served(),
    cellCount: all.cells,
    cellsInTime: all.cellsInTime,
    peopleUnreachable: all.peopleUnreachable,
    byClass: { urban: byClass[0]!.served(), rural: byClass[1]!.served() },
  }
}

/** By town in the order of their codes, and by county in the order of their first towns. */
export const coverageByArea = (
  served: ServedDemand,
  names: Pick<PlanningData, 'counties' | 'towns'>,
): Pick<CoverageAnswer, 'byCounty' | 'byTown'> => {
  const { demand } = served
  const towns = demand.towns.map(() => new Tally())
  const counties = new Map(demand.towns.map(({ countyCode }) => [countyCode, new Tally()]))
  for (let cell = 0; cell < demand.count; cell++) {
    const town = demand.town[cell]!
    towns[town]!.add(served, cell)
    counties.get(demand.towns[town]!.countyCode)?.add(served, cell)
  }
  const named = (list: readonly AreaName[], code: string): AreaName =>
    list.find((area) => area.code === code) ?? { code, name: code, nameEn: null }
  return {
    byCounty: [...counties].map(([code, tally]) => tally.area(named(names.counties, code))),
    byTown: demand.towns.map(({ code, countyCode }, town) => ({
      ...towns[town]!.area(named(names.towns, code)),
      countyCode,
    })),
  }
}

/** People whose first helper is there within 1, 2 … minutes, in all and of each class. */
export const distribution = ({
  demand,
  arrivals,
}: AwaitedDemand): CoverageAnswer['distribution'] => {
  const byClass = AREA_CLASS_NAMES.map(
    () => new Float64Array(COVERAGE_LIMITS.distributionMinutes + 1),
  )
  for (let cell = 0; cell < demand.count; cell++) {
    const time = arrivals.deciseconds[0]![cell]!
    const minute = Math.ceil(time / DECISECONDS_PER_MINUTE)
    if (time === UNREACHED || minute > COVERAGE_LIMITS.distributionMinutes) continue
    byClass[demand.areaClass[cell]!]![Math.max(1, minute)]! += demand.people[cell]!
  }
  let [urban, rural] = [0, 0]
  return Array.from({ length: COVERAGE_LIMITS.distributionMinutes }, (_, index) => {
    urban += byClass[0]![index + 1]!
    rural += byClass[1]![index + 1]!
    return { minutes: index + 1, people: urban + rural, byClass: { urban, rural } }
  })
}
