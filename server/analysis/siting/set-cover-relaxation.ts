/** Set covering without the rule that everything is covered; prices pay for it instead. */

import { coversByDemand, type SetCoverInstance } from './set-cover-instance.ts'
import type { PricedRelaxation } from './volume-ascent.ts'

/** Every whole number up to this power of two is exact in a double; one bit is kept in reserve. */
const EXACT_BITS = 52
/** Finer than a millionth of a site changes no bound. */
const FINEST_PRICE_BITS = 24

/** Largest power of two ≤ 1 such that all sums of prices (each at most 1) stay exact. */
export const setCoverPriceUnit = (instance: SetCoverInstance): number => {
  const most = instance.candidateDemands.length + instance.candidateCount + instance.demandCount
  const spareBits = EXACT_BITS - Math.ceil(Math.log2(Math.max(1, most)))
  return 2 ** -Math.min(FINEST_PRICE_BITS, spareBits)
}

/**
 * Lagrangian relaxation of the covering rows: with price u of each demand
 *   L(u) = Σ u_i + Σ_j min(0, 1 − Σ_{i covered by j} u_i).
 * A price above 1 never raises L (every candidate that covers the demand is bought already and
 * loses as much), so prices are limited to 1; a demand that nobody covers has the price 0.
 */
export class SetCoverRelaxation implements PricedRelaxation {
  readonly rowCount: number
  readonly columnCount: number
  readonly priceLimits: Float64Array
  readonly priceScales: Float64Array
  readonly #instance: SetCoverInstance

  constructor(instance: SetCoverInstance) {
    const { demandStart } = coversByDemand(instance)
    this.#instance = instance
    this.rowCount = instance.demandCount
    this.columnCount = instance.candidateCount
    this.priceLimits = Float64Array.from({ length: instance.demandCount }, (_, demand) =>
      demandStart[demand + 1]! > demandStart[demand]! ? 1 : 0,
    )
    this.priceScales = new Float64Array(instance.demandCount).fill(1)
  }

  solve(prices: Float64Array, served: Float64Array, open: Float64Array): number {
    const { candidateStart, candidateDemands } = this.#instance
    let value = 0
    for (let demand = 0; demand < this.rowCount; demand++) value += prices[demand]!
    served.fill(0)
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      const from = candidateStart[candidate]!
      const to = candidateStart[candidate + 1]!
      let reducedCost = 1
      for (let at = from; at < to; at++) reducedCost -= prices[candidateDemands[at]!]!
      open[candidate] = Number(reducedCost < 0)
      if (reducedCost >= 0) continue
      value += reducedCost
      for (let at = from; at < to; at++) served[candidateDemands[at]!]!++
    }
    return value
  }
}
