/** Search for sites with the least worst cost, threshold by threshold. */
import {
  type CenterInstance,
  centerThresholds,
  countBelow,
  coverWithin,
  evaluateCenter,
} from './center-instance.ts'
import { SetCoverSearch } from './set-cover-search.ts'
import type { SiteSearch, SiteSolution } from './solver.ts'

const DEFAULT_SEED = 1
/** Exchanges tried at a threshold before a larger one is taken up. */
const FIRST_EXCHANGES = 500

interface Attempt {
  /** Index of the threshold to be kept. */
  index: number
  search: SetCoverSearch
  exchangesLeft: number
}

/**
 * The p-center as a row of set covering problems (Minieka, 1970): at most `siteCount` sites keep a
 * threshold when they cover every demand within it. Starts from greedy covers, then bisects with
 * a limited local search at each threshold, then tries the next lower one for as long as it is let.
 */
export class CenterSearch implements SiteSearch {
  readonly #instance: CenterInstance
  readonly #siteCount: number
  readonly #seed: number
  readonly #thresholds: Int32Array
  #best: SiteSolution
  /** Thresholds below this index were tried in vain, for a while. */
  #triedBelow = 0
  #attempt: Attempt | null = null

  constructor(instance: CenterInstance, siteCount: number, seed = DEFAULT_SEED) {
    this.#instance = instance
    this.#siteCount = siteCount
    this.#seed = seed
    this.#thresholds = centerThresholds(instance)
    this.#best = { chosen: [], objective: evaluateCenter(instance, []) }
    let low = 0
    while (low < this.#bestIndex) {
      const middle = (low + this.#bestIndex) >> 1
      if (!this.#accept(this.#searchAt(middle, []))) low = middle + 1
    }
  }

  get best(): SiteSolution {
    return this.#best
  }

  improve(shouldPause: () => boolean): void {
    // Index 0 is what all candidates together achieve.
    while (this.#bestIndex > 0 && !shouldPause()) {
      const attempt = this.#attempt ?? this.#nextAttempt()
      this.#attempt = attempt
      attempt.search.improve(
        () => this.#isKept(attempt) || --attempt.exchangesLeft < 0 || shouldPause(),
      )
      if (this.#accept(attempt.search)) this.#attempt = null
      else if (attempt.exchangesLeft < 0) {
        this.#triedBelow = attempt.index + 1
        this.#attempt = null
      }
    }
  }

  adopt(chosen: readonly number[]): void {
    const distinct = [...new Set(chosen)].sort((a, b) => a - b)
    if (distinct.length > this.#siteCount) {
      throw new RangeError(`${distinct.length} sites where ${this.#siteCount} are allowed`)
    }
    this.#offer(distinct)
    if (this.#attempt && this.#attempt.index >= this.#bestIndex) this.#attempt = null
  }

  /** Index of the objective reached; every smaller threshold would be better. */
  get #bestIndex(): number {
    return countBelow(this.#thresholds, this.#best.objective)
  }

  #searchAt(index: number, start: readonly number[]): SetCoverSearch {
    const cover = coverWithin(this.#instance, this.#thresholds[index]!)
    return new SetCoverSearch(cover, start, this.#seed)
  }

  #nextAttempt(): Attempt {
    const bestIndex = this.#bestIndex
    const isBisecting = this.#triedBelow < bestIndex
    const index = isBisecting ? (this.#triedBelow + bestIndex) >> 1 : bestIndex - 1
    return {
      index,
      search: this.#searchAt(index, this.#best.chosen),
      exchangesLeft: isBisecting ? FIRST_EXCHANGES : Number.POSITIVE_INFINITY,
    }
  }

  #isKept({ search }: Attempt): boolean {
    return search.best.objective <= this.#siteCount
  }

  /** @returns whether the cover is small enough. */
  #accept(search: SetCoverSearch): boolean {
    if (search.best.objective > this.#siteCount) return false
    this.#offer(search.best.chosen)
    return true
  }

  #offer(chosen: readonly number[]): void {
    const objective = evaluateCenter(this.#instance, chosen)
    if (objective < this.#best.objective) this.#best = { chosen, objective }
  }
}
