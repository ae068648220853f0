/**
 * The linear plan: parts of units and of lorries allowed. Each objective is served in its order
 * among the plans that serve the earlier ones best; its value bounds every plan of whole lorries.
 */
import type { Highs } from 'highs'
import { countdown } from '../cancellation.ts'
import { evaluateTransfer, HORIZON_MINUTES, minutesLate } from './evaluate.ts'
import {
  arrivalTimes,
  columnsBy,
  type FlowColumns,
  flowColumns,
  nearestFlows,
  soonestFirst,
} from './flow-columns.ts'
import type { TransferInstance } from './instance.ts'
import { leastCount } from './least-count.ts'
import {
  ALL_ZERO,
  isCount,
  isLinear,
  type LinearObjective,
  type Objective,
  type ObjectiveValues,
} from './objectives.ts'
import { TransferProgram } from './transfer-program.ts'

export interface Relaxation {
  /** No plan of whole lorries that serves the earlier objectives as well does better. */
  readonly values: ObjectiveValues
  readonly columns: FlowColumns
  /**
   * Of them, those that a plan can use that is as good as the linear one in all objectives before
   * the first that counts stores or lorries; all of them where none does.
   */
  readonly counted: FlowColumns
  /** Units of every flow, parts of a unit included; null where no linear plan was found in time. */
  readonly units: Float64Array | null
  /** Whether all flows were considered; otherwise `values` are only those of lineBounds. */
  readonly isComplete: boolean
}

interface RelaxationLimits {
  /** Of more flows, those farthest from the demands are left out. */
  readonly mostFlows: number
  /** For all objectives together; the user waits for them. */
  readonly seconds: number
}

export const RELAXATION_LIMITS: RelaxationLimits = { mostFlows: 100_000, seconds: 12 }

const NONE = 1e-7

/** Latest arrival of what is really sent. */
const lastArrival = ({ arrivalSeconds }: FlowColumns, units: Float64Array): number =>
  arrivalSeconds.reduce(
    (last, seconds, column) => (units[column]! > NONE ? Math.max(last, seconds) : last),
    0,
  )

/**
 * No plan is complete earlier than this: the time by which the nearest supplies of every demand are
 * enough for it. 0 where something stays short, because it is open which demand does.
 */
const leastArrival = (columns: FlowColumns, units: Float64Array): number => {
  const { demand } = columns.instance
  let least = 0
  for (const [line, ofLine] of columnsBy(columns.line)) {
    const sent = ofLine.reduce((sum, column) => sum + units[column]!, 0)
    if (sent < demand[line]! - NONE) return 0
    let reached = 0
    for (const column of soonestFirst(columns, ofLine)) {
      reached += columns.most[column]!
      if (reached < demand[line]!) continue
      least = Math.max(least, columns.arrivalSeconds[column]!)
      break
    }
  }
  return least
}

/** Whether what is sent may not become less to arrive earlier. */
const isDeliveryHeld = ({ objectives }: TransferInstance): boolean =>
  objectives.slice(0, objectives.indexOf('arrival')).includes('lateness')

/**
 * The earliest last arrival that costs no earlier objective anything, by halving the list of
 * arrivals; null where time is up first. `then` is made small on the way, which the next step needs.
 */
const earliestArrival = (
  program: TransferProgram,
  then: LinearObjective,
  secondsLeft: () => number,
): number | null => {
  const { columns } = program
  const start = program.units()
  const times = arrivalTimes(columns)
  const last = lastArrival(columns, start)
  const first = isDeliveryHeld(columns.instance) ? leastArrival(columns, start) : 0
  const placeOf = (earliest: number): number => times.findIndex((time) => time >= earliest)
  let low = Math.max(0, placeOf(first))
  let high = Math.max(low, placeOf(last))
  let isLowTried = false
  let reached: number | null = null
  while (low < high || reached === null) {
    if (secondsLeft() <= 0) return null
    // The bound is met more often than not: it is tried first.
    const middle = isLowTried ? Math.floor((low + high) / 2) : low
    isLowTried = true
    const seconds = times[middle] ?? last
    const isOpen = program.shutAfter(seconds)
    const outcome = isOpen ? program.minimise(then, secondsLeft()) : null
    if (outcome) {
      reached = lastArrival(columns, program.units())
      high = middle
    } else if (isOpen && !program.isImpossible) {
      return null
    } else if (middle >= high) {
      // Numerically out of reach although it was just reached: what is at hand stands.
      break
    } else {
      low = middle + 1
      if (low === high) reached = null
    }
  }
  return reached ?? last
}

/**
 * What no plan can beat, by every demand alone as if it had all goods and lorries to itself: loose,
 * but computed at once, for problems that are too large to be proved.
 * @param columns all flows that are possible.
 */
const lineBounds = (columns: FlowColumns): ObjectiveValues => {
  const { instance } = columns
  const { itemCount, demand, siteWeight } = instance
  const byLine = columnsBy(columns.line)
  let [missed, lateness] = [0, 0]
  for (const [line, wanted] of demand.entries()) {
    if (wanted === 0) continue
    const weight = siteWeight[Math.floor(line / itemCount)]!
    let left = wanted
    for (const column of soonestFirst(columns, byLine.get(line) ?? [])) {
      const units = Math.min(left, columns.most[column]!)
      const late = minutesLate(instance, columns.arc[column]!)
      left -= units
      if (late > 0) missed += (weight * units) / wanted
      lateness += ((weight * units) / wanted) * late
    }
    missed += (weight * left) / wanted
    lateness += ((weight * left) / wanted) * HORIZON_MINUTES
  }
  return { ...ALL_ZERO, missed, lateness }
}

const openFlows = (columns: FlowColumns, most: Float64Array): FlowColumns => {
  const open = new Set(columns.key.filter((_, column) => most[column]! > 0))
  return flowColumns(columns.instance, (_, key) => open.has(key))
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
    const units = new Float64Array()
    return { values, columns: all, counted: all, units, isComplete: true }
  }
  const columns = all.count > limits.mostFlows ? nearestFlows(all) : all
  const values: Record<Objective, number> = { ...ALL_ZERO }
  const secondsLeft = countdown(limits.seconds)
  const options = { hasTrips: false, isUnscaled: true }
  const program = new TransferProgram(highs, columns, options)
  const { objectives } = instance
  let units: Float64Array | null = null
  let counted: FlowColumns | null = null
  const incomplete = (): Relaxation => ({
    ...{ values: lineBounds(all), columns, units, counted: all, isComplete: false },
  })
  try {
    for (const [index, objective] of objectives.entries()) {
      if (isCount(objective)) {
        counted ??= openFlows(columns, program.openUnits())
        values[objective] = leastCount(objective, counted, program.units(), values)
        continue
      }
      if (objective === 'arrival') {
        const then = objectives.slice(index + 1).find(isLinear) ?? 'haul'
        const seconds = earliestArrival(program, then, secondsLeft)
        if (seconds === null) return incomplete()
        values.arrival = seconds
        program.keepShut(seconds)
        continue
      }
      const outcome = program.minimise(objective, secondsLeft())
      if (!outcome) return incomplete()
      values[objective] = outcome.value
      units = program.units()
      if (index < objectives.length - 1) program.keepOptimal()
    }
    if (objectives.at(-1) === 'arrival') units = program.units()
    if (columns.count < all.count) return incomplete()
    return { values, columns, units, counted: counted ?? all, isComplete: true }
  } finally {
    program.dispose()
  }
}
