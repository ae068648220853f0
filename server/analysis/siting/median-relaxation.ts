/** The p-median without the rule that each demand is served once; prices pay for it instead. */
import type { MedianInstance } from './median-instance.ts'
import { exactPriceUnit, type PricedRelaxation } from './volume-ascent.ts'

/** Finer than a millionth of a person-second changes no bound. */
const FINEST_PRICE_BITS = 20

/**
 * Sums reach `siteCount` × all weighted base costs.
 * @throws RangeError when they cannot be exact.
 */
export const medianPriceUnit = (
  { weights, baseCosts }: MedianInstance,
  siteCount: number,
): number => {
  const total = weights.reduce((sum, weight, i) => sum + weight * baseCosts[i]!, 0)
  return exactPriceUnit(Math.max(1, total) * Math.max(1, siteCount), FINEST_PRICE_BITS)
}

/** What has been decided about a candidate. */
export const FREE = 0
export const MUST_OPEN = 1
export const MUST_CLOSE = 2

/**
 * Lagrangian relaxation of the assignment rows (Cornuéjols, Fisher and Nemhauser, 1977). With price
 * λ of demand i:
 *   L(λ) = Σ λ_i + Σ_i min(0, w_i base_i − λ_i) + Σ_{the siteCount least ρ_j} ρ_j,
 *   ρ_j = Σ_i min(0, w_i c_ij − λ_i) ≤ 0.
 * A price above w_i base_i never raises L (the base term already falls as fast as λ_i rises), so it
 * is limited to that and the base term vanishes; nor do services at or above the base cost count.
 */
export class MedianRelaxation implements PricedRelaxation {
  readonly rowCount: number
  readonly columnCount: number
  readonly priceLimits: Float64Array
  readonly priceScales: Float64Array
  /** ρ of each candidate at the prices last solved. */
  readonly reducedCosts: Float64Array
  /** The largest ρ opened and the least not opened, among free candidates, when last solved. */
  lastOpened = 0
  firstUnopened = 0
  /** FREE, MUST_OPEN or MUST_CLOSE for each candidate. */
  fixings: Uint8Array
  readonly instance: MedianInstance
  readonly siteCount: number
  readonly priceUnit: number
  readonly #sorted: Float64Array

  constructor(instance: MedianInstance, siteCount: number) {
    const { weights, baseCosts } = instance
    this.instance = instance
    this.siteCount = Math.min(siteCount, instance.candidateCount)
    this.priceUnit = medianPriceUnit(instance, siteCount)
    this.rowCount = instance.demandCount
    this.columnCount = instance.candidateCount
    this.priceLimits = weights.map((weight, i) => weight * baseCosts[i]!)
    this.priceScales = weights.map((weight) => Math.max(1, weight))
    this.reducedCosts = new Float64Array(instance.candidateCount)
    this.fixings = new Uint8Array(instance.candidateCount)
    this.#sorted = new Float64Array(instance.candidateCount)
  }

  solve(prices: Float64Array, served: Float64Array, open: Float64Array): number {
    const { weights, demandStart, demandCandidates, demandCosts, demandCount } = this.instance
    const reducedCosts = this.reducedCosts.fill(0)
    let value = 0
    for (let demand = 0; demand < demandCount; demand++) {
      const price = prices[demand]!
      const weight = weights[demand]!
      const end = demandStart[demand + 1]!
      value += price
      for (let entry = demandStart[demand]!; entry < end; entry++) {
        const saving = weight * demandCosts[entry]! - price
        if (saving >= 0) break
        reducedCosts[demandCandidates[entry]!]! += saving
      }
    }
    this.#open(open)
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      if (open[candidate] === 1) value += reducedCosts[candidate]!
    }
    this.#countServed(prices, served, open)
    return value
  }

  /**
   * Opens what must be and, up to the number of sites, the free candidates of least ρ, of equals
   * the first.
   */
  #open(open: Float64Array): void {
    const { fixings, reducedCosts } = this
    let freeCount = 0
    let places = this.siteCount
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      open[candidate] = Number(fixings[candidate] === MUST_OPEN)
      if (fixings[candidate] === MUST_OPEN) places--
      else if (fixings[candidate] === FREE) this.#sorted[freeCount++] = reducedCosts[candidate]!
    }
    const sorted = this.#sorted.subarray(0, freeCount).sort()
    this.lastOpened =
      places > 0 && freeCount > 0 ? sorted[Math.min(places, freeCount) - 1]! : -Infinity
    this.firstUnopened = places < freeCount ? sorted[places]! : 0
    let ties = places
    for (let i = 0; i < Math.min(places, freeCount); i++) if (sorted[i]! < this.lastOpened) ties--
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      if (fixings[candidate] !== FREE || reducedCosts[candidate]! > this.lastOpened) continue
      if (reducedCosts[candidate] === this.lastOpened && ties-- <= 0) continue
      open[candidate] = 1
    }
  }

  #countServed(prices: Float64Array, served: Float64Array, open: Float64Array): void {
    const { weights, demandStart, demandCandidates, demandCosts, demandCount } = this.instance
    for (let demand = 0; demand < demandCount; demand++) {
      const end = demandStart[demand + 1]!
      const price = prices[demand]!
      let times = 0
      for (let entry = demandStart[demand]!; entry < end; entry++) {
        if (weights[demand]! * demandCosts[entry]! >= price) break
        times += open[demandCandidates[entry]!]!
      }
      served[demand] = times
    }
  }
}
