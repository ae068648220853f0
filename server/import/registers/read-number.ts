/** Numbers as registers write them: full-width, approximate, in tens of thousands, with a unit. */
import { withArabicNumerals, withEverydayNumerals } from '../../../data/numerals.ts'
import { SPELLED_UNITS, type Unit } from '../../../data/units.ts'

export interface NumberRead {
  readonly value: number
  readonly isApproximate: boolean
  /** Written in thousands or more: 0.3万, 3千. */
  readonly isInPowers: boolean
  /** What stands behind it, as it is spelled; empty where nothing does. */
  readonly unit: string
}

/** What large numbers are counted in. */
const POWERS: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 亿: 1e8 }

const BEFORE =
  '(约|大约|近|不足|不少于|不低于|不小于|至少|超过|超|逾|大于|小于|[≥≤><]=?|共|共计|合计|计)?'
const DIGITS = '([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)'
/** A thousand of grams, metres, watts or volts is a unit of its own. */
const BEHIND = '(余|多|左右|以上|\\+)?([万亿]|千(?![克米瓦伏]))?(余|多|左右|以上|\\+)?'
const NUMBER = new RegExp(
  `^${BEFORE}${DIGITS}${BEHIND}([^\\d,.]{0,12}|k?m[23](?:/[^\\d,.]{1,4})?)$`,
)
const EXACT_PREFIXES = new Set(['共', '共计', '合计', '计'])
/** Behind a unit: 30人左右. */
const APPROXIMATE_END = /(左右|上下|以上|以内|之内|内|多)$/

/** Binary fractions of what was written in decimals end here. */
const cleaned = (value: number): number => Number(value.toPrecision(12))

/** 1万2000 and 3万5千, as numerals above ten thousand are read, are 12000 and 35000. */
const inOneNumber = (text: string): string =>
  text.replace(/(\d+)万(\d{1,4})(千?)/, (_, tens: string, rest: string, power: string) =>
    String(Number(tens) * 1e4 + Number(rest) * (power ? POWERS[power]! : 1)),
  )

/** @returns `null` where the text is no single number. */
export const readNumber = (raw: string | number): NumberRead | null => {
  if (typeof raw === 'number') {
    return { value: raw, isApproximate: false, isInPowers: false, unit: '' }
  }
  const text = raw.normalize('NFKC').replace(/\s+/g, '').replace(/−/g, '-')
  const found =
    NUMBER.exec(text) ?? NUMBER.exec(inOneNumber(withArabicNumerals(withEverydayNumerals(text))))
  if (!found) return null
  const [, before, digits = '', nearly, power, nearlyBehind, behind = ''] = found
  const isNearlyAtEnd = APPROXIMATE_END.test(behind)
  return {
    value: cleaned(Number(digits.replaceAll(',', '')) * (power ? POWERS[power]! : 1)),
    isApproximate:
      (before !== undefined && !EXACT_PREFIXES.has(before)) ||
      nearly !== undefined ||
      nearlyBehind !== undefined ||
      isNearlyAtEnd,
    isInPowers: power !== undefined,
    unit: behind.replace(APPROXIMATE_END, ''),
  }
}

/**
 * How many of a field's unit one of a spelled unit is: 万平方米 of square metres is 10,000.
 * @returns `null` where it is none of that kind.
 */
export const unitFactor = (unit: Unit, spelled: string): number | null => {
  const plain = spelled.normalize('NFKC').replace(/\s+/g, '')
  const spellings = SPELLED_UNITS[unit]
  const factorOf = (each: string): number | undefined =>
    spellings[each] ?? spellings[each.toLowerCase()]
  const whole = factorOf(plain)
  if (whole !== undefined) return whole
  const [power, factor] = [POWERS[plain.charAt(0)], factorOf(plain.slice(1))]
  return power === undefined || factor === undefined ? null : cleaned(factor * power)
}

/** A heading's unit for a number that is written in tens of thousands: it is not in tens of thousands of them once more. */
export const unitAbove = (
  heading: string,
  { isInPowers }: Pick<NumberRead, 'isInPowers'>,
): string => (isInPowers ? heading.replace(/^[千万亿](?![克米瓦伏])/, '') : heading)

/** A value in a field's unit, without what binary fractions add. */
export const inUnit = (value: number, factor: number): number => cleaned(value * factor)
