/**
 * Short distances as metres east and north of a place, good to 0.1 % over a few kilometres, and
 * polylines (courses of rivers and levees) measured in metres.
 */
import { type LonLat, METRES_PER_DEGREE } from '../../../data/geometry.ts'
import { numberBetween, type Random } from '../random.ts'

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

const roundedTo =
  (decimals: number) =>
  ([longitude, latitude]: LonLat): [number, number] => [
    Number(longitude.toFixed(decimals)),
    Number(latitude.toFixed(decimals)),
  ]
/** A place somewhere round `origin`, at a distance within these. */
export const placeAround = (
  random: Random,
  origin: LonLat,
  metres: { readonly from: number; readonly to: number },
): LonLat => {
  const bearing = numberBetween(random, 0, 2 * Math.PI)
  const distance = numberBetween(random, metres.from, metres.to)
  return moved(origin, Math.sin(bearing) * distance, Math.cos(bearing) * distance)
}

/** Rounded to about a metre, as lines and outlines are stored. */
export const rounded = roundedTo(STORED_DECIMALS)
/** Rounded to about a decimetre, as a point beside a road is stored. */
const roundedFinely = roundedTo(STATION_DECIMALS)

export const pointAt = (place: LonLat) => ({ type: 'Point', coordinates: rounded(place) }) as const
/** A point beside a road. */
export const finePointAt = (place: LonLat) =>
  ({ type: 'Point', coordinates: roundedFinely(place) }) as const

const between = (from: LonLat, to: LonLat, fraction: number): LonLat => [
  from[0] + (to[0] - from[0]) * fraction,
  from[1] + (to[1] - from[1]) * fraction,
]

/** The place on the straight piece that is nearest to `place`; `fraction` is 0 at `from`, 1 at `to`. */
export const nearestOnPiece = (place: LonLat, from: LonLat, to: LonLat) => {
  const [fromEast, fromNorth] = eastNorthOf(place, from)
  const [toEast, toNorth] = eastNorthOf(place, to)
  const [alongEast, alongNorth] = [toEast - fromEast, toNorth - fromNorth]
  const squaredLength = alongEast ** 2 + alongNorth ** 2
  const unbounded =
    squaredLength === 0 ? 0 : -(fromEast * alongEast + fromNorth * alongNorth) / squaredLength
  const fraction = Math.min(1, Math.max(0, unbounded))
  return {
    place: between(from, to, fraction),
    metres: Math.hypot(fromEast + alongEast * fraction, fromNorth + alongNorth * fraction),
    fraction,
  }
}

export type Line = readonly LonLat[]

export const lineMetres = (line: Line): number => {
  let metres = 0
  for (let i = 1; i < line.length; i++) metres += metresBetween(line[i - 1]!, line[i]!)
  return metres
}

/**
 * The place on the line that is nearest to `place`, and metres along the line to it.
 * @throws RangeError for less than two points.
 */
export const nearestOnLine = (place: LonLat, line: Line) => {
  if (line.length < 2) throw new RangeError('a line needs two points')
  let best = { place: line[0]!, metres: Number.POSITIVE_INFINITY, alongMetres: 0 }
  let along = 0
  for (let i = 1; i < line.length; i++) {
    const pieceMetres = metresBetween(line[i - 1]!, line[i]!)
    const nearest = nearestOnPiece(place, line[i - 1]!, line[i]!)
    if (nearest.metres < best.metres) {
      best = {
        place: nearest.place,
        metres: nearest.metres,
        alongMetres: along + nearest.fraction * pieceMetres,
      }
    }
    along += pieceMetres
  }
  return best
}

/** The place that many metres from the line's start; its ends beyond them. */
export const placeAlong = (line: Line, alongMetres: number): LonLat => {
  let left = Math.max(0, alongMetres)
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!]
    const metres = metresBetween(from, to)
    if (left <= metres && metres > 0) {
      return between(from, to, left / metres)
    }
    left -= metres
  }
  return line[line.length - 1]!
}

/** The part of the line between two distances from its start. */
export const sliceOf = (line: Line, startMetres: number, endMetres: number): Line => {
  const places: LonLat[] = [placeAlong(line, startMetres)]
  let along = 0
  for (let i = 1; i < line.length - 1; i++) {
    along += metresBetween(line[i - 1]!, line[i]!)
    if (along > startMetres && along < endMetres) places.push(line[i]!)
  }
  places.push(placeAlong(line, endMetres))
  return places
}

/**
 * The line shifted sideways, to the left of its direction for positive metres. Each point moves
 * along the bisector of its two pieces, so that corners stay sharp without crossing themselves.
 */
export const shiftedSideways = (line: Line, leftMetres: number): Line =>
  line.map((place, i) => {
    const [east, north] = eastNorthOf(
      line[Math.max(0, i - 1)]!,
      line[Math.min(line.length - 1, i + 1)]!,
    )
    const length = Math.hypot(east, north) || 1
    return moved(place, (-north / length) * leftMetres, (east / length) * leftMetres)
  })
