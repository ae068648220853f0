/** Columns that name a group in its first row and leave the others blank, as merged cells look without being merged. */
import { cellText, isBlank } from '../tables/table-file.ts'
import type { DataRow, Table } from './find-table.ts'

/** Where fewer are blank, a blank cell is more likely one that nobody filled in. */
const LEAST_BLANK = 0.5

const isGrouping = (rows: readonly DataRow[], column: number): boolean => {
  const texts = rows.map(({ cells }) => cellText(cells[column]).trim())
  const blank = texts.filter((text) => text === '').length
  return (
    texts[0] !== '' &&
    texts.some((text) => text === '') &&
    blank >= LEAST_BLANK * texts.length &&
    // Who repeats what stands above does not leave it out.
    texts.every((text, index) => text === '' || text !== texts[index - 1])
  )
}

/** @param columns in which groups may be named, such as counties and stores. */
export const withGroups = (table: Table, columns: readonly number[]): Table => {
  const grouping = columns.filter((column) => isGrouping(table.rows, column))
  if (grouping.length === 0) return table
  let above: DataRow['cells'] = []
  const rows = table.rows.map((row): DataRow => {
    const fromAbove = grouping.filter((column) => isBlank(row.cells[column]))
    const cells = row.cells.slice()
    for (const column of fromAbove) cells[column] = above[column]
    above = cells
    return { ...row, cells, fromAbove }
  })
  return { ...table, rows }
}
