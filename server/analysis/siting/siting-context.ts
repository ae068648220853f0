/** What siting starts from: the candidates, whom each would reach, and how things stand without. */
import type { Variant, VariantName } from '../../../data/planning-day.ts'
import { type LeftOutReason, SITING_LIMITS, type SitingQuery } from '../../../data/siting.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { type ShouldStop, stopIf } from '../cancellation.ts'
import { arrivalOf, byClock } from '../coverage/arrivals.ts'
import type { CoverageModel } from '../coverage/coverage-model.ts'
import type { PeriodQuestion } from '../coverage/day-figures.ts'
import type { DemandCells } from '../coverage/demand.ts'
import type { Evaluation } from '../coverage/gaps.ts'
import type { CoverageQuestion } from '../coverage/planning-data.ts'
import type { ReachedCells } from '../coverage/reach.ts'
import { longestLimit, WAIT_CAP_SECONDS } from '../coverage/served.ts'
import {
  isOpenedBy,
  LeftOut,
  limitOf,
  offeredSites,
  type SiteCandidate,
} from './site-candidates.ts'
import { gainCurve } from './site-order.ts'
import {
  type CaseGround,
  type CoverTable,
  coverTable,
  type SiteCase,
  type SiteTable,
  type TimeTable,
  timeTable,
} from './site-table.ts'

/** What siting is asked: the query, the parts of the day, and the speeds that are looked at. */
export interface AskedSiting {
  readonly query: SitingQuery
  readonly periods: readonly PeriodQuestion[]
  /** With what each counts in the objective. */
  readonly variants: readonly (readonly [VariantName, Variant, number])[]
}

/** With a table by the kind of the problem. */
export interface SitingContext {
  readonly candidates: readonly SiteCandidate[]
  readonly leftOut: readonly {
    readonly reason: LeftOutReason
    readonly cells: number
    readonly people: number
  }[]
  /** The mean over the parts of the day, by weight. */
  readonly people: number
  readonly cases: readonly SiteCase[]
  /** By case. */
  readonly peopleOfCase: readonly number[]
  /** By case, before any new site. */
  readonly peopleInTime: readonly number[]
  /** People in time whom any number of sites would add, taken one after the other. */
  readonly curve: readonly { readonly sites: number; readonly people: number }[]
  readonly cover?: CoverTable
  readonly time?: TimeTable
}

/** Where stations are out at times, so many in time are counted at each place. */
const ARRIVALS_IF_BUSY = 4

/** A case with how things stand in it. */
interface StandingCase extends SiteCase {
  readonly question: CoverageQuestion
  readonly found: Evaluation
  /** Present first labels per state, for problems about the time. */
  readonly ceilings: Int32Array | null
}

const standingCases = (
  model: CoverageModel,
  { query, periods, variants }: AskedSiting,
  isAboutTime: boolean,
  shouldStop: ShouldStop,
): StandingCase[] =>
  periods.flatMap(({ question, weight }, period) =>
    variants.map(([variant, values, factor]) => {
      stopIf(shouldStop)
      const arrivals = query.busyPercent > 0 ? ARRIVALS_IF_BUSY : 0
      const asked = { ...question, variant: values, arrivals }
      const known = { period, variant, weight: weight * factor, periodWeight: weight }
      return model.whileTried(asked, (field, found) => {
        const ceilings = isAboutTime ? field.firstLabels() : null
        return { ...known, question: asked, found, ceilings }
      })
    }),
  )

/** Whom candidates reach in each case. */
class CaseReach {
  readonly #model: CoverageModel
  /** The cases of each part of the day. */
  readonly #periods: readonly (readonly StandingCase[])[]
  readonly #latest: number
  readonly #searches = new Map<StandingCase, ReturnType<CoverageModel['reachSearch']>>()

  constructor(model: CoverageModel, cases: readonly StandingCase[], { standards }: SitingQuery) {
    this.#model = model
    this.#periods = [...Map.groupBy(cases, ({ period }) => period).values()]
    this.#latest = longestLimit(standards)
  }

  /** By case; null: not even the road is reached. */
  of(candidate: SiteCandidate): (ReachedCells | null)[] | null {
    const { station, kind } = candidate
    const all: (ReachedCells | null)[] = []
    for (const group of this.#periods) {
      const cells = this.#inPeriod(group, candidate)
      if (!cells) return null
      for (const [i, { found }] of group.entries()) {
        const counts = station === null || isOpenedBy(kind, found.stations[station]!)
        all.push(counts ? cells[i]! : null)
      }
    }
    return all
  }

  #inPeriod(group: readonly StandingCase[], candidate: SiteCandidate): ReachedCells[] | null {
    const [{ question, ceilings }] = group as [StandingCase]
    if (ceilings === null) {
      const variants = group.map((each) => each.question.variant!)
      return this.#model.reaches(question, candidate, this.#latest, variants)
    }
    const found = group.map((each) => this.#soonerThanNow(each, candidate))
    return found.some((cells) => cells === null) ? null : (found as ReachedCells[])
  }

  #soonerThanNow(each: StandingCase, candidate: SiteCandidate): ReachedCells | null {
    const { question, ceilings } = each
    const { speed } = this.#model.points(question)
    const start = this.#model.startOf(question, candidate)
    if (!start) return null
    const search = this.#searches.get(each) ?? this.#model.reachSearch(question)
    this.#searches.set(each, search)
    const latest = byClock(toDeciseconds(WAIT_CAP_SECONDS), speed)
    const { cells, labels } = search(start, latest, ceilings!)
    return { cells, deciseconds: labels.map((label) => arrivalOf(label, speed)) }
  }
}

const sumOf = (people: Float64Array): number => people.reduce((sum, each) => sum + each, 0)

/** The cells with the mean of what is counted over the parts of the day; where all count alike, that. */
const demandOverDay = (demand: DemandCells, cases: readonly StandingCase[]): DemandCells => {
  const ofCases = cases.map(({ found }) => found.demand.people)
  if (ofCases.every((people) => people === ofCases[0])) return { ...demand, people: ofCases[0]! }
  const weights = cases.reduce((sum, { periodWeight }) => sum + periodWeight, 0)
  const meanAt = (cell: number): number =>
    cases.reduce((sum, { periodWeight }, i) => sum + periodWeight * ofCases[i]![cell]!, 0) / weights
  return { ...demand, people: Float64Array.from(demand.people.keys(), meanAt) }
}

/** What each candidate for a new station would do, as the problem needs it. */
export const sitingContext = (
  model: CoverageModel,
  asked: AskedSiting,
  shouldStop: ShouldStop,
): SitingContext => {
  const { query } = asked
  const isAboutTime = query.problem === 'p-median' || query.problem === 'p-center'
  const cases = standingCases(model, asked, isAboutTime, shouldStop)
  const atMoments = asked.periods.map(
    (_, period) => cases.find((each) => each.period === period)!.found.stations,
  )
  const places = { ...model.data, demand: demandOverDay(model.data.demand, cases) }
  const limit = limitOf(query, model.data, atMoments[0]!)
  const leftOut = new LeftOut(places.demand.people)
  const candidates: SiteCandidate[] = []
  const reached: (ReachedCells | null)[][] = []
  const reach = new CaseReach(model, cases, query)
  for (const candidate of offeredSites(query, places, atMoments)) {
    stopIf(shouldStop)
    const isFull = candidates.length >= SITING_LIMITS.mostCandidates
    const reason = limit(candidate) ?? (isFull ? 'limit' : null)
    const cells = reason === null ? reach.of(candidate) : null
    if (cells) {
      candidates.push(candidate)
      reached.push(cells)
    } else leftOut.add(reason ?? 'no-road', candidate)
  }
  const grounds = cases.map(
    ({ period, variant, weight, periodWeight, found }, index): CaseGround => ({
      ...{ period, variant, weight, periodWeight, standing: found },
      reached: reached.map((byCase) => byCase[index]!),
    }),
  )
  const answer = (table: SiteTable) => ({
    candidates,
    leftOut: leftOut.list,
    people: sumOf(places.demand.people),
    cases: table.cases,
    peopleOfCase: cases.map(({ found }) => sumOf(found.demand.people)),
    peopleInTime: cases.map(({ found: { demand, inTime } }) =>
      demand.people.reduce((sum, each, cell) => (inTime[cell] === 1 ? sum + each : sum), 0),
    ),
    curve: query.curve ? gainCurve(table, query.add) : [],
  })
  if (isAboutTime) {
    const time = timeTable(grounds)
    return { ...answer(time), time }
  }
  const cover = coverTable(grounds, {
    busyPercent: query.problem === 'mclp' ? query.busyPercent : 0,
    backupPercent: query.problem === 'mclp' ? query.backupPercent : 0,
  })
  return { ...answer(cover), cover }
}
