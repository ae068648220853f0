/** What can go wrong between page and server, as sentences in both languages. */
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { PROBLEMS, type Problem, type ProblemKind } from '../../data/problem.ts'

const OFFLINE: Bilingual = {
  zh: '连接不上服务器，请检查网络后重试。',
  en: 'The server cannot be reached. Check the connection and try again.',
}

const SERVER_ERROR = 500

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

/** The kind a document names; where a proxy wrote the answer, what its status says of the request. */
const kindOf = ({ type }: Partial<Problem>, status: number): ProblemKind => {
  const named = type?.split('/').at(-1) ?? ''
  if (isProblemKind(named)) return named
  // a gateway's 503 is no word of ours about roads or load
  if (status >= SERVER_ERROR) return 'internal'
  const byStatus = Object.entries(PROBLEMS).find(([, problem]) => problem.status === status)
  return byStatus && isProblemKind(byStatus[0]) ? byStatus[0] : 'internal'
}

/** Turns a problem document (RFC 9457), or whatever a proxy sent instead, into an ApiProblem. */
export const problemFrom = (body: unknown, status: number): ApiProblem => {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  const kind = kindOf(problem, status)
  const { title } = PROBLEMS[kind]
  const sentence = { zh: problem.detailZh ?? title.zh, en: problem.detail ?? title.en }
  return new ApiProblem(kind, status, sentence, problem)
}

/** Any error as something that can be shown. */
export const asApiProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : offlineProblem()

/** Why something failed, as a sentence. */
export const reasonOf = (error: unknown, language: Language): string =>
  asApiProblem(error).sentence[language]

/** No answer, or one from a gateway that had none. */
const UNKNOWN_STATUSES: readonly number[] = [0, 502, 503, 504]

/** Whether a change that failed so may have been carried out all the same. */
export const isOutcomeUnknown = ({ status, kind }: Pick<ApiProblem, 'status' | 'kind'>): boolean =>
  UNKNOWN_STATUSES.includes(status) && kind !== 'no-network' && kind !== 'busy'
