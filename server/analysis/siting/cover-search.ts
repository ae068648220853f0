/** Searches for the sites that serve most people, and for the fewest that serve enough of them. */
import { indexBelow, type Random, seededRandom } from '../random.ts'
import { byDemand, candidatesOf, type DemandTable, demandsOf } from './candidate-table.ts'
import { type CoverInstance, evaluateCover, gainOfNext } from './cover-instance.ts'
import { keepsRules, NO_RULES, SiteRoom, type SiteRules } from './site-rules.ts'
import { ascending, distinctSites, type SiteSearch, type SiteSolution } from './solver.ts'

/**
 * A choice of sites with what each other candidate would add, kept up to date with every site that
 * comes or goes. A change costs the candidates that share a demand whose worth has changed.
 */
export class CoverTables {
  readonly instance: CoverInstance
  /** What adding each candidate would win now. */
  readonly gains: Float64Array
  readonly isChosen: Uint8Array
  readonly room: SiteRoom
  /** Chosen candidates in the order they came. */
  readonly sites: number[] = []
  objective = 0
  readonly #serving: DemandTable
  readonly #levels: readonly Float64Array[]
  readonly #times: Uint32Array

  constructor(instance: CoverInstance, siteCount: number, rules: SiteRules = NO_RULES) {
    this.instance = instance
    this.#serving = byDemand(instance)
    this.#levels = instance.gains
    this.#times = new Uint32Array(instance.demandCount)
    this.isChosen = new Uint8Array(instance.candidateCount)
    this.room = new SiteRoom(rules, siteCount, this.isChosen)
    this.gains = new Float64Array(instance.candidateCount)
    for (let candidate = 0; candidate < instance.candidateCount; candidate++) {
      for (const demand of demandsOf(this.instance, candidate)) {
        this.gains[candidate]! += gainOfNext(instance, demand, 0)
      }
    }
  }

  add(candidate: number): void {
    this.objective += this.gains[candidate]!
    this.isChosen[candidate] = 1
    this.sites.push(candidate)
    this.room.change(candidate, 1)
    this.#serve(candidate, 1)
  }

  remove(candidate: number): void {
    this.isChosen[candidate] = 0
    this.sites.splice(this.sites.indexOf(candidate), 1)
    this.room.change(candidate, -1)
    this.#serve(candidate, -1)
    this.objective -= this.gains[candidate]!
  }

  timesServed(demand: number): number {
    return this.#times[demand]!
  }

  /**
   * The candidate with room that adds most, per cost where there is a budget and `byCost`; the
   * first among equals; −1 where none has room. Within a budget only what adds something is worth
   * its money, unless a quota wants it.
   */
  bestToAdd(byCost = true): number {
    const { gains, isChosen, room } = this
    if (room.isFree) return this.#bestOfAll()
    let best = -1
    let bestWorth = Number.NEGATIVE_INFINITY
    for (let candidate = 0; candidate < gains.length; candidate++) {
      if (isChosen[candidate] === 1 || !room.admits(candidate)) continue
      const cost = byCost ? room.costOf(candidate) : 0
      const worth = cost > 0 ? gains[candidate]! / cost : gains[candidate]!
      if (worth > bestWorth) {
        best = candidate
        bestWorth = worth
      }
    }
    return room.isComplete && room.hasBudget && bestWorth === 0 ? -1 : best
  }

  #bestOfAll(): number {
    const { gains, isChosen } = this
    let best = -1
    for (let candidate = 0; candidate < gains.length; candidate++) {
      if (isChosen[candidate] === 1) continue
      if (best < 0 || gains[candidate]! > gains[best]!) best = candidate
    }
    return best
  }

  #serve(candidate: number, change: 1 | -1): void {
    for (const demand of demandsOf(this.instance, candidate)) {
      const before = this.#worth(demand)
      this.#times[demand]! += change
      this.#spread(demand, this.#worth(demand) - before)
    }
  }

  /** What serving a demand once more would win. */
  #worth(demand: number): number {
    const level = this.#levels[this.#times[demand]!]
    return level === undefined ? 0 : level[demand]!
  }

  #spread(demand: number, change: number): void {
    if (change === 0) return
    for (const candidate of candidatesOf(this.#serving, demand)) this.gains[candidate]! += change
  }
}

/** Sites thrown out at a local optimum: few at first, more while nothing better comes of it. */
const LEAST_PUSH = 2
const MOST_PUSH = 8
/** How often places are filled by gain per cost where there is a budget, else by gain. */
const BY_COST_SHARE = 0.5

/**
 * Iterated local search (Lourenço, Martin and Stützle, 2003): a greedy start, swaps of one site for
 * the best other until none wins anything, then some sites thrown out, their places filled
 * greedily, and again from there; from the best solution where that led downhill.
 */
export class CoverSearch implements SiteSearch {
  readonly #tables: CoverTables
  readonly #siteCount: number
  readonly #rules: SiteRules
  readonly #random: Random
  best: SiteSolution
  /** Sites whose swaps are still to be tried before the choice counts as a local optimum. */
  #untried: number[] = []
  #pushSize = LEAST_PUSH

  /** @param rules that some choice keeps. */
  constructor(instance: CoverInstance, siteCount: number, rules: SiteRules = NO_RULES) {
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    this.#rules = rules
    this.#tables = new CoverTables(instance, this.#siteCount, rules)
    this.#random = seededRandom()
    this.#fill()
    this.best = this.#current()
    this.#retryAll()
  }

  improve(shouldPause: () => boolean): void {
    while (!this.#isFinished() && !shouldPause()) this.#step()
  }

  adopt(chosen: readonly number[]): void {
    const { instance } = this.#tables
    const distinct = distinctSites(chosen, this.#siteCount)
    if (!keepsRules(this.#rules, this.#siteCount, distinct)) return
    if (evaluateCover(instance, distinct) <= this.best.objective) return
    this.#goTo(distinct)
    this.#fill()
    this.best = this.#current()
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

  /** Swaps a site for what fills its place best, where that wins something. */
  #trySwap(site: number): void {
    const tables = this.#tables
    const before = tables.objective
    const standing = tables.sites.length - 1
    tables.remove(site)
    if (tables.room.isFree) {
      // One place is filled by one site: what that wins is known before it comes.
      const other = tables.bestToAdd()
      const isBetter = tables.objective + tables.gains[other]! > before
      tables.add(isBetter ? other : site)
      if (isBetter) this.#keepBetter()
      return
    }
    // With money left over, what adds most for its cost is not always what adds most.
    this.#fill(this.#random() < BY_COST_SHARE)
    if (tables.objective > before) {
      this.#keepBetter()
      return
    }
    for (const other of tables.sites.slice(standing)) tables.remove(other)
    tables.add(site)
  }

  #keepBetter(): void {
    this.#keepIfBest()
    this.#retryAll()
  }

  #keepIfBest(): void {
    if (this.#tables.objective <= this.best.objective) return
    this.best = this.#current()
    this.#pushSize = LEAST_PUSH
  }

  #push(): void {
    const tables = this.#tables
    if (tables.objective < this.best.objective) this.#goTo(this.best.chosen)
    const count = Math.min(this.#pushSize, tables.sites.length)
    for (let i = 0; i < count; i++) {
      tables.remove(tables.sites[indexBelow(this.#random, tables.sites.length)]!)
    }
    // One place is filled blindly: filling all greedily would often just put back what was there.
    const blind = indexBelow(this.#random, tables.instance.candidateCount)
    if (tables.isChosen[blind] === 0 && tables.room.admits(blind)) tables.add(blind)
    this.#fill()
    this.#pushSize = this.#pushSize >= MOST_PUSH ? LEAST_PUSH : this.#pushSize + 1
    // What was pushed to may be the best there is, with no swap left that would say so.
    this.#keepIfBest()
    this.#retryAll()
  }

  #fill(byCost = true): void {
    while (this.#tables.sites.length < this.#siteCount) {
      const site = this.#tables.bestToAdd(byCost)
      if (site < 0) return
      this.#tables.add(site)
    }
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
    return { chosen: this.#tables.sites.toSorted(ascending), objective: this.#tables.objective }
  }
}

/**
 * As few sites as reach a target gain: a greedy start that reaches it, then again and again one
 * site less, which is worth having only if it still does. All candidates together must reach the
 * target.
 */
export class PartialCoverSearch implements SiteSearch {
  readonly #instance: CoverInstance
  readonly #targetGain: number
  best: SiteSolution
  /** Looks for the target with one site less than the best. */
  #search: CoverSearch | null = null

  constructor(instance: CoverInstance, targetGain: number) {
    this.#instance = instance
    this.#targetGain = targetGain
    this.best = this.#solution(this.#greedy())
  }

  improve(shouldPause: () => boolean): void {
    while (this.best.objective > 0 && !shouldPause()) {
      this.#search ??= new CoverSearch(this.#instance, this.best.objective - 1)
      const isReached = (): boolean => (this.#search?.best.objective ?? 0) >= this.#targetGain
      this.#search.improve(() => isReached() || shouldPause())
      if (!isReached()) return
      this.#take(this.#search.best.chosen)
    }
  }

  adopt(chosen: readonly number[]): void {
    if (chosen.length >= this.best.objective) return
    if (evaluateCover(this.#instance, chosen) >= this.#targetGain) this.#take(chosen)
  }

  #take(chosen: readonly number[]): void {
    this.best = this.#solution(chosen)
    this.#search = null
  }

  #solution(chosen: readonly number[]): SiteSolution {
    return { chosen: chosen.toSorted(ascending), objective: chosen.length }
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
