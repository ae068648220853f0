/**
 * The road search: label setting over states (Dijkstra 1959 on the line graph), from many sources
 * at once, forwards from facilities or backwards from a place, with turn costs, closures, a cutoff,
 * the winning source on every label and the way back to it.
 *
 * A label stands at the junction where an edge is about to be driven (forwards) or has just been
 * driven (backwards); it never contains the edge itself. So a point on an edge costs
 * `label + share of the edge`, which is never less than the label, and a search may stop as soon as
 * the labels alone exceed what has been found.
 */
import { BucketQueue } from './bucket-queue.ts'
import type { ClosureMask } from './closures.ts'
import { isPassable } from './closures.ts'
import { extraStatesByEdge, type RoadGraph } from './graph.ts'
import { IMPASSABLE, longestStep } from './profile.ts'
import type { Snap } from './snap.ts'

export type Direction = 'forward' | 'backward'

export interface SearchSource {
  snap: Snap
  /** Added to everything that starts here: turnout, or the walk to the road. */
  startDeciseconds: number
}

export interface SearchRequest {
  direction: Direction
  edgeCosts: Int32Array
  closures: ClosureMask | null
  sources: readonly SearchSource[]
  /** Labels above it are not followed. */
  cutoffDeciseconds: number
  /** Per state: a label that is not below it is not followed, because others are there by then. */
  ceilings?: Int32Array
  /** Called once per state, cheapest first; answering true ends the search. */
  onSettle?: (state: number, labelDeciseconds: number) => boolean
}

/** The turns out of each state in the direction of the search. */
const arcsOf = (graph: RoadGraph, direction: Direction) =>
  direction === 'forward'
    ? { arcStart: graph.turnStart, arcTo: graph.turnTo, arcCost: graph.turnCostDeciseconds }
    : {
        arcStart: graph.reverseTurnStart,
        arcTo: graph.reverseTurnFrom,
        arcCost: graph.reverseTurnCostDeciseconds,
      }

const NO_LABEL = IMPASSABLE
/** Parents below zero are sources: the state of the source's own edge, as −2 − state. */
const sourceParent = (state: number): number => -2 - state

/** Share of the edge's length between its tail and the snapped point. */
export const fractionAlong = (edge: number, snap: Snap): number =>
  (edge & 1) === 0 ? snap.fraction : 1 - snap.fraction

/**
 * Arrays for searches over one graph, used again and again; one search at a time. Labels of the
 * last search stay readable until the next.
 */
export class RoadSearch {
  readonly graph: RoadGraph
  readonly #queue: BucketQueue
  readonly #labels: Int32Array
  readonly #parents: Int32Array
  readonly #owners: Int32Array
  /** States that carry a label, so that cleaning up costs what the search cost. */
  readonly #touched: Uint32Array
  #touchedCount = 0
  readonly #extraStates: ReadonlyMap<number, readonly number[]>
  #maxSteps = new WeakMap<Int32Array, number>()

  constructor(graph: RoadGraph) {
    this.graph = graph
    this.#queue = new BucketQueue()
    this.#labels = new Int32Array(graph.stateCount).fill(NO_LABEL)
    this.#parents = new Int32Array(graph.stateCount)
    this.#owners = new Int32Array(graph.stateCount)
    this.#touched = new Uint32Array(graph.stateCount)
    this.#extraStates = extraStatesByEdge(graph)
  }

  /** Label of a state after a search, Infinity where none was set. */
  label(state: number): number {
    const label = this.#labels[state]!
    return label === NO_LABEL ? Number.POSITIVE_INFINITY : label
  }

  /** Index of the source that a labelled state belongs to. */
  owner(state: number): number {
    return this.#owners[state]!
  }

  /** All states of an edge: itself, and its copies within banned sequences. */
  statesOfEdge(edge: number): readonly number[] {
    return [edge, ...(this.#extraStates.get(edge) ?? [])]
  }

  /** Runs a search; afterwards labels, owners and paths can be read. */
  run(request: SearchRequest): void {
    this.#reset(request)
    this.#seed(request)
    const { graph } = this
    const queue = this.#queue
    const labels = this.#labels
    const { edgeCosts, closures, cutoffDeciseconds, ceilings, onSettle } = request
    const { arcStart, arcTo, arcCost } = arcsOf(graph, request.direction)
    while (queue.size > 0) {
      const state = queue.pop()
      const label = queue.cost
      // Reached more cheaply since this entry was made.
      if (label !== labels[state]) continue
      if (label > cutoffDeciseconds || onSettle?.(state, label)) return
      if (ceilings && label >= ceilings[state]!) continue
      const edge = graph.stateEdge[state]!
      if (!isPassable(edgeCosts, closures, edge)) continue
      const afterEdge = label + edgeCosts[edge]!
      const end = arcStart[state + 1]!
      for (let arc = arcStart[state]!; arc < end; arc++) {
        const to = arcTo[arc]!
        const cost = afterEdge + arcCost[arc]!
        if (cost < labels[to]!) this.#setLabel(to, cost, state, this.#owners[state]!)
      }
    }
  }

  /**
   * States from this one back to its source's own edge, which comes last. Forwards the list runs
   * against the driving direction, backwards along it.
   */
  pathFrom(state: number): number[] {
    const path = [state]
    let parent = this.#parents[state]!
    while (parent >= 0) {
      path.push(parent)
      parent = this.#parents[parent]!
    }
    path.push(-2 - parent)
    return path
  }

  #setLabel(state: number, cost: number, parent: number, owner: number): void {
    if (this.#labels[state] === NO_LABEL) this.#touched[this.#touchedCount++] = state
    this.#labels[state] = cost
    this.#parents[state] = parent
    this.#owners[state] = owner
    this.#queue.push(state, cost)
  }

  #reset(request: SearchRequest): void {
    for (let i = 0; i < this.#touchedCount; i++) this.#labels[this.#touched[i]!] = NO_LABEL
    this.#touchedCount = 0
    let [least, most] = [Number.POSITIVE_INFINITY, 0]
    for (const { startDeciseconds } of request.sources) {
      least = Math.min(least, startDeciseconds)
      most = Math.max(most, startDeciseconds)
    }
    const first = Number.isFinite(least) ? least : 0
    this.#queue.reset(first, most - first + this.#maxStep(request.edgeCosts))
  }

  /** Largest cost of an edge and a turn; remembered per cost array. */
  #maxStep(edgeCosts: Int32Array): number {
    const step = this.#maxSteps.get(edgeCosts) ?? longestStep(this.graph, edgeCosts)
    this.#maxSteps.set(edgeCosts, step)
    return step
  }

  /** Labels the neighbours of every source's own edge: the share of it that is driven, and the turn. */
  #seed({ direction, edgeCosts, closures, sources }: SearchRequest): void {
    const { graph } = this
    const forward = direction === 'forward'
    const { arcStart, arcTo, arcCost } = arcsOf(graph, direction)
    sources.forEach(({ snap, startDeciseconds }, sourceIndex) => {
      for (const edge of [snap.segment * 2, snap.segment * 2 + 1]) {
        if (!isPassable(edgeCosts, closures, edge)) continue
        const driven = forward ? 1 - fractionAlong(edge, snap) : fractionAlong(edge, snap)
        const cost = startDeciseconds + Math.round(edgeCosts[edge]! * driven)
        // Backwards every way of coming to be on the edge counts; forwards nothing has been driven yet.
        for (const state of forward ? [edge] : this.statesOfEdge(edge)) {
          for (let arc = arcStart[state]!; arc < arcStart[state + 1]!; arc++) {
            const to = arcTo[arc]!
            const label = cost + arcCost[arc]!
            if (label < this.#labels[to]!) {
              this.#setLabel(to, label, sourceParent(state), sourceIndex)
            }
          }
        }
      }
    })
  }
}
