/** Where the expressways run: other roads pass over or under them but never along them. */
import type { Course } from './courses.ts'
import { directionOf, metresBetweenPieces, type Point } from './plane.ts'
import { piecesOf } from './polyline.ts'
import { SpatialHash } from './spatial-hash.ts'

const CELL_METRES = 1000

/** The middle lines of all expressways. */
export class ExpresswayCorridors {
  readonly #pieces: readonly (readonly [Point, Point])[]
  readonly #hash = new SpatialHash(CELL_METRES)

  constructor(courses: readonly Course[]) {
    this.#pieces = courses
      .filter(({ road }) => road.roadClass === 'expressway')
      .flatMap(({ line }) => piecesOf(line))
    this.#pieces.forEach(([a, b], id) => void this.#hash.add(id, a, b))
  }

  get pieces(): readonly (readonly [Point, Point])[] {
    return this.#pieces
  }

  isNear(a: Point, b: Point, withinMetres: number): boolean {
    return this.#near(a, b, withinMetres).length > 0
  }

  /** True where a piece comes close to an expressway without passing it at a good angle. */
  runsAlong(a: Point, b: Point, withinMetres: number, leastSine: number): boolean {
    const direction = directionOf(a, b)
    return this.#near(a, b, withinMetres).some(([c, d]) => {
      const other = directionOf(c, d)
      return Math.abs(direction.x * other.y - direction.y * other.x) < leastSine
    })
  }

  #near(a: Point, b: Point, withinMetres: number): (readonly [Point, Point])[] {
    return this.#hash
      .near(a, b, withinMetres)
      .map((id) => this.#pieces[id]!)
      .filter(([c, d]) => metresBetweenPieces(a, b, c, d) < withinMetres)
  }
}
