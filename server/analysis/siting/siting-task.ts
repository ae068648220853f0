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
import { evaluateMedian, type MedianInstance, siteCosts } from './median-instance.ts'
import { MedianSearch } from './median-search.ts'
import { SetCoverBound } from './set-cover-bound.ts'
import {
  type SetCoverInstance,
  uncoverableDemands,
  uncoveredDemands,
} from './set-cover-instance.ts'
import { SetCoverSearch } from './set-cover-search.ts'
import {
  type CoverTable,
  inOrderOfGain,
  type OrderedSite,
  type SiteTable,
  type TimeTable,
  WAIT_CAP_SECONDS,
} from './site-table.ts'
import type { SitingContext } from './siting-context.ts'
import type { SiteBound, SiteSearch } from './solver.ts'

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
  /** Least total cost with `siteCount` sites. */
  | { readonly kind: 'median'; readonly siteCount: number; readonly instance: MedianInstance }
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
      return new MedianSearch(task.instance, task.siteCount)
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
      return new MedianBound(task.instance, task.siteCount)
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
      return evaluateMedian(task.instance, chosen)
    case 'center':
      return evaluateCenter(task.instance, chosen)
  }
}

const PERCENT = 100
const DECISECONDS_PER_SECOND = 10
const DECISECONDS_PER_MINUTE = 600

export interface SitingPlan {
  readonly task: SitingTask
  /** Candidate of the table that each of the task's stands for. */
  readonly candidates: Uint32Array
  readonly table: SiteTable
  /** Multiplies objectives of the task to the unit that people read. */
  readonly unitsPerObjective: number
  /** What no choice can be better than, without any proof. */
  readonly loosestBound: number
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
  gainFirst: table.gainFirst,
  gainSecond: table.gainSecond,
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

/** A task, perhaps over fewer candidates than the table has. */
type Reduced = Pick<SitingPlan, 'task' | 'candidates'>

const whole = (task: SitingTask, { candidateCount }: SiteTable): Reduced => ({
  task,
  candidates: Uint32Array.from(Array(candidateCount).keys()),
})

const coverTask = (query: SitingQuery, context: SitingContext, table: CoverTable): Reduced => {
  if (query.problem === 'mclp') {
    const { instance, candidates } = reduceCover(coverInstance(table))
    return { task: { kind: 'cover', siteCount: query.add, instance }, candidates }
  }
  const lost = outOfReach(table).reduce((sum, demand) => sum + table.unservedPeople[demand]!, 0)
  const all = table.unservedPeople.reduce((sum, people) => sum + people, 0) - lost
  const wanted = peopleWanted(context, query.targetPercent)
  // What lies beyond every candidate's reach is reported; the rest is covered by the fewest sites.
  if (wanted >= all) return whole({ kind: 'set-cover', instance: solverTable(table) }, table)
  const { instance, candidates } = reduceCover(coverInstance(table))
  return { task: { kind: 'partial-cover', targetGain: wanted, instance }, candidates }
}

const timeTask = ({ problem, add }: SitingQuery, table: TimeTable): Reduced => {
  const costs = siteCosts(table.candidateCount, table.baseCosts, {
    demands: table.candidateDemands,
    candidates: rowsOfEntries(table.candidateStart),
    costs: table.candidateDeciseconds,
  })
  if (problem === 'p-median') {
    const instance = { ...costs, weights: table.weights }
    return whole({ kind: 'median', siteCount: add, instance }, table)
  }
  const instance = { ...costs, capCost: toDeciseconds(WAIT_CAP_SECONDS) }
  return whole({ kind: 'center', siteCount: add, instance }, table)
}

/** What the solvers' whole numbers stand for. */
const unitsOf = (task: SitingTask, context: SitingContext): number => {
  switch (task.kind) {
    case 'cover':
      return 1 / (context.cover?.gainPerPerson ?? 1)
    case 'median':
      return 1 / DECISECONDS_PER_MINUTE
    case 'center':
      return 1 / DECISECONDS_PER_SECOND
    default:
      return 1
  }
}

/** @throws Error where the context was made for another problem. */
export const planSiting = (query: SitingQuery, context: SitingContext): SitingPlan => {
  const { cover, time } = context
  const table = cover ?? time
  if (!table) throw new Error('a siting problem needs a table')
  const { task, candidates } = cover
    ? coverTask(query, context, cover)
    : timeTask(query, time as TimeTable)
  const unreachable = outOfReach(table)
  return {
    task,
    candidates,
    table,
    unitsPerObjective: unitsOf(task, context),
    loosestBound:
      task.kind === 'cover'
        ? task.instance.gainFirst.reduce((sum, gain) => sum + gain, 0) +
          task.instance.gainSecond.reduce((sum, gain) => sum + gain, 0)
        : 0,
    unreachableCells: unreachable.map((demand) => table.cells[demand]!),
    peopleUnreachable: unreachable.reduce((sum, each) => sum + table.unservedPeople[each]!, 0),
  }
}

/** The chosen candidates in the order of the people each adds. */
export const orderedSites = (plan: SitingPlan, chosen: readonly number[]): OrderedSite[] =>
  inOrderOfGain(
    plan.table,
    chosen.map((each) => plan.candidates[each]!),
  )
