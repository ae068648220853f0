/** The two languages of the product; Chinese is the default. */
export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** One text in both languages. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}
