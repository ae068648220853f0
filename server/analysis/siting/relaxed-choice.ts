/** The dearest sites that the rules allow, where each has a price of its own: what a bound rests on. */
import type { SiteRules } from './site-rules.ts'

/** Halvings of the range in which the best price of money lies; any price gives a valid bound. */
const HALVINGS = 8
const FIRST_PRICE_UNITS = 1024

/**
 * Chooses by revenue within number and quotas, exactly: what can still be completed to a choice within
 * them is a matroid (bounds on sets that lie within each other, cut off at the number where some may
 * come later), so taking the dearest first is best. Money has a price μ per unit of cost instead of
 * a limit: Σ (revenue − μ · cost) + μ · budget is no less than what any choice within the budget
 * brings, whatever μ, and the best μ is looked for from the last one on. Prices are multiples of
 * `priceUnit`, so that sums are exact.
 */
export class RelaxedChoice {
  readonly #rules: SiteRules
  readonly #siteCount: number
  readonly #priceUnit: number
  readonly #order: Int32Array
  readonly #profits: Float64Array
  readonly #isChosen: Uint8Array
  readonly #counts: Int32Array
  #price = 0
  #margin: { readonly bestOut: number; readonly worstIn: number } | null = null
  /** What no choice within the rules brings more than, by the revenues last given. */
  value = 0
  /** The sites that bring it at the price of money. */
  chosen: number[] = []

  constructor(rules: SiteRules, siteCount: number, candidateCount: number, priceUnit: number) {
    this.#rules = rules
    this.#siteCount = siteCount
    this.#priceUnit = priceUnit
    this.#order = new Int32Array(candidateCount)
    this.#profits = new Float64Array(candidateCount)
    this.#isChosen = new Uint8Array(candidateCount)
    this.#counts = new Int32Array(rules.quotas?.least.length ?? 0)
  }

  choose(revenues: Float64Array): void {
    if (this.#rules.budget) this.#choosePrice(revenues, this.#rules.budget.most)
    this.#chooseAt(revenues, this.#price)
  }

  /**
   * At least so much less is all that could be had with this site forced in (where it is out) or
   * out (where it is in). One exchange makes up for a site that has to come or go, at best with
   * what is nearest to the margin.
   */
  lossOfForcing(site: number): number {
    const profit = this.#profits[site]!
    const { bestOut, worstIn } = this.#margins()
    if (this.#isChosen[site] === 1) return Math.max(0, profit - bestOut)
    // Within a budget a site may come without another going.
    return Math.max(0, (this.#rules.budget ? Math.min(0, worstIn) : worstIn) - profit)
  }

  /** The best profit of those that are out, at least 0, and the worst of those that are in. */
  #margins() {
    if (this.#margin) return this.#margin
    let [bestOut, worstIn] = [0, Number.POSITIVE_INFINITY]
    for (const [site, profit] of this.#profits.entries()) {
      if (this.#isChosen[site] === 1) worstIn = Math.min(worstIn, profit)
      else bestOut = Math.max(bestOut, profit)
    }
    this.#margin = { bestOut, worstIn: Number.isFinite(worstIn) ? worstIn : 0 }
    return this.#margin
  }

  /** Sets the price of money at which the sites cost just about the budget. */
  #choosePrice(revenues: Float64Array, budget: number): void {
    const isTooDear = (units: number): boolean => {
      this.#chooseAt(revenues, units * this.#priceUnit)
      return this.#cost() > budget
    }
    let low = 0
    let high = Math.max(FIRST_PRICE_UNITS, Math.ceil(this.#price / this.#priceUnit))
    while (isTooDear(high)) {
      low = high
      high *= 2
    }
    let best = { units: high, value: this.value }
    for (let halving = 0; halving < HALVINGS && high - low > 1; halving++) {
      const units = Math.floor((low + high) / 2)
      if (isTooDear(units)) low = units
      else high = units
      if (this.value < best.value) best = { units, value: this.value }
    }
    this.#price = best.units * this.#priceUnit
  }

  #cost(): number {
    const costs = this.#rules.budget?.costs
    return this.chosen.reduce((sum, site) => sum + (costs?.[site] ?? 0), 0)
  }

  #chooseAt(revenues: Float64Array, price: number): void {
    const { budget } = this.#rules
    const profits = this.#profits
    for (let site = 0; site < profits.length; site++) {
      profits[site] = revenues[site]! - price * (budget?.costs[site] ?? 0)
      this.#order[site] = site
    }
    this.#order.sort((a, b) => profits[b]! - profits[a]!)
    this.#isChosen.fill(0)
    this.#counts.fill(0)
    this.#margin = null
    this.chosen = []
    this.#takeLeast()
    this.#takeDearest(budget === null ? Number.NEGATIVE_INFINITY : 0)
    this.value = this.chosen.reduce(
      (sum, site) => sum + profits[site]!,
      price * (budget?.most ?? 0),
    )
  }

  #takeLeast(): void {
    const { quotas } = this.#rules
    // What may come later is left to the dearest, as far as it can.
    if (!quotas || quotas.later > 0) return
    for (const site of this.#order) {
      const group = quotas.groupOf[site]!
      if (this.#counts[group]! < quotas.least[group]!) this.#take(site)
    }
  }

  #takeDearest(aboveProfit: number): void {
    const { quotas } = this.#rules
    // Places, now and later, beyond those that the groups need.
    const needed = quotas?.later ? quotas.least.reduce((sum, least) => sum + least, 0) : 0
    let free = this.#siteCount + (quotas?.later ?? 0) - needed
    for (const site of this.#order) {
      if (this.chosen.length >= this.#siteCount || this.#profits[site]! <= aboveProfit) return
      const group = quotas?.groupOf[site] ?? 0
      const isFull = quotas !== null && this.#counts[group]! >= quotas.most[group]!
      if (this.#isChosen[site] === 1 || isFull) continue
      const isWanted = quotas !== null && this.#counts[group]! < quotas.least[group]!
      if (!isWanted && free-- <= 0) continue
      this.#take(site)
    }
  }

  #take(site: number): void {
    this.#isChosen[site] = 1
    this.chosen.push(site)
    const group = this.#rules.quotas?.groupOf[site]
    if (group !== undefined) this.#counts[group]!++
  }
}
