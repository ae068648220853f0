/** What is wrong with a value, in both languages: said by the service and by the forms of the page. */
import type { z } from 'zod'
import type { Bilingual } from './bilingual.ts'

type Issue = z.core.$ZodIssue

const quotedList = (values: readonly unknown[]): string => values.map(String).join(', ')

/** @param timesGiven how often an address has it; 1 in bodies and forms */
export const issueSentence = (issue: Issue, timesGiven = 1): Bilingual => {
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
      // of a number that is none such: anything else is no number at all
      if (issue.expected === 'int') return { en: 'must be a whole number', zh: '须为整数' }
      return {
        en: `is missing or not of type ${issue.expected}`,
        zh: `缺少或类型不对（应为 ${issue.expected}）`,
      }
    case 'invalid_union':
      return { en: 'is none of the kinds that are accepted here', zh: '不是此处接受的类型' }
    case 'not_multiple_of':
      return {
        en: `must be a multiple of ${issue.divisor}`,
        zh: `须为 ${issue.divisor} 的倍数`,
      }
    case 'invalid_format':
      return { en: 'is not of the right form', zh: '格式不正确' }
    default:
      return { en: issue.message, zh: '取值无效' }
  }
}
