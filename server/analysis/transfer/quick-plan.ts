/**
 * Plans of whole units and lorries without a search: the linear plan rounded, or lorry by lorry.
 */
import type { Highs } from 'highs'
import { insertSorted } from '../binary-search.ts'
import { isBetter, isSameValue, minutesLate, SECONDS_PER_MINUTE, solutionOf } from './evaluate.ts'
import { columnsBy, type FlowColumns, flowColumns } from './flow-columns.ts'
import { HORIZON_SECONDS, type TransferInstance, type TransferSolution } from './instance.ts'
import { isLinear } from './objectives.ts'
import type { Relaxation } from './relaxation.ts'
import { repairedPlan, repairPlan } from './repair-plan.ts'
import { TransferProgram } from './transfer-program.ts'
import { wholeUnits } from './whole-units.ts'

/** Being late at all is worse than any lateness: that much of a share counts for nothing more. */
const LATE_SHARE = 1e-3
/** What drives itself is loaded first of all. */
const LEAST_ROOM = 1e-9
const GAIN_TOLERANCE = 1e-12

interface Load {
  readonly arc: number
  readonly gain: number
  /** Units by column. */
  readonly units: readonly (readonly [column: number, quantity: number])[]
  /** Whether it needs a lorry: not where all of it drives itself. */
  readonly isCarried: boolean
}

/** Units that fit into what is left of a lorry. */
const fitting = (left: number, share: number): number =>
  share > 0 ? Math.floor(left / share + 1e-9) : Number.POSITIVE_INFINITY

/**
 * Units of every flow, whole, within supply, demand and fleet, for a fleet that is short: lorry by
 * lorry, always the one that brings most of what is wanted in time, filled as a knapsack with what
 * weighs most in demand for its room (greedy after Dantzig 1957). It does without the thin trips
 * that a linear plan is full of.
 */
const fillLorries = (columns: FlowColumns): Float64Array => {
  const { instance, line, supply, load: ofLorry } = columns
  const { siteCount, fleetOf, demand, siteWeight, massShare, volumeShare, lorries } = instance
  const units = new Float64Array(columns.count)
  const short = Float64Array.from(demand)
  const left = Float64Array.from(instance.free)
  const free = lorries ? Int32Array.from(lorries) : null
  /** Trips that lorries on the way can still make, by arc. */
  const again = new Map<number, number>()
  const byArc = columnsBy(columns.arc)

  const bestLoad = (arc: number): Load => {
    const late = minutesLate(instance, arc)
    const worth =
      siteWeight[arc % siteCount]! *
      (late === 0 ? 1 : LATE_SHARE * Math.max(0, 1 - (late * SECONDS_PER_MINUTE) / HORIZON_SECONDS))
    const room = (load: number): number =>
      Math.max(massShare[load]!, volumeShare[load]!, LEAST_ROOM)
    const value = (column: number): number =>
      worth / demand[line[column]!]! / room(ofLorry[column]!)
    let [massLeft, volumeLeft, gain] = [1, 1, 0]
    const chosen: [number, number][] = []
    for (const column of (byArc.get(arc) ?? []).toSorted((a, b) => value(b) - value(a))) {
      const load = ofLorry[column]!
      const quantity = Math.min(
        short[line[column]!]!,
        left[supply[column]!]!,
        fitting(massLeft, massShare[load]!),
        fitting(volumeLeft, volumeShare[load]!),
      )
      if (quantity <= 0) continue
      massLeft -= quantity * massShare[load]!
      volumeLeft -= quantity * volumeShare[load]!
      gain += (worth * quantity) / demand[line[column]!]!
      chosen.push([column, quantity])
    }
    return { arc, gain, units: chosen, isCarried: massLeft < 1 || volumeLeft < 1 }
  }

  // Gains only shrink as goods go, so a load that is computed anew and still leads is the best
  // (lazy greedy, Minoux 1978).
  const loads = [...byArc.keys()].map(bestLoad).sort((a, b) => a.gain - b.gain)
  const reconsider = (load: Load): void => {
    if (load.gain > 0) insertSorted(loads, load, ({ gain }) => gain)
  }
  for (;;) {
    const candidate = loads.pop()
    if (!candidate || candidate.gain <= 0) return units
    const fleet = fleetOf[Math.floor(candidate.arc / siteCount)]!
    const more = again.get(candidate.arc) ?? 0
    if (free?.[fleet] === 0 && more === 0 && candidate.isCarried) continue
    const now = bestLoad(candidate.arc)
    if (now.gain < (loads.at(-1)?.gain ?? 0) - GAIN_TOLERANCE) {
      reconsider(now)
      continue
    }
    if (free && now.isCarried) {
      if (more === 0) free[fleet]!--
      const trips = more === 0 ? columns.trips[now.units[0]![0]]! : more
      again.set(candidate.arc, trips - 1)
    }
    for (const [column, quantity] of now.units) {
      units[column]! += quantity
      short[line[column]!]! -= quantity
      left[supply[column]!]! -= quantity
    }
    reconsider(bestLoad(candidate.arc))
  }
}

/**
 * A plan on the same trips, its loads chosen anew by a linear program over these trips alone: what
 * was loaded lorry by lorry, greedily, is put right by it. May be worse than the plan given.
 * @throws Error when HiGHS refuses.
 */
const reloadLorries = (highs: Highs, all: FlowColumns, solution: TransferSolution) => {
  const { instance } = all
  const { trips } = solution
  if (trips.length === 0) return solution
  const lorriesOf = new Map(
    trips.map(({ sender, site, lorries }) => [sender * instance.siteCount + site, lorries]),
  )
  const columns = flowColumns(instance, (arc) => lorriesOf.has(arc))
  const program = new TransferProgram(highs, columns, { hasTrips: true, lorriesOf })
  try {
    for (const objective of instance.objectives.filter(isLinear)) {
      if (!program.minimise(objective)) break
      program.keepOptimal()
    }
    // With every flow at hand again, what is left of the fleet is used as well.
    const columnOf = new Map(Array.from(all.key, (key, column) => [key, column]))
    const units = new Float64Array(all.count)
    for (const [column, quantity] of wholeUnits(columns, program.units()).entries()) {
      units[columnOf.get(columns.key[column]!)!] = quantity
    }
    return solutionOf(instance, repairPlan(all, units))
  } finally {
    program.dispose()
  }
}

/** Trips stay while their loads get better; every round frees lorries that the next one fills. */
const MOST_ROUNDS = 4

const reloaded = (highs: Highs, instance: TransferInstance, start: TransferSolution) => {
  const all = flowColumns(instance)
  let best = start
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = reloadLorries(highs, all, best)
    if (!isBetter(instance, next.values, best.values)) break
    best = next
  }
  return best
}

/**
 * The linear plan made whole, its thin trips taken off the lorries that there are not; where
 * lorries are short or there is no linear plan, a plan made lorry by lorry if that is better.
 */
export const quickPlan = (highs: Highs, { columns, units, values }: Relaxation) => {
  const { instance } = columns
  const filled = (): TransferSolution =>
    solutionOf(instance, repairPlan(columns, fillLorries(columns)))
  if (!units) return filled()
  const rounded = repairedPlan(columns, units)
  const first = instance.objectives[0]!
  if (isSameValue(rounded.values[first], values[first])) return rounded
  const other = filled()
  return reloaded(
    highs,
    instance,
    isBetter(instance, other.values, rounded.values) ? other : rounded,
  )
}
