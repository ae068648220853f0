/** Boxes that come in while others are being asked for: a hash of square cells. */
import type { Point } from './plane.ts'

/** More cells to a side than any city of this size needs, so that keys never collide. */
const CELLS_PER_SIDE = 65_536
const HALF = CELLS_PER_SIDE / 2

export class SpatialHash {
  readonly #cellMetres: number
  readonly #cells = new Map<number, number[]>()

  constructor(cellMetres: number) {
    this.#cellMetres = cellMetres
  }

  #cellOf(metres: number): number {
    return Math.floor(metres / this.#cellMetres) + HALF
  }

  /** Adds what lies in the box that a and b span. */
  add(id: number, a: Point, b: Point): void {
    const [west, east] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
    const [south, north] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
    for (let column = this.#cellOf(west); column <= this.#cellOf(east); column++) {
      for (let row = this.#cellOf(south); row <= this.#cellOf(north); row++) {
        const key = column * CELLS_PER_SIDE + row
        const ids = this.#cells.get(key)
        if (ids) ids.push(id)
        else this.#cells.set(key, [id])
      }
    }
  }

  /** Ids in the cells that the box spanned by a and b touches, grown by a margin; each id once. */
  near(a: Point, b: Point, marginMetres: number): number[] {
    const west = this.#cellOf(Math.min(a.x, b.x) - marginMetres)
    const east = this.#cellOf(Math.max(a.x, b.x) + marginMetres)
    const south = this.#cellOf(Math.min(a.y, b.y) - marginMetres)
    const north = this.#cellOf(Math.max(a.y, b.y) + marginMetres)
    if (west === east && south === north) {
      return this.#cells.get(west * CELLS_PER_SIDE + south) ?? []
    }
    const found = new Set<number>()
    for (let column = west; column <= east; column++) {
      for (let row = south; row <= north; row++) {
        for (const id of this.#cells.get(column * CELLS_PER_SIDE + row) ?? []) found.add(id)
      }
    }
    return [...found]
  }
}
