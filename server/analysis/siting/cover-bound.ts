/**
 * How many people any choice of sites can serve at best, and how few sites serve enough, proven.
 */
import { type CoverInstance, evaluateCover, gainOfNext } from './cover-instance.ts'
import { CoverTables } from './cover-search.ts'
import { RelaxedChoice } from './relaxed-choice.ts'
import { isFree, keepsRules, NO_RULES, type SiteRules } from './site-rules.ts'
import { ascending, type SiteBound, type SiteSolution } from './solver.ts'
import { exactPriceUnit, type PricedRelaxation, VolumeAscent } from './volume-ascent.ts'

const FINEST_PRICE_BITS = 20

/** Sums reach `siteCount` × all first gains. */
const coverPriceUnit = ({ gains }: CoverInstance, siteCount: number): number => {
  const total = gains[0]!.reduce((sum, gain) => sum + gain, 0)
  return exactPriceUnit(2 * Math.max(1, total) * Math.max(1, siteCount), FINEST_PRICE_BITS)
}

/**
 * Lagrangian relaxation of "a demand is served no more often than sites serve it", as a
 * minimisation of what is not won (the negative of Galvão and ReVelle, 1996, with several levels of
 * gain and with rules on the choice). With price λ of demand i:
 *   −L(λ) = Σ_i Σ_levels (λ_i − g_i)⁻ − max over allowed choices Σ_{j chosen} ρ_j,
 *   ρ_j = Σ_{i served by j} λ_i, x⁻ = min(0, x).
 * A price above the first gain wins nothing more and is limited to that.
 */
class CoverRelaxation implements PricedRelaxation {
  readonly rowCount: number
  readonly columnCount: number
  readonly priceLimits: Float64Array
  readonly priceScales: Float64Array
  readonly #instance: CoverInstance
  readonly #siteCount: number
  readonly #rules: SiteRules
  /** ρ of each candidate at the prices last solved. */
  readonly #revenues: Float64Array
  readonly #choice: RelaxedChoice

  constructor(instance: CoverInstance, siteCount: number, rules: SiteRules, priceUnit: number) {
    const [first] = instance.gains
    this.#instance = instance
    this.#siteCount = siteCount
    this.#rules = rules
    this.rowCount = instance.demandCount
    this.columnCount = instance.candidateCount
    this.priceLimits = first!
    this.priceScales = first!.map((gain) => Math.max(1, gain))
    this.#revenues = new Float64Array(instance.candidateCount)
    this.#choice = new RelaxedChoice(rules, siteCount, instance.candidateCount, priceUnit)
  }

  /** ρ of every candidate at these prices, until the next call. */
  revenuesAt(prices: Float64Array): Float64Array {
    const { candidateStart, candidateDemands } = this.#instance
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      const end = candidateStart[candidate + 1]!
      let revenue = 0
      for (let i = candidateStart[candidate]!; i < end; i++) {
        revenue += prices[candidateDemands[i]!]!
      }
      this.#revenues[candidate] = revenue
    }
    return this.#revenues
  }

  solve(prices: Float64Array, served: Float64Array, open: Float64Array): number {
    const { candidateStart, candidateDemands, gains } = this.#instance
    this.#choice.choose(this.revenuesAt(prices))
    let value = 0 - this.#choice.value
    for (let demand = 0; demand < this.rowCount; demand++) {
      const price = prices[demand]!
      // Served once for free at each level whose gain exceeds the price: 1 − levels as served.
      served[demand] = 1
      for (const gain of gains) {
        if (price >= gain[demand]!) continue
        value += price - gain[demand]!
        served[demand]!--
      }
    }
    open.fill(0)
    for (const candidate of this.#choice.chosen) {
      open[candidate] = 1
      const end = candidateStart[candidate + 1]!
      for (let i = candidateStart[candidate]!; i < end; i++) served[candidateDemands[i]!]!++
    }
    return value
  }

  /**
   * Lagrangian variable fixing (Beasley, 1990): the relaxed value says at no further cost how much
   * less it would be with a candidate forced in or out; where that is no better than the incumbent,
   * the candidate is out or in for every better choice.
   * @param relaxedGain value of the relaxed problem at these prices.
   */
  remainder(prices: Float64Array, relaxedGain: number, incumbent: number): CoverRemainder {
    this.#choice.choose(this.revenuesAt(prices))
    const isIn = new Set(this.#choice.chosen)
    const fixed: number[] = []
    const free: number[] = []
    for (let candidate = 0; candidate < this.columnCount; candidate++) {
      // A better choice wins at least one more.
      const isHopeless = relaxedGain - this.#choice.lossOfForcing(candidate) < incumbent + 1
      if (!isHopeless) free.push(candidate)
      else if (isIn.has(candidate)) fixed.push(candidate)
    }
    return { instance: this.#instance, fixed, free, siteCount: this.#siteCount, rules: this.#rules }
  }
}

/** What prices leave open of a covering problem: which candidates a better choice may still use. */
export interface CoverRemainder {
  readonly instance: CoverInstance
  /** Sites that every better choice has. */
  readonly fixed: readonly number[]
  /** Candidates of which a better choice takes the other sites. */
  readonly free: readonly number[]
  readonly siteCount: number
  readonly rules: SiteRules
}

export interface CoverProof {
  /** No choice of the fixed and free candidates wins more. */
  readonly bound: number
  readonly chosen: readonly number[] | null
}

/** Decides a remainder, or answers null where it is too large; blocks until it returns. */
type CoverProver = (remainder: CoverRemainder) => CoverProof | null

/** Iterations between two readings of the primal average. */
const SUGGESTION_PERIOD = 20
/** Iterations without a tighter bound before what is left is handed to the prover. */
const PATIENCE = 300

/**
 * Upper bound of maximal covering: the volume algorithm over `CoverRelaxation`. Where prices bring
 * no more, candidates that cannot belong to a better choice (or must) are fixed, and `prove`, if
 * there is one and little enough is left, decides the rest; it is not interrupted.
 */
export class CoverBound implements SiteBound {
  readonly #instance: CoverInstance
  readonly #siteCount: number
  readonly #rules: SiteRules
  readonly #relaxation: CoverRelaxation
  readonly #ascent: VolumeAscent
  readonly #prove: CoverProver | null
  #provedBound = Number.POSITIVE_INFINITY
  suggestion: SiteSolution | null = null
  #lastGain = 0
  /** The remainder last tried in vain: only a smaller one is worth another attempt. */
  #triedSize = Number.POSITIVE_INFINITY

  constructor(
    instance: CoverInstance,
    siteCount: number,
    prove: CoverProver | null = null,
    rules: SiteRules = NO_RULES,
  ) {
    this.#instance = instance
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    this.#rules = rules
    this.#prove = prove
    // Within a budget the relaxed problem may open every candidate.
    const mostOpen = rules.budget ? instance.candidateCount : this.#siteCount
    const priceUnit = coverPriceUnit(instance, mostOpen)
    this.#relaxation = new CoverRelaxation(instance, this.#siteCount, rules, priceUnit)
    this.#ascent = new VolumeAscent(
      this.#relaxation,
      priceUnit,
      startPrices(instance, this.#siteCount, rules),
    )
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding down needs no margin. */
  get bound(): number {
    // 0 − x, because −0 is not the 0 that others compare with.
    return Math.min(Math.floor(0 - this.#ascent.value), this.#provedBound)
  }

  /**
   * How many sites any choice needs that wins `targetGain`: prices found for one number of sites
   * bound the gain of every number.
   */
  fewestSites(targetGain: number): number {
    const { prices } = this.#ascent
    let gain = 0
    for (const [demand, price] of prices.entries()) {
      for (const level of this.#instance.gains) gain += Math.max(0, level[demand]! - price)
    }
    const dearestFirst = this.#relaxation.revenuesAt(prices).toSorted().reverse()
    let count = 0
    while (Math.floor(gain) < targetGain && count < dearestFirst.length) {
      gain += dearestFirst[count++]!
    }
    return count
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    const known = Number.isFinite(incumbent) ? incumbent : 0
    while (this.bound > known && !shouldPause()) {
      if (this.#ascent.isSettled || this.#ascent.iterations - this.#lastGain > PATIENCE) {
        if (this.#finish(known)) return
        this.#lastGain = this.#ascent.iterations
        if (this.#ascent.isSettled) return
      }
      const before = this.bound
      this.#ascent.iterate(-known)
      if (this.bound < before) this.#lastGain = this.#ascent.iterations
      if (this.#ascent.iterations % SUGGESTION_PERIOD === 0) {
        this.#suggest(this.#mostOpen())
      }
    }
  }

  /** Answers whether the prover has decided the case. */
  #finish(incumbent: number): boolean {
    if (!this.#prove) return false
    const { prices, value } = this.#ascent
    const remainder = this.#relaxation.remainder(prices, -value, incumbent)
    if (remainder.free.length >= this.#triedSize) return false
    const proof = this.#prove(remainder)
    if (!proof) return false
    this.#triedSize = remainder.free.length
    if (proof.chosen) this.#suggest(proof.chosen)
    // What is not better than the incumbent was left out of the remainder.
    this.#provedBound = Math.min(this.#provedBound, Math.max(incumbent, proof.bound))
    return this.bound <= Math.max(incumbent, this.suggestion?.objective ?? 0)
  }

  /** What the average opens most, as far as the rules allow. */
  #mostOpen(): number[] {
    const order = this.#ascent.mostOpen(this.#instance.candidateCount)
    if (isFree(this.#rules)) return order.slice(0, this.#siteCount)
    const tables = new CoverTables(this.#instance, this.#siteCount, this.#rules)
    for (const candidate of order) if (tables.room.admits(candidate)) tables.add(candidate)
    return tables.sites
  }

  #suggest(candidates: readonly number[]): void {
    if (!keepsRules(this.#rules, this.#siteCount, candidates)) return
    const chosen = candidates.toSorted(ascending)
    const objective = evaluateCover(this.#instance, chosen)
    if (this.suggestion && this.suggestion.objective >= objective) return
    this.suggestion = { chosen, objective }
  }
}

/**
 * Share of the way from what one more site would win at a demand to what one less would lose. Half
 * would be even-handed; a third brings the bound down soonest where many sites overlap.
 */
const START_SHARE = 1 / 3

/** Between what a greedy choice would win and what it would lose at each demand. */
const startPrices = (
  instance: CoverInstance,
  siteCount: number,
  rules: SiteRules,
): Float64Array => {
  const tables = new CoverTables(instance, siteCount, rules)
  for (let site = 0; site >= 0 && tables.sites.length < siteCount; ) {
    site = tables.bestToAdd()
    if (site >= 0) tables.add(site)
  }
  return instance.gains[0]!.map((first, demand) => {
    const times = tables.timesServed(demand)
    const loss = times === 0 ? first : gainOfNext(instance, demand, times - 1)
    const win = gainOfNext(instance, demand, times)
    return win + START_SHARE * (loss - win)
  })
}

/** Steps of the ascent between two readings of what the prices prove. */
const READING_PERIOD = 25

/**
 * How few sites reach a target gain. Prices the covering problem with one site less than the best
 * solution has: what they prove about the gain of n sites, they prove for every n, and n sites
 * whose bound falls short of the target are too few.
 */
export class PartialCoverBound implements SiteBound {
  readonly #instance: CoverInstance
  readonly #targetGain: number
  readonly #prove: CoverProver | null
  bound = 0
  #attempt: { readonly siteCount: number; readonly cover: CoverBound } | null = null
  readonly suggestion = null

  constructor(instance: CoverInstance, targetGain: number, prove: CoverProver | null = null) {
    this.#instance = instance
    this.#targetGain = targetGain
    this.#prove = prove
    if (targetGain > 0) this.#read(new CoverBound(instance, 1))
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    const most = Math.min(incumbent, this.#instance.candidateCount)
    while (this.bound < most && !shouldPause()) {
      const siteCount = most - 1
      if (this.#attempt?.siteCount !== siteCount) {
        const cover = new CoverBound(this.#instance, siteCount, this.#prove)
        this.#attempt = { siteCount, cover }
      }
      const { cover } = this.#attempt
      const before = cover.bound
      let steps = 0
      // The proof is about the target: a gain short of it is of no interest.
      cover.tighten(this.#targetGain - 1, () => ++steps > READING_PERIOD || shouldPause())
      this.#read(cover)
      if (cover.bound < this.#targetGain) this.bound = Math.max(this.bound, siteCount + 1)
      else if (steps <= 1 && cover.bound === before) return
    }
  }

  #read(cover: CoverBound): void {
    this.bound = Math.max(this.bound, cover.fewestSites(this.#targetGain))
  }
}
