/**
 * The p-center problem: where must new sites stand so that the longest wait is shortest? Solved as
 * a row of set covering problems, one per threshold of the wait (Minieka, 1970): at most
 * `siteCount` sites keep a threshold when they cover every demand within it.
 */
import { groupIndexes } from '../../network/compressed-rows.ts'
import { countBefore } from '../binary-search.ts'
import type { CoverProver } from './branch-and-cut.ts'
import { demandCost, openMask, type SiteCosts } from './median-instance.ts'
import { SetCoverBound } from './set-cover-bound.ts'
import type { SetCoverInstance } from './set-cover-instance.ts'
import { SetCoverSearch } from './set-cover-search.ts'
import {
  ascending,
  distinctSites,
  PROOF_SECONDS,
  type SiteBound,
  type SiteSearch,
  type SiteSolution,
} from './solver.ts'

export interface CenterInstance extends SiteCosts {
  /**
   * The base cost that stands for "no station reaches it". A demand that some candidate reaches,
   * but no chosen one, counts with it.
   */
  readonly capCost: number
}

/** Demands that neither a station nor a candidate reaches, ascending: they are left out. */
export const unreachableDemands = (instance: CenterInstance): number[] =>
  Array.from(instance.baseCosts.keys()).filter((demand) => !isReachable(instance, demand))

const isReachable = (instance: CenterInstance, demand: number): boolean => {
  const { baseCosts, capCost, demandStart } = instance
  return baseCosts[demand]! < capCost || demandStart[demand + 1]! > demandStart[demand]!
}

/** Largest min(base cost, cheapest chosen cost) of all reachable demands; 0 where there is none. */
export const evaluateCenter = (instance: CenterInstance, chosen: readonly number[]): number => {
  const isOpen = openMask(instance.candidateCount, chosen)
  let largest = 0
  for (let demand = 0; demand < instance.demandCount; demand++) {
    if (!isReachable(instance, demand)) continue
    largest = Math.max(largest, demandCost(instance, isOpen, demand))
  }
  return largest
}

/**
 * Every value that the objective can take, ascending: from what it is with all candidates open to
 * what it is without any. `[0]` where no demand is reachable.
 */
export const centerThresholds = (instance: CenterInstance): Int32Array => {
  const { baseCosts, demandStart, demandCosts } = instance
  const reachable = Array.from(baseCosts.keys()).filter((demand) => isReachable(instance, demand))
  let least = 0
  let most = 0
  for (const demand of reachable) {
    const start = demandStart[demand]!
    const hasService = demandStart[demand + 1]! > start
    least = Math.max(least, hasService ? demandCosts[start]! : baseCosts[demand]!)
    most = Math.max(most, baseCosts[demand]!)
  }
  const isTaken = new Uint8Array(most - least + 1)
  isTaken[0] = 1
  for (const demand of reachable)
    if (baseCosts[demand]! >= least) isTaken[baseCosts[demand]! - least] = 1
  for (const cost of demandCosts) if (cost >= least && cost <= most) isTaken[cost - least] = 1
  return Int32Array.from(isTaken.keys())
    .filter((offset) => isTaken[offset] === 1)
    .map((offset) => least + offset)
}

/**
 * Which demands must be covered, and by which candidates, where none may cost more than
 * `threshold`. Demands are numbered anew: those that a station serves already are not among them.
 */
export const coverWithin = (instance: CenterInstance, threshold: number): SetCoverInstance => {
  const { candidateCount, demandStart, demandCandidates, demandCosts, baseCosts } = instance
  let demandCount = 0
  const demands: number[] = []
  const candidates: number[] = []
  for (let demand = 0; demand < instance.demandCount; demand++) {
    if (baseCosts[demand]! <= threshold || !isReachable(instance, demand)) continue
    const end = demandStart[demand + 1]!
    for (let entry = demandStart[demand]!; entry < end; entry++) {
      if (demandCosts[entry]! > threshold) break
      demands.push(demandCount)
      candidates.push(demandCandidates[entry]!)
    }
    demandCount++
  }
  const { start, entries } = groupIndexes(candidates, candidateCount)
  return {
    candidateCount,
    demandCount,
    candidateStart: start,
    candidateDemands: entries.map((entry) => demands[entry]!),
  }
}

/** How many of the ascending thresholds are smaller than a value. */
const countBelow = (thresholds: Int32Array, value: number): number =>
  countBefore(thresholds.length, (index) => thresholds[index]! < value)

/** Exchanges tried at a threshold before a larger one is taken up. */
const FIRST_EXCHANGES = 500

interface Attempt {
  /** Index of the threshold to be kept. */
  index: number
  search: SetCoverSearch
  exchangesLeft: number
}

/**
 * Search for the sites with the least worst cost: starts from greedy covers, then bisects with a
 * limited local search at each threshold, then tries the next lower one without limit.
 */
export class CenterSearch implements SiteSearch {
  readonly #instance: CenterInstance
  readonly #siteCount: number
  readonly #thresholds: Int32Array
  best: SiteSolution
  /** Thresholds below this index were tried in vain, for a while. */
  #triedBelow = 0
  #attempt: Attempt | null = null

  constructor(instance: CenterInstance, siteCount: number) {
    this.#instance = instance
    this.#siteCount = siteCount
    this.#thresholds = centerThresholds(instance)
    this.best = { chosen: [], objective: evaluateCenter(instance, []) }
    let low = 0
    while (low < this.#bestIndex) {
      const middle = (low + this.#bestIndex) >> 1
      if (!this.#accept(this.#searchAt(middle, []))) low = middle + 1
    }
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
    this.#offer(distinctSites(chosen, this.#siteCount).sort(ascending))
    if (this.#attempt && this.#attempt.index >= this.#bestIndex) this.#attempt = null
  }

  /** Index of the objective reached; every smaller threshold would be better. */
  get #bestIndex(): number {
    return countBelow(this.#thresholds, this.best.objective)
  }

  #searchAt(index: number, start: readonly number[]): SetCoverSearch {
    return new SetCoverSearch(coverWithin(this.#instance, this.#thresholds[index]!), start)
  }

  #nextAttempt(): Attempt {
    const bestIndex = this.#bestIndex
    const isBisecting = this.#triedBelow < bestIndex
    const index = isBisecting ? (this.#triedBelow + bestIndex) >> 1 : bestIndex - 1
    return {
      index,
      search: this.#searchAt(index, this.best.chosen),
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
    if (objective < this.best.objective) this.best = { chosen, objective }
  }
}

/**
 * Lower bound of the p-center: bisects for the largest threshold whose covering problem needs more
 * than `siteCount` sites by its Lagrangian bound; the next threshold is the bound. Where prices can
 * prove no more, `prove` (say `proveSetCover`) takes over, if there is one: it is not interrupted.
 */
export class CenterBound implements SiteBound {
  readonly #instance: CenterInstance
  readonly #siteCount: number
  readonly #prove: CoverProver | null
  readonly #thresholds: Int32Array
  /** Thresholds below this index are proven to need more sites. */
  #provenBelow = 0
  /** From this index on prices prove nothing. */
  #hopelessFrom: number
  /** From this index on neither prices nor `prove` show that more sites are needed. */
  #undecidedFrom: number
  #attempt: { index: number; bound: SetCoverBound } | null = null
  suggestion: SiteSolution | null = null

  constructor(instance: CenterInstance, siteCount: number, prove: CoverProver | null = null) {
    this.#instance = instance
    this.#siteCount = siteCount
    this.#prove = prove
    this.#thresholds = centerThresholds(instance)
    // The last threshold is kept without any site.
    this.#hopelessFrom = this.#thresholds.length - 1
    this.#undecidedFrom = this.#thresholds.length - 1
  }

  get bound(): number {
    return this.#thresholds[this.#provenBelow]!
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    const reached = countBelow(this.#thresholds, incumbent)
    while (!shouldPause()) {
      const pricesEnd = Math.min(reached, this.#hopelessFrom, this.#undecidedFrom)
      if (this.#provenBelow < pricesEnd) this.#tryPrices(pricesEnd, shouldPause)
      else if (!this.#prove || !this.#tryProof(this.#prove, reached)) return
    }
  }

  /** Works at the threshold in the middle of those that prices may still decide. */
  #tryPrices(end: number, shouldPause: () => boolean): void {
    if (!this.#attempt || this.#attempt.index < this.#provenBelow || this.#attempt.index >= end) {
      const index = (this.#provenBelow + end) >> 1
      this.#attempt = { index, bound: new SetCoverBound(this.#coverAt(index)) }
    }
    const { index, bound } = this.#attempt
    bound.tighten(this.#siteCount + 1, () => this.#isKept(bound.suggestion) || shouldPause())
    if (bound.bound > this.#siteCount) this.#provenBelow = index + 1
    else if (this.#isKept(bound.suggestion)) {
      this.#suggest(bound.suggestion)
      this.#hopelessFrom = index
    } else if (bound.isSettled) this.#hopelessFrom = index
    else return
    this.#attempt = null
  }

  /** Calls for a proof in the middle of what is open. @returns whether anything was. */
  #tryProof(prove: CoverProver, reached: number): boolean {
    const end = Math.min(reached, this.#undecidedFrom)
    if (this.#provenBelow >= end) return false
    const index = (this.#provenBelow + end) >> 1
    const proof = prove(this.#coverAt(index), PROOF_SECONDS)
    if (!proof) return false
    const { bound, solution } = proof
    if (this.#isKept(solution)) this.#suggest(solution)
    if (bound > this.#siteCount) this.#provenBelow = index + 1
    else this.#undecidedFrom = index
    return true
  }

  #coverAt(index: number): SetCoverInstance {
    return coverWithin(this.#instance, this.#thresholds[index]!)
  }

  #isKept(solution: SiteSolution | null): solution is SiteSolution {
    return solution !== null && solution.objective <= this.#siteCount
  }

  #suggest({ chosen }: SiteSolution): void {
    const objective = evaluateCenter(this.#instance, chosen)
    if (this.suggestion && this.suggestion.objective <= objective) return
    this.suggestion = { chosen, objective }
  }
}
