/** What generated things are called: names, codes, telephone numbers and addresses. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { DraftSegment } from '../../../server/network/draft.ts'
import type { County, Town } from '../facts.ts'

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const TEN = 10

/** A whole number from 1 to 99 in Chinese, such as 十二 or 二十. @throws RangeError otherwise. */
export const chineseNumeral = (value: number): string => {
  if (!Number.isInteger(value) || value < 1 || value > 99) {
    throw new RangeError(`no numeral for ${value}`)
  }
  const tens = Math.floor(value / TEN)
  const ones = value % TEN
  const tensText = tens === 0 ? '' : tens === 1 ? '十' : `${NUMERALS[tens]}十`
  return tensText + (ones === 0 ? '' : NUMERALS[ones])
}

/** 南阳镇 → 南阳, 任城区 → 任城. */
export const shortNameZh = (nameZh: string): string => nameZh.replace(/(街道|[镇乡区县市])$/, '')

/** Nanyang Town → Nanyang. */
export const shortNameEn = (nameEn: string): string =>
  nameEn.replace(/ (Subdistrict|Township|Town|District|County|City)$/, '')

/** Counts how often each key has come: 1 at its first time. */
export const createCounter = (): ((key: string) => number) => {
  const counts = new Map<string, number>()
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count
  }
}

/** Gives each name once in each language; namesakes after the first are numbered. */
export const createNames = (): ((name: Bilingual) => Bilingual) => {
  const [chinese, english] = [createCounter(), createCounter()]
  return ({ zh, en }) => {
    const [countZh, countEn] = [chinese(zh), english(en)]
    return {
      zh: countZh === 1 ? zh : `${zh}（${chineseNumeral(countZh)}）`,
      en: countEn === 1 ? en : `${en} (${countEn})`,
    }
  }
}

const CODE_DIGITS = 3

/** Gives out codes such as WJZ-370826-012: a prefix, the county, a number within the county. */
export const createCodes = (prefix: string): ((countyCode: string) => string) => {
  const numberIn = createCounter()
  return (countyCode) =>
    `${prefix}-${countyCode}-${String(numberIn(countyCode)).padStart(CODE_DIGITS, '0')}`
}

/** The government of a town, or the office of a subdistrict. */
export const townOffice = (county: County, town: Town): string =>
  `${county.nameZh}${town.nameZh}${town.kind === 'subdistrict' ? '办事处' : '人民政府'}`

/**
 * Telephone numbers that cannot be anybody's: local numbers in 济宁 (0537) begin with 2 to 8, so a
 * number that begins with 000 is not assigned.
 */
const PHONE_PREFIX = '0537-000'
const PHONE_DIGITS = 4

/** Numbers of one collection by index, from `first` on. @throws RangeError beyond its `count`. */
export const phoneBlock =
  (first: number, count: number) =>
  (index: number): string => {
    if (index >= count) throw new RangeError(`no telephone number left after ${first + count - 1}`)
    return PHONE_PREFIX + String(first + index).padStart(PHONE_DIGITS, '0')
  }

/** Beside a trunk road the section counts, on a country road the village, in a town the street. */
export const roadsideAddress = (
  county: County,
  town: Town,
  { roadClass, ref, name }: Pick<DraftSegment, 'roadClass' | 'ref' | 'name'>,
  settlement: string,
): string => {
  const place = county.nameZh + town.nameZh
  const quarter = settlement === '' ? '驻地' : settlement
  switch (roadClass) {
    case 'national':
    case 'provincial': {
      const section = town.nameZh.replace(/(街道|[镇乡])$/, '')
      return ref === '' ? `${place}${name}旁` : `${place} ${ref} ${name}${section}段`
    }
    case 'county':
    case 'town':
      return ref === '' ? `${place}${quarter}` : `${place}${quarter}（${ref} 旁）`
    default:
      if (name === '') return `${place}${quarter}`
      // A village's road has the name of its town already.
      return `${name.startsWith(town.nameZh) ? county.nameZh : place}${name}旁`
  }
}
