/** A plan of whole lorries and units at once: exact where it is small, mended from the linear plan else. */
import type { Highs } from 'highs'
import type { ShouldStop } from '../coverage/question.ts'
import { isBetter, isSameValue } from './aim-order.ts'
import { proofsOf } from './aim-proofs.ts'
import { evaluateTransfer, tripsFor } from './evaluate.ts'
import { fillLorries } from './fill-lorries.ts'
import type { AimProof, TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { mendPlan } from './mend-plan.ts'
import { RELAXATION_LIMITS, type Relaxation, relaxTransfer } from './relaxation.ts'
import { reloadLorries } from './reload-lorries.ts'
import { wholeLorries } from './whole-lorries.ts'
import { wholeUnits } from './whole-units.ts'

export interface ProvedPlan {
  readonly solution: TransferSolution
  readonly proofs: readonly AimProof[]
}

/** Programs of up to as many flows are solved exactly while a person waits. */
const MOST_EXACT_FLOWS = 900
const EXACT_SECONDS = 1.5

/** Bags by the thousand may be counted in parts and made whole; pumps and boats may not. */
const MOST_COUNTED_UNITS = 200
const LIGHT_KILOGRAMS = 20
const SMALL_CUBIC_METRES = 0.1

/** Items whose units the integer program must keep whole. */
export const wholeItems = (instance: TransferInstance): ((item: number) => boolean) => {
  const { demand, itemCount, kilograms, cubicMetres } = instance
  return (item) => {
    let most = 0
    for (let line = item; line < demand.length; line += itemCount) {
      most = Math.max(most, demand[line]!)
    }
    const isLight = kilograms[item]! < LIGHT_KILOGRAMS && cubicMetres[item]! < SMALL_CUBIC_METRES
    return most <= MOST_COUNTED_UNITS || !isLight
  }
}

const solutionOf = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): TransferSolution => ({
  flows,
  trips: tripsFor(instance, flows),
  values: evaluateTransfer(instance, flows),
})

/** The linear plan made whole; where lorries are short, a plan made lorry by lorry if that is better. */
const quickPlan = (
  highs: Highs,
  instance: TransferInstance,
  { columns, units, values }: Relaxation,
): TransferSolution => {
  const greedy = (): TransferSolution =>
    solutionOf(instance, mendPlan(instance, columns, fillLorries(instance, columns)))
  if (!units) return greedy()
  const rounded = wholeUnits(instance, columns, units)
  const mended = solutionOf(instance, mendPlan(instance, columns, rounded))
  if (isSameValue(mended.values.missed, values.missed)) return mended
  const filled = greedy()
  const better = isBetter(filled.values, mended.values) ? filled : mended
  return reloaded(highs, instance, better)
}

/** Trips stay while their loads get better; every round frees lorries that the next one fills. */
const MOST_ROUNDS = 4

const reloaded = (
  highs: Highs,
  instance: TransferInstance,
  start: TransferSolution,
): TransferSolution => {
  let best = start
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = reloadLorries(highs, instance, best)
    if (!isBetter(next.values, best.values)) break
    best = next
  }
  return best
}

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
