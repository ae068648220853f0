/** A duty roster, from the grid of a month or a duty table, to who is on duty when, and to the text that stations keep. */
import { FileRefused } from '../tables/file-refused.ts'
import { cellText, columnName, type TableFile } from '../tables/table-file.ts'
import { type Choices, tell } from './choices.ts'
import { isLeftOut, leftOut } from './decide-rows.ts'
import { type DutyGrid, findGrid } from './duty-grid.ts'
import { type DutySigns, shiftsInCell, signsIn } from './duty-signs.ts'
import { findDutyTable } from './duty-table.ts'
import { dayWarnings, dutyTableRun, stationNames } from './duty-table-run.ts'
import type { Issue } from './issues.ts'
import type { Known } from './known.ts'
import {
  countsOf,
  fromOne,
  type Imported,
  nonEmpty,
  type RowReport,
  rejectedOf,
  sheetsToRead,
} from './report.ts'
import { issuesOfCell, ofSigns, rosterText, together, withHours } from './roster-text.ts'

const noRoster = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: '找不到值班表：应有一行或一列日期（10月1日、1、2、3 …，月份写在标题、工作表名或文件名中）或星期（周一至周日），其余行列为人员、班次、岗位或救援站。',
    en: 'No duty roster was found: days are wanted in a row or a column (1 October, or 1, 2, 3 … with the month in the title, the name of the sheet or of the file) or days of the week, and people, shifts, posts or stations along the other side.',
  })

const notesOf = ({ sheet, titleRows, footerRows }: DutyGrid): string[] =>
  [...footerRows, ...titleRows].flatMap((row) => sheet.rows[row]!.map(cellText)).filter(Boolean)

/** Forms number their columns too: the cells below days are signs of duty. */
const LEAST_SIGNS = 0.5

/** Whether a file is the grid of a month's duty, or a duty table by date or by week. */
export const isRoster = (
  { sheets }: TableFile,
  known: Known,
  about: { readonly fileName: string; readonly today: string },
): boolean => {
  const grid = findGrid(sheets, about.fileName, about.today)
  if (!grid) {
    return findDutyTable(sheets, { ...about, isStation: stationNames(known) })?.saysDuty ?? false
  }
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

const readPerson = (
  { sheet, person, role, days }: DutyGrid,
  row: number,
  signs: DutySigns,
  defaults: Choices['defaults'],
) => {
  const cells = sheet.rows[row]!
  const issues: Issue[] = []
  const name = personOf(cellText(cells[person]))
  const { assignments, asked } = together(
    days.map(({ column, date }) => {
      const value = cellText(cells[column]).trim()
      const shifts = shiftsInCell(value, signs)
      const at = { column: columnName(sheet, column), value }
      const place = { row: row + 1, column: at.column, date, person: name }
      const read = withHours(ofSigns(value, shifts ?? [], place), defaults)
      issues.push(...issuesOfCell(at, shifts === null, read.asked))
      return read
    }),
  )
  const told = role === null ? '' : cellText(cells[role]).trim()
  const read: RowReport = {
    row: row + 1,
    status: 'add',
    properties: {
      person: name,
      ...(told === '' ? {} : { role: roleOf(told) }),
      shifts: assignments.length,
    },
    ...(issues.length > 0 ? { issues } : {}),
  }
  return { assignments, asked, read }
}

/**
 * What the import of a duty roster would do.
 * @param today YYYY-MM-DD, for the year of a roster that names none. @throws FileRefused where there is none.
 */
export const rosterRun = (
  file: TableFile,
  known: Known,
  about: { readonly fileName: string; readonly today: string },
  choices: Choices,
): Imported => {
  const sheets = sheetsToRead(file.sheets, choices)
  const grid = findGrid(sheets, about.fileName, about.today)
  if (grid) return gridRun(file, grid, choices)
  const table = findDutyTable(sheets, { ...about, isStation: stationNames(known) })
  if (!table) throw noRoster()
  return dutyTableRun(file, table, known, choices)
}

/** People down and the days of a month across. */
const gridRun = (file: TableFile, grid: DutyGrid, choices: Choices): Imported => {
  const { sheet, days } = grid
  const signs = signsIn(notesOf(grid))
  const people = grid.dataRows.map((row, index) => {
    tell(choices, 'rows', index, grid.dataRows.length)
    const person = readPerson(grid, row, signs, choices.defaults)
    return isLeftOut(person.read, choices)
      ? { read: leftOut(person.read), assignments: [], asked: [] }
      : person
  })
  const rows = people.map(({ read }) => read)
  const { assignments, asked } = together(people)
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
    defaultsToAskFor: asked,
    coordinates: { system: null },
    counts: countsOf(rows),
    rejected: rejectedOf(rows),
    warnings: dayWarnings(grid),
    rows,
    roster: {
      month: firstDay.date.slice(0, 7),
      text: rosterText(
        days.map(({ date }) => date),
        assignments,
      ),
      legend: Object.fromEntries([...signs.signs].filter(([sign]) => used.has(sign))),
      assignments,
    },
  }
}
