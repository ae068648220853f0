/** An answer that is refreshed while it is looked at: rows that moved are marked, none moves under a finger. */
import { useEffect, useState } from 'react'
import type { NearestAnswer } from '../../../data/nearest.ts'

/** So long a row that moved is marked. */
export const MARKED_MILLISECONDS = 10_000

type Ranked = Pick<NearestAnswer, 'features'>

const idsOf = ({ features }: Ranked): string[] => features.map(({ id }) => id)

export const isSameOrder = (before: Ranked, after: Ranked): boolean =>
  idsOf(before).join('\n') === idsOf(after).join('\n')

/**
 * Those that have passed one that was before them, or had no rank: where one has left, those behind
 * it have not moved.
 */
export const movedIds = (before: Ranked, after: Ranked): string[] => {
  const former = new Map(idsOf(before).map((id, rank) => [id, rank]))
  const now = idsOf(after)
  return now.filter((id, rank) => {
    const was = former.get(id)
    return (
      was === undefined || now.slice(rank + 1).some((other) => (former.get(other) ?? was) < was)
    )
  })
}

interface Steady<A> {
  /** The question that `seen` answers; its identity counts. */
  readonly question: unknown
  /** The newest answer. */
  readonly seen: A | null
  /** The one in sight: an older one while another order would move what is pointed at. */
  readonly shown: A | null
  readonly moved: readonly string[]
}

export const NOTHING_SHOWN: Steady<never> = { question: null, seen: null, shown: null, moved: [] }

interface Arrival<A> {
  readonly question: unknown
  readonly answer: A | null
  /** Something is on the rows: a pointer, a finger. */
  readonly isHeld: boolean
}

/** What is in sight once an answer has come, or the pointer has come or gone. */
export const steadied = <A extends Ranked>(
  before: Steady<A>,
  { question, answer, isHeld }: Arrival<A>,
): Steady<A> => {
  const { shown } = before
  if (question !== before.question || answer === null || shown === null) {
    return { question, seen: answer, shown: answer, moved: [] }
  }
  if (isSameOrder(shown, answer)) return { ...before, seen: answer, shown: answer }
  if (isHeld) return { ...before, seen: answer }
  return { question, seen: answer, shown: answer, moved: movedIds(shown, answer) }
}

/**
 * The answer that is in sight, and the ids of rows that have moved within the last ten seconds.
 * @param question distinguishes one question from another
 */
export const useSteadyAnswer = (arrival: Arrival<NearestAnswer>) => {
  const { question, answer, isHeld } = arrival
  const [steady, setSteady] = useState<Steady<NearestAnswer>>(NOTHING_SHOWN)
  const isNews =
    question !== steady.question ||
    answer !== steady.seen ||
    (!isHeld && steady.shown !== steady.seen)
  const current = isNews ? steadied(steady, arrival) : steady
  if (isNews) setSteady(current)
  const { moved } = current
  useEffect(() => {
    if (moved.length === 0) return
    const timer = setTimeout(
      () => setSteady((present) => ({ ...present, moved: [] })),
      MARKED_MILLISECONDS,
    )
    return () => clearTimeout(timer)
  }, [moved])
  return { shown: current.shown, moved, isWaiting: current.shown !== current.seen }
}
