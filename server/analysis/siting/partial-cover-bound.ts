/** How few sites can reach a target gain at best, proven. */
import { CoverBound } from './cover-bound.ts'
import type { CoverInstance } from './cover-instance.ts'
import type { SiteBound } from './solver.ts'

/**
 * While not even the bound on the gain of n sites reaches the target, n + 1 are needed. Each n is
 * tried until its bound falls below the target; where it does not, the proof stands still there.
 */
export class PartialCoverBound implements SiteBound {
  readonly #instance: CoverInstance
  readonly #targetGain: number
  #bound: number
  #attempt: CoverBound
  readonly suggestion = null

  constructor(instance: CoverInstance, targetGain: number) {
    this.#instance = instance
    this.#targetGain = targetGain
    this.#bound = targetGain > 0 ? this.#countByGain() : 0
    this.#attempt = new CoverBound(instance, this.#bound)
  }

  get bound(): number {
    return this.#bound
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    while (this.#bound < incumbent && !shouldPause()) {
      // What the proof is about is the target: no gain short of it is of interest.
      const isProved = (): boolean => this.#attempt.bound < this.#targetGain
      this.#attempt.tighten(this.#targetGain - 1, () => isProved() || shouldPause())
      if (!isProved()) return
      this.#bound++
      this.#attempt = new CoverBound(this.#instance, this.#bound)
    }
  }

  /** So many of the largest gains are needed even if no two candidates shared a demand. */
  #countByGain(): number {
    const { candidateCount, candidateStart, candidateDemands, gainFirst } = this.#instance
    const gains = Array.from({ length: candidateCount }, (_, candidate) => {
      let gain = 0
      for (let i = candidateStart[candidate]!; i < candidateStart[candidate + 1]!; i++) {
        gain += gainFirst[candidateDemands[i]!]!
      }
      return gain
    }).sort((a, b) => b - a)
    let [sum, count] = [0, 0]
    while (sum < this.#targetGain && count < gains.length) sum += gains[count++]!
    return count
  }
}
