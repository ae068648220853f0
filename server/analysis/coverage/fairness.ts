/** How evenly people are served over the parts of a day, and who is in time in each. */
import { UNREACHED } from '../../../data/cell-times.ts'
import type { Fairness } from '../../../data/siting-answer.ts'
import { toDeciseconds, toSeconds } from '../../network/profile.ts'
import { type ShouldStop, stopIf } from '../cancellation.ts'
import type { CoverageModel } from './coverage-model.ts'
import type { PeriodQuestion } from './day-figures.ts'
import type { Evaluation } from './gaps.ts'
import { WAIT_CAP_SECONDS } from './served.ts'

/** A part of the day, and what it counts. */
export type WeightedQuestion = Pick<PeriodQuestion, 'question' | 'weight'>

export interface DayServed {
  /** By part of the day. */
  readonly peopleInTime: readonly number[]
  readonly fairness: Fairness
}

const LONGEST_WAIT_DECISECONDS = toDeciseconds(WAIT_CAP_SECONDS)
const NINE_TENTHS = 0.9

interface Wait {
  readonly deciseconds: number
  readonly people: number
  readonly isReached: boolean
}

const waitsOf = ({ demand, arrivals }: Evaluation, weight: number): Wait[] =>
  Array.from(demand.people, (people, cell) => {
    const time = arrivals.deciseconds[0]![cell]!
    const isReached = time !== UNREACHED
    const deciseconds = isReached
      ? Math.min(time, LONGEST_WAIT_DECISECONDS)
      : LONGEST_WAIT_DECISECONDS
    return { deciseconds, people: people * weight, isReached }
  })

/**
 * Gini coefficient of waits by people: half the mean difference of two people over the mean.
 * @param waits the shortest first.
 */
const giniOf = (waits: readonly Wait[]): number => {
  let [people, sum, area] = [0, 0, 0]
  for (const { people: count, deciseconds } of waits) {
    // Trapezoids under the Lorenz curve, not yet divided by all people and all waiting.
    area += count * (2 * sum + count * deciseconds)
    people += count
    sum += count * deciseconds
  }
  return sum === 0 ? 0 : 1 - area / (people * sum)
}

/** @param waits the shortest first. */
const p90Of = (waits: readonly Wait[]): number | null => {
  const people = waits.reduce((sum, each) => sum + each.people, 0)
  let within = 0
  for (const { people: count, deciseconds, isReached } of waits) {
    within += count
    if (within >= NINE_TENTHS * people) return isReached ? toSeconds(deciseconds) : null
  }
  return null
}

/** The county whose share in time is least, over all parts of the day. */
const worstCounty = (parts: readonly (readonly [Evaluation, number])[]) => {
  const counties = new Map<string, { people: number; inTime: number }>()
  for (const [{ demand, inTime }, weight] of parts) {
    for (const [cell, people] of demand.people.entries()) {
      const { countyCode } = demand.towns[demand.town[cell]!]!
      const county = counties.get(countyCode) ?? { people: 0, inTime: 0 }
      county.people += people * weight
      county.inTime += inTime[cell] === 1 ? people * weight : 0
      counties.set(countyCode, county)
    }
  }
  const shares = [...counties].flatMap(([code, { people, inTime }]) =>
    people > 0 ? [{ code, share: inTime / people }] : [],
  )
  return shares.sort((a, b) => a.share - b.share || a.code.localeCompare(b.code))[0] ?? null
}

/** @throws Cancelled */
export const dayServed = (
  model: CoverageModel,
  questions: readonly WeightedQuestion[],
  shouldStop: ShouldStop,
): DayServed => {
  const parts = questions.map(({ question, weight }) => {
    stopIf(shouldStop)
    return [model.evaluate(question), weight] as const
  })
  const waits = parts
    .flatMap(([found, weight]) => waitsOf(found, weight))
    .sort((a, b) => a.deciseconds - b.deciseconds || Number(b.isReached) - Number(a.isReached))
  return {
    peopleInTime: parts.map(([{ demand, inTime }]) =>
      demand.people.reduce((sum, people, cell) => (inTime[cell] === 1 ? sum + people : sum), 0),
    ),
    fairness: { worstCounty: worstCounty(parts), p90Seconds: p90Of(waits), gini: giniOf(waits) },
  }
}
