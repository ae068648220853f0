/** Sizes of type and gaps on a sheet; a larger sheet is read from farther off. */
import type { PaperSize } from './paper.ts'
import type { TextStyle } from './primitives.ts'

export interface TypeSizes {
  readonly title: TextStyle
  readonly subtitle: TextStyle
  readonly figure: TextStyle
  readonly strong: TextStyle
  readonly body: TextStyle
  readonly heading: TextStyle
  readonly cell: TextStyle
  readonly cellStrong: TextStyle
  readonly small: TextStyle
  readonly smallStrong: TextStyle
  readonly marginMm: number
  /** Between blocks. */
  readonly gapMm: number
}

const SCALES: Readonly<Record<PaperSize, number>> = { A4: 1, A3: 1.2 }
/** Printers leave this much of the edge white. */
const MARGIN_MM = 10
const GAP_MM = 4

export const typeSizes = (size: PaperSize): TypeSizes => {
  const scale = SCALES[size]
  const regular = (sizeMm: number): TextStyle => ({ sizeMm: sizeMm * scale, weight: 400 })
  const bold = (sizeMm: number): TextStyle => ({ sizeMm: sizeMm * scale, weight: 600 })
  return {
    title: bold(6.4),
    subtitle: bold(3.5),
    figure: bold(9),
    strong: bold(3.2),
    body: regular(2.8),
    heading: bold(3.1),
    cell: regular(2.5),
    cellStrong: bold(2.5),
    small: regular(2.2),
    smallStrong: bold(2.2),
    marginMm: MARGIN_MM * scale,
    gapMm: GAP_MM * scale,
  }
}
