/**
 * Which segments a drawn area touches. The edges of the area are led through a grid of the roads, so
 * that the time follows the roads near its boundary, whatever is scribbled.
 */
import { type Area, type Bbox, bboxOf, polygonsOf } from '../../data/geometry.ts'
import { type RoadGraph, segmentLonLats } from '../network/graph.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { type ShouldStop, stopIf } from './cancellation.ts'

/** More than the rounding of a difference of two products, as a share of their sizes. */
const ROUNDING = 4 * Number.EPSILON
/** A tenth of a millimetre: more than the rounding of where an edge enters a row of cells. */
const MARGIN_DEGREES = 1e-9
/** Of an edge flatter than this, rounding decides where it enters a row of cells. */
const FLAT_DEGREES = 1e-4
const MOST_CELLS_ACROSS = 4096
const EDGES_PER_STOP = 64
const SEGMENTS_PER_STOP = 1024
const PLACES_PER_ROW = 4

/** Straight lines, each as x, y of one end and x, y of the other, in degrees. */
type Lines = Float64Array
const NUMBERS_PER_LINE = 4

/** On which side of a → b does c lie? NaN: on it, or too close for rounding to decide. */
const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number => {
  const left = (bx - ax) * (cy - ay)
  const right = (by - ay) * (cx - ax)
  const isSure = Math.abs(left - right) > ROUNDING * (Math.abs(left) + Math.abs(right))
  return isSure ? Math.sign(left - right) : Number.NaN
}

/**
 * Whether two lines have a point in common: neither lies on one side of the other. What lies in one
 * line and apart has boxes that do not meet. @param at @param otherAt first of their four numbers
 */
const meet = (lines: Lines, at: number, others: Lines, otherAt: number): boolean => {
  const ax = lines[at]!
  const ay = lines[at + 1]!
  const bx = lines[at + 2]!
  const by = lines[at + 3]!
  const cx = others[otherAt]!
  const cy = others[otherAt + 1]!
  const dx = others[otherAt + 2]!
  const dy = others[otherAt + 3]!
  if (side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) > 0) return false
  if (side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) > 0) return false
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false
  return !(Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by))
}

/** The straight pieces of all roads, by the cells that they may pass through. */
class RoadGrid {
  readonly pieces: Lines
  /** Segment of each piece. */
  readonly segmentOf: Uint32Array
  /** Pieces of a segment: `firstPiece[segment]` to `firstPiece[segment + 1] - 1`. */
  readonly firstPiece: Uint32Array
  readonly #west: number
  readonly #south: number
  readonly cellDegrees: number
  readonly columns: number
  readonly rows: number
  /** Pieces of a cell: `passing[start[cell]]` to `passing[start[cell + 1] - 1]`. */
  readonly start: Uint32Array
  readonly passing: Uint32Array

  constructor(graph: RoadGraph) {
    const pieces: number[] = []
    const segmentOf: number[] = []
    this.firstPiece = new Uint32Array(graph.segmentCount + 1)
    let [west, south, east, north] = [180, 90, -180, -90]
    for (let segment = 0; segment < graph.segmentCount; segment++) {
      const points = segmentLonLats(graph, segment)
      for (let i = 0; i < points.length; i += 2) {
        west = Math.min(west, points[i]!)
        south = Math.min(south, points[i + 1]!)
        east = Math.max(east, points[i]!)
        north = Math.max(north, points[i + 1]!)
        if (i === 0) continue
        pieces.push(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!)
        segmentOf.push(segment)
      }
      this.firstPiece[segment + 1] = segmentOf.length
    }
    this.pieces = Float64Array.from(pieces)
    this.segmentOf = Uint32Array.from(segmentOf)
    const width = Math.max(east - west, 0)
    const height = Math.max(north - south, 0)
    this.#west = west
    this.#south = south
    // As many cells as pieces; a network along one line gets no more columns than a picture has.
    this.cellDegrees = Math.max(
      Math.sqrt((width * height) / Math.max(segmentOf.length, 1)),
      Math.max(width, height) / MOST_CELLS_ACROSS,
      MARGIN_DEGREES,
    )
    this.columns = Math.floor(width / this.cellDegrees) + 1
    this.rows = Math.floor(height / this.cellDegrees) + 1
    this.start = new Uint32Array(this.columns * this.rows + 1)
    this.#visitCells((cell) => void this.start[cell + 1]!++)
    for (let cell = 0; cell + 1 < this.start.length; cell++)
      this.start[cell + 1]! += this.start[cell]!
    this.passing = new Uint32Array(this.start.at(-1)!)
    const next = this.start.slice()
    this.#visitCells((cell, piece) => {
      this.passing[next[cell]!++] = piece
    })
  }

  /** The cells of the box of each piece. */
  #visitCells(visit: (cell: number, piece: number) => void): void {
    for (let piece = 0; piece < this.segmentOf.length; piece++) {
      const at = piece * NUMBERS_PER_LINE
      const [x1, y1, x2, y2] = [0, 1, 2, 3].map((i) => this.pieces[at + i]!) as LineNumbers
      const lastColumn = this.column(Math.max(x1, x2))
      const lastRow = this.row(Math.max(y1, y2))
      for (let row = this.row(Math.min(y1, y2)); row <= lastRow; row++)
        for (let column = this.column(Math.min(x1, x2)); column <= lastColumn; column++)
          visit(row * this.columns + column, piece)
    }
  }

  /** Of a longitude; below 0 and from `columns` on it lies outside. */
  column(longitude: number): number {
    return Math.floor(this.cellsEast(longitude))
  }
  /** How many cells, and parts of one, a longitude lies east of the westernmost. */
  cellsEast(longitude: number): number {
    return (longitude - this.#west) / this.cellDegrees
  }
  row(latitude: number): number {
    return Math.floor((latitude - this.#south) / this.cellDegrees)
  }
  latitudeOf(row: number): number {
    return this.#south + row * this.cellDegrees
  }
}

type LineNumbers = [x1: number, y1: number, x2: number, y2: number]

/** Kept with the graph that they are made of. */
const gridOf = new WeakMap<RoadGraph, RoadGrid>()

interface Marks {
  /** By segment, 1 where it has a point in common with an area. */
  readonly isTouched: Uint8Array
  /** How many segments are. */
  touched: number
  /** Those that are not, and some that have been since; null while they are many. */
  open: readonly number[] | null
  /** By cell of the grid, 1 where no segment is left to be found. */
  readonly isDone: Uint8Array
}

/**
 * Marks the segments that meet an edge: they share a cell with it. Each edge is led through the grid
 * row by row, from the column where it enters the row to the one where it leaves it.
 */
const markCrossed = (grid: RoadGrid, edges: Lines, marks: Marks, shouldStop: ShouldStop): void => {
  const { isTouched, isDone } = marks
  const { pieces, segmentOf, start, passing, columns, rows } = grid
  const lookInto = (cell: number, at: number): void => {
    let isOpen = 0
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      const piece = passing[i]!
      const segment = segmentOf[piece]!
      if (isTouched[segment] === 1) continue
      if (meet(edges, at, pieces, piece * NUMBERS_PER_LINE)) {
        isTouched[segment] = 1
        marks.touched++
      } else isOpen = 1
    }
    isDone[cell] = 1 - isOpen
  }
  for (let at = 0; at < edges.length; at += NUMBERS_PER_LINE) {
    if (at % (EDGES_PER_STOP * NUMBERS_PER_LINE) === 0) stopIf(shouldStop)
    const isNorthward = edges[at + 1]! <= edges[at + 3]!
    const [south, north] = isNorthward ? [at, at + 2] : [at + 2, at]
    const x = edges[south]!
    const y = edges[south + 1]!
    const end = edges[north]!
    const height = edges[north + 1]! - y
    const perRow = height < FLAT_DEGREES ? 0 : (end - x) / height
    const first = Math.max(grid.row(y - MARGIN_DEGREES), 0)
    const last = Math.min(grid.row(y + height + MARGIN_DEGREES), rows - 1)
    let enter =
      perRow === 0 || first === grid.row(y) ? x : x + (grid.latitudeOf(first) - y) * perRow
    for (let row = first; row <= last; row++) {
      const isLast = perRow === 0 || row === last
      const leave = isLast ? end : x + (grid.latitudeOf(row + 1) - y) * perRow
      const from = Math.max(grid.column(Math.min(enter, leave) - MARGIN_DEGREES), 0)
      const to = Math.min(grid.column(Math.max(enter, leave) + MARGIN_DEGREES), columns - 1)
      for (let cell = row * columns + from; cell <= row * columns + to; cell++)
        if (isDone[cell] === 0) lookInto(cell, at)
      if (perRow !== 0) enter = leave
    }
  }
}

/** So few are held against every edge sooner than the edges are led through the grid. */
const FEW_SEGMENTS = 256

/** The same for what little is left open of the roads. */
const markFewCrossed = (
  grid: RoadGrid,
  edges: Lines,
  open: readonly number[],
  marks: Marks,
): void => {
  const { pieces, firstPiece } = grid
  for (const segment of open) {
    const end = firstPiece[segment + 1]! * NUMBERS_PER_LINE
    let piece = firstPiece[segment]! * NUMBERS_PER_LINE
    for (; piece < end && marks.isTouched[segment] === 0; piece += NUMBERS_PER_LINE) {
      for (let at = 0; at < edges.length; at += NUMBERS_PER_LINE) {
        if (!meet(edges, at, pieces, piece)) continue
        marks.isTouched[segment] = 1
        marks.touched++
        break
      }
    }
  }
}

/** Whether an edge lies due west of a place that is not on it. */
const isWestOf = (edges: Lines, at: number, x: number, y: number): boolean => {
  // The southern end belongs to an edge and the northern does not: no corner counts twice.
  const isNorthward = edges[at + 1]! <= y
  if (isNorthward === edges[at + 3]! <= y) return false
  const turn = side(edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!, x, y)
  return turn === (isNorthward ? -1 : 1)
}

/** The edges of an area that pass a row of the grid, so that few are looked at for one place. */
interface RowOfEdges {
  /** First numbers of those that end in the row, or run along it for long. */
  readonly odd: readonly number[]
  /**
   * The others, which cross the whole row steeply, ascending by where they are westernmost: that, in
   * sixteenths of a cell rounded down, times `EDGES`, and the number of the edge.
   */
  readonly steep: Float64Array
}

const STEEP_CELLS = 4
const STEPS_PER_CELL = 16
/** More than any area has. */
const EDGES = 2 ** 20
/** In steps: further than any road of the grid, and its product with `EDGES` is still exact. */
const FAR = 2 ** 31

const rowOfEdges = (grid: RoadGrid, edges: Lines, row: number): RowOfEdges => {
  const south = grid.latitudeOf(row) - MARGIN_DEGREES
  const north = grid.latitudeOf(row + 1) + MARGIN_DEGREES
  const steepDegrees = STEEP_CELLS * grid.cellDegrees
  const odd: number[] = []
  const steep = new Float64Array(edges.length / NUMBERS_PER_LINE)
  let count = 0
  for (let at = 0; at < edges.length; at += NUMBERS_PER_LINE) {
    const ay = edges[at + 1]!
    const by = edges[at + 3]!
    if (Math.max(ay, by) < south || Math.min(ay, by) > north) continue
    const perDegree = (edges[at + 2]! - edges[at]!) / (by - ay)
    const one = edges[at]! + (south - ay) * perDegree
    const other = edges[at]! + (north - ay) * perDegree
    const isSteep = Math.abs(one - other) < steepDegrees
    if (isSteep && Math.min(ay, by) < south && Math.max(ay, by) > north) {
      const steps = Math.floor(grid.cellsEast(Math.min(one, other)) * STEPS_PER_CELL)
      const west = Math.min(Math.max(steps, -FAR), FAR)
      steep[count++] = west * EDGES + at / NUMBERS_PER_LINE
    } else odd.push(at)
  }
  return { odd, steep: steep.subarray(0, count).sort() }
}

/** Steps that a steep edge may reach east of its westernmost end, with all that was rounded. */
const STEEP_STEPS = STEEP_CELLS * STEPS_PER_CELL + 2

/** Whether an odd number of edges lies due west of a place in the row that is on none of them. */
const isOddWest = (
  { odd, steep }: RowOfEdges,
  edges: Lines,
  grid: RoadGrid,
  x: number,
  y: number,
): boolean => {
  let isOdd = false
  for (const at of odd) if (isWestOf(edges, at, x, y)) isOdd = !isOdd
  const steps = Math.floor(grid.cellsEast(x) * STEPS_PER_CELL)
  let [low, high] = [0, steep.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (steep[middle]! < (steps + 2) * EDGES) low = middle + 1
    else high = middle
  }
  // Those that begin so far west end west of the place too.
  const surely = (steps - STEEP_STEPS) * EDGES
  let place = low - 1
  for (; place >= 0 && steep[place]! >= surely; place--) {
    const edge = steep[place]! - Math.floor(steep[place]! / EDGES) * EDGES
    if (isWestOf(edges, edge * NUMBERS_PER_LINE, x, y)) isOdd = !isOdd
  }
  return isOdd !== ((place + 1) % 2 === 1)
}

const INSIDE = 1
const OUTSIDE = 2

/** Where a value stands, ascending. */
export const placesOf = (values: Uint8Array, value: number): number[] => {
  const places: number[] = []
  for (let at = values.indexOf(value); at >= 0; at = values.indexOf(value, at + 1)) places.push(at)
  return places
}

/** Of all segments, the share that is few enough to be looked through for each further area. */
const FEW_OPEN = 1 / 8

/**
 * Segments that are not touched and may lie within a box, some others among them. What is left of
 * the roads after large areas is told sooner than the index tells it.
 */
const openWithin = (
  { graph, index }: RoadNetwork,
  [west, south, east, north]: Bbox,
  marks: Marks,
): readonly number[] => {
  const { isTouched } = marks
  if (graph.segmentCount - marks.touched < FEW_OPEN * graph.segmentCount) {
    const { segmentFrom, nodeLonLat } = graph
    marks.open = (marks.open ?? placesOf(isTouched, 0)).filter(
      (segment) => isTouched[segment] === 0,
    )
    return marks.open.filter((segment) => {
      const node = segmentFrom[segment]! * 2
      const [x, y] = [nodeLonLat[node]!, nodeLonLat[node + 1]!]
      return x >= west && x <= east && y >= south && y <= north
    })
  }
  // An index of no segments has a box of its own.
  return index.search(
    west,
    south,
    east,
    north,
    (segment) => segment < graph.segmentCount && isTouched[segment] === 0,
  )
}

const markPolygon = (
  network: RoadNetwork,
  grid: RoadGrid,
  rings: [number, number][][],
  marks: Marks,
  shouldStop: ShouldStop,
): void => {
  const { graph } = network
  const edges = Float64Array.from(
    rings.flatMap((ring) => ring.slice(1).flatMap((to, i) => [...ring[i]!, ...to])),
  )
  const { isTouched } = marks
  const few = marks.open?.filter((segment) => isTouched[segment] === 0)
  if (few && few.length < FEW_SEGMENTS) markFewCrossed(grid, edges, few, marks)
  else markCrossed(grid, edges, marks, shouldStop)
  const left = openWithin(network, bboxOf({ type: 'Polygon', coordinates: rings }), marks)
  if (left.length === 0) return
  // Rows are prepared where they serve several places each.
  const all = Array.from(
    { length: edges.length / NUMBERS_PER_LINE },
    (_, i) => i * NUMBERS_PER_LINE,
  )
  const fewLeft =
    left.length < PLACES_PER_ROW * grid.rows ? { odd: all, steep: new Float64Array(0) } : null
  const rows: RowOfEdges[] = []
  /** What meets no edge lies on one side of them from end to end, and so does what joins it there. */
  const sideOfNode = new Uint8Array(graph.nodeLonLat.length / 2)
  const { segmentFrom, segmentTo, nodeLonLat } = graph
  for (const [place, segment] of left.entries()) {
    if (place % SEGMENTS_PER_STOP === 0) stopIf(shouldStop)
    const [from, to] = [segmentFrom[segment]!, segmentTo[segment]!]
    let known = sideOfNode[from]! || sideOfNode[to]!
    if (known === 0) {
      const [x, y] = [nodeLonLat[from * 2]!, nodeLonLat[from * 2 + 1]!]
      const row = grid.row(y)
      rows[row] ??= fewLeft ?? rowOfEdges(grid, edges, row)
      known = isOddWest(rows[row], edges, grid, x, y) ? INSIDE : OUTSIDE
    }
    sideOfNode[from] = known
    sideOfNode[to] = known
    if (known === INSIDE) {
      isTouched[segment] = 1
      marks.touched++
    }
  }
}

/** Segments that have a point in common with any of some areas; a ring may cross itself. */
export class SegmentsInAreas {
  /** By segment, 1 or 0. */
  readonly isTouched: Uint8Array
  readonly #network: RoadNetwork
  readonly #grid: RoadGrid
  readonly #marks: Marks

  constructor(network: RoadNetwork) {
    const { graph } = network
    this.#network = network
    this.#grid = gridOf.get(graph) ?? new RoadGrid(graph)
    gridOf.set(graph, this.#grid)
    this.isTouched = new Uint8Array(graph.segmentCount)
    const isDone = new Uint8Array(this.#grid.columns * this.#grid.rows)
    this.#marks = { isTouched: this.isTouched, isDone, touched: 0, open: null }
  }

  /** What one area before has touched is not looked at again. @throws Cancelled */
  add(area: Area, shouldStop: ShouldStop): void {
    for (const rings of polygonsOf(area))
      markPolygon(this.#network, this.#grid, rings, this.#marks, shouldStop)
  }
}
