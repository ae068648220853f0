/**
 * Whole lorries and units by branch and bound (HiGHS), objective by objective: each is made as small as can be
 * with the earlier ones held at what was reached. What the linear plan cannot beat is proved
 * without a search.
 */
import type { Highs } from 'highs'
import {
  evaluateTransfer,
  gapPercent,
  isBetter,
  isSameValue,
  objectiveOffset,
  tripsFor,
} from './evaluate.ts'
import { flowColumns, unitsOf } from './flow-columns.ts'
import type {
  Objective,
  ObjectiveProof,
  ProvedPlan,
  TransferInstance,
  TransferSolution,
} from './instance.ts'
import type { Relaxation } from './relaxation.ts'
import { repairPlan } from './repair-plan.ts'
import { TransferProgram } from './transfer-program.ts'
import { wholeItems, wholeUnits } from './whole-units.ts'

interface SearchLimits {
  readonly seconds: number
  /** An objective this close to its bound is good enough. */
  readonly gapPercent: number
  /** Flows that the search may use; the others only count in the bounds. */
  readonly isKept: (stockpile: number, site: number, item: number) => boolean
}

const SUM_OBJECTIVES = ['missed', 'lateness', 'reserve', 'distance'] as const
type SumObjective = (typeof SUM_OBJECTIVES)[number]

/** With more flows the search finds nothing that was not known, and its time is for the bounds. */
const MOST_SEARCHED_FLOWS = 2500
/** The least share of what time is left that an objective may use. */
const SHARE_OF_TIME = 0.5
const LEAST_SECONDS = 0.05

class LorrySearch {
  readonly #instance: TransferInstance
  readonly #relaxation: Relaxation
  readonly #limits: SearchLimits
  /** Null where there are too many flows to be searched. */
  readonly #program: TransferProgram | null
  /** All flows, parts of lorries allowed: for bounds where the search left flows out. */
  readonly #bounds: TransferProgram
  readonly #isComplete: boolean
  readonly #until: number
  readonly #proofs: ObjectiveProof[] = []
  #best: TransferSolution
  /** Whether every objective so far is what the linear plan has. */
  #isAsRelaxed = true

  constructor(
    highs: Highs,
    instance: TransferInstance,
    relaxation: Relaxation,
    start: TransferSolution,
    limits: SearchLimits,
  ) {
    this.#instance = instance
    this.#relaxation = relaxation
    this.#limits = limits
    this.#best = start
    this.#until = performance.now() + limits.seconds * 1000
    const columns = flowColumns(instance, limits.isKept)
    const isWhole = wholeItems(instance)
    const isEveryItemWhole = Array.from({ length: instance.itemCount }, (_, i) => isWhole(i))
    this.#isComplete = columns.count === relaxation.columns.count && isEveryItemWhole.every(Boolean)
    const options = { integer: true, isWhole, hasTrips: true }
    this.#program =
      columns.count <= MOST_SEARCHED_FLOWS
        ? new TransferProgram(highs, instance, columns, options)
        : null
    this.#bounds = new TransferProgram(highs, instance, relaxation.columns, {
      integer: false,
      isWhole: () => false,
      hasTrips: false,
    })
  }

  run(): ProvedPlan {
    try {
      for (const objective of SUM_OBJECTIVES) this.#serve(objective)
      this.#serveArrival()
      this.#serveHaul()
      return { solution: this.#best, proofs: this.#proofs }
    } finally {
      this.#program?.dispose()
      this.#bounds.dispose()
    }
  }

  #secondsLeft(): number {
    return Math.max(0, (this.#until - performance.now()) / 1000)
  }

  #seconds(): number {
    return Math.max(LEAST_SECONDS, this.#secondsLeft() * SHARE_OF_TIME)
  }

  /** No plan that serves the earlier objectives as well comes to less. */
  #linearBound(objective: SumObjective | 'haul'): number {
    if (this.#isAsRelaxed) return this.#relaxation.values[objective]
    return this.#bounds.minimise(objective, this.#seconds())?.bound ?? Number.NEGATIVE_INFINITY
  }

  #isGoodEnough(objective: Objective, bound: number): boolean {
    const value = this.#best.values[objective]
    return (
      gapPercent(value, bound, objectiveOffset(this.#instance, objective)) <=
      this.#limits.gapPercent
    )
  }

  #tell(objective: Objective, bound: number): void {
    const value = this.#best.values[objective]
    const least = Math.max(0, Math.min(value, bound))
    const gap = gapPercent(value, least, objectiveOffset(this.#instance, objective))
    this.#proofs.push({ objective, value, bound: least, gapPercent: gap })
    this.#isAsRelaxed &&= isSameValue(value, this.#relaxation.values[objective])
  }

  #serve(objective: SumObjective): void {
    let bound = this.#linearBound(objective)
    if (!this.#isGoodEnough(objective, bound)) {
      bound = Math.max(bound, this.#search(objective, this.#seconds()))
    }
    this.#tell(objective, bound)
    this.#program?.hold(objective, this.#best.values[objective])
    this.#bounds.hold(objective, this.#best.values[objective])
  }

  /** Looks for a better plan. @returns a bound, where the search tells one. */
  #search(objective: SumObjective | 'haul', seconds: number): number {
    const program = this.#program
    if (!program) return Number.NEGATIVE_INFINITY
    const { flows, trips } = this.#best
    program.suggest(unitsOf(program.columns, flows), trips)
    const outcome = program.minimise(objective, seconds)
    if (outcome) this.#take(program)
    return outcome && this.#isComplete ? outcome.bound : Number.NEGATIVE_INFINITY
  }

  /** The earliest last arrival of plans that serve the earlier objectives as well, parts of lorries allowed. */
  #linearArrival(): number {
    if (this.#isAsRelaxed) return this.#relaxation.values.arrival
    const { arrivalSeconds } = this.#bounds.columns
    const times = [...new Set(arrivalSeconds)].sort((a, b) => a - b)
    let low = 0
    let high = times.findIndex((time) => time >= this.#best.values.arrival)
    let isPlanTried = false
    while (low < high && this.#secondsLeft() > LEAST_SECONDS) {
      // Most plans arrive as early as can be: just below is tried first.
      const middle = isPlanTried ? Math.floor((low + high) / 2) : high - 1
      isPlanTried = true
      const isOpen = this.#bounds.shutAfter(times[middle]!)
      const outcome = isOpen ? this.#bounds.minimise('reserve', this.#seconds()) : null
      if (outcome) high = middle
      else if (isOpen && !this.#bounds.isImpossible) break
      else low = middle + 1
    }
    return times[low] ?? 0
  }

  #serveArrival(): void {
    let bound = this.#linearArrival()
    if (this.#program) bound = this.#searchArrival(this.#program, bound)
    this.#tell('arrival', bound)
    const latest = this.#best.values.arrival
    this.#program?.shutAfter(latest)
    this.#bounds.shutAfter(latest)
  }

  /** Halves the list of arrivals between what nothing beats and what the best plan has. */
  #searchArrival(program: TransferProgram, least: number): number {
    const times = [...new Set(program.columns.arrivalSeconds)].sort((a, b) => a - b)
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

  #serveHaul(): void {
    let bound = this.#linearBound('haul')
    if (!this.#isGoodEnough('haul', bound)) {
      bound = Math.max(bound, this.#search('haul', Math.max(LEAST_SECONDS, this.#secondsLeft())))
    }
    this.#tell('haul', bound)
  }

  /** The solver's solution as a plan, if it is better than the best so far. */
  #take(program: TransferProgram): void {
    const { columns } = program
    const units = wholeUnits(this.#instance, columns, program.units())
    const flows = repairPlan(this.#instance, columns, units)
    const values = evaluateTransfer(this.#instance, flows)
    const found = { flows, trips: tripsFor(this.#instance, flows), values }
    if (isBetter(values, this.#best.values)) this.#best = found
  }
}

/** @throws Error when HiGHS refuses the model. */
export const branchAndBound = (
  highs: Highs,
  instance: TransferInstance,
  relaxation: Relaxation,
  start: ProvedPlan,
  limits: SearchLimits,
): ProvedPlan => new LorrySearch(highs, instance, relaxation, start.solution, limits).run()
