/** How places on the ground lie on a printed map, and how long a scale bar is. */
import { type Bbox, type LonLat, METRES_PER_DEGREE } from '../../data/geometry.ts'

const RADIANS_PER_DEGREE = Math.PI / 180
const MM_PER_METRE = 1000

/** Northing of the Mercator projection on a unit sphere (Snyder, 1987, equation 7-2). */
const northing = (latitude: number): number =>
  Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS_PER_DEGREE) / 2))

const latitudeOf = (mercatorNorthing: number): number =>
  (2 * Math.atan(Math.exp(mercatorNorthing)) - Math.PI / 2) / RADIANS_PER_DEGREE

/** Where a place is on the map, as shares of its width from the left and its height from the top. */
export const placeInFrame = (
  [west, south, east, north]: Bbox,
  [longitude, latitude]: LonLat,
): readonly [x: number, y: number] => [
  (longitude - west) / (east - west),
  (northing(north) - northing(latitude)) / (northing(north) - northing(south)),
]

/** Metres on the ground per millimetre of paper at the middle of the map. */
export const metresPerMm = ([west, south, east, north]: Bbox, widthMm: number): number => {
  const middle = latitudeOf((northing(south) + northing(north)) / 2)
  return ((east - west) * METRES_PER_DEGREE * Math.cos(middle * RADIANS_PER_DEGREE)) / widthMm
}

/** Factors of the round lengths: 1, 2 or 5 times a power of ten. */
const ROUND = [5, 2, 1] as const

/** The largest 1, 2 or 5 × 10ⁿ that is not above a number. @param most above 0 */
export const roundLength = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most))
  const factor = ROUND.find((each) => each * power <= most) ?? 1
  return factor * power
}

/** The longest scale bar of a round length within a length on paper. */
export const scaleBar = (
  metresPerMillimetre: number,
  mostMm: number,
): { metres: number; lengthMm: number } => {
  const metres = roundLength(metresPerMillimetre * mostMm)
  return { metres, lengthMm: metres / metresPerMillimetre }
}

/** Significant digits of the ratio: more would pretend to be exact, and the scale varies a little. */
const RATIO_DIGITS = 2

/** 250 000 of "1:250 000", rounded. */
export const scaleRatio = (metresPerMillimetre: number): number =>
  Number((metresPerMillimetre * MM_PER_METRE).toPrecision(RATIO_DIGITS))
