/** Sheets of paper, in millimetres and in dots. */

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

export const A4_UPRIGHT: Paper = { size: 'A4', orientation: 'portrait' }
export const A4_LYING: Paper = { size: 'A4', orientation: 'landscape' }

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

/** A larger sheet is read from farther off: its type and its margins grow with it. */
export const PAPER_SCALES: Readonly<Record<PaperSize, number>> = { A4: 1, A3: 1.2 }

export const MM_PER_INCH = 25.4
/** Sharp to the naked eye at reading distance, and small enough to be mailed. */
export const DOTS_PER_INCH = 200
export const DOTS_PER_MM = DOTS_PER_INCH / MM_PER_INCH
/** A CSS pixel is a 96th of an inch. */
const CSS_PIXELS_PER_INCH = 96
export const CSS_PIXELS_PER_MM = CSS_PIXELS_PER_INCH / MM_PER_INCH
