import { coverAsMedian } from './cover-as-median.ts'
import { type CoverInstance, evaluateCover } from './cover-instance.ts'
import { MedianSearch } from './median-search.ts'
import type { SiteSearch, SiteSolution } from './solver.ts'

export class CoverSearch implements SiteSearch {
  readonly #instance: CoverInstance
  readonly #search: MedianSearch

  constructor(instance: CoverInstance, siteCount: number) {
    this.#instance = instance
    this.#search = new MedianSearch(coverAsMedian(instance), siteCount)
  }

  get best(): SiteSolution {
    const { chosen } = this.#search.best
    return { chosen, objective: evaluateCover(this.#instance, chosen) }
  }

  improve(shouldPause: () => boolean): void {
    this.#search.improve(shouldPause)
  }

  adopt(chosen: readonly number[]): void {
    this.#search.adopt(chosen)
  }
}
