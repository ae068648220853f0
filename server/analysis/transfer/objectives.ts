/** What a plan is judged by, and how well it is proved. */
/** Objectives of a plan in order: a later one only decides where all earlier ones are equal. */
export const OBJECTIVES = ['missed', 'lateness', 'reserve', 'distance', 'arrival', 'haul'] as const
export type Objective = (typeof OBJECTIVES)[number]
/** Those before the last arrival: each is a sum over flows. */
export const EARLY_OBJECTIVES = ['missed', 'lateness', 'reserve', 'distance'] as const

/**
 * What each objective came to; smaller is better in all of them.
 * - missed: Σ weight × share of a demand (0 … 1) that is not there in time
 * - lateness: Σ weight × share × minutes late; what never comes counts HORIZON_SECONDS
 * - reserve: Σ units taken below the minimum ÷ that minimum
 * - distance: Σ tonnes × administrative distance
 * - arrival: seconds until the last goods are there
 * - haul: Σ tonnes × minutes driven; 0 where near first is no rule
 */
export type ObjectiveValues = Readonly<Record<Objective, number>>

export const ALL_ZERO: ObjectiveValues = {
  missed: 0,
  lateness: 0,
  reserve: 0,
  distance: 0,
  arrival: 0,
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
}
