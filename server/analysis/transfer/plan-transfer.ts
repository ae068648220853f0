/** A plan of whole lorries and units at once: exact where it is small, mended from the linear plan else. */
import type { Highs } from 'highs'
import type { ShouldStop } from '../coverage/question.ts'
import { isBetter } from './aim-order.ts'
import { proofsOf } from './aim-proofs.ts'
import type { AimProof, TransferInstance, TransferSolution } from './instance.ts'
import { quickPlan } from './quick-plan.ts'
import { RELAXATION_LIMITS, relaxTransfer } from './relaxation.ts'
import { wholeLorries } from './whole-lorries.ts'

export interface ProvedPlan {
  readonly solution: TransferSolution
  readonly proofs: readonly AimProof[]
}

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
  const exact = wholeLorries(highs, instance, relaxation, quick, {
    seconds: EXACT_SECONDS,
    gapPercent: 0,
    isKept: () => true,
  })
  return isBetter(quick.solution.values, exact.solution.values) ? quick : exact
}
