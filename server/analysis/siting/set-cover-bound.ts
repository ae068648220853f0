/** How few sites can cover everything at best, proven. */
import type { CoverProver } from './branch-and-cut.ts'
import { byDemand, candidatesOf, demandsOf } from './candidate-table.ts'
import type { SetCoverInstance } from './set-cover-instance.ts'
import { type CoveredInstance, SetCoverState } from './set-cover-search.ts'
import { PROOF_SECONDS, type SiteBound, type SiteSolution } from './solver.ts'
import { exactPriceUnit, type PricedRelaxation, VolumeAscent } from './volume-ascent.ts'

/** Finer than a millionth of a site changes no bound. */
const FINEST_PRICE_BITS = 24

/**
 * Lagrangian relaxation of the covering rows: with price u of each demand
 *   L(u) = Σ u_i + Σ_j min(0, 1 − Σ_{i covered by j} u_i).
 * A price above 1 never raises L (every candidate that covers the demand is bought already and
 * loses as much), so prices are limited to 1; an uncoverable demand has the price 0.
 */
class SetCoverRelaxation implements PricedRelaxation {
  readonly rowCount: number
  readonly columnCount: number
  readonly priceLimits: Float64Array
  readonly priceScales: Float64Array
  readonly #instance: SetCoverInstance

  constructor(instance: CoveredInstance) {
    this.#instance = instance
    this.rowCount = instance.demandCount
    this.columnCount = instance.candidateCount
    this.priceLimits = Float64Array.from({ length: instance.demandCount }, (_, demand) =>
      Number(candidatesOf(instance, demand).length > 0),
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

const FIRST_PROOF_SECONDS = PROOF_SECONDS / 8
/** Iterations between two suggestions. */
const SUGGESTION_PERIOD = 50
/**
 * What a demand without a price counts in a suggestion; a power of two, so that sums stay exact.
 */
const LEAST_WORTH = 2 ** -6

/**
 * Lower bound of the set covering problem: first the number of demands no two of which one
 * candidate covers, then the volume algorithm over `SetCoverRelaxation`. When prices can prove no
 * more, `prove` (say `proveSetCover`), if there is one, is given twice as long time and again: it is
 * not interrupted, and what was stopped meanwhile does not keep a processor from the next question.
 */
export class SetCoverBound implements SiteBound {
  readonly #instance: CoveredInstance
  readonly #ascent: VolumeAscent
  #prove: CoverProver | null
  #proofSeconds = FIRST_PROOF_SECONDS
  /** Proven otherwise than by prices. */
  #provenBound: number
  suggestion: SiteSolution

  constructor(instance: SetCoverInstance, prove: CoverProver | null = null) {
    const covered = { ...instance, ...byDemand(instance) }
    this.#instance = covered
    this.#prove = prove
    const { demandCount } = instance
    this.suggestion = this.#greedyCover(new Float64Array(demandCount).fill(1))
    // Prices are at most 1 each.
    const largestSum = instance.candidateDemands.length + instance.candidateCount + demandCount
    this.#ascent = new VolumeAscent(
      new SetCoverRelaxation(covered),
      exactPriceUnit(largestSum, FINEST_PRICE_BITS),
      evenPrices(covered),
    )
    this.#provenBound = independentDemandCount(covered)
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding up needs no margin. */
  get bound(): number {
    return Math.max(this.#provenBound, Math.ceil(this.#ascent.value))
  }

  /** Whether nothing more is to be expected from prices. */
  get isSettled(): boolean {
    return this.#ascent.isSettled
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    while (this.bound < incumbent && !this.isSettled && !shouldPause()) {
      this.#ascent.iterate(Math.min(incumbent, this.suggestion.objective))
      if (this.#ascent.iterations % SUGGESTION_PERIOD === 0) {
        this.#suggest(this.#greedyCover(this.#ascent.prices.map((price) => price + LEAST_WORTH)))
      }
    }
    while (this.#prove && this.bound < incumbent && this.isSettled && !shouldPause()) {
      const proof = this.#prove(this.#instance, this.#proofSeconds)
      if (!proof) return
      this.#proofSeconds *= 2
      if (proof.isFinal || this.#proofSeconds > PROOF_SECONDS) this.#prove = null
      this.#provenBound = Math.max(this.#provenBound, proof.bound)
      if (proof.solution) this.#suggest(proof.solution)
    }
  }

  #suggest(solution: SiteSolution): void {
    if (solution.objective < this.suggestion.objective) this.suggestion = solution
  }

  /**
   * Greedily what earns most: at prices, demands that are hard to cover are dear (Beasley, 1990).
   */
  #greedyCover(worths: Float64Array): SiteSolution {
    const state = new SetCoverState(this.#instance, worths)
    state.coverGreedily()
    state.removeRedundant()
    return state.solution()
  }
}

/**
 * Each demand pays its share of the candidate that covers it and most others: no candidate is worth
 * more than it costs.
 */
const evenPrices = (instance: CoveredInstance): Float64Array => {
  const sizeOf = (candidate: number): number => demandsOf(instance, candidate).length
  return Float64Array.from({ length: instance.demandCount }, (_, demand) => {
    const largest = Math.max(0, ...Array.from(candidatesOf(instance, demand), sizeOf))
    return largest > 0 ? 1 / largest : 0
  })
}

/**
 * How many demands there are such that no candidate covers two of them: as many sites are needed at
 * least. Greedily, demands with the fewest candidates first. (As prices, 1 for these and 0 for the
 * others, they are a corner that the ascent does not always find its way out of.)
 */
const independentDemandCount = (instance: CoveredInstance): number => {
  const listLength = (demand: number): number => candidatesOf(instance, demand).length
  const order = Array.from({ length: instance.demandCount }, (_, demand) => demand)
    .filter((demand) => listLength(demand) > 0)
    .sort((a, b) => listLength(a) - listLength(b) || a - b)
  const isTaken = new Uint8Array(instance.candidateCount)
  let count = 0
  for (const demand of order) {
    const list = candidatesOf(instance, demand)
    if (list.some((candidate) => isTaken[candidate] === 1)) continue
    for (const candidate of list) isTaken[candidate] = 1
    count++
  }
  return count
}
