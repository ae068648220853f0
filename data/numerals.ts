/** Chinese numerals and Arabic ones, as names of stations, streets and villages have them: 第十二, 第12. */

const DIGITS = '零一二三四五六七八九'
const VALUES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Array.from(DIGITS, (digit, value) => [digit, value])),
  〇: 0,
  两: 2,
}
/** From the least to the greatest. */
const UNITS = { 十: 10, 百: 100, 千: 1000 } as const
const POWERS = ['', ...Object.keys(UNITS)]

/** The characters of numerals below ten thousand, for a regular expression's class. */
const NUMERAL = '零〇一二两三四五六七八九十百千'

/** 十二 → 12, 一百零五 → 105; without a unit digit by digit, as roads are read: 三二七 → 327. */
const arabicOf = (numeral: string): string => {
  if (!/[十百千]/.test(numeral)) return Array.from(numeral, (digit) => VALUES[digit]).join('')
  let [sum, digit] = [0, 0]
  for (const character of numeral) {
    const unit = UNITS[character as keyof typeof UNITS]
    if (unit === undefined) digit = VALUES[character]!
    else {
      sum += (digit || 1) * unit
      digit = 0
    }
  }
  return String(sum + digit)
}

/** 12 → 十二, 105 → 一百零五; below ten thousand, else as it is. */
const chineseOf = (arabic: string): string => {
  const value = Number(arabic)
  if (value >= 10 ** POWERS.length) return arabic
  if (value === 0) return DIGITS[0]!
  const digits = Array.from(String(value), Number)
  return digits
    .map((digit, place) => (digit ? DIGITS[digit]! + POWERS[digits.length - 1 - place] : '零'))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
    .replace(/^一十/, '十')
}

const ON_CHEQUES = {
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
}
const ON_CHEQUES_UNITS = { 拾: '十', 佰: '百', 仟: '千' }
const EVERYDAY: Readonly<Record<string, string>> = { ...ON_CHEQUES, ...ON_CHEQUES_UNITS }

/** The characters of the numerals that cheques and receipts have, for a regular expression's class. */
export const CHEQUE_NUMERAL = Object.keys(EVERYDAY).join('')

/** 贰佰 → 二百. Some of them are surnames: for texts that are numbers. */
export const withEverydayNumerals = (text: string): string =>
  text.replace(new RegExp(`[${CHEQUE_NUMERAL}]`, 'g'), (character) => EVERYDAY[character]!)

/** Each run of Chinese numerals as an Arabic number. */
export const withArabicNumerals = (text: string): string =>
  text.replace(new RegExp(`[${NUMERAL}]+`, 'g'), arabicOf)

/** Each Arabic number below ten thousand as a Chinese one. */
export const withChineseNumerals = (text: string): string => text.replace(/\d+/g, chineseOf)

/** Where a numeral counts: after 第, or before what is counted. 三里河 is a name and stays. */
const COUNTING = new RegExp(
  `(?<=第)[${NUMERAL}]+|[${NUMERAL}]+(?=[号组队站库段村期级标中小连区])`,
  'g',
)

/** The same with the numerals that count as Arabic ones, for sorting: 第十 comes after 第二. */
export const withCountsInOrder = (text: string): string => text.replace(COUNTING, arabicOf)
