/** Lines of straight pieces in the plane: measuring, cutting, bending and thinning them. */
import { between, directionOf, metresBetween, metresToPiece, moved, type Point } from './plane.ts'

export type Polyline = readonly Point[]

/** Consecutive pairs of points. */
export const piecesOf = (line: Polyline): readonly (readonly [Point, Point])[] =>
  line.slice(1).map((end, i) => [line[i]!, end])

export const lengthOf = (line: Polyline): number =>
  piecesOf(line).reduce((sum, [a, b]) => sum + metresBetween(a, b), 0)

/** Cuts long pieces so that none is longer than `stepMetres`. */
export const densified = (line: Polyline, stepMetres: number): Point[] => {
  const first = line[0]
  if (!first) return []
  return [
    first,
    ...piecesOf(line).flatMap(([a, b]) => {
      const parts = Math.max(1, Math.ceil(metresBetween(a, b) / stepMetres))
      return Array.from({ length: parts }, (_, i) => between(a, b, (i + 1) / parts))
    }),
  ]
}

/** Metres along the line to the point nearest to `place`. */
export const metresAlong = (line: Polyline, place: Point): number => {
  let best = { distance: Number.POSITIVE_INFINITY, along: 0 }
  let along = 0
  for (const [a, b] of piecesOf(line)) {
    const distance = metresToPiece(place, a, b)
    if (distance < best.distance) {
      const direction = directionOf(a, b)
      const onPiece = (place.x - a.x) * direction.x + (place.y - a.y) * direction.y
      best = { distance, along: along + Math.min(metresBetween(a, b), Math.max(0, onPiece)) }
    }
    along += metresBetween(a, b)
  }
  return best.along
}

/** The point that many metres along the line, and the line's direction there. */
export const placeAlong = (line: Polyline, metres: number): { at: Point; direction: Point } => {
  let left = Math.max(0, metres)
  const pieces = piecesOf(line)
  for (const [index, [a, b]] of pieces.entries()) {
    const length = metresBetween(a, b)
    if (left <= length || index === pieces.length - 1) {
      const direction = directionOf(a, b)
      return { at: moved(a, direction, Math.min(left, length)), direction }
    }
    left -= length
  }
  throw new RangeError('a line needs two points')
}

/** The part of the line between two distances along it. */
export const partOf = (line: Polyline, fromMetres: number, toMetres: number): Point[] => {
  const inner: Point[] = []
  let along = 0
  for (const [a, b] of piecesOf(line)) {
    along += metresBetween(a, b)
    if (along > fromMetres + 1 && along < toMetres - 1) inner.push(b)
  }
  return [placeAlong(line, fromMetres).at, ...inner, placeAlong(line, toMetres).at]
}

/** The line moved sideways, to the left for positive metres; corners must be gentle. */
export const offsetLine = (line: Polyline, leftMetres: number): Point[] =>
  line.map((point, i) => {
    const direction = directionOf(line[i - 1] ?? point, line[i + 1] ?? point)
    return moved(point, direction, 0, leftMetres)
  })

/** Leaves out points that lie within `toleranceMetres` of the line without them
 *  (Douglas & Peucker, 1973). */
export const thinned = (line: Polyline, toleranceMetres: number): Point[] => {
  const keep = new Uint8Array(line.length)
  const stack: [number, number][] = [[0, line.length - 1]]
  keep[0] = keep[line.length - 1] = 1
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [from, to] = range
    let [farthest, index] = [toleranceMetres, -1]
    for (let i = from + 1; i < to; i++) {
      const distance = metresToPiece(line[i]!, line[from]!, line[to]!)
      if (distance > farthest) [farthest, index] = [distance, i]
    }
    if (index < 0) continue
    keep[index] = 1
    stack.push([from, index], [index, to])
  }
  return line.filter((_, i) => keep[i] === 1)
}

/** Corners cut at a quarter of their pieces, `rounds` times (Chaikin, 1974); ends stay. */
export const rounded = (line: Polyline, rounds: number): Point[] => {
  let current = [...line]
  for (let round = 0; round < rounds && current.length > 2; round++) {
    const pieces = piecesOf(current)
    current = [
      current[0]!,
      ...pieces.flatMap(([a, b], i) => [
        ...(i === 0 ? [] : [between(a, b, 0.25)]),
        ...(i === pieces.length - 1 ? [] : [between(a, b, 0.75)]),
      ]),
      current.at(-1)!,
    ]
  }
  return current
}

/** Corners replaced by curves that begin at most `reachMetres` before them. */
export const filleted = (line: Polyline, reachMetres: number): Point[] => {
  const steps = 8
  return line.flatMap((corner, i) => {
    const before = line[i - 1]
    const after = line[i + 1]
    if (!before || !after) return [corner]
    const reach = Math.min(
      reachMetres,
      metresBetween(before, corner) * 0.48,
      metresBetween(corner, after) * 0.48,
    )
    const start = moved(corner, directionOf(corner, before), reach)
    const end = moved(corner, directionOf(corner, after), reach)
    return curve(start, corner, end, steps)
  })
}

/** A quadratic Bézier curve in `steps` pieces, both ends included. */
export const curve = (start: Point, control: Point, end: Point, steps: number): Point[] =>
  Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps
    return between(between(start, control, share), between(control, end, share), share)
  })
