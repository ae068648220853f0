/**
 * Roads are laid out in a plane of metres east and north of the middle of the city. Its scale is
 * true to 1 % everywhere in the city: good for drawing, while lengths are measured on the sphere.
 */
import { type LonLat, METRES_PER_DEGREE } from '../../../data/geometry.ts'

/** Metres east and north of the middle. */
export interface Point {
  readonly x: number
  readonly y: number
}

const MIDDLE: LonLat = [116.7, 35.2]
const METRES_PER_LONGITUDE = METRES_PER_DEGREE * Math.cos((MIDDLE[1] * Math.PI) / 180)
/** Six decimals are about a decimetre, and hide what last bits differ between machines. */
const DECIMALS = 1e6

export const toPoint = ([longitude, latitude]: LonLat): Point => ({
  x: (longitude - MIDDLE[0]) * METRES_PER_LONGITUDE,
  y: (latitude - MIDDLE[1]) * METRES_PER_DEGREE,
})

/** Rounded to a decimetre. */
export const toLonLat = ({ x, y }: Point): LonLat => [
  Math.round((MIDDLE[0] + x / METRES_PER_LONGITUDE) * DECIMALS) / DECIMALS,
  Math.round((MIDDLE[1] + y / METRES_PER_DEGREE) * DECIMALS) / DECIMALS,
]

export const metresBetween = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)

/** The point at a share of the way from `a` (0) to `b` (1). */
export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

/** One metre from `a` towards `b`; nothing where they coincide. */
export const directionOf = (a: Point, b: Point): Point => {
  const length = metresBetween(a, b) || 1
  return { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
}

/** `metres` from `origin` in a direction, and `leftMetres` to its left. */
export const moved = (origin: Point, direction: Point, metres: number, leftMetres = 0): Point => ({
  x: origin.x + direction.x * metres - direction.y * leftMetres,
  y: origin.y + direction.y * metres + direction.x * leftMetres,
})

/** Share along a–b, within 0 … 1, that is nearest to `place`. */
export const nearestShare = (place: Point, a: Point, b: Point): number => {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const squared = dx * dx + dy * dy
  if (squared === 0) return 0
  return Math.min(1, Math.max(0, ((place.x - a.x) * dx + (place.y - a.y) * dy) / squared))
}

export const metresToPiece = (place: Point, a: Point, b: Point): number =>
  metresBetween(place, between(a, b, nearestShare(place, a, b)))

/** Shares along a–b and c–d at which the two pieces cross, or null. Parallels never cross. */
export const crossingShares = (
  a: Point,
  b: Point,
  c: Point,
  d: Point,
): readonly [number, number] | null => {
  const abX = b.x - a.x
  const abY = b.y - a.y
  const cdX = d.x - c.x
  const cdY = d.y - c.y
  const determinant = abX * cdY - abY * cdX
  if (determinant === 0) return null
  const first = ((c.x - a.x) * cdY - (c.y - a.y) * cdX) / determinant
  const second = ((c.x - a.x) * abY - (c.y - a.y) * abX) / determinant
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? [first, second] : null
}

/** Shortest distance between two straight pieces. */
export const metresBetweenPieces = (a: Point, b: Point, c: Point, d: Point): number =>
  crossingShares(a, b, c, d)
    ? 0
    : Math.min(
        metresToPiece(a, c, d),
        metresToPiece(b, c, d),
        metresToPiece(c, a, b),
        metresToPiece(d, a, b),
      )
