/** The main roads' hand-written courses as smooth lines that run exactly over their bridges. */
import type { CrossingFact, Facts, MainRoadFact } from '../facts.ts'
import { smoothNoise } from './noise.ts'
import type { Obstacles } from './obstacles.ts'
import { directionOf, metresBetweenPieces, type Point, toPoint } from './plane.ts'
import {
  densified,
  filleted,
  lengthOf,
  metresAlong,
  type Polyline,
  partOf,
  piecesOf,
} from './polyline.ts'
import { SpatialHash } from './spatial-hash.ts'

/** A stretch of a main road: on land, or a crossing from bank to bank. */
export interface CourseSection {
  readonly line: Polyline
  readonly crossing: CrossingFact | null
}

export interface Course {
  readonly road: MainRoadFact
  readonly sections: readonly CourseSection[]
  /** All sections in a row. */
  readonly line: Polyline
}

const STEP_METRES = 120
/** How corners and straights are bent: expressways more gently than roads. */
const BENDS = {
  expressway: { filletMetres: 1500, wanderMetres: 45, waveMetres: 4500 },
  road: { filletMetres: 600, wanderMetres: 90, waveMetres: 1700 },
} as const
/** Bends fade out this far from a bridge or an end. */
const TAPER_METRES = 900
/** Distances from water tried in turn: levee roads and bridge heads are close to it. */
const CLEARANCES_METRES = [60, 30, 10]
/** Shares of the bends tried in turn until the line is clear of water. */
const BEND_SHARES = [1, 0.5, 0.25, 0]

const bent = (
  line: Polyline,
  bends: { filletMetres: number; wanderMetres: number; waveMetres: number },
  share: number,
  seed: number,
): Point[] => {
  const smooth = densified(
    share > 0 ? filleted(line, bends.filletMetres * share) : line,
    STEP_METRES,
  )
  const total = lengthOf(smooth)
  let along = 0
  return smooth.map((point, i) => {
    const before = smooth[i - 1]
    if (before) along += Math.hypot(point.x - before.x, point.y - before.y)
    const taper = Math.min(1, along / TAPER_METRES, (total - along) / TAPER_METRES)
    const side =
      smoothNoise(point, bends.waveMetres, seed) * bends.wanderMetres * share * Math.max(0, taper)
    const direction = directionOf(before ?? point, smooth[i + 1] ?? point)
    return { x: point.x - direction.y * side, y: point.y + direction.x * side }
  })
}

/** The most bent version of the line that keeps clear of water. */
const bentOnLand = (
  line: Polyline,
  isExpressway: boolean,
  seed: number,
  obstacles: Obstacles,
): Point[] => {
  const bends = isExpressway ? BENDS.expressway : BENDS.road
  for (const clearance of CLEARANCES_METRES) {
    for (const share of BEND_SHARES) {
      const candidate = bent(line, bends, share, seed)
      if (obstacles.isLineClear(candidate, clearance)) return candidate
    }
  }
  return densified(line, STEP_METRES)
}

const courseOf = (
  road: MainRoadFact,
  crossings: readonly CrossingFact[],
  seed: number,
  obstacles: Obstacles,
): Course => {
  const line = road.line.map(toPoint)
  const isExpressway = road.roadClass === 'expressway'
  const onCourse = crossings
    .map((crossing) => {
      const ends = crossing.ends
        .map(toPoint)
        .map((point) => ({ point, along: metresAlong(line, point) }))
        .sort((a, b) => a.along - b.along)
      return { crossing, start: ends[0]!, end: ends[1]! }
    })
    .sort((a, b) => a.start.along - b.start.along)
  const sections: CourseSection[] = []
  let from: { point: Point; along: number } = { point: line[0]!, along: 0 }
  const addLand = (to: { point: Point; along: number }): void => {
    const part = partOf(line, from.along, to.along)
    const land = [from.point, ...part.slice(1, -1), to.point]
    sections.push({ line: bentOnLand(land, isExpressway, seed, obstacles), crossing: null })
  }
  for (const { crossing, start, end } of onCourse) {
    addLand(start)
    sections.push({ line: [start.point, end.point], crossing })
    from = end
  }
  addLand({ point: line.at(-1)!, along: lengthOf(line) })
  return {
    road,
    sections,
    line: sections.flatMap((section, i) => (i === 0 ? section.line : section.line.slice(1))),
  }
}

/** Smooth courses of all main roads. */
export const layOutCourses = (facts: Facts, obstacles: Obstacles): Course[] =>
  facts.mainRoads.map((road, seed) =>
    courseOf(
      road,
      facts.crossings.filter(({ roadId }) => roadId === road.id),
      seed + 1,
      obstacles,
    ),
  )

const CELL_METRES = 1000

/** The middle lines of all expressways. */
export class ExpresswayCorridors {
  readonly #pieces: readonly (readonly [Point, Point])[]
  readonly #hash = new SpatialHash(CELL_METRES)

  constructor(courses: readonly Course[]) {
    this.#pieces = courses
      .filter(({ road }) => road.roadClass === 'expressway')
      .flatMap(({ line }) => piecesOf(line))
    this.#pieces.forEach(([a, b], id) => void this.#hash.add(id, a, b))
  }

  get pieces(): readonly (readonly [Point, Point])[] {
    return this.#pieces
  }

  isNear(a: Point, b: Point, withinMetres: number): boolean {
    return this.#near(a, b, withinMetres).length > 0
  }

  /** True where a piece comes close to an expressway without passing it at a good angle. */
  runsAlong(a: Point, b: Point, withinMetres: number, leastSine: number): boolean {
    const direction = directionOf(a, b)
    return this.#near(a, b, withinMetres).some(([c, d]) => {
      const other = directionOf(c, d)
      return Math.abs(direction.x * other.y - direction.y * other.x) < leastSine
    })
  }

  #near(a: Point, b: Point, withinMetres: number): (readonly [Point, Point])[] {
    return this.#hash
      .near(a, b, withinMetres)
      .map((id) => this.#pieces[id]!)
      .filter(([c, d]) => metresBetweenPieces(a, b, c, d) < withinMetres)
  }
}
