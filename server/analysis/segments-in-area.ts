/**
 * Which segments a drawn area touches. The edges of the area are led through a grid of the roads, so
 * that the time follows the roads near its boundary, whatever is scribbled.
 */
import { type Area, type Bbox, bboxOf, polygonsOf } from '../../data/geometry.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { type ShouldStop, stopIf } from './cancellation.ts'
import { isOddWest, type RowOfEdges, rowOfEdges } from './edges-west.ts'
import { MARGIN_DEGREES, type RoadGrid, roadGrid } from './road-grid.ts'
import { type Lines, meet, NUMBERS_PER_LINE } from './straight-lines.ts'

/** Of an edge flatter than this, rounding decides where it enters a row of cells. */
const FLAT_DEGREES = 1e-4
/** To ask takes longer than to find that a row has nothing left. */
const ROWS_PER_STOP = 32
const SEGMENTS_PER_STOP = 1024
const PLACES_PER_ROW = 4

interface Marks {
  /** By segment, 1 where it has a point in common with an area. */
  readonly isTouched: Uint8Array
  /** How many segments are. */
  touched: number
  /** Those that are not, and some that have been since; null while they are many. */
  open: readonly number[] | null
  /** By cell of the grid, 1 where no segment is left to be found. */
  readonly isDone: Uint8Array
  /** By row of the grid, how many cells are not done. */
  readonly openCells: Int32Array
}

/**
 * Marks the segments that meet an edge: they share a cell with it. Row by row of the grid, while
 * any road of the row is open, each edge is led from the column where it enters the row to the one where it
 * leaves it.
 */
const markCrossed = (
  grid: RoadGrid,
  edges: Lines,
  [, south, , north]: Bbox,
  marks: Marks,
  shouldStop: ShouldStop,
): void => {
  const { isTouched, isDone, openCells } = marks
  const { pieces, segmentOf, start, passing, columns, rows } = grid
  const lookInto = (cell: number, at: number): boolean => {
    let isOpen = false
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      const piece = passing[i]!
      const segment = segmentOf[piece]!
      if (isTouched[segment] === 1) continue
      if (meet(edges, at, pieces, piece * NUMBERS_PER_LINE)) {
        isTouched[segment] = 1
        marks.touched++
      } else isOpen = true
    }
    return isOpen
  }
  /** @param from first of the two numbers of an edge's southern end @param to of its northern one */
  const follow = (row: number, at: number, from: number, to: number): void => {
    const x = edges[from]!
    const y = edges[from + 1]!
    const end = edges[to]!
    const height = edges[to + 1]! - y
    const perRow = height < FLAT_DEGREES ? 0 : (end - x) / height
    const isWhole = perRow === 0
    const enter = isWhole || grid.latitudeOf(row) <= y ? x : x + (grid.latitudeOf(row) - y) * perRow
    const top = grid.latitudeOf(row + 1)
    const leave = isWhole || top >= y + height ? end : x + (top - y) * perRow
    const first = Math.max(grid.column(Math.min(enter, leave) - MARGIN_DEGREES), 0)
    const last = Math.min(grid.column(Math.max(enter, leave) + MARGIN_DEGREES), columns - 1)
    for (let cell = row * columns + first; cell <= row * columns + last; cell++) {
      if (isDone[cell] === 1 || lookInto(cell, at)) continue
      isDone[cell] = 1
      openCells[row]!--
    }
  }
  const last = Math.min(grid.row(north + MARGIN_DEGREES), rows - 1)
  for (let row = Math.max(grid.row(south - MARGIN_DEGREES), 0); row <= last; row++) {
    if (openCells[row] === 0) continue
    if (row % ROWS_PER_STOP === 0) stopIf(shouldStop)
    const bottom = grid.latitudeOf(row) - MARGIN_DEGREES
    const top = grid.latitudeOf(row + 1) + MARGIN_DEGREES
    for (let at = 0; at < edges.length; at += NUMBERS_PER_LINE) {
      const one = edges[at + 1]!
      const other = edges[at + 3]!
      if ((one < bottom && other < bottom) || (one > top && other > top)) continue
      if (one <= other) follow(row, at, at, at + 2)
      else follow(row, at, at + 2, at)
    }
  }
}

const INSIDE = 1
const OUTSIDE = 2

/** Where a value stands, ascending. */
export const placesOf = (values: Uint8Array, value: number): number[] => {
  const places: number[] = []
  for (let at = values.indexOf(value); at >= 0; at = values.indexOf(value, at + 1)) places.push(at)
  return places
}

/** Every cell is done but those of what is left open of the roads. */
const leaveOnly = (grid: RoadGrid, open: readonly number[], { isDone, openCells }: Marks): void => {
  isDone.fill(1)
  openCells.fill(0)
  for (const segment of open)
    for (let piece = grid.firstPiece[segment]!; piece < grid.firstPiece[segment + 1]!; piece++)
      grid.visitCellsOf(piece, (cell, row) => {
        openCells[row]! += isDone[cell]!
        isDone[cell] = 0
      })
}

/** Of all segments, the share that is few enough to be looked through for each further area. */
const FEW_OPEN = 1 / 8

/**
 * Segments that are not touched and may lie within a box, some others among them. Once large areas
 * have left few segments, looking through all of these is faster than asking the index.
 */
const openWithin = (
  { graph, index }: RoadNetwork,
  grid: RoadGrid,
  [west, south, east, north]: Bbox,
  marks: Marks,
): readonly number[] => {
  const { isTouched } = marks
  if (graph.segmentCount - marks.touched < FEW_OPEN * graph.segmentCount) {
    const { segmentFrom, nodeLonLat } = graph
    marks.open = (marks.open ?? placesOf(isTouched, 0)).filter(
      (segment) => isTouched[segment] === 0,
    )
    leaveOnly(grid, marks.open, marks)
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
  const bbox = bboxOf({ type: 'Polygon', coordinates: rings })
  markCrossed(grid, edges, bbox, marks, shouldStop)
  const left = openWithin(network, grid, bbox, marks)
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
    this.#grid = roadGrid(graph)
    this.isTouched = new Uint8Array(graph.segmentCount)
    const { columns, rows } = this.#grid
    this.#marks = {
      isTouched: this.isTouched,
      touched: 0,
      open: null,
      isDone: new Uint8Array(columns * rows),
      openCells: new Int32Array(rows).fill(columns),
    }
  }

  /** What one area before has touched is not looked at again. @throws Cancelled */
  add(area: Area, shouldStop: ShouldStop): void {
    for (const rings of polygonsOf(area))
      markPolygon(this.#network, this.#grid, rings, this.#marks, shouldStop)
  }
}
