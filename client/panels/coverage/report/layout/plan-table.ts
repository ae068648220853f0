/** Where the columns and rows of a table go: columns as wide as what stands in them. */

import type { TableHeights } from './fill-rows.ts'
import { brokenLines } from './fit-text.ts'
import { lineHeight } from './pen.ts'
import type { Box, MeasureText } from './primitives.ts'
import type { ReportColumn, ReportRow, ReportTable } from './report-content.ts'
import type { TypeSizes } from './type-sizes.ts'

export const DETAIL_LINES = 3
export const CELL_PADDING_MM = 0.9
/** No more rows than this go on a sheet: the others are not measured. */
const MOST_ROWS = 100
/** Names need no more than this share of a table to be told apart. */
const MOST_NAME_SHARE = 0.6

export interface PlacedColumn {
  readonly column: ReportColumn
  readonly cell: number
  readonly x: number
  readonly width: number
}

export interface TablePlan {
  readonly table: ReportTable
  readonly columns: readonly PlacedColumn[]
  readonly heights: TableHeights
}

const columnWidth = (
  { columns, rows, total }: ReportTable,
  cell: number,
  type: TypeSizes,
  measure: MeasureText,
): number => {
  const texts = [columns[cell]?.label ?? '', total?.[cell] ?? '']
  const widths = [
    ...texts.map((text) => measure(text, type.cellStrong)),
    ...rows.slice(0, MOST_ROWS).map(({ cells }) => measure(cells[cell] ?? '', type.cell)),
  ]
  return Math.max(...widths) + 2 * CELL_PADDING_MM
}

const placeColumns = (
  table: ReportTable,
  box: Box,
  type: TypeSizes,
  measure: MeasureText,
): PlacedColumn[] => {
  const all = table.columns.map((column, cell) => ({
    column,
    cell,
    width: columnWidth(table, cell, type, measure),
  }))
  const names = all.find(({ column }) => column.grows)?.width ?? 0
  const least = Math.min(names, box.width * MOST_NAME_SHARE)
  const roomFor = (columns: typeof all): number =>
    box.width - columns.reduce((sum, { column, width }) => sum + (column.grows ? 0 : width), 0)
  let chosen = all
  for (const spare of all.filter(({ column }) => column.isSpare)) {
    if (roomFor(chosen) < least) chosen = chosen.filter((each) => each !== spare)
  }
  let x = box.x
  return chosen.map((each) => {
    const width = each.column.grows ? Math.max(0, roomFor(chosen)) : each.width
    const placed = { ...each, x, width }
    x += width
    return placed
  })
}

/** Sentences under a row stand under its name. */
export const detailPlace = (
  columns: readonly PlacedColumn[],
  box: Box,
): { x: number; width: number } => {
  const x = (columns.find(({ column }) => column.grows)?.x ?? box.x) + CELL_PADDING_MM
  return { x, width: box.x + box.width - CELL_PADDING_MM - x }
}

const rowHeight = (
  { detail }: ReportRow,
  width: number,
  type: TypeSizes,
  measure: MeasureText,
): number => {
  const line = lineHeight(type.cell) + CELL_PADDING_MM / 2
  if (detail === undefined || detail === '') return line
  const lines = brokenLines(detail, width, DETAIL_LINES, type.small, measure).length
  return line + lines * lineHeight(type.small) + CELL_PADDING_MM / 2
}

export const planTable = (
  table: ReportTable,
  box: Box,
  type: TypeSizes,
  measure: MeasureText,
): TablePlan => {
  const columns = placeColumns(table, box, type, measure)
  const { width } = detailPlace(columns, box)
  const line = lineHeight(type.cell) + CELL_PADDING_MM / 2
  const isEmpty = table.rows.length === 0
  return {
    table,
    columns,
    heights: {
      headMm: lineHeight(type.heading) + (isEmpty ? 0 : line) + type.gapMm * 0.75,
      rowsMm: isEmpty
        ? [line]
        : table.rows.map((row, place) =>
            place < MOST_ROWS ? rowHeight(row, width, type, measure) : line,
          ),
      totalMm: table.total && !isEmpty ? line : 0,
      moreMm: line,
      isComplete: table.isComplete,
    },
  }
}
