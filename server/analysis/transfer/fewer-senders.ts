/**
 * Lets one stockpile send what several send, wherever the plan becomes better by it in the
 * dispatcher's order: quick, and never worse than the plan it is given. What it leaves, branch and
 * bound looks for.
 */
import { countdown } from '../cancellation.ts'
import { isBetter, solutionOf } from './evaluate.ts'
import { canCarry } from './flow-columns.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { fewestTrips, lorriesFor } from './lorry-rounds.ts'
import { isCount } from './objectives.ts'

/** Beside those that send already, so many of the nearest are tried for each site. */
const NEAREST_TRIED = 12
const LONGEST_SECONDS = 0.15
/** Sums of shares are no more exact. */
const ROUND_TOLERANCE = 1e-6

/** What a plan leaves in stockpiles and on their lorries. */
class Leftovers {
  readonly #instance: TransferInstance
  readonly #units: Float64Array
  readonly #lorries: Float64Array | null

  private constructor(
    instance: TransferInstance,
    units: Float64Array,
    lorries: Float64Array | null,
  ) {
    this.#instance = instance
    this.#units = units
    this.#lorries = lorries
  }

  static of(instance: TransferInstance, flows: readonly TransferFlow[]): Leftovers {
    const { free, reserve, itemCount, stockpileOf, lorries } = instance
    const units = Float64Array.from(free, (each, supply) => each + reserve[supply]!)
    for (const { sender, item, quantity } of flows) {
      units[stockpileOf[sender]! * itemCount + item]! -= quantity
    }
    const left = new Leftovers(instance, units, lorries && Float64Array.from(lorries))
    left.#sendOff(flows)
    return left
  }

  copy(): Leftovers {
    return new Leftovers(this.#instance, this.#units.slice(), this.#lorries?.slice() ?? null)
  }

  #sendOff(flows: readonly TransferFlow[]): void {
    if (!this.#lorries) return
    for (const { sender, lorries } of fewestTrips(this.#instance, flows)) {
      this.#lorries[this.#instance.fleetOf[sender]!]! -= lorries
    }
  }

  /** What a sender can bring of what is wanted, units by item: its lorries are then on their way. */
  trip(sender: number, site: number, wanted: ReadonlyMap<number, number>): TransferFlow[] {
    const trip: TransferFlow[] = []
    for (const [item, units] of wanted) {
      const quantity = this.#take(trip, { sender, site, item, quantity: units })
      if (quantity > 0) trip.push({ sender, site, item, quantity })
    }
    this.#sendOff(trip)
    return trip
  }

  /** Units that lie on so many lorries beside a trip's other flows, each driving once; ≥ 1. */
  #room(trip: readonly TransferFlow[], { sender, item }: TransferFlow, lorries: number): number {
    const { massShare, volumeShare, itemCount } = this.#instance
    const room = (shares: Float64Array): number => {
      const share = shares[sender * itemCount + item]!
      const used = trip.reduce(
        (sum, flow) => sum + flow.quantity * shares[sender * itemCount + flow.item]!,
        0,
      )
      return share > 0
        ? Math.floor((lorries - used) / share + ROUND_TOLERANCE)
        : Number.POSITIVE_INFINITY
    }
    return Math.max(1, Math.min(room(massShare), room(volumeShare)))
  }

  /** Takes as much of a demand as there is and as lorries carry beside a trip's other flows. */
  #take(trip: readonly TransferFlow[], wanted: TransferFlow): number {
    const { sender, item } = wanted
    if (!canCarry(this.#instance, wanted)) return 0
    const supply = this.#instance.stockpileOf[sender]! * this.#instance.itemCount + item
    const lorries = this.#lorries?.[this.#instance.fleetOf[sender]!] ?? Number.POSITIVE_INFINITY
    let [low, high] = [0, Math.min(wanted.quantity, this.#units[supply]!)]
    // All of it, or as much as lies on the lorries at once, is tried before the range is halved.
    let middle = Math.min(high, this.#room(trip, wanted, lorries))
    for (; low < high; middle = Math.ceil((low + high) / 2)) {
      const load = [...trip, { ...wanted, quantity: middle }]
      if (lorriesFor(this.#instance, load) <= lorries) low = middle
      else high = middle - 1
    }
    this.#units[supply]! -= low
    return low
  }
}

/** What a plan sends to a site, and to the others. */
interface AtSite {
  readonly others: readonly TransferFlow[]
  /** Once the others are served. */
  readonly leftovers: Leftovers
  /** Units by item. */
  readonly wanted: ReadonlyMap<number, number>
}

const atSite = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
  site: number,
): AtSite => {
  const others = flows.filter((flow) => flow.site !== site)
  const wanted = new Map<number, number>()
  for (const flow of flows) {
    if (flow.site === site) wanted.set(flow.item, (wanted.get(flow.item) ?? 0) + flow.quantity)
  }
  return { others, leftovers: Leftovers.of(instance, others), wanted }
}

/** The site's goods from these stockpiles, each as much as it can, the first first. */
const sentBy = (
  instance: TransferInstance,
  { others, leftovers, wanted: all }: AtSite,
  site: number,
  senders: readonly number[],
): TransferFlow[] | null => {
  const left = leftovers.copy()
  const wanted = new Map(all)
  const moved: TransferFlow[] = []
  for (const sender of senders) {
    if (!Number.isFinite(instance.arrivalSeconds[sender * instance.siteCount + site]!)) continue
    const trip = left.trip(sender, site, wanted)
    for (const { item, quantity } of trip) wanted.set(item, wanted.get(item)! - quantity)
    moved.push(...trip)
  }
  const isAll = [...wanted.values()].every((units) => units === 0)
  return isAll ? [...others, ...moved] : null
}

/** Stockpiles for a site: those that send to it, those that send at all, the nearest. */
const candidatesFor = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
  site: number,
): { readonly senders: readonly number[]; readonly others: readonly number[] } => {
  const { siteCount, stockpileCount, stockpileOf, travelSeconds } = instance
  const at = (stockpile: number): number => travelSeconds[stockpile * siteCount + site]!
  const from = ({ sender }: TransferFlow): number => stockpileOf[sender]!
  const senders = [...new Set(flows.filter((flow) => flow.site === site).map(from))]
  const nearest = Array.from({ length: stockpileCount }, (_, stockpile) => stockpile)
    .filter((stockpile) => Number.isFinite(at(stockpile)))
    .sort((a, b) => at(a) - at(b))
    .slice(0, NEAREST_TRIED)
  return {
    senders: senders.sort((a, b) => at(a) - at(b)),
    others: [...new Set([...flows.map(from), ...nearest])].filter(
      (each) => !senders.includes(each),
    ),
  }
}

/** Orders in which stockpiles may send to a site: one before all, one in place of one, one less. */
const proposals = (senders: readonly number[], others: readonly number[]): number[][] => [
  ...senders.map((first) => [first, ...senders.filter((each) => each !== first)]),
  ...senders.map((without) => senders.filter((each) => each !== without)),
  ...others.map((first) => [first, ...senders]),
  ...others.flatMap((first) =>
    senders.map((without) => [first, ...senders.filter((each) => each !== without)]),
  ),
]

export const fewerSenders = (
  instance: TransferInstance,
  start: TransferSolution,
): TransferSolution => {
  if (!instance.objectives.some(isCount)) return start
  const secondsLeft = countdown(LONGEST_SECONDS)
  const sendersOf = Map.groupBy(instance.stockpileOf.keys(), (each) => instance.stockpileOf[each]!)
  let best = start
  for (let hasImproved = true; hasImproved; ) {
    hasImproved = false
    for (let site = 0; site < instance.siteCount; site++) {
      const { senders, others } = candidatesFor(instance, best.flows, site)
      let now = atSite(instance, best.flows, site)
      for (const stockpiles of proposals(senders, others)) {
        if (secondsLeft() <= 0) return best
        const all = stockpiles.flatMap((stockpile) => sendersOf.get(stockpile) ?? [])
        const flows = sentBy(instance, now, site, all)
        const next = flows && solutionOf(instance, flows)
        if (!next || !isBetter(instance, next.values, best.values)) continue
        best = next
        now = atSite(instance, best.flows, site)
        hasImproved = true
      }
    }
  }
  return best
}
