/**
 * The linear plan: parts of units and of lorries allowed. Each aim is served in its order among the
 * plans that serve the earlier ones best; what it comes to bounds every plan of whole lorries.
 */
import type { Highs } from 'highs'
import { evaluateTransfer } from './evaluate.ts'
import type { FlowColumns } from './flow-columns.ts'
import { flowColumns } from './flow-columns.ts'
import type { Aim, AimValues, TransferInstance } from './instance.ts'
import { TransferProgram } from './transfer-program.ts'

export interface Relaxation {
  /** What each aim comes to: no plan of whole lorries that serves the earlier aims as well does better. */
  readonly values: AimValues
  readonly columns: FlowColumns
  /** Units of every flow, parts of a unit included. */
  readonly units: Float64Array
}

const NONE = 1e-7
const EARLY_AIMS = ['missed', 'lateness', 'reserve', 'distance'] as const

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
 * The earliest last arrival that costs no earlier aim anything, by halving the list of arrivals;
 * the program is left with the least haul at that time.
 */
const earliestArrival = (
  program: TransferProgram,
  instance: TransferInstance,
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
    // The bound is met more often than not: it is tried first.
    const middle = isLowTried ? Math.floor((low + high) / 2) : low
    isLowTried = true
    const seconds = times[middle] ?? last
    const outcome = program.shutAfter(seconds) ? program.minimise('haul') : null
    if (outcome) {
      const units = program.units()
      best = { seconds: lastArrival(columns, units), haul: outcome.value, units }
      high = middle
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
export const relaxTransfer = (highs: Highs, instance: TransferInstance): Relaxation => {
  const columns = flowColumns(instance)
  if (columns.count === 0) {
    return { values: evaluateTransfer(instance, []), columns, units: new Float64Array() }
  }
  const values: Record<Aim, number> = {
    ...{ missed: 0, lateness: 0, reserve: 0, distance: 0, arrival: 0, haul: 0 },
  }
  const options = { integer: false, isWhole: () => false, hasTrips: false }
  const program = new TransferProgram(highs, instance, columns, options)
  try {
    for (const aim of EARLY_AIMS) {
      const outcome = program.minimise(aim)
      if (!outcome) throw new Error(`no linear plan for ${aim}`)
      values[aim] = outcome.value
      program.keepOptimal()
    }
    const { seconds, haul, units } = earliestArrival(program, instance)
    return { values: { ...values, arrival: seconds, haul }, columns, units }
  } finally {
    program.dispose()
  }
}
