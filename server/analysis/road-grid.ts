/** A grid over the roads: which straight pieces of them may pass through each of its cells. */
import { type RoadGraph, segmentLonLats } from '../network/graph.ts'
import { type Lines, NUMBERS_PER_LINE } from './straight-lines.ts'

/** A tenth of a millimetre: more than the rounding of where an edge enters a row of cells. */
export const MARGIN_DEGREES = 1e-9
const MOST_CELLS_ACROSS = 4096

/** The straight pieces of all roads, by the cells that they may pass through. */
export class RoadGrid {
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

  #visitCells(visit: (cell: number, piece: number) => void): void {
    for (let piece = 0; piece < this.segmentOf.length; piece++)
      this.visitCellsOf(piece, (cell) => visit(cell, piece))
  }

  /** The cells of the box of a piece: all that it may pass through. */
  visitCellsOf(piece: number, visit: (cell: number, row: number) => void): void {
    const at = piece * NUMBERS_PER_LINE
    const [x1, y1, x2, y2] = [0, 1, 2, 3].map((i) => this.pieces[at + i]!) as LineNumbers
    const lastColumn = this.column(Math.max(x1, x2))
    const lastRow = this.row(Math.max(y1, y2))
    for (let row = this.row(Math.min(y1, y2)); row <= lastRow; row++)
      for (let column = this.column(Math.min(x1, x2)); column <= lastColumn; column++)
        visit(row * this.columns + column, row)
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
const known = new WeakMap<RoadGraph, RoadGrid>()

export const roadGrid = (graph: RoadGraph): RoadGrid => {
  const grid = known.get(graph) ?? new RoadGrid(graph)
  known.set(graph, grid)
  return grid
}
