/**
 * Water that cannot be crossed on foot: surfaces of lakes and wide rivers, and rivers drawn as lines that
 * are known to be wide. A walk from a road to a place stays on one side of it.
 */
import Flatbush from 'flatbush'
import { bboxOf, boxOfEdge, haversineMetres, type LonLat, linesOf } from '../../data/geometry.ts'
import type { DrawnWater } from '../../data/named-place.ts'
import { STRUCTURE } from '../network/draft.ts'
import type { RoadGraph } from '../network/graph.ts'
import { SNAP_LIMIT_METRES } from '../network/profile.ts'
import { type RoadPoint, type SegmentIndex, type Snap, snapToRoad } from '../network/snap.ts'
import { NearLines } from './near-lines.ts'
import { areaAt, type NamedArea } from './place.ts'
import { type Lines, meet, NUMBERS_PER_LINE } from './straight-lines.ts'

/** An area, or a line with a width. */
export interface WaterBody extends NamedArea {
  /** Of a line; null where it is not known. */
  readonly widthMetres: number | null
  /** Whether its outline is known roughly alone: the shore may lie elsewhere. */
  readonly isRough?: boolean
}

/** A line of water at least so wide is not waded through; an assumption. */
const BARRIER_METRES = 10
/** Whoever stands this close to a road on a bridge, a dam or a causeway stands on it. */
const ON_STRUCTURE_METRES = 60
const OVER_WATER = STRUCTURE.bridge | STRUCTURE.dam | STRUCTURE.ferry

/** Water on a straight way, and how much of the way lies in it; `Infinity` where that is not known. */
export interface WaterBetween {
  readonly water: WaterBody
  readonly metres: number
}

const NUMBERS_PER_BOX = 4

const isLine = ({ geometry }: WaterBody): boolean => geometry.type === 'LineString'

export class KnownWater {
  /** Those that are a barrier. */
  readonly bodies: readonly WaterBody[]
  /** Every edge of every barrier, and whose it is. */
  readonly #edges: Lines
  readonly #bodyOf: Uint32Array
  readonly #index: Flatbush | null
  /** West, south, east and north of each: most places lie in none. */
  readonly #boxes: Float64Array

  constructor(bodies: readonly WaterBody[]) {
    this.bodies = bodies.filter(
      (body) => !isLine(body) || (body.widthMetres ?? 0) >= BARRIER_METRES,
    )
    const edges = this.bodies.flatMap(({ geometry }, body) =>
      linesOf(geometry).flatMap((line) =>
        line.slice(1).map((to, i) => ({ body, from: line[i]!, to })),
      ),
    )
    this.#edges = Float64Array.from(edges.flatMap(({ from, to }) => [...from, ...to]))
    this.#bodyOf = Uint32Array.from(edges, ({ body }) => body)
    // An index of nothing is not allowed.
    this.#index = edges.length > 0 ? new Flatbush(edges.length) : null
    for (const { from, to } of edges) this.#index?.add(...boxOfEdge(from, to))
    this.#index?.finish()
    this.#boxes = Float64Array.from(this.bodies.flatMap(({ bbox }) => [...bbox]))
  }

  /** The surface that a place lies on. */
  at(longitude: number, latitude: number): WaterBody | null {
    const boxes = this.#boxes
    for (let box = 0; box < boxes.length; box += NUMBERS_PER_BOX) {
      const [west, east] = [boxes[box]!, boxes[box + 2]!]
      const [isEastOfWest, isWestOfEast] = [longitude >= west, longitude <= east]
      // A box whose west lies east of its east crosses the date line.
      if (west <= east ? !(isEastOfWest && isWestOfEast) : !(isEastOfWest || isWestOfEast)) continue
      if (latitude < boxes[box + 1]! || latitude > boxes[box + 3]!) continue
      const body = areaAt([this.bodies[box / NUMBERS_PER_BOX]!], longitude, latitude)
      if (body) return body
    }
    return null
  }

  /** A body with a rough outline that lies, or has a place, no further than this from a place. */
  roughNear(place: LonLat, metres: number): WaterBody | null {
    const rough = this.bodies.filter(({ isRough }) => isRough)
    if (rough.length === 0) return null
    const near = new NearLines([[place]])
    return rough.find(({ geometry }) => near.isWithin(geometry, metres)) ?? null
  }

  /** Edges that a straight way has a point in common with. */
  #edgesMet(way: Lines): number[] {
    const [ax, ay, bx, by] = way as unknown as [number, number, number, number]
    return (
      this.#index?.search(...boxOfEdge([ax, ay], [bx, by]), (edge) =>
        meet(way, 0, this.#edges, edge * NUMBERS_PER_LINE),
      ) ?? []
    )
  }

  /** Whether a straight way from a place touches any of it. */
  barsFrom(place: LonLat): (point: RoadPoint) => boolean {
    const isInside = this.at(...place) !== null
    return ({ longitude, latitude }) =>
      isInside || this.#edgesMet(Float64Array.of(...place, longitude, latitude)).length > 0
  }

  /** The water that most of a straight way lies in, or `null` where it touches none. */
  between(from: LonLat, to: LonLat): WaterBetween | null {
    const met = this.#edgesMet(Float64Array.of(...from, ...to))
    const bodies = new Set(met.map((edge) => this.bodies[this.#bodyOf[edge]!]!))
    const under = this.at(...from)
    if (under) bodies.add(under)
    const all = [...bodies].map((water): WaterBetween => {
      if (isLine(water)) return { water, metres: water.widthMetres! }
      const cuts = met.filter((edge) => this.bodies[this.#bodyOf[edge]!] === water)
      return { water, metres: this.#metresWithin(water, cuts, from, to) }
    })
    return all.reduce<WaterBetween | null>(
      (most, each) => (most === null || each.metres > most.metres ? each : most),
      null,
    )
  }

  #metresWithin(water: WaterBody, cuts: readonly number[], from: LonLat, to: LonLat): number {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const shares = cuts.map((edge) => {
      const [ax, ay, bx, by] = this.#edges.subarray(edge * NUMBERS_PER_LINE) as unknown as number[]
      const [ex, ey] = [bx! - ax!, by! - ay!]
      return ((ax! - from[0]) * ey - (ay! - from[1]) * ex) / (dx * ey - dy * ex)
    })
    const borders = [
      0,
      ...shares.filter((share) => share > 0 && share < 1).sort((a, b) => a - b),
      1,
    ]
    const wet = borders.slice(1).reduce((sum, end, i) => {
      const middle = (borders[i]! + end) / 2
      const isWet = areaAt([water], from[0] + middle * dx, from[1] + middle * dy) !== null
      return isWet ? sum + end - borders[i]! : sum
    }, 0)
    return wet * haversineMetres(...from, ...to)
  }

  /** Whether a road leads over water where it is joined, and the place is so near that it is on it. */
  #isOnStructure(
    graph: RoadGraph,
    { segment, longitude, latitude, distanceMetres }: RoadPoint,
  ): boolean {
    if (distanceMetres > ON_STRUCTURE_METRES) return false
    const isStructure = (graph.segmentStructure[segment]! & OVER_WATER) !== 0
    return isStructure || this.at(longitude, latitude) !== null
  }

  /** Whether the walk between a place and a point on a road crosses no water. */
  dryWalk(graph: RoadGraph, place: LonLat): (point: RoadPoint) => boolean {
    const bars = this.barsFrom(place)
    return (point) => this.#isOnStructure(graph, point) || !bars(point)
  }
}

/** Where none is known. */
export const NO_WATER = new KnownWater([])

const UNNAMED = { zh: '未命名水面', en: 'unnamed water' }

const bodyOf = ({ name, nameEn, geometry }: DrawnWater): WaterBody => ({
  name: name || UNNAMED.zh,
  nameEn: nameEn ?? (name || UNNAMED.en),
  ...{ geometry, bbox: bboxOf(geometry) },
  // How wide the water behind a shore is, the extract does not say.
  widthMetres: geometry.type === 'LineString' ? Number.POSITIVE_INFINITY : null,
})

/** Of each network, what was put together last. */
const together = new WeakMap<RoadGraph, { readonly known: KnownWater; readonly all: KnownWater }>()

/** Known water, and that which came with the roads. */
export const withWaters = (known: KnownWater, graph: RoadGraph): KnownWater => {
  const last = together.get(graph)
  if (last?.known === known) return last.all
  // A copy of a graph comes without.
  const { waters = [] } = graph
  const all = waters.length > 0 ? new KnownWater([...known.bodies, ...waters.map(bodyOf)]) : known
  together.set(graph, { known, all })
  return all
}

export interface Joined {
  /** The nearest point on a road, as the crow flies; `null` where none is near enough. */
  readonly nearest: Snap | null
  /** The nearest that can be walked to; `null` where water lies before all of them. */
  readonly snap: Snap | null
}

/** A road network as far as places are joined to it. */
export interface Roads {
  readonly graph: RoadGraph
  readonly index: SegmentIndex
  /** Segments that the vehicle can drive. */
  readonly usable: (segment: number) => boolean
}

/**
 * Where a place joins the roads, without a walk across water.
 * @param floods ground that is under water now: what leads over it is closed, so no bridge helps.
 */
export const joinOnFoot = (
  { graph, index, usable }: Roads,
  water: KnownWater,
  place: LonLat,
  floods = NO_WATER,
): Joined => {
  const nearest = snapToRoad(graph, index, ...place, SNAP_LIMIT_METRES, usable)
  if (!nearest) return { nearest, snap: null }
  const isUnbarred = water.dryWalk(graph, place)
  const isFlooded = floods.barsFrom(place)
  const isDry = (point: RoadPoint): boolean => !isFlooded(point) && isUnbarred(point)
  if (isDry(nearest)) return { nearest, snap: nearest }
  const snap = snapToRoad(graph, index, ...place, SNAP_LIMIT_METRES, usable, isDry)
  return { nearest, snap }
}
