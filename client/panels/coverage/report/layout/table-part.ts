/** Tables of the report, as many of their rows as the sheet has room for. */
import { heightOfAll, rowCounts } from './fill-rows.ts'
import { ACCENT, FAINT_RULE, INK, lineHeight, MUTED, type Pen, RULE } from './pen.ts'
import {
  CELL_PADDING_MM,
  DETAIL_LINES,
  detailPlace,
  type PlacedColumn,
  planTable,
  type TablePlan,
} from './plan-table.ts'
import type { Box } from './primitives.ts'
import type { ReportContent, ReportTable } from './report-content.ts'
import type { TypeSizes } from './type-sizes.ts'

const RULE_MM = 0.15
const STRONG_RULE_MM = 0.25
/** Short tables are set wider apart, up to this share of a line, where there is room left. */
const MOST_STRETCH = 0.4

const drawCells = (
  pen: Pen,
  columns: readonly PlacedColumn[],
  cells: readonly string[],
  top: number,
  style: TypeSizes['cell'],
  colour = INK,
): void => {
  for (const { column, cell, x, width } of columns) {
    pen.line(cells[cell] ?? '', style, {
      x: column.isFigure ? x + width - CELL_PADDING_MM : x + CELL_PADDING_MM,
      top: top + CELL_PADDING_MM / 4,
      width: width - 2 * CELL_PADDING_MM,
      anchor: column.isFigure ? 'end' : 'start',
      colour,
    })
  }
}

const drawTitle = (pen: Pen, { title, note }: ReportTable, box: Box, type: TypeSizes): number => {
  const titleWidth = Math.min(box.width, pen.measure(title, type.heading))
  const noteX = box.x + titleWidth + type.gapMm / 2
  const drop = (lineHeight(type.heading) - lineHeight(type.small)) / 2
  pen.line(note, type.small, {
    x: noteX,
    top: box.y + drop + (type.heading.sizeMm - type.small.sizeMm) / 4,
    width: Math.max(0, box.x + box.width - noteX),
    colour: MUTED,
  })
  return pen.line(title, type.heading, { x: box.x, top: box.y, width: box.width, colour: ACCENT })
}

/** @returns the lower edge */
const drawTable = (
  pen: Pen,
  { table, columns, heights }: TablePlan,
  { rowCount, stretchMm }: { rowCount: number; stretchMm: number },
  box: Box,
  type: TypeSizes,
  moreText: ReportContent['moreText'],
): number => {
  const line = lineHeight(type.cell) + CELL_PADDING_MM / 2
  let top = drawTitle(pen, table, box, type)
  pen.rule(box.x, top, box.width, ACCENT, STRONG_RULE_MM)
  const inset = { x: box.x + CELL_PADDING_MM, width: box.width - 2 * CELL_PADDING_MM }
  if (table.rows.length === 0) {
    pen.line(table.empty, type.cell, { ...inset, top, colour: MUTED })
    return top + line
  }
  drawCells(
    pen,
    columns,
    table.columns.map(({ label }) => label),
    top,
    type.cellStrong,
    MUTED,
  )
  top += line
  const detail = detailPlace(columns, box)
  for (const [place, row] of table.rows.slice(0, rowCount).entries()) {
    pen.rule(box.x, top, box.width, place === 0 ? RULE : FAINT_RULE, RULE_MM)
    drawCells(pen, columns, row.cells, top + stretchMm / 2, type.cell)
    if (row.detail) {
      const place = { ...detail, top: top + stretchMm / 2 + lineHeight(type.cell), colour: MUTED }
      pen.lines(row.detail, type.small, place, DETAIL_LINES)
    }
    top += (heights.rowsMm[place] ?? line) + stretchMm
  }
  const left = table.rows.length - rowCount
  if (left > 0) {
    pen.line(moreText(left), type.cell, { ...inset, top, colour: MUTED })
    top += line
  }
  if (table.total) {
    pen.rule(box.x, top, box.width, RULE, STRONG_RULE_MM)
    drawCells(pen, columns, table.total, top, type.cellStrong)
    top += line
  }
  return top
}

export interface PrintedRows {
  readonly table: ReportTable
  /** Null where the table is not printed at all. */
  readonly rowCount: number | null
}

/** What each row may be higher where all rows are printed and room is left. */
const stretch = (
  plans: readonly TablePlan[],
  counts: readonly (number | null)[],
  heightMm: number,
  type: TypeSizes,
): number => {
  const heights = plans.map((plan) => plan.heights)
  const isWhole = heights.every(({ rowsMm }, place) => counts[place] === rowsMm.length)
  const rowCount = heights.reduce((sum, { rowsMm }) => sum + rowsMm.length, 0)
  if (!isWhole || rowCount === 0) return 0
  const leftMm = heightMm - heightOfAll(heights, counts)
  return Math.min(leftMm / rowCount, MOST_STRETCH * lineHeight(type.cell))
}

/** Tables one below the other in a box, as many rows as fit. */
export const drawTables = (
  pen: Pen,
  tables: readonly ReportTable[],
  box: Box,
  type: TypeSizes,
  moreText: ReportContent['moreText'],
): PrintedRows[] => {
  const plans = tables.map((table) => planTable(table, box, type, pen.measure))
  // the gap is counted with each table, but above the first there is none
  const gap = type.gapMm * 0.75
  const counts = rowCounts(
    plans.map(({ heights }) => heights),
    box.height + gap,
  )
  const stretchMm = stretch(plans, counts, box.height + gap, type)
  let top = box.y
  return plans.map((plan, place) => {
    const count = counts[place] ?? null
    if (count === null) return { table: plan.table, rowCount: null }
    top =
      drawTable(pen, plan, { rowCount: count, stretchMm }, { ...box, y: top }, type, moreText) + gap
    return { table: plan.table, rowCount: Math.min(count, plan.table.rows.length) }
  })
}
