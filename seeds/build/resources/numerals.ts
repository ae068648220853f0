/** Chinese numerals as they stand in the names of stations. */
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const TEN = 10

/** A whole number from 1 to 99 in Chinese, such as 十二 or 二十. @throws RangeError otherwise. */
export const chineseNumeral = (value: number): string => {
  if (!Number.isInteger(value) || value < 1 || value > 99) {
    throw new RangeError(`no numeral for ${value}`)
  }
  const tens = Math.floor(value / TEN)
  const ones = value % TEN
  const tensText = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`
  return tensText + (ones === 0 ? '' : DIGITS[ones])
}
