/** Search for the sites that serve most people. */

import { indexBelow, type Random, seededRandom } from '../random.ts'
import { type CoverInstance, evaluateCover } from './cover-instance.ts'
import { CoverTables } from './cover-tables.ts'
import type { SiteSearch, SiteSolution } from './solver.ts'

const DEFAULT_SEED = 1
/** Sites thrown out at a local optimum: few at first, more while nothing better comes of it. */
const LEAST_PUSH = 2
const MOST_PUSH = 8

const ascending = (a: number, b: number): number => a - b

/**
 * Iterated local search (Lourenço, Martin and Stützle, 2003): a greedy start, swaps of one site for
 * the best other until none wins anything, then some sites thrown out, their places filled
 * greedily, and again from there; from the best solution where that led downhill.
 */
export class CoverSearch implements SiteSearch {
  readonly #tables: CoverTables
  readonly #siteCount: number
  readonly #random: Random
  #best: SiteSolution
  /** Sites whose swaps are still to be tried before the choice counts as a local optimum. */
  #untried: number[] = []
  #pushSize = LEAST_PUSH

  constructor(instance: CoverInstance, siteCount: number, seed = DEFAULT_SEED) {
    this.#tables = new CoverTables(instance)
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    this.#random = seededRandom(seed)
    this.#fill()
    this.#best = this.#current()
    this.#retryAll()
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
    if (evaluateCover(this.#tables.instance, distinct) <= this.#best.objective) return
    this.#goTo(distinct)
    this.#fill()
    this.#best = this.#current()
    this.#retryAll()
  }

  /** With no site or every candidate chosen there is nothing to swap. */
  #isFinished(): boolean {
    const { sites, instance } = this.#tables
    return sites.length === 0 || sites.length === instance.candidateCount
  }

  #step(): void {
    const site = this.#untried.pop()
    if (site === undefined) this.#push()
    else if (this.#tables.isChosen[site] === 1) this.#trySwap(site)
  }

  /** Swaps a site for the best other one, where that wins something. */
  #trySwap(site: number): void {
    const tables = this.#tables
    const before = tables.objective
    tables.remove(site)
    const other = tables.bestToAdd()
    const isBetter = tables.objective + tables.gains[other]! > before
    tables.add(isBetter ? other : site)
    if (!isBetter) return
    this.#keepIfBest()
    this.#retryAll()
  }

  #keepIfBest(): void {
    if (this.#tables.objective <= this.#best.objective) return
    this.#best = this.#current()
    this.#pushSize = LEAST_PUSH
  }

  #push(): void {
    const tables = this.#tables
    if (tables.objective < this.#best.objective) this.#goTo(this.#best.chosen)
    const count = Math.min(this.#pushSize, tables.sites.length)
    for (let i = 0; i < count; i++) {
      tables.remove(tables.sites[indexBelow(this.#random, tables.sites.length)]!)
    }
    // One place is filled blindly: filling all greedily would often just put back what was there.
    const blind = indexBelow(this.#random, tables.instance.candidateCount)
    if (tables.isChosen[blind] === 0) tables.add(blind)
    this.#fill()
    this.#pushSize = this.#pushSize >= MOST_PUSH ? LEAST_PUSH : this.#pushSize + 1
    // What was pushed to may be the best there is, with no swap left that would say so.
    this.#keepIfBest()
    this.#retryAll()
  }

  #fill(): void {
    while (this.#tables.sites.length < this.#siteCount) this.#tables.add(this.#tables.bestToAdd())
  }

  #goTo(chosen: readonly number[]): void {
    const wanted = new Set(chosen)
    for (const site of [...this.#tables.sites]) if (!wanted.has(site)) this.#tables.remove(site)
    for (const site of wanted) if (this.#tables.isChosen[site] === 0) this.#tables.add(site)
  }

  /** In random order, so that no site is favoured. */
  #retryAll(): void {
    this.#untried = [...this.#tables.sites]
    for (let i = this.#untried.length - 1; i > 0; i--) {
      const other = indexBelow(this.#random, i + 1)
      ;[this.#untried[i], this.#untried[other]] = [this.#untried[other]!, this.#untried[i]!]
    }
  }

  #current(): SiteSolution {
    return { chosen: [...this.#tables.sites].sort(ascending), objective: this.#tables.objective }
  }
}
