/** Turns ways over the raster into roads of the ground network. */
import { type GroundNetwork, metresByRoad } from './ground-network.ts'
import { smoothNoise } from './noise.ts'
import type { Obstacles } from './obstacles.ts'
import { metresBetween, type Point } from './plane.ts'
import { type Polyline, rounded, thinned } from './polyline.ts'
import type { Road } from './road.ts'
import type { RouteFinder } from './route-finder.ts'

/** Cell centres are shaken so that no road shows the raster that it was found on. */
const SHAKE = { waveMetres: 620, metres: 120, seed: 31 } as const
const THIN_METRES = 70
const ROUNDS = 3
/** Distances from water tried in turn: the banks are narrow in places. */
const CLEARANCES_METRES = [30, 12, 4]
/** Two roads that pass neighbouring cells count as joined when the way between is this short. */
const JOINED = { factor: 2.5, extraMetres: 250 } as const

const shaken = (place: Point): Point => ({
  x: place.x + smoothNoise(place, SHAKE.waveMetres, SHAKE.seed) * SHAKE.metres,
  y: place.y + smoothNoise(place, SHAKE.waveMetres, SHAKE.seed + 1) * SHAKE.metres,
})

export class RoadBuilder {
  readonly network: GroundNetwork
  readonly finder: RouteFinder
  readonly obstacles: Obstacles

  /** 1 in the cells whose streets lead everywhere, so that no road needs to be cut through them. */
  readonly #isBuiltUp: Uint8Array

  constructor(
    network: GroundNetwork,
    finder: RouteFinder,
    obstacles: Obstacles,
    builtUpCells: Iterable<number>,
  ) {
    this.network = network
    this.finder = finder
    this.obstacles = obstacles
    this.#isBuiltUp = new Uint8Array(finder.grid.blocked.length)
    for (const cell of builtUpCells) this.#isBuiltUp[cell] = 1
  }

  /** Adds a line as it is and answers its vertices. */
  addLine(line: Polyline, road: Road): number[] {
    const vertices = this.network.addLine(line, road)
    this.finder.noteRoad(vertices, this.network.points)
    return vertices
  }

  /**
   * Builds what is missing along a way. It starts at `start`, or at the road in its first cell,
   * and answers the number of pieces built.
   */
  buildAlong(cells: readonly number[], road: Road, start: number | null = null): number {
    const { finder } = this
    let anchor = start ?? finder.roadVertex[cells[0]!]!
    let open: number[] = []
    let built = 0
    cells.forEach((cell, i) => {
      const vertex = finder.roadVertex[cell]!
      if (vertex < 0 && i > 0) open.push(cell)
      if (vertex < 0 || vertex === anchor) return
      const before = cells[i - 1]
      const isServed =
        before !== undefined &&
        (finder.isPortal(before, cell) ||
          (start === null &&
            open.length === 0 &&
            this.#isBuiltUp[before] === 1 &&
            this.#isBuiltUp[cell] === 1))
      if (anchor >= 0 && !isServed && (open.length > 0 || !this.#areJoined(anchor, vertex))) {
        if (this.#buildStretch(anchor, open, vertex, road)) built++
      }
      anchor = vertex
      open = []
    })
    return built
  }

  #areJoined(a: number, b: number): boolean {
    const { points } = this.network
    const limit = metresBetween(points[a]!, points[b]!) * JOINED.factor + JOINED.extraMetres
    return metresByRoad(this.network, a, b, limit) < Number.POSITIVE_INFINITY
  }

  #buildStretch(from: number, cells: readonly number[], to: number, road: Road): boolean {
    const { points } = this.network
    const start = points[from]!
    const end = points[to]!
    const centres = cells.map((cell) => this.finder.grid.centreOf(cell))
    const candidates = [
      rounded(thinned([start, ...centres.map(shaken), end], THIN_METRES), ROUNDS),
      rounded([start, ...centres, end], ROUNDS),
      [start, ...centres, end],
    ]
    for (const clearance of CLEARANCES_METRES) {
      const clear = candidates.find((line) => this.obstacles.isLineClear(line, clearance))
      if (!clear) continue
      this.addLine(clear, road)
      return true
    }
    return false
  }
}
