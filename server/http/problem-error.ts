/** Failures that a client can do something about, as RFC 9457 problem documents. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Bilingual } from '../../data/bilingual.ts'
import { PROBLEM_MEDIA_TYPE, PROBLEMS, type Problem, type ProblemKind } from '../../data/problem.ts'

export interface ParameterProblem {
  parameter: string
  sentence: Bilingual
}

/** Thrown anywhere below a route; `onError` answers it. */
export class ProblemError extends Error {
  readonly kind: ProblemKind
  readonly sentence: Bilingual
  readonly parameters: readonly ParameterProblem[]
  /** What this problem says beside what every problem says (RFC 9457, section 3.2). */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    kind: ProblemKind,
    sentence: Bilingual,
    parameters: readonly ParameterProblem[] = [],
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence.en)
    this.kind = kind
    this.sentence = sentence
    this.parameters = parameters
    this.members = members
  }
}

/** A problem with one parameter of the request, or one part of its body. */
export const aboutParameter = (
  kind: ProblemKind,
  parameter: string,
  sentence: Bilingual,
): ProblemError => new ProblemError(kind, sentence, [{ parameter, sentence }])

export const invalidParameter = (parameter: string, sentence: Bilingual): ProblemError =>
  aboutParameter('invalid-parameter', parameter, sentence)

/** After how many seconds it is worth asking again. */
const RETRY_SECONDS: Readonly<Partial<Record<ProblemKind, number>>> = {
  busy: 5,
  'read-only': 5,
  'too-many-questions': 5,
  timeout: 5,
  interrupted: 1,
}

/** The response for a problem; the path is named without its query, which may hold personal data. */
export const problemResponse = (context: Context, error: ProblemError): Response => {
  const { status, title } = PROBLEMS[error.kind]
  const problem: Problem = {
    type: `/problems/${error.kind}`,
    title: title.en,
    status,
    detail: error.sentence.en,
    detailZh: error.sentence.zh,
    instance: context.req.path,
    ...(error.parameters.length > 0 && {
      errors: error.parameters.map(({ parameter, sentence }) => ({
        parameter,
        detail: sentence.en,
        detailZh: sentence.zh,
      })),
    }),
  }
  const body = JSON.stringify({ ...problem, ...error.members })
  return context.body(body, status as ContentfulStatusCode, {
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Cache-Control': 'no-store',
    ...(RETRY_SECONDS[error.kind] && { 'Retry-After': String(RETRY_SECONDS[error.kind]) }),
  })
}
