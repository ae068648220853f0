/** A duty table by date or by week: to the roster of the one station it is of, or of each that it names. */
import { besideRules, type DutyValues } from '../../../data/duty.ts'
import { cellText, columnName, plain, type TableFile } from '../tables/table-file.ts'
import type { Choices } from './choices.ts'
import { isLeftOut, leftOut } from './decide-rows.ts'
import { onDutyIn } from './duty-people.ts'
import { type DutySign, shiftsInCell } from './duty-signs.ts'
import type { DutyLine, DutyTable } from './duty-table.ts'
import { type FileWarning, fileWarning, type Issue } from './issues.ts'
import type { Known, KnownFeature } from './known.ts'
import { countsOf, fromOne, type Imported, nonEmpty, type RowReport, rejectedOf } from './report.ts'
import {
  type Assignment,
  issuesOfCell,
  type NamedAssignment,
  ofSigns,
  rosterText,
  together,
  withHours,
} from './roster-text.ts'

const namesOf = ({ id, properties: { code, name } }: KnownFeature): string[] =>
  [id, code, name].flatMap((each) => (typeof each === 'string' ? [plain(each)] : []))

/** Whether a text is what a station is called. */
export const stationNames = (known: Known): ((text: string) => boolean) => {
  const names = new Set(known.existing('stations').flatMap(namesOf))
  return (text) => names.has(plain(text))
}

/** What is to be looked at again about the days of a roster. */
export const dayWarnings = (
  found: Pick<DutyTable, 'isWeekdaysRight' | 'isYearAssumed'> & { readonly isWeekly?: boolean },
): FileWarning[] => [
  ...(found.isWeekdaysRight ? [] : [fileWarning('weekdays-disagree')]),
  ...(found.isYearAssumed ? [fileWarning('roster-year-assumed')] : []),
  ...(found.isWeekly === true ? [fileWarning('roster-every-week')] : []),
]

/** Where a table says nothing of shifts, one question asks for the hours of all. */
const UNNAMED = '值班'
const WHOLE: DutySign = { shift: 'whole-day', from: null, until: null }

interface DutyCell {
  readonly line: DutyLine
  /** Of the sheet, from 0. */
  readonly row: number
  readonly column: number
  readonly day: string
  readonly station: string | null
  readonly assignments: readonly Assignment[]
  readonly asked: readonly string[]
  readonly issues: readonly Issue[]
}

const crewIn = (text: string): number | null => {
  const [, count] = /(\d{1,3})人/.exec(plain(text)) ?? []
  return count === undefined ? null : Number(count)
}

const cellsOf = (table: DutyTable, { defaults }: Choices): DutyCell[] =>
  table.blocks.flatMap(({ lines, positions }) =>
    lines.flatMap((line) =>
      positions.map((position): DutyCell => {
        const value = cellText(table.cells[line.at]?.[position.at]).trim()
        const [row, column] = table.areDaysDown ? [position.at, line.at] : [line.at, position.at]
        const station = line.station ?? position.station
        const name = columnName(table.sheet, column)
        const place = { row: row + 1, column: name, date: position.day }
        const signs = table.holdsSigns ? shiftsInCell(value, table.signs) : null
        const people = table.holdsSigns || value === '' ? [] : onDutyIn(value, table.signs)
        const bySigns = ofSigns(value, signs ?? [], {
          ...{ ...place, person: line.person ?? '' },
          ...(line.person === null ? { crew: crewIn(value) } : {}),
        })
        const byName = (people ?? []).flatMap(
          ({ people: names, crew, shift }): NamedAssignment[] => {
            const sign = shift ?? line.shift ?? position.shift ?? WHOLE
            const shiftName = position.shiftName || line.shiftName || UNNAMED
            const of = { ...place, ...sign, shiftName }
            const others = crew - names.length
            return [
              ...names.map((person) => ({ ...of, person })),
              ...(others > 0 ? [{ ...of, person: '', crew: others }] : []),
            ]
          },
        )
        const { assignments, asked } = withHours([...bySigns, ...byName], defaults)
        const isUnknown = value !== '' && (table.holdsSigns ? signs : people) === null
        return {
          ...{ line, row, column, day: position.day, station, assignments, asked },
          issues: issuesOfCell({ column: name, value }, isUnknown, asked),
        }
      }),
    ),
  )

const withIssues = (row: RowReport, issues: readonly Issue[]): RowReport =>
  issues.length > 0 ? { ...row, issues } : row

/** Of each station its own roster, where the table names several. */
const stationRow = (
  table: DutyTable,
  known: Known,
  name: string,
  cells: readonly DutyCell[],
): RowReport => {
  const { row, column } = cells[0]!
  // Where stations go across, a column is what a row is elsewhere.
  const isColumn = table.areDaysDown && cells[0]!.line.station !== null
  const number = (isColumn ? column : row) + 1
  const station = known.existing('stations').find((each) => namesOf(each).includes(name))
  const text = rosterText(
    cells.map(({ day }) => day),
    cells.flatMap(({ assignments }) => assignments),
  )
  const every = cells.flatMap(({ issues }) => issues)
  // Hours are asked once, not cell by cell.
  const told = every.filter(
    ({ code }, index) =>
      code !== 'duty-hours-missing' || every.findIndex((each) => each.code === code) === index,
  )
  // Otherwise what is not understood would be read as no one on duty.
  const issues = told.map((issue): Issue => ({ ...issue, severity: 'error' }))
  const more: Issue[] = station
    ? text === null && issues.length === 0
      ? [{ code: 'text-too-long', severity: 'error' }]
      : []
    : [{ code: 'station-unknown', value: name, severity: 'error' }]
  const all = [...more, ...issues]
  const base = { row: number, key: name, properties: { name } }
  if (!station || all.length > 0) return withIssues({ ...base, status: 'reject' }, all)
  const from = station.properties.roster ?? null
  const to = text && besideRules(station.properties as DutyValues, text)
  return from === to
    ? { ...base, status: 'unchanged', featureId: station.id }
    : {
        ...{ ...base, status: 'update', featureId: station.id },
        changes: { roster: { from, to } },
      }
}

/** Rows of a table that is of one station. */
const plainRow = (cells: readonly DutyCell[], areDaysDown: boolean): RowReport => {
  const [{ line, day, row }] = cells as [DutyCell]
  const shifts = cells.reduce((sum, { assignments }) => sum + assignments.length, 0)
  const called = areDaysDown
    ? { name: day }
    : line.person
      ? { person: line.person }
      : { name: line.label }
  return withIssues(
    { row: row + 1, status: 'add', properties: { ...called, shifts } },
    cells.flatMap(({ issues }) => issues),
  )
}

const mappingOf = (table: DutyTable): Imported['mapping'] => {
  const { sheet, cells, blocks, areDaysDown } = table
  return Object.fromEntries(
    blocks.flatMap(({ lines, positions, axisLine, others }) => {
      const samplesOf = (at: number): string[] => {
        const texts = positions.map((each) => cellText(cells[at]?.[each.at]).trim())
        return [...new Set(texts.filter(Boolean))].slice(0, 3)
      }
      const column = (at: number, heading: string, field: string) =>
        [columnName(sheet, at), { heading, field, certainty: 1, samples: samplesOf(at) }] as const
      if (areDaysDown) {
        return [
          column(axisLine, '', 'date'),
          ...others.map(({ at, field }) => column(at, '', field)),
          ...lines.map(({ at, label }) => column(at, label, 'on duty')),
        ]
      }
      const [first, last] = [positions[0]!, positions.at(-1)!]
      const name = `${columnName(sheet, first.at)}:${columnName(sheet, last.at)}`
      const heading = `${first.day}…${last.day}`
      const samples = lines.flatMap(({ at }) => samplesOf(at)).slice(0, 3)
      return [[name, { heading, field: 'on duty on that day', certainty: 1, samples }] as const]
    }),
  )
}

/** What the import of a duty table would do. */
export const dutyTableRun = (
  file: TableFile,
  table: DutyTable,
  known: Known,
  choices: Choices,
): Imported => {
  const { sheet, blocks, areDaysDown, isWeekly } = table
  const lines = blocks.flatMap((block) => block.lines)
  const positions = blocks.flatMap((block) => block.positions)
  const all = cellsOf(table, choices)
  const named = new Set(all.flatMap(({ station }) => station || []))
  const isKnown = stationNames(known)
  // One unit that is no station is whoever has drawn the table up: whose it is, its user knows.
  const isOfStations = named.size > 1 || [...named].some(isKnown)
  const groups = isOfStations
    ? Map.groupBy(
        all.filter(({ station }) => station !== null && station !== ''),
        ({ station }) => station!,
      )
    : Map.groupBy(all, ({ row }) => String(row))
  const judged = [...groups].map(([name, cells]) => {
    const row = isOfStations ? stationRow(table, known, name, cells) : plainRow(cells, areDaysDown)
    return isLeftOut(row, choices) ? { row: leftOut(row), cells: [] } : { row, cells }
  })
  const unread = blocks.flatMap((block) => block.unread.map((at) => [block.axisLine, at] as const))
  const rows = [
    ...judged.map(({ row }) => row),
    ...(areDaysDown ? unread : []).map(([line, at]): RowReport => {
      const value = cellText(table.cells[line]?.[at]).trim()
      const column = columnName(sheet, line)
      const issue = { code: 'day-out-of-order', column, value, severity: 'error' } as const
      return { row: at + 1, status: 'reject', properties: {}, issues: [issue] }
    }),
  ].sort((a, b) => a.row - b.row)
  const { assignments, asked } = together(judged.flatMap(({ cells }) => cells))
  const month = isWeekly ? '' : positions[0]!.day.slice(0, 7)
  const [tableRows, dataRows] = [table.headingRows, areDaysDown ? positions : lines]
  return {
    outcome: 'imported',
    resource: 'duty-roster',
    signature: `duty-roster:${lines.map(({ label }) => label).join('|')}`,
    targets: [],
    layout: nonEmpty({
      format: file.format,
      sheet: sheet.name === '' ? null : sheet.name,
      shape: areDaysDown ? 'days down' : 'days across',
      month: month === '' ? null : month,
      isTransposed: (isOfStations && areDaysDown && lines[0]!.station !== null) || null,
      headingRows: fromOne(tableRows),
      firstDataRow: Math.min(...dataRows.map(({ at }) => at)) + 1,
      lastDataRow: Math.max(...dataRows.map(({ at }) => at)) + 1,
    }),
    mapping: mappingOf(table),
    unmapped: [],
    defaultsToAskFor: asked,
    coordinates: { system: null },
    counts: countsOf(rows),
    rejected: rejectedOf(rows),
    warnings: [
      ...dayWarnings(table),
      ...(unread.length > 0 ? [fileWarning('day-out-of-order')] : []),
    ],
    rows,
    roster: {
      month,
      ...(isOfStations
        ? {}
        : {
            text: rosterText(
              positions.map(({ day }) => day),
              assignments,
            ),
          }),
      legend: {},
      assignments,
    },
  }
}
