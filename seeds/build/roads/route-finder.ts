/** Finds ways for new roads over land, using roads and bridges that are there where it can. */
import FlatQueue from 'flatqueue'
import type { LandGrid } from './land-grid.ts'
import { smoothNoise } from './noise.ts'
import { metresBetween, type Point } from './plane.ts'

/** Cost per metre relative to building on open land. */
const COST = {
  existingRoad: 0.45,
  rough: 3.5,
  nearExpressway: 3,
  outside: 1.2,
  builtUp: 1.5,
} as const
const ROUGH_WAVE_METRES = 1500
const ROUGH_SEED = 77
/** Steps to the 16 neighbours by column and row, with the cells that they pass through. */
const STEPS = [
  [1, 0],
  [1, 1],
  [2, 1],
  [1, 2],
]
  .flatMap(([a = 0, b = 0]) => [
    [a, b],
    [-b, a],
    [-a, -b],
    [b, -a],
  ])
  .map(([column = 0, row = 0]) => ({
    column,
    row,
    length: Math.hypot(column, row),
    through: cellsThrough(column, row),
  }))

/** Cells besides start and end that a straight step touches. */
function cellsThrough(column: number, row: number): [number, number][] {
  const [signX, signY] = [Math.sign(column), Math.sign(row)]
  const [wide, high] = [Math.abs(column), Math.abs(row)]
  if (wide + high === 1) return []
  return [wide >= high ? [signX, 0] : [0, signY], wide === high ? [0, signY] : [signX, signY]]
}

export interface RouteRequest {
  readonly sources: Iterable<number>
  readonly isTarget: (cell: number) => boolean
  /** About where the targets are, null when they may be anywhere. */
  readonly aim: { readonly at: Point; readonly radiusMetres: number } | null
  /** Longest way over open land of the usual kind; more along roads that exist. */
  readonly longestMetres: number
}

export class RouteFinder {
  readonly grid: LandGrid
  /** A vertex of the ground network in each cell that roads pass, else -1. */
  readonly roadVertex: Int32Array
  readonly #costs: Float32Array
  readonly #portals = new Map<number, number[]>()
  readonly #best: Float64Array
  readonly #from: Int32Array
  readonly #stamp: Uint32Array
  #search = 0

  constructor(grid: LandGrid) {
    this.grid = grid
    const count = grid.blocked.length
    this.roadVertex = new Int32Array(count).fill(-1)
    this.#best = new Float64Array(count)
    this.#from = new Int32Array(count)
    this.#stamp = new Uint32Array(count)
    this.#costs = Float32Array.from({ length: count }, (_, cell) => {
      const rough = (smoothNoise(grid.centreOf(cell), ROUGH_WAVE_METRES, ROUGH_SEED) + 1) / 2
      return 1 + rough * COST.rough + (grid.county[cell] === 0 ? COST.outside : 0)
    })
  }

  avoidNearExpressway(cells: Iterable<number>): void {
    for (const cell of cells) this.#costs[cell] = 1 + COST.nearExpressway
  }

  avoidBuiltUp(cells: Iterable<number>): void {
    for (const cell of cells) this.#costs[cell] = this.#costs[cell]! + COST.builtUp
  }

  /** Notes that roads pass through the cells of these vertices. */
  noteRoad(vertices: readonly number[], points: readonly Point[]): void {
    for (const vertex of vertices) {
      const cell = this.grid.cellAt(points[vertex]!)
      if (cell < 0 || this.grid.blocked[cell] === 1 || this.roadVertex[cell]! >= 0) continue
      this.roadVertex[cell] = vertex
    }
  }

  /** Notes that a road leads over water between two cells. */
  notePortal(a: number, b: number): void {
    this.#portals.set(a, [...(this.#portals.get(a) ?? []), b])
    this.#portals.set(b, [...(this.#portals.get(b) ?? []), a])
  }

  isPortal(a: number, b: number): boolean {
    return this.#portals.get(a)?.includes(b) ?? false
  }

  /** Cells of the cheapest way from a source to a target, or null (A*, Hart et al., 1968). */
  find({ sources, isTarget, aim, longestMetres }: RouteRequest): number[] | null {
    const maxCost = longestMetres * (1 + COST.rough / 2)
    this.#search++
    const queue = new FlatQueue()
    const { grid } = this
    const remaining = (cell: number): number =>
      aim
        ? COST.existingRoad *
          Math.max(0, metresBetween(grid.centreOf(cell), aim.at) - aim.radiusMetres)
        : 0
    const offer = (cell: number, cost: number, from: number): void => {
      if (this.#stamp[cell] === this.#search && this.#best[cell]! <= cost) return
      this.#stamp[cell] = this.#search
      this.#best[cell] = cost
      this.#from[cell] = from
      queue.push(cell, cost + remaining(cell))
    }
    for (const source of sources) offer(source, 0, -1)
    while (queue.length > 0) {
      const estimate = queue.peekValue()!
      const cell = queue.pop()!
      const cost = this.#best[cell]!
      if (estimate > cost + remaining(cell) + 1e-6) continue
      if (estimate > maxCost) return null
      if (isTarget(cell)) return this.#pathTo(cell)
      this.#expand(cell, cost, offer)
    }
    return null
  }

  #expand(
    cell: number,
    cost: number,
    offer: (cell: number, cost: number, from: number) => void,
  ): void {
    const { columns, rows, blocked, cellMetres } = this.grid
    const column = cell % columns
    const row = (cell - column) / columns
    for (const step of STEPS) {
      const toColumn = column + step.column
      const toRow = row + step.row
      if (toColumn < 0 || toRow < 0 || toColumn >= columns || toRow >= rows) continue
      const to = toRow * columns + toColumn
      if (blocked[to] === 1) continue
      if (step.through.some(([x, y]) => blocked[cell + x + y * columns] === 1)) continue
      const perMetre = (this.#costOf(cell) + this.#costOf(to)) / 2
      offer(to, cost + step.length * cellMetres * perMetre, cell)
    }
    for (const to of this.#portals.get(cell) ?? []) {
      const metres = metresBetween(this.grid.centreOf(cell), this.grid.centreOf(to))
      offer(to, cost + metres * COST.existingRoad, cell)
    }
  }

  #costOf(cell: number): number {
    return this.roadVertex[cell]! >= 0 ? COST.existingRoad : this.#costs[cell]!
  }

  #pathTo(target: number): number[] {
    const path: number[] = []
    for (let cell = target; cell >= 0; cell = this.#from[cell]!) path.push(cell)
    return path.reverse()
  }
}
