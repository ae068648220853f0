/** The slider of the coverage picture. */
import { COVERAGE_LIMITS } from '../../../data/coverage.ts'

export const LEAST_MINUTES = 1
/** At this end of the slider nothing is faded: the worst served are what a planner looks for. */
export const MOST_MINUTES = COVERAGE_LIMITS.distributionMinutes

/** From how many minutes on cells are faded; null where the slider stands at its end. */
export const fadeMinutes = (minutes: number): number | null =>
  minutes >= MOST_MINUTES ? null : minutes
