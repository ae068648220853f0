/** How low the total cost can be at best, proven: Lagrangian bound of the p-median. */
import { greedyMedian } from './median-greedy.ts'
import { evaluateMedian, type MedianInstance, servicesByCandidate } from './median-instance.ts'
import { MedianRelaxation, medianPriceUnit } from './median-relaxation.ts'
import { VolumeAscent } from './median-volume.ts'
import type { SiteBound, SiteSolution } from './solver.ts'

/** Iterations between two readings of the primal average. */
const SUGGESTION_PERIOD = 20

/** Lower bound of the p-median: the volume algorithm over `MedianRelaxation`. */
export class MedianBound implements SiteBound {
  readonly #instance: MedianInstance
  readonly #siteCount: number
  readonly #ascent: VolumeAscent
  #suggestion: SiteSolution
  #iteration = 0

  constructor(instance: MedianInstance, siteCount: number) {
    this.#instance = instance
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    const greedy = greedyMedian(instance, servicesByCandidate(instance), this.#siteCount)
    this.#suggestion = this.#solution(greedy)
    this.#ascent = new VolumeAscent(
      new MedianRelaxation(instance, siteCount),
      medianPriceUnit(instance, siteCount),
      startPrices(instance, greedy),
    )
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding up needs no margin. */
  get bound(): number {
    return Math.ceil(this.#ascent.value)
  }

  get suggestion(): SiteSolution {
    return this.#suggestion
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    while (this.bound < incumbent && !this.#ascent.isSettled && !shouldPause()) {
      this.#ascent.iterate(Math.min(incumbent, this.#suggestion.objective))
      this.#iteration++
      if (this.#iteration % SUGGESTION_PERIOD === 0) this.#suggest()
    }
  }

  /** The candidates that the averaged relaxed solution opens most. */
  #suggest(): void {
    const { primal } = this.#ascent
    const order = Array.from(primal.keys()).sort((a, b) => primal[b]! - primal[a]! || a - b)
    const solution = this.#solution(order.slice(0, this.#siteCount))
    if (solution.objective < this.#suggestion.objective) this.#suggestion = solution
  }

  #solution(sites: readonly number[]): SiteSolution {
    const chosen = [...sites].sort((a, b) => a - b)
    return { chosen, objective: evaluateMedian(this.#instance, chosen) }
  }
}

/** What a demand would lose if its site closed is what it may pay at most for one nearby: halfway
 *  between its cheapest and its second cheapest cost. */
const startPrices = (instance: MedianInstance, sites: readonly number[]): Float64Array => {
  const { demandCount, demandStart, demandCandidates, demandCosts, baseCosts, weights } = instance
  const isOpen = new Uint8Array(instance.candidateCount)
  for (const site of sites) isOpen[site] = 1
  const prices = new Float64Array(demandCount)
  for (let demand = 0; demand < demandCount; demand++) {
    const costs: number[] = []
    for (let entry = demandStart[demand]!; entry < demandStart[demand + 1]!; entry++) {
      if (isOpen[demandCandidates[entry]!] === 1) costs.push(demandCosts[entry]!)
      if (costs.length === 2) break
    }
    const [first = baseCosts[demand]!, second = baseCosts[demand]!] = costs
    prices[demand] = (weights[demand]! * (first + second)) / 2
  }
  return prices
}
