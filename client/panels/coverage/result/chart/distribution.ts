/** People by the minute in which the first crew reaches them, however many are asked for. */
import type { CoverageAnswer } from '../../../../../data/coverage.ts'

export interface MinuteOfArrival {
  /** The minute's end: 1 stands for the first minute after the call. */
  readonly minutes: number
  /** People reached in this very minute. */
  readonly people: number
  /** People reached up to its end. */
  readonly cumulative: number
}

/** The cumulative distribution of an answer, minute by minute. */
export const minutesOfArrival = (
  distribution: CoverageAnswer['distribution'],
): MinuteOfArrival[] => {
  const ordered = [...distribution].sort((a, b) => a.minutes - b.minutes)
  return ordered.map(({ minutes, people }, index) => ({
    minutes,
    people: people - (ordered[index - 1]?.people ?? 0),
    cumulative: people,
  }))
}

/** People who are reached later than the last minute told, or not at all. */
export const peopleBeyond = (
  distribution: CoverageAnswer['distribution'],
  people: number,
): { minutes: number; people: number } => {
  const last = minutesOfArrival(distribution).at(-1)
  return { minutes: last?.minutes ?? 0, people: people - (last?.cumulative ?? 0) }
}
