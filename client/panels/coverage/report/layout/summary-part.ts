/** The figures that matter most, large: who is reached in time. */
import { ACCENT, FAINT_RULE, INK, lineHeight, MUTED, type Pen } from './pen.ts'
import type { Box } from './primitives.ts'
import type { ReportContent, ShareFigure } from './report-content.ts'
import type { TypeSizes } from './type-sizes.ts'

/** Bars as in the panel: the part in time is filled. */
const IN_TIME = '#2f78c4'
const NOT_IN_TIME = '#f2c595'

/** Shares of a broad summary's width that classes of place and counts take at most. */
const MOST_CLASSES_SHARE = 0.4
const MOST_COUNTS_SHARE = 0.32
/** A summary is broad where three parts stand side by side. */
const WIDE_LETTERS = 40

const drawBar = (pen: Pen, part: number, box: Box): void => {
  pen.fill(box, NOT_IN_TIME)
  pen.fill({ ...box, width: box.width * Math.min(1, Math.max(0, part)) }, IN_TIME)
}

const drawHeadline = (pen: Pen, content: ReportContent, box: Box, type: TypeSizes): number => {
  const { share, label, part, detail } = content.headline
  const shareWidth = pen.measure(share, type.figure)
  const x = box.x + shareWidth + type.gapMm / 2
  const below = pen.line(share, type.figure, {
    x: box.x,
    top: box.y - type.figure.sizeMm * 0.1,
    width: box.width,
    colour: ACCENT,
  })
  pen.line(label, type.strong, {
    x,
    top: below - lineHeight(type.strong) - type.figure.sizeMm * 0.22,
    width: box.x + box.width - x,
  })
  const barHeight = type.body.sizeMm * 0.75
  drawBar(pen, part, { x: box.x, y: below, width: box.width, height: barHeight })
  let top = below + barHeight + type.gapMm / 8
  top = pen.lines(detail, type.cell, { x: box.x, top, width: box.width, colour: MUTED }, 2)
  const { difference } = content
  if (difference === null) return top
  const style = type.strong
  const labelWidth = pen.measure(difference.label, type.cell) + type.gapMm / 3
  pen.line(difference.label, type.cell, {
    x: box.x,
    top: top + (lineHeight(style) - lineHeight(type.cell)) / 2,
    width: labelWidth,
    colour: MUTED,
  })
  return pen.lines(
    difference.figure,
    style,
    { x: box.x + labelWidth, top, width: box.width - labelWidth, colour: INK },
    2,
  )
}

const drawClass = (pen: Pen, figure: ShareFigure, box: Box, type: TypeSizes): number => {
  const shareWidth = pen.measure(figure.share, type.strong)
  pen.line(figure.share, type.strong, {
    x: box.x + box.width,
    top: box.y,
    width: shareWidth,
    anchor: 'end',
  })
  const drop = (lineHeight(type.strong) - lineHeight(type.cell)) * 0.7
  pen.line(figure.label, type.cell, {
    x: box.x,
    top: box.y + drop,
    width: box.width - shareWidth - type.gapMm / 2,
  })
  const barTop = box.y + lineHeight(type.strong)
  const barHeight = type.cell.sizeMm / 2
  drawBar(pen, figure.part, { x: box.x, y: barTop, width: box.width, height: barHeight })
  return pen.line(figure.detail, type.small, {
    x: box.x,
    top: barTop + barHeight + type.gapMm / 8,
    width: box.width,
    colour: MUTED,
  })
}

const drawClasses = (pen: Pen, content: ReportContent, box: Box, type: TypeSizes): number =>
  content.classes.reduce(
    (top, figure) => drawClass(pen, figure, { ...box, y: top }, type) + type.gapMm / 4,
    box.y,
  )

const drawCounts = (pen: Pen, { counts }: ReportContent, box: Box, type: TypeSizes): number => {
  let top = box.y
  for (const [place, [label, figure]] of counts.entries()) {
    if (place > 0) pen.rule(box.x, top, box.width, FAINT_RULE, 0.15)
    const line = { top: top + type.gapMm / 10 }
    const figureWidth = pen.measure(figure, type.strong)
    pen.line(figure, type.strong, {
      ...line,
      x: box.x + box.width,
      width: figureWidth,
      anchor: 'end',
      colour: INK,
    })
    const drop = (lineHeight(type.strong) - lineHeight(type.cell)) * 0.7
    pen.line(label, type.cell, {
      x: box.x,
      top: line.top + drop,
      width: box.width - figureWidth - type.gapMm / 2,
      colour: MUTED,
    })
    top += lineHeight(type.strong) + type.gapMm / 5
  }
  return top
}

/** What lines of a label and a figure need, so that neither is shortened. */
const pairsWidth = (
  pen: Pen,
  pairs: readonly (readonly [label: string, figure: string])[],
  type: TypeSizes,
): number =>
  Math.max(
    ...pairs.map(([label, figure]) => {
      const words = pen.measure(label, type.cell)
      return words + type.gapMm + pen.measure(figure, type.strong)
    }),
  )

const drawWide = (pen: Pen, content: ReportContent, box: Box, type: TypeSizes): number => {
  const gap = type.gapMm * 1.25
  const room = box.width - 2 * gap
  const classPairs = content.classes.map(({ label, share }) => [label, share] as const)
  const second = Math.min(
    room * MOST_CLASSES_SHARE,
    Math.max(room / 3, pairsWidth(pen, classPairs, type)),
  )
  const third = Math.min(room * MOST_COUNTS_SHARE, pairsWidth(pen, content.counts, type))
  const first = room - second - third
  const bottoms = [
    drawHeadline(pen, content, { ...box, width: first }, type),
    drawClasses(pen, content, { ...box, x: box.x + first + gap, width: second }, type),
    drawCounts(pen, content, { ...box, x: box.x + first + second + 2 * gap, width: third }, type),
  ]
  return Math.max(...bottoms)
}

const drawNarrow = (pen: Pen, content: ReportContent, box: Box, type: TypeSizes): number => {
  const gap = type.gapMm / 2
  let top = drawHeadline(pen, content, box, type) + gap
  top = drawClasses(pen, content, { ...box, y: top }, type) + gap / 2
  return drawCounts(pen, content, { ...box, y: top }, type)
}

/** @returns the lower edge */
export const drawSummary = (pen: Pen, content: ReportContent, box: Box, type: TypeSizes): number =>
  box.width > WIDE_LETTERS * type.body.sizeMm
    ? drawWide(pen, content, box, type)
    : drawNarrow(pen, content, box, type)
