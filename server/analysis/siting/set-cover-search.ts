/** Search for the fewest sites that cover everything. */
import { indexBelow, type Random, seededRandom } from '../random.ts'
import {
  coversByDemand,
  type DemandCovers,
  type SetCoverInstance,
  uncoverableDemands,
  uncoveredDemands,
} from './set-cover-instance.ts'
import { SetCoverState } from './set-cover-state.ts'
import type { SiteSearch, SiteSolution } from './solver.ts'

const DEFAULT_SEED = 1
const NOBODY = -1
/** A candidate just given up does not come back for so many steps. */
const TABU_STEPS = 2

const ascending = (a: number, b: number): number => a - b

/**
 * Row weighting local search for the unicost set covering problem (Gao, Weise and Li, 2015): from a
 * cover, one candidate is given up; then, step by step, another makes place for one that covers a
 * demand left out, and demands that stay uncovered weigh more and more. Starts from the greedy
 * cover (completing `start`) without redundant candidates. Demands that nobody covers are left out.
 */
export class SetCoverSearch implements SiteSearch {
  readonly #instance: SetCoverInstance
  readonly #covers: DemandCovers
  readonly #uncoverableCount: number
  readonly #random: Random
  readonly #state: SetCoverState
  /** Step in which each candidate was last chosen or given up. */
  readonly #lastMove: Int32Array
  #step = 0
  #newcomer = NOBODY
  #best: SiteSolution

  constructor(instance: SetCoverInstance, start: readonly number[] = [], seed = DEFAULT_SEED) {
    this.#instance = instance
    this.#covers = coversByDemand(instance)
    this.#uncoverableCount = uncoverableDemands(instance).length
    this.#random = seededRandom(seed)
    this.#state = new SetCoverState(instance, this.#covers)
    this.#lastMove = new Int32Array(instance.candidateCount).fill(-TABU_STEPS)
    for (const candidate of new Set(start)) this.#state.add(candidate)
    this.#state.coverGreedily()
    this.#state.removeRedundant()
    this.#best = this.#current()
  }

  get best(): SiteSolution {
    return this.#best
  }

  improve(shouldPause: () => boolean): void {
    // One candidate is the least for anything to cover at all.
    while (this.#best.objective > 1 && !shouldPause()) this.#exchange()
  }

  adopt(chosen: readonly number[]): void {
    const wanted = new Set(chosen)
    if (wanted.size >= this.#best.objective) return
    if (uncoveredDemands(this.#instance, wanted).length > this.#uncoverableCount) return
    for (const candidate of this.#state.chosen.toArray()) {
      if (!wanted.has(candidate)) this.#state.remove(candidate)
    }
    for (const candidate of wanted) {
      if (!this.#state.chosen.has(candidate)) this.#state.add(candidate)
    }
    this.#state.removeRedundant()
    this.#best = this.#current()
  }

  #current(): SiteSolution {
    const chosen = this.#state.chosen.toArray().sort(ascending)
    return { chosen, objective: chosen.length }
  }

  #exchange(): void {
    const { uncovered } = this.#state
    this.#step++
    if (uncovered.size === 0) {
      this.#state.removeRedundant()
      if (this.#state.chosen.size < this.#best.objective) this.#best = this.#current()
      this.#giveUpOne()
      return
    }
    // Never as many as the best: they would be no gain.
    if (this.#state.chosen.size >= this.#best.objective - 1) this.#giveUpOne()
    this.#coverOne(uncovered.at(indexBelow(this.#random, uncovered.size)))
    this.#state.raiseUncovered()
  }

  /** Gives up the chosen candidate that is missed least, of equals the one longest there. */
  #giveUpOne(): void {
    const { chosen, values } = this.#state
    let least = NOBODY
    for (let place = 0; place < chosen.size; place++) {
      const candidate = chosen.at(place)
      if (candidate === this.#newcomer && chosen.size > 1) continue
      if (
        least === NOBODY ||
        this.#isBefore(candidate, least, values[least]! - values[candidate]!)
      ) {
        least = candidate
      }
    }
    this.#state.remove(least)
    this.#lastMove[least] = this.#step
  }

  /** Chooses the candidate that covers this demand and most besides. */
  #coverOne(demand: number): void {
    const { values } = this.#state
    const { demandStart, demandCandidates } = this.#covers
    const isAlone = demandStart[demand + 1]! - demandStart[demand]! <= TABU_STEPS
    let most = NOBODY
    for (let at = demandStart[demand]!; at < demandStart[demand + 1]!; at++) {
      const candidate = demandCandidates[at]!
      if (!isAlone && this.#step - this.#lastMove[candidate]! < TABU_STEPS) continue
      if (most === NOBODY || this.#isBefore(candidate, most, values[candidate]! - values[most]!)) {
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
