/** Who changes something, and why: what a desk says of itself in headers, as there are no accounts. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { CHANGE_LIMITS, UNNAMED } from '../../data/change.ts'
import { text } from '../../data/inputs.ts'
import type { ChangedBy } from '../store/feature-changes.ts'
import { invalidParameter } from './problem-error.ts'

const { mostNameCharacters, mostReasonCharacters } = CHANGE_LIMITS

/** The headers as the API definition lists them; `deskOf` reads them, and says what is wrong. */
export const deskHeaders = z.object({
  'desk-name': z
    .string()
    .optional()
    .openapi({
      description: `Who changes it, percent-encoded UTF-8, at most ${mostNameCharacters} characters; left out: ${UNNAMED}`,
      example: '%E7%94%B2',
    }),
  'change-reason': z
    .string()
    .optional()
    .openapi({
      description: `Why, percent-encoded UTF-8, at most ${mostReasonCharacters} characters`,
      example: '%E7%94%B5%E8%AF%9D%E6%9C%89%E8%AF%AF',
    }),
})

/** The text of a header; null where it is left out or empty. @throws ProblemError */
const decoded = (context: Context, name: string, mostCharacters: number): string | null => {
  const header = context.req.header(name)
  if (header === undefined || header.trim() === '') return null
  let plain: unknown = null
  try {
    plain = decodeURIComponent(header)
  } catch {
    // Refused below, as what is no text.
  }
  const { success, data } = text(mostCharacters).safeParse(plain)
  if (success) return data
  throw invalidParameter(name, {
    en: `must be percent-encoded UTF-8 of at most ${mostCharacters} characters`,
    zh: `须为百分号编码的 UTF-8 文字，不超过 ${mostCharacters} 个字符`,
  })
}

/** @param reason that the body gives; left out: the header's. @throws ProblemError */
export const deskOf = (context: Context, now: Date, reason?: string): ChangedBy => ({
  who: decoded(context, 'Desk-Name', mostNameCharacters) ?? UNNAMED,
  at: now.toISOString(),
  reason: reason ?? decoded(context, 'Change-Reason', mostReasonCharacters),
})
