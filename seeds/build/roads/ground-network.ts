/**
 * The roads on the ground while they grow: a drawing of vertices and straight edges in which two
 * edges never cross without a vertex. A line that comes in is cut where it meets what is there,
 * and what it meets is cut as well; a vertex close by is used instead of a new one.
 */
import FlatQueue from 'flatqueue'
import { between, crossingShares, metresBetween, nearestShare, type Point } from './plane.ts'
import { densified, type Polyline } from './polyline.ts'
import type { Road } from './road.ts'
import { SpatialHash } from './spatial-hash.ts'

export interface GroundEdge {
  readonly from: number
  readonly to: number
  readonly road: Road
}

/** Vertices are at least about this far apart, and nothing passes closer by one. */
const SNAP_METRES = 13
/** Long straight lines get vertices in between, so that routes find them. */
const STEP_METRES = 120
const CELL_METRES = 150
/** Pieces are cut at most so often; more would mean that rounding leads in a circle. */
const MOST_CUTS = 200

type Hit =
  | { readonly share: number; readonly vertex: number }
  | { readonly share: number; readonly edge: number; readonly at: Point }

export class GroundNetwork {
  readonly points: Point[] = []
  /** Edges by id; null once cut into two others. */
  readonly edges: (GroundEdge | null)[] = []
  readonly #edgesAt: number[][] = []
  readonly #vertexHash = new SpatialHash(CELL_METRES)
  readonly #edgeHash = new SpatialHash(CELL_METRES)

  /** Ids of the edges that end at a vertex. */
  edgesAt(vertex: number): readonly number[] {
    return this.#edgesAt[vertex]!
  }

  otherEnd(edge: number, vertex: number): number {
    const { from, to } = this.edges[edge]!
    return from === vertex ? to : from
  }

  edgeBetween(a: number, b: number): number | undefined {
    return this.#edgesAt[a]!.find((edge) => this.otherEnd(edge, a) === b)
  }

  /** Nearest vertex that has a road and is accepted, within reach. */
  nearestVertex(
    place: Point,
    withinMetres: number,
    isAccepted: (vertex: number) => boolean = () => true,
  ): number | null {
    let best: { vertex: number; metres: number } | null = null
    for (const vertex of this.#vertexHash.near(place, place, withinMetres)) {
      const metres = metresBetween(place, this.points[vertex]!)
      if (metres > withinMetres || (best && metres >= best.metres)) continue
      if (this.#edgesAt[vertex]!.length > 0 && isAccepted(vertex)) best = { vertex, metres }
    }
    return best?.vertex ?? null
  }

  /** The place nearest to `place` on an edge that is accepted, or null beyond reach. */
  nearestOnEdge(
    place: Point,
    withinMetres: number,
    isAccepted: (edge: GroundEdge) => boolean,
  ): Point | null {
    let best: { at: Point; metres: number } | null = null
    for (const edge of this.edgesNear(place, place, withinMetres)) {
      if (!isAccepted(edge)) continue
      const [a, b] = [this.points[edge.from]!, this.points[edge.to]!]
      const at = between(a, b, nearestShare(place, a, b))
      const metres = metresBetween(place, at)
      if (metres <= withinMetres && (!best || metres < best.metres)) best = { at, metres }
    }
    return best?.at ?? null
  }

  /** Edges in whose neighbourhood a straight piece runs. */
  edgesNear(a: Point, b: Point, marginMetres: number): GroundEdge[] {
    return this.#edgeHash.near(a, b, marginMetres).flatMap((id) => this.edges[id] ?? [])
  }

  /** The vertex at a place: one close by, a cut through an edge close by, or a new one. */
  vertexAt(place: Point, snapMetres = SNAP_METRES): number {
    let nearest: { vertex: number; metres: number } | null = null
    for (const vertex of this.#vertexHash.near(place, place, snapMetres)) {
      const metres = metresBetween(place, this.points[vertex]!)
      if (metres <= snapMetres && (!nearest || metres < nearest.metres)) {
        nearest = { vertex, metres }
      }
    }
    if (nearest) return nearest.vertex
    for (const id of this.#edgeHash.near(place, place, snapMetres)) {
      const edge = this.edges[id]
      if (!edge) continue
      const [a, b] = [this.points[edge.from]!, this.points[edge.to]!]
      const share = nearestShare(place, a, b)
      const foot = between(a, b, share)
      if (metresBetween(foot, place) <= snapMetres) return this.#cut(id, foot)
    }
    return this.#newVertex(place)
  }

  /** Adds a line of a road and answers its vertices. */
  addLine(line: Polyline, road: Road): number[] {
    const vertices = densified(line, STEP_METRES).map((point) => this.vertexAt(point))
    vertices.slice(1).forEach((to, i) => void this.addEdge(vertices[i]!, to, road))
    return vertices
  }

  /** Joins two vertices by a straight road, cut wherever it meets others. */
  addEdge(from: number, to: number, road: Road): void {
    const stack: [number, number][] = [[from, to]]
    for (let cuts = 0; stack.length > 0; cuts++) {
      const [a, b] = stack.pop()!
      if (a === b || this.edgeBetween(a, b) !== undefined) continue
      const hit = cuts < MOST_CUTS ? this.#firstHit(a, b) : null
      if (!hit) {
        this.#newEdge(a, b, road)
        continue
      }
      const vertex = 'vertex' in hit ? hit.vertex : this.#cut(hit.edge, hit.at)
      stack.push([vertex, b], [a, vertex])
    }
  }

  removeEdge(id: number): void {
    const edge = this.edges[id]
    if (!edge) return
    for (const vertex of [edge.from, edge.to]) {
      this.#edgesAt[vertex] = this.#edgesAt[vertex]!.filter((other) => other !== id)
    }
    this.edges[id] = null
  }

  /** Puts another road in an edge's place. */
  changeRoad(id: number, road: Road): void {
    const edge = this.edges[id]
    if (edge) this.edges[id] = { ...edge, road }
  }

  /** Puts the ends of edges shorter than `leastMetres` together, `kept` vertices where they are. */
  mergeShortEdges(leastMetres: number, kept: ReadonlySet<number>): void {
    for (let id = 0; id < this.edges.length; id++) {
      const edge = this.edges[id]
      if (!edge) continue
      const [a, b] = kept.has(edge.to) ? [edge.to, edge.from] : [edge.from, edge.to]
      if (metresBetween(this.points[a]!, this.points[b]!) >= leastMetres || kept.has(b)) continue
      this.removeEdge(id)
      for (const other of [...this.#edgesAt[b]!]) {
        const { from, to, road } = this.edges[other]!
        this.removeEdge(other)
        const [newFrom, newTo] = [from === b ? a : from, to === b ? a : to]
        if (newFrom !== newTo && this.edgeBetween(newFrom, newTo) === undefined) {
          this.#newEdge(newFrom, newTo, road)
        }
      }
    }
  }

  /** What the straight way from a to b meets first: a vertex that it passes or an edge it crosses. */
  #firstHit(a: number, b: number): Hit | null {
    const start = this.points[a]!
    const end = this.points[b]!
    let best: Hit | null = null
    const offer = (hit: Hit): void => {
      if (!best || hit.share < best.share) best = hit
    }
    for (const id of this.#edgeHash.near(start, end, SNAP_METRES)) {
      const edge = this.edges[id]
      if (!edge) continue
      for (const vertex of [edge.from, edge.to]) {
        if (vertex === a || vertex === b) continue
        const share = nearestShare(this.points[vertex]!, start, end)
        if (share <= 0 || share >= 1) continue
        const distance = metresBetween(this.points[vertex]!, between(start, end, share))
        if (distance < SNAP_METRES) offer({ share, vertex })
      }
      if (edge.from === a || edge.from === b || edge.to === a || edge.to === b) continue
      const shares = crossingShares(start, end, this.points[edge.from]!, this.points[edge.to]!)
      if (shares) offer({ share: shares[0], edge: id, at: between(start, end, shares[0]) })
    }
    return best
  }

  /** Cuts an edge near a place; close to one of its ends the end itself is the answer. */
  #cut(id: number, at: Point): number {
    const { from, to, road } = this.edges[id]!
    for (const end of [from, to]) {
      if (metresBetween(this.points[end]!, at) < SNAP_METRES) return end
    }
    const vertex = this.#newVertex(at)
    this.removeEdge(id)
    this.#newEdge(from, vertex, road)
    this.#newEdge(vertex, to, road)
    return vertex
  }

  #newVertex(place: Point): number {
    const vertex = this.points.push(place) - 1
    this.#edgesAt.push([])
    this.#vertexHash.add(vertex, place, place)
    return vertex
  }

  #newEdge(from: number, to: number, road: Road): void {
    const id = this.edges.push({ from, to, road }) - 1
    this.#edgesAt[from]!.push(id)
    this.#edgesAt[to]!.push(id)
    this.#edgeHash.add(id, this.points[from]!, this.points[to]!)
  }
}

/** Metres by road from one vertex to another, `Infinity` beyond `withinMetres` (Dijkstra, 1959). */
export const metresByRoad = (
  network: GroundNetwork,
  from: number,
  to: number,
  withinMetres: number,
): number => {
  const known = new Map([[from, 0]])
  const queue = new FlatQueue()
  const goal = network.points[to]!
  queue.push(from, 0)
  while (queue.length > 0) {
    const cost = queue.peekValue()!
    const vertex = queue.pop()!
    if (vertex === to) return cost
    if (cost > known.get(vertex)!) continue
    const place = network.points[vertex]!
    for (const edge of network.edgesAt(vertex)) {
      const next = network.otherEnd(edge, vertex)
      const nextPlace = network.points[next]!
      const metres = cost + metresBetween(place, nextPlace)
      // What is too far even in a straight line from there need not be followed.
      if (metres + metresBetween(nextPlace, goal) > withinMetres) continue
      if (metres >= (known.get(next) ?? Number.POSITIVE_INFINITY)) continue
      known.set(next, metres)
      queue.push(next, metres)
    }
  }
  return Number.POSITIVE_INFINITY
}
