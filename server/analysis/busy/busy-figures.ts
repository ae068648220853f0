/** The figures of an analysis of busy stations: a moment by formulas, a year by its calls. */
import type { BusyAnswer, BusyQuery } from '../../../data/busy.ts'
import { figureAt } from '../../../data/demand.ts'
import { localMinuteOfDay } from '../../../data/local-time.ts'
import type { ShouldStop } from '../cancellation.ts'
import type { CoverageModel } from '../coverage/coverage-model.ts'
import type { DemandCells } from '../coverage/demand.ts'
import { naming } from '../coverage/gaps.ts'
import type { AreaName, CoverageQuestion } from '../coverage/planning-data.ts'
import { type BusyContext, busyContext, DAYS_PER_YEAR } from './busy-context.ts'
import {
  type DemandWeights,
  dayAndNightWeights,
  HOURS,
  sameWeights,
  sharesOf,
  weightsAt,
} from './demand-weights.ts'
import { SLOT_SECONDS, secondsOnDuty } from './duty-slots.ts'
import { freeChances, poolOf, stationsInTime } from './expected-coverage.ts'
import { type Hypercube, hypercubeApproximation } from './hypercube.ts'
import { ShareTally } from './share-tally.ts'
import { type CallsQuestion, NOBODY, type Simulated, simulateCalls } from './simulate-calls.ts'
import { onlyCounted, type StationLists } from './station-lists.ts'

export type BusyFigures = Pick<BusyAnswer, 'now' | 'year' | 'byHour' | 'byCounty' | 'stations'>

const SECONDS_PER_HOUR = 3600
const MINUTES_PER_HOUR = 60
const SECONDS_PER_DAY = 86_400
const DAYS_PER_WEEK = 7
/** Calls of the day before this one only bring the city to its usual load: figures do not count them. */
const FIRST_DAY = 1
const DECISECONDS_PER_MINUTE = 600

/** @throws UnknownStation, Cancelled */
export const busyFigures = (
  model: CoverageModel,
  query: BusyQuery,
  question: CoverageQuestion,
  shouldStop: ShouldStop,
): BusyFigures => {
  const { demand, counties } = model.data
  const context = busyContext(model, question, shouldStop)
  const weights = weightsOf(demand, query)
  const places = countiesOf(demand, counties)
  const moment = momentFigures(query, question, context, weights)
  const year = yearFigures(query, context, weights, places, shouldStop)
  const ofCounty = (chances: Float64Array): number[] => sumsBy(places, moment.weights, chances)
  const people = ofCounty(new Float64Array(demand.count).fill(1))
  const shareIn = (county: number, part: readonly number[]): number =>
    people[county]! > 0 ? part[county]! / people[county]! : 0
  const plain = ofCounty(moment.chances.plain)
  const byStation = ofCounty(moment.chances.byStation)
  return {
    now: moment.now,
    year: year.all,
    byHour: year.groups.slice(0, HOURS).map((told, hour) => ({ hour, ...told })),
    byCounty: places.counties.map((county, index) => ({
      ...county,
      people: Math.round(people[index]!),
      plain: shareIn(index, plain),
      byStation: shareIn(index, byStation),
      ...year.groups[HOURS + index]!,
    })),
    stations: context.stations
      .filter(({ index }) => context.isOfTheYear[index] === 1 && year.onDuty[index]! > 0)
      .map((station) => ({
        ...naming(station),
        position: [...station.position] as [number, number],
        callsPerYear: year.answered[station.index]! / query.simulation.years,
        busy: year.busy[station.index]!,
        busyNow: context.counted[station.index] === 1 ? moment.busy[station.index]! : null,
      }))
      .sort((a, b) => b.busy - a.busy),
  }
}

/** As the question wants calls spread; a service has seen to it that the data have what it takes. */
const weightsOf = (demand: DemandCells, { calls }: BusyQuery): DemandWeights => {
  const { people, peopleByDay = people, peopleByNight = people, callsPerYear = people } = demand
  const hourShares = sharesOf(calls.byHour)
  switch (calls.places) {
    case 'residents':
      return sameWeights(people, hourShares)
    case 'calls':
      return sameWeights(callsPerYear, hourShares)
    case 'day-and-night': {
      const isNight = (hour: number): boolean =>
        figureAt('day-and-night', hour * MINUTES_PER_HOUR) === 'peopleByNight'
      return dayAndNightWeights([peopleByNight, peopleByDay], isNight, hourShares)
    }
  }
}

interface Places {
  readonly counties: readonly AreaName[]
  /** Index into `counties` of each cell. */
  readonly ofCell: Uint16Array
}

/** In the order of their first towns, as coverage lists them. */
const countiesOf = ({ towns, town }: DemandCells, names: readonly AreaName[]): Places => {
  const codes = [...new Set(towns.map(({ countyCode }) => countyCode))]
  const ofTown = towns.map(({ countyCode }) => codes.indexOf(countyCode))
  return {
    counties: codes.map(
      (code) => names.find((area) => area.code === code) ?? { code, name: code, nameEn: null },
    ),
    ofCell: Uint16Array.from(town, (index) => ofTown[index]!),
  }
}

const sumsBy = ({ counties, ofCell }: Places, people: Float64Array, chances: Float64Array) => {
  const sums = counties.map(() => 0)
  for (const [cell, county] of ofCell.entries()) sums[county]! += people[cell]! * chances[cell]!
  return sums
}

const sumOf = (weights: Float64Array, chances?: Float64Array): number =>
  weights.reduce((sum, weight, cell) => sum + weight * (chances?.[cell] ?? 1), 0)

const callsPerDayOf = ({ calls }: BusyQuery): number => calls.perYear / DAYS_PER_YEAR

/** Who is in time now: with everybody at home, and with each station out as often as it is. */
const momentFigures = (
  query: BusyQuery,
  question: CoverageQuestion,
  { listsNow, counted, limits }: BusyContext,
  demand: DemandWeights,
) => {
  const hour = localHourOf(question.instant)
  const weights = weightsAt(demand, hour)
  const all = sumOf(weights)
  const callsPerHour = callsPerDayOf(query) * demand.hourShares[hour]!
  const lists = onlyCounted(listsNow, counted)
  const stations = counted.reduce((sum, each) => sum + each, 0)
  const callsPerSecond = weights.map((weight) => (callsPerHour / SECONDS_PER_HOUR) * (weight / all))
  const onSceneSeconds = query.calls.minutesOnScene * 60
  const hypercube = hypercubeApproximation({ lists, stations, callsPerSecond, onSceneSeconds })
  const pool = poolOf(Math.max(1, stations), stations > 0 ? hypercube.offered : 0)
  const inTime = stationsInTime(lists, limits)
  const { independent, corrected } = freeChances(pool, inTime)
  const plain = Float64Array.from(inTime, (count) => Math.min(1, count))
  const byStation = answeredInTime(lists, hypercube, inTime)
  const served = (chances: Float64Array) => {
    const peopleInTime = sumOf(weights, chances)
    return { peopleInTime: Math.round(peopleInTime), share: all > 0 ? peopleInTime / all : 0 }
  }
  const now: BusyFigures['now'] = {
    people: Math.round(all),
    stations,
    callsPerHour,
    minutesOut: hypercube.meanOutSeconds / 60,
    busy: pool.busy,
    plain: served(plain),
    expected: served(independent),
    corrected: served(corrected),
    byStation: served(byStation),
  }
  return { now, weights, busy: hypercube.busy, chances: { plain, byStation } }
}

const localHourOf = (instant: Date): number => Math.floor(localMinuteOfDay(instant) / 60)

/** Share of each cell's calls to which a station goes that is in time. */
const answeredInTime = (
  { start }: StationLists,
  { answered }: Hypercube,
  inTime: Uint32Array,
): Float64Array =>
  Float64Array.from(inTime, (count, cell) =>
    sumOf(answered.subarray(start[cell], start[cell]! + count)),
  )

/** Where nobody lives. */
const nobodyCalls = ({ lists }: CallsQuestion): Simulated => ({
  outSeconds: new Float64Array(lists[0]!.stationCount),
  answered: new Uint32Array(lists[0]!.stationCount),
})

/** A year of calls, or several, with figures by hour and by county. */
const yearFigures = (
  query: BusyQuery,
  context: BusyContext,
  demand: DemandWeights,
  places: Places,
  shouldStop: ShouldStop,
) => {
  const { years, seed } = query.simulation
  const { limits } = context
  const days = DAYS_PER_YEAR * years
  const fromSecond = FIRST_DAY * SECONDS_PER_DAY
  const weeks = Math.floor(days / DAYS_PER_WEEK)
  const all = HOURS + places.counties.length
  const tally = new ShareTally(all + 1, weeks)
  const free = new ShareTally(all + 1, weeks)
  let [arrived, deciseconds, unanswered] = [0, 0, 0]
  const { outSeconds, answered } = (demand.tables[0]!.length === 0 ? nobodyCalls : simulateCalls)(
    {
      ...context,
      demand,
      callsPerDay: callsPerDayOf(query),
      onSceneSeconds: query.calls.minutesOnScene * 60,
      fromSecond,
      untilSecond: fromSecond + days * SECONDS_PER_DAY,
      seed,
      whenAllOut: 'wait',
    },
    (second, cell, arrivalDeciseconds, ifFreeDeciseconds) => {
      const day = Math.floor((second - fromSecond) / SECONDS_PER_DAY)
      const week = Math.min(weeks - 1, Math.floor(day / DAYS_PER_WEEK))
      const hour = Math.floor(second / SECONDS_PER_HOUR) % HOURS
      const isInTime = arrivalDeciseconds !== NOBODY && arrivalDeciseconds <= limits[cell]!
      const wouldBe = ifFreeDeciseconds !== NOBODY && ifFreeDeciseconds <= limits[cell]!
      for (const group of [hour, HOURS + places.ofCell[cell]!, all]) {
        tally.add(group, week, isInTime)
        free.add(group, week, wouldBe)
      }
      if (arrivalDeciseconds === NOBODY) unanswered++
      else {
        arrived++
        deciseconds += arrivalDeciseconds
      }
    },
    shouldStop,
  )
  const told = (group: number) => {
    const found = tally.interval(group)
    const { calls = 0, share = 0, low = 0, high = 0 } = found ?? {}
    const inTime = found && { share, low, high }
    return { calls, inTime, ifFree: free.interval(group)?.share ?? null }
  }
  const { calls, ...ofAll } = told(all)
  const onDuty = secondsOnDuty(context.duty)
  const rounds = (days * SECONDS_PER_DAY) / (context.duty.slotCount * SLOT_SECONDS)
  return {
    groups: Array.from({ length: all }, (_, group) => told(group)),
    all: {
      calls,
      ...ofAll,
      callsPerYear: query.calls.perYear,
      meanMinutes: arrived > 0 ? deciseconds / arrived / DECISECONDS_PER_MINUTE : null,
      unanswered: calls > 0 ? unanswered / calls : 0,
      reachMinutes: context.reachSeconds / 60,
    },
    answered,
    onDuty,
    busy: outSeconds.map((seconds, station) =>
      onDuty[station]! > 0 ? seconds / (onDuty[station]! * rounds) : 0,
    ),
  }
}
