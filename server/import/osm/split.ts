/** Cuts polylines at junctions and barriers. */
import { ACCESS_ALL } from '../../network/draft.ts'
import type { Points, Polyline } from './polylines.ts'

/** A stretch of a way between two points where something meets, ends or stands. */
export interface Piece {
  /** Index into the ways. */
  way: number
  /** Indexes into the points: first, shape …, last. */
  points: readonly number[]
}

/** A point where a line meets another or itself is used twice. */
const USES_OF_A_JUNCTION = 2

const countUses = (polylines: readonly Polyline[], pointCount: number): Uint8Array => {
  const uses = new Uint8Array(pointCount)
  for (const { points } of polylines) {
    for (const point of points) uses[point] = Math.min(USES_OF_A_JUNCTION, uses[point]! + 1)
  }
  return uses
}

/** The pieces of each way in order along it. */
export const splitAtJunctions = (polylines: readonly Polyline[], points: Points): Piece[] => {
  const uses = countUses(polylines, points.longitudes.length)
  const isCut = (point: number): boolean =>
    uses[point]! >= USES_OF_A_JUNCTION || points.passing[point] !== ACCESS_ALL
  return polylines.flatMap((line) => {
    const pieces: Piece[] = []
    let start = 0
    for (let i = 1; i < line.points.length; i++) {
      const isEnd = i === line.points.length - 1
      if (!isEnd && !isCut(line.points[i]!)) continue
      pieces.push({ way: line.way, points: line.points.slice(start, i + 1) })
      start = i
    }
    return pieces
  })
}
