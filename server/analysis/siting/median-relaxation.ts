/** The p-median without the rule that each demand is served once; prices pay for it instead. */
import type { MedianInstance, ServedMedian, SiteCosts } from './median-instance.ts'
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

type ServiceRows = Pick<SiteCosts, 'demandStart' | 'demandCandidates' | 'demandCosts'>

/** Rows are written anew without the closed candidates once this share of the free ones was closed. */
const WORTHWHILE_SHARE = 0.2

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
  /** FREE, MUST_OPEN or MUST_CLOSE for each candidate. */
  fixings: Uint8Array
  /** How many candidates were free when last solved. */
  freeCount: number
  readonly instance: ServedMedian
  readonly siteCount: number
  readonly priceUnit: number
  /** Services of the candidates that are not closed for good, and those of them now not closed. */
  #kept: ServiceRows
  readonly #rows: ServiceRows
  #newlyClosed = 0
  /** ρ of each candidate, which were opened, and the value, when last solved. */
  readonly #reducedCosts: Float64Array
  #opened: Float64Array
  #value = 0
  /** The largest ρ opened and the least not opened, among free candidates, when last solved. */
  #lastOpened = 0
  #firstUnopened = 0
  readonly #sorted: Float64Array

  constructor(instance: ServedMedian, siteCount: number) {
    const { weights, baseCosts, candidateCount } = instance
    this.instance = instance
    this.siteCount = Math.min(siteCount, candidateCount)
    this.priceUnit = medianPriceUnit(instance, siteCount)
    this.rowCount = instance.demandCount
    this.columnCount = candidateCount
    this.priceLimits = weights.map((weight, i) => weight * baseCosts[i]!)
    this.priceScales = weights.map((weight) => Math.max(1, weight))
    this.fixings = new Uint8Array(candidateCount)
    this.freeCount = candidateCount
    this.#kept = instance
    this.#rows = copyOf(instance)
    this.#reducedCosts = new Float64Array(candidateCount)
    this.#opened = new Float64Array(candidateCount)
    this.#sorted = new Float64Array(candidateCount)
  }

  solve(prices: Float64Array, served: Float64Array, open: Float64Array): number {
    const { weights, demandCount } = this.instance
    const { demandStart, demandCandidates, demandCosts } = this.#rows
    const reducedCosts = this.#reducedCosts.fill(0)
    let value = 0
    let entryCount = 0
    for (let demand = 0; demand < demandCount; demand++) {
      const price = prices[demand]!
      const weight = weights[demand]!
      const start = demandStart[demand]!
      const end = demandStart[demand + 1]!
      value += price
      let entry = start
      for (; entry < end; entry++) {
        const saving = weight * demandCosts[entry]! - price
        if (saving >= 0) break
        reducedCosts[demandCandidates[entry]!]! += saving
      }
      entryCount += entry - start
    }
    this.#open(open)
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      if (open[candidate] === 1) value += reducedCosts[candidate]!
    }
    this.#countServed(prices, served, open, entryCount)
    this.#opened = open
    this.#value = value
    return value
  }

  /** Goes on with other fixings: services of closed candidates are passed over. */
  decide(fixings: Uint8Array): void {
    this.fixings = fixings
    copyOpen(this.#kept, this.#rows, fixings)
    this.#newlyClosed = 0
  }

  /** All fixings from now on close what is closed now. */
  keepForGood(): void {
    this.#kept = copyOf(this.#rows)
  }

  /**
   * Fixes candidates whose opposite cannot be part of anything better than the incumbent, by the
   * reduced costs when last solved. @returns the least bound of all that was given up so.
   */
  fix(incumbent: number): number {
    const { fixings } = this
    let floor = Number.POSITIVE_INFINITY
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      if (fixings[candidate] !== FREE) continue
      const reducedCost = this.#reducedCosts[candidate]!
      const isOpen = this.#opened[candidate] === 1
      const otherwise =
        this.#value + (isOpen ? this.#firstUnopened - reducedCost : reducedCost - this.#lastOpened)
      if (Math.ceil(otherwise) < incumbent) continue
      fixings[candidate] = isOpen ? MUST_OPEN : MUST_CLOSE
      if (!isOpen) this.#newlyClosed++
      floor = Math.min(floor, otherwise)
    }
    if (this.#newlyClosed > WORTHWHILE_SHARE * this.freeCount) {
      copyOpen(this.#rows, this.#rows, fixings)
      this.#newlyClosed = 0
    }
    return floor
  }

  /**
   * Opens what must be and, up to the number of sites, the free candidates of least ρ, of equals
   * the first.
   */
  #open(open: Float64Array): void {
    const { fixings } = this
    const reducedCosts = this.#reducedCosts
    let freeCount = 0
    let places = this.siteCount
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      open[candidate] = Number(fixings[candidate] === MUST_OPEN)
      if (fixings[candidate] === MUST_OPEN) places--
      else if (fixings[candidate] === FREE) this.#sorted[freeCount++] = reducedCosts[candidate]!
    }
    this.freeCount = freeCount
    const sorted = this.#sorted.subarray(0, freeCount).sort()
    this.#lastOpened =
      places > 0 && freeCount > 0 ? sorted[Math.min(places, freeCount) - 1]! : -Infinity
    this.#firstUnopened = places < freeCount ? sorted[places]! : 0
    let ties = places
    for (let i = 0; i < Math.min(places, freeCount); i++) if (sorted[i]! < this.#lastOpened) ties--
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      if (fixings[candidate] !== FREE || reducedCosts[candidate]! > this.#lastOpened) continue
      if (reducedCosts[candidate] === this.#lastOpened && ties-- <= 0) continue
      open[candidate] = 1
    }
  }

  /** By the rows of what is open or by those of the demands, whichever are shorter. */
  #countServed(
    prices: Float64Array,
    served: Float64Array,
    open: Float64Array,
    entryCount: number,
  ): void {
    const { weights, candidateStart, candidateDemands, candidateCosts, demandCount } = this.instance
    const { demandStart, demandCandidates, demandCosts } = this.#rows
    served.fill(0)
    let openCount = 0
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      if (open[candidate] === 1)
        openCount += candidateStart[candidate + 1]! - candidateStart[candidate]!
    }
    if (openCount < entryCount) {
      for (let candidate = 0; candidate < this.columnCount; candidate++) {
        if (open[candidate] !== 1) continue
        for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
          const demand = candidateDemands[at]!
          if (weights[demand]! * candidateCosts[at]! < prices[demand]!) served[demand]!++
        }
      }
      return
    }
    for (let demand = 0; demand < demandCount; demand++) {
      const end = demandStart[demand + 1]!
      const price = prices[demand]!
      const weight = weights[demand]!
      let times = 0
      for (let entry = demandStart[demand]!; entry < end; entry++) {
        if (weight * demandCosts[entry]! >= price) break
        times += open[demandCandidates[entry]!]!
      }
      served[demand] = times
    }
  }
}

/** Writes the services of candidates that are not closed to `to`, which may be `from`. */
const copyOpen = (from: ServiceRows, to: ServiceRows, fixings: Uint8Array): void => {
  const { demandStart, demandCandidates, demandCosts } = from
  let count = 0
  let entry = 0
  for (let demand = 0; demand + 1 < demandStart.length; demand++) {
    for (const end = demandStart[demand + 1]!; entry < end; entry++) {
      const candidate = demandCandidates[entry]!
      if (fixings[candidate] === MUST_CLOSE) continue
      to.demandCandidates[count] = candidate
      to.demandCosts[count++] = demandCosts[entry]!
    }
    to.demandStart[demand + 1] = count
  }
}

const copyOf = ({ demandStart, demandCandidates, demandCosts }: ServiceRows): ServiceRows => {
  const count = demandStart.at(-1)
  return {
    demandStart: demandStart.slice(),
    demandCandidates: demandCandidates.slice(0, count),
    demandCosts: demandCosts.slice(0, count),
  }
}
