/** How low the total cost can be at best, proven: Lagrangian bound of the p-median. */
import { greedyMedian } from './median-greedy.ts'
import { evaluateMedian, type MedianInstance, servicesByCandidate } from './median-instance.ts'
import { MedianRelaxation, medianPriceUnit } from './median-relaxation.ts'
import { MedianTree } from './median-tree.ts'
import type { SiteBound, SiteSolution } from './solver.ts'
import { VolumeAscent } from './volume-ascent.ts'

/** Iterations between two readings of the primal average. */
const SUGGESTION_PERIOD = 20

/**
 * Lower bound of the p-median: the volume algorithm over `MedianRelaxation`, then, when prices alone
 * prove no more, branch and bound.
 */
export class MedianBound implements SiteBound {
  readonly #instance: MedianInstance
  readonly #siteCount: number
  readonly #priceUnit: number
  readonly #relaxation: MedianRelaxation
  readonly #ascent: VolumeAscent
  #tree: MedianTree | null = null
  #suggestion: SiteSolution
  #iteration = 0

  constructor(instance: MedianInstance, siteCount: number) {
    this.#instance = instance
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    const greedy = greedyMedian(instance, servicesByCandidate(instance), this.#siteCount)
    this.#suggestion = this.#solution(greedy)
    this.#priceUnit = medianPriceUnit(instance, siteCount)
    this.#relaxation = new MedianRelaxation(instance, siteCount)
    const prices = startPrices(instance, greedy)
    this.#ascent = new VolumeAscent(this.#relaxation, this.#priceUnit, prices)
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding up needs no margin. */
  get bound(): number {
    return Math.max(0, Math.ceil(this.#ascent.value), this.#tree?.bound ?? 0)
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
    if (this.#ascent.isSettled && this.bound < incumbent) this.#branch(incumbent, shouldPause)
  }

  #branch(incumbent: number, shouldPause: () => boolean): void {
    this.#tree ??= new MedianTree(
      this.#instance,
      this.#siteCount,
      this.#relaxation,
      this.#ascent,
      this.#priceUnit,
    )
    this.#tree.work(Math.min(incumbent, this.#suggestion.objective), shouldPause)
    const { suggestion } = this.#tree
    if (suggestion && suggestion.objective < this.#suggestion.objective)
      this.#suggestion = suggestion
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
