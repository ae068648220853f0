/** What a plan is judged by, and how well it is proved. */
import type { PlanAim } from '../../../data/plan-request.ts'

/** The dispatcher's order decides: a later one only where all earlier ones are equal. */
export type Objective = PlanAim
/** Whole numbers that no linear program counts. */
export type CountObjective = 'stores' | 'lorries'
/** Each is a sum over flows. */
export type LinearObjective = Exclude<Objective, CountObjective | 'arrival'>

export const isCount = (objective: Objective): objective is CountObjective =>
  objective === 'stores' || objective === 'lorries'

export const isLinear = (objective: Objective): objective is LinearObjective =>
  !isCount(objective) && objective !== 'arrival'

/**
 * What each objective came to; smaller is better in all of them.
 * - missed: Σ weight × share of a demand (0 … 1) that is not there in time
 * - lateness: Σ weight × share × minutes late; what never comes counts HORIZON_SECONDS
 * - reserve: Σ units taken below the minimum ÷ that minimum
 * - county: Σ tonnes × 0 from the own county, 1 from the city's stores, 2 from elsewhere
 * - stores: stockpiles that send anything
 * - lorries: lorries that drive
 * - arrival: seconds until the last goods are there
 * - town: Σ tonnes that are not from the own town
 * - haul: Σ tonnes × minutes driven
 */
export type ObjectiveValues = Readonly<Record<Objective, number>>

export const ALL_ZERO: ObjectiveValues = {
  missed: 0,
  lateness: 0,
  reserve: 0,
  county: 0,
  stores: 0,
  lorries: 0,
  arrival: 0,
  town: 0,
  haul: 0,
}

/**
 * How well a solution is proved: for one objective, given that all earlier ones are as they are.
 */
export interface ObjectiveProof {
  readonly objective: Objective
  readonly value: number
  /** No plan of whole lorries and units does better. */
  readonly bound: number
  /**
   * How far the value can be from the best at most; 0 when proved. In percent of the value, for
   * missed and lateness of what could be met (see gapPercent).
   */
  readonly gapPercent: number
  /** Proved among plans in which each lorry loads at one store, not among all. */
  readonly isProvedSingle?: boolean
}
