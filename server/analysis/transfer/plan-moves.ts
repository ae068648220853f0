/** What a plan would come to if one stockpile sent what another sends: one move at a time. */
import { KILOGRAMS_PER_TONNE, lorriesFor, minutesLate, SECONDS_PER_MINUTE } from './evaluate.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import type { ObjectiveValues } from './objectives.ts'

/** So many units of a flow come from another stockpile instead. */
export interface PlanMove {
  readonly flow: TransferFlow
  readonly to: number
  /** At most the flow's own. */
  readonly quantity: number
}

const withMore = (
  flows: readonly TransferFlow[],
  { item, ...at }: Pick<TransferFlow, 'stockpile' | 'site' | 'item'>,
  more: number,
): TransferFlow[] => {
  const others = flows.filter((flow) => flow.item !== item)
  const now = flows.find((flow) => flow.item === item)?.quantity ?? 0
  return now + more > 0 ? [...others, { ...at, item, quantity: now + more }] : others
}

/** A plan's flows by where they go, so that a move costs no pass over all of them. */
export class PlanMoves {
  readonly #instance: TransferInstance
  readonly #values: ObjectiveValues
  readonly #sent: Float64Array
  readonly #lorries: Int32Array
  readonly #byArc: ReadonlyMap<number, readonly TransferFlow[]>
  /** Arcs in use, the one that arrives last first. */
  readonly #latestArcs: readonly number[]

  constructor(instance: TransferInstance, { flows, trips, values }: TransferSolution) {
    const { siteCount, itemCount, arrivalSeconds } = instance
    this.#instance = instance
    this.#values = values
    this.#sent = new Float64Array(instance.free.length)
    for (const { stockpile, item, quantity } of flows) {
      this.#sent[stockpile * itemCount + item]! += quantity
    }
    this.#lorries = new Int32Array(instance.stockpileCount)
    for (const { stockpile, lorries } of trips) this.#lorries[stockpile]! += lorries
    this.#byArc = Map.groupBy(flows, ({ stockpile, site }) => stockpile * siteCount + site)
    this.#latestArcs = [...this.#byArc.keys()].sort(
      (a, b) => arrivalSeconds[b]! - arrivalSeconds[a]!,
    )
  }

  /** Units of an item that a stockpile sends to all sites. */
  sentBy(stockpile: number, item: number): number {
    return this.#sent[stockpile * this.#instance.itemCount + item]!
  }

  hasLorryLeft(stockpile: number): boolean {
    const most = this.#instance.lorries?.[stockpile] ?? Number.POSITIVE_INFINITY
    return this.#lorries[stockpile]! < most
  }

  /** Most units of a flow that another stockpile's lorries take beside what they carry. */
  roomFor({ flow, to, quantity }: PlanMove): number {
    const most = this.#instance.lorries?.[to]
    if (most === undefined) return quantity
    const arc = this.#arc(to, flow.site)
    const free = most - this.#lorries[to]! + this.#lorriesOn(arc)
    let [low, high] = [0, quantity]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const load = withMore(this.#flowsOf(arc), { ...flow, stockpile: to }, middle)
      if (lorriesFor(this.#instance, load) <= free) low = middle
      else high = middle - 1
    }
    return low
  }

  /**
   * What the plan would come to; whether stock and lorries allow the move is not asked.
   * @param free units that the stockpile can send of the item without breaking its reserve.
   */
  valuesAfter(move: PlanMove, free: number): ObjectiveValues {
    const { flow, to, quantity } = move
    const { stockpile: from, site, item } = flow
    const instance = this.#instance
    const [arcFrom, arcTo] = [this.#arc(from, site), this.#arc(to, site)]
    const wanted = instance.demand[site * instance.itemCount + item]!
    const share = (quantity / wanted) * instance.siteWeight[site]!
    const tonnes = (quantity * instance.kilograms[item]!) / KILOGRAMS_PER_TONNE
    const more = (of: (arc: number) => number): number => of(arcTo) - of(arcFrom)
    const values = this.#values
    return {
      missed: values.missed + share * more((arc) => (minutesLate(instance, arc) > 0 ? 1 : 0)),
      lateness: values.lateness + share * more((arc) => minutesLate(instance, arc)),
      reserve:
        values.reserve +
        this.#breachMore(from, item, { more: -quantity, free: this.#freeOf(from, item) }) +
        this.#breachMore(to, item, { more: quantity, free }),
      distance: values.distance + tonnes * more((arc) => instance.administrativeDistance[arc]!),
      arrival: this.#arrivalAfter(move),
      haul: instance.isNearFirst
        ? values.haul + (tonnes / SECONDS_PER_MINUTE) * more((arc) => instance.travelSeconds[arc]!)
        : values.haul,
    }
  }

  #arc(stockpile: number, site: number): number {
    return stockpile * this.#instance.siteCount + site
  }

  #flowsOf(arc: number): readonly TransferFlow[] {
    return this.#byArc.get(arc) ?? []
  }

  #lorriesOn(arc: number): number {
    return lorriesFor(this.#instance, this.#flowsOf(arc))
  }

  #freeOf(stockpile: number, item: number): number {
    return this.#instance.free[stockpile * this.#instance.itemCount + item]!
  }

  #breachMore(
    stockpile: number,
    item: number,
    { more, free }: { readonly more: number; readonly free: number },
  ): number {
    const minimum = this.#instance.minimum[stockpile * this.#instance.itemCount + item]!
    const breach = (sent: number): number => (sent > free ? (sent - free) / minimum : 0)
    const sent = this.sentBy(stockpile, item)
    return breach(sent + more) - breach(sent)
  }

  #arrivalAfter({ flow, to, quantity }: PlanMove): number {
    const { arrivalSeconds } = this.#instance
    const from = this.#arc(flow.stockpile, flow.site)
    const isEmptied = this.#flowsOf(from).length === 1 && flow.quantity === quantity
    const latest = this.#latestArcs.find((arc) => !(isEmptied && arc === from))
    const there = latest === undefined ? 0 : arrivalSeconds[latest]!
    return Math.max(there, arrivalSeconds[this.#arc(to, flow.site)]!)
  }
}
