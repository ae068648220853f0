/** What a plan leaves in stores and on lorries, for lorries that load at several on their way. */
import type { TransferInstance } from './instance.ts'
import { added, fitting, type Units } from './lorry-units.ts'
import type { PickupTimes, PlannedWith, RunStop } from './pickup-runs.ts'

/** Of a site's stores that have what it lacks, and of a store's lorries that are free. */
const NEAREST_TRIED = 8

export class PickupStock {
  readonly #instance: TransferInstance
  readonly #times: PickupTimes
  /** Units that stockpiles have left, and may send without touching a reserve. */
  readonly #free: Float64Array
  readonly #lorries: Float64Array | null

  constructor(instance: TransferInstance, times: PickupTimes, now: PlannedWith) {
    this.#instance = instance
    this.#times = times
    this.#free = Float64Array.from(instance.free)
    for (const { sender, item, quantity } of now.solution.flows) {
      this.#free[now.instance.stockpileOf[sender]! * instance.itemCount + item]! -= quantity
    }
    this.#lorries = instance.lorries && Float64Array.from(instance.lorries)
    for (const { sender, lorries } of now.solution.trips) {
      if (this.#lorries) this.#lorries[now.instance.fleetOf[sender]!]! -= lorries
    }
  }

  unitsAt(stockpile: number, item: number): number {
    return this.#free[stockpile * this.#instance.itemCount + item]!
  }

  /** The share of a sender's lorry that units take. */
  size(sender: number, units: Units): number {
    const { massShare, volumeShare, itemCount } = this.#instance
    const sum = (shares: Float64Array): number =>
      [...units].reduce(
        (total, [item, quantity]) => total + quantity * shares[sender * itemCount + item]!,
        0,
      )
    return Math.max(sum(massShare), sum(volumeShare))
  }

  /** Stores that have some of these items left, the nearest to a site first. */
  storesWith(site: number, items: readonly number[]): number[] {
    const { siteCount, stockpileCount, itemCount, travelSeconds } = this.#instance
    const seconds = (stockpile: number): number => travelSeconds[stockpile * siteCount + site]!
    return Array.from({ length: stockpileCount }, (_, stockpile) => stockpile)
      .filter((stockpile) => items.some((item) => this.#free[stockpile * itemCount + item]! > 0))
      .filter((stockpile) => Number.isFinite(seconds(stockpile)))
      .sort((a, b) => seconds(a) - seconds(b))
      .slice(0, NEAREST_TRIED)
  }

  /** Lorries that drive nowhere so far, the nearest to a store first. */
  idleSenders(store: number): number[] {
    const { stockpileOf, fleetOf, senderCount } = this.#instance
    const seconds = this.#times.secondsTo(store)
    const ready = (sender: number): number =>
      this.#times.readySeconds[sender]! + (seconds[stockpileOf[sender]!] ?? 0)
    return Array.from({ length: senderCount }, (_, sender) => sender)
      .filter((sender) => (this.#lorries?.[fleetOf[sender]!] ?? 0) > 0)
      .filter((sender) => Number.isFinite(ready(sender)) && this.#hasLorry(sender))
      .sort((a, b) => ready(a) - ready(b))
      .slice(0, NEAREST_TRIED)
  }

  /** Not so of machines that drive themselves. */
  #hasLorry(sender: number): boolean {
    const { massShare, itemCount } = this.#instance
    const shares = massShare.subarray(sender * itemCount, (sender + 1) * itemCount)
    return shares.some((share) => share > 0 && share <= 1)
  }

  /** Units of a store that are lacking and still fit, those that weigh most for their room first. */
  filled(lorryOf: number, stops: readonly RunStop[], stockpile: number, lacking: Units): Units {
    const { massShare, volumeShare, itemCount } = this.#instance
    const there = stops.reduce<Units>((sum, { units }) => added(sum, units), new Map())
    const room = (shares: Float64Array): number =>
      [...there].reduce(
        (l, [item, quantity]) => l - quantity * shares[lorryOf * itemCount + item]!,
        1,
      )
    let [mass, volume] = [room(massShare), room(volumeShare)]
    const shareOf = (item: number): number =>
      Math.max(massShare[lorryOf * itemCount + item]!, volumeShare[lorryOf * itemCount + item]!)
    const units = new Map<number, number>()
    const first = [...lacking].sort(
      ([a, some], [b, more]) => some * shareOf(a) - more * shareOf(b) || a - b,
    )
    for (const [item, wanted] of first) {
      const [m, v] = [massShare, volumeShare].map((shares) => shares[lorryOf * itemCount + item]!)
      if (!(shareOf(item) > 0) || !Number.isFinite(shareOf(item))) continue
      const quantity = Math.min(
        wanted,
        this.#free[stockpile * itemCount + item]!,
        fitting(mass, m!),
        fitting(volume, v!),
      )
      if (quantity <= 0) continue
      units.set(item, quantity)
      mass -= quantity * m!
      volume -= quantity * v!
    }
    return units
  }
}
