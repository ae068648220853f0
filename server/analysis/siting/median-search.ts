/** Search for sites of least total cost: swaps to a local optimum, a push, and again. */
import { indexBelow, type Random, seededRandom } from '../random.ts'
import {
  evaluateMedian,
  greedyMedian,
  type MedianInstance,
  type ServedMedian,
  servicesByCandidate,
} from './median-instance.ts'
import { ascending, distinctSites, type SiteSearch, type SiteSolution } from './solver.ts'

/** Slot of a demand that no open site serves cheaper than its base cost. */
const NO_SLOT = -1
const CLOSED = -1

interface Swap {
  slot: number
  candidate: number
  /** How much the objective falls; 0 where no exchange lowers it. */
  profit: number
}

/**
 * What every exchange of an open site for a closed candidate would save, kept up to date by the
 * gain, loss and extra tables of the fast swap for the p-median (Resende and Werneck, 2004):
 *   saving(slot, candidate) = gain[candidate] − loss[slot] + extra[candidate, slot].
 * Only demands near the two sites are touched by an exchange. The base cost of a demand acts as a
 * site that is always open. All values are whole numbers, so nothing drifts.
 */
class MedianSwapTables {
  /** Σ weight × cost of the open sites. */
  objective = 0
  /** Open candidate of each slot. */
  readonly sites: Int32Array
  readonly #instance: ServedMedian
  readonly #slotOf: Int32Array
  /** Slot, cost and next cost of the cheapest open site of each demand. */
  readonly #firstSlot: Int32Array
  readonly #firstCosts: Float64Array
  readonly #secondCosts: Float64Array
  readonly #gain: Float64Array
  readonly #loss: Float64Array
  /** Row per candidate, column per slot. */
  readonly #extra: Float64Array
  readonly #touched: Int32Array
  readonly #isTouched: Uint8Array

  constructor(instance: ServedMedian, sites: readonly number[]) {
    const { candidateCount, demandCount } = instance
    this.#instance = instance
    this.sites = Int32Array.from(sites)
    this.#slotOf = new Int32Array(candidateCount).fill(CLOSED)
    sites.forEach((site, slot) => {
      this.#slotOf[site] = slot
    })
    this.#firstSlot = new Int32Array(demandCount)
    this.#firstCosts = new Float64Array(demandCount)
    this.#secondCosts = new Float64Array(demandCount)
    this.#gain = new Float64Array(candidateCount)
    this.#loss = new Float64Array(sites.length)
    this.#extra = new Float64Array(candidateCount * sites.length)
    this.#touched = new Int32Array(demandCount)
    this.#isTouched = new Uint8Array(demandCount)
    for (let demand = 0; demand < demandCount; demand++) {
      this.#locate(demand)
      this.#account(demand, 1)
    }
  }

  isOpen(candidate: number): boolean {
    return this.#slotOf[candidate] !== CLOSED
  }

  /** The most profitable exchange, the first of equals. */
  bestSwap(): Swap {
    const slotCount = this.sites.length
    const loss = this.#loss
    const extra = this.#extra
    const best: Swap = { slot: NO_SLOT, candidate: CLOSED, profit: 0 }
    for (let candidate = 0; candidate < this.#gain.length; candidate++) {
      const gain = this.#gain[candidate]!
      // extra never exceeds loss: no exchange saves more than the gain alone.
      if (gain <= best.profit || this.#slotOf[candidate] !== CLOSED) continue
      const row = candidate * slotCount
      for (let slot = 0; slot < slotCount; slot++) {
        const profit = gain - loss[slot]! + extra[row + slot]!
        if (profit <= best.profit) continue
        best.profit = profit
        best.slot = slot
        best.candidate = candidate
      }
    }
    return best
  }

  /** Closes the site in `slot` and opens `candidate`, which must be closed, in its place. */
  swap(slot: number, candidate: number): void {
    const touched = this.#touchDemandsOf(candidate, this.#touchDemandsOf(this.sites[slot]!, 0))
    for (let i = 0; i < touched; i++) this.#account(this.#touched[i]!, -1)
    this.#slotOf[this.sites[slot]!] = CLOSED
    this.#slotOf[candidate] = slot
    this.sites[slot] = candidate
    for (let i = 0; i < touched; i++) {
      const demand = this.#touched[i]!
      this.#isTouched[demand] = 0
      this.#locate(demand)
      this.#account(demand, 1)
    }
  }

  /** Lists the demands whose first or second site may change; returns how many there are now. */
  #touchDemandsOf(candidate: number, count: number): number {
    const { candidateStart, candidateDemands, candidateCosts } = this.#instance
    let touched = count
    for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
      const demand = candidateDemands[at]!
      if (this.#isTouched[demand] === 1 || candidateCosts[at]! > this.#secondCosts[demand]!)
        continue
      this.#isTouched[demand] = 1
      this.#touched[touched++] = demand
    }
    return touched
  }

  /** Finds the cheapest and second cheapest open site; services are sorted by cost. */
  #locate(demand: number): void {
    const { baseCosts, demandStart, demandCandidates, demandCosts } = this.#instance
    const end = demandStart[demand + 1]!
    this.#firstSlot[demand] = NO_SLOT
    this.#firstCosts[demand] = baseCosts[demand]!
    this.#secondCosts[demand] = baseCosts[demand]!
    for (let entry = demandStart[demand]!; entry < end; entry++) {
      const slot = this.#slotOf[demandCandidates[entry]!]!
      if (slot === CLOSED) continue
      if (this.#firstSlot[demand] === NO_SLOT) {
        this.#firstSlot[demand] = slot
        this.#firstCosts[demand] = demandCosts[entry]!
      } else {
        this.#secondCosts[demand] = demandCosts[entry]!
        return
      }
    }
  }

  /** Adds (`sign` 1) or takes back (−1) what a demand contributes to the tables. */
  #account(demand: number, sign: 1 | -1): void {
    const { weights, demandStart, demandCandidates, demandCosts } = this.#instance
    const weight = sign * weights[demand]!
    const slot = this.#firstSlot[demand]!
    const first = this.#firstCosts[demand]!
    const second = this.#secondCosts[demand]!
    const slotCount = this.sites.length
    const end = demandStart[demand + 1]!
    this.objective += weight * first
    if (slot !== NO_SLOT) this.#loss[slot]! += weight * (second - first)
    for (let entry = demandStart[demand]!; entry < end; entry++) {
      const cost = demandCosts[entry]!
      if (cost >= second) break
      const candidate = demandCandidates[entry]!
      if (cost < first) this.#gain[candidate]! += weight * (first - cost)
      if (slot === NO_SLOT) continue
      this.#extra[candidate * slotCount + slot]! += weight * (second - Math.max(cost, first))
    }
  }
}

/** Beyond so many exchanges the next bottom has little of the best solution left in it. */
const MOST_PUSH = 20

/**
 * Variable neighbourhood search for the p-median (Hansen and Mladenović, 1997): lazy greedy start,
 * fast swaps (Resende and Werneck, 2004) to a local optimum, then random exchanges in the best one,
 * one more each time nothing better comes of it. At most `siteCount` sites: fewer only where no
 * further one saves anything.
 */
export class MedianSearch implements SiteSearch {
  readonly #instance: ServedMedian
  readonly #siteCount: number
  readonly #random: Random
  #tables: MedianSwapTables
  best: SiteSolution
  /** Exchanges of the last push. */
  #pushSize = 0

  constructor(instance: MedianInstance, siteCount: number) {
    this.#instance = servicesByCandidate(instance)
    this.#siteCount = siteCount
    this.#random = seededRandom()
    const chosen = greedyMedian(this.#instance, siteCount)
    this.#tables = new MedianSwapTables(this.#instance, chosen)
    this.best = this.#current()
  }

  improve(shouldPause: () => boolean): void {
    while (!this.#isFinished() && !shouldPause()) this.#step()
  }

  adopt(chosen: readonly number[]): void {
    const distinct = distinctSites(chosen, this.#siteCount)
    if (evaluateMedian(this.#instance, distinct) >= this.best.objective) return
    const filled = greedyMedian(this.#instance, this.#siteCount, distinct)
    this.#tables = new MedianSwapTables(this.#instance, filled)
    this.best = this.#current()
  }

  /** Nothing to exchange, or a site is left over because no further one saves anything. */
  #isFinished(): boolean {
    const { length } = this.#tables.sites
    return length < this.#siteCount || length === this.#instance.candidateCount
  }

  #current(): SiteSolution {
    const chosen = [...this.#tables.sites].sort(ascending)
    return { chosen, objective: this.#tables.objective }
  }

  /** One exchange downhill or, at the bottom, a push from the best solution. */
  #step(): void {
    const { slot, candidate, profit } = this.#tables.bestSwap()
    if (profit > 0) {
      this.#tables.swap(slot, candidate)
      this.#keepIfBest()
      return
    }
    if (this.#tables.objective > this.best.objective) this.#returnToBest()
    this.#push()
    // What was pushed to may be the best there is, with no swap left that would say so.
    this.#keepIfBest()
  }

  #keepIfBest(): void {
    if (this.#tables.objective >= this.best.objective) return
    this.best = this.#current()
    this.#pushSize = 0
  }

  /** Exchanges only what differs. */
  #returnToBest(): void {
    const wanted = new Set(this.best.chosen)
    const missing = this.best.chosen.filter((site) => !this.#tables.isOpen(site))
    for (const [slot, site] of this.#tables.sites.entries()) {
      const replacement = wanted.has(site) ? undefined : missing.pop()
      if (replacement !== undefined) this.#tables.swap(slot, replacement)
    }
  }

  #push(): void {
    const { candidateCount } = this.#instance
    const slotCount = this.#tables.sites.length
    this.#pushSize = this.#pushSize >= Math.min(slotCount, MOST_PUSH) ? 1 : this.#pushSize + 1
    for (let i = 0; i < this.#pushSize; i++) {
      const candidate = indexBelow(this.#random, candidateCount)
      if (this.#tables.isOpen(candidate)) continue
      this.#tables.swap(indexBelow(this.#random, slotCount), candidate)
    }
  }
}
