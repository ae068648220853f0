/** Head and foot of the sheet: what it is, from when, under which conditions, made from what. */
import { ACCENT, lineHeight, MUTED, type Pen, RULE } from './pen.ts'
import type { Box } from './primitives.ts'
import type { ReportContent } from './report-content.ts'
import type { TypeSizes } from './type-sizes.ts'

const TITLE_LINES = 2
const CONDITION_LINES = 3
const NOTICE_LINES = 4
const BASIS_LINES = 3
const ACCENT_MM = 0.8
const SEPARATOR = ' · '
/** Space that the date keeps from the title. */
const DATE_GAP_MM = 6

const NOTICE_INK = '#7a3b00'
const NOTICE_PAPER = '#fff6e5'
const NOTICE_EDGE = '#c77700'
const NOTICE_EDGE_MM = 0.25

const drawTitle = (pen: Pen, { title, date }: ReportContent, box: Box, type: TypeSizes): number => {
  const dateWidth = pen.measure(date, type.body)
  const right = box.x + box.width
  pen.line(date, type.body, {
    x: right,
    top:
      box.y +
      lineHeight(type.title) -
      lineHeight(type.body) -
      (type.title.sizeMm - type.body.sizeMm) / 4,
    width: dateWidth,
    anchor: 'end',
    colour: MUTED,
  })
  const width = box.width - dateWidth - DATE_GAP_MM
  const place = { x: box.x, top: box.y, width, colour: ACCENT }
  const bottom = pen.lines(title, type.title, place, TITLE_LINES)
  return Math.max(bottom, box.y + lineHeight(type.title))
}

/** A coloured bar as broad as the box. @returns its lower edge */
const drawNotice = (pen: Pen, notice: string, box: Box, type: TypeSizes): number => {
  const padding = type.gapMm / 3
  const place = {
    x: box.x + padding,
    top: box.y + padding,
    width: box.width - 2 * padding,
    colour: NOTICE_INK,
  }
  // measured first: the ground lies under the words
  const bottom = pen.probe().lines(notice, type.small, place, NOTICE_LINES) + padding
  pen.frame({ ...box, height: bottom - box.y }, NOTICE_EDGE, NOTICE_EDGE_MM, NOTICE_PAPER)
  pen.lines(notice, type.small, place, NOTICE_LINES)
  return bottom
}

/** @returns the top of what follows */
export const drawHeader = (pen: Pen, content: ReportContent, box: Box, type: TypeSizes): number => {
  let top = drawTitle(pen, content, box, type)
  pen.fill({ ...box, y: top + ACCENT_MM / 2, height: ACCENT_MM }, ACCENT)
  top += 2.5 * ACCENT_MM
  top = pen.line(content.subtitle, type.subtitle, { x: box.x, top, width: box.width })
  const conditions = { x: box.x, top, width: box.width, colour: MUTED }
  top = pen.lines(content.conditions.join(SEPARATOR), type.body, conditions, CONDITION_LINES)
  if (content.notice) {
    top = drawNotice(pen, content.notice, { ...box, y: top + type.gapMm / 4 }, type)
  }
  return top + type.gapMm * 0.75
}

/** Draws upwards from the lower edge of the box. @returns the upper edge of what was drawn */
export const drawFooter = (
  pen: Pen,
  sentences: readonly string[],
  box: Box,
  type: TypeSizes,
): number => {
  const text = sentences.join(SEPARATOR)
  const place = { x: box.x, top: 0, width: box.width, colour: MUTED }
  const height = pen.probe().lines(text, type.small, place, BASIS_LINES)
  const top = box.y + box.height - height
  pen.lines(text, type.small, { ...place, top }, BASIS_LINES)
  pen.rule(box.x, top - type.gapMm / 4, box.width, RULE, 0.2)
  return top - type.gapMm / 4
}
