/** Small drawings of the report: swatches, dots, markers of the map, the north arrow. */
import { INK, lineHeight, PAPER, type Pen } from './pen.ts'
import type { Box } from './primitives.ts'
import type { MarkerKind, Swatch } from './report-content.ts'
import type { TypeSizes } from './type-sizes.ts'

const EDGE_MM = 0.15
const HATCH_STROKE_MM = 0.2
const HATCH_STEP_MM = 0.9

/** Slanted lines over a box, cut off at its edges: from the lower left to the upper right. */
const drawHatch = (pen: Pen, { x, y, width, height }: Box, colour: string): void => {
  for (let offset = HATCH_STEP_MM / 2; offset < width + height; offset += HATCH_STEP_MM) {
    const from = { along: Math.min(offset, width), down: Math.max(0, offset - width) }
    const to = { along: Math.max(0, offset - height), down: Math.min(offset, height) }
    pen.add({
      kind: 'line',
      x1: x + from.along,
      y1: y + from.down,
      x2: x + to.along,
      y2: y + to.down,
      colour,
      strokeMm: HATCH_STROKE_MM,
    })
  }
}

export const drawSwatch = (pen: Pen, { colour, hatch }: Swatch, box: Box): void => {
  pen.fill(box, colour)
  if (hatch !== null) drawHatch(pen, box, hatch)
  pen.frame(box, INK, EDGE_MM)
}

interface MarkerLook {
  readonly fill: string
  readonly edge: string
  readonly ink: string
}

/** Blue for what a scenario sets up, as no station of today is; what goes grey, proposals yellow. */
const MARKER_LOOKS: Readonly<Record<MarkerKind, MarkerLook>> = {
  gap: { fill: PAPER, edge: INK, ink: INK },
  added: { fill: '#1246b8', edge: PAPER, ink: PAPER },
  moved: { fill: '#1246b8', edge: PAPER, ink: PAPER },
  removed: { fill: '#e7e7e7', edge: '#2e2e2e', ink: '#2e2e2e' },
  proposed: { fill: '#ffd84a', edge: '#10242f', ink: '#10242f' },
}

/** Strokes of the sign in a marker, in shares of its radius from its middle. */
type Strokes = readonly (readonly [x1: number, y1: number, x2: number, y2: number])[]
const SIGNS: Readonly<Record<MarkerKind, Strokes>> = {
  gap: [],
  proposed: [],
  added: [
    [-0.5, 0, 0.5, 0],
    [0, -0.5, 0, 0.5],
  ],
  moved: [
    [-0.5, 0, 0.5, 0],
    [0.1, -0.4, 0.5, 0],
    [0.1, 0.4, 0.5, 0],
  ],
  removed: [
    [-0.4, -0.4, 0.4, 0.4],
    [-0.4, 0.4, 0.4, -0.4],
  ],
}

const MARKER_EDGE_MM = 0.25
const SIGN_STROKE_SHARE = 0.26
const MARKER_LETTERS = 0.9

/** Radius of a marker that two figures fit into. */
export const markerRadius = (type: TypeSizes): number => type.small.sizeMm * MARKER_LETTERS

export const drawMarker = (
  pen: Pen,
  kind: MarkerKind,
  text: string,
  [x, y]: readonly [x: number, y: number],
  type: TypeSizes,
): void => {
  const { fill, edge, ink } = MARKER_LOOKS[kind]
  const radiusMm = markerRadius(type)
  pen.add({ kind: 'disc', x, y, radiusMm, fill, stroke: edge, strokeMm: MARKER_EDGE_MM })
  for (const [x1, y1, x2, y2] of SIGNS[kind]) {
    pen.add({
      kind: 'line',
      x1: x + x1 * radiusMm,
      y1: y + y1 * radiusMm,
      x2: x + x2 * radiusMm,
      y2: y + y2 * radiusMm,
      colour: ink,
      strokeMm: radiusMm * SIGN_STROKE_SHARE,
    })
  }
  const style = type.smallStrong
  const top = y - lineHeight(style) / 2
  pen.line(text, style, { x, top, width: 2 * radiusMm, anchor: 'middle', colour: ink })
}

const ARROW_WIDTH_MM = 5
const ARROW_HEIGHT_MM = 8

/** Size of the north arrow with its letter. */
export const northArrowSize = (type: TypeSizes): { width: number; height: number } => ({
  width: ARROW_WIDTH_MM * 1.6,
  height: ARROW_HEIGHT_MM + lineHeight(type.strong) + ARROW_WIDTH_MM * 0.4,
})

/** A plate with an arrow that points up, as the map does. */
export const drawNorthArrow = (pen: Pen, letter: string, box: Box, type: TypeSizes): void => {
  pen.frame(box, INK, EDGE_MM, PAPER)
  const middle = box.x + box.width / 2
  const top = pen.line(letter, type.strong, {
    x: middle,
    top: box.y,
    width: box.width,
    anchor: 'middle',
  })
  const tip: [number, number] = [middle, top]
  const notch: [number, number] = [middle, top + ARROW_HEIGHT_MM * 0.72]
  const foot = top + ARROW_HEIGHT_MM
  pen.add({ kind: 'polygon', points: [tip, [middle - ARROW_WIDTH_MM / 2, foot], notch], fill: INK })
  pen.add({
    kind: 'polygon',
    points: [tip, [middle + ARROW_WIDTH_MM / 2, foot], notch],
    fill: '#9aa6b2',
  })
}
