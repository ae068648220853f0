/** A list in which nothing may be named twice: then nobody knows which of the two was meant. */
import type { z } from 'zod'
import type { Bilingual } from './bilingual.ts'

/**
 * For `superRefine` of an array: an issue at every entry whose key an earlier entry has.
 * @param keyOf what an entry is told apart by.
 */
export const onceEach =
  <T>(keyOf: (entry: T) => string | number, sentence: Bilingual) =>
  (entries: readonly T[], context: z.RefinementCtx): void => {
    const seen = new Set<string | number>()
    for (const [index, entry] of entries.entries()) {
      const key = keyOf(entry)
      if (seen.has(key)) {
        const { en: message, zh } = sentence
        context.addIssue({ code: 'custom', path: [index], message, params: { zh } })
      }
      seen.add(key)
    }
  }
