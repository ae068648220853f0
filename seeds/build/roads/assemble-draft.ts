/** Puts ground roads, expressways and ferries together as one draft. */
import type { DraftSegment, NetworkDraft } from '../../../server/network/draft.ts'
import type { BuiltUpArea } from '../settlements/built-up-areas.ts'
import type { ElevatedNetwork } from './elevated-network.ts'
import type { GroundNetwork } from './ground-network.ts'
import { structureOf } from './main-roads.ts'
import { metresBetween, type Point, toLonLat } from './plane.ts'
import { lengthOf, type Polyline, placeAlong, thinned } from './polyline.ts'
import { createRoad, type Road } from './road.ts'
import type { Ferry } from './water-crossings.ts'

/** Points of a shape that change it by less are left out. */
const THIN_METRES = 1.2
/** Share of the free-flow speed that through roads have inside built-up areas. */
const BUILT_UP_FACTOR = 0.75
const SPEED_STEP_KPH = 5
const SHORTEST_METRES = 5
const THROUGH_CLASSES: readonly string[] = ['national', 'provincial', 'county', 'town']

const isSameRoad = (a: Road, b: Road): boolean =>
  a === b ||
  (a.roadClass === b.roadClass &&
    a.name === b.name &&
    a.ref === b.ref &&
    a.kph === b.kph &&
    a.access === b.access &&
    a.structure === b.structure)

/** Lines between the places where a driver has a choice, or where the road becomes another. */
const chainsOf = (network: GroundNetwork, isNode: (vertex: number) => boolean) => {
  const chains: { vertices: number[]; road: Road }[] = []
  const isDone = new Uint8Array(network.edges.length)
  const follow = (start: number, first: number): void => {
    const { road } = network.edges[first]!
    const vertices = [start]
    let edge: number | undefined = first
    let at = start
    while (edge !== undefined) {
      isDone[edge] = 1
      at = network.otherEnd(edge, at)
      vertices.push(at)
      edge = isNode(at) ? undefined : network.edgesAt(at).find((next) => isDone[next] === 0)
    }
    chains.push({ vertices, road })
  }
  const followAll = (accepts: (vertex: number) => boolean): void => {
    for (let vertex = 0; vertex < network.points.length; vertex++) {
      if (!accepts(vertex)) continue
      for (const edge of network.edgesAt(vertex)) if (isDone[edge] === 0) follow(vertex, edge)
    }
  }
  followAll(isNode)
  // What is left are rings without any junction.
  followAll(() => true)
  return chains
}

class DraftWriter {
  readonly #nodes: number[] = []
  readonly #segments: DraftSegment[] = []
  readonly #areas: readonly BuiltUpArea[]

  constructor(areas: readonly BuiltUpArea[]) {
    this.#areas = areas
  }

  addNode(place: Point): number {
    this.#nodes.push(...toLonLat(place))
    return this.#nodes.length / 2 - 1
  }

  /** Adds a line from node to node; a line that returns to its start is cut about halfway. */
  addLine(from: number, to: number, line: Polyline, road: Road): void {
    if (from !== to) {
      this.#addSegment(from, to, line, road)
      return
    }
    const half = lengthOf(line) / 2
    let along = 0
    let middle = 1
    for (let i = 1; i < line.length - 1 && along < half; i++) {
      along += metresBetween(line[i - 1]!, line[i]!)
      middle = i
    }
    const node = this.addNode(line[middle]!)
    this.#addSegment(from, node, line.slice(0, middle + 1), road)
    this.#addSegment(node, to, line.slice(middle), road)
  }

  #addSegment(from: number, to: number, line: Polyline, road: Road): void {
    const kph = this.#kphOn(line, road)
    this.#segments.push({
      from,
      to,
      shape: thinned(line, THIN_METRES).slice(1, -1).flatMap(toLonLat),
      roadClass: road.roadClass,
      name: road.name,
      ref: road.ref,
      forwardKph: kph,
      backwardKph: road.isOneWay ? 0 : kph,
      access: road.access,
      structure: road.structure,
    })
  }

  #kphOn(line: Polyline, road: Road): number {
    if (!THROUGH_CLASSES.includes(road.roadClass)) return road.kph
    const { at } = placeAlong(line, lengthOf(line) / 2)
    const isInTown = this.#areas.some((area) => area.depthMetres(at) > 0)
    if (!isInTown) return road.kph
    return Math.round((road.kph * BUILT_UP_FACTOR) / SPEED_STEP_KPH) * SPEED_STEP_KPH
  }

  finish(source: string): NetworkDraft {
    return {
      provenance: 'generated',
      source,
      nodes: Float64Array.from(this.#nodes),
      segments: this.#segments,
      turnBans: [],
    }
  }
}

/** The draft of everything that was built; turn bans and one-way streets come later. */
export const assembleDraft = (
  ground: GroundNetwork,
  elevated: ElevatedNetwork,
  ferries: readonly Ferry[],
  areas: readonly BuiltUpArea[],
  source: string,
): NetworkDraft => {
  const writer = new DraftWriter(areas)
  const shared = new Set([
    ...elevated.groundVertexOf.values(),
    ...ferries.flatMap(({ landings }) => landings),
  ])
  const isNode = (vertex: number): boolean => {
    const edges = ground.edgesAt(vertex)
    if (edges.length !== 2) return edges.length > 0
    const [a, b] = [ground.edges[edges[0]!]!.road, ground.edges[edges[1]!]!.road]
    return shared.has(vertex) || !isSameRoad(a, b)
  }
  const nodeOfVertex = new Map<number, number>()
  const nodeOf = (vertex: number): number => {
    const known = nodeOfVertex.get(vertex)
    if (known !== undefined) return known
    const node = writer.addNode(ground.points[vertex]!)
    nodeOfVertex.set(vertex, node)
    return node
  }
  for (const { vertices, road } of chainsOf(ground, isNode)) {
    const line = vertices.map((vertex) => ground.points[vertex]!)
    const isTooShort = lengthOf(line) < SHORTEST_METRES
    if (isTooShort) throw new Error(`a piece of ${road.name} is ${lengthOf(line)} m long`)
    writer.addLine(nodeOf(vertices[0]!), nodeOf(vertices.at(-1)!), line, road)
  }
  const elevatedNodes = elevated.points.map((point, node) => {
    const vertex = elevated.groundVertexOf.get(node)
    return vertex === undefined ? writer.addNode(point) : nodeOf(vertex)
  })
  for (const { from, to, line, road } of elevated.segments) {
    writer.addLine(elevatedNodes[from]!, elevatedNodes[to]!, line, road)
  }
  for (const { crossing, landings } of ferries) {
    const line = landings.map((vertex) => ground.points[vertex]!)
    const road = createRoad('ferry', crossing.nameZh, { structure: structureOf(crossing) })
    writer.addLine(nodeOf(landings[0]), nodeOf(landings[1]), line, road)
  }
  return writer.finish(source)
}
