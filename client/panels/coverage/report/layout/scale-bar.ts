/** A scale bar of a round length, and the scale as a ratio. */

const MM_PER_METRE = 1000
/** Factors of the round lengths: 1, 2 or 5 times a power of ten. */
const ROUND = [5, 2, 1] as const

/** The largest 1, 2 or 5 × 10ⁿ that is not above a number. @param most above 0 */
export const roundLength = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most))
  const factor = ROUND.find((each) => each * power <= most) ?? 1
  return factor * power
}

export interface ScaleBar {
  readonly metres: number
  readonly lengthMm: number
}

/** The longest round scale bar within a length on paper. */
export const scaleBar = (metresPerMm: number, mostMm: number): ScaleBar => {
  const metres = roundLength(metresPerMm * mostMm)
  return { metres, lengthMm: metres / metresPerMm }
}

/** Significant digits of the ratio: more would pretend to be exact, and the scale varies a little. */
const RATIO_DIGITS = 2

/** 250 000 of "1:250 000", rounded. */
export const scaleRatio = (metresPerMm: number): number =>
  Number((metresPerMm * MM_PER_METRE).toPrecision(RATIO_DIGITS))
