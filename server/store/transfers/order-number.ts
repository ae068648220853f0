/** Numbers of transfer orders such as 济防调〔2026〕0001: by year, without gaps. */
const PREFIX = '济防调'
const LEAST_DIGITS = 4

export const orderNumber = (year: number, yearSequence: number): string =>
  `${PREFIX}〔${year}〕${String(yearSequence).padStart(LEAST_DIGITS, '0')}`

/** The same in SQL, over the columns `year` and `yearSequence`. */
export const ORDER_NUMBER_SQL = `'${PREFIX}〔' || "year" || '〕' || printf('%0${LEAST_DIGITS}d', "yearSequence")`
