/** Puts the report on one sheet: everything is placed here, painters only paint. */
import type { Bbox } from '../../../../../data/geometry.ts'
import { ARRANGEMENTS, type Slot } from './arrangements.ts'
import { drawFooter, drawHeader } from './header-part.ts'
import { drawLegend } from './legend-part.ts'
import { metresPerMm } from './map-frame.ts'
import { drawMap } from './map-part.ts'
import { type Paper, sheetSize } from './paper.ts'
import { createPen } from './pen.ts'
import type { Box, MeasureText, Primitive } from './primitives.ts'
import type { Marker, ReportContent, ReportTable } from './report-content.ts'
import { markerRadius } from './symbols.ts'
import { drawTables, type PrintedRows } from './table-part.ts'
import { typeSizes } from './type-sizes.ts'

export interface ReportLayout {
  readonly widthMm: number
  readonly heightMm: number
  readonly primitives: readonly Primitive[]
  /** Where the picture of the map goes; null for a report without one. */
  readonly mapBox: Box | null
  /** What is marked on the map, and how broad each marker is. */
  readonly markers: readonly Marker[]
  readonly markerMm: number
  readonly printed: readonly PrintedRows[]
}

/** Tables into their columns; a column that none is meant for takes the last one of another. */
const filledSlots = (
  slots: readonly Slot[],
  tables: readonly ReportTable[],
): { box: Box; tables: ReportTable[] }[] => {
  const filled = slots.map(({ box, tables: ids }) => ({
    box,
    tables: ids.flatMap((id) => tables.filter((table) => table.id === id)),
  }))
  for (const slot of filled) {
    const fullest = filled.find((other) => other.tables.length > 1)
    const moved = slot.tables.length === 0 ? fullest?.tables.pop() : undefined
    if (moved) slot.tables.push(moved)
  }
  return filled
}

/** Which tables, or all their rows, are not on the sheet. */
const notPrinted = (printed: readonly PrintedRows[], content: ReportContent): string[] => {
  const missing = printed.filter(({ rowCount }) => rowCount === null)
  if (missing.length === 0) return []
  return [
    content.notPrintedText(
      missing.map(({ table }) => `${table.title}${content.rowsText(table.rows.length)}`),
    ),
  ]
}

/** Gaps are numbered on the map where their row is on the sheet. */
const shownMarkers = (markers: readonly Marker[], printed: readonly PrintedRows[]): Marker[] => {
  const gaps = printed.find(({ table }) => table.id === 'gaps')
  const numbers = new Set(
    gaps?.table.rows.slice(0, gaps.rowCount ?? 0).map(({ cells }) => cells[0]),
  )
  return markers.filter(({ kind, text }) => kind !== 'gap' || numbers.has(text))
}

/**
 * Lays the report out. Where its map goes does not depend on what is on the map: laid out without
 * it, the layout says how large a picture is needed.
 * @param bbox what the picture of the map shows; null while there is none
 */
export const layoutReport = (
  content: ReportContent,
  paper: Paper,
  measure: MeasureText,
  bbox: Bbox | null,
): ReportLayout => {
  const { widthMm, heightMm } = sheetSize(paper)
  const type = typeSizes(paper.size)
  const pen = createPen(measure)
  const page: Box = {
    x: type.marginMm,
    y: type.marginMm,
    width: widthMm - 2 * type.marginMm,
    height: heightMm - 2 * type.marginMm,
  }
  pen.fill({ x: 0, y: 0, width: widthMm, height: heightMm }, '#ffffff')
  const bodyTop = drawHeader(pen, content, page, type)
  // room for a sentence about what is not printed is kept, needed or not
  const longest = [
    ...content.basis,
    content.notPrintedText(content.tables.map(({ title }) => title)),
  ]
  const bodyBottom = drawFooter(pen.probe(), longest, page, type) - type.gapMm / 2
  const body = { ...page, y: bodyTop, height: bodyBottom - bodyTop }
  const { mapBox, slots } = ARRANGEMENTS[paper.orientation]({ pen, content, type }, body)
  const printed = filledSlots(slots, content.tables).flatMap(({ box, tables }) =>
    drawTables(pen, tables, box, type, content.moreText),
  )
  const markers = shownMarkers(content.map?.markers ?? [], printed)
  if (mapBox && content.map) {
    drawMap(pen, content.map, markers, bbox, mapBox, type)
    const scale = bbox && metresPerMm(bbox, mapBox.width)
    const legendBox = { ...mapBox, y: mapBox.y + mapBox.height + type.gapMm / 4, height: 0 }
    drawLegend(pen, content.map, scale, legendBox, type)
  }
  drawFooter(pen, [...content.basis, ...notPrinted(printed, content)], page, type)
  return {
    widthMm,
    heightMm,
    primitives: pen.primitives,
    mapBox,
    markers,
    markerMm: 2 * markerRadius(type),
    printed,
  }
}
