/** Courses of rivers and levees as polylines measured in metres. */
import type { LonLat } from '../../../data/geometry.ts'
import { eastNorthOf, metresBetween, moved, nearestOnPiece } from './plane.ts'

export type Line = readonly LonLat[]

export const lineMetres = (line: Line): number => {
  let metres = 0
  for (let i = 1; i < line.length; i++) metres += metresBetween(line[i - 1]!, line[i]!)
  return metres
}

export interface NearestOnLine {
  place: LonLat
  metres: number
  /** Metres from the line's start. */
  alongMetres: number
}

/** The place on the line that is nearest to `place`. @throws RangeError for less than two points. */
export const nearestOnLine = (place: LonLat, line: Line): NearestOnLine => {
  if (line.length < 2) throw new RangeError('a line needs two points')
  let best: NearestOnLine = { place: line[0]!, metres: Number.POSITIVE_INFINITY, alongMetres: 0 }
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
      const fraction = left / metres
      return [from[0] + (to[0] - from[0]) * fraction, from[1] + (to[1] - from[1]) * fraction]
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
