/** What people and programs send in: texts, instants, and what is said where they do not fit. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'

/** Something that a reader sees: neither controls, spaces, invisible marks, nor letters for a gap. */
const VISIBLE = /[^\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u

/** A text that must say something, spaces at its ends left out. */
export const text = (mostCharacters: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(mostCharacters)
    .refine((said) => said === '' || VISIBLE.test(said), {
      message: 'needs characters that can be seen',
      params: { zh: '须包含可见字符' },
    })
export const optionalText = (mostCharacters: number) =>
  z.string().trim().max(mostCharacters).default('')

/** An issue in both languages for `addIssue`. @param path to what it is about, left out: the whole. */
export const bilingualIssue = ({ en, zh }: Bilingual, path: (string | number)[] = []) =>
  ({ code: 'custom', path, message: en, params: { zh } }) as const

/** Adds an issue to a text that a `transform` cannot read. @returns what the transform returns then. */
export const refuse = (context: z.RefinementCtx, en: string, zh: string): never => {
  context.addIssue(bilingualIssue({ en, zh }))
  return z.NEVER
}

/**
 * For `superRefine` of an array: an issue at every entry whose key an earlier entry has, because no
 * one could tell which of the two was meant.
 * @param keyOfEntry what distinguishes an entry from others.
 */
export const onceEach =
  <T>(keyOfEntry: (entry: T) => string | number, sentence: Bilingual) =>
  (entries: readonly T[], context: z.RefinementCtx): void => {
    const seen = new Set<string | number>()
    for (const [index, entry] of entries.entries()) {
      const key = keyOfEntry(entry)
      if (seen.has(key)) context.addIssue(bilingualIssue(sentence, [index]))
      seen.add(key)
    }
  }

const withSeconds = z.iso.datetime({ offset: true })
const withoutSeconds = z.iso.datetime({ offset: true, precision: -1 })

/**
 * Instants as programs and people state them: with an offset, with or without seconds. A day that
 * its month does not have is refused, not moved on.
 */
export const isInstant = (instant: string): boolean =>
  withSeconds.safeParse(instant).success || withoutSeconds.safeParse(instant).success

export const INSTANT_WANTED: Bilingual = {
  en: 'needs a time with offset such as 2026-11-23T03:00:00+08:00',
  zh: '需要带时区的时间，如 2026-11-23T03:00:00+08:00',
}

/** In bodies. */
export const instantSchema = z
  .string()
  .meta({ format: 'date-time' })
  .refine(isInstant, { message: INSTANT_WANTED.en, params: { zh: INSTANT_WANTED.zh }, abort: true })

const YEARS = { first: 2000, last: 2100 } as const

/** When goods may leave or arrive. */
export const transferInstantSchema = instantSchema.refine(
  (instant) => {
    const year = new Date(instant).getUTCFullYear()
    return year >= YEARS.first && year <= YEARS.last
  },
  {
    message: `must lie between the years ${YEARS.first} and ${YEARS.last}`,
    params: { zh: `须在 ${YEARS.first}–${YEARS.last} 年之间` },
  },
)

/** For `superRefine` of what begins and may end. */
export const endsAfterBeginning = (
  { from, until }: { readonly from: string; readonly until: string | null },
  context: z.RefinementCtx,
): void => {
  if (until === null || Date.parse(until) > Date.parse(from)) return
  const sentence = { en: 'must be after the beginning', zh: '结束时间须晚于开始时间' }
  context.addIssue(bilingualIssue(sentence, ['until']))
}
