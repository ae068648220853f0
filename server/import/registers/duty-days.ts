/** Days as duty tables name them, and the year and month that they are of. */
import { type Cell, cellText, plain } from '../tables/table-file.ts'
import { dayOfParts, readDay } from './read-day.ts'

export interface Day {
  readonly year: number | null
  readonly month: number | null
  readonly day: number
}

const DAY =
  /^(?:((?:19|20)\d{2})[-/.年])?(?:(\d{1,2})[-/.月])?(\d{1,2})[日号]?(?:\(?(?:周|星期)?[一二三四五六日天]\)?|\([^)]*\))?$/

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

const END = '(?:((?:19|20)\\d{2})[-/.年])?(?:(\\d{1,2})[-/.月])?(\\d{1,2})[日号]?(?:\\([^)]*\\))?'
const RANGE = new RegExp(`^${END}(?:至|到|[-—–~]+)${END}$`)
/** A row of a duty table is of no more days than a month has. */
const MOST_DAYS = 31

const lengthOf = (month: number, year: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The days from one to another, which may lie in the month after; none where they are not in order. */
const daysBetween = (first: Day, last: Day): Day[] => {
  const days: Day[] = [first]
  const ends = { ...first, ...last, month: last.month ?? first.month }
  // Without a year, February has no leap day: a range over its end is of the days that it always has.
  const year = first.year ?? 2001
  for (let { month, day } = first; days.length < MOST_DAYS; ) {
    if (day === ends.day && month === ends.month) return days
    const isLast = month !== null && day >= lengthOf(month, year)
    if (isLast) month = (month! % 12) + 1
    day = isLast ? 1 : day + 1
    days.push({ year: isLast && month === 1 ? null : first.year, month, day })
  }
  return []
}

/**
 * The days that a cell names: 10月1日, 11月1日-7日, 1日至7日. What may be a day of a month, as 1-7 may, is that.
 * @returns none where it names none.
 */
export const daysIn = (cell: Cell | null | undefined): readonly Day[] => {
  const one = dayIn(cell)
  if (one) return [one]
  const found = RANGE.exec(plain(cellText(cell)))
  if (!found) return []
  const [, ...parts] = found.map((part) => (part === undefined ? null : Number(part)))
  const endOf = (from: number): Day => ({
    ...{ year: parts[from] ?? null, month: parts[from + 1] ?? null, day: parts[from + 2]! },
  })
  const [first, last] = [endOf(0), endOf(3)]
  const areDays = [first, last].every(
    ({ month, day }) => day >= 1 && day <= MOST_DAYS && (month ?? 1) <= 12 && month !== 0,
  )
  return areDays ? daysBetween(first, last) : []
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
  /** Neither given nor fixed by weekdays. */
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
 * The month that is named around the days; where no year is named, it is the one that the weekdays fit,
 * else the one nearest to today.
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
