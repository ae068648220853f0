/** Puts primitives on a sheet: lines of text at the tops of their lines, rules, boxes. */
import { brokenLines, shortened } from './fit-text.ts'
import {
  type Anchor,
  ASCENT,
  type Box,
  DESCENT,
  type MeasureText,
  type Primitive,
  type TextStyle,
} from './primitives.ts'

/** Height of a line as a multiple of the size of its letters. */
const LINE_HEIGHT = 1.36

export const INK = '#16202a'
export const MUTED = '#4a5560'
export const RULE = '#9aa6b2'
export const FAINT_RULE = '#d3dae0'
export const ACCENT = '#0b3a66'
export const PAPER = '#ffffff'

export const lineHeight = ({ sizeMm }: TextStyle): number => sizeMm * LINE_HEIGHT

export interface TextPlace {
  readonly x: number
  /** Top of the line. */
  readonly top: number
  /** Longer text is shortened to it. */
  readonly width: number
  readonly anchor?: Anchor
  readonly colour?: string
}

export interface Pen {
  readonly primitives: readonly Primitive[]
  readonly measure: MeasureText
  add(primitive: Primitive): void
  /** One line of text. @returns the top of the next line */
  line(text: string, style: TextStyle, place: TextPlace): number
  /** As many lines as needed, at most `mostLines`. @returns the top of the next line */
  lines(text: string, style: TextStyle, place: TextPlace, mostLines: number): number
  rule(x: number, y: number, width: number, colour: string, strokeMm: number): void
  fill(box: Box, fill: string): void
  frame(box: Box, stroke: string, strokeMm: number, fill?: string): void
  /** A pen for another sheet, to see how much room something takes. */
  probe(): Pen
}

export const createPen = (measure: MeasureText): Pen => {
  const primitives: Primitive[] = []
  const add = (primitive: Primitive): void => {
    primitives.push(primitive)
  }
  const line: Pen['line'] = (text, style, place) => {
    const { x, top, width, anchor = 'start', colour = INK } = place
    const height = lineHeight(style)
    const fitted = shortened(text, width, style, measure)
    if (fitted !== '') {
      add({
        kind: 'text',
        text: fitted,
        x,
        y: top + (height - style.sizeMm * (ASCENT + DESCENT)) / 2 + style.sizeMm * ASCENT,
        anchor,
        colour,
        sizeMm: style.sizeMm,
        weight: style.weight,
        widthMm: measure(fitted, style),
      })
    }
    return top + height
  }
  return {
    primitives,
    measure,
    add,
    line,
    lines: (text, style, place, mostLines) =>
      brokenLines(text, place.width, mostLines, style, measure).reduce(
        (top, part) => line(part, style, { ...place, top }),
        place.top,
      ),
    rule: (x, y, width, colour, strokeMm) =>
      add({ kind: 'line', x1: x, y1: y, x2: x + width, y2: y, colour, strokeMm }),
    fill: (box, fill) => add({ kind: 'rect', ...box, fill, stroke: null, strokeMm: 0 }),
    frame: (box, stroke, strokeMm, fill) =>
      add({ kind: 'rect', ...box, fill: fill ?? null, stroke, strokeMm }),
    probe: () => createPen(measure),
  }
}
