/**
 * Makes a plan better by lorries that load at several stores on their way: two lorries that are not
 * full become one, a store without a lorry sends by one that calls there. A move stands only where
 * the plan becomes better by it in the dispatcher's order, so none is worse than the one it is given.
 */
import { countdown } from '../cancellation.ts'
import { isBetter } from './evaluate.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { loadsOf, roundsOf } from './lorry-rounds.ts'
import { added, FITTING_TOLERANCE, joined, type Units, unitsOf, withLess } from './lorry-units.ts'
import {
  everyOrder,
  flowsOfRun,
  type MixedPlan,
  type PickupRun,
  type PickupTimes,
  type PlannedWith,
  plannedWith,
  runTimes,
} from './pickup-runs.ts'
import { PickupStock } from './pickup-stock.ts'

/** A driver calls at no more. */
export const MOST_STOPS = 3
const LONGEST_SECONDS = 0.25

const sizeOf = (units: Units): number => [...units.values()].reduce((sum, each) => sum + each, 0)

/** What one lorry brings, and the plan without it. */
interface Parcel {
  readonly run: PickupRun
  readonly without: MixedPlan
}

/** One plan, and what can be moved in it. */
class PickupMoves {
  readonly #plan: MixedPlan
  readonly #instance: TransferInstance
  readonly #times: PickupTimes
  readonly #stock: PickupStock

  constructor(instance: TransferInstance, times: PickupTimes, now: PlannedWith) {
    this.#plan = now.plan
    this.#instance = instance
    this.#times = times
    this.#stock = new PickupStock(instance, times, now)
  }

  /** Plans that may be better, those that bring more first. */
  *of(site: number): Generator<MixedPlan> {
    const parcels = this.#parcels(site)
    const [late, missing] = [this.#lacking(site, true), this.#lacking(site, false)]
    if (late.size > 0) yield* this.#rescues(site, parcels, late)
    // What comes late may stay as it is while more is brought.
    if (sizeOf(missing) < sizeOf(late) && missing.size > 0) {
      yield* this.#rescues(site, parcels, missing)
    }
    for (const parcel of parcels) {
      for (const other of parcels) {
        if (other !== parcel) yield* this.#merges(site, parcel, other)
      }
    }
    for (const parcel of parcels) yield* this.#switches(site, parcel)
  }

  /** Of each sender to the site the lorry that carries least; lorries that call at several stores. */
  #parcels(site: number): Parcel[] {
    const { stockpileOf } = this.#instance
    const { flows, runs } = this.#plan
    const bySender = Map.groupBy(
      flows.filter((flow) => flow.site === site),
      ({ sender }) => sender,
    )
    const direct = [...bySender].flatMap(([sender, own]): Parcel[] => {
      const loads = loadsOf(this.#instance, own)
      if (loads < 1 || !Number.isFinite(loads)) return []
      const size = (load: readonly TransferFlow[]): number =>
        this.#stock.size(sender, unitsOf(load))
      const least = roundsOf(this.#instance, own, 1).reduce((a, b) => (size(b) < size(a) ? b : a))
      const stop = { stockpile: stockpileOf[sender]!, units: unitsOf(least) }
      const without = { flows: withLess(flows, least), runs }
      return [{ run: { lorryOf: sender, site, stops: [stop] }, without }]
    })
    const several = runs
      .filter((run) => run.site === site)
      .map((run) => ({ run, without: { flows, runs: runs.filter((each) => each !== run) } }))
    return [...direct, ...several]
  }

  /** Units by item that a site does without. @param isLateLacking or gets too late. */
  #lacking(site: number, isLateLacking: boolean): Units {
    const { demand, itemCount } = this.#instance
    const lacking = new Map<number, number>()
    for (let item = 0; item < itemCount; item++) {
      const there = this.#allFlows(site)
        .filter((flow) => flow.item === item && !(isLateLacking && flow.isLate))
        .reduce((sum, { quantity }) => sum + quantity, 0)
      const short = demand[site * itemCount + item]! - there
      if (short > 0) lacking.set(item, short)
    }
    return lacking
  }

  #allFlows(site: number) {
    const { arrivalSeconds, deadlineSeconds, siteCount } = this.#instance
    const deadline = deadlineSeconds[site]!
    const direct = this.#plan.flows.filter((flow) => flow.site === site)
    return [
      ...direct.map(({ sender, item, quantity }) => ({
        ...{ item, quantity, isLate: arrivalSeconds[sender * siteCount + site]! > deadline },
      })),
      ...this.#plan.runs
        .filter((run) => run.site === site)
        .flatMap((run) => {
          const isLate = this.#arrival(run) > deadline
          return flowsOfRun(run, () => 0).map(({ item, quantity }) => ({ item, quantity, isLate }))
        }),
    ]
  }

  #arrival(run: PickupRun): number {
    return runTimes(this.#instance, run, this.#times).arrivalSeconds
  }

  /** The quickest order of these stops; null where there is none. */
  #quickest(run: PickupRun): PickupRun | null {
    let [best, least]: [PickupRun | null, number] = [null, Number.POSITIVE_INFINITY]
    const { stockpileOf, fleetOf, stockpileCount } = this.#instance
    // Hired lorries come to the store at which they stand, or to which they are sent, first.
    const isHired = fleetOf[run.lorryOf]! >= stockpileCount
    const own = stockpileOf[run.lorryOf]
    for (const stops of everyOrder(run.stops)) {
      if (isHired && stops[0]?.stockpile !== own) continue
      const next = { ...run, stops }
      const arrival = this.#arrival(next)
      if (arrival < least) [best, least] = [next, arrival]
    }
    return best
  }

  /** Both on the lorry of either. */
  *#merges(site: number, parcel: Parcel, other: Parcel): Generator<MixedPlan> {
    const stops = joined([...parcel.run.stops, ...other.run.stops])
    if (stops.length > MOST_STOPS) return
    const all = stops.reduce<Units>((sum, { units }) => added(sum, units), new Map())
    const { lorryOf } = parcel.run
    if (this.#stock.size(lorryOf, all) > 1 + FITTING_TOLERANCE) return
    const run = this.#quickest({ lorryOf, site, stops })
    if (!run) return
    const [a, b] = [parcel.run, other.run].map((each) => flowsOfRun(each, () => each.lorryOf))
    yield this.#with(run, this.#withoutBoth(parcel, other, [...a!, ...b!]))
  }

  /** What a lorry loads of an item at one store, loaded at another on its way instead. */
  *#switches(site: number, { run, without }: Parcel): Generator<MixedPlan> {
    for (const [stop, { units }] of run.stops.entries()) {
      for (const [item, quantity] of units) {
        for (const stockpile of this.#stock.storesWith(site, [item])) {
          if (stockpile === run.stops[stop]!.stockpile) continue
          const moved = Math.min(quantity, this.#stock.unitsAt(stockpile, item))
          const left = new Map(units)
          if (moved < quantity) left.set(item, quantity - moved)
          else left.delete(item)
          const stops = joined([
            ...run.stops.map((each, index) => (index === stop ? { ...each, units: left } : each)),
            { stockpile, units: new Map([[item, moved]]) },
          ]).filter((each) => each.units.size > 0)
          const next = stops.length > MOST_STOPS ? null : this.#quickest({ ...run, stops })
          if (next) yield this.#with(next, without)
        }
      }
    }
  }

  #withoutBoth(parcel: Parcel, other: Parcel, gone: readonly TransferFlow[]): MixedPlan {
    const isPlain = ({ run }: Parcel): boolean => !this.#plan.runs.includes(run)
    const plain = gone.filter(({ sender }) =>
      [parcel, other].some((each) => isPlain(each) && each.run.lorryOf === sender),
    )
    return {
      flows: withLess(this.#plan.flows, plain),
      runs: this.#plan.runs.filter((run) => run !== parcel.run && run !== other.run),
    }
  }

  #with(run: PickupRun, { flows, runs }: MixedPlan): MixedPlan {
    return { flows, runs: [...runs, run] }
  }

  /** What a site lacks, from stores that a lorry on its way can call at, or one that stands idle. */
  *#rescues(site: number, parcels: readonly Parcel[], lacking: Units): Generator<MixedPlan> {
    for (const store of this.#stock.storesWith(site, [...lacking.keys()])) {
      const idle = this.#stock.idleSenders(store).map((sender) => ({
        run: { lorryOf: sender, site, stops: [] },
        without: this.#plan,
      }))
      for (const { run, without } of [...parcels, ...idle]) {
        yield* this.#calling(run, without, store, lacking)
      }
    }
  }

  /** The same lorry calling at a store too; at its own first, where it has something on the way. */
  *#calling(
    run: PickupRun,
    without: MixedPlan,
    store: number,
    lacking: Units,
  ): Generator<MixedPlan> {
    const { lorryOf, site } = run
    const own = this.#instance.stockpileOf[lorryOf]!
    const calls = run.stops.length === 0 && own !== store ? [[store], [own, store]] : [[store]]
    for (const stores of calls) {
      let stops = run.stops
      let left = lacking
      for (const stockpile of stores) {
        const units = this.#stock.filled(lorryOf, stops, stockpile, left)
        if (units.size === 0) continue
        stops = joined([...stops, { stockpile, units }])
        left = new Map([...left].map(([item, more]) => [item, more - (units.get(item) ?? 0)]))
      }
      if (stops.length === 0 || stops.length > MOST_STOPS || stops === run.stops) continue
      const next = this.#quickest({ lorryOf, site, stops })
      if (next) yield this.#instead(this.#with(next, without))
    }
  }

  /** Takes off what came late and is brought in time now, the latest first. */
  #instead({ flows, runs }: MixedPlan): MixedPlan {
    const { demand, itemCount, siteCount, arrivalSeconds } = this.#instance
    const { site } = runs.at(-1)!
    const late = flows
      .filter((flow) => flow.site === site)
      .sort(
        (a, b) =>
          arrivalSeconds[b.sender * siteCount + site]! -
          arrivalSeconds[a.sender * siteCount + site]!,
      )
    const less: TransferFlow[] = []
    for (let item = 0; item < itemCount; item++) {
      const all = [
        ...flows.filter((flow) => flow.site === site),
        ...runs.filter((run) => run.site === site).flatMap((run) => flowsOfRun(run, () => 0)),
      ].filter((flow) => flow.item === item)
      let over =
        all.reduce((sum, { quantity }) => sum + quantity, 0) - demand[site * itemCount + item]!
      for (const flow of late.filter((each) => each.item === item)) {
        const quantity = Math.min(over, flow.quantity)
        if (quantity > 0) less.push({ ...flow, quantity })
        over -= Math.max(0, quantity)
      }
    }
    return { flows: withLess(flows, less), runs }
  }
}

/**
 * @param single a plan of the instance in which each lorry loads at one store.
 * @returns a plan that is no worse, with its own instance.
 */
export const withPickups = (
  instance: TransferInstance,
  single: TransferSolution,
  times: PickupTimes,
): PlannedWith => {
  const secondsLeft = countdown(LONGEST_SECONDS)
  let best: PlannedWith = {
    plan: { flows: single.flows, runs: [] },
    instance,
    solution: single,
  }
  for (let hasImproved = true; hasImproved; ) {
    hasImproved = false
    for (let site = 0; site < instance.siteCount; site++) {
      const before = best
      for (const plan of new PickupMoves(instance, times, before).of(site)) {
        if (secondsLeft() <= 0) return best
        const next = plannedWith(instance, plan, times)
        if (next && isBetter(instance, next.solution.values, best.solution.values)) best = next
      }
      hasImproved ||= best !== before
    }
  }
  return best
}
