/** The network as one direction of search sees it. */
import { edgeHead, edgesOf, edgeTail, type RoadGraph } from './graph.ts'

export type Direction = 'forward' | 'backward'

export const asSigned = ({ buffer, byteOffset, length }: Uint32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length)

/**
 * The network as one direction of search sees it: *places* are states in the order of the junction
 * where their label stands, forwards their number itself.
 */
export class SearchSide {
  /** First place of each junction. */
  readonly start: Int32Array
  /** Junction that comes after driving the place's edge. */
  readonly next: Int32Array
  /** Where the costs of the turns there begin. */
  readonly turns: Int32Array
  readonly #stateAt: Uint32Array | null
  readonly #placeOf: Uint32Array | null = null
  readonly #junctionOf: (edge: number) => number
  readonly #graph: RoadGraph
  readonly #statesOfEdge: (edge: number) => readonly number[]
  readonly #steps = new WeakMap<Int32Array, Int32Array>()
  readonly #watched = new WeakMap<Uint32Array, Uint8Array>()

  constructor(
    graph: RoadGraph,
    direction: Direction,
    statesOfEdge: (edge: number) => readonly number[],
  ) {
    this.#graph = graph
    this.#statesOfEdge = statesOfEdge
    if (direction === 'forward') {
      this.start = asSigned(graph.leavingStart)
      this.next = asSigned(graph.stateHead)
      this.turns = asSigned(graph.stateTurns)
      this.#stateAt = null
      this.#junctionOf = (edge) => edgeTail(graph, edge)
    } else {
      this.start = asSigned(graph.arrivingStart)
      this.next = asSigned(graph.arrivingTail)
      this.turns = asSigned(graph.arrivingTurns)
      this.#stateAt = graph.arrivingState
      this.#placeOf = new Uint32Array(graph.stateCount)
      for (let place = 0; place < graph.stateCount; place++) {
        this.#placeOf[graph.arrivingState[place]!] = place
      }
      this.#junctionOf = (edge) => edgeHead(graph, edge)
    }
  }

  stateAt(place: number): number {
    return this.#stateAt ? this.#stateAt[place]! : place
  }

  placeOf(state: number): number {
    return this.#placeOf ? this.#placeOf[state]! : state
  }

  /** Where the label of a state stands. */
  junctionOf(state: number): number {
    return this.#junctionOf(this.#graph.stateEdge[state]!)
  }

  /** 1 at each place whose segment has things on it, remembered per list of them. */
  watched(segmentStart: Uint32Array): Uint8Array {
    const known = this.#watched.get(segmentStart)
    if (known) return known
    const watched = new Uint8Array(this.#graph.stateCount)
    for (let segment = 0; segment < this.#graph.segmentCount; segment++) {
      if (segmentStart[segment] === segmentStart[segment + 1]) continue
      for (const edge of edgesOf(segment)) {
        for (const state of this.#statesOfEdge(edge)) watched[this.placeOf(state)] = 1
      }
    }
    this.#watched.set(segmentStart, watched)
    return watched
  }

  /** Cost of the edge of each place, remembered per vehicle. */
  steps(edgeCosts: Int32Array): Int32Array {
    const known = this.#steps.get(edgeCosts)
    if (known) return known
    const { stateEdge, stateCount } = this.#graph
    const steps = new Int32Array(stateCount)
    for (let place = 0; place < stateCount; place++) {
      steps[place] = edgeCosts[stateEdge[this.stateAt(place)]!]!
    }
    this.#steps.set(edgeCosts, steps)
    return steps
  }
}
