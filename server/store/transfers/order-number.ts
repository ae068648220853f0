/** Numbers of transfer orders such as 济防调〔2026〕0001: by year, without gaps. */
const LEAST_DIGITS = 4

/** @param mark whose orders they are, such as 济防调 */
export const orderNumber = (mark: string, year: number, yearSequence: number): string =>
  `${mark}〔${year}〕${String(yearSequence).padStart(LEAST_DIGITS, '0')}`

/** What a number has after any mark, as a pattern in SQL over the columns `year` and `yearSequence`. */
export const ORDER_NUMBER_PATTERN_SQL = `'?*〔' || "year" || '〕' || printf('%0${LEAST_DIGITS}d', "yearSequence")`
