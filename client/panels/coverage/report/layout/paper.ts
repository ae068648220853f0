/** Sheets that the report is laid out on, in millimetres and in dots. */

export const PAPER_SIZES = {
  /** ISO 216, upright. */
  A4: { widthMm: 210, heightMm: 297 },
  A3: { widthMm: 297, heightMm: 420 },
} as const
export type PaperSize = keyof typeof PAPER_SIZES

export const ORIENTATIONS = ['landscape', 'portrait'] as const
export type Orientation = (typeof ORIENTATIONS)[number]

export interface Paper {
  readonly size: PaperSize
  readonly orientation: Orientation
}

export interface SheetSize {
  readonly widthMm: number
  readonly heightMm: number
}

export const sheetSize = ({ size, orientation }: Paper): SheetSize => {
  const { widthMm, heightMm } = PAPER_SIZES[size]
  return orientation === 'portrait'
    ? { widthMm, heightMm }
    : { widthMm: heightMm, heightMm: widthMm }
}

const MM_PER_INCH = 25.4
/** Sharp to the naked eye at reading distance, and small enough to be mailed. */
export const DOTS_PER_INCH = 200
export const DOTS_PER_MM = DOTS_PER_INCH / MM_PER_INCH
/** A CSS pixel is a 96th of an inch. */
const CSS_PIXELS_PER_INCH = 96
export const CSS_PIXELS_PER_MM = CSS_PIXELS_PER_INCH / MM_PER_INCH

/** Size of the sheet as a picture, in dots. */
export const sheetDots = (paper: Paper): { width: number; height: number } => {
  const { widthMm, heightMm } = sheetSize(paper)
  return { width: Math.round(widthMm * DOTS_PER_MM), height: Math.round(heightMm * DOTS_PER_MM) }
}

/** An eighth of an inch is a whole number both of dots (25) and of CSS pixels (12). */
const COMMON_STEP_MM = MM_PER_INCH / 8

/** The longest length up to this one that is whole in dots and in CSS pixels alike. */
export const wholeLength = (lengthMm: number): number =>
  // a length that is whole already must not lose a step to rounding
  Math.floor(lengthMm / COMMON_STEP_MM + 1e-6) * COMMON_STEP_MM

/** The nearest place at which a dot begins. */
export const onDot = (placeMm: number): number => Math.round(placeMm * DOTS_PER_MM) / DOTS_PER_MM

/** What the browser's print dialog is told; the margins are part of the layout. */
export const pageRule = ({ size, orientation }: Paper): string =>
  `@page { size: ${size} ${orientation}; margin: 0 }`
