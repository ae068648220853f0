/** One way of refusing what does not fit a schema: which parameter, and what is wrong with it. */
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Bilingual } from '../../data/bilingual.ts'
import { issueSentence } from '../../data/issue-sentence.ts'
import type { ProblemKind } from '../../data/problem.ts'
import { type ParameterProblem, ProblemError } from './problem-error.ts'

type Issue = z.core.$ZodIssue
/** How often the request's address has a parameter. */
type TimesGiven = (parameter: string) => number

const strayKeys = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    const isStray = issue.code === 'unrecognized_keys' && issue.path.length === 0
    return sum + (isStray ? issue.keys.length : 0)
  }, 0)

/** Of several kinds of body the one that was meant: the first of those that know most of its keys. */
const kindMeant = (kinds: readonly Issue[][]): readonly Issue[] | undefined =>
  [...kinds].sort((a, b) => strayKeys(a) - strayKeys(b))[0]

const parameterProblems = (
  issue: Issue,
  timesGiven: TimesGiven,
  inBody: boolean,
): ParameterProblem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      parameter: [...issue.path, key].join('.'),
      sentence: { en: 'there is no such parameter here', zh: '此处没有这个参数' },
    }))
  }
  const meant = issue.code === 'invalid_union' ? kindMeant(issue.errors) : undefined
  if (meant) {
    return meant.flatMap(({ path, ...each }) =>
      parameterProblems({ ...each, path: [...issue.path, ...path] } as Issue, timesGiven, inBody),
    )
  }
  const parameter = issue.path.join('.') || (inBody ? 'body' : 'query')
  return [{ parameter, sentence: issueSentence(issue, timesGiven(parameter)) }]
}

/** Listing more faults would not help, and what is wrong in every place would fill megabytes. */
const MOST_TOLD = 20
const MOST_NAME_CHARACTERS = 200
const AND_MORE: Bilingual = { en: 'and more', zh: '等' }

/** The problem that a failed validation answers with. */
const validationProblem = (
  kind: ProblemKind,
  issues: readonly Issue[],
  timesGiven: TimesGiven,
): ProblemError => {
  const inBody = kind !== 'invalid-parameter'
  const problems: ParameterProblem[] = []
  for (const issue of issues.slice(0, MOST_TOLD + 1))
    problems.push(...parameterProblems(issue, timesGiven, inBody).slice(0, MOST_TOLD + 1))
  const told = problems.slice(0, MOST_TOLD).map(({ parameter, sentence }) => ({
    parameter: parameter.slice(0, MOST_NAME_CHARACTERS),
    sentence,
  }))
  const isMore = problems.length > told.length
  const list = (language: 'zh' | 'en'): string => {
    const sentences = told.map(({ parameter, sentence }) => `${parameter} ${sentence[language]}`)
    if (isMore) sentences.push(AND_MORE[language])
    return sentences.join(language === 'zh' ? '；' : '; ')
  }
  return new ProblemError(kind, { en: list('en'), zh: list('zh') }, told)
}

/** The problem of a body; what stands in one cannot be counted by the address. */
export const issuesProblem = (kind: ProblemKind, issues: readonly Issue[]): ProblemError =>
  validationProblem(kind, issues, () => 1)

export const bodyProblem = (error: z.core.$ZodError): ProblemError =>
  issuesProblem('invalid-body', error.issues)

/** Hook for every route: what does not fit becomes a problem document. */
export const validationHook = (
  result: { success: true } | { success: false; target: string; error: z.core.$ZodError },
  context: Context,
): void => {
  if (result.success) return
  if (result.target === 'json') throw bodyProblem(result.error)
  const timesGiven: TimesGiven = (parameter) => context.req.queries(parameter)?.length ?? 0
  throw validationProblem('invalid-parameter', result.error.issues, timesGiven)
}
