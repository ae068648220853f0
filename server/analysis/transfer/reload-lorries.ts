/**
 * The lorries of a plan stay on their trips, what they carry is chosen anew: a linear program over
 * these trips alone, aim by aim. What was loaded lorry by lorry, greedily, is put right by it.
 */
import type { Highs } from 'highs'
import { evaluateTransfer, tripsFor } from './evaluate.ts'
import { flowColumns } from './flow-columns.ts'
import type { TransferInstance, TransferSolution } from './instance.ts'
import { mendPlan } from './mend-plan.ts'
import { TransferProgram } from './transfer-program.ts'
import { wholeUnits } from './whole-units.ts'

const AIMS_SERVED = ['missed', 'lateness', 'reserve', 'distance', 'haul'] as const

/** A plan on the same trips; whoever asks keeps the better one. @throws Error when HiGHS refuses. */
export const reloadLorries = (
  highs: Highs,
  instance: TransferInstance,
  solution: TransferSolution,
): TransferSolution => {
  const { trips } = solution
  if (trips.length === 0) return solution
  const lorriesOf = new Map(
    trips.map(({ stockpile, site, lorries }) => [stockpile * instance.siteCount + site, lorries]),
  )
  const columns = flowColumns(instance, (stockpile, site) =>
    lorriesOf.has(stockpile * instance.siteCount + site),
  )
  const program = new TransferProgram(highs, instance, columns, {
    ...{ integer: false, isWhole: () => false, hasTrips: true },
    lorriesOf,
  })
  try {
    for (const aim of AIMS_SERVED) {
      if (!program.minimise(aim)) break
      program.keepOptimal()
    }
    // With every flow at hand again, what is left of the fleet is used as well.
    const all = flowColumns(instance)
    const units = new Float64Array(all.count)
    const place = new Map<string, number>()
    for (let column = 0; column < all.count; column++) {
      place.set(`${all.stockpile[column]} ${all.site[column]} ${all.item[column]}`, column)
    }
    const chosen = wholeUnits(instance, columns, program.units())
    for (let column = 0; column < columns.count; column++) {
      const key = `${columns.stockpile[column]} ${columns.site[column]} ${columns.item[column]}`
      units[place.get(key)!] = chosen[column]!
    }
    const flows = mendPlan(instance, all, units)
    return { flows, trips: tripsFor(instance, flows), values: evaluateTransfer(instance, flows) }
  } finally {
    program.dispose()
  }
}
