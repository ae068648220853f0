/** A raster of the city: where roads may be led, and which county a place is in. */
import type { Facts } from '../facts.ts'
import type { Obstacles } from './obstacles.ts'
import { metresToPiece, type Point, toPoint } from './plane.ts'
import type { Polyline } from './polyline.ts'

const CELL_METRES = 200
/** Roads keep this far from the shore; more than half a cell, so that no step leaps over a canal. */
const CLEARANCE_METRES = 105
/** Roads may leave the city by this many cells where its border is in the way. */
const OUTSIDE_CELLS = 6
const MARGIN_METRES = 2400

export class LandGrid {
  readonly cellMetres = CELL_METRES
  readonly columns: number
  readonly rows: number
  readonly #west: number
  readonly #south: number
  /** 1 where no road can be led: water, its banks, and what is far outside the city. */
  readonly blocked: Uint8Array
  /** Index of the county plus 1, 0 outside the city. */
  readonly county: Uint8Array

  constructor(facts: Pick<Facts, 'counties'>, obstacles: Obstacles) {
    const outlines = facts.counties.map(({ rings }) => rings.map((ring) => ring.map(toPoint)))
    const points = outlines.flat(2)
    const extreme = (pick: (...values: number[]) => number, axis: 'x' | 'y'): number =>
      points.reduce((best, point) => pick(best, point[axis]), points[0]![axis])
    this.#west = extreme(Math.min, 'x') - MARGIN_METRES
    this.#south = extreme(Math.min, 'y') - MARGIN_METRES
    this.columns = Math.ceil((extreme(Math.max, 'x') + MARGIN_METRES - this.#west) / CELL_METRES)
    this.rows = Math.ceil((extreme(Math.max, 'y') + MARGIN_METRES - this.#south) / CELL_METRES)
    this.blocked = new Uint8Array(this.columns * this.rows)
    this.county = new Uint8Array(this.columns * this.rows)
    outlines.forEach((rings, index) => void this.#fill(rings, this.county, index + 1))
    this.#blockOutside()
    for (const rings of obstacles.waters) this.#fill(rings, this.blocked, 1)
    for (const { a, b, halfWidthMetres } of obstacles.pieces) {
      for (const cell of this.cellsNear(a, b, halfWidthMetres + CLEARANCE_METRES)) {
        this.blocked[cell] = 1
      }
    }
  }

  /** The cell of a place, -1 outside the raster. */
  cellAt({ x, y }: Point): number {
    const column = Math.floor((x - this.#west) / CELL_METRES)
    const row = Math.floor((y - this.#south) / CELL_METRES)
    const isInside = column >= 0 && row >= 0 && column < this.columns && row < this.rows
    return isInside ? row * this.columns + column : -1
  }

  centreOf(cell: number): Point {
    const column = cell % this.columns
    const row = Math.floor(cell / this.columns)
    return {
      x: this.#west + (column + 0.5) * CELL_METRES,
      y: this.#south + (row + 0.5) * CELL_METRES,
    }
  }

  isFree(place: Point): boolean {
    const cell = this.cellAt(place)
    return cell >= 0 && this.blocked[cell] === 0
  }

  /** Cells whose centres lie within `withinMetres` of a straight piece. */
  cellsNear(a: Point, b: Point, withinMetres: number): number[] {
    const cells: number[] = []
    const columnOf = (x: number): number => Math.floor((x - this.#west) / CELL_METRES)
    const rowOf = (y: number): number => Math.floor((y - this.#south) / CELL_METRES)
    const west = Math.max(0, columnOf(Math.min(a.x, b.x) - withinMetres))
    const east = Math.min(this.columns - 1, columnOf(Math.max(a.x, b.x) + withinMetres))
    const south = Math.max(0, rowOf(Math.min(a.y, b.y) - withinMetres))
    const north = Math.min(this.rows - 1, rowOf(Math.max(a.y, b.y) + withinMetres))
    for (let row = south; row <= north; row++) {
      for (let column = west; column <= east; column++) {
        const cell = row * this.columns + column
        if (metresToPiece(this.centreOf(cell), a, b) <= withinMetres) cells.push(cell)
      }
    }
    return cells
  }

  /** 1 in the cells that can be reached over land from one of the places. */
  connectedTo(places: readonly Point[]): Uint8Array {
    const isReached = new Uint8Array(this.blocked.length)
    const open = places.map((place) => this.cellAt(place))
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      if (cell < 0 || this.blocked[cell] !== 0 || isReached[cell] === 1) continue
      isReached[cell] = 1
      open.push(cell - 1, cell + 1, cell - this.columns, cell + this.columns)
    }
    return isReached
  }

  /** Cells whose centres lie inside the rings (even-odd), row by row. */
  #fill(rings: readonly Polyline[], target: Uint8Array, value: number): void {
    for (let row = 0; row < this.rows; row++) {
      const y = this.#south + (row + 0.5) * CELL_METRES
      const meetings: number[] = []
      for (const ring of rings) {
        for (let i = 1; i < ring.length; i++) {
          const a = ring[i - 1]!
          const b = ring[i]!
          if (a.y > y !== b.y > y) meetings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x))
        }
      }
      meetings.sort((a, b) => a - b)
      for (let i = 0; i + 1 < meetings.length; i += 2) {
        const first = Math.max(0, Math.ceil((meetings[i]! - this.#west) / CELL_METRES - 0.5))
        const last = Math.min(
          this.columns - 1,
          Math.floor((meetings[i + 1]! - this.#west) / CELL_METRES - 0.5),
        )
        for (let column = first; column <= last; column++) {
          target[row * this.columns + column] = value
        }
      }
    }
  }

  /** Blocks what lies more than OUTSIDE_CELLS outside every county. */
  #blockOutside(): void {
    const steps = new Uint8Array(this.county.length).fill(255)
    let frontier: number[] = []
    for (let cell = 0; cell < this.county.length; cell++) {
      if (this.county[cell]! > 0) {
        steps[cell] = 0
        frontier.push(cell)
      }
    }
    for (let step = 1; step <= OUTSIDE_CELLS; step++) {
      const next: number[] = []
      for (const cell of frontier) {
        for (const neighbour of [cell - 1, cell + 1, cell - this.columns, cell + this.columns]) {
          if (steps[neighbour] !== 255) continue
          steps[neighbour] = step
          next.push(neighbour)
        }
      }
      frontier = next
    }
    for (let cell = 0; cell < steps.length; cell++) if (steps[cell] === 255) this.blocked[cell] = 1
  }
}
