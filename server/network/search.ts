/**
 * The road search: label setting over states (Dijkstra 1959 on the line graph), from many sources
 * at once, forwards from facilities or backwards from a place, with turn costs, closures, a cutoff,
 * the winning source of every label and the way back to it.
 *
 * A label stands at the junction where an edge is about to be driven (forwards) or has just been
 * driven (backwards); it never contains the edge itself. So a point on an edge costs
 * `label + share of the edge`, which is never less than the label, and a search may stop as soon as
 * the labels alone exceed what has been found.
 *
 * All states of one junction lie side by side. The search knows per junction the largest of their
 * labels: an edge that comes later than that improves none of them, so its turns are not looked at,
 * and a state whose edge would come too late anyway is labelled and not followed.
 */
import type { ClosureMask } from './closures.ts'
import { isPassable } from './closures.ts'
import { edgesOf, type RoadGraph, statesByEdge } from './graph.ts'
import { IMPASSABLE, longestStep } from './profile.ts'
import { asSigned, type Direction, SearchSide } from './search-side.ts'
import type { Snap } from './snap.ts'
import {
  LABEL,
  NEXT,
  NO_LABEL,
  OWN_FIELD,
  RECORD_FIELDS,
  ThreadedBuckets,
  UNBOUNDED,
  UNQUEUED,
} from './threaded-buckets.ts'

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
  watch?: Watch
}

/** What is looked for on the way. */
export interface Watch {
  /** Things on each segment lie at start[segment] … start[segment + 1] − 1; only segments with some are reported. */
  readonly segmentStart: Uint32Array
  /** Called once for each of their states, cheapest first; answers the cutoff from now on. */
  onSettle(state: number, labelDeciseconds: number): number
}

/** Bound of a junction that no label has come to; what its records hold is from an earlier search. */
const FRESH = IMPASSABLE

/** Share of the edge's length between its tail and the snapped point. */
export const fractionAlong = (edge: number, snap: Snap): number =>
  (edge & 1) === 0 ? snap.fraction : 1 - snap.fraction

/**
 * Arrays for searches over one graph, used again and again; one search at a time. Labels of the
 * last search stay readable until the next.
 */
export class RoadSearch {
  readonly graph: RoadGraph
  /** See `statesByEdge`. */
  readonly statesOfEdge: (edge: number) => readonly number[]
  /** By place: label, bucket, and in the search's own field the place driven before (below 0: ~seed). */
  readonly #records: Int32Array
  readonly #buckets: ThreadedBuckets
  /** Per junction the largest label of its states, FRESH or UNBOUNDED. */
  readonly #bounds: Int32Array
  readonly #rows: Int32Array
  /** Junctions with labels, so that cleaning up costs what the search cost. */
  readonly #touched: Int32Array
  #touchedCount = 0
  readonly #longestSteps = new WeakMap<Int32Array, number>()
  readonly #sides: { forward?: SearchSide; backward?: SearchSide } = {}
  #side: SearchSide
  /** State of the source's own edge and index of the source, of each seed. */
  #seedStates: number[] = []
  #seedOwners: number[] = []

  constructor(graph: RoadGraph) {
    this.graph = graph
    this.#records = new Int32Array(graph.stateCount * RECORD_FIELDS)
    this.#buckets = new ThreadedBuckets(this.#records)
    this.#bounds = new Int32Array(graph.nodeCount).fill(FRESH)
    this.#touched = new Int32Array(graph.nodeCount)
    this.#rows = asSigned(graph.turnRows)
    this.statesOfEdge = statesByEdge(graph)
    this.#side = this.#sideOf('forward')
  }

  /** Label of a state after a search, Infinity where none was set. */
  label(state: number): number {
    if (this.#bounds[this.#side.junctionOf(state)] === FRESH) return Number.POSITIVE_INFINITY
    const label = this.#records[this.#side.placeOf(state) * RECORD_FIELDS + LABEL]!
    return label === NO_LABEL ? Number.POSITIVE_INFINITY : label
  }

  /** Index of the source that a labelled state belongs to. */
  owner(state: number): number {
    return this.#seedOwners[~this.#placesBack(state).before]!
  }

  /** Runs a search; afterwards labels, owners and paths can be read. */
  run(request: SearchRequest): void {
    const { direction, edgeCosts, closures } = request
    this.#side = this.#sideOf(direction)
    this.#reset(request)
    const steps = this.#side.steps(edgeCosts)
    const closed = closures ? this.#close(closures, steps) : []
    try {
      const watched = request.watch ? this.#side.watched(request.watch.segmentStart) : null
      this.#seed(request, steps, watched)
      this.#settle(request, steps, watched)
    } finally {
      for (const place of closed) {
        steps[place] = edgeCosts[this.graph.stateEdge[this.#side.stateAt(place)]!]!
      }
    }
  }

  /**
   * States from this one back to its source's own edge, which comes last. Forwards the list runs
   * against the driving direction, backwards along it.
   */
  pathFrom(state: number): number[] {
    const { places, before } = this.#placesBack(state)
    const path = places.map((place) => this.#side.stateAt(place))
    path.push(this.#seedStates[~before]!)
    return path
  }

  #placesBack(state: number): { places: number[]; before: number } {
    const places: number[] = []
    let before = this.#side.placeOf(state)
    while (before >= 0) {
      places.push(before)
      before = this.#records[before * RECORD_FIELDS + OWN_FIELD]!
    }
    return { places, before }
  }

  #sideOf(direction: Direction): SearchSide {
    this.#sides[direction] ??= new SearchSide(this.graph, direction, this.statesOfEdge)
    return this.#sides[direction]
  }

  /** Closed for this search: the places whose steps must be put back. */
  #close(closures: ClosureMask, steps: Int32Array): number[] {
    const places: number[] = []
    for (
      let segment = closures.indexOf(1);
      segment >= 0;
      segment = closures.indexOf(1, segment + 1)
    ) {
      for (const edge of edgesOf(segment)) {
        for (const state of this.statesOfEdge(edge)) {
          const place = this.#side.placeOf(state)
          steps[place] = IMPASSABLE
          places.push(place)
        }
      }
    }
    return places
  }

  #settle(request: SearchRequest, steps: Int32Array, watched: Uint8Array | null): void {
    const { ceilings, watch } = request
    const side = this.#side
    const buckets = this.#buckets
    let cutoff = request.cutoffDeciseconds
    while (buckets.size > 0) {
      const place = buckets.pop()
      const label = buckets.label
      if (label > cutoff) return
      if (watch && watched![place] === 1) {
        cutoff = watch.onSettle(side.stateAt(place), label)
        if (label > cutoff) return
      }
      if (ceilings && label >= ceilings[side.stateAt(place)]!) continue
      this.#turn(place, label + steps[place]!, place, steps, watched)
    }
  }

  /**
   * Labels the states after a place whose edge has been driven.
   * @param after the cost at its end. @param before of the states that are labelled.
   */
  #turn(
    place: number,
    after: number,
    before: number,
    steps: Int32Array,
    watched: Uint8Array | null,
  ): void {
    const { start, next, turns } = this.#side
    const records = this.#records
    const bounds = this.#bounds
    const junction = next[place]!
    const bound = bounds[junction]!
    // Of a junction that is fresh nothing is known; the bound of others holds for each of their states.
    if (after >= bound) return
    const rows = this.#rows
    const buckets = this.#buckets
    const isFresh = bound === FRESH
    if (isFresh) this.#touched[this.#touchedCount++] = junction
    const first = start[junction]!
    const end = start[junction + 1]!
    let row = turns[place]!
    let largest = 0
    for (let to = first; to < end; to++) {
      const record = to * RECORD_FIELDS
      const cost = after + rows[row++]!
      const step = steps[to]!
      let label = isFresh ? NO_LABEL : records[record + LABEL]!
      if (cost < label) {
        if (!isFresh && records[record + NEXT] !== UNQUEUED) buckets.remove(to, label)
        label = cost
        records[record + LABEL] = cost
        records[record + OWN_FIELD] = before
        const isFollowed = cost + step < bounds[next[to]!]! || watched?.[to] === 1
        if (isFollowed) buckets.insert(to, cost)
        else records[record + NEXT] = UNQUEUED
      } else if (isFresh) {
        records[record + LABEL] = NO_LABEL
        records[record + NEXT] = UNQUEUED
      }
      // What is not driven needs no label.
      if (label > largest && step < IMPASSABLE) largest = label
    }
    bounds[junction] = Math.min(largest, UNBOUNDED)
  }

  #reset(request: SearchRequest): void {
    if (this.#touchedCount > this.#bounds.length / 4) this.#bounds.fill(FRESH)
    else for (let i = 0; i < this.#touchedCount; i++) this.#bounds[this.#touched[i]!] = FRESH
    this.#touchedCount = 0
    this.#seedStates = []
    this.#seedOwners = []
    let [least, most] = [Number.POSITIVE_INFINITY, 0]
    for (const { startDeciseconds } of request.sources) {
      least = Math.min(least, startDeciseconds)
      most = Math.max(most, startDeciseconds)
    }
    const first = Number.isFinite(least) ? least : 0
    this.#buckets.reset(first, most - first + this.#longestStep(request.edgeCosts))
  }

  /** Largest cost of an edge and a turn; remembered per cost array. */
  #longestStep(edgeCosts: Int32Array): number {
    const step = this.#longestSteps.get(edgeCosts) ?? longestStep(this.graph, edgeCosts)
    this.#longestSteps.set(edgeCosts, step)
    return step
  }

  /** Labels the neighbours of every source's own edge: the share of it that is driven, and the turn. */
  #seed(
    { direction, edgeCosts, closures, sources }: SearchRequest,
    steps: Int32Array,
    watched: Uint8Array | null,
  ): void {
    const forward = direction === 'forward'
    sources.forEach(({ snap, startDeciseconds }, sourceIndex) => {
      for (const edge of edgesOf(snap.segment)) {
        if (!isPassable(edgeCosts, closures, edge)) continue
        const driven = forward ? 1 - fractionAlong(edge, snap) : fractionAlong(edge, snap)
        const cost = startDeciseconds + Math.round(edgeCosts[edge]! * driven)
        // Backwards every way of coming to be on the edge counts; forwards nothing has been driven yet.
        const states = this.statesOfEdge(edge)
        for (const state of forward ? states.slice(0, 1) : states) {
          const seed = this.#seedStates.push(state) - 1
          this.#seedOwners.push(sourceIndex)
          this.#turn(this.#side.placeOf(state), cost, ~seed, steps, watched)
        }
      }
    })
  }
}
