/** Short distances as metres east and north of a place: good to 0.1 % over a few kilometres. */
import { type LonLat, METRES_PER_DEGREE } from '../../../data/geometry.ts'

const RADIANS_PER_DEGREE = Math.PI / 180
/** Five decimals of a degree are about a metre. */
const STORED_DECIMALS = 5
const STATION_DECIMALS = 6

export type EastNorth = readonly [eastMetres: number, northMetres: number]

const metresPerLongitude = (latitude: number): number =>
  METRES_PER_DEGREE * Math.cos(latitude * RADIANS_PER_DEGREE)

/** Where `place` lies as seen from `origin`. */
export const eastNorthOf = (origin: LonLat, place: LonLat): EastNorth => [
  (place[0] - origin[0]) * metresPerLongitude((origin[1] + place[1]) / 2),
  (place[1] - origin[1]) * METRES_PER_DEGREE,
]

export const metresBetween = (a: LonLat, b: LonLat): number => {
  const [east, north] = eastNorthOf(a, b)
  return Math.hypot(east, north)
}

/** The place that many metres east and north of `origin`. */
export const moved = (origin: LonLat, eastMetres: number, northMetres: number): LonLat => [
  origin[0] + eastMetres / metresPerLongitude(origin[1]),
  origin[1] + northMetres / METRES_PER_DEGREE,
]

/** Rounded to about a metre, as lines and outlines are stored. */
export const rounded = ([longitude, latitude]: LonLat): [number, number] => [
  Number(longitude.toFixed(STORED_DECIMALS)),
  Number(latitude.toFixed(STORED_DECIMALS)),
]

/** Rounded to about a decimetre, as a point beside a road is stored. */
export const roundedFinely = ([longitude, latitude]: LonLat): [number, number] => [
  Number(longitude.toFixed(STATION_DECIMALS)),
  Number(latitude.toFixed(STATION_DECIMALS)),
]

export interface NearestOnPiece {
  place: LonLat
  metres: number
  /** 0 at `from`, 1 at `to`. */
  fraction: number
}

/** The place on the straight piece that is nearest to `place`. */
export const nearestOnPiece = (place: LonLat, from: LonLat, to: LonLat): NearestOnPiece => {
  const [fromEast, fromNorth] = eastNorthOf(place, from)
  const [toEast, toNorth] = eastNorthOf(place, to)
  const [alongEast, alongNorth] = [toEast - fromEast, toNorth - fromNorth]
  const squaredLength = alongEast ** 2 + alongNorth ** 2
  const unbounded =
    squaredLength === 0 ? 0 : -(fromEast * alongEast + fromNorth * alongNorth) / squaredLength
  const fraction = Math.min(1, Math.max(0, unbounded))
  return {
    place: [from[0] + (to[0] - from[0]) * fraction, from[1] + (to[1] - from[1]) * fraction],
    metres: Math.hypot(fromEast + alongEast * fraction, fromNorth + alongNorth * fraction),
    fraction,
  }
}
