/**
 * Small drawings on paper in millimetres. Their shapes are SVG paths, which page and canvas
 * draw alike.
 */
import type { LonLat } from '../../data/geometry.ts'

export interface Shape {
  /** Path data of SVG. */
  readonly d: string
  readonly fill?: string
  readonly stroke?: string
  readonly strokeMm?: number
}

export interface Label {
  readonly text: string
  /** Where its base line is anchored. */
  readonly x: number
  readonly y: number
  readonly sizeMm?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly isStrong?: boolean
  readonly colour?: string
}

export interface Drawing {
  readonly widthMm: number
  readonly heightMm: number
  readonly shapes: readonly Shape[]
  readonly labels: readonly Label[]
}

export const INK = '#10242f'
export const PAPER = '#ffffff'
/** Height of the letters of a label that says nothing else. */
export const LETTER_MM = 2.2
/** From the middle of a line of letters down to its base line. */
export const BASE_LINE_MM = 0.36 * LETTER_MM
const EDGE_MM = 0.15
export const EDGE = { stroke: INK, strokeMm: EDGE_MM } as const

type Segment = readonly [x1: number, y1: number, x2: number, y2: number]

export const rect = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`
const disc = (x: number, y: number, radius: number): string =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
export const segments = (all: readonly Segment[]): string =>
  all.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join('')

/** Marks on the map beside the picture: numbers in an order, a place, what a scenario does. */
export type MarkerKind =
  | 'gap'
  | 'rank'
  | 'place'
  | 'added'
  | 'moved'
  | 'removed'
  | 'proposed'
  | 'note'

export interface Marker {
  readonly kind: MarkerKind
  readonly position: LonLat
  /** Number in it; empty for none. */
  readonly text: string
  /** What stands beside it; nothing where there is no room. */
  readonly words?: string
}

/** Blue for what a scenario sets up, as no station of today is; what goes grey, proposals yellow. */
const MARKER_LOOKS: Readonly<Record<MarkerKind, { fill: string; edge: string; ink: string }>> = {
  gap: { fill: PAPER, edge: INK, ink: INK },
  rank: { fill: INK, edge: PAPER, ink: PAPER },
  place: { fill: '#c2281c', edge: PAPER, ink: PAPER },
  added: { fill: '#1246b8', edge: PAPER, ink: PAPER },
  moved: { fill: '#1246b8', edge: PAPER, ink: PAPER },
  removed: { fill: '#e7e7e7', edge: '#2e2e2e', ink: '#2e2e2e' },
  proposed: { fill: '#ffd84a', edge: INK, ink: INK },
  note: { fill: '#fff4cc', edge: INK, ink: INK },
}

/** Path data of the sign in a marker, from its middle: a cross, an arrow, two diagonals. */
const MARKER_SIGNS: Readonly<Partial<Record<MarkerKind, string>>> = {
  place: 'm0 -1.1v1.3m0 .5v.4',
  added: 'm-1 0h2m-1 -1v2',
  moved: 'm-1 0h2m-.8 -.8l.8 .8l-.8 .8',
  removed: 'm-.8 -.8l1.6 1.6m-1.6 0l1.6 -1.6',
}

/** Two figures fit into a marker. */
export const MARKER_RADIUS_MM = 2

export const markerDrawing = (
  { kind, text }: Pick<Marker, 'kind' | 'text'>,
  x: number,
  y: number,
): Pick<Drawing, 'shapes' | 'labels'> => {
  const { fill, edge, ink } = MARKER_LOOKS[kind]
  const sign = MARKER_SIGNS[kind]
  return {
    shapes: [
      { d: disc(x, y, MARKER_RADIUS_MM), fill, stroke: edge, strokeMm: 0.25 },
      ...(sign ? [{ d: `M${x} ${y}${sign}`, stroke: ink, strokeMm: 0.5 }] : []),
    ],
    labels: [{ text, x, y: y + BASE_LINE_MM, anchor: 'middle', isStrong: true, colour: ink }],
  }
}

export type LegendSymbol =
  /** A colour, with lines over it where `hatch` is one. */
  | { readonly kind: 'swatch'; readonly colour: string; readonly hatch: string | null }
  | { readonly kind: 'dot'; readonly fill: string; readonly stroke: string }
  | { readonly kind: 'line'; readonly colour: string }
  | { readonly kind: 'marker'; readonly marker: MarkerKind; readonly text: string }

export const SYMBOL_WIDTH_MM = 4.6
const SWATCH_HEIGHT_MM = 2.2
const HATCH_STEP_MM = 0.9

/** Slanted lines over a box, cut off at its edges: from the lower left to the upper right. */
const hatch = (x: number, y: number, width: number, height: number): Segment[] =>
  Array.from({ length: Math.ceil((width + height) / HATCH_STEP_MM - 0.5) }, (_, place) => {
    const offset = (place + 0.5) * HATCH_STEP_MM
    return [
      x + Math.min(offset, width),
      y + Math.max(0, offset - width),
      x + Math.max(0, offset - height),
      y + Math.min(offset, height),
    ]
  })

/** A symbol of the legend. @param y its middle */
export const symbolDrawing = (
  symbol: LegendSymbol,
  x: number,
  y: number,
): Pick<Drawing, 'shapes' | 'labels'> => {
  const middle = x + SYMBOL_WIDTH_MM / 2
  switch (symbol.kind) {
    case 'swatch': {
      const box = [x, y - SWATCH_HEIGHT_MM / 2, SYMBOL_WIDTH_MM, SWATCH_HEIGHT_MM] as const
      const lines = symbol.hatch && { d: segments(hatch(...box)), stroke: symbol.hatch }
      const shapes = [
        { d: rect(...box), fill: symbol.colour },
        ...(lines ? [{ ...lines, strokeMm: 0.2 }] : []),
        { d: rect(...box), ...EDGE },
      ]
      return { shapes, labels: [] }
    }
    case 'dot': {
      const { fill, stroke } = symbol
      return { shapes: [{ d: disc(middle, y, 0.75), fill, stroke, strokeMm: 0.3 }], labels: [] }
    }
    case 'line': {
      const d = segments([[x, y, x + SYMBOL_WIDTH_MM, y]])
      return { shapes: [{ d, stroke: symbol.colour, strokeMm: 0.35 }], labels: [] }
    }
    case 'marker':
      return markerDrawing({ kind: symbol.marker, text: symbol.text }, middle, y)
  }
}
