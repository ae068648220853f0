/** The order in which names are listed: Chinese by pinyin, numbers by their value, numerals too. */
import type { Language } from './bilingual.ts'
import { withCountsInOrder } from './numerals.ts'

const COLLATORS: Readonly<Record<Language, Intl.Collator>> = {
  zh: new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
}

/** Sorting compares a name with many others: what it is compared by is worked out once. */
const MOST_KEPT = 20_000
const keys = new Map<string, string>()

const keyOf = (name: string): string => {
  let key = keys.get(name)
  if (key === undefined) {
    if (keys.size >= MOST_KEPT) keys.clear()
    key = withCountsInOrder(name)
    keys.set(name, key)
  }
  return key
}

/** Ascending: 第一, 第二 … 第十; 2号 before 10号. */
export const compareNames = (a: string, b: string, language: Language = 'zh'): number =>
  COLLATORS[language].compare(keyOf(a), keyOf(b))
