/** Where things are on the printed map, which is a Mercator map with north up. */
import { type Bbox, type LonLat, METRES_PER_DEGREE } from '../../../../../data/geometry.ts'

const RADIANS_PER_DEGREE = Math.PI / 180

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
