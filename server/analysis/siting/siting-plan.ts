import type { SiteKind } from '../../../data/site-kinds.ts'
import { SITING_LIMITS, type SitingQuery } from '../../../data/siting.ts'
import { rowsOfEntries } from '../../network/compressed-rows.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { WAIT_CAP_SECONDS } from '../coverage/served.ts'
import type { CandidateTable } from './candidate-table.ts'
import { beyondReach, countyNeeds } from './county-shares.ts'
import { type CoverInstance, evaluateCover, instanceAfter, reduceCover } from './cover-instance.ts'
import { siteCosts } from './median-instance.ts'
import { type OrderedSite, orderedPhases, orderedSites } from './site-order.ts'
import { canBeKept, rulesAfter, rulesAmong, type SiteRules } from './site-rules.ts'
import { type CoverTable, type SiteTable, type TimeTable, weightOfAll } from './site-table.ts'
import type { SitingContext } from './siting-context.ts'
import type { SitingTask } from './siting-task.ts'
import type { SiteSolution } from './solver.ts'

const PERCENT = 100
const DECISECONDS_PER_MINUTE = 600

/** A task over candidates of a table, perhaps over fewer than the table has. */
export interface Reduced {
  readonly task: SitingTask
  /** Candidate of the table that each of the task's stands for. */
  readonly candidates: Uint32Array
}

export interface SitingPlan extends Reduced {
  readonly table: SiteTable
  /** For `lscp` the most people with `add` sites, where the target takes more of them. */
  readonly most: Reduced | null
  /** Candidates of the table that are chosen whatever they win. */
  readonly must: readonly number[]
  /** What all choices keep, over the candidates of the table. */
  readonly rules: SiteRules
  /** What one person in time is worth in the objective of a cover. */
  readonly gainPerPerson: number
  /** What the sites that must be win in the objective, before any other. */
  readonly gainOfMust: number
  /** What sites must win in each county of the table, where a least share is asked for. */
  readonly needs: readonly number[] | null
  /** A county whose need not even all candidates together meet, with the share that they can. */
  readonly beyondReach: { readonly code: string; readonly share: number } | null
  /** Demand cells that are not in time and that no candidate can reach in time. */
  readonly unreachableCells: readonly number[]
  readonly peopleUnreachable: number
  /** For problems about the time: people whom neither a station nor a candidate ever reaches. */
  readonly peopleNeverReached: number
}

/** People that are to be won before the target share is in time, times the weights. */
const peopleWanted = (
  { peopleOfCase, peopleInTime, cases }: SitingContext,
  targetPercent: number,
) => {
  const over = (ofCase: readonly number[]): number =>
    cases.reduce((sum, { weight }, i) => sum + weight * ofCase[i]!, 0)
  const wanted = Math.ceil((over(peopleOfCase) * targetPercent) / PERCENT)
  return Math.max(0, wanted - over(peopleInTime))
}

/** What the solvers' threads need of a table. */
const solverTable = (table: SiteTable): CandidateTable => ({
  candidateCount: table.candidateCount,
  demandCount: table.demandCount,
  candidateStart: table.candidateStart,
  candidateDemands: table.candidateDemands,
})

/**
 * @param weights of the cases; their own where left out.
 * @param ofCounties what a person of each county counts; as much everywhere where left out.
 */
const coverInstance = (
  table: CoverTable,
  weights: readonly number[] = table.cases.map(({ weight }) => weight),
  ofCounties: readonly number[] = table.counties.map(() => 1),
): CoverInstance => {
  const { caseOf, countyOf } = table
  return {
    ...solverTable(table),
    gains: table.gains.map((gains) =>
      Float64Array.from(
        gains,
        (gain, demand) => gain * weights[caseOf[demand]!]! * ofCounties[countyOf[demand]!]!,
      ),
    ),
  }
}

/** Cents of 10,000 yuan are a tenth: money in whole numbers. */
const TENTHS = 10

/** What a change costs over the years asked about, in tenths of 10,000 yuan. */
export const costOf = (kind: SiteKind, { costs, years }: NonNullable<SitingQuery['budget']>) =>
  Math.round((costs[kind].once + costs[kind].perYear * years) * TENTHS)

/** Money, in tenths of 10,000 yuan, and quotas over the candidates of a context. */
const rulesOf = (
  { budget, quotas }: SitingQuery,
  candidates: SitingContext['candidates'],
): SiteRules => {
  const groupOfCounty = new Map(quotas.map(({ countyCode }, group) => [countyCode, group]))
  // Counties without a quota share a group that is not limited.
  const rest = quotas.length
  return {
    budget: budget && {
      costs: Float64Array.from(candidates, ({ kind }) => costOf(kind, budget)),
      most: Math.round(budget.most * TENTHS),
    },
    quotas:
      quotas.length === 0
        ? null
        : {
            groupOf: Int32Array.from(
              candidates,
              ({ countyCode }) => groupOfCounty.get(countyCode) ?? rest,
            ),
            least: Int32Array.from([...quotas.map(({ least }) => least), 0]),
            most: Int32Array.from([...quotas.map(({ most }) => most), candidates.length]),
            later: 0,
          },
  }
}

/** What a plan is further asked: the best sites once some stand. */
export interface AskedAfter {
  /** Candidates of the table that stand. */
  readonly standing: readonly number[]
  /** How many more may come; a budget is in the rules. */
  readonly siteCount: number
  /** How many come after these: they may make up for what counties still lack of their least. */
  readonly later?: number
  /** Money for them, in tenths of 10,000 yuan, instead of what is left of the whole. */
  readonly money?: number
  /** Weights of the cases instead of their own. */
  readonly weights?: readonly number[]
  /** What a person of each county counts, whole numbers; as much everywhere where left out. */
  readonly countyWeights?: readonly number[]
  /** As of the task. */
  readonly isQuick?: boolean
}

/** @throws Error where the table is not one of covering. */
export const coverTaskAfter = (
  { table, rules }: Pick<SitingPlan, 'table' | 'rules'>,
  { standing, siteCount, later = 0, money, weights, countyWeights, isQuick = false }: AskedAfter,
): Reduced => {
  if (!isCoverTable(table)) throw new Error('phases and stability are asked of a covering only')
  const left = rulesAfter(rules, standing)
  const budget = left.budget && { ...left.budget, most: money ?? left.budget.most }
  const whole = instanceAfter(coverInstance(table, weights, countyWeights), standing)
  const quotas = left.quotas && { ...left.quotas, later }
  const reduced = reduceCover(whole, { budget, quotas }, standing)
  const { instance, candidates } = reduced
  return {
    task: { kind: 'cover', siteCount, instance, rules: reduced.rules, isQuick },
    candidates,
  }
}

const isCoverTable = (table: SiteTable): table is CoverTable => 'gains' in table

/** Demands with something to gain that no candidate serves. */
const outOfReach = (table: SiteTable): number[] => {
  const isReached = new Uint8Array(table.cells.length)
  for (let i = 0; i < table.candidateDemands.length; i++) {
    const demand = table.candidateDemands[i]!
    if (table.candidateDeciseconds[i]! <= table.limits[demand]!) isReached[demand] = 1
  }
  return [...table.cells.keys()].filter(
    (demand) =>
      isReached[demand] === 0 &&
      table.unservedPeople[demand]! > 0 &&
      table.cases[table.caseOf[demand]!]!.weight > 0,
  )
}

/** People of demands times the weights of their cases. */
const weighted = (table: SiteTable, demands: Iterable<number>): number => {
  let sum = 0
  for (const demand of demands) {
    sum += table.unservedPeople[demand]! * table.cases[table.caseOf[demand]!]!.weight
  }
  return sum
}

const whole = (task: SitingTask, { candidateCount }: SiteTable): Reduced => ({
  task,
  candidates: Uint32Array.from(Array(candidateCount).keys()),
})

/** Within a budget the number is limited by the most that may be proposed at all. */
export const mostSitesOf = ({ budget, add }: Pick<SitingQuery, 'budget' | 'add'>): number =>
  budget ? SITING_LIMITS.mostSites : add

const coverTask = (
  query: SitingQuery,
  context: SitingContext,
  table: CoverTable,
  { must, rules }: Pick<SitingPlan, 'must' | 'rules'>,
): Reduced & Pick<SitingPlan, 'most'> => {
  const siteCount = mostSitesOf(query) - must.length
  const most = coverTaskAfter({ table, rules }, { standing: must, siteCount })
  if (query.problem === 'mclp') return { ...most, most: null }
  const lost = weighted(table, outOfReach(table))
  const all = weighted(table, table.cells.keys()) - lost
  const wanted = peopleWanted(context, query.targetPercent)
  // What lies beyond every candidate's reach is reported; the rest is covered by the fewest sites.
  if (wanted >= all) {
    return { ...whole({ kind: 'set-cover', instance: solverTable(table) }, table), most }
  }
  const { instance } = most.task as Extract<SitingTask, { kind: 'cover' }>
  const { candidates } = most
  return { task: { kind: 'partial-cover', targetGain: wanted, instance }, candidates, most }
}

const timeTask = ({ problem, add }: SitingQuery, table: TimeTable): Reduced => {
  const costs = siteCosts(table.candidateCount, table.baseCosts, {
    demands: table.candidateDemands,
    candidates: rowsOfEntries(table.candidateStart),
    costs: table.candidateDeciseconds,
  })
  if (problem === 'p-median') {
    const instance = { ...costs, weights: table.weights }
    return whole({ kind: 'median', siteCount: add, instance, given: [] }, table)
  }
  const instance = { ...costs, capCost: toDeciseconds(WAIT_CAP_SECONDS) }
  return whole({ kind: 'center', siteCount: add, instance }, table)
}

/** A mean over the cases, by weight. */
const neverReached = (table: TimeTable): number => {
  const hasCandidate = new Uint8Array(table.demandCount)
  for (const demand of table.candidateDemands) hasCandidate[demand] = 1
  const cap = toDeciseconds(WAIT_CAP_SECONDS)
  const sum = table.weights.reduce(
    (all, weight, demand) =>
      hasCandidate[demand] === 0 && table.baseCosts[demand]! >= cap ? all + weight : all,
    0,
  )
  return Math.round(sum / weightOfAll(table.cases))
}

/** Multiplies the whole numbers of a task's objective to the unit that people read. */
export const unitsPerObjective = (
  { kind }: SitingTask,
  { gainPerPerson, table }: SitingPlan,
): number => {
  const weight = weightOfAll(table.cases)
  if (kind === 'cover') return 1 / (gainPerPerson * weight)
  if (kind === 'median') return 1 / (DECISECONDS_PER_MINUTE * weight)
  return kind === 'center' ? 1 / DECISECONDS_PER_MINUTE : 1
}

/** @throws Error where the context was made for another problem. */
export const planSiting = (query: SitingQuery, context: SitingContext): SitingPlan => {
  const { cover, time, candidates, cases } = context
  const table = cover ?? time
  if (!table) throw new Error('a siting problem needs a table')
  const unreachable = outOfReach(table)
  const rules = rulesOf(query, candidates)
  const { leastCountyPercent } = query
  const must = [...candidates.keys()].filter((site) => candidates[site]!.isMust)
  const task = cover
    ? coverTask(query, context, cover, { must, rules })
    : timeTask(query, time as TimeTable)
  return {
    most: null,
    ...task,
    ...{ table, must, rules },
    gainPerPerson: cover?.gainPerPerson ?? 1,
    gainOfMust: cover && must.length > 0 ? evaluateCover(coverInstance(cover), must) : 0,
    needs: leastCountyPercent === null ? null : countyNeeds(table, leastCountyPercent),
    beyondReach: leastCountyPercent === null ? null : beyondReach(table, leastCountyPercent),
    unreachableCells: [...new Set(unreachable.map((demand) => table.cells[demand]!))],
    peopleUnreachable: Math.round(weighted(table, unreachable) / weightOfAll(cases)),
    peopleNeverReached: time ? neverReached(time) : 0,
  }
}

/** Whether the rules leave any choice, the sites that must be among them. */
export const hasChoice = (query: SitingQuery, { must, rules, table }: SitingPlan): boolean => {
  if (query.problem !== 'mclp' && must.length === 0) return true
  const left = mostSitesOf(query) - must.length
  // a site that must be is none that may still come
  const others = [...Array(table.candidateCount).keys()].filter((site) => !must.includes(site))
  return left >= 0 && canBeKept(rulesAmong(rulesAfter(rules, must), others), left, others.length)
}

/**
 * What is solved next. Where the target takes more sites than are offered: the most people with
 * those. Where fewer sites than are offered make the longest time as short as it can be: the least
 * total time with the others. Null: nothing.
 * @param isDone nothing better, and no better bound, is looked for any more.
 */
export const nextTask = (
  { problem, add }: Pick<SitingQuery, 'problem' | 'add'>,
  { task, table, most }: SitingPlan,
  { best, bound, isDone }: { best: SiteSolution | null; bound: number; isDone: boolean },
): SitingTask | null => {
  if (!best) return null
  if (problem === 'lscp') {
    return best.objective > add && (isDone || bound > add) ? (most?.task ?? null) : null
  }
  if (task.kind !== 'center' || !isDone || best.chosen.length >= add) return null
  const instance = { ...task.instance, weights: (table as TimeTable).weights }
  const siteCount = add - best.chosen.length
  return { kind: 'median', siteCount, instance, given: best.chosen }
}

/** What the sites of a task are ranked by. */
const RANKED_BY = {
  cover: 'people',
  'partial-cover': 'people',
  'set-cover': 'people',
  median: 'saving',
  center: 'longest',
} as const

/**
 * Chosen candidates, those that gain most first, each with its gain as people read it.
 * @param spare candidates that are not needed for the objective.
 */
export const rankedSites = (
  { table }: Pick<SitingPlan, 'table'>,
  kind: SitingTask['kind'],
  chosen: readonly number[],
  spare: readonly number[] = [],
): OrderedSite[] => {
  const by = RANKED_BY[kind]
  const weight = weightOfAll(table.cases)
  const unit = {
    people: weight,
    saving: weight * DECISECONDS_PER_MINUTE,
    longest: DECISECONDS_PER_MINUTE,
  }[by]
  return orderedSites(table, by, chosen, spare).map((site) => ({
    ...site,
    gain: site.gain / unit,
  }))
}

/** The sites of one phase after the other, each with what it adds to all before it. */
export const rankedPhases = (
  plan: Pick<SitingPlan, 'table'>,
  phases: readonly (readonly number[])[],
): (OrderedSite & { readonly phase: number })[] =>
  orderedPhases(plan.table, phases).map((site) => ({
    ...site,
    gain: site.gain / weightOfAll(plan.table.cases),
  }))
