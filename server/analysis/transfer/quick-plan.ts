/** Plans of whole units and lorries without a search: the linear plan rounded, or lorry by lorry. */
import type { Highs } from 'highs'
import { evaluateTransfer, isBetter, isSameValue, minutesLate, tripsFor } from './evaluate.ts'
import { type FlowColumns, flowColumns } from './flow-columns.ts'
import {
  HORIZON_SECONDS,
  type TransferFlow,
  type TransferInstance,
  type TransferSolution,
} from './instance.ts'
import type { Relaxation } from './relaxation.ts'
import { repairPlan } from './repair-plan.ts'
import { TransferProgram } from './transfer-program.ts'
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
  solutionOf(instance, repairPlan(instance, columns, fillLorries(instance, columns)))

/** The linear plan in whole units, its thin trips taken off the lorries that there are not. */
const repairedPlan = (
  instance: TransferInstance,
  columns: Relaxation['columns'],
  units: Float64Array,
): TransferSolution =>
  solutionOf(instance, repairPlan(instance, columns, wholeUnits(instance, columns, units)))

/** The linear plan made whole; where lorries are short, a plan made lorry by lorry if that is better. */
export const quickPlan = (
  highs: Highs,
  instance: TransferInstance,
  relaxation: Relaxation,
): TransferSolution => {
  const { columns, units, values } = relaxation
  if (!units) return filledPlan(instance, relaxation)
  const mended = repairedPlan(instance, columns, units)
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
  units && reloaded(highs, instance, repairedPlan(instance, columns, units))

// * A plan for a fleet that is short: lorry by lorry, always the one that brings most of what is wanted in time, filled as a knapsack with what weighs most in demand for its room (greedy after Dantzig 1957). It does without the thin trips that a linear plan is full of.

const SECONDS_PER_MINUTE = 60
/** Being late at all is worse than any lateness: that much of a share counts for nothing more. */
const LATE_SHARE = 1e-3

interface Load {
  readonly arc: number
  readonly gain: number
  /** Units by column. */
  readonly units: readonly (readonly [column: number, quantity: number])[]
  /** Whether it needs a lorry: not where all of it drives itself. */
  readonly isCarried: boolean
}

/** What drives itself is loaded first of all. */
const LEAST_ROOM = 1e-9

/** Units that fit into what is left of a lorry. */
const fitting = (left: number, share: number): number =>
  share > 0 ? Math.floor(left / share + 1e-9) : Number.POSITIVE_INFINITY

/** Units of every flow, whole, within supply, demand and fleet. */
const fillLorries = (instance: TransferInstance, columns: FlowColumns): Float64Array => {
  const { siteCount, itemCount, demand, siteWeight, massShare, volumeShare, lorries } = instance
  const units = new Float64Array(columns.count)
  const short = Float64Array.from(demand)
  const left = Float64Array.from(instance.free)
  const free = lorries ? Int32Array.from(lorries) : null
  const byArc = Map.groupBy(
    Array.from(columns.stockpile.keys()),
    (column) => columns.stockpile[column]! * siteCount + columns.site[column]!,
  )
  const lineOf = (column: number): number =>
    columns.site[column]! * itemCount + columns.item[column]!
  const supplyOf = (column: number): number =>
    columns.stockpile[column]! * itemCount + columns.item[column]!

  const bestLoad = (arc: number): Load => {
    const stockpile = Math.floor(arc / siteCount)
    const site = arc % siteCount
    const late = minutesLate(instance, stockpile, site)
    const worth =
      late === 0 ? 1 : LATE_SHARE * Math.max(0, 1 - (late * SECONDS_PER_MINUTE) / HORIZON_SECONDS)
    const room = (supply: number): number =>
      Math.max(massShare[supply]!, volumeShare[supply]!, LEAST_ROOM)
    const value = (column: number): number =>
      (siteWeight[site]! * worth) / demand[lineOf(column)]! / room(supplyOf(column))
    let [massLeft, volumeLeft, gain] = [1, 1, 0]
    const chosen: [number, number][] = []
    for (const column of (byArc.get(arc) ?? []).toSorted((a, b) => value(b) - value(a))) {
      const supply = supplyOf(column)
      const wanted = Math.min(short[lineOf(column)]!, left[supply]!)
      const quantity = Math.min(
        wanted,
        fitting(massLeft, massShare[supply]!),
        fitting(volumeLeft, volumeShare[supply]!),
      )
      if (quantity <= 0) continue
      massLeft -= quantity * massShare[supply]!
      volumeLeft -= quantity * volumeShare[supply]!
      gain += (siteWeight[site]! * worth * quantity) / demand[lineOf(column)]!
      chosen.push([column, quantity])
    }
    return { arc, gain, units: chosen, isCarried: massLeft < 1 || volumeLeft < 1 }
  }

  /** Gains only shrink as goods go, so an arc looked at again and still first is the best (lazy greedy, Minoux 1978). */
  const loads = [...byArc.keys()].map(bestLoad).sort((a, b) => a.gain - b.gain)
  const insert = (load: Load): void => {
    let [low, high] = [0, loads.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (loads[middle]!.gain < load.gain) low = middle + 1
      else high = middle
    }
    loads.splice(low, 0, load)
  }
  for (;;) {
    const candidate = loads.pop()
    if (!candidate || candidate.gain <= 0) return units
    const stockpile = Math.floor(candidate.arc / siteCount)
    if (free && free[stockpile] === 0) continue
    const now = bestLoad(candidate.arc)
    const isStillFirst = now.gain >= (loads.at(-1)?.gain ?? 0) - 1e-12
    if (!isStillFirst) {
      if (now.gain > 0) insert(now)
      continue
    }
    if (free && now.isCarried) free[stockpile]!--
    for (const [column, quantity] of now.units) {
      units[column]! += quantity
      short[lineOf(column)]! -= quantity
      left[supplyOf(column)]! -= quantity
    }
    const again = bestLoad(candidate.arc)
    if (again.gain > 0) insert(again)
  }
}

// * The lorries of a plan stay on their trips, what they carry is chosen anew: a linear program over these trips alone, objective by objective. What was loaded lorry by lorry, greedily, is put right by it.

const SERVED_OBJECTIVES = ['missed', 'lateness', 'reserve', 'distance', 'haul'] as const

/** A plan on the same trips; whoever asks keeps the better one. @throws Error when HiGHS refuses. */
const reloadLorries = (
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
    for (const objective of SERVED_OBJECTIVES) {
      if (!program.minimise(objective)) break
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
    const flows = repairPlan(instance, all, units)
    return { flows, trips: tripsFor(instance, flows), values: evaluateTransfer(instance, flows) }
  } finally {
    program.dispose()
  }
}
