/** Search for the fewest sites that cover everything. */

import { indexBelow, type Random, seededRandom } from '../random.ts'
import { byDemand, candidatesOf, type DemandTable, demandsOf } from './candidate-table.ts'
import {
  type SetCoverInstance,
  uncoverableDemands,
  uncoveredDemands,
} from './set-cover-instance.ts'
import { ascending, type SiteSearch, type SiteSolution } from './solver.ts'

const OUTSIDE = -1

/** Whole numbers without repetition: constant time to add, remove, test and pick. */
class IndexSet {
  size = 0
  readonly #members: Int32Array
  readonly #placeOf: Int32Array

  constructor(range: number) {
    this.#members = new Int32Array(range)
    this.#placeOf = new Int32Array(range).fill(OUTSIDE)
  }

  /** The member at a place below `size`; places change when one is removed. */
  at(place: number): number {
    return this.#members[place]!
  }

  has(member: number): boolean {
    return this.#placeOf[member] !== OUTSIDE
  }

  add(member: number): void {
    this.#placeOf[member] = this.size
    this.#members[this.size++] = member
  }

  remove(member: number): void {
    const place = this.#placeOf[member]!
    const last = this.#members[--this.size]!
    this.#members[place] = last
    this.#placeOf[last] = place
    this.#placeOf[member] = OUTSIDE
  }

  toArray(): number[] {
    return Array.from(this.#members.subarray(0, this.size))
  }
}

/** With its rows of the demands at hand. */
export type CoveredInstance = SetCoverInstance & DemandTable

/**
 * A choice of candidates, what it leaves uncovered, and the weighted value of every candidate, kept
 * up to date.
 */
export class SetCoverState {
  readonly chosen: IndexSet
  readonly uncovered: IndexSet
  /**
   * Weight of the demands that only this chosen candidate covers or that this candidate, not
   * chosen, would newly cover.
   */
  readonly values: Float64Array
  readonly #instance: CoveredInstance
  readonly #weights: Float64Array
  readonly #coverCount: Int32Array
  /** Sum of the indexes of the chosen candidates that cover a demand: where one does, its index. */
  readonly #coverSum: Float64Array

  /** @param weights of the demands: whole, or so coarse that their sums are exact. */
  constructor(
    instance: CoveredInstance,
    weights: Float64Array = new Float64Array(instance.demandCount).fill(1),
  ) {
    const { candidateCount, demandCount } = instance
    this.#instance = instance
    this.chosen = new IndexSet(candidateCount)
    this.uncovered = new IndexSet(demandCount)
    this.#weights = weights
    this.#coverCount = new Int32Array(demandCount)
    this.#coverSum = new Float64Array(demandCount)
    this.values = new Float64Array(candidateCount)
    for (let candidate = 0; candidate < candidateCount; candidate++) {
      for (const demand of demandsOf(instance, candidate)) {
        this.values[candidate]! += weights[demand]!
      }
    }
    for (let demand = 0; demand < demandCount; demand++) {
      if (candidatesOf(instance, demand).length > 0) this.uncovered.add(demand)
    }
  }

  /** Chooses a candidate that is not chosen. */
  add(candidate: number): void {
    const { candidateStart, candidateDemands } = this.#instance
    this.chosen.add(candidate)
    for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
      const demand = candidateDemands[at]!
      const count = this.#coverCount[demand]!++
      if (count === 0) {
        this.uncovered.remove(demand)
        this.#shiftValues(demand, -this.#weights[demand]!)
        // The newcomer's own value for this demand stays: it is now the only one to cover it.
        this.values[candidate]! += this.#weights[demand]!
      } else if (count === 1) {
        this.values[this.#coverSum[demand]!]! -= this.#weights[demand]!
      }
      this.#coverSum[demand]! += candidate
    }
  }

  /** Gives up a chosen candidate. */
  remove(candidate: number): void {
    const { candidateStart, candidateDemands } = this.#instance
    this.chosen.remove(candidate)
    for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
      const demand = candidateDemands[at]!
      const count = this.#coverCount[demand]!--
      this.#coverSum[demand]! -= candidate
      if (count === 1) {
        this.uncovered.add(demand)
        this.#shiftValues(demand, this.#weights[demand]!)
        this.values[candidate]! -= this.#weights[demand]!
      } else if (count === 2) {
        this.values[this.#coverSum[demand]!]! += this.#weights[demand]!
      }
    }
  }

  /** Makes every uncovered demand weigh one more. */
  raiseUncovered(): void {
    for (let place = 0; place < this.uncovered.size; place++) {
      const demand = this.uncovered.at(place)
      this.#weights[demand]!++
      this.#shiftValues(demand, 1)
    }
  }

  /** Gives up candidates that nothing would miss. */
  removeRedundant(): void {
    for (const candidate of this.chosen.toArray()) {
      if (this.values[candidate] === 0) this.remove(candidate)
    }
  }

  /** Chooses what covers most until nothing is uncovered. */
  coverGreedily(): void {
    while (this.uncovered.size > 0) {
      let leader = OUTSIDE
      for (let candidate = 0; candidate < this.values.length; candidate++) {
        if (this.chosen.has(candidate)) continue
        if (leader === OUTSIDE || this.values[candidate]! > this.values[leader]!) leader = candidate
      }
      this.add(leader)
    }
  }

  solution(): SiteSolution {
    const chosen = this.chosen.toArray().sort(ascending)
    return { chosen, objective: chosen.length }
  }

  #shiftValues(demand: number, change: number): void {
    const { demandStart, demandCandidates } = this.#instance
    for (let at = demandStart[demand]!; at < demandStart[demand + 1]!; at++) {
      this.values[demandCandidates[at]!]! += change
    }
  }
}

const NONE = -1
/** A candidate just given up does not come back for so many steps. */
const TABU_STEPS = 2
/** Of more chosen candidates than this only a sample is compared before one is given up. */
const MOST_COMPARED = 400
const SAMPLE_SIZE = 100

/**
 * Row weighting local search for the unicost set covering problem (Gao, Weise and Li, 2015): from a
 * cover, one candidate is given up; then, step by step, another makes place for one that covers a
 * demand left out, and demands that stay uncovered weigh more and more. Starts from the greedy
 * cover (completing `start`) without redundant candidates. Uncoverable demands are left out.
 */
export class SetCoverSearch implements SiteSearch {
  readonly #instance: CoveredInstance
  readonly #uncoverableCount: number
  readonly #random: Random
  readonly #state: SetCoverState
  /** Step in which each candidate was last chosen or given up. */
  readonly #lastMove: Int32Array
  #step = 0
  #newcomer = NONE
  best: SiteSolution

  constructor(instance: SetCoverInstance, start: readonly number[] = []) {
    this.#instance = { ...instance, ...byDemand(instance) }
    this.#uncoverableCount = uncoverableDemands(instance).length
    this.#random = seededRandom()
    this.#state = new SetCoverState(this.#instance)
    this.#lastMove = new Int32Array(instance.candidateCount).fill(-TABU_STEPS)
    for (const candidate of new Set(start)) this.#state.add(candidate)
    this.#state.coverGreedily()
    this.#state.removeRedundant()
    this.best = this.#state.solution()
  }

  improve(shouldPause: () => boolean): void {
    // One candidate is the least for anything to cover at all.
    while (this.best.objective > 1 && !shouldPause()) this.#exchange()
  }

  adopt(chosen: readonly number[]): void {
    const wanted = new Set(chosen)
    if (wanted.size >= this.best.objective) return
    if (uncoveredDemands(this.#instance, wanted).length > this.#uncoverableCount) return
    for (const candidate of this.#state.chosen.toArray()) {
      if (!wanted.has(candidate)) this.#state.remove(candidate)
    }
    for (const candidate of wanted) {
      if (!this.#state.chosen.has(candidate)) this.#state.add(candidate)
    }
    this.#state.removeRedundant()
    this.best = this.#state.solution()
  }

  #exchange(): void {
    const { uncovered } = this.#state
    this.#step++
    if (uncovered.size === 0) {
      this.#state.removeRedundant()
      if (this.#state.chosen.size < this.best.objective) this.best = this.#state.solution()
      this.#giveUpOne()
      return
    }
    // Never as many as the best: they would be no gain.
    if (this.#state.chosen.size >= this.best.objective - 1) this.#giveUpOne()
    this.#coverOne(uncovered.at(indexBelow(this.#random, uncovered.size)))
    this.#state.raiseUncovered()
  }

  /**
   * Gives up the chosen candidate that is missed least, of equals the one longest there; of very many
   * chosen ones the least of a sample (Cai, 2015).
   */
  #giveUpOne(): void {
    const { chosen, values } = this.#state
    let least = NONE
    const isLarge = chosen.size > MOST_COMPARED
    const count = isLarge ? SAMPLE_SIZE : chosen.size
    for (let each = 0; each < count; each++) {
      const candidate = chosen.at(isLarge ? indexBelow(this.#random, chosen.size) : each)
      if (candidate === this.#newcomer && chosen.size > 1) continue
      if (least === NONE || this.#isBefore(candidate, least, values[least]! - values[candidate]!)) {
        least = candidate
      }
    }
    this.#state.remove(least)
    this.#lastMove[least] = this.#step
  }

  /** Chooses the candidate that covers this demand and most besides. */
  #coverOne(demand: number): void {
    const { values } = this.#state
    const candidates = candidatesOf(this.#instance, demand)
    const isAlone = candidates.length <= TABU_STEPS
    let most = NONE
    for (const candidate of candidates) {
      if (!isAlone && this.#step - this.#lastMove[candidate]! < TABU_STEPS) continue
      if (most === NONE || this.#isBefore(candidate, most, values[candidate]! - values[most]!)) {
        most = candidate
      }
    }
    this.#state.add(most)
    this.#newcomer = most
    this.#lastMove[most] = this.#step
  }

  #isBefore(candidate: number, other: number, advantage: number): boolean {
    return advantage > 0 || (advantage === 0 && this.#lastMove[candidate]! < this.#lastMove[other]!)
  }
}
