/** A failure that lasts until an answer has come, though it is asked again meanwhile. */
import { type ApiProblem, asApiProblem } from '../../api/problem.ts'

export interface Failure {
  readonly question: string
  readonly error: Error
  readonly problem: ApiProblem
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}

/** Of a query: `error` is null while it is asked again, and the times are 0 where there was none. */
interface Asked {
  readonly error: Error | null
  readonly errorUpdatedAt: number
  readonly dataUpdatedAt: number
}

/**
 * The failure that stands: a new one, or the one before until an answer has come after it. That of a
 * service that is gone is one of every question.
 */
export const standingFailure = (
  before: Failure | null,
  question: string,
  { error, errorUpdatedAt, dataUpdatedAt }: Asked,
): Failure | null => {
  if (error !== null) {
    const isKnown = before?.error === error && before.question === question
    return isKnown ? before : { question, error, problem: asApiProblem(error), at: errorUpdatedAt }
  }
  if (before === null || dataUpdatedAt > before.at) return null
  return before.question === question || before.problem.kind === 'offline' ? before : null
}
