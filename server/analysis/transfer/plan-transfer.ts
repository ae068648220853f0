/** From a question to a plan of whole lorries: as good as can be found at once, then proved. */
import type { Highs } from 'highs'
import { countdown, neverStop, type ShouldStop } from '../cancellation.ts'
import { branchAndBound } from './branch-and-bound.ts'
import { gapPercent, isBetter, isSameValue, proofsByRelaxation, solutionOf } from './evaluate.ts'
import { fewerSenders } from './fewer-senders.ts'
import { columnsBy, flowColumns, flowKeys, soonestFirst, unitsOf } from './flow-columns.ts'
import type { ProvedPlan, TransferInstance, TransferSolution } from './instance.ts'
import type { LorryTimes } from './lorry-times.ts'
import { searchNeighbourhoods } from './neighbourhood-search.ts'
import { isCount, type ObjectiveProof, type ObjectiveValues } from './objectives.ts'
import type { PickupTimes } from './pickup-runs.ts'
import { withPickups } from './pickup-search.ts'
import { pooledLorries } from './pooled-lorries.ts'
import { quickPlan } from './quick-plan.ts'
import { RELAXATION_LIMITS, type Relaxation, relaxTransfer } from './relaxation.ts'
import { repairPlan } from './repair-plan.ts'
import { readySeconds, sendersOf } from './senders.ts'
import {
  instanceOf,
  type SinglePlan,
  type TransferFindings,
  type TransferQuestion,
  tripRoutes,
} from './transfer-question.ts'

/**
 * Programs of up to as many flows are solved exactly while the user waits. Of more, 1.5 s found a
 * better plan in 3 of 12 cases; the search that proves the plan goes on from the one that is shown.
 */
const MOST_EXACT_FLOWS = 450
const EXACT_SECONDS = 1.5
/** Where nothing more can be met, what is left can be looked for while the plan is read. */
const MOST_COUNTED_FLOWS = 900
const EXACT_COUNT_SECONDS = 0.3

const proved = (solution: TransferSolution, { columns, values }: Relaxation): ProvedPlan => ({
  solution,
  proofs: proofsByRelaxation(columns.instance, solution.values, values),
})

/** Whether nothing is open before the first objective that counts stores or lorries. */
const isServed = ({ proofs }: ProvedPlan): boolean => {
  const first = proofs.findIndex(({ objective }) => isCount(objective))
  return proofs.slice(0, Math.max(0, first)).every((proof) => proof.gapPercent === 0) && first >= 0
}

/**
 * A plan without a search. Lorries that may drive again are not always filled as well as those that
 * drive once: where something more could be met, the plan is at least as good as with those.
 */
const roughPlan = (
  highs: Highs,
  relaxation: Relaxation,
  limits: typeof RELAXATION_LIMITS,
): TransferSolution => {
  const { columns, values } = relaxation
  const { instance } = columns
  const plan = quickPlan(highs, relaxation)
  const first = instance.objectives[0]!
  if (!instance.repeats || isSameValue(plan.values[first], values[first])) return plan
  const once = quickPlan(highs, relaxTransfer(highs, { ...instance, repeats: null }, limits))
  const all = flowColumns(instance)
  const again = solutionOf(instance, repairPlan(all, unitsOf(all, once.flows)))
  return isBetter(instance, again.values, plan.values) ? again : plan
}

/**
 * A plan at once: exact where it is small, else made from the linear plan.
 * @param shouldStop called between the parts of the work. @throws Error when HiGHS refuses a model.
 */
export const planTransfer = (
  highs: Highs,
  instance: TransferInstance,
  shouldStop: ShouldStop = neverStop,
  limits = RELAXATION_LIMITS,
): ProvedPlan => {
  const relaxation = relaxTransfer(highs, instance, limits)
  const rough = roughPlan(highs, relaxation, limits)
  const quick = proved(fewerSenders(instance, rough), relaxation)
  const isProved = quick.proofs.every((proof) => proof.gapPercent === 0)
  const [most, seconds] = isServed(quick)
    ? [MOST_COUNTED_FLOWS, EXACT_COUNT_SECONDS]
    : [MOST_EXACT_FLOWS, EXACT_SECONDS]
  const isSmall = relaxation.isComplete && relaxation.columns.count <= most
  if (isProved || !isSmall || shouldStop()) return quick
  const exact = branchAndBound(highs, relaxation, quick.solution, {
    seconds,
    gapPercent: 0,
    isKept: () => true,
  })
  return isBetter(instance, quick.solution.values, exact.solution.values) ? quick : exact
}

interface ProofLimits {
  readonly seconds: number
  readonly gapPercent: number
}

/** Besides what plans use, each demand may turn to as many of its nearest supplies. */
const NEAREST_KEPT = 6
const SOME = 1e-6

/** Keys of flows worth searching: those that either plan uses, and the nearest of each demand. */
const promisingKeys = ({ columns, units }: Relaxation, { flows }: TransferSolution) => {
  const kept = flowKeys(columns.instance, flows)
  for (const [column, key] of columns.key.entries()) {
    if (units && units[column]! > SOME) kept.add(key)
  }
  for (const ofLine of columnsBy(columns.line).values()) {
    const nearest = soonestFirst(columns, ofLine).slice(0, NEAREST_KEPT)
    for (const column of nearest) kept.add(columns.key[column]!)
  }
  return kept
}

/** Of the time that is left: the search for a better plan, before bounds are sought for it. */
const SHARE_OF_SEARCH = 0.75

/** A plan that is no worse than the present one, searched for from there. */
const searched = (
  highs: Highs,
  relaxation: Relaxation,
  quick: TransferSolution,
  limits: ProofLimits,
): TransferSolution => {
  const { instance } = relaxation.columns
  // So close to the linear plan, in every objective, that a better one is not worth a search.
  const isEnough = ({ values }: TransferSolution): boolean =>
    instance.objectives.every((objective) => {
      const claim = { objective, value: values[objective], bound: relaxation.values[objective] }
      return gapPercent(instance, claim) <= limits.gapPercent
    })
  const found = searchNeighbourhoods(highs, instance, quick, { seconds: limits.seconds, isEnough })
  const fewer = fewerSenders(instance, found)
  return isBetter(instance, fewer.values, quick.values) ? fewer : quick
}

/**
 * Improves a plan and proves how good it is, for about `limits.seconds`.
 * @param shouldStop called between the parts of the work.
 * @returns a plan that is no worse than the one given. @throws Error when HiGHS refuses a model.
 */
export const proveTransfer = (
  highs: Highs,
  instance: TransferInstance,
  quick: ProvedPlan,
  limits: ProofLimits,
  shouldStop: ShouldStop = neverStop,
): ProvedPlan => {
  const secondsLeft = countdown(limits.seconds)
  const relaxation = relaxTransfer(highs, instance)
  if (shouldStop() || !relaxation.isComplete) return quick
  const better = searched(highs, relaxation, quick.solution, {
    ...limits,
    seconds: secondsLeft() * SHARE_OF_SEARCH,
  })
  const start = proved(better, relaxation)
  if (shouldStop()) return start
  const kept = promisingKeys(relaxation, better)
  const exact = branchAndBound(highs, relaxation, better, {
    seconds: secondsLeft(),
    gapPercent: limits.gapPercent,
    isKept: (_, key) => kept.has(key),
  })
  return isBetter(instance, better.values, exact.solution.values) ? start : exact
}

/** A closer plan is not worth waiting for. */
const GAP_PERCENT = 0.5

/** Stores that lie farther apart are not called at on one way. */
const LONGEST_LEG_SECONDS = 3600

const pickupTimes = (question: TransferQuestion, times: LorryTimes): PickupTimes => {
  const positions = question.stockpiles.map(({ position }) => position)
  const { loadingSeconds, unloadingSeconds, conditions } = question
  return {
    ...{ loadingSeconds, unloadingSeconds },
    readySeconds: readySeconds(question, sendersOf(question), times),
    secondsTo: (stockpile) =>
      times.seconds(positions, [positions[stockpile]!], conditions, LONGEST_LEG_SECONDS),
  }
}

/** Which proofs of a plan hold of all, the stops of its lorries included, and which of plans without. */
const provedWithin = (
  highs: Highs,
  { instance, solution, proofs }: SinglePlan,
  values: ObjectiveValues,
): ObjectiveProof[] => {
  const relaxed = relaxTransfer(highs, pooledLorries(instance)).values
  let isSingle = true
  return proofsByRelaxation(instance, values, relaxed).map((proof, index) => {
    const alone = proofs[index]!
    isSingle &&= isSameValue(proof.value, solution.values[proof.objective])
    const isProvedSingle = isSingle && alone.gapPercent === 0 && proof.gapPercent > 0
    return isProvedSingle ? { ...proof, isProvedSingle } : proof
  })
}

/** The plan with lorries that load at several stores, where these may. */
const findingsOf = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  single: SinglePlan,
  before: TransferFindings | null = null,
): TransferFindings => {
  if (!question.hasPickups) {
    return { ...single, routes: tripRoutes(question, times, single) }
  }
  const found = withPickups(single.instance, single.solution, pickupTimes(question, times))
  // A better plan to begin with is not always better in the end.
  const isWorse =
    before !== null && isBetter(single.instance, before.solution.values, found.solution.values)
  const { instance, solution } = isWorse ? before : found
  const proofs = provedWithin(highs, single, solution.values)
  return {
    ...{ instance, solution, proofs, single },
    routes: tripRoutes(question, times, { instance, solution }),
  }
}

/** A plan of whole lorries, fast enough to follow the user's hand on the page. */
export const quickFindings = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  shouldStop: ShouldStop,
): TransferFindings => {
  const instance = instanceOf(question, times)
  const plan = planTransfer(highs, instance, shouldStop)
  return findingsOf(highs, question, times, { instance, ...plan })
}

/** The plan improved, and how far from the best it is at most. */
export const provedFindings = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  findings: TransferFindings,
  seconds: number,
  shouldStop: ShouldStop,
): TransferFindings => {
  const { instance, solution, proofs } = findings.single ?? findings
  const limits = { seconds, gapPercent: GAP_PERCENT }
  const plan = proveTransfer(highs, instance, { solution, proofs }, limits, shouldStop)
  return findingsOf(highs, question, times, { instance, ...plan }, findings)
}
