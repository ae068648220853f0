/** Plans of whole units and lorries without a search: the linear plan rounded, or lorry by lorry. */
import type { Highs } from 'highs'
import { isBetter, isSameValue } from './aim-order.ts'
import { evaluateTransfer, tripsFor } from './evaluate.ts'
import { fillLorries } from './fill-lorries.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { mendPlan } from './mend-plan.ts'
import type { Relaxation } from './relaxation.ts'
import { reloadLorries } from './reload-lorries.ts'
import { wholeUnits } from './whole-units.ts'

const solutionOf = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): TransferSolution => ({
  flows,
  trips: tripsFor(instance, flows),
  values: evaluateTransfer(instance, flows),
})

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

/** Lorry by lorry: without a linear plan, and where lorries are short. */
const filledPlan = (instance: TransferInstance, { columns }: Relaxation): TransferSolution =>
  solutionOf(instance, mendPlan(instance, columns, fillLorries(instance, columns)))

/** The linear plan in whole units, its thin trips taken off the lorries that there are not. */
const mendedPlan = (
  instance: TransferInstance,
  columns: Relaxation['columns'],
  units: Float64Array,
): TransferSolution =>
  solutionOf(instance, mendPlan(instance, columns, wholeUnits(instance, columns, units)))

/** The linear plan made whole; where lorries are short, a plan made lorry by lorry if that is better. */
export const quickPlan = (
  highs: Highs,
  instance: TransferInstance,
  relaxation: Relaxation,
): TransferSolution => {
  const { columns, units, values } = relaxation
  if (!units) return filledPlan(instance, relaxation)
  const mended = mendedPlan(instance, columns, units)
  if (isSameValue(mended.values.missed, values.missed)) return mended
  const filled = filledPlan(instance, relaxation)
  const better = isBetter(filled.values, mended.values) ? filled : mended
  return reloaded(highs, instance, better)
}

/**
 * The linear plan on its own trips. It may miss more than a plan made lorry by lorry, but drives
 * far less, and a search gets farther from it.
 */
export const plannedTrips = (
  highs: Highs,
  instance: TransferInstance,
  { columns, units }: Relaxation,
): TransferSolution | null =>
  units && reloaded(highs, instance, mendedPlan(instance, columns, units))
