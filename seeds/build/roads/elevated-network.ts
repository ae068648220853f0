/** Expressways, each with its carriageways and bridges: they meet other roads only where a segment says so. */

import type { InterchangeFact } from '../facts.ts'
import { randomOf } from '../random.ts'
import type { Course } from './courses.ts'
import { structureOf } from './main-roads.ts'
import { type Point, toPoint } from './plane.ts'
import { lengthOf, metresAlong, offsetLine, type Polyline, partOf, placeAlong } from './polyline.ts'
import { createRoad, type Road } from './road.ts'

interface ElevatedSegment {
  readonly from: number
  readonly to: number
  /** Both ends included. */
  readonly line: Polyline
  readonly road: Road
}

/** Nodes and one-way segments above the ground. */
export class ElevatedNetwork {
  readonly points: Point[] = []
  readonly segments: ElevatedSegment[] = []
  /** Vertex of the ground network with which a node coincides. */
  readonly groundVertexOf = new Map<number, number>()

  addNode(point: Point): number {
    return this.points.push(point) - 1
  }

  addGroundNode(point: Point, vertex: number): number {
    const node = this.addNode(point)
    this.groundVertexOf.set(node, vertex)
    return node
  }

  /** The ends of the line are put onto the nodes. */
  addSegment(from: number, to: number, line: Polyline, road: Road): void {
    const inner = line.slice(1, -1)
    this.segments.push({ from, to, line: [this.points[from]!, ...inner, this.points[to]!], road })
  }
}

/** Half the distance between the middle lines of the two carriageways. */
const HALF_MEDIAN_METRES = 12

/** One carriageway: the right-hand side of a middle line, cut where something happens. */
export class Carriageway {
  readonly #middle: Polyline
  readonly #isForward: boolean
  readonly #total: number
  /** Node by metres along the middle line, in the middle line's own direction. */
  readonly #nodes = new Map<number, number>()
  readonly #network: ElevatedNetwork

  constructor(network: ElevatedNetwork, middle: Polyline, isForward: boolean) {
    this.#network = network
    this.#middle = middle
    this.#isForward = isForward
    this.#total = lengthOf(middle)
    this.nodeAt(0)
    this.nodeAt(this.#total)
  }

  get isForward(): boolean {
    return this.#isForward
  }

  /** First and last node in the direction of travel. */
  get ends(): readonly [number, number] {
    const ends = [this.nodeAt(0), this.nodeAt(this.#total)] as const
    return this.#isForward ? ends : [ends[1], ends[0]]
  }

  /** The node that many metres along the middle line, made when it is not there yet. */
  nodeAt(alongMetres: number): number {
    const along = Math.round(Math.min(this.#total, Math.max(0, alongMetres)))
    const known = this.#nodes.get(along)
    if (known !== undefined) return known
    const { at, direction } = placeAlong(this.#middle, along)
    const right = this.#isForward ? HALF_MEDIAN_METRES : -HALF_MEDIAN_METRES
    const node = this.#network.addNode({
      x: at.x + direction.y * right,
      y: at.y - direction.x * right,
    })
    this.#nodes.set(along, node)
    return node
  }

  /** Adds the segments between all nodes; `roadAt` names the road in the middle of each. */
  build(roadAt: (alongMetres: number) => Road): void {
    const cuts = [...this.#nodes.keys()].sort((a, b) => a - b)
    cuts.slice(1).forEach((end, i) => {
      const start = cuts[i]!
      const part = offsetLine(
        partOf(this.#middle, start, end),
        this.#isForward ? -HALF_MEDIAN_METRES : HALF_MEDIAN_METRES,
      )
      const [a, b] = [this.#nodes.get(start)!, this.#nodes.get(end)!]
      const road = roadAt((start + end) / 2)
      if (this.#isForward) this.#network.addSegment(a, b, part, road)
      else this.#network.addSegment(b, a, part.reverse(), road)
    })
  }
}

/** Ramps leave a deck alone by this distance. */
const DECK_MARGIN_METRES = 40
const FASTEST_KPH = 110
const SLOWEST_KPH = 100

export interface Expressway {
  readonly course: Course
  readonly lengthMetres: number
  readonly forward: Carriageway
  readonly backward: Carriageway
  readonly decks: readonly { from: number; to: number; road: Road }[]
  readonly road: Road
  /** The nearest place along the course that is not on a bridge. */
  readonly offDeck: (alongMetres: number) => number
}

/** The carriageways of a course, cut at the ends of its bridges. */
export const createExpressway = (network: ElevatedNetwork, course: Course): Expressway => {
  const { id, nameZh, ref } = course.road
  const kph = randomOf(`expressway ${id}`)() < 0.5 ? FASTEST_KPH : SLOWEST_KPH
  const road = createRoad('expressway', nameZh, { ref, kph, isOneWay: true })
  let along = 0
  const decks = course.sections.flatMap(({ crossing, line }) => {
    const from = along
    along += lengthOf(line)
    if (!crossing) return []
    const deck = { ...road, name: crossing.nameZh, structure: structureOf(crossing) }
    return [{ from, to: along, road: deck }]
  })
  const forward = new Carriageway(network, course.line, true)
  const backward = new Carriageway(network, course.line, false)
  for (const carriageway of [forward, backward]) {
    for (const { from, to } of decks) {
      carriageway.nodeAt(from)
      carriageway.nodeAt(to)
    }
  }
  return {
    course,
    lengthMetres: along,
    forward,
    backward,
    decks,
    road,
    offDeck: (metres) => {
      const deck = decks.find(
        ({ from, to }) => metres > from - DECK_MARGIN_METRES && metres < to + DECK_MARGIN_METRES,
      )
      if (!deck) return metres
      return metres < (deck.from + deck.to) / 2
        ? deck.from - DECK_MARGIN_METRES
        : deck.to + DECK_MARGIN_METRES
    },
  }
}

/** Metres along an expressway's middle line at an interchange. */
export const alongAt = ({ course }: Expressway, { place }: InterchangeFact): number =>
  metresAlong(course.line, toPoint(place))
