/** How low the worst cost can be at best, proven threshold by threshold. */
import {
  type CenterInstance,
  centerThresholds,
  countBelow,
  coverWithin,
  evaluateCenter,
} from './center-instance.ts'
import { SetCoverBound } from './set-cover-bound.ts'
import type { SetCoverInstance } from './set-cover-instance.ts'
import type { CoverProver } from './set-cover-proof.ts'
import type { SiteBound, SiteSolution } from './solver.ts'

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
  #suggestion: SiteSolution | null = null

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

  get suggestion(): SiteSolution | null {
    return this.#suggestion
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

  /** Asks for a proof in the middle of what is open. @returns whether anything was. */
  #tryProof(prove: CoverProver, reached: number): boolean {
    const end = Math.min(reached, this.#undecidedFrom)
    if (this.#provenBelow >= end) return false
    const index = (this.#provenBelow + end) >> 1
    const { bound, solution } = prove(this.#coverAt(index))
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
    if (this.#suggestion && this.#suggestion.objective <= objective) return
    this.#suggestion = { chosen, objective }
  }
}
