/** From a planner's siting question to a task for the solvers, and back to sites. */
import type { SitingQuery } from '../../../data/siting.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { type CoverInstance, reduceCover } from './cover-instance.ts'
import type { SiteCosts } from './median-instance.ts'
import type { SetCoverInstance } from './set-cover-instance.ts'
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

const coverInstance = (table: CoverTable): CoverInstance => ({
  candidateCount: table.candidateCount,
  demandCount: table.cells.length,
  gainFirst: table.gainFirst,
  gainSecond: table.gainSecond,
  candidateStart: table.candidateStart,
  candidateDemands: table.candidateDemands,
})

const setCoverInstance = (table: CoverTable): SetCoverInstance => ({
  candidateCount: table.candidateCount,
  demandCount: table.cells.length,
  candidateStart: Int32Array.from(table.candidateStart),
  candidateDemands: Int32Array.from(table.candidateDemands),
})

/** The table by demand, each demand's candidates soonest first. */
const costsByDemand = (table: TimeTable): SiteCosts => {
  const demandCount = table.cells.length
  const demandStart = new Int32Array(demandCount + 1)
  for (const demand of table.candidateDemands) demandStart[demand + 1]!++
  for (let demand = 0; demand < demandCount; demand++) {
    demandStart[demand + 1]! += demandStart[demand]!
  }
  const candidateOf = new Int32Array(table.candidateDemands.length)
  for (let candidate = 0; candidate < table.candidateCount; candidate++) {
    candidateOf.fill(
      candidate,
      table.candidateStart[candidate]!,
      table.candidateStart[candidate + 1]!,
    )
  }
  const order = Array.from(candidateOf.keys()).sort(
    (a, b) =>
      table.candidateDemands[a]! - table.candidateDemands[b]! ||
      table.candidateDeciseconds[a]! - table.candidateDeciseconds[b]! ||
      a - b,
  )
  return {
    candidateCount: table.candidateCount,
    demandCount,
    baseCosts: table.baseCosts,
    demandStart,
    demandCandidates: Int32Array.from(order, (entry) => candidateOf[entry]!),
    demandCosts: Int32Array.from(order, (entry) => table.candidateDeciseconds[entry]!),
  }
}

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

const coverTask = (query: SitingQuery, ground: SitingContext, table: CoverTable): Reduced => {
  if (query.problem === 'mclp') {
    const { instance, candidates } = reduceCover(coverInstance(table))
    return { task: { kind: 'cover', siteCount: query.add, instance }, candidates }
  }
  const lost = outOfReach(table).reduce((sum, demand) => sum + table.unservedPeople[demand]!, 0)
  const all = table.unservedPeople.reduce((sum, people) => sum + people, 0) - lost
  const wanted = peopleWanted(ground, query.targetPercent)
  // What lies beyond every candidate's reach is told, and the rest is covered as cheaply as can be.
  if (wanted >= all) return whole({ kind: 'set-cover', instance: setCoverInstance(table) }, table)
  const { instance, candidates } = reduceCover(coverInstance(table))
  return { task: { kind: 'partial-cover', targetGain: wanted, instance }, candidates }
}

const timeTask = ({ problem, add }: SitingQuery, table: TimeTable): Reduced => {
  const costs = costsByDemand(table)
  if (problem === 'p-median') {
    const instance = { ...costs, weights: table.weights }
    return whole({ kind: 'median', siteCount: add, instance }, table)
  }
  const instance = { ...costs, capCost: toDeciseconds(WAIT_CAP_SECONDS) }
  return whole({ kind: 'center', siteCount: add, instance }, table)
}

/** What the solvers' whole numbers stand for. */
const unitsOf = (task: SitingTask, ground: SitingContext): number => {
  switch (task.kind) {
    case 'cover':
      return 1 / (ground.cover?.gainPerPerson ?? 1)
    case 'median':
      return 1 / DECISECONDS_PER_MINUTE
    case 'center':
      return 1 / DECISECONDS_PER_SECOND
    default:
      return 1
  }
}

/** @throws Error where the ground was made for another problem. */
export const planSiting = (query: SitingQuery, ground: SitingContext): SitingPlan => {
  const { cover, time } = ground
  const table = cover ?? time
  if (!table) throw new Error('a siting problem needs a table')
  const { task, candidates } = cover
    ? coverTask(query, ground, cover)
    : timeTask(query, time as TimeTable)
  const unreachable = outOfReach(table)
  return {
    task,
    candidates,
    table,
    unitsPerObjective: unitsOf(task, ground),
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
