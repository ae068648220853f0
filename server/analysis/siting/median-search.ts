/** Search for sites of least total cost: swaps to a local optimum, a push, and again. */

import { indexBelow, type Random, seededRandom } from '../random.ts'
import { greedyMedian } from './median-greedy.ts'
import {
  type CandidateServices,
  evaluateMedian,
  type MedianInstance,
  servicesByCandidate,
} from './median-instance.ts'
import { MedianSwapTables } from './median-swap-tables.ts'
import type { SiteSearch, SiteSolution } from './solver.ts'

const DEFAULT_SEED = 1
/** Beyond so many exchanges the next bottom has little of the best solution left in it. */
const MOST_PUSH = 20

const ascending = (a: number, b: number): number => a - b

/**
 * Variable neighbourhood search for the p-median (Hansen and Mladenović, 1997): lazy greedy start,
 * fast swaps (Resende and Werneck, 2004) to a local optimum, then random exchanges in the best one,
 * one more each time nothing better comes of it. At most `siteCount` sites: fewer only where no
 * further one saves anything.
 */
export class MedianSearch implements SiteSearch {
  readonly #instance: MedianInstance
  readonly #services: CandidateServices
  readonly #siteCount: number
  readonly #random: Random
  #tables: MedianSwapTables
  #best: SiteSolution
  /** Exchanges of the last push. */
  #pushSize = 0

  constructor(instance: MedianInstance, siteCount: number, seed = DEFAULT_SEED) {
    this.#instance = instance
    this.#services = servicesByCandidate(instance)
    this.#siteCount = siteCount
    this.#random = seededRandom(seed)
    const chosen = greedyMedian(instance, this.#services, siteCount)
    this.#tables = new MedianSwapTables(instance, this.#services, chosen)
    this.#best = this.#current()
  }

  get best(): SiteSolution {
    return this.#best
  }

  improve(shouldPause: () => boolean): void {
    while (!this.#isFinished() && !shouldPause()) this.#step()
  }

  adopt(chosen: readonly number[]): void {
    const distinct = [...new Set(chosen)]
    if (distinct.length > this.#siteCount) {
      throw new RangeError(`${distinct.length} sites where ${this.#siteCount} are allowed`)
    }
    if (evaluateMedian(this.#instance, distinct) >= this.#best.objective) return
    const filled = greedyMedian(this.#instance, this.#services, this.#siteCount, distinct)
    this.#tables = new MedianSwapTables(this.#instance, this.#services, filled)
    this.#best = this.#current()
  }

  /** Nothing to exchange, or a site is left over because no further one saves anything. */
  #isFinished(): boolean {
    const { length } = this.#tables.sites
    return length < this.#siteCount || length === this.#instance.candidateCount
  }

  #current(): SiteSolution {
    const chosen = [...this.#tables.sites].sort(ascending)
    return { chosen, objective: this.#tables.objective }
  }

  /** One exchange downhill or, at the bottom, a push from the best solution. */
  #step(): void {
    const { slot, candidate, profit } = this.#tables.bestSwap()
    if (profit > 0) {
      this.#tables.swap(slot, candidate)
      this.#keepIfBest()
      return
    }
    if (this.#tables.objective > this.#best.objective) this.#returnToBest()
    this.#push()
    // What was pushed to may be the best there is, with no swap left that would say so.
    this.#keepIfBest()
  }

  #keepIfBest(): void {
    if (this.#tables.objective >= this.#best.objective) return
    this.#best = this.#current()
    this.#pushSize = 0
  }

  /** Exchanges only what differs. */
  #returnToBest(): void {
    const wanted = new Set(this.#best.chosen)
    const missing = this.#best.chosen.filter((site) => !this.#tables.isOpen(site))
    for (const [slot, site] of this.#tables.sites.entries()) {
      const replacement = wanted.has(site) ? undefined : missing.pop()
      if (replacement !== undefined) this.#tables.swap(slot, replacement)
    }
  }

  #push(): void {
    const { candidateCount } = this.#instance
    const slotCount = this.#tables.sites.length
    this.#pushSize = this.#pushSize >= Math.min(slotCount, MOST_PUSH) ? 1 : this.#pushSize + 1
    for (let i = 0; i < this.#pushSize; i++) {
      const candidate = indexBelow(this.#random, candidateCount)
      if (this.#tables.isOpen(candidate)) continue
      this.#tables.swap(indexBelow(this.#random, slotCount), candidate)
    }
  }
}
