/** Days as duty tables name them, and the year and month that they are of. */
import { type Cell, cellText, plain } from '../tables/table-file.ts'
import { dayOfParts, readDay } from './read-day.ts'

export interface Day {
  readonly year: number | null
  readonly month: number | null
  readonly day: number
}

const DAY =
  /^(?:((?:19|20)\d{2})[-/.年])?(?:(\d{1,2})[-/.月])?(\d{1,2})[日号]?(?:\(?(?:周|星期)?[一二三四五六日天]\)?)?$/

/** The day that a cell names, as far as it names it. @returns `null` where it names none. */
export const dayIn = (cell: Cell | null | undefined): Day | null => {
  if (!cell) return null
  if (cell.kind === 'date') {
    const [year, month, day] = (readDay(cell, false)?.day ?? '').split('-').map(Number)
    return day === undefined ? null : { year: year!, month: month!, day }
  }
  const [, year, month, digits] = DAY.exec(plain(cellText(cell))) ?? []
  const day = Number(digits)
  if (!(day >= 1 && day <= 31) || Number(month ?? 1) > 12) return null
  return { year: year ? Number(year) : null, month: month ? Number(month) : null, day }
}

const WEEKDAY = /^(?:周|星期|礼拜)?([一二三四五六日天])$/
const WEEKDAYS = '日一二三四五六'

/** 0 周日 … 6 周六. */
export const weekdayName = (weekday: number): string => `周${WEEKDAYS.charAt(weekday)}`

/** 0 Sunday … 6 Saturday; `null` for what is no day of the week. */
export const weekdayIn = (text: string): number | null => {
  const [, word] = WEEKDAY.exec(text) ?? []
  return word === undefined ? null : WEEKDAYS.indexOf(word === '天' ? '日' : word)
}

const MONTH = /(?:((?:19|20)\d{2})年)?(\d{1,2})月/

export interface Month {
  readonly year: number
  readonly month: number
  /** Neither told nor fixed by weekdays. */
  readonly isYearAssumed: boolean
}

/** YYYY-MM-DD of the days of a run, `null` for one that its month does not have; where a later month begins, it is the next. */
export const datesOf = (days: readonly Day[], { year, month }: Month): (string | null)[] => {
  let [thisYear, thisMonth, last] = [year, month, 0]
  return days.map((day) => {
    if (day.month !== null) thisMonth = day.month
    else if (day.day < last) thisMonth = (thisMonth % 12) + 1
    if (day.year !== null) thisYear = day.year
    else if (day.day < last && thisMonth === 1) thisYear += 1
    last = day.day
    return dayOfParts(thisYear, thisMonth, day.day)
  })
}

export const fits = (
  dates: readonly (string | null)[],
  weekdays: readonly (number | null)[],
): boolean =>
  weekdays.every(
    (weekday, index) =>
      weekday === null ||
      (dates[index] !== null && new Date(`${dates[index]}T00:00:00Z`).getUTCDay() === weekday),
  )

const HALF_A_YEAR_DAYS = 183

/** Of two years in which a day may be meant, the one in which it is nearer to today. */
const nearestYear = (month: number, today: string): number => {
  const now = Number(today.slice(0, 4))
  const daysTo = (year: number): number =>
    Math.abs(Date.UTC(year, month - 1, 15) - Date.parse(today)) / 86_400_000
  return [now, now + 1, now - 1].find((year) => daysTo(year) <= HALF_A_YEAR_DAYS) ?? now
}

/**
 * The month that is told around the days; a year that is not told is that which the weekdays fit, else
 * the one nearest to today.
 */
export const monthOf = (
  told: readonly string[],
  days: readonly Day[],
  weekdays: readonly (number | null)[],
  today: string,
): Month | null => {
  const found = told.map((text) => MONTH.exec(text)).find((match) => match !== null)
  const month = days[0]!.month ?? (found ? Number(found[2]) : null)
  if (month === null || month < 1 || month > 12) return null
  const year = days[0]!.year ?? (found?.[1] ? Number(found[1]) : null)
  if (year !== null) return { year, month, isYearAssumed: false }
  const nearest = nearestYear(month, today)
  const now = Number(today.slice(0, 4))
  const years = weekdays.some((day) => day !== null)
    ? [nearest, now, now + 1, now - 1, now - 2]
    : []
  const fitting = years.find((each) =>
    fits(datesOf(days, { year: each, month, isYearAssumed: false }), weekdays),
  )
  return { year: fitting ?? nearest, month, isYearAssumed: fitting === undefined }
}
