/** How many people any choice of sites can serve at best, proven. */
import { type CoverInstance, evaluateCover } from './cover-instance.ts'
import { CoverRelaxation, coverPriceUnit } from './cover-relaxation.ts'
import { type CoverProver, fixCandidates } from './cover-remainder.ts'
import { CoverTables } from './cover-tables.ts'
import type { SiteBound, SiteSolution } from './solver.ts'
import { VolumeAscent } from './volume-ascent.ts'

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
  readonly #relaxation: CoverRelaxation
  readonly #ascent: VolumeAscent
  readonly #prove: CoverProver | null
  #provedBound = Number.POSITIVE_INFINITY
  #suggestion: SiteSolution | null = null
  #iteration = 0
  #lastGain = 0
  /** The remainder last tried in vain: only a smaller one is worth another attempt. */
  #triedSize = Number.POSITIVE_INFINITY

  constructor(instance: CoverInstance, siteCount: number, prove: CoverProver | null = null) {
    this.#instance = instance
    this.#siteCount = Math.min(siteCount, instance.candidateCount)
    this.#prove = prove
    this.#relaxation = new CoverRelaxation(instance, this.#siteCount)
    this.#ascent = new VolumeAscent(
      this.#relaxation,
      coverPriceUnit(instance, this.#siteCount),
      startPrices(instance, this.#siteCount),
    )
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding down needs no margin. */
  get bound(): number {
    // 0 − x, because −0 is not the 0 that others compare with.
    return Math.min(Math.floor(0 - this.#ascent.value), this.#provedBound)
  }

  get suggestion(): SiteSolution | null {
    return this.#suggestion
  }

  /**
   * How many sites any choice needs that wins `targetGain`: prices found for one number of sites
   * bound the gain of every number.
   */
  fewestSites(targetGain: number): number {
    const { prices } = this.#ascent
    const { gainFirst, gainSecond } = this.#instance
    const { revenues } = this.#relaxation.price(prices)
    let gain = 0
    for (const [demand, price] of prices.entries()) {
      gain += Math.max(0, gainFirst[demand]! - price) + Math.max(0, gainSecond[demand]! - price)
    }
    const dearestFirst = revenues.toSorted().reverse()
    let count = 0
    while (Math.floor(gain) < targetGain && count < dearestFirst.length) {
      gain += dearestFirst[count++]!
    }
    return count
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    const known = Number.isFinite(incumbent) ? incumbent : 0
    while (this.bound > known && !shouldPause()) {
      if (this.#ascent.isSettled || this.#iteration - this.#lastGain > PATIENCE) {
        if (this.#finish(known)) return
        this.#lastGain = this.#iteration
        if (this.#ascent.isSettled) return
      }
      const before = this.bound
      this.#ascent.iterate(-known)
      this.#iteration++
      if (this.bound < before) this.#lastGain = this.#iteration
      if (this.#iteration % SUGGESTION_PERIOD === 0) this.#suggest(this.#mostOpen())
    }
  }

  /** Answers whether the prover has decided the case. */
  #finish(incumbent: number): boolean {
    if (!this.#prove) return false
    const remainder = fixCandidates(
      this.#instance,
      this.#siteCount,
      this.#ascent.prices,
      -this.#ascent.value,
      incumbent,
    )
    if (remainder.free.length >= this.#triedSize) return false
    const proof = this.#prove(remainder)
    if (!proof) return false
    this.#triedSize = remainder.free.length
    if (proof.chosen) this.#suggest(proof.chosen)
    // What is not better than the incumbent was left out of the remainder.
    this.#provedBound = Math.min(this.#provedBound, Math.max(incumbent, proof.bound))
    return this.bound <= Math.max(incumbent, this.#suggestion?.objective ?? 0)
  }

  /** The candidates that the averaged relaxed solution opens most. */
  #mostOpen(): number[] {
    const { primal } = this.#ascent
    const order = Array.from(primal.keys()).sort((a, b) => primal[b]! - primal[a]! || a - b)
    return order.slice(0, this.#siteCount)
  }

  #suggest(candidates: readonly number[]): void {
    const chosen = [...candidates].sort((a, b) => a - b)
    const objective = evaluateCover(this.#instance, chosen)
    if (this.#suggestion && this.#suggestion.objective >= objective) return
    this.#suggestion = { chosen, objective }
  }
}

/**
 * Share of the way from what one more site would win at a demand to what one less would lose. Half
 * would be even-handed; a third brings the bound down soonest where many sites overlap.
 */
const START_SHARE = 1 / 3

/** Between what a greedy choice would win and what it would lose at each demand. */
const startPrices = (instance: CoverInstance, siteCount: number): Float64Array => {
  const tables = new CoverTables(instance)
  while (tables.sites.length < siteCount) tables.add(tables.bestToAdd())
  return Float64Array.from(instance.gainFirst, (first, demand) => {
    const second = instance.gainSecond[demand]!
    const levels = [first, first, second, 0, 0]
    const times = Math.min(tables.timesServed(demand), 3)
    const [loss, win] = [levels[times]!, levels[times + 1]!]
    return win + START_SHARE * (loss - win)
  })
}
