/** Which sites may be chosen together: what they cost, and how many a county gets. */

export interface SiteRules {
  /** Whole-number cost of each candidate, and what all together may cost. */
  readonly budget: { readonly costs: Float64Array; readonly most: number } | null
  /** A group of each candidate, with the least and the most sites of each group. */
  readonly quotas: {
    readonly groupOf: Int32Array
    readonly least: Int32Array
    readonly most: Int32Array
    /** So many of what the groups lack may come later: phases after this one. Not beside a budget. */
    readonly later: number
  } | null
}

export const NO_RULES: SiteRules = { budget: null, quotas: null }

export const isFree = ({ budget, quotas }: SiteRules): boolean => budget === null && quotas === null

/** The same rules over other candidates. @param candidates of these rules that are kept. */
export const rulesAmong = (
  { budget, quotas }: SiteRules,
  candidates: ArrayLike<number>,
): SiteRules => ({
  budget: budget && {
    ...budget,
    costs: Float64Array.from(candidates, (each) => budget.costs[each]!),
  },
  quotas: quotas && {
    ...quotas,
    groupOf: Int32Array.from(candidates, (each) => quotas.groupOf[each]!),
  },
})

/** What is left of the rules once some sites stand. */
export const rulesAfter = (rules: SiteRules, chosen: readonly number[]): SiteRules => {
  const { budget, quotas } = rules
  const spent = chosen.reduce((sum, site) => sum + (budget?.costs[site] ?? 0), 0)
  if (!quotas) return { quotas, budget: budget && { ...budget, most: budget.most - spent } }
  const [least, most] = [quotas.least.slice(), quotas.most.slice()]
  for (const site of chosen) {
    const group = quotas.groupOf[site]!
    least[group] = Math.max(0, least[group]! - 1)
    most[group]!--
  }
  return {
    budget: budget && { ...budget, most: budget.most - spent },
    quotas: { ...quotas, least, most },
  }
}

/** Whether a choice keeps the rules and the number. */
export const keepsRules = (
  { budget, quotas }: SiteRules,
  siteCount: number,
  chosen: readonly number[],
): boolean => {
  if (chosen.length > siteCount) return false
  if (budget) {
    const cost = chosen.reduce((sum, site) => sum + budget.costs[site]!, 0)
    if (cost > budget.most) return false
  }
  if (!quotas) return true
  const counts = new Int32Array(quotas.least.length)
  for (const site of chosen) counts[quotas.groupOf[site]!]!++
  const missing = counts.reduce(
    (sum, count, group) => sum + Math.max(0, quotas.least[group]! - count),
    0,
  )
  return missing <= quotas.later && counts.every((count, group) => count <= quotas.most[group]!)
}

const ascendingBy = (costs: Float64Array | null) => (a: number, b: number) =>
  (costs?.[a] ?? 0) - (costs?.[b] ?? 0) || a - b

/**
 * What a growing choice has room for: which candidates may come next such that the least of every
 * group can still be had with the number and the money that are left.
 */
export class SiteRoom {
  readonly #rules: SiteRules
  readonly #siteCount: number
  /** Whether a number is all that limits the choice. */
  readonly isFree: boolean
  /** Candidates of each group, the cheapest first. */
  readonly #groups: number[][]
  readonly #isChosen: Uint8Array
  readonly #counts: Int32Array
  #count = 0
  #spent = 0
  /** What a candidate of each group may cost; below 0: none may come. */
  readonly #affordable: Float64Array

  /** @param isChosen of the choice whose room it is, kept up to date by its owner. */
  constructor(rules: SiteRules, siteCount: number, isChosen: Uint8Array) {
    this.#rules = rules
    this.isFree = isFree(rules)
    this.#siteCount = siteCount
    this.#isChosen = isChosen
    const { quotas, budget } = rules
    this.#groups = Array.from({ length: quotas?.least.length ?? 1 }, () => [])
    for (let site = 0; site < isChosen.length; site++) this.#groups[this.#groupOf(site)]!.push(site)
    for (const group of this.#groups) group.sort(ascendingBy(budget?.costs ?? null))
    this.#counts = new Int32Array(this.#groups.length)
    this.#affordable = new Float64Array(this.#groups.length)
    this.#look()
  }

  /** A site has come (1) or gone (−1). */
  change(site: number, by: 1 | -1): void {
    this.#count += by
    if (this.isFree) return
    this.#spent += by * this.costOf(site)
    this.#counts[this.#groupOf(site)]! += by
    this.#look()
  }

  /** Whether a candidate that is not chosen may come. */
  admits(site: number): boolean {
    if (this.isFree) return this.#count < this.#siteCount
    return this.costOf(site) <= this.#affordable[this.#groupOf(site)]!
  }

  get hasBudget(): boolean {
    return this.#rules.budget !== null
  }

  /** Whether the least of each group is there, or can still come later. */
  get isComplete(): boolean {
    return this.#missingInAll() <= this.#later
  }

  costOf(site: number): number {
    return this.#rules.budget?.costs[site] ?? 0
  }

  #groupOf(site: number): number {
    return this.#rules.quotas?.groupOf[site] ?? 0
  }

  #missing(group: number): number {
    return Math.max(0, (this.#rules.quotas?.least[group] ?? 0) - this.#counts[group]!)
  }

  #missingInAll(): number {
    return this.#groups.reduce((sum, _, group) => sum + this.#missing(group), 0)
  }

  get #later(): number {
    return this.#rules.quotas?.later ?? 0
  }

  /** What the cheapest sites cost that a group still needs, and the dearest of these. */
  #needed(group: number): { cost: number; dearest: number } {
    let [missing, cost, dearest] = [this.#missing(group), 0, 0]
    for (const site of this.#groups[group]!) {
      if (missing === 0) break
      if (this.#isChosen[site] === 1) continue
      dearest = this.costOf(site)
      cost += dearest
      missing--
    }
    return { cost, dearest }
  }

  #look(): void {
    const { budget, quotas } = this.#rules
    const needed = this.#groups.map((_, group) => this.#needed(group))
    const places = this.#siteCount - this.#count
    const hasPlaces = places + this.#later > this.#missingInAll()
    const spare =
      (budget?.most ?? 0) - this.#spent - needed.reduce((sum, { cost }) => sum + cost, 0)
    for (const group of this.#groups.keys()) {
      const isWanted = this.#missing(group) > 0
      const isFull = quotas !== null && this.#counts[group]! >= quotas.most[group]!
      const mayCome = places > 0 && !isFull && (isWanted || hasPlaces)
      this.#affordable[group] = mayCome ? spare + (isWanted ? needed[group]!.dearest : 0) : -1
    }
  }
}

/** Whether any choice keeps the rules: the cheapest that each group needs. */
export const canBeKept = (rules: SiteRules, siteCount: number, candidateCount: number): boolean => {
  const isChosen = new Uint8Array(candidateCount)
  const room = new SiteRoom(rules, siteCount, isChosen)
  const chosen: number[] = []
  const { quotas, budget } = rules
  for (const [group, least] of (quotas?.least ?? []).entries()) {
    const ofGroup = [...isChosen.keys()].filter((site) => quotas?.groupOf[site] === group)
    chosen.push(...ofGroup.sort(ascendingBy(budget?.costs ?? null)).slice(0, least))
  }
  // What can come later is not taken now.
  if (quotas) {
    const lacking = quotas.least.reduce((sum, least) => sum + least, 0) - chosen.length
    chosen.splice(Math.max(0, chosen.length - Math.max(0, quotas.later - lacking)))
  }
  for (const site of chosen) {
    isChosen[site] = 1
    room.change(site, 1)
  }
  return room.isComplete && keepsRules(rules, siteCount, chosen)
}
