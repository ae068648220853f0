/** One way of refusing what does not fit a schema: which parameter, and what is wrong with it. */
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Bilingual } from '../../data/bilingual.ts'
import { type ParameterProblem, ProblemError } from './problem-error.ts'

type Issue = z.core.$ZodIssue
/** How often the request's address has a parameter. */
type TimesGiven = (parameter: string) => number

const quotedList = (values: readonly unknown[]): string => values.map(String).join(', ')

const issueSentence = (issue: Issue, timesGiven: number): Bilingual => {
  switch (issue.code) {
    // As `bilingualIssue` makes it.
    case 'custom': {
      const zh = issue.params?.zh
      return { en: issue.message, zh: typeof zh === 'string' ? zh : '取值无效' }
    }
    case 'invalid_value':
      return {
        en: `must be one of: ${quotedList(issue.values)}`,
        zh: `只能取：${quotedList(issue.values)}`,
      }
    case 'too_small':
      if (issue.origin === 'string') return { en: 'must not be empty', zh: '不能为空' }
      if (issue.origin === 'array') {
        return { en: `needs at least ${issue.minimum} entries`, zh: `至少需要 ${issue.minimum} 项` }
      }
      return issue.inclusive === false
        ? { en: `must be more than ${issue.minimum}`, zh: `必须大于 ${issue.minimum}` }
        : { en: `must be at least ${issue.minimum}`, zh: `不能小于 ${issue.minimum}` }
    case 'too_big':
      if (issue.origin === 'string') {
        return {
          en: `must not be longer than ${issue.maximum} characters`,
          zh: `不能超过 ${issue.maximum} 个字符`,
        }
      }
      return issue.origin === 'array'
        ? {
            en: `must have at most ${issue.maximum} entries`,
            zh: `不能超过 ${issue.maximum} 项`,
          }
        : { en: `must be at most ${issue.maximum}`, zh: `不能大于 ${issue.maximum}` }
    case 'invalid_type':
      if (timesGiven === 0) return { en: 'is missing', zh: '缺少此参数' }
      if (timesGiven > 1) return { en: 'may be given only once', zh: '只能出现一次' }
      return {
        en: `is missing or not of type ${issue.expected}`,
        zh: `缺少或类型不对（应为 ${issue.expected}）`,
      }
    case 'invalid_union':
      return { en: 'is none of the kinds that are accepted here', zh: '不是此处接受的类型' }
    case 'invalid_format':
      return { en: 'is not of the right form', zh: '格式不正确' }
    default:
      return { en: issue.message, zh: '取值无效' }
  }
}

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

/** More faults help nobody, and what is wrong in every place would fill megabytes. */
const MOST_TOLD = 20
const MOST_NAME_CHARACTERS = 200
const AND_MORE: Bilingual = { en: 'and more', zh: '等' }

/** The problem that a failed validation answers with. */
const validationProblem = (
  error: z.core.$ZodError,
  timesGiven: TimesGiven,
  inBody: boolean,
): ProblemError => {
  const problems: ParameterProblem[] = []
  for (const issue of error.issues.slice(0, MOST_TOLD + 1))
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
  return new ProblemError(
    inBody ? 'invalid-body' : 'invalid-parameter',
    { en: list('en'), zh: list('zh') },
    told,
  )
}

/** The problem of a body; what stands in one cannot be counted by the address. */
export const bodyProblem = (error: z.core.$ZodError): ProblemError =>
  validationProblem(error, () => 1, true)

/** Hook for every route: what does not fit becomes a problem document. */
export const validationHook = (
  result: { success: true } | { success: false; target: string; error: z.core.$ZodError },
  context: Context,
): void => {
  if (result.success) return
  if (result.target === 'json') throw bodyProblem(result.error)
  const timesGiven: TimesGiven = (parameter) => context.req.queries(parameter)?.length ?? 0
  throw validationProblem(result.error, timesGiven, false)
}
