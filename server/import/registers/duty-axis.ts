/** Where the days of a duty table stand: in a row or a column, in several of them, and of which year they are. */
import { dayAfter } from '../../../data/local-time.ts'
import { type Cell, cellText, isBlank, plain } from '../tables/table-file.ts'
import {
  type Day,
  datesOf,
  dayIn,
  daysIn,
  fits,
  monthOf,
  weekdayIn,
  weekdayName,
} from './duty-days.ts'

/** Cells by line and position: rows by column, or columns by row where days go down. */
export type Cells = readonly (readonly (Cell | null | undefined)[])[]

export interface DaysRead {
  readonly isWeekly: boolean
  readonly isYearAssumed: boolean
  readonly isWeekdaysRight: boolean
}

export const textAt = (cells: Cells, line: number, position: number): string =>
  plain(cellText(cells[line]?.[position]))

const DAYS_APART = 7
const LONGEST_MONTH = 31

/** Whether a day can come after another in a table: the same, or one within a week of it. */
const follows = (before: Day, { month, day }: Day): boolean => {
  const months = before.month !== null && month !== null ? (month - before.month + 12) % 12 : null
  const days = day - before.day + (months ?? (day < before.day ? 1 : 0)) * LONGEST_MONTH
  return days >= 0 && days <= DAYS_APART + (months === null ? 0 : 3)
}

/** 11.10 as a number is 11.1: what comes after the ninth is the tenth. */
const tenth = (before: Day | undefined, day: Day | null, cell: Cell | null | undefined) =>
  day && before && typeof cell?.value === 'number' && day.day * 10 === before.day + 1
    ? { ...day, day: day.day * 10 }
    : day

export interface Axis {
  readonly line: number
  readonly positions: readonly number[]
  readonly days: readonly Day[] | null
  readonly weekdays: readonly (number | null)[]
  /** Positions among them whose day cannot be read, or does not follow the others. */
  readonly unread: readonly number[]
}

const LEAST_DATES = 3
const LEAST_WEEKDAYS = 5
const DAYS_IN_WEEK = 7
const MOST_LINES_BEFORE = 12
const COUNTED = /序|编号|№|^no\.?$/i
/** Wherever it stands above numbers, they are those of rows. */
const NUMBERED = /^(?:序号?|编号|№|no\.?)$/i

/** What looks like a day, and is none. */
const LIKE_DAY = /^\d{1,4}[年月日号./-]/
/** Where more of them are none, it is no line of days. */
const MOST_UNREAD = 0.34

/** Goes along a line from its first day on, of which a cell may name several; blank ones go on with those before. */
const runFrom = <T>(
  cells: Cells,
  line: number,
  read: (cell: Cell | null | undefined, before: T | undefined) => readonly T[],
  goesOn: (before: T, next: T) => boolean,
): { positions: number[]; values: T[]; unread: number[] } => {
  const [positions, values, others]: [number[], T[], number[]] = [[], [], []]
  let last: readonly T[] = []
  const take = (position: number, named: readonly T[]): void => {
    last = named
    for (const value of named) {
      positions.push(position)
      values.push(value)
    }
  }
  for (const [position, cell] of cells[line]!.entries()) {
    const before = values.at(-1)
    const named = read(cell, before)
    const [first] = named
    if (first !== undefined && (before === undefined || goesOn(before, first)))
      take(position, named)
    else if (before !== undefined && !isBlank(cell)) others.push(position)
    else if (before !== undefined && cells.some((each) => !isBlank(each[position])))
      take(position, last)
  }
  const end = positions.at(-1) ?? -1
  const unread = others.filter(
    (position) => position < end || LIKE_DAY.test(textAt(cells, line, position)),
  )
  return unread.length > MOST_UNREAD * (positions.length + unread.length)
    ? { positions: [], values: [], unread: [] }
    : { positions, values, unread }
}

const weekdayText = (cell: Cell | null | undefined): number | null =>
  weekdayIn(plain(cellText(cell)))

/** Every line near the top that holds days: dates, or days of the week where it holds none. */
export const axesOf = (cells: Cells): Axis[] =>
  Array.from({ length: Math.min(MOST_LINES_BEFORE, cells.length) }, (_, line) => line).flatMap(
    (line): Axis[] => {
      const dates = runFrom<Day>(
        cells,
        line,
        (cell, before) => {
          const one = tenth(before, dayIn(cell), cell)
          return one ? [one] : daysIn(cell)
        },
        follows,
      )
      if (new Set(dates.values.map((day) => JSON.stringify(day))).size >= LEAST_DATES) {
        const isCounted =
          dates.values.every(({ month }) => month === null) &&
          (COUNTED.test(textAt(cells, line, dates.positions[0]! - 1)) ||
            cells[line]!.some((cell) => NUMBERED.test(plain(cellText(cell)))))
        if (isCounted) return []
        const beside = [line + 1, line - 1].find((each) =>
          dates.positions.some((position) => weekdayText(cells[each]?.[position]) !== null),
        )
        return [
          {
            ...{ line, positions: dates.positions, days: dates.values, unread: dates.unread },
            weekdays: dates.positions.map((position) =>
              beside === undefined ? null : weekdayText(cells[beside]![position]),
            ),
          },
        ]
      }
      const week = runFrom<number>(
        cells,
        line,
        (cell) => {
          const weekday = weekdayText(cell)
          return weekday === null ? [] : [weekday]
        },
        (before, next) => next === before || next === (before + 1) % DAYS_IN_WEEK,
      )
      const isWeek = new Set(week.values).size >= LEAST_WEEKDAYS
      return isWeek ? [{ line, ...week, days: null, weekdays: week.values }] : []
    },
  )

export const shareOf = <T>(all: readonly T[], isMeant: (each: T) => boolean): number =>
  all.length === 0 ? 0 : all.filter(isMeant).length / all.length

/** What a table is of: a day of the month or of the week for each position. */
export const daysOf = (
  { days, weekdays }: Axis,
  told: readonly string[],
  today: string,
): (DaysRead & { readonly days: readonly (string | null)[] }) | null => {
  if (days === null) {
    const week = weekOf(told, weekdays as readonly number[], today)
    if (week) return { isWeekly: false, ...week }
    const names = (weekdays as readonly number[]).map(weekdayName)
    return { days: names, isWeekly: true, isYearAssumed: false, isWeekdaysRight: true }
  }
  const month = monthOf(told, days, weekdays, today)
  if (!month) return null
  const dates = datesOf(days, month)
  const { isYearAssumed } = month
  return { days: dates, isWeekly: false, isYearAssumed, isWeekdaysRight: fits(dates, weekdays) }
}

const RANGE =
  /(?:((?:19|20)\d{2})[年./-])?(\d{1,2})[月./](\d{1,2})日?(?:[-—–~至到]+)(?:(?:19|20)\d{2}[年./-])?(?:(\d{1,2})[月./])?(\d{1,2})日?/

/** The dates of a week whose first and last day stand in the title. */
const weekOf = (told: readonly string[], weekdays: readonly number[], today: string) => {
  const [, year, month, day] = told.map((text) => RANGE.exec(plain(text))).find(Boolean) ?? []
  if (month === undefined) return null
  const first: Day = {
    ...{ year: year === undefined ? null : Number(year), month: Number(month), day: Number(day) },
  }
  const of = monthOf([], [first], [weekdays[0]!], today)
  const begins = of && datesOf([first], of)[0]
  if (!of || !begins) return null
  const isWeekdaysRight = fits([begins], [weekdays[0]!])
  const days = weekdays.map((weekday) => {
    const later = (weekday - weekdays[0]! + DAYS_IN_WEEK) % DAYS_IN_WEEK
    return dayAfter(begins, later)
  })
  return { days, isWeekdaysRight, isYearAssumed: of.isYearAssumed }
}

/** Whether a day is the one after another. */
const isNext = ({ day, month }: Day, next: Day): boolean =>
  next.day === day + 1 || (next.day === 1 && day >= 28 && (month === null || next.month !== month))

/** A line that holds days and nothing else, each of which follows the other; `null` for any other. */
const lineOfDays = (cells: Cells, line: number, from: number): Axis | null => {
  const positions = cells[line]!.flatMap((cell, at) => (at < from || isBlank(cell) ? [] : [at]))
  const days = positions.map((position) => dayIn(cells[line]![position]))
  const areDays = days.every(
    (day, index) => day !== null && (index === 0 || isNext(days[index - 1]!, day)),
  )
  return areDays && days.length > 0
    ? { line, positions, days: days as Day[], weekdays: days.map(() => null), unread: [] }
    : null
}

/** Other lines that go on with the days: weeks of a calendar, the second half of a month beside the first. */
export const allAxes = (cells: Cells, axis: Axis, areDaysDown: boolean): Axis[] => {
  const axes = [axis]
  if (axis.days === null) return axes
  const from = areDaysDown ? axis.positions[0]! : 0
  for (let line = axis.line - 1; line >= 0; line--) {
    const before = lineOfDays(cells, line, from)
    if (before && isNext(before.days!.at(-1)!, axes[0]!.days![0]!)) axes.unshift(before)
  }
  for (let line = axis.line + 1; line < cells.length; line++) {
    const next = lineOfDays(cells, line, from)
    if (next && isNext(axes.at(-1)!.days!.at(-1)!, next.days![0]!)) axes.push(next)
  }
  return axes
}

/** Days of the week beside dates that cannot be read are no roster that is the same every week. */
export const hasDatesBeside = (cells: Cells, { line, positions }: Axis): boolean =>
  cells.some(
    (each, at) =>
      at !== line && shareOf(positions, (position) => !!dayIn(each[position])?.month) > 0.3,
  )
