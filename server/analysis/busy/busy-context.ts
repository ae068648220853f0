/** Who comes to whom over a year, by day and by night: what an analysis of busy stations starts from. */
import { isInOperation } from '../../../data/counted.ts'
import { LOCAL_OFFSET, localDayOf } from '../../../data/local-time.ts'
import { PERIODS, periodAt, toDeciseconds } from '../../network/profile.ts'
import { type ShouldStop, stopIf } from '../cancellation.ts'
import { arrivalOf } from '../coverage/arrivals.ts'
import type { CoverageModel } from '../coverage/coverage-model.ts'
import type { CoverageQuestion } from '../coverage/planning-data.ts'
import type { ReachedCells } from '../coverage/reach.ts'
import { limitsByClass, longestLimit } from '../coverage/served.ts'
import { type EffectiveStation, effectiveStations, isCounted } from '../coverage/stations.ts'
import { LruMemo } from '../lru-memo.ts'
import { HOURS } from './demand-weights.ts'
import { alwaysOnDuty, type DutySlots, dutySlots } from './duty-slots.ts'
import { type StationLists, stationLists } from './station-lists.ts'

/** Stations farther away than this are not asked, unless the standard itself is longer. */
const LEAST_REACH_SECONDS = 1800
export const DAYS_PER_YEAR = 365

export interface BusyContext {
  /** As the scenario leaves them, on duty now or not; `counted` those of the moment asked about. */
  readonly stations: readonly EffectiveStation[]
  readonly counted: Uint8Array
  /** Stations that count at any hour of the year. */
  readonly isOfTheYear: Uint8Array
  /** By PERIODS. */
  readonly lists: readonly StationLists[]
  readonly listsNow: StationLists
  readonly listsOfHour: Uint8Array
  readonly duty: DutySlots
  /** Latest arrival in time at each cell, in deciseconds. */
  readonly limits: Int32Array
  readonly reachSeconds: number
}

/** Searches over the same roads, and what each station has been found to reach. */
interface RoadReaches {
  readonly search: ReturnType<CoverageModel['reachSearch']>
  readonly found: LruMemo<{ readonly reached: ReachedCells | null }>
}

/** Day and night of two questions. */
const ROADS_KEPT = 4
/** Places of stations besides those that stand: what a scenario moves and adds. */
const MORE_PLACES = 500
const reaches = new WeakMap<CoverageModel, LruMemo<RoadReaches>>()

/** Whom every station of the year reaches; kept, because the next question moves few of them. */
const listsOf = (
  model: CoverageModel,
  question: CoverageQuestion,
  stations: readonly (EffectiveStation | null)[],
  reachDeciseconds: number,
  shouldStop: ShouldStop,
): StationLists => {
  const { query, period } = question
  const kept = reaches.get(model) ?? new LruMemo<RoadReaches>(ROADS_KEPT)
  reaches.set(model, kept)
  const roads = [query.profile, period, reachDeciseconds, model.closedOf(question).join()].join(' ')
  const { search, found } = kept.get(roads, () => ({
    search: model.reachSearch(question),
    found: new LruMemo(model.data.stations.length + MORE_PLACES),
  }))
  const { count, speed } = model.points(question)
  return stationLists(
    count,
    stations.map((station) => {
      if (station === null) return { reached: null, turnoutSeconds: 0 }
      const key = `${station.position.join(' ')} ${station.turnoutSeconds}`
      const { reached } = found.get(key, () => {
        stopIf(shouldStop)
        const start = model.startOf(question, station)
        if (!start) return { reached: null }
        const { cells, labels } = search(start, reachDeciseconds)
        return { reached: { cells, deciseconds: labels.map((label) => arrivalOf(label, speed)) } }
      })
      return { reached, turnoutSeconds: station.turnoutSeconds }
    }),
  )
}

/** @throws UnknownStation, Cancelled */
export const busyContext = (
  model: CoverageModel,
  question: CoverageQuestion,
  shouldStop: ShouldStop,
): BusyContext => {
  const { query } = question
  const isByDuty = query.filter.counted === 'on-duty'
  const stations = effectiveStations(model.data.stations, question)
  // A station that has been sent comes back; one that is off duty now is on at another hour.
  const counted = isByDuty ? 'operating' : query.filter.counted
  const atAnyHour = { ...query, filter: { ...query.filter, counted } } as const
  const ofTheYear = effectiveStations(model.data.stations, {
    ...question,
    query: atAnyHour,
    sent: [],
  }).map((station) => {
    // As eligibility has it: who is to serve in one that is not open yet is not known.
    const hasNoCrew = station.values.crewOnDuty === 0 && isInOperation(station.values)
    return isCounted(station) && !(isByDuty && hasNoCrew) ? station : null
  })
  const reachSeconds = Math.max(LEAST_REACH_SECONDS, longestLimit(query.standards) / 10)
  const lists = PERIODS.map((period) =>
    listsOf(model, { ...question, period }, ofTheYear, toDeciseconds(reachSeconds), shouldStop),
  )
  const limits = limitsByClass(query.standards)
  const midnight = new Date(`${localDayOf(question.instant)}T00:00:00${LOCAL_OFFSET}`)
  return {
    stations,
    counted: Uint8Array.from(stations, (station) => (isCounted(station) ? 1 : 0)),
    isOfTheYear: Uint8Array.from(ofTheYear, (station) => (station ? 1 : 0)),
    lists,
    listsNow: lists[PERIODS.indexOf(question.period)]!,
    listsOfHour: Uint8Array.from({ length: HOURS }, (_, hour) =>
      PERIODS.indexOf(periodAt(hour * 60)),
    ),
    duty: isByDuty
      ? dutySlots(
          stations.map(({ values }) => values),
          midnight,
          DAYS_PER_YEAR,
        )
      : alwaysOnDuty(stations.length),
    limits: Int32Array.from(model.data.demand.areaClass, (areaClass) => limits[areaClass]!),
    reachSeconds,
  }
}
