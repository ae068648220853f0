/** Search for the fewest sites whose gain reaches a target. */
import { type CoverInstance, evaluateCover } from './cover-instance.ts'
import { CoverSearch } from './cover-search.ts'
import type { SiteSearch, SiteSolution } from './solver.ts'

const ascending = (a: number, b: number): number => a - b

/**
 * As few sites as the search for most gain needs: a greedy start that reaches the target, then
 * again and again one site less, which is worth having only if it still reaches it. The caller sees
 * to it that all candidates together reach the target.
 */
export class PartialCoverSearch implements SiteSearch {
  readonly #instance: CoverInstance
  readonly #targetGain: number
  #best: SiteSolution
  /** Looks for the target with one site less than the best. */
  #search: CoverSearch | null = null

  constructor(instance: CoverInstance, targetGain: number) {
    this.#instance = instance
    this.#targetGain = targetGain
    this.#best = this.#solution(this.#greedy())
  }

  get best(): SiteSolution {
    return this.#best
  }

  improve(shouldPause: () => boolean): void {
    while (this.#best.objective > 0 && !shouldPause()) {
      this.#search ??= new CoverSearch(this.#instance, this.#best.objective - 1)
      const isReached = (): boolean => (this.#search?.best.objective ?? 0) >= this.#targetGain
      this.#search.improve(() => isReached() || shouldPause())
      if (!isReached()) return
      this.#take(this.#search.best.chosen)
    }
  }

  adopt(chosen: readonly number[]): void {
    if (chosen.length >= this.#best.objective) return
    if (evaluateCover(this.#instance, chosen) >= this.#targetGain) this.#take(chosen)
  }

  #take(chosen: readonly number[]): void {
    this.#best = this.#solution(chosen)
    this.#search = null
  }

  #solution(chosen: readonly number[]): SiteSolution {
    return { chosen: [...chosen].sort(ascending), objective: chosen.length }
  }

  /** Bisects for the number of greedy sites that reach the target. */
  #greedy(): readonly number[] {
    let [tooFew, enough] = [-1, this.#instance.candidateCount]
    let best: readonly number[] = [...Array(enough).keys()]
    while (enough - tooFew > 1) {
      const count = (tooFew + enough) >> 1
      const { chosen, objective } = new CoverSearch(this.#instance, count).best
      if (objective >= this.#targetGain) {
        enough = count
        best = chosen
      } else tooFew = count
    }
    return best
  }
}
