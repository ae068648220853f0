/**
 * Whether a geometry and an area have a point in common, decided exactly: on which side of an edge a
 * place lies is decided by arithmetic that adds digits until the sign is certain (Shewchuk 1997).
 */
import Flatbush from 'flatbush'
import { orient2d } from 'robust-predicates'
import {
  type Bbox,
  bboxOfPlaces,
  boxesMeet,
  boxOfEdge,
  type Geometry,
  type LonLat,
  linesOf,
  polygonsOf,
} from '../../data/geometry.ts'

/** Longitude and latitude of either end. */
type Edge = readonly [fromX: number, fromY: number, toX: number, toY: number]

/** Up to so many edges are looked through sooner than an index of them is asked. */
const FEW_EDGES = 16

/** One point, line or polygon of a geometry, with an index of its edges. */
class Part {
  readonly box: Bbox
  readonly first: LonLat
  readonly edges: readonly Edge[]
  readonly #isArea: boolean
  #index: Flatbush | null = null

  constructor(lines: readonly (readonly LonLat[])[], isArea: boolean) {
    this.box = bboxOfPlaces(lines.flat())
    this.first = lines[0]![0]!
    this.#isArea = isArea
    // A point is an edge without length.
    this.edges = lines.flatMap((line) =>
      (line.length > 1 ? line.slice(1) : line).map((to, i): Edge => [...line[i]!, ...to]),
    )
  }

  #indexed(): Flatbush {
    if (this.#index) return this.#index
    const index = new Flatbush(this.edges.length)
    for (const [ax, ay, bx, by] of this.edges) index.add(...boxOfEdge([ax, ay], [bx, by]))
    index.finish()
    this.#index = index
    return index
  }

  /** Edges whose boxes share a point with this one, and others where they are few. */
  edgesNear(box: Bbox): readonly Edge[] {
    if (this.edges.length <= FEW_EDGES) return this.edges
    return this.#indexed()
      .search(...box)
      .map((i) => this.edges[i]!)
  }

  /** Of a place on none of its edges: an odd number of them then passes east of it. */
  contains([x, y]: LonLat): boolean {
    if (!this.#isArea || !boxesMeet(this.box, [x, y, x, y])) return false
    let isOdd = false
    for (const [ax, ay, bx, by] of this.edgesNear([x, y, this.box[2], y])) {
      if (ay > y === by > y) continue
      const isLeft = orient2d(ax, ay, bx, by, x, y) < 0
      if (isLeft === by > ay) isOdd = !isOdd
    }
    return isOdd
  }
}

const side = ([ax, ay, bx, by]: Edge, x: number, y: number): number =>
  Math.sign(orient2d(ax, ay, bx, by, x, y))

/** In one line, edges that have no point in common have boxes that have none. */
const edgesMeet = (a: Edge, b: Edge): boolean =>
  boxesMeet(boxOfEdge([a[0], a[1]], [a[2], a[3]]), boxOfEdge([b[0], b[1]], [b[2], b[3]])) &&
  side(a, b[0], b[1]) * side(a, b[2], b[3]) <= 0 &&
  side(b, a[0], a[1]) * side(b, a[2], a[3]) <= 0

/** Where no edges meet, each part lies in the other whole or not at all: one place decides. */
const partsMeet = (a: Part, b: Part): boolean => {
  if (!boxesMeet(a.box, b.box)) return false
  const [few, many] = a.edges.length < b.edges.length ? [a, b] : [b, a]
  const doEdgesMeet = few
    .edgesNear(many.box)
    .some((edge) =>
      many
        .edgesNear(boxOfEdge([edge[0], edge[1]], [edge[2], edge[3]]))
        .some((other) => edgesMeet(edge, other)),
    )
  return doEdgesMeet || a.contains(b.first) || b.contains(a.first)
}

/** A geometry that is to be held against others, with what is worked out of it once. */
export type PreparedShape = readonly Part[]

export const preparedShape = (geometry: Geometry): PreparedShape => {
  const polygons = polygonsOf(geometry)
  return polygons.length > 0
    ? polygons.map((rings) => new Part(rings, true))
    : [new Part(linesOf(geometry), false)]
}

/** Whether two geometries share a point, be it on an edge of both. */
export const shapesMeet = (a: PreparedShape, b: PreparedShape): boolean =>
  a.some((one) => b.some((other) => partsMeet(one, other)))
