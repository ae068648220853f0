/** What lies near what: boxes in a hash of square cells, and neighbours worth a road of their own. */
import { metresBetween, type Point } from './plane.ts'

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

export interface Neighbours {
  readonly a: number
  readonly b: number
  readonly metres: number
  /** Also neighbours in the stricter sense: no third place is nearer to both than they are to each other. */
  readonly isRelative: boolean
}

/**
 * Pairs with no third place inside the circle between them (Gabriel & Sokal, 1969), and whether they are
 * relative neighbours too (Toussaint, 1980), up to a distance; shortest first.
 */
export const gabrielNeighbours = (places: readonly Point[], withinMetres: number): Neighbours[] => {
  const hash = new SpatialHash(withinMetres / 2)
  places.forEach((place, id) => void hash.add(id, place, place))
  const pairs: Neighbours[] = []
  places.forEach((a, indexA) => {
    const around = hash.near(a, a, withinMetres)
    for (const indexB of around) {
      if (indexB <= indexA) continue
      const b = places[indexB]!
      const metres = metresBetween(a, b)
      if (metres > withinMetres) continue
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
      let [isGabriel, isRelative] = [true, true]
      for (const other of around) {
        if (other === indexA || other === indexB) continue
        const place = places[other]!
        if (metresBetween(place, middle) < metres / 2) isGabriel = false
        if (Math.max(metresBetween(place, a), metresBetween(place, b)) < metres) isRelative = false
        if (!isGabriel) break
      }
      if (isGabriel) pairs.push({ a: indexA, b: indexB, metres, isRelative })
    }
  })
  return pairs.sort((x, y) => x.metres - y.metres || x.a - y.a || x.b - y.b)
}
