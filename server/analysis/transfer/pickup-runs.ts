/**
 * Lorries that load at several stores on their way to one site, or at another than their own: their
 * times, and a plan with them as an instance in which each stop is a sender (see PickupStop).
 */
import { checkTransfer, solutionOf } from './evaluate.ts'
import {
  HORIZON_SECONDS,
  type PickupStop,
  type TransferFlow,
  type TransferInstance,
  type TransferSolution,
} from './instance.ts'

/** What roads and crews allow beside the instance. */
export interface PickupTimes {
  readonly loadingSeconds: number
  readonly unloadingSeconds: number
  /** From the plan's start until a sender's lorry can be loaded at its own store, by sender. */
  readonly readySeconds: readonly number[]
  /** On the road to a store from every store; Infinity where no road leads, or it is far. */
  readonly secondsTo: (stockpile: number) => ArrayLike<number>
}

export interface RunStop {
  readonly stockpile: number
  /** Units by item, > 0. */
  readonly units: ReadonlyMap<number, number>
}

/** One lorry that loads at these stores in this order, then drives to the site. */
export interface PickupRun {
  /** The sender whose lorry it is. */
  readonly lorryOf: number
  readonly site: number
  readonly stops: readonly RunStop[]
}

/** A plan of lorries that load at one store, and of some that load at several. */
export interface MixedPlan {
  readonly flows: readonly TransferFlow[]
  readonly runs: readonly PickupRun[]
}

/** Every order of a few stops. */
export const everyOrder = <T>(list: readonly T[]): T[][] =>
  list.length <= 1
    ? [[...list]]
    : list.flatMap((first, index) =>
        everyOrder(list.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
      )

interface RunTimes {
  readonly leavesSeconds: readonly number[]
  readonly legSeconds: readonly (number | null)[]
  /** Of each stop's goods. */
  readonly travelSeconds: readonly number[]
  readonly arrivalSeconds: number
}

/** The way to a store, loading, and so on; at its own store a lorry stands already. */
export const runTimes = (
  { stockpileOf, siteCount, travelSeconds, arrivalSeconds }: TransferInstance,
  { lorryOf, site, stops }: PickupRun,
  { loadingSeconds, unloadingSeconds, readySeconds, secondsTo }: PickupTimes,
): RunTimes => {
  let [at, now] = [stockpileOf[lorryOf]!, readySeconds[lorryOf]!]
  const leaves: number[] = []
  const legs: number[] = []
  for (const { stockpile } of stops) {
    const leg = stockpile === at ? 0 : secondsTo(stockpile)[at]!
    if (leaves.length > 0) legs.push(leg)
    now += leg + loadingSeconds
    leaves.push(now)
    at = stockpile
  }
  legs.push(travelSeconds[at * siteCount + site]!)
  const direct = (table: Float64Array): number[] =>
    stops.map(({ stockpile }) => table[stockpile * siteCount + site]!)
  // A turn that is forbidden on the straight way may be allowed at a store: no goods gain by that.
  const arrival = Math.max(now + legs.at(-1)! + unloadingSeconds, ...direct(arrivalSeconds))
  const driven = legs.map((_, stop) => legs.slice(stop).reduce((sum, leg) => sum + leg, 0))
  return {
    leavesSeconds: leaves,
    legSeconds: legs.map((leg, stop) => (stop < legs.length - 1 ? leg : null)),
    travelSeconds: direct(travelSeconds).map((seconds, stop) => Math.max(seconds, driven[stop]!)),
    arrivalSeconds: arrival,
  }
}

type Table = Float64Array | Int32Array | Uint8Array

/** The table with further rows. */
const grown = <Of extends Table>(table: Of, rows: readonly (readonly number[])[]): Of => {
  const more = rows.flat()
  const result = new (table.constructor as new (length: number) => Of)(table.length + more.length)
  result.set(table)
  result.set(more, table.length)
  return result
}

/** @returns null where a lorry cannot come there before the horizon. */
const instanceWith = (
  instance: TransferInstance,
  runs: readonly PickupRun[],
  times: PickupTimes,
): TransferInstance | null => {
  if (runs.length === 0) return instance
  const { senderCount, siteCount, itemCount } = instance
  const stops: PickupStop[] = []
  const of: { readonly run: PickupRun; readonly stop: number; readonly times: RunTimes }[] = []
  for (const [index, run] of runs.entries()) {
    const found = runTimes(instance, run, times)
    if (!(found.arrivalSeconds < HORIZON_SECONDS)) return null
    const first = senderCount + stops.length
    for (const stop of run.stops.keys()) {
      const [leavesSeconds, legSeconds] = [found.leavesSeconds[stop]!, found.legSeconds[stop]!]
      stops.push({ run: index, lorryOf: run.lorryOf, first, leavesSeconds, legSeconds })
      of.push({ run, stop, times: found })
    }
  }
  const atSite = (value: (each: (typeof of)[number]) => number): number[][] =>
    of.map((each) =>
      Array.from({ length: siteCount }, (_, site) =>
        site === each.run.site ? value(each) : Number.POSITIVE_INFINITY,
      ),
    )
  const storeOf = ({ run, stop }: (typeof of)[number]): number => run.stops[stop]!.stockpile
  const rowsOf = (table: Table, columns: number, row: (each: (typeof of)[number]) => number) =>
    of.map((each) => [...table.subarray(row(each) * columns, (row(each) + 1) * columns)])
  const ofStore = <Of extends Table>(table: Of): Of =>
    grown(table, rowsOf(table, siteCount, storeOf))
  const ofLorry = (table: Float64Array): Float64Array =>
    grown(
      table,
      rowsOf(table, itemCount, ({ run }) => run.lorryOf),
    )
  const once = Array<number>(stops.length * siteCount).fill(1)
  return {
    ...instance,
    senderCount: senderCount + stops.length,
    stockpileOf: grown(instance.stockpileOf, [of.map(storeOf)]),
    fleetOf: grown(instance.fleetOf, [of.map(({ run }) => instance.fleetOf[run.lorryOf]!)]),
    arrivalSeconds: grown(
      instance.arrivalSeconds,
      atSite((each) => each.times.arrivalSeconds),
    ),
    travelSeconds: grown(
      instance.travelSeconds,
      atSite(({ times: { travelSeconds }, stop }) => travelSeconds[stop]!),
    ),
    countyDistance: ofStore(instance.countyDistance),
    townDistance: ofStore(instance.townDistance),
    massShare: ofLorry(instance.massShare),
    volumeShare: ofLorry(instance.volumeShare),
    // The lorry drives once.
    repeats: instance.repeats && {
      mostTrips: grown(instance.repeats.mostTrips, [once]),
      cycleSeconds: grown(instance.repeats.cycleSeconds, [once]),
    },
    stops,
  }
}

/** Flows of one sender, site and item as one. */
const together = (flows: readonly TransferFlow[]): TransferFlow[] =>
  [...Map.groupBy(flows, ({ sender, site, item }) => `${sender} ${site} ${item}`).values()].map(
    (same) => ({ ...same[0]!, quantity: same.reduce((sum, { quantity }) => sum + quantity, 0) }),
  )

/** A lorry that loads at its own store alone needs no stops. */
const isPlain = (instance: TransferInstance, { lorryOf, stops }: PickupRun): boolean =>
  stops.length === 1 && stops[0]!.stockpile === instance.stockpileOf[lorryOf]

export const flowsOfRun = ({ site, stops }: PickupRun, sender: (stop: number) => number) =>
  stops.flatMap(({ units }, stop) =>
    [...units].map(([item, quantity]) => ({ sender: sender(stop), site, item, quantity })),
  )

/** A plan with its instance: what it sends, by whom, and what that comes to. */
export interface PlannedWith {
  readonly plan: MixedPlan
  readonly instance: TransferInstance
  readonly solution: TransferSolution
}

/** @returns null where a plan breaks a rule. */
export const plannedWith = (
  instance: TransferInstance,
  { flows, runs }: MixedPlan,
  times: PickupTimes,
): PlannedWith | null => {
  const several = runs.filter((run) => !isPlain(instance, run))
  const plain = runs.filter((run) => isPlain(instance, run))
  const direct = together([...flows, ...plain.flatMap((run) => flowsOfRun(run, () => run.lorryOf))])
  const mixed = instanceWith(instance, several, times)
  if (!mixed) return null
  let next = instance.senderCount
  const stopped = several.flatMap((run) => {
    const first = next
    next += run.stops.length
    return flowsOfRun(run, (stop) => first + stop)
  })
  const solution = solutionOf(mixed, [...direct, ...stopped])
  const isOneEach = solution.trips.every(
    ({ sender, lorries }) => sender < instance.senderCount || lorries <= 1,
  )
  if (!isOneEach || checkTransfer(mixed, solution).length > 0) return null
  return { plan: { flows: direct, runs: several }, instance: mixed, solution }
}
