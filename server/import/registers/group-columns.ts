/** Groups that are named once: in the first row of a column that is blank below it, or in a row of their own. */
import { cellText, isBlank } from '../tables/table-file.ts'
import type { DataRow, Table } from './find-table.ts'

/** Where fewer are blank, a blank cell is more likely one that was not filled in. */
const LEAST_BLANK = 0.5

/** @param wider columns that say the same of a whole group where they say anything: its county. */
const isGrouping = (
  rows: readonly DataRow[],
  column: number,
  wider: readonly number[],
): boolean => {
  const texts = rows.map(({ cells }) => cellText(cells[column]).trim())
  const blank = texts.filter((text) => text === '').length
  return (
    texts[0] !== '' &&
    texts.some((text) => text === '') &&
    blank >= LEAST_BLANK * texts.length &&
    // Who repeats what stands above does not leave it out.
    texts.every((text, index) => text === '' || text !== texts[index - 1]) &&
    wider.every((other) => isOneInEachGroup(rows, texts, other))
  )
}

const isOneInEachGroup = (
  rows: readonly DataRow[],
  groups: readonly string[],
  other: number,
): boolean => {
  let said = ''
  return rows.every(({ cells }, index) => {
    const text = cellText(cells[other]).trim()
    if (groups[index] !== '') said = ''
    const isSame = text === '' || said === '' || text === said
    said ||= text
    return isSame
  })
}

/** @param columns in which groups may be named, such as stores: counties before their towns. */
export const withGroups = (table: Table, columns: readonly number[]): Table => {
  const grouping = columns.filter((column, index) =>
    isGrouping(table.rows, column, columns.slice(0, index)),
  )
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

/** What heads the section that a row is in, without its number and what is counted: 一、甲县（3个） is 甲县. */
export const sectionName = ({ section = '' }: Pick<DataRow, 'section'>): string =>
  section
    .normalize('NFKC')
    .trim()
    .replace(/^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.])\s*/, '')
    .replace(/\s*(?:\([^()]*\)|:.*)$/, '')
