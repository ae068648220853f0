/** What a planner's thread computes: jobs, each a name, a question, an answer and how it is found. */

import type { BusyQuery } from '../../data/busy.ts'
import type { CoveragePart } from '../../data/coverage.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { Closure } from '../../data/scenario.ts'
import { type BusyFigures, busyFigures } from '../analysis/busy/busy-figures.ts'
import { type ShouldStop, stopIf } from '../analysis/cancellation.ts'
import { closedSegments, kilometresOf } from '../analysis/closed-roads.ts'
import type { Arrivals } from '../analysis/coverage/arrivals.ts'
import type { Contour } from '../analysis/coverage/contours.ts'
import { type CoverageFigures, coverageFigures } from '../analysis/coverage/coverage-figures.ts'
import { type CoverageModel, questionKey } from '../analysis/coverage/coverage-model.ts'
import { dayFigures, type Spread } from '../analysis/coverage/day-figures.ts'
import { type DayServed, dayServed, type WeightedQuestion } from '../analysis/coverage/fairness.ts'
import type { CoverageQuestion } from '../analysis/coverage/planning-data.ts'
import { type County, type TownArea, townAreas } from '../analysis/coverage/town-areas.ts'
import { LruMemo } from '../analysis/lru-memo.ts'
import {
  type AskedSiting,
  type SitingContext,
  sitingContext,
} from '../analysis/siting/siting-context.ts'
import {
  type AskedAfter,
  coverTaskAfter,
  planSiting,
  type Reduced,
  type SitingPlan,
} from '../analysis/siting/siting-plan.ts'
import {
  type Counterfactual,
  counterfactual,
  type Supposition,
} from '../analysis/transfer/counterfactual.ts'
import {
  type LorryRoute,
  LorryTimes,
  type RoadConditions,
} from '../analysis/transfer/lorry-times.ts'
import { provedFindings, quickFindings } from '../analysis/transfer/plan-transfer.ts'
import { type SharedGoods, sharedAmong } from '../analysis/transfer/shared-reserve.ts'
import type { TransferFindings, TransferQuestion } from '../analysis/transfer/transfer-question.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import type { Direction } from '../network/search-side.ts'
import { loadHighs } from './highs.ts'

interface Job<Input, Output> {
  input: Input
  output: Output
}

interface Asked {
  question: CoverageQuestion
}

/** Places of stockpiles, and the roads as their lorries find them. */
interface Lorries {
  stockpiles: readonly LonLat[]
  conditions: RoadConditions
}

type Places = readonly (readonly LonLat[])[]

interface PlannerJobs {
  coverage: Job<Asked & { parts: readonly CoveragePart[]; spread?: Spread }, CoverageFigures>
  /** Who is in time in each part of a day, and how evenly. */
  'day-served': Job<{ parts: readonly WeightedQuestion[] }, DayServed>
  arrivals: Job<Asked, Arrivals>
  contours: Job<Asked & { minutes: readonly number[] }, Contour[]>
  busy: Job<Asked & { query: BusyQuery }, BusyFigures>
  'town-areas': Job<{ counties: readonly County[] }, TownArea[]>
  'siting-plan': Job<
    { asked: AskedSiting },
    { sites: Omit<SitingContext, 'cover' | 'time'>; plan: SitingPlan }
  >
  /** The best sites once some stand, or in some cases alone. */
  'siting-after': Job<{ plan: Pick<SitingPlan, 'table' | 'rules'>; asked: AskedAfter }, Reduced>
  /** Seconds on the road from stockpiles to a site, and the ways of those that are named. */
  'lorry-times': Job<
    Lorries & { site: readonly LonLat[]; routesOf: readonly number[] },
    { seconds: Float64Array; routes: (LorryRoute | null)[] }
  >
  /** Seconds on the road by site, one list over all stockpiles each. */
  'lorry-matrix': Job<Lorries & { sites: Places; withinSeconds: number }, Float64Array[]>
  /** What each work gets of goods that are shared among them, one list over all works each. */
  'shared-reserves': Job<
    { goods: readonly SharedGoods[]; reaching: readonly (readonly number[])[] },
    number[][]
  >
  /** What closures close together; reads nothing but the network. */
  'closed-roads': Job<
    { closures: readonly Closure[] },
    { kilometres: number; segments: Uint32Array }
  >
  /** Places that closures cut off: reached without them, no more with them. */
  'cut-off': Job<Lorries & { works: Places }, { stockpiles: boolean[]; works: boolean[] }>
  'transfer-plan': Job<{ question: TransferQuestion }, TransferFindings>
  'transfer-proof': Job<
    { question: TransferQuestion; findings: TransferFindings; seconds: number },
    TransferFindings
  >
  'transfer-supposed': Job<
    {
      question: TransferQuestion
      findings: Pick<TransferFindings, 'instance' | 'solution'>
      at: Supposition
    },
    Counterfactual | null
  >
}

export type JobName = keyof PlannerJobs
export type JobInput<Name extends JobName> = PlannerJobs[Name]['input']
export type JobOutput<Name extends JobName> = PlannerJobs[Name]['output']

type Handler<Name extends JobName> = (
  model: CoverageModel,
  input: JobInput<Name>,
  shouldStop: ShouldStop,
) => JobOutput<Name> | Promise<JobOutput<Name>>

const HANDLERS: { [Name in JobName]: Handler<Name> } = {
  coverage: (model, { question, parts, spread = MOMENT_ALONE }, shouldStop) =>
    figuresOf(model).get(`${parts} ${questionKey(question)} ${spreadKey(spread)}`, () => {
      for (const period of spread.periods) closed(model, period.question, shouldStop)
      closed(model, question, shouldStop)
      return {
        ...coverageFigures(model, question, parts, shouldStop),
        ...dayFigures(model, question, spread, parts.includes('changes'), shouldStop),
      }
    }),
  'day-served': (model, { parts }, shouldStop) => {
    for (const { question } of parts) closed(model, question, shouldStop)
    return dayServed(model, parts, shouldStop)
  },
  arrivals: (model, { question }, shouldStop) =>
    closed(model, question, shouldStop).arrivals(question),
  contours: (model, { question, minutes }, shouldStop) =>
    closed(model, question, shouldStop).contours(question, minutes, shouldStop),
  busy: (model, { question, query }, shouldStop) =>
    busyFigures(closed(model, question, shouldStop), query, question, shouldStop),
  'town-areas': ({ data }, { counties }, shouldStop) =>
    townAreas(data.demand, counties, () => stopIf(shouldStop)),
  'siting-plan': (model, { asked }, shouldStop) => {
    for (const { question } of asked.periods) closed(model, question, shouldStop)
    const context = sitingContext(model, asked, shouldStop)
    const { cover: _cover, time: _time, ...sites } = context
    return { sites, plan: planSiting(asked.query, context) }
  },
  'siting-after': (_, { plan, asked }) => coverTaskAfter(plan, asked),
  'lorry-times': ({ network }, { stockpiles, site, conditions, routesOf }, shouldStop) => {
    const times = lorryTimesOf(network, conditions, shouldStop)
    const named = routesOf.map((index) => stockpiles[index]).filter((place) => place !== undefined)
    return {
      seconds: times.seconds(stockpiles, site, conditions),
      routes: named.length > 0 ? times.routes(named, site, conditions) : [],
    }
  },
  'lorry-matrix': ({ network }, { stockpiles, sites, conditions, withinSeconds }, shouldStop) =>
    lorryTimesOf(network, conditions, shouldStop).matrix(
      stockpiles,
      sites,
      conditions,
      withinSeconds,
      () => stopIf(shouldStop),
    ),
  'shared-reserves': (_, { goods, reaching }, shouldStop) =>
    goods.map((each) => {
      stopIf(shouldStop)
      return sharedAmong(each, reaching)
    }),
  'closed-roads': ({ network }, { closures }, shouldStop) => {
    const segments = closedSegments(network, closures, shouldStop)
    return { kilometres: kilometresOf(network, segments), segments: Uint32Array.from(segments) }
  },
  'cut-off': ({ network }, { stockpiles, works, conditions }, shouldStop) => {
    const times = lorryTimesOf(network, conditions, shouldStop)
    const open = { ...conditions, closures: [] }
    const cutOff = (direction: Direction, sources: readonly LonLat[], places: Places) => {
      const before = times.reached(sources, places, direction, open)
      const after = times.reached(sources, places, direction, conditions)
      return before.map((isReached, index) => isReached && after[index] === false)
    }
    const ofStockpiles = stockpiles.map((position) => [position])
    return {
      works: cutOff('forward', stockpiles, works),
      stockpiles: cutOff('backward', works.flat(), ofStockpiles),
    }
  },
  'transfer-plan': async ({ network }, { question }, shouldStop) =>
    quickFindings(
      await loadHighs(),
      question,
      lorryTimesOf(network, question.conditions, shouldStop),
      shouldStop,
    ),
  'transfer-proof': async ({ network }, { question, findings, seconds }, shouldStop) =>
    provedFindings(
      await loadHighs(),
      question,
      lorryTimesOf(network, question.conditions, shouldStop),
      findings,
      seconds,
      shouldStop,
    ),
  'transfer-supposed': async (_, { question, findings, at }) =>
    counterfactual(await loadHighs(), question, findings, at),
}

const MOMENT_ALONE: Spread = { periods: [], band: null }

const spreadKey = ({ periods, band }: Spread): string =>
  JSON.stringify([
    band,
    ...periods.map(({ question, name, weight }) => [
      questionKey(question),
      question.query.at,
      name,
      weight,
    ]),
  ])

/** What was answered last: asked again in another language or as a file, seconds are not spent anew. */
const ANSWERS_KEPT = 4
const answered = new WeakMap<CoverageModel, LruMemo<CoverageFigures>>()

const figuresOf = (model: CoverageModel): LruMemo<CoverageFigures> => {
  const known = answered.get(model) ?? new LruMemo<CoverageFigures>(ANSWERS_KEPT)
  answered.set(model, known)
  return known
}

/** Road times are kept as long as their network. */
const kept = new WeakMap<RoadNetwork, LorryTimes>()

/** With what is closed found already: that takes long, and is given up with the question. */
const lorryTimesOf = (
  network: RoadNetwork,
  { closures }: RoadConditions,
  shouldStop: ShouldStop,
): LorryTimes => {
  const known = kept.get(network) ?? new LorryTimes(network)
  kept.set(network, known)
  known.close(closures, shouldStop)
  return known
}

/** The model, with what is closed found already. */
const closed = (
  model: CoverageModel,
  question: CoverageQuestion,
  shouldStop: ShouldStop,
): CoverageModel => {
  model.closedOf(question, shouldStop)
  return model
}

/** @throws whatever the analysis throws. */
export const runJob = <Name extends JobName>(
  model: CoverageModel,
  name: Name,
  input: JobInput<Name>,
  shouldStop: ShouldStop,
): JobOutput<Name> | Promise<JobOutput<Name>> => HANDLERS[name](model, input, shouldStop)
