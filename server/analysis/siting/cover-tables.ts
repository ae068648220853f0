/** The standing choice of a covering search: how often each demand is served, what each site adds. */
import { type CoverInstance, type ServingCandidates, servingCandidates } from './cover-instance.ts'

/**
 * Kept up to date with every site that comes or goes: `gains[j]` is what adding candidate j would
 * win now. A change costs the candidates that share a demand whose worth has changed.
 */
export class CoverTables {
  readonly instance: CoverInstance
  readonly gains: Float64Array
  readonly isChosen: Uint8Array
  /** Chosen candidates in the order they came. */
  readonly sites: number[] = []
  objective = 0
  readonly #serving: ServingCandidates
  readonly #times: Uint32Array

  constructor(instance: CoverInstance, serving = servingCandidates(instance)) {
    this.instance = instance
    this.#serving = serving
    this.#times = new Uint32Array(instance.demandCount)
    this.isChosen = new Uint8Array(instance.candidateCount)
    this.gains = new Float64Array(instance.candidateCount)
    for (let candidate = 0; candidate < instance.candidateCount; candidate++) {
      for (const demand of this.#demandsOf(candidate)) {
        this.gains[candidate]! += instance.gainFirst[demand]!
      }
    }
  }

  add(candidate: number): void {
    this.objective += this.gains[candidate]!
    this.isChosen[candidate] = 1
    this.sites.push(candidate)
    for (const demand of this.#demandsOf(candidate)) {
      const before = this.#worth(demand)
      this.#times[demand]!++
      this.#spread(demand, this.#worth(demand) - before)
    }
  }

  remove(candidate: number): void {
    this.isChosen[candidate] = 0
    this.sites.splice(this.sites.indexOf(candidate), 1)
    for (const demand of this.#demandsOf(candidate)) {
      const before = this.#worth(demand)
      this.#times[demand]!--
      this.#spread(demand, this.#worth(demand) - before)
    }
    this.objective -= this.gains[candidate]!
  }

  timesServed(demand: number): number {
    return this.#times[demand]!
  }

  /** The candidate not chosen that adds most, the first among equals; −1 where all are chosen. */
  bestToAdd(): number {
    let best = -1
    for (let candidate = 0; candidate < this.gains.length; candidate++) {
      if (this.isChosen[candidate] === 1) continue
      if (best < 0 || this.gains[candidate]! > this.gains[best]!) best = candidate
    }
    return best
  }

  #demandsOf(candidate: number): Uint32Array {
    const { candidateStart, candidateDemands } = this.instance
    return candidateDemands.subarray(candidateStart[candidate]!, candidateStart[candidate + 1]!)
  }

  /** What serving a demand once more would win. */
  #worth(demand: number): number {
    const times = this.#times[demand]!
    if (times === 0) return this.instance.gainFirst[demand]!
    return times === 1 ? this.instance.gainSecond[demand]! : 0
  }

  #spread(demand: number, change: number): void {
    if (change === 0) return
    const { demandStart, demandCandidates } = this.#serving
    const end = demandStart[demand + 1]!
    for (let i = demandStart[demand]!; i < end; i++) this.gains[demandCandidates[i]!]! += change
  }
}
