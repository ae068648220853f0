/** Names of works after the places they stand at. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { chineseNumeral } from '../resources/numerals.ts'

/** 南阳镇 → 南阳, 任城区 → 任城. */
export const shortNameZh = (nameZh: string): string => nameZh.replace(/(街道|[镇乡区县市])$/, '')

/** Nanyang Town → Nanyang. */
export const shortNameEn = (nameEn: string): string =>
  nameEn.replace(/ (Subdistrict|Township|Town|District|County|City)$/, '')

/** Counts how often a name has come. */
const countOf = (counts: Map<string, number>, name: string): number => {
  const count = (counts.get(name) ?? 0) + 1
  counts.set(name, count)
  return count
}

/** Gives each name once in each language; namesakes after the first are numbered. */
export const createNames = (): ((name: Bilingual) => Bilingual) => {
  const chinese = new Map<string, number>()
  const english = new Map<string, number>()
  return ({ zh, en }) => {
    const [countZh, countEn] = [countOf(chinese, zh), countOf(english, en)]
    return {
      zh: countZh === 1 ? zh : `${zh}（${chineseNumeral(countZh)}）`,
      en: countEn === 1 ? en : `${en} (${countEn})`,
    }
  }
}
