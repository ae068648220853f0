/** The two languages of the product; Chinese is the default. */
export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** One text in both languages. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Chinese, then English: how tables of texts are written, one text a line. */
export type BilingualText = `${string}|${string}`

export const bilingual = (text: BilingualText): Bilingual => {
  const [zh = '', en = ''] = text.split('|')
  return { zh, en }
}
