import { coverAsMedian } from './cover-as-median.ts'
import type { CoverInstance } from './cover-instance.ts'
import { MedianBound } from './median-bound.ts'
import type { SiteBound, SiteSolution } from './solver.ts'

export class CoverBound implements SiteBound {
  readonly #bound: MedianBound
  readonly #most: number

  constructor(instance: CoverInstance, siteCount: number) {
    this.#bound = new MedianBound(coverAsMedian(instance), siteCount)
    this.#most = instance.gainFirst.reduce((sum, gain) => sum + gain, 0)
  }

  get bound(): number {
    return this.#most - this.#bound.bound
  }

  get suggestion(): SiteSolution | null {
    const { suggestion } = this.#bound
    return suggestion && { chosen: suggestion.chosen, objective: this.#most - suggestion.objective }
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    this.#bound.tighten(this.#most - incumbent, shouldPause)
  }
}
