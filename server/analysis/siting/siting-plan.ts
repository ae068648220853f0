/** From a planner's siting question to a task for the solvers, and back to sites. */
import type { SitingQuery } from '../../../data/siting.ts'
import { rowsOfEntries } from '../../network/compressed-rows.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { type CoverInstance, reduceCover } from './cover-instance.ts'
import { siteCosts } from './median-instance.ts'
import {
  type CoverTable,
  inOrderOfGain,
  type OrderedSite,
  type SiteTable,
  type TimeTable,
  WAIT_CAP_SECONDS,
} from './site-table.ts'
import type { SitingContext } from './siting-context.ts'
import type { SitingTask } from './siting-task.ts'
import type { CandidateTable } from './solver.ts'

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
const candidatesOf = (table: SiteTable): CandidateTable => ({
  candidateCount: table.candidateCount,
  demandCount: table.demandCount,
  candidateStart: table.candidateStart,
  candidateDemands: table.candidateDemands,
})

const coverInstance = (table: CoverTable): CoverInstance => ({
  ...candidatesOf(table),
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
  if (wanted >= all) return whole({ kind: 'set-cover', instance: candidatesOf(table) }, table)
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
