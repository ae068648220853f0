/** How few sites can reach a target gain at best, proven. */
import { CoverBound } from './cover-bound.ts'
import type { CoverInstance } from './cover-instance.ts'
import type { CoverProver } from './cover-remainder.ts'
import type { SiteBound } from './solver.ts'

/** Steps of the ascent between two readings of what the prices prove. */
const READING_PERIOD = 25

/**
 * Prices the covering problem with one site less than the best solution has: what they prove about
 * the gain of n sites, they prove for every n, and n sites whose bound falls short of the target
 * are too few.
 */
export class PartialCoverBound implements SiteBound {
  readonly #instance: CoverInstance
  readonly #targetGain: number
  readonly #prove: CoverProver | null
  #bound = 0
  #attempt: { readonly siteCount: number; readonly cover: CoverBound } | null = null
  readonly suggestion = null

  constructor(instance: CoverInstance, targetGain: number, prove: CoverProver | null = null) {
    this.#instance = instance
    this.#targetGain = targetGain
    this.#prove = prove
    if (targetGain > 0) this.#read(new CoverBound(instance, 1))
  }

  get bound(): number {
    return this.#bound
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    const most = Math.min(incumbent, this.#instance.candidateCount)
    while (this.#bound < most && !shouldPause()) {
      const siteCount = most - 1
      if (this.#attempt?.siteCount !== siteCount) {
        const cover = new CoverBound(this.#instance, siteCount, this.#prove)
        this.#attempt = { siteCount, cover }
      }
      const { cover } = this.#attempt
      const before = cover.bound
      let steps = 0
      // What the proof is about is the target: no gain short of it is of interest.
      cover.tighten(this.#targetGain - 1, () => ++steps > READING_PERIOD || shouldPause())
      this.#read(cover)
      if (cover.bound < this.#targetGain) this.#bound = Math.max(this.#bound, siteCount + 1)
      else if (steps <= 1 && cover.bound === before) return
    }
  }

  #read(cover: CoverBound): void {
    this.#bound = Math.max(this.#bound, cover.fewestSites(this.#targetGain))
  }
}
