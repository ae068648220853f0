/** A planner's question as the analysis takes it, and how it is given up. */
import type { CoverageQuery } from '../../../data/coverage.ts'
import type { Period } from '../../network/profile.ts'

/** The question with the time of day as numbers. */
export interface CoverageQuestion {
  readonly query: Omit<CoverageQuery, 'parts'>
  readonly minuteOfDay: number
  readonly period: Period
}

/** Asked between steps that take long; true throws `Cancelled`. */
export type ShouldStop = () => boolean

/** The asker has gone; nothing was computed to the end. */
export class Cancelled extends Error {}

export const neverStop: ShouldStop = () => false

export const stopIf = (shouldStop: ShouldStop): void => {
  if (shouldStop()) throw new Cancelled()
}
