/** What comes near some ways: measured in a plane, as exactly as "about a kilometre" requires. */
import Flatbush from 'flatbush'
import {
  bboxOf,
  type Geometry,
  type LonLat,
  linesOf,
  METRES_PER_DEGREE,
} from '../../data/geometry.ts'
import { areaAt } from './place.ts'
import { type Lines, meet } from './straight-lines.ts'

const RADIANS_PER_DEGREE = Math.PI / 180

/** Of (px, py) from the line at `at`, all in metres. */
const metresFromLine = (px: number, py: number, lines: Lines): number => {
  const [ax, ay, bx, by] = lines as unknown as [number, number, number, number]
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const along = squared > 0 ? ((px - ax) * dx + (py - ay) * dy) / squared : 0
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(ax + share * dx - px, ay + share * dy - py)
}

const metresApart = (a: Lines, b: Lines): number =>
  meet(a, 0, b, 0)
    ? 0
    : Math.min(
        metresFromLine(a[0]!, a[1]!, b),
        metresFromLine(a[2]!, a[3]!, b),
        metresFromLine(b[0]!, b[1]!, a),
        metresFromLine(b[2]!, b[3]!, a),
      )

export class NearLines {
  readonly #starts: readonly LonLat[]
  readonly #metresPerLongitude: number
  readonly #edges: readonly Lines[]
  readonly #index: Flatbush

  /** @param lines at least one, each of a position or more. */
  constructor(lines: readonly (readonly LonLat[])[]) {
    this.#starts = lines.map((line) => line[0]!)
    const latitude = this.#starts[0]![1]
    this.#metresPerLongitude = METRES_PER_DEGREE * Math.cos(latitude * RADIANS_PER_DEGREE)
    this.#edges = lines.flatMap((line) => this.#edgesOf(line))
    this.#index = new Flatbush(this.#edges.length)
    for (const [ax, ay, bx, by] of this.#edges as unknown as [number, number, number, number][])
      this.#index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
    this.#index.finish()
  }

  /** In metres; a single position is an edge without length. */
  #edgesOf(line: readonly LonLat[]): Lines[] {
    const inMetres = line.map(([x, y]) => [x * this.#metresPerLongitude, y * METRES_PER_DEGREE])
    return (inMetres.length > 1 ? inMetres.slice(1) : inMetres).map((to, i) =>
      Float64Array.from([...inMetres[i]!, ...to]),
    )
  }

  #edgesNear([ax, ay, bx, by]: readonly number[], metres: number): number[] {
    return this.#index.search(
      Math.min(ax!, bx!) - metres,
      Math.min(ay!, by!) - metres,
      Math.max(ax!, bx!) + metres,
      Math.max(ay!, by!) + metres,
    )
  }

  /** Whether a geometry comes so near to any of the lines, or has one of them inside. */
  isWithin(geometry: Geometry, metres: number): boolean {
    const bbox = bboxOf(geometry)
    const [west, south, east, north] = bbox
    const box = this.#edgesOf([
      [west, south],
      [east, north],
    ])[0]!
    if (this.#edgesNear([...box], metres).length === 0) return false
    const area = { name: '', nameEn: null, geometry, bbox }
    if (this.#starts.some((start) => areaAt([area], ...start) !== null)) return true
    return linesOf(geometry).some((line) =>
      this.#edgesOf(line).some((edge) =>
        this.#edgesNear([...edge], metres).some(
          (other) => metresApart(edge, this.#edges[other]!) <= metres,
        ),
      ),
    )
  }
}
