/** A long list on one sheet of paper goes on beside itself, below the same headings once more: 序号, 名称, 电话, 序号, 名称, 电话. */
import { columnName, isBlank, type Sheet } from '../tables/table-file.ts'
import type { DataRow, Table } from './find-table.ts'
import type { Issue } from './issues.ts'
import type { Heading } from './match-headings.ts'

const LEAST_HEADINGS = 2
const MOST_LISTS = 4
/** A number that was printed beforehand for a row left empty is no row. */
const LEAST_FILLED = 2

const sameWords = (a: Heading, b: Heading): boolean => a.path.join('\n') === b.path.join('\n')

/** How many columns each list lies to the right of the first; none but 0 where there is one list. */
const shiftsOf = (headings: readonly Heading[]): number[] => {
  for (let lists = MOST_LISTS; lists > 1; lists--) {
    const length = headings.length / lists
    if (!Number.isInteger(length) || length < LEAST_HEADINGS) continue
    const shifts = Array.from(
      { length: lists },
      (_, list) => headings[list * length]!.column - headings[0]!.column,
    )
    const isRepeated = headings.every((heading, index) => {
      const first = headings[index % length]!
      const shift = shifts[Math.floor(index / length)]!
      return heading.column === first.column + shift && sameWords(heading, first)
    })
    if (isRepeated) return shifts
  }
  return [0]
}

/** The table with its lists one below the other, under the headings of the first. */
export const listsBelowEachOther = (table: Table): Table => {
  const shifts = shiftsOf(table.headings)
  if (shifts.length === 1) return table
  const headings = table.headings.slice(0, table.headings.length / shifts.length)
  const rows = shifts.flatMap((shift) =>
    table.rows.flatMap((row): DataRow[] => {
      const cells: DataRow['cells'][number][] = []
      for (const { column } of headings) cells[column] = row.cells[column + shift]
      const filled = headings.filter(({ column }) => !isBlank(cells[column])).length
      return filled < LEAST_FILLED ? [] : [{ ...row, cells, ...(shift > 0 && { shift }) }]
    }),
  )
  return { ...table, headings, rows }
}

/** What is said of a cell, by the column that it stands in and not the one that it was read as. */
export const inOwnColumn =
  (sheet: Sheet, { headings }: Table, shift: number) =>
  (issue: Issue): Issue => {
    const heading = headings.find(({ column }) => columnName(sheet, column) === issue.column)
    return heading ? { ...issue, column: columnName(sheet, heading.column + shift) } : issue
  }
