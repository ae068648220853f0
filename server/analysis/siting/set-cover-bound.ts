/** How few sites can cover everything at best, proven. */

import { coversByDemand, type DemandCovers, type SetCoverInstance } from './set-cover-instance.ts'
import type { CoverProver } from './set-cover-proof.ts'
import { SetCoverRelaxation, setCoverPriceUnit } from './set-cover-relaxation.ts'
import { SetCoverState } from './set-cover-state.ts'
import type { SiteBound, SiteSolution } from './solver.ts'
import { VolumeAscent } from './volume-ascent.ts'

/** Iterations between two suggestions. */
const SUGGESTION_PERIOD = 50
/** What a demand without a price counts in a suggestion; a power of two, so that sums stay exact. */
const LEAST_WORTH = 2 ** -6

/**
 * Lower bound of the set covering problem: first the number of demands no two of which one
 * candidate covers, then the volume algorithm over `SetCoverRelaxation`. When prices can prove no
 * more, `prove` (say `proveSetCover`) is asked once, if there is one: it is not interrupted.
 */
export class SetCoverBound implements SiteBound {
  readonly #instance: SetCoverInstance
  readonly #covers: DemandCovers
  readonly #ascent: VolumeAscent
  #prove: CoverProver | null
  /** Proven otherwise than by prices. */
  #provenBound: number
  #suggestion: SiteSolution
  #iteration = 0

  constructor(instance: SetCoverInstance, prove: CoverProver | null = null) {
    this.#instance = instance
    this.#covers = coversByDemand(instance)
    this.#prove = prove
    this.#suggestion = this.#greedyCover(new Float64Array(instance.demandCount).fill(1))
    this.#ascent = new VolumeAscent(
      new SetCoverRelaxation(instance),
      setCoverPriceUnit(instance),
      evenPrices(instance, this.#covers),
    )
    this.#provenBound = independentDemandCount(instance, this.#covers)
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding up needs no margin. */
  get bound(): number {
    return Math.max(this.#provenBound, Math.ceil(this.#ascent.value))
  }

  get suggestion(): SiteSolution {
    return this.#suggestion
  }

  /** Whether nothing more is to be expected from prices. */
  get isSettled(): boolean {
    return this.#ascent.isSettled
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    while (this.bound < incumbent && !this.isSettled && !shouldPause()) {
      this.#ascent.iterate(Math.min(incumbent, this.#suggestion.objective))
      this.#iteration++
      if (this.#iteration % SUGGESTION_PERIOD === 0) this.#suggest(this.#pricedCover())
    }
    if (this.#prove && this.bound < incumbent && this.isSettled) {
      const { bound, solution } = this.#prove(this.#instance)
      this.#prove = null
      this.#provenBound = Math.max(this.#provenBound, bound)
      if (solution) this.#suggest(solution)
    }
  }

  #suggest(solution: SiteSolution): void {
    if (solution.objective < this.#suggestion.objective) this.#suggestion = solution
  }

  /** Greedily what earns most at the present prices: demands that are hard to cover are dear
   *  (Beasley, 1990). */
  #pricedCover(): SiteSolution {
    return this.#greedyCover(this.#ascent.prices.map((price) => price + LEAST_WORTH))
  }

  #greedyCover(worths: Float64Array): SiteSolution {
    const state = new SetCoverState(this.#instance, this.#covers, worths)
    state.coverGreedily()
    state.removeRedundant()
    const chosen = state.chosen.toArray().sort((a, b) => a - b)
    return { chosen, objective: chosen.length }
  }
}

/** Each demand pays its share of the candidate that covers it and most others: no candidate is worth
 *  more than it costs. */
const evenPrices = (instance: SetCoverInstance, covers: DemandCovers): Float64Array => {
  const { demandCount, candidateStart } = instance
  const { demandStart, demandCandidates } = covers
  const prices = new Float64Array(demandCount)
  for (let demand = 0; demand < demandCount; demand++) {
    let largest = 0
    for (let at = demandStart[demand]!; at < demandStart[demand + 1]!; at++) {
      const candidate = demandCandidates[at]!
      largest = Math.max(largest, candidateStart[candidate + 1]! - candidateStart[candidate]!)
    }
    if (largest > 0) prices[demand] = 1 / largest
  }
  return prices
}

/**
 * How many demands there are such that no candidate covers two of them: as many sites are needed at
 * least. Greedily, demands with the fewest candidates first. (As prices, 1 for these and 0 for the
 * others, they are a corner that the ascent does not always find its way out of.)
 */
const independentDemandCount = (instance: SetCoverInstance, covers: DemandCovers): number => {
  const { demandStart, demandCandidates } = covers
  const listLength = (demand: number): number => demandStart[demand + 1]! - demandStart[demand]!
  const order = Array.from({ length: instance.demandCount }, (_, demand) => demand)
    .filter((demand) => listLength(demand) > 0)
    .sort((a, b) => listLength(a) - listLength(b) || a - b)
  const isTaken = new Uint8Array(instance.candidateCount)
  let count = 0
  for (const demand of order) {
    const list = demandCandidates.subarray(demandStart[demand]!, demandStart[demand + 1]!)
    if (list.some((candidate) => isTaken[candidate] === 1)) continue
    for (const candidate of list) isTaken[candidate] = 1
    count++
  }
  return count
}
