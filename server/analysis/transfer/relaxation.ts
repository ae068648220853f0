/**
 * The linear plan: parts of units and of lorries allowed. Each objective is served in its order among the
 * plans that serve the earlier ones best; what it comes to bounds every plan of whole lorries.
 */
import type { Highs } from 'highs'
import { evaluateTransfer, minutesLate } from './evaluate.ts'
import { type FlowColumns, flowColumns, nearestFlows } from './flow-columns.ts'
import {
  HORIZON_SECONDS,
  type Objective,
  type ObjectiveValues,
  type TransferInstance,
} from './instance.ts'
import { TransferProgram } from './transfer-program.ts'

export interface Relaxation {
  /** No plan of whole lorries that serves the earlier objectives as well does better. */
  readonly values: ObjectiveValues
  readonly columns: FlowColumns
  /** Units of every flow, parts of a unit included; null where no linear plan was found in time. */
  readonly units: Float64Array | null
  /** Whether all flows were looked at; otherwise `values` are only what lineBounds tells. */
  readonly isComplete: boolean
}

interface RelaxationLimits {
  /** More flows are not looked at: the rest of them lie farthest from the demands. */
  readonly mostFlows: number
  /** All objectives together; who asks waits for them. */
  readonly seconds: number
}

export const RELAXATION_LIMITS: RelaxationLimits = { mostFlows: 100_000, seconds: 12 }

const NONE = 1e-7
const EARLY_OBJECTIVES = ['missed', 'lateness', 'reserve', 'distance'] as const

/** Latest arrival of what is really sent. */
const lastArrival = ({ count, arrivalSeconds }: FlowColumns, units: Float64Array): number => {
  let last = 0
  for (let column = 0; column < count; column++) {
    if (units[column]! > NONE) last = Math.max(last, arrivalSeconds[column]!)
  }
  return last
}

/**
 * Nothing can be complete before: for every demand, when its supply within reach is enough. Where
 * something stays short it is open which demand does, and nothing can be said.
 */
const leastArrival = (
  instance: TransferInstance,
  columns: FlowColumns,
  units: Float64Array,
): number => {
  const { itemCount } = instance
  const lines = Map.groupBy(
    Array.from(columns.stockpile.keys()),
    (column) => columns.site[column]! * itemCount + columns.item[column]!,
  )
  let least = 0
  for (const [line, ofLine] of lines) {
    const sent = ofLine.reduce((sum, column) => sum + units[column]!, 0)
    if (sent < instance.demand[line]! - NONE) return 0
    let reached = 0
    for (const column of ofLine.toSorted(
      (a, b) => columns.arrivalSeconds[a]! - columns.arrivalSeconds[b]!,
    )) {
      reached += columns.most[column]!
      if (reached < instance.demand[line]!) continue
      least = Math.max(least, columns.arrivalSeconds[column]!)
      break
    }
  }
  return least
}

/**
 * The earliest last arrival that costs no earlier objective anything, by halving the list of arrivals;
 * the program is left with the least haul at that time.
 */
const earliestArrival = (
  program: TransferProgram,
  instance: TransferInstance,
  secondsLeft: () => number,
): { seconds: number; haul: number; units: Float64Array } => {
  const { columns } = program
  const start = program.units()
  const times = [...new Set(columns.arrivalSeconds)].sort((a, b) => a - b)
  const last = lastArrival(columns, start)
  const first = leastArrival(instance, columns, start)
  let low = Math.max(
    0,
    times.findIndex((time) => time >= first),
  )
  let high = Math.max(
    low,
    times.findIndex((time) => time >= last),
  )
  let best: { seconds: number; haul: number; units: Float64Array } | null = null
  let isLowTried = false
  while (low < high || !best) {
    // Out of time: nothing arrives earlier than this, and of the haul nothing is known.
    if (secondsLeft() <= 0) return { seconds: times[low]!, haul: 0, units: best?.units ?? start }
    // The bound is met more often than not: it is tried first.
    const middle = isLowTried ? Math.floor((low + high) / 2) : low
    isLowTried = true
    const seconds = times[middle] ?? last
    const isOpen = program.shutAfter(seconds)
    const outcome = isOpen ? program.minimise('haul', secondsLeft()) : null
    if (outcome) {
      const units = program.units()
      best = { seconds: lastArrival(columns, units), haul: outcome.value, units }
      high = middle
    } else if (isOpen && !program.isImpossible) {
      // Out of time in the middle of it.
      return { seconds: times[low]!, haul: 0, units: best?.units ?? start }
    } else if (middle >= high) {
      // Numerically out of reach although it was just reached: the solution at hand stands.
      break
    } else {
      low = middle + 1
      if (low === high) best = null
    }
  }
  return best ?? { seconds: last, haul: Number.NaN, units: start }
}

/** @throws Error when HiGHS refuses the model. */
export const relaxTransfer = (
  highs: Highs,
  instance: TransferInstance,
  limits = RELAXATION_LIMITS,
): Relaxation => {
  const all = flowColumns(instance)
  if (all.count === 0) {
    const values = evaluateTransfer(instance, [])
    return { values, columns: all, units: new Float64Array(), isComplete: true }
  }
  const columns = all.count > limits.mostFlows ? nearestFlows(instance, all) : all
  const values: Record<Objective, number> = {
    ...{ missed: 0, lateness: 0, reserve: 0, distance: 0, arrival: 0, haul: 0 },
  }
  const until = performance.now() + limits.seconds * 1000
  const secondsLeft = (): number => Math.max(0, (until - performance.now()) / 1000)
  const options = { integer: false, isWhole: () => false, hasTrips: false, isUnscaled: true }
  const program = new TransferProgram(highs, instance, columns, options)
  try {
    for (const objective of EARLY_OBJECTIVES) {
      const outcome = program.minimise(objective, secondsLeft())
      if (!outcome) {
        return { values: lineBounds(instance, all), columns, units: null, isComplete: false }
      }
      values[objective] = outcome.value
      program.keepOptimal()
    }
    const { seconds, haul, units } = earliestArrival(program, instance, secondsLeft)
    return columns.count < all.count
      ? { values: lineBounds(instance, all), columns, units, isComplete: false }
      : { values: { ...values, arrival: seconds, haul }, columns, units, isComplete: true }
  } finally {
    program.dispose()
  }
}

// * What no plan can beat, told from every demand by itself as if it had all goods and lorries to itself: little, but at once, for problems that are too large to be proved.

const HORIZON_MINUTES = HORIZON_SECONDS / 60

/** @param columns all flows that are possible. */
const lineBounds = (instance: TransferInstance, columns: FlowColumns): ObjectiveValues => {
  const { itemCount, demand, siteWeight } = instance
  const byLine = Map.groupBy(
    Array.from(columns.stockpile.keys()),
    (column) => columns.site[column]! * itemCount + columns.item[column]!,
  )
  let [missed, lateness] = [0, 0]
  for (const [line, wanted] of demand.entries()) {
    if (wanted === 0) continue
    const weight = siteWeight[Math.floor(line / itemCount)]!
    const ofLine = (byLine.get(line) ?? []).toSorted(
      (a, b) => columns.arrivalSeconds[a]! - columns.arrivalSeconds[b]!,
    )
    let left = wanted
    for (const column of ofLine) {
      const units = Math.min(left, columns.most[column]!)
      const late = minutesLate(instance, columns.stockpile[column]!, columns.site[column]!)
      left -= units
      if (late > 0) missed += (weight * units) / wanted
      lateness += ((weight * units) / wanted) * late
    }
    missed += (weight * left) / wanted
    lateness += ((weight * left) / wanted) * HORIZON_MINUTES
  }
  return { missed, lateness, reserve: 0, distance: 0, arrival: 0, haul: 0 }
}
