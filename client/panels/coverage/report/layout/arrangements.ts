/** Where on the sheet the map, the figures and the columns of tables go. */
import { drawLegend } from './legend-part.ts'
import { type Orientation, onDot, wholeLength } from './paper.ts'
import type { Pen } from './pen.ts'
import type { Box } from './primitives.ts'
import type { ReportContent, ReportTableId } from './report-content.ts'
import { drawSummary } from './summary-part.ts'
import type { TypeSizes } from './type-sizes.ts'

/** As the box of the whole city on a Mercator map: a little higher than broad. */
const MAP_WIDTH_PER_HEIGHT = 0.92
/** Shares of the sheet that the map takes at most. */
const LANDSCAPE_MAP_WIDTH = 0.46
const PORTRAIT_MAP_WIDTH = 0.63
const PORTRAIT_MAP_HEIGHT = 0.56

export interface Sheet {
  readonly pen: Pen
  readonly content: ReportContent
  readonly type: TypeSizes
}

/** A column of tables. */
export interface Slot {
  readonly box: Box
  readonly tables: readonly ReportTableId[]
}

export interface Arrangement {
  readonly mapBox: Box | null
  readonly slots: readonly Slot[]
}

const split = (box: Box, gap: number, share = 0.5): readonly [Box, Box] => {
  const first = (box.width - gap) * share
  return [
    { ...box, width: first },
    { ...box, x: box.x + first + gap, width: box.width - gap - first },
  ]
}

const below = (box: Box, top: number): Box => ({
  ...box,
  y: top,
  height: Math.max(0, box.y + box.height - top),
})

const mapBoxAt = (x: number, y: number, width: number, height: number): Box => ({
  x: onDot(x),
  y: onDot(y),
  width: wholeLength(width),
  height: wholeLength(height),
})

const legendHeight = ({ pen, content, type }: Sheet, width: number): number =>
  content.map
    ? drawLegend(pen.probe(), content.map, null, { x: 0, y: 0, width, height: 0 }, type) +
      type.gapMm / 4
    : 0

/** A lower one is not worth its place. */
const LEAST_MAP_MM = 20

/** The largest map within these limits that leaves room for its legend; null where there is none. */
const fittedMap = (sheet: Sheet, body: Box, widest: number, highest: number): Box | null => {
  if (sheet.content.map === null) return null
  let height = highest
  while (height >= LEAST_MAP_MM) {
    const box = mapBoxAt(body.x, body.y, Math.min(widest, height * MAP_WIDTH_PER_HEIGHT), height)
    // the legend of a narrower map may take a line more
    const excess = box.height + legendHeight(sheet, box.width) - body.height
    if (excess <= 0) return box
    height = box.height - excess
  }
  return null
}

/** Map at the left as high as the sheet allows; beside it the figures, under them the tables. */
const landscape = (sheet: Sheet, body: Box): Arrangement => {
  const { pen, content, type } = sheet
  const gap = type.gapMm * 1.25
  const mapBox = fittedMap(sheet, body, body.width * LANDSCAPE_MAP_WIDTH, body.height)
  const left = mapBox ? mapBox.x + mapBox.width + gap : body.x
  const rest = { ...body, x: left, width: body.x + body.width - left }
  const top = drawSummary(pen, content, rest, type) + type.gapMm
  const [first, second] = split(below(rest, top), gap)
  return {
    mapBox,
    slots: [
      { box: first, tables: ['counties', 'differences', 'towns'] },
      { box: second, tables: ['measures', 'gaps'] },
    ],
  }
}

/** Map at the upper left, figures and counties beside it, the other tables over the whole width. */
const portrait = (sheet: Sheet, body: Box): Arrangement => {
  const { pen, content, type } = sheet
  const gap = type.gapMm * 1.25
  const width = body.width * PORTRAIT_MAP_WIDTH
  const height = Math.min(width / MAP_WIDTH_PER_HEIGHT, body.height * PORTRAIT_MAP_HEIGHT)
  const mapBox = fittedMap(sheet, body, width, height)
  if (mapBox === null) {
    const top = drawSummary(pen, content, body, type) + type.gapMm
    const [first, second] = split(below(body, top), gap)
    return {
      mapBox,
      slots: [
        { box: first, tables: ['counties', 'differences', 'towns'] },
        { box: second, tables: ['measures', 'gaps'] },
      ],
    }
  }
  const left = mapBox.x + mapBox.width + gap
  const mapBottom = mapBox.y + mapBox.height + legendHeight(sheet, mapBox.width)
  const beside = { ...body, x: left, width: body.x + body.width - left }
  const top = drawSummary(pen, content, beside, type) + type.gapMm
  const [first, second] = split(below(body, mapBottom + type.gapMm), gap)
  return {
    mapBox,
    slots: [
      { box: { ...below(beside, top), height: mapBottom - top }, tables: ['counties', 'measures'] },
      { box: first, tables: ['gaps'] },
      { box: second, tables: ['differences', 'towns'] },
    ],
  }
}

/** Draws the figures, and says where everything else goes. */
export const ARRANGEMENTS: Readonly<Record<Orientation, (sheet: Sheet, body: Box) => Arrangement>> =
  { landscape, portrait }
