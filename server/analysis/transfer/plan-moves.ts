/** What a plan would come to if one sender brought what another brings: one move at a time. */
import { KILOGRAMS_PER_TONNE, minutesLate, SECONDS_PER_MINUTE } from './evaluate.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { fewestTrips, lastArrival, lorriesFor, tripsFor } from './lorry-rounds.ts'
import type { Objective, ObjectiveValues } from './objectives.ts'

/** So many units of flows from one sender to one site come from another sender instead. */
export interface PlanMove {
  readonly parts: readonly MovePart[]
  readonly to: number
}

export interface MovePart {
  readonly flow: TransferFlow
  /** At most the flow's own. */
  readonly quantity: number
  /** Units that the other can send of the item without breaking its stockpile’s reserve. */
  readonly free: number
}

const withMore = (
  flows: readonly TransferFlow[],
  { item, ...at }: Pick<TransferFlow, 'sender' | 'site' | 'item'>,
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
  /** Lorries that have to drive, by fleet. */
  readonly #lorries = new Map<number, number>()
  /** How many trips begin at each stockpile. */
  readonly #tripsOf: Int32Array
  readonly #byArc: ReadonlyMap<number, readonly TransferFlow[]>
  /** Arcs in use, the one that arrives last first. */
  readonly #latestArcs: readonly number[]

  constructor(instance: TransferInstance, { flows, values }: TransferSolution) {
    const { siteCount, itemCount, arrivalSeconds } = instance
    this.#instance = instance
    this.#values = values
    this.#sent = new Float64Array(instance.free.length)
    for (const { sender, item, quantity } of flows) {
      this.#sent[instance.stockpileOf[sender]! * itemCount + item]! += quantity
    }
    this.#tripsOf = new Int32Array(instance.stockpileCount)
    for (const { sender, lorries } of fewestTrips(instance, flows)) {
      const fleet = instance.fleetOf[sender]!
      this.#lorries.set(fleet, this.#used(fleet) + lorries)
      this.#tripsOf[instance.stockpileOf[sender]!]! += 1
    }
    this.#byArc = Map.groupBy(flows, ({ sender, site }) => sender * siteCount + site)
    this.#latestArcs = [...this.#byArc.keys()].sort(
      (a, b) => arrivalSeconds[b]! - arrivalSeconds[a]!,
    )
  }

  /** What a sender brings to a site. */
  trip(sender: number, site: number): readonly TransferFlow[] {
    return this.#flowsOf(this.#arc(sender, site))
  }

  /** Units of an item that a stockpile sends to all sites. */
  sentBy(stockpile: number, item: number): number {
    return this.#sent[stockpile * this.#instance.itemCount + item]!
  }

  hasLorryLeft(sender: number): boolean {
    const fleet = this.#instance.fleetOf[sender]!
    return this.#used(fleet) < (this.#instance.lorries?.[fleet] ?? Number.POSITIVE_INFINITY)
  }

  /** Most units of a flow that another sender's lorries take beside what they carry. */
  roomFor(flow: TransferFlow, to: number, quantity: number): number {
    let [low, high] = [0, quantity]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.hasRoom({ parts: [{ flow, quantity: middle, free: 0 }], to })) low = middle
      else high = middle - 1
    }
    return low
  }

  hasRoom({ parts, to }: PlanMove): boolean {
    const fleet = this.#instance.fleetOf[to]!
    const most = this.#instance.lorries?.[fleet]
    if (most === undefined) return true
    const arc = this.#arc(to, parts[0]!.flow.site)
    const after = this.#flowsAfter(arc, parts, to, 1)
    const used = this.#used(fleet) - this.#lorriesOn(arc)
    return used + lorriesFor(this.#instance, after) <= most
  }

  /** What the plan would come to; whether stock and lorries allow the move is not asked. */
  valuesAfter({ parts, to }: PlanMove): ObjectiveValues {
    const instance = this.#instance
    const { sender: from, site } = parts[0]!.flow
    const [storeFrom, storeTo] = [instance.stockpileOf[from]!, instance.stockpileOf[to]!]
    const [arcFrom, arcTo] = [this.#arc(from, site), this.#arc(to, site)]
    const more = (of: (arc: number) => number): number => of(arcTo) - of(arcFrom)
    const values: Record<Objective, number> = { ...this.#values }
    for (const { flow, quantity, free } of parts) {
      const { item } = flow
      const wanted = instance.demand[site * instance.itemCount + item]!
      const share = (quantity / wanted) * instance.siteWeight[site]!
      const tonnes = (quantity * instance.kilograms[item]!) / KILOGRAMS_PER_TONNE
      values.missed += share * more((arc) => (minutesLate(instance, arc) > 0 ? 1 : 0))
      values.lateness += share * more((arc) => minutesLate(instance, arc))
      values.reserve +=
        this.#breachMore(storeFrom, item, {
          more: -quantity,
          free: this.#freeOf(storeFrom, item),
        }) + this.#breachMore(storeTo, item, { more: quantity, free })
      values.county += tonnes * more((arc) => instance.countyDistance[arc]!)
      values.town += tonnes * more((arc) => instance.townDistance[arc]!)
      values.haul += (tonnes / SECONDS_PER_MINUTE) * more((arc) => instance.travelSeconds[arc]!)
    }
    const left = this.#flowsAfter(arcFrom, parts, from, -1)
    const grown = this.#flowsAfter(arcTo, parts, to, 1)
    const isStoreEmptied = left.length === 0 && this.#tripsOf[storeFrom] === 1
    values.stores += Number(this.#tripsOf[storeTo] === 0) - Number(isStoreEmptied)
    values.lorries +=
      lorriesFor(instance, left) +
      lorriesFor(instance, grown) -
      this.#lorriesOn(arcFrom) -
      this.#lorriesOn(arcTo)
    if (instance.repeats || instance.stops) {
      const others = [...this.#byArc].filter(([arc]) => arc !== arcFrom && arc !== arcTo)
      const flows = [...others.flatMap(([, ofArc]) => ofArc), ...left, ...grown]
      const trips = tripsFor(instance, flows)
      values.lorries = trips.reduce((total, { lorries }) => total + lorries, 0)
      values.arrival = Math.max(0, ...trips.map((trip) => lastArrival(instance, trip)))
      return values
    }
    const latest = this.#latestArcs.find((arc) => !(left.length === 0 && arc === arcFrom))
    const there = latest === undefined ? 0 : instance.arrivalSeconds[latest]!
    values.arrival = Math.max(there, instance.arrivalSeconds[arcTo]!)
    return values
  }

  #arc(sender: number, site: number): number {
    return sender * this.#instance.siteCount + site
  }

  #used(fleet: number): number {
    return this.#lorries.get(fleet) ?? 0
  }

  #flowsOf(arc: number): readonly TransferFlow[] {
    return this.#byArc.get(arc) ?? []
  }

  #flowsAfter(
    arc: number,
    parts: readonly MovePart[],
    sender: number,
    sign: 1 | -1,
  ): readonly TransferFlow[] {
    return parts.reduce<readonly TransferFlow[]>(
      (flows, { flow, quantity }) => withMore(flows, { ...flow, sender }, sign * quantity),
      this.#flowsOf(arc),
    )
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
}
