/** How many edges of an area lie due west of a place: an odd number where the area holds it. */
import { MARGIN_DEGREES, type RoadGrid } from './road-grid.ts'
import { type Lines, NUMBERS_PER_LINE, side } from './straight-lines.ts'

/** Whether an edge lies due west of a place that is not on it. */
const isWestOf = (edges: Lines, at: number, x: number, y: number): boolean => {
  // The southern end belongs to an edge and the northern does not: no corner counts twice.
  const isNorthward = edges[at + 1]! <= y
  if (isNorthward === edges[at + 3]! <= y) return false
  const turn = side(edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!, x, y)
  return turn === (isNorthward ? -1 : 1)
}

/** The edges of an area that pass a row of the grid, so that few are looked at for one place. */
export interface RowOfEdges {
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

export const rowOfEdges = (grid: RoadGrid, edges: Lines, row: number): RowOfEdges => {
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
export const isOddWest = (
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
