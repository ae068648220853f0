/** The part of a layout that turn restrictions speak about: segments by way, edges by node. */
import type { NodeTable } from './node-table.ts'
import type { Restriction } from './restriction.ts'
import type { RoadWay } from './road-way.ts'
import type { Layout } from './segments.ts'

const wayIdsOf = (restriction: Restriction): readonly number[] => [
  ...restriction.from,
  ...('ways' in restriction.via ? restriction.via.ways : []),
  ...restriction.to,
]

const append = (map: Map<number, number[]>, key: number, value: number): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

export class RestrictedRoads {
  readonly #layout: Layout
  readonly #nodes: NodeTable
  /** Segment indexes by OpenStreetMap way id, for ways that some restriction names. */
  readonly #segmentsOfWay = new Map<number, number[]>()
  /** Drivable directed edges out of a node, for nodes on those ways. */
  readonly #leaving = new Map<number, number[]>()

  constructor(
    restrictions: readonly Restriction[],
    ways: readonly RoadWay[],
    nodes: NodeTable,
    layout: Layout,
  ) {
    this.#layout = layout
    this.#nodes = nodes
    const named = new Set(restrictions.flatMap(wayIdsOf))
    const touched = new Set<number>()
    layout.segments.forEach(({ way, from, to }, segment) => {
      const { id } = ways[way]!
      if (!named.has(id)) return
      append(this.#segmentsOfWay, id, segment)
      touched.add(from).add(to)
    })
    layout.segments.forEach(({ from, to }, segment) => {
      for (const edge of [segment * 2, segment * 2 + 1]) {
        const tail = (edge & 1) === 0 ? from : to
        if (touched.has(tail) && this.isDrivable(edge)) append(this.#leaving, tail, edge)
      }
    })
  }

  isImported(wayId: number): boolean {
    return this.#segmentsOfWay.has(wayId)
  }

  /** The draft's node for an OpenStreetMap node, or `null` when no junction of it was imported. */
  nodeOf(osmNodeId: number): number | null {
    return this.#layout.nodeOfPoint.get(this.#nodes.indexOf(osmNodeId)) ?? null
  }

  isDrivable(edge: number): boolean {
    const segment = this.#layout.segments[edge >> 1]!
    return ((edge & 1) === 0 ? segment.forwardKph : segment.backwardKph) > 0
  }

  head(edge: number): number {
    const segment = this.#layout.segments[edge >> 1]!
    return (edge & 1) === 0 ? segment.to : segment.from
  }

  /** Drivable edges out of a node on a restricted road. */
  leaving(node: number): readonly number[] {
    return this.#leaving.get(node) ?? []
  }

  /** Edges of a way towards a node, drivable or not; more than one where the way runs through it. */
  edgesOfWayInto(wayId: number, node: number): number[] {
    return this.edgesOfWayOutOf(wayId, node).map((edge) => edge ^ 1)
  }

  edgesOfWayOutOf(wayId: number, node: number): number[] {
    return (this.#segmentsOfWay.get(wayId) ?? []).flatMap((segment) => {
      const { from, to } = this.#layout.segments[segment]!
      return [...(from === node ? [segment * 2] : []), ...(to === node ? [segment * 2 + 1] : [])]
    })
  }

  /** Every node on a way. */
  nodesOfWay(wayId: number): number[] {
    const nodes = new Set<number>()
    for (const segment of this.#segmentsOfWay.get(wayId) ?? []) {
      const { from, to } = this.#layout.segments[segment]!
      nodes.add(from).add(to)
    }
    return [...nodes]
  }

  /** The whole way driven from one of its ends, or `null` when `start` is not an end of it. */
  driveWay(wayId: number, start: number): number[] | null {
    const edges: number[] = []
    let node = start
    for (;;) {
      const onward = this.edgesOfWayOutOf(wayId, node).filter(
        (edge) => !edges.some((driven) => driven >> 1 === edge >> 1),
      )
      if (onward.length > 1) return null
      const [edge] = onward
      if (edge === undefined) return edges.length > 0 ? edges : null
      edges.push(edge)
      node = this.head(edge)
    }
  }
}
