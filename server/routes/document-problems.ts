/** What may go wrong with documents that people keep by name, as they are told. */
import { z } from '@hono/zod-openapi'
import type { Bilingual } from '../../data/bilingual.ts'
import { ProblemError } from '../http/problem-error.ts'
import { type DocumentRefusal, DocumentRefused } from '../store/named-documents.ts'

/** What a document is called in a sentence. */
export interface DocumentWords {
  readonly one: Bilingual
  readonly several: Bilingual
}

const sentences = ({ one, several }: DocumentWords): Record<DocumentRefusal, Bilingual> => ({
  'no-such-document': {
    en: `There is no such ${one.en}; it may have been deleted.`,
    zh: `没有这个${one.zh}，可能已被删除。`,
  },
  'name-taken': {
    en: `There is a ${one.en} of this name already; choose another name.`,
    zh: `已有同名${one.zh}，请换一个名称。`,
  },
  'name-unreadable': {
    en: 'The name holds control characters or half characters; type it anew.',
    zh: '名称中有控制字符或残缺字符，请重新输入。',
  },
  'changed-meanwhile': {
    en: `Somebody has changed this ${one.en} since it was read; read it again, or save yours under another name.`,
    zh: `这个${one.zh}在您打开之后已被修改；请重新载入，或另存为新的名称。`,
  },
  'too-many': {
    en: `There are as many ${several.en} as can be kept; delete one first.`,
    zh: `${several.zh}数量已达上限，请先删除不用的。`,
  },
})

const KINDS = {
  'no-such-document': 'not-found',
  'name-taken': 'conflict',
  'name-unreadable': 'invalid-body',
  'changed-meanwhile': 'precondition-failed',
  'too-many': 'conflict',
} as const

const ABOUT_THE_NAME: readonly DocumentRefusal[] = ['name-taken', 'name-unreadable']

/** @throws ProblemError in place of a refusal. */
export const refusalsTold = async <T>(words: DocumentWords, act: Promise<T>): Promise<T> => {
  try {
    return await act
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error
    const sentence = sentences(words)[error.reason]
    const isAboutName = ABOUT_THE_NAME.includes(error.reason)
    const problems = isAboutName ? [{ parameter: 'name', sentence }] : []
    throw new ProblemError(KINDS[error.reason], sentence, problems)
  }
}

export const noSuchDocument = (words: DocumentWords): ProblemError =>
  new ProblemError('not-found', sentences(words)['no-such-document'])

/** The header as the API definition lists it; `versionIn` reads it, and says what is wrong with it. */
export const ifMatchHeader = (isRequired: boolean) =>
  z.object({
    'if-match': z
      .string()
      .optional()
      .openapi({
        param: { required: isRequired },
        description: 'The version that was read, as its ETag has it, or `*` for any',
        example: '"3"',
      }),
  })

/**
 * The version in an If-Match header such as `"3"`; null where there is none, or any will do (`*`).
 * @throws ProblemError where it is no version, or missing though `isRequired`.
 */
export const versionIn = (header: string | undefined, isRequired: boolean): number | null => {
  if (header === undefined && isRequired) {
    throw new ProblemError('precondition-required', {
      en: 'Say with `If-Match` which version you have read, such as "3", so that nobody’s change is lost.',
      zh: '请用 If-Match 给出读到的版本号（如 "3"），以免覆盖他人的修改。',
    })
  }
  if (header === undefined || header.trim() === '*') return null
  const version = Number(/^\s*(?:W\/)?"?(\d+)"?\s*$/.exec(header)?.[1])
  if (Number.isSafeInteger(version)) return version
  const sentence = {
    en: 'If-Match needs the version that was read, such as "3"',
    zh: 'If-Match 须为读到的版本号，如 "3"',
  }
  throw new ProblemError('invalid-parameter', sentence, [{ parameter: 'If-Match', sentence }])
}
