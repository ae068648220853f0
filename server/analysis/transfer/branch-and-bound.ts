/**
 * Whole lorries and units by branch and bound (HiGHS), objective by objective: each is made as
 * small as can be with the earlier ones held at what was reached. What the linear plan cannot beat
 * is proved without a search.
 */
import type { Highs } from 'highs'
import { countdown } from '../cancellation.ts'
import { gapPercent, isBetter, isSameValue } from './evaluate.ts'
import { exchangedSites } from './exchanged-sites.ts'
import { arrivalTimes, flowColumns, flowKeys, unitsOf } from './flow-columns.ts'
import type { ProvedPlan, TransferInstance, TransferSolution } from './instance.ts'
import { ALL_ZERO, isCount, type Objective } from './objectives.ts'
import type { ProgramObjective } from './program-layout.ts'
import type { Relaxation } from './relaxation.ts'
import { repairedPlan } from './repair-plan.ts'
import { TransferProgram } from './transfer-program.ts'
import { wholeItems } from './whole-units.ts'

interface SearchLimits {
  readonly seconds: number
  /** An objective this close to its bound is good enough. */
  readonly gapPercent: number
  /** Flows that the search may use, by their keys; the others only count in the bounds. */
  readonly isKept: (arc: number, key: number) => boolean
}

/** With more flows the search finds nothing that was not known, and its time is for the bounds. */
const MOST_SEARCHED_FLOWS = 2500
/** The least share of what time is left that an objective may use. */
const SHARE_OF_TIME = 0.5
const LEAST_SECONDS = 0.05
/** A solver's bound of 2.0000001 is not yet three. */
const COUNT_TOLERANCE = 1e-6

class LorrySearch {
  readonly #instance: TransferInstance
  readonly #relaxation: Relaxation
  readonly #limits: SearchLimits
  /** Null where there are too many flows to be searched. */
  readonly #program: TransferProgram | null
  /** All flows, parts of lorries allowed: for bounds where the search left flows out. */
  readonly #linear: TransferProgram
  readonly #isComplete: boolean
  readonly #secondsLeft: () => number
  /** Of each objective, valid for every plan that serves the earlier ones as well as `#best`. */
  readonly #bounds: Record<Objective, number> = { ...ALL_ZERO }
  #best: TransferSolution
  /** Whether every objective so far is what the linear plan has. */
  #isAsRelaxed = true

  constructor(highs: Highs, relaxation: Relaxation, start: TransferSolution, limits: SearchLimits) {
    const { instance } = relaxation.columns
    this.#instance = instance
    this.#relaxation = relaxation
    this.#limits = limits
    this.#best = start
    this.#secondsLeft = countdown(limits.seconds)
    const used = flowKeys(instance, start.flows)
    const open = this.#openKeys(used)
    const possible = flowColumns(instance, (_, key) => open.has(key))
    const columns = flowColumns(
      instance,
      (arc, key) => open.has(key) && (limits.isKept(arc, key) || used.has(key)),
    )
    const isWhole = wholeItems(instance)
    // Parts of units, where they are allowed, only make its bounds lower.
    this.#isComplete = columns.count === possible.count
    this.#program =
      columns.count <= MOST_SEARCHED_FLOWS
        ? new TransferProgram(highs, columns, { isWhole, hasTrips: true })
        : null
    this.#linear = new TransferProgram(highs, relaxation.columns, { hasTrips: false })
  }

  run(): ProvedPlan {
    try {
      for (const objective of this.#instance.objectives) {
        if (objective === 'arrival') this.#serveArrival()
        else this.#serve(objective)
      }
    } finally {
      this.#program?.dispose()
      this.#linear.dispose()
    }
    if (this.#instance.repeats) this.#best = exchangedSites(this.#instance, this.#best)
    const { values } = this.#best
    // A later objective's search may have found what serves an earlier one better as well.
    const proofs = this.#instance.objectives.map((objective) => {
      const value = values[objective]
      const claim = {
        objective,
        value,
        bound: Math.max(0, Math.min(value, this.#bounds[objective])),
      }
      return { ...claim, gapPercent: gapPercent(this.#instance, claim) }
    })
    return { solution: this.#best, proofs }
  }

  #seconds(): number {
    return Math.max(LEAST_SECONDS, this.#secondsLeft() * SHARE_OF_TIME)
  }

  /**
   * Flows that are worth looking at: where a plan is as good as the linear one up to the first
   * count, what the linear plan could not use without loss is left out.
   */
  #openKeys(used: ReadonlySet<number>): ReadonlySet<number> {
    const { columns, counted, values } = this.#relaxation
    const all = new Set(columns.key)
    const { objectives } = this.#instance
    const first = objectives.findIndex(isCount)
    const before = first < 0 ? [] : objectives.slice(0, first)
    const isAsGood = before.every((each) => isSameValue(this.#best.values[each], values[each]))
    const open = new Set(counted.key)
    return isAsGood && first >= 0 && [...used].every((key) => open.has(key)) ? open : all
  }

  /** No plan that serves the earlier objectives as well comes to less. */
  #linearBound(objective: ProgramObjective): number {
    if (this.#isAsRelaxed) return this.#relaxation.values[objective]
    if (isCount(objective)) return Number.NEGATIVE_INFINITY
    return this.#linear.minimise(objective, this.#seconds())?.bound ?? Number.NEGATIVE_INFINITY
  }

  #isGoodEnough(objective: Objective, bound: number): boolean {
    const claim = { objective, value: this.#best.values[objective], bound }
    return gapPercent(this.#instance, claim) <= this.#limits.gapPercent
  }

  #setBound(objective: Objective, bound: number): void {
    this.#bounds[objective] = bound
    if (isCount(objective)) return
    this.#isAsRelaxed &&= isSameValue(
      this.#best.values[objective],
      this.#relaxation.values[objective],
    )
  }

  #serve(objective: ProgramObjective): void {
    let bound = this.#linearBound(objective)
    if (!this.#isGoodEnough(objective, bound)) {
      bound = Math.max(bound, this.#search(objective, this.#seconds()))
    }
    if (isCount(objective)) bound = Math.ceil(bound - COUNT_TOLERANCE)
    this.#setBound(objective, bound)
    this.#program?.hold(objective, this.#best.values[objective])
    this.#linear.hold(objective, this.#best.values[objective])
  }

  /** Looks for a better plan. @returns a bound, −Infinity where the search finds none. */
  #search(objective: ProgramObjective, seconds: number): number {
    const program = this.#program
    if (!program) return Number.NEGATIVE_INFINITY
    const { flows, trips } = this.#best
    program.suggest(unitsOf(program.columns, flows), trips)
    const outcome = program.minimise(objective, seconds)
    if (outcome) this.#take(program)
    return outcome && this.#isComplete ? outcome.bound : Number.NEGATIVE_INFINITY
  }

  /**
   * The earliest last arrival of plans that serve the earlier objectives as well, in parts of
   * lorries.
   */
  #linearArrival(): number {
    if (this.#isAsRelaxed) return this.#relaxation.values.arrival
    const times = arrivalTimes(this.#linear.columns)
    let low = 0
    let high = times.findIndex((time) => time >= this.#best.values.arrival)
    let isPlanTried = false
    while (low < high && this.#secondsLeft() > LEAST_SECONDS) {
      // Most plans arrive as early as can be: just below is tried first.
      const middle = isPlanTried ? Math.floor((low + high) / 2) : high - 1
      isPlanTried = true
      const isOpen = this.#linear.shutAfter(times[middle]!)
      const outcome = isOpen ? this.#linear.minimise('haul', this.#seconds()) : null
      if (outcome) high = middle
      else if (isOpen && !this.#linear.isImpossible) break
      else low = middle + 1
    }
    return times[low] ?? 0
  }

  #serveArrival(): void {
    let bound = this.#linearArrival()
    if (this.#program) bound = this.#searchArrival(this.#program, bound)
    this.#setBound('arrival', bound)
    const latest = this.#best.values.arrival
    this.#program?.shutAfter(latest)
    this.#linear.shutAfter(latest)
  }

  /** Halves the list of arrivals between what nothing beats and what the best plan has. */
  #searchArrival(program: TransferProgram, least: number): number {
    const times = arrivalTimes(program.columns)
    let bound = least
    let first = times.findIndex((time) => time >= bound - 1e-9)
    while (this.#secondsLeft() > LEAST_SECONDS && first >= 0) {
      const last = times.findIndex((time) => time >= this.#best.values.arrival)
      if (last <= first) break
      // The bound itself is met more often than not.
      const middle = this.#isComplete ? Math.floor((first + last) / 2) : first
      const isOpen = program.shutAfter(times[middle]!)
      const outcome = isOpen ? program.minimise('haul', this.#seconds()) : null
      const before = this.#best.values.arrival
      if (outcome) this.#take(program)
      if (outcome && this.#best.values.arrival < before) continue
      const isProved = !outcome && (!isOpen || program.isImpossible)
      if (!this.#isComplete || !isProved) break
      first = middle + 1
      bound = Math.max(bound, times[first] ?? bound)
    }
    return bound
  }

  /** The solver's solution as a plan, if it is better than the best so far. */
  #take(program: TransferProgram): void {
    const found = repairedPlan(program.columns, program.units())
    if (isBetter(this.#instance, found.values, this.#best.values)) this.#best = found
  }
}

/** @throws Error when HiGHS refuses the model. */
export const branchAndBound = (
  ...question: ConstructorParameters<typeof LorrySearch>
): ProvedPlan => new LorrySearch(...question).run()
