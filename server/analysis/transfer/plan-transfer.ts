/** A plan of whole lorries and units at once: exact where it is small, mended from the linear plan else. */
import type { Highs } from 'highs'
import type { ShouldStop } from '../cancellation.ts'
import { branchAndBound } from './branch-and-bound.ts'
import { gapPercent, isBetter, isSameValue, objectiveOffset, proofsOf } from './evaluate.ts'
import type { FlowColumns } from './flow-columns.ts'
import {
  OBJECTIVES,
  type ProvedPlan,
  type TransferInstance,
  type TransferSolution,
} from './instance.ts'
import type { LorryTimes } from './lorry-times.ts'
import { searchNeighbourhoods } from './neighbourhood-search.ts'
import { plannedTrips, quickPlan } from './quick-plan.ts'
import { RELAXATION_LIMITS, type Relaxation, relaxTransfer } from './relaxation.ts'
import {
  instanceOf,
  type TransferFindings,
  type TransferQuestion,
  tripRoutes,
} from './transfer-question.ts'

/** Programs of up to as many flows are solved exactly while a person waits. */
const MOST_EXACT_FLOWS = 900
const EXACT_SECONDS = 1.5

/**
 * @param shouldStop is asked between the parts of the work. @throws Error when HiGHS refuses a model.
 */
export const planTransfer = (
  highs: Highs,
  instance: TransferInstance,
  shouldStop: ShouldStop = () => false,
  limits = RELAXATION_LIMITS,
): ProvedPlan => {
  const relaxation = relaxTransfer(highs, instance, limits)
  const mended = quickPlan(highs, instance, relaxation)
  const quick = { solution: mended, proofs: proofsOf(instance, mended.values, relaxation.values) }
  const isProved = quick.proofs.every(({ gapPercent }) => gapPercent === 0)
  const { isComplete } = relaxation
  if (isProved || !isComplete || relaxation.columns.count > MOST_EXACT_FLOWS || shouldStop())
    return quick
  const exact = branchAndBound(highs, instance, relaxation, quick, {
    seconds: EXACT_SECONDS,
    gapPercent: 0,
    isKept: () => true,
  })
  return isBetter(quick.solution.values, exact.solution.values) ? quick : exact
}

// Improves a plan and proves how good it is, for as long as somebody looks at it.

interface ProofLimits {
  readonly seconds: number
  readonly gapPercent: number
}

/** Besides what plans use, each demand may turn to as many of its nearest supplies. */
const NEAREST_KEPT = 6
const SOME = 1e-6

/** Flows worth searching: those of the linear plan and of the present one, and the nearest of each demand. */
const promising = (
  instance: TransferInstance,
  { columns, units }: Relaxation,
  { flows }: TransferSolution,
): ((stockpile: number, site: number, item: number) => boolean) => {
  const keyOf = (stockpile: number, site: number, item: number): number =>
    (stockpile * instance.siteCount + site) * instance.itemCount + item
  const keyAt = (of: FlowColumns, column: number): number =>
    keyOf(of.stockpile[column]!, of.site[column]!, of.item[column]!)
  const kept = new Set(flows.map(({ stockpile, site, item }) => keyOf(stockpile, site, item)))
  const all = Array.from(columns.stockpile.keys())
  for (const column of all) if (units && units[column]! > SOME) kept.add(keyAt(columns, column))
  const lines = Map.groupBy(
    all,
    (column) => columns.site[column]! * instance.itemCount + columns.item[column]!,
  )
  for (const ofLine of lines.values()) {
    const nearest = ofLine
      .toSorted((a, b) => columns.arrivalSeconds[a]! - columns.arrivalSeconds[b]!)
      .slice(0, NEAREST_KEPT)
    for (const column of nearest) kept.add(keyAt(columns, column))
  }
  return (stockpile, site, item) => kept.has(keyOf(stockpile, site, item))
}

/** Of the time that is left: the search for a better plan, before bounds are sought for it. */
const SHARE_OF_SEARCH = 0.75

/** Whether a plan is so close to the linear plan, in every objective, that a better one is not worth a search. */
const isNear =
  (instance: TransferInstance, { values }: Relaxation, percent: number) =>
  (solution: TransferSolution): boolean =>
    OBJECTIVES.every(
      (objective) =>
        gapPercent(
          solution.values[objective],
          values[objective],
          objectiveOffset(instance, objective),
        ) <= percent,
    )

/** The better of the plan that there is and of one that was searched for from the linear plan. */
const searched = (
  highs: Highs,
  instance: TransferInstance,
  relaxation: Relaxation,
  quick: TransferSolution,
  limits: ProofLimits,
): TransferSolution => {
  const isQuickServing = isSameValue(quick.values.missed, relaxation.values.missed)
  const start = isQuickServing ? quick : (plannedTrips(highs, instance, relaxation) ?? quick)
  const isEnough = isNear(instance, relaxation, limits.gapPercent)
  const found = searchNeighbourhoods(highs, instance, start, { seconds: limits.seconds, isEnough })
  return isBetter(found.values, quick.values) ? found : quick
}

/**
 * @param shouldStop is asked between the parts of the work; they keep to `limits.seconds`.
 * @returns a plan that is no worse than the one given. @throws Error when HiGHS refuses a model.
 */
export const proveTransfer = (
  highs: Highs,
  instance: TransferInstance,
  quick: ProvedPlan,
  limits: ProofLimits,
  shouldStop: ShouldStop = () => false,
): ProvedPlan => {
  const until = performance.now() + limits.seconds * 1000
  const secondsLeft = (): number => Math.max(0, (until - performance.now()) / 1000)
  const relaxation = relaxTransfer(highs, instance)
  if (shouldStop() || !relaxation.isComplete) return quick
  const better = searched(highs, instance, relaxation, quick.solution, {
    ...limits,
    seconds: secondsLeft() * SHARE_OF_SEARCH,
  })
  const start = { solution: better, proofs: proofsOf(instance, better.values, relaxation.values) }
  if (shouldStop()) return start
  const proved = branchAndBound(highs, instance, relaxation, start, {
    seconds: secondsLeft(),
    gapPercent: limits.gapPercent,
    isKept: promising(instance, relaxation, better),
  })
  return isBetter(better.values, proved.solution.values) ? start : proved
}

// From a question to a plan: at once as good as can be told at once, then proved.

/** Closer than this nobody waits for. */
const GAP_PERCENT = 0.5

/** A plan of whole lorries, within the time that a hand at the page allows. */
export const quickFindings = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  shouldStop: ShouldStop,
): TransferFindings => {
  const instance = instanceOf(question, times)
  const { solution, proofs } = planTransfer(highs, instance, shouldStop)
  const routes = tripRoutes(question, times, solution)
  return { instance, solution, proofs, routes }
}

/** The plan improved, and how far from the best it is at most. */
export const provedFindings = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  before: TransferFindings,
  seconds: number,
  shouldStop: ShouldStop,
): TransferFindings => {
  const { instance } = before
  const { solution, proofs } = proveTransfer(
    highs,
    instance,
    { solution: before.solution, proofs: before.proofs },
    { seconds, gapPercent: GAP_PERCENT },
    shouldStop,
  )
  const routes = tripRoutes(question, times, solution)
  return { instance, solution, proofs, routes }
}
