/** A duty roster from the grid of a month to who is on duty when, and to the text that stations keep. */
import { ROSTER_LIMITS } from '../../../data/roster.ts'
import { FileRefused } from '../tables/file-refused.ts'
import { cellText, columnName, type TableFile } from '../tables/table-file.ts'
import { type Choices, tell } from './choices.ts'
import { leftOut } from './decide-rows.ts'
import { type DutyGrid, findGrid } from './duty-grid.ts'
import { type DutySign, type DutySigns, shiftsInCell, signsIn } from './duty-signs.ts'
import { fileWarning, type Issue } from './issues.ts'
import {
  countsOf,
  fromOne,
  type Imported,
  nonEmpty,
  type RowReport,
  rejectedOf,
  rowKey,
  sheetsToRead,
} from './report.ts'

const noGrid = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: '找不到值班表：应有一行日期（1、2、3 …）、一列姓名，标题或工作表名中写明月份。',
    en: 'No duty roster was found: a row of days (1, 2, 3 …) and a column of names are wanted, and the month in the title or the name of the sheet.',
  })

const notesOf = ({ sheet, titleRows, footerRows }: DutyGrid): string[] =>
  [...footerRows, ...titleRows].flatMap((row) => sheet.rows[row]!.map(cellText)).filter(Boolean)

/** Forms number their columns too: the cells below days are signs of duty. */
const LEAST_SIGNS = 0.5

/** Whether a file is the grid of a month's duty. */
export const isRoster = ({ sheets }: TableFile, fileName: string, today: string): boolean => {
  const grid = findGrid(sheets, fileName, today)
  if (!grid) return false
  const signs = signsIn(notesOf(grid))
  const filled = grid.dataRows
    .flatMap((row) => grid.days.map(({ column }) => cellText(grid.sheet.rows[row]![column]).trim()))
    .filter((text) => text !== '')
  const understood = filled.filter((text) => shiftsInCell(text, signs) !== null)
  return understood.length > LEAST_SIGNS * filled.length
}

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/带班|领导|主任|局长/, 'leader'],
  [/备勤|备班|听班/, 'standby'],
  [/司机|驾驶/, 'driver'],
  [/值班|值守|队员|接警/, 'officer'],
]

const roleOf = (text: string): string => ROLES.find(([pattern]) => pattern.test(text))?.[1] ?? text

/** Names are spread with spaces to make columns even. */
const personOf = (text: string): string =>
  text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').trim()

interface Assignment extends DutySign {
  readonly row: number
  readonly column: string
  readonly date: string
  readonly person: string
}

const readPerson = (
  { sheet, person, role, days }: DutyGrid,
  row: number,
  signs: DutySigns,
): { read: RowReport; assignments: Assignment[] } => {
  const cells = sheet.rows[row]!
  const issues: Issue[] = []
  const name = personOf(cellText(cells[person]))
  const assignments = days.flatMap(({ column, date }) => {
    const value = cellText(cells[column]).trim()
    const shifts = shiftsInCell(value, signs)
    const at = { column: columnName(sheet, column), value, severity: 'warning' } as const
    if (shifts === null) issues.push({ code: 'duty-sign-unknown', ...at })
    else if (shifts.some(({ from }) => from === null)) {
      issues.push({ code: 'duty-hours-missing', ...at })
    }
    const place = { row: row + 1, column: at.column, date, person: name }
    return (shifts ?? []).map((shift) => ({ ...place, ...shift }))
  })
  const told = role === null ? '' : cellText(cells[role]).trim()
  return {
    assignments,
    read: {
      row: row + 1,
      status: 'add',
      properties: {
        person: name,
        ...(told === '' ? {} : { role: roleOf(told) }),
        shifts: assignments.length,
      },
      ...(issues.length > 0 ? { issues } : {}),
    },
  }
}

/** How many are there in each shift of a day, as rosters of stations have it: 08:00-20:00 2人. */
const dayText = (shifts: readonly DutySign[]): string => {
  const counts = new Map<string, number>()
  for (const { shift, from, until } of shifts) {
    if (shift === 'standby' || from === null || until === null) continue
    const hours = from !== until ? `${from}-${until}` : from === '00:00' ? '全天' : null
    // A whole day that begins in the morning is two shifts: until midnight, and from it.
    for (const each of hours ? [hours] : [`${from}-24:00`, `00:00-${until}`]) {
      counts.set(each, (counts.get(each) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hours, count]) => `${hours} ${count}人`)
    .join('、')
}

/** Days of the same shifts stand together. @returns `null` where it is longer than rosters may be. */
const rosterText = (grid: DutyGrid, assignments: readonly Assignment[]): string | null => {
  const byDate = Map.groupBy(assignments, ({ date }) => date)
  const byShifts = Map.groupBy(grid.days, ({ date }) => dayText(byDate.get(date) ?? []) || '休')
  const text = [...byShifts]
    .map(([shifts, days]) => `${days.map(({ date }) => date).join('、')} ${shifts}`)
    .join('；')
  return text.length <= ROSTER_LIMITS.mostCharacters &&
    grid.days.length <= ROSTER_LIMITS.mostEntries
    ? text
    : null
}

/**
 * What the import of a duty roster would do.
 * @param today YYYY-MM-DD, for the year of a roster that names none. @throws FileRefused where there is none.
 */
export const rosterRun = (
  file: TableFile,
  fileName: string,
  today: string,
  choices: Choices,
): Imported => {
  const grid = findGrid(sheetsToRead(file.sheets, choices), fileName, today)
  if (!grid) throw noGrid()
  const { sheet, days } = grid
  const signs = signsIn(notesOf(grid))
  const people = grid.dataRows.map((row, index) => {
    tell(choices, 'rows', index, grid.dataRows.length)
    const { read, assignments } = readPerson(grid, row, signs)
    return choices.decisions?.[rowKey(read)] === 'leave-out'
      ? { read: leftOut(read), assignments: [] }
      : { read, assignments }
  })
  const rows = people.map(({ read }) => read)
  const assignments = people.flatMap((each) => each.assignments)
  const used = new Set(
    grid.dataRows.flatMap((row) =>
      days.map(({ column }) => cellText(sheet.rows[row]![column]).trim()),
    ),
  )
  const headingAt = (column: number): string =>
    [...new Set(grid.headingRows.map((row) => cellText(sheet.rows[row]?.[column]).trim()))]
      .filter((text) => text !== '')
      .join('/')
  const [firstDay, lastDay] = [days[0]!, days.at(-1)!]
  const samplesOf = (column: number): string[] =>
    grid.dataRows.slice(0, 3).map((row) => cellText(sheet.rows[row]![column]))
  const field = (column: number, name: string) =>
    [
      columnName(sheet, column),
      { heading: headingAt(column), field: name, certainty: 1, samples: samplesOf(column) },
    ] as const
  const mapped = new Set([grid.person, grid.role, ...days.map(({ column }) => column)])
  return {
    outcome: 'imported',
    resource: 'duty-roster',
    signature: `duty-roster:${grid.headingRows.map((row) => sheet.rows[row]!.slice(0, firstDay.column).map(cellText).join('|')).join('/')}`,
    targets: [],
    layout: nonEmpty({
      format: file.format,
      sheet: sheet.name === '' ? null : sheet.name,
      shape: 'month grid',
      month: firstDay.date.slice(0, 7),
      titleRows: fromOne(grid.titleRows),
      headingRows: fromOne(grid.headingRows),
      firstDataRow: grid.dataRows[0]! + 1,
      lastDataRow: grid.dataRows.at(-1)! + 1,
      totalRows: fromOne(grid.totalRows),
      footerRows: fromOne(grid.footerRows),
      totalColumns: grid.totalColumns.map((column) => columnName(sheet, column)),
    }),
    mapping: {
      ...Object.fromEntries([
        field(grid.person, 'person'),
        ...(grid.role === null ? [] : [field(grid.role, 'role')]),
      ]),
      [`${columnName(sheet, firstDay.column)}:${columnName(sheet, lastDay.column)}`]: {
        heading: `${Number(firstDay.date.slice(8))}…${Number(lastDay.date.slice(8))}`,
        field: 'shift on that day',
        certainty: 1,
        samples: samplesOf(firstDay.column),
      },
    },
    unmapped: sheet.rows[grid.headingRows[0]!]!.flatMap((_, column) =>
      mapped.has(column) || headingAt(column) === ''
        ? []
        : [
            {
              column: columnName(sheet, column),
              heading: headingAt(column),
              samples: samplesOf(column),
            },
          ],
    ),
    defaultsToAskFor: [],
    coordinates: { system: null },
    counts: countsOf(rows),
    rejected: rejectedOf(rows),
    warnings: grid.isWeekdaysRight ? [] : [fileWarning('weekdays-disagree')],
    rows,
    roster: {
      month: firstDay.date.slice(0, 7),
      text: rosterText(grid, assignments),
      legend: Object.fromEntries([...signs.signs].filter(([sign]) => used.has(sign))),
      assignments,
    },
  }
}
