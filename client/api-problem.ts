/** What can go wrong between page and server, as sentences in both languages. */
import type { Bilingual } from '../data/bilingual.ts'
import { PROBLEMS, type Problem, type ProblemKind } from '../data/problem.ts'

const OFFLINE: Bilingual = {
  zh: '连接不上服务器，请检查网络后重试。',
  en: 'The server cannot be reached. Check the connection and try again.',
}

const isProblemKind = (kind: string): kind is ProblemKind => Object.hasOwn(PROBLEMS, kind)

/** A failed request: the kind to react to, the sentence to show. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind | 'offline'
  /** HTTP status, 0 where no answer came. */
  readonly status: number
  readonly sentence: Bilingual
  /** The whole problem document, for what a route says beyond the sentence. */
  readonly document: Readonly<Record<string, unknown>>

  constructor(
    kind: ProblemKind | 'offline',
    status: number,
    sentence: Bilingual,
    document: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence.en)
    this.name = 'ApiProblem'
    this.kind = kind
    this.status = status
    this.sentence = sentence
    this.document = document
  }
}

export const offlineProblem = (): ApiProblem => new ApiProblem('offline', 0, OFFLINE)

const kindOf = ({ type, status }: Partial<Problem>): ProblemKind => {
  const named = type?.split('/').at(-1) ?? ''
  if (isProblemKind(named)) return named
  const byStatus = Object.entries(PROBLEMS).find(([, problem]) => problem.status === status)
  return byStatus && isProblemKind(byStatus[0]) ? byStatus[0] : 'internal'
}

/** Turns a problem document (RFC 9457), or whatever a proxy sent instead, into an ApiProblem. */
export const problemFrom = (body: unknown, status: number): ApiProblem => {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  const kind = kindOf({ ...problem, status })
  const { title } = PROBLEMS[kind]
  const sentence = { zh: problem.detailZh ?? title.zh, en: problem.detail ?? title.en }
  return new ApiProblem(kind, status, sentence, problem)
}

/** Any error as something that can be shown. */
export const asApiProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : offlineProblem()
