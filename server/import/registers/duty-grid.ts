/** Where in a sheet the grid of a roster is: people down, days across. */
import { cellText, isBlank, type Sheet, shownFirst, widthOf } from '../tables/table-file.ts'
import { textAt } from './duty-axis.ts'
import { type Day, datesOf, dayIn, fits, monthOf, weekdayIn } from './duty-days.ts'

export interface DutyGrid {
  readonly sheet: Sheet
  /** Positions, from 0. */
  readonly titleRows: readonly number[]
  readonly headingRows: readonly number[]
  readonly dataRows: readonly number[]
  readonly footerRows: readonly number[]
  readonly totalRows: readonly number[]
  readonly person: number
  readonly role: number | null
  /** YYYY-MM-DD of each column of the grid, in their order. */
  readonly days: readonly { readonly column: number; readonly date: string }[]
  readonly totalColumns: readonly number[]
  /** Whether the weekdays that stand beside the days are those of their dates. */
  readonly isWeekdaysRight: boolean
  /** Whether nothing says of which year it is. */
  readonly isYearAssumed: boolean
}

const LEAST_DAYS = 7
const LEAST_LAST_DAY = 28

/** The longest run of days that follow each other, each in the next column. */
const runOfDays = (sheet: Sheet, row: number): { column: number; days: Day[] } | null => {
  let best: { column: number; days: Day[] } | null = null
  let run: Day[] = []
  const width = sheet.rows[row]?.length ?? 0
  for (let column = 0; column <= width; column++) {
    const day = dayIn(sheet.rows[row]?.[column])
    const last = run.at(-1)
    const follows =
      day && (!last || day.day === last.day + 1 || (day.day === 1 && last.day >= LEAST_LAST_DAY))
    if (!follows) {
      if (run.length > (best?.days.length ?? 0)) best = { column: column - run.length, days: run }
      run = day ? [day] : []
    } else run.push(day)
  }
  return best && best.days.length >= LEAST_DAYS ? best : null
}

const PERSON = /姓名|人员|值班人|值守人|队员|^name$/i
const ROLE = /岗位|职务|职责|角色|班组|类别|^role$/i
const COUNT = /班数|天数|次数|合计|小计|共计|累计|总计/
const TOTAL = /^(?:合|总|小|共)计|^每日|^当日/
const gridAt = (
  sheet: Sheet,
  row: number,
  { column: first, days }: { column: number; days: Day[] },
  fileName: string,
  today: string,
): DutyGrid | null => {
  const { rows } = sheet
  const weekdaysIn = (at: number): (number | null)[] =>
    days.map((_, index) => weekdayIn(textAt(rows, at, first + index)))
  const beside = [row + 1, row - 1].find((at) => weekdaysIn(at).some((day) => day !== null)) ?? null
  const weekdays = beside === null ? days.map(() => null) : weekdaysIn(beside)
  const headingRows = [row, ...(beside === null ? [] : [beside])].sort((a, b) => a - b)
  const headingAt = (column: number): string =>
    // A heading may be merged over the rows above the days.
    [headingRows[0]! - 1, ...headingRows].map((at) => textAt(rows, at, column)).join('')
  const columns = Array.from({ length: widthOf(sheet) }, (_, column) => column)
  const around = columns.filter((column) => column < first || column >= first + days.length)
  const person = around.find((column) => PERSON.test(headingAt(column)))
  if (person === undefined) return null
  const isAbove =
    textAt(rows, headingRows[0]! - 1, person) !== '' && distinct(sheet, headingRows[0]! - 1) > 1
  const top = isAbove ? headingRows[0]! - 1 : headingRows[0]!
  const bottom = headingRows.at(-1)!
  const positions = sheet.rows.map((_, at) => at).filter((at) => !sheet.rows[at]!.every(isBlank))
  const below = positions.filter((at) => at > bottom)
  const isTotal = (at: number): boolean =>
    columns.slice(0, first).some((column) => TOTAL.test(textAt(rows, at, column)))
  const dataRows = below.filter(
    (at) => textAt(rows, at, person) !== '' && distinct(sheet, at) > 1 && !isTotal(at),
  )
  const title = positions.filter((at) => at < top)
  const texts = title.flatMap((at) =>
    sheet.rows[at]!.map((cell) => cellText(cell).normalize('NFKC')),
  )
  const month = monthOf([...texts, sheet.name, fileName], days, weekdays, today)
  if (!month || dataRows.length === 0) return null
  const dates = datesOf(days, month)
  return {
    sheet,
    titleRows: title,
    headingRows: Array.from({ length: bottom - top + 1 }, (_, index) => top + index),
    dataRows,
    totalRows: below.filter(isTotal),
    footerRows: below.filter((at) => !dataRows.includes(at) && !isTotal(at)),
    person,
    role: around.find((column) => column !== person && ROLE.test(headingAt(column))) ?? null,
    days: dates.flatMap((date, index) => (date === null ? [] : [{ column: first + index, date }])),
    totalColumns: around.filter((column) => COUNT.test(headingAt(column))),
    isWeekdaysRight: fits(dates, weekdays),
    isYearAssumed: month.isYearAssumed,
  }
}

const distinct = (sheet: Sheet, row: number): number =>
  new Set(
    (sheet.rows[row] ?? []).map((cell) => cellText(cell).trim()).filter((text) => text !== ''),
  ).size

const MOST_ROWS_ABOVE = 20

/** The first grid of a roster in any sheet, hidden ones last. @returns `null` where there is none. */
export const findGrid = (
  sheets: readonly Sheet[],
  fileName: string,
  today: string,
): DutyGrid | null => {
  for (const sheet of shownFirst(sheets)) {
    if (sheet.shapes) continue
    for (const row of sheet.rows.slice(0, MOST_ROWS_ABOVE).keys()) {
      const run = runOfDays(sheet, row)
      const grid = run ? gridAt(sheet, row, run, fileName, today) : null
      if (grid) return grid
    }
  }
  return null
}
