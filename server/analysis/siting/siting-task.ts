/** From a planner's siting question to a task for the solvers, who solves it, and back to sites. */
import type { Highs } from 'highs'
import type { SitingQuery } from '../../../data/siting.ts'
import { rowsOfEntries } from '../../network/compressed-rows.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { type CoverProver, proveCover, proveSetCover } from './branch-and-cut.ts'
import type { CandidateTable } from './candidate-table.ts'
import { CenterBound, type CenterInstance, CenterSearch, evaluateCenter } from './center.ts'
import {
  CoverBound,
  type CoverProof,
  type CoverRemainder,
  PartialCoverBound,
} from './cover-bound.ts'
import { type CoverInstance, evaluateCover, reduceCover } from './cover-instance.ts'
import { CoverSearch, PartialCoverSearch } from './cover-search.ts'
import { MedianBound } from './median-bound.ts'
import { evaluateMedian, type MedianInstance, onceStanding, siteCosts } from './median-instance.ts'
import { MedianSearch } from './median-search.ts'
import { SetCoverBound } from './set-cover-bound.ts'
import {
  type SetCoverInstance,
  uncoverableDemands,
  uncoveredDemands,
} from './set-cover-instance.ts'
import { SetCoverSearch } from './set-cover-search.ts'
import { type OrderedSite, orderedSites } from './site-order.ts'
import { type CoverTable, type SiteTable, type TimeTable, WAIT_CAP_SECONDS } from './site-table.ts'
import type { SitingContext } from './siting-context.ts'
import type { SiteBound, SiteSearch, SiteSolution } from './solver.ts'

export type SitingTask =
  /** Most gain with `siteCount` sites. */
  | { readonly kind: 'cover'; readonly siteCount: number; readonly instance: CoverInstance }
  /** Fewest sites whose gain reaches `targetGain`. */
  | {
      readonly kind: 'partial-cover'
      readonly targetGain: number
      readonly instance: CoverInstance
    }
  /** Fewest sites that cover every demand. */
  | { readonly kind: 'set-cover'; readonly instance: SetCoverInstance }
  /** Least total cost with `siteCount` sites beside those that are given. */
  | {
      readonly kind: 'median'
      readonly siteCount: number
      readonly instance: MedianInstance
      readonly given: readonly number[]
    }
  /** Least worst cost with `siteCount` sites. */
  | { readonly kind: 'center'; readonly siteCount: number; readonly instance: CenterInstance }

export const senseOf = ({ kind }: SitingTask): 'maximise' | 'minimise' =>
  kind === 'cover' ? 'maximise' : 'minimise'

export const createSearch = (task: SitingTask): SiteSearch => {
  switch (task.kind) {
    case 'cover':
      return new CoverSearch(task.instance, task.siteCount)
    case 'partial-cover':
      return new PartialCoverSearch(task.instance, task.targetGain)
    case 'set-cover':
      return new SetCoverSearch(task.instance)
    case 'median':
      return new MedianSearch(onceStanding(task.instance, task.given), task.siteCount)
    case 'center':
      return new CenterSearch(task.instance, task.siteCount)
  }
}

/**
 * One proof by branch and cut takes no longer, so that a thread still notices when it is to stop.
 */
const PROOF_SECONDS = 6

export const createBound = (task: SitingTask, highs: Highs): SiteBound => {
  const coverProver = (remainder: CoverRemainder): CoverProof | null =>
    proveCover(highs, remainder, PROOF_SECONDS)
  const setCoverProver: CoverProver = (cover) => proveSetCover(highs, cover, PROOF_SECONDS)
  switch (task.kind) {
    case 'cover':
      return new CoverBound(task.instance, task.siteCount, coverProver)
    case 'partial-cover':
      return new PartialCoverBound(task.instance, task.targetGain, coverProver)
    case 'set-cover':
      return new SetCoverBound(task.instance, setCoverProver)
    case 'median':
      return new MedianBound(onceStanding(task.instance, task.given), task.siteCount)
    case 'center':
      return new CenterBound(task.instance, task.siteCount, setCoverProver)
  }
}

/** Objective of a choice of candidates; null where it does not solve the problem at all. */
export const evaluateSites = (task: SitingTask, chosen: readonly number[]): number | null => {
  if ('siteCount' in task && chosen.length > task.siteCount) return null
  switch (task.kind) {
    case 'cover':
      return evaluateCover(task.instance, chosen)
    case 'partial-cover':
      return evaluateCover(task.instance, chosen) >= task.targetGain ? chosen.length : null
    case 'set-cover': {
      const left = uncoveredDemands(task.instance, chosen).length
      return left === uncoverableDemands(task.instance).length ? chosen.length : null
    }
    case 'median':
      return evaluateMedian(task.instance, [...task.given, ...chosen])
    case 'center':
      return evaluateCenter(task.instance, chosen)
  }
}

const PERCENT = 100
const DECISECONDS_PER_MINUTE = 600

/** A task over candidates of a table, perhaps over fewer than the table has. */
interface Reduced {
  readonly task: SitingTask
  /** Candidate of the table that each of the task's stands for. */
  readonly candidates: Uint32Array
}

export interface SitingPlan extends Reduced {
  readonly table: SiteTable
  /** For `lscp` the most people with `add` sites, where the target takes more of them. */
  readonly most: Reduced | null
  /** What one person in time is worth in the objective of a cover. */
  readonly gainPerPerson: number
  /** Demand cells that are not in time and that no candidate can reach in time. */
  readonly unreachableCells: readonly number[]
  readonly peopleUnreachable: number
}

/** People that are to be won before the target share is in time. */
const peopleWanted = ({ people, peopleInTime }: SitingContext, targetPercent: number): number =>
  Math.max(0, Math.ceil((people * targetPercent) / PERCENT) - peopleInTime)

/** What the solvers' threads need of a table. */
const solverTable = (table: SiteTable): CandidateTable => ({
  candidateCount: table.candidateCount,
  demandCount: table.demandCount,
  candidateStart: table.candidateStart,
  candidateDemands: table.candidateDemands,
})

const coverInstance = (table: CoverTable): CoverInstance => ({
  ...solverTable(table),
  gains: table.gains,
})

/** Demands with something to gain that no candidate serves. */
const outOfReach = (table: SiteTable): number[] => {
  const isReached = new Uint8Array(table.cells.length)
  for (let i = 0; i < table.candidateDemands.length; i++) {
    const demand = table.candidateDemands[i]!
    if (table.candidateDeciseconds[i]! <= table.limits[demand]!) isReached[demand] = 1
  }
  return [...table.cells.keys()].filter(
    (demand) => isReached[demand] === 0 && table.unservedPeople[demand]! > 0,
  )
}

const whole = (task: SitingTask, { candidateCount }: SiteTable): Reduced => ({
  task,
  candidates: Uint32Array.from(Array(candidateCount).keys()),
})

const coverTask = (
  query: SitingQuery,
  context: SitingContext,
  table: CoverTable,
): Reduced & Pick<SitingPlan, 'most'> => {
  const { instance, candidates } = reduceCover(coverInstance(table))
  const most: Reduced = { task: { kind: 'cover', siteCount: query.add, instance }, candidates }
  if (query.problem === 'mclp') return { ...most, most: null }
  const lost = outOfReach(table).reduce((sum, demand) => sum + table.unservedPeople[demand]!, 0)
  const all = table.unservedPeople.reduce((sum, people) => sum + people, 0) - lost
  const wanted = peopleWanted(context, query.targetPercent)
  // What lies beyond every candidate's reach is reported; the rest is covered by the fewest sites.
  if (wanted >= all) {
    return { ...whole({ kind: 'set-cover', instance: solverTable(table) }, table), most }
  }
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

/** Multiplies the whole numbers of a task's objective to the unit that people read. */
export const unitsPerObjective = ({ kind }: SitingTask, { gainPerPerson }: SitingPlan): number => {
  if (kind === 'cover') return 1 / gainPerPerson
  return kind === 'median' || kind === 'center' ? 1 / DECISECONDS_PER_MINUTE : 1
}

/** What no choice can be better than, without any proof: all candidates together. */
export const loosestBound = (task: SitingTask): number => {
  const all = [...Array(task.instance.candidateCount).keys()]
  switch (task.kind) {
    case 'cover':
      return evaluateCover(task.instance, all)
    case 'median':
      return evaluateMedian(task.instance, all)
    case 'center':
      return evaluateCenter(task.instance, all)
    default:
      return 0
  }
}

/** @throws Error where the context was made for another problem. */
export const planSiting = (query: SitingQuery, context: SitingContext): SitingPlan => {
  const { cover, time } = context
  const table = cover ?? time
  if (!table) throw new Error('a siting problem needs a table')
  const unreachable = outOfReach(table)
  return {
    most: null,
    ...(cover ? coverTask(query, context, cover) : timeTask(query, time as TimeTable)),
    table,
    gainPerPerson: cover?.gainPerPerson ?? 1,
    unreachableCells: unreachable.map((demand) => table.cells[demand]!),
    peopleUnreachable: unreachable.reduce((sum, each) => sum + table.unservedPeople[each]!, 0),
  }
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

/** The chosen candidates of a task, those that gain most first, each with its gain as people read it. */
export const rankedSites = (
  { table }: SitingPlan,
  { task, candidates }: Reduced,
  chosen: readonly number[],
  spare: readonly number[] = [],
): OrderedSite[] => {
  const named = (list: readonly number[]): number[] => list.map((each) => candidates[each]!)
  const by = RANKED_BY[task.kind]
  return orderedSites(table, by, named(chosen), named(spare)).map((site) => ({
    ...site,
    gain: by === 'people' ? site.gain : site.gain / DECISECONDS_PER_MINUTE,
  }))
}
