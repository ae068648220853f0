/** The order in which names are listed: Chinese by pinyin, numbers by their value, numerals too. */
import type { Language } from './bilingual.ts'
import { withCountsInOrder } from './numerals.ts'

const COLLATORS: Readonly<Record<Language, Intl.Collator>> = {
  zh: new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
}

/** Ascending: 第一, 第二 … 第十; 2号 before 10号. */
export const compareNames = (a: string, b: string, language: Language = 'zh'): number =>
  COLLATORS[language].compare(withCountsInOrder(a), withCountsInOrder(b))
