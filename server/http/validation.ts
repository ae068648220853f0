/** One way of refusing what does not fit a schema: which parameter, and what is wrong with it. */
import type { z } from 'zod'
import type { Bilingual } from '../../data/bilingual.ts'
import { type ParameterProblem, ProblemError } from './problem-error.ts'

type Issue = z.core.$ZodIssue

/** A message in both languages for `ctx.addIssue`; `issueSentence` reads it back. */
export const bilingualIssue = (sentence: Bilingual) =>
  ({ code: 'custom', message: sentence.en, params: { zh: sentence.zh } }) as const

const quotedList = (values: readonly unknown[]): string => values.map(String).join(', ')

const issueSentence = (issue: Issue): Bilingual => {
  switch (issue.code) {
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
      return { en: `must be at least ${issue.minimum}`, zh: `不能小于 ${issue.minimum}` }
    case 'too_big':
      return { en: `must be at most ${issue.maximum}`, zh: `不能大于 ${issue.maximum}` }
    case 'invalid_type':
      return {
        en: `is missing or not a ${issue.expected}`,
        zh: `缺少或类型不对（应为 ${issue.expected}）`,
      }
    default:
      return { en: issue.message, zh: '取值无效' }
  }
}

const parameterProblems = (issue: Issue): ParameterProblem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((parameter) => ({
      parameter,
      sentence: { en: 'there is no such parameter here', zh: '此处没有这个参数' },
    }))
  }
  return [{ parameter: issue.path.join('.') || 'query', sentence: issueSentence(issue) }]
}

/** The problem that a failed validation answers with. */
export const validationProblem = (error: z.core.$ZodError, inBody = false): ProblemError => {
  const problems = error.issues.flatMap(parameterProblems)
  const list = (language: 'zh' | 'en'): string =>
    problems
      .map(({ parameter, sentence }) => `${parameter} ${sentence[language]}`)
      .join(language === 'zh' ? '；' : '; ')
  return new ProblemError(
    inBody ? 'invalid-body' : 'invalid-parameter',
    { en: list('en'), zh: list('zh') },
    problems,
  )
}

/** Hook for every route: what does not fit becomes a problem document. */
export const validationHook = (
  result: { success: true } | { success: false; target: string; error: z.core.$ZodError },
): void => {
  if (!result.success) throw validationProblem(result.error, result.target === 'json')
}
