/** What a report is drawn from; all places and lengths in millimetres from the top left corner. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Weight = 400 | 600
export type Anchor = 'start' | 'middle' | 'end'

/** How a line of text is set. */
export interface TextStyle {
  readonly sizeMm: number
  readonly weight: Weight
}

/** Width of a line of text in millimetres. */
export type MeasureText = (text: string, style: TextStyle) => number

export interface TextPrimitive extends TextStyle {
  readonly kind: 'text'
  /** Where the anchor of the line is. */
  readonly x: number
  /** The base line. */
  readonly y: number
  readonly text: string
  readonly anchor: Anchor
  readonly colour: string
  /** As measured. */
  readonly widthMm: number
}

export interface RectPrimitive extends Box {
  readonly kind: 'rect'
  readonly fill: string | null
  readonly stroke: string | null
  readonly strokeMm: number
}

export interface LinePrimitive {
  readonly kind: 'line'
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly colour: string
  readonly strokeMm: number
}

/** Straight lines through points, or a disc: enough for swatches, arrows and markers. */
export interface PolygonPrimitive {
  readonly kind: 'polygon'
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly fill: string
}

export interface DiscPrimitive {
  readonly kind: 'disc'
  readonly x: number
  readonly y: number
  readonly radiusMm: number
  readonly fill: string
  readonly stroke: string
  readonly strokeMm: number
}

/** Where the picture of the map goes. */
export interface ImagePrimitive extends Box {
  readonly kind: 'image'
}

export type Primitive =
  | TextPrimitive
  | RectPrimitive
  | LinePrimitive
  | PolygonPrimitive
  | DiscPrimitive
  | ImagePrimitive

/** Share of the size that letters reach above and below the base line, Chinese ones included. */
export const ASCENT = 0.88
export const DESCENT = 0.24

/** The box that a line of text fills. */
export const textBox = ({ x, y, widthMm, sizeMm, anchor }: TextPrimitive): Box => {
  const left = { start: x, middle: x - widthMm / 2, end: x - widthMm }[anchor]
  return {
    x: left,
    y: y - sizeMm * ASCENT,
    width: widthMm,
    height: sizeMm * (ASCENT + DESCENT),
  }
}
