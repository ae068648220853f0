/** Covering without the rule that only chosen sites serve; prices pay for it instead. */
import type { CoverInstance } from './cover-instance.ts'
import type { PricedRelaxation } from './volume-ascent.ts'

/** Every whole number up to this power of two is exact in a double; one bit is kept in reserve. */
const EXACT_BITS = 52
const FINEST_PRICE_BITS = 20

/**
 * Largest power of two ≤ 1 such that sums of `siteCount` × all gains stay exact.
 * @throws RangeError when even whole prices would not be.
 */
export const coverPriceUnit = (instance: CoverInstance, siteCount: number): number => {
  const total = instance.gainFirst.reduce((sum, gain) => sum + gain, 0)
  const neededBits = Math.ceil(Math.log2(2 * Math.max(1, total) * Math.max(1, siteCount)))
  const spareBits = EXACT_BITS - neededBits
  if (spareBits < 0) throw new RangeError('gains × sites exceed what doubles hold exactly')
  return 2 ** -Math.min(FINEST_PRICE_BITS, spareBits)
}

/**
 * Lagrangian relaxation of "a demand is served no more often than sites serve it", as a
 * minimisation of what is not won (the negative of Galvão and ReVelle, 1996, with two levels of
 * gain). With price λ of demand i:
 *   −L(λ) = Σ_i (λ_i − g1_i)⁻ + Σ_i (λ_i − g2_i)⁻ − Σ_{the siteCount largest ρ_j} ρ_j,
 *   ρ_j = Σ_{i served by j} λ_i, x⁻ = min(0, x).
 * A price above the first gain wins nothing more and is limited to that.
 */
export class CoverRelaxation implements PricedRelaxation {
  readonly rowCount: number
  readonly columnCount: number
  readonly priceLimits: Float64Array
  readonly priceScales: Float64Array
  /** ρ of each candidate at the prices last solved. */
  readonly revenues: Float64Array
  readonly #instance: CoverInstance
  readonly #siteCount: number
  /** Candidates by ρ, the open ones first. */
  readonly #order: Int32Array

  constructor(instance: CoverInstance, siteCount: number) {
    this.#instance = instance
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    this.rowCount = instance.demandCount
    this.columnCount = instance.candidateCount
    this.priceLimits = instance.gainFirst
    this.priceScales = instance.gainFirst.map((gain) => Math.max(1, gain))
    this.revenues = new Float64Array(instance.candidateCount)
    this.#order = new Int32Array(instance.candidateCount)
  }

  /** Computes ρ of every candidate at these prices. */
  price(prices: Float64Array): this {
    const { candidateStart, candidateDemands } = this.#instance
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      const end = candidateStart[candidate + 1]!
      let revenue = 0
      for (let i = candidateStart[candidate]!; i < end; i++) {
        revenue += prices[candidateDemands[i]!]!
      }
      this.revenues[candidate] = revenue
    }
    return this
  }

  solve(prices: Float64Array, served: Float64Array, open: Float64Array): number {
    const { candidateStart, candidateDemands, gainFirst, gainSecond } = this.#instance
    const { revenues } = this.price(prices)
    let value = 0
    for (let demand = 0; demand < this.rowCount; demand++) {
      const price = prices[demand]!
      // Served once for free at each level whose gain exceeds the price: 1 − levels as served.
      served[demand] = 1
      for (const gain of [gainFirst[demand]!, gainSecond[demand]!]) {
        if (price >= gain) continue
        value += price - gain
        served[demand]!--
      }
    }
    open.fill(0)
    for (const candidate of this.#dearest()) {
      value -= revenues[candidate]!
      open[candidate] = 1
      const end = candidateStart[candidate + 1]!
      for (let i = candidateStart[candidate]!; i < end; i++) served[candidateDemands[i]!]!++
    }
    return value
  }

  /** The `siteCount` candidates of largest ρ. */
  #dearest(): Int32Array {
    const revenues = this.revenues
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      this.#order[candidate] = candidate
    }
    this.#order.sort((a, b) => revenues[b]! - revenues[a]!)
    return this.#order.subarray(0, this.#siteCount)
  }
}
