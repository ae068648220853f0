/**
 * First, second … arrival at every place at once: a search from many sources that keeps, at each
 * state, the `depth` cheapest labels of different sources (k nearest facilities, by label setting
 * as in Dijkstra 1959 with k labels per state). Once computed it can be changed and put back:
 *
 * - a source more: a search from it alone, which ends wherever it is not among the best;
 * - a source less, or roads closed: the labels that came from it are cleared, their states are
 *   offered everything their neighbours still know, and a search fills the hole.
 *
 * Both cost what they change, not what there is. A label stands, as in `search.ts`, at the junction
 * where its edge is about to be driven, and as there the largest label of a junction says which
 * edges need not be followed. Times are exact where a state can be driven; which of two sources
 * with the same time is named is arbitrary.
 */
import { isPassable } from './closures.ts'
import { edgeHead, edgesOf, edgeTail, type RoadGraph, statesByEdge } from './graph.ts'
import { JunctionBounds } from './junction-bounds.ts'
import { LabelSlots } from './label-slots.ts'
import { IMPASSABLE, longestStep } from './profile.ts'
import { fractionAlong } from './search.ts'
import type { Snap } from './snap.ts'
import { NO_LABEL, UNBOUNDED } from './threaded-buckets.ts'
import { NO_TURN } from './turn-rows.ts'

/** Where vehicles start, and how long after the call. */
export interface FieldSource {
  readonly owner: number
  readonly snap: Snap
  /** Turnout and the way from the station to its road. */
  readonly startDeciseconds: number
}

export class ArrivalField {
  readonly graph: RoadGraph
  readonly edgeCosts: Int32Array
  /** Labels per state. */
  readonly depth: number
  /** All edges' states: see `statesByEdge`. */
  readonly statesOfEdge: (edge: number) => readonly number[]
  readonly #slots: LabelSlots
  readonly #bounds: JunctionBounds
  readonly #closed: Uint8Array
  /** Cost of each state's edge now, IMPASSABLE where it is closed. */
  readonly #steps: Int32Array
  readonly #longestStep: number
  #sources: readonly FieldSource[] = []
  #sourcesOn = new Map<number, readonly FieldSource[]>()
  /** Slots that were offered something before the search begins. */
  readonly #pending: number[] = []
  /**
   * @param closures segments that are closed from the beginning; copied.
   * @param depth how many different sources are kept per place.
   */
  constructor(graph: RoadGraph, edgeCosts: Int32Array, closures: Uint8Array | null, depth: number) {
    this.graph = graph
    this.edgeCosts = edgeCosts
    this.depth = depth
    this.statesOfEdge = statesByEdge(graph)
    this.#closed = closures ? closures.slice() : new Uint8Array(graph.segmentCount)
    this.#steps = Int32Array.from(graph.stateEdge, (edge) =>
      this.isPassable(edge) ? edgeCosts[edge]! : IMPASSABLE,
    )
    this.#slots = new LabelSlots(graph.stateCount, depth)
    this.#bounds = new JunctionBounds(graph.nodeCount, depth)
    this.#longestStep = longestStep(graph, edgeCosts)
  }

  /** Everything from nothing. */
  compute(sources: readonly FieldSource[]): void {
    this.#slots.clear()
    this.#bounds.clear()
    this.#sources = []
    this.#sourcesOn = new Map()
    this.#add(sources)
  }

  get sources(): readonly FieldSource[] {
    return this.#sources
  }

  /** Label of a slot, NO_LABEL where it is free. */
  labelAt(slot: number): number {
    return this.#slots.labelAt(slot)
  }

  /** The source of a slot's label. */
  ownerAt(slot: number): number {
    return this.#slots.ownerAt(slot)
  }

  /** First arrival at each state, NO_LABEL where none comes. */
  firstLabels(): Int32Array {
    return this.#slots.leastLabels()
  }

  /** Slots changed since the changes being tried out began; may name one twice. */
  changedSlots(): number[] {
    return this.#slots.changed()
  }

  isPassable(edge: number): boolean {
    return isPassable(this.edgeCosts, this.#closed, edge)
  }

  /**
   * Runs `look` over the field with these changes made, then takes them back. May be nested: what
   * is tried out while looking stands on what is tried out already.
   * @param cutoffDeciseconds with closures: labels above it need not be right while looking.
   */
  tryOut<T>(
    changes: {
      remove?: ReadonlySet<number>
      add?: readonly FieldSource[]
      close?: readonly number[]
      cutoffDeciseconds?: number
    },
    look: () => T,
  ): T {
    const { remove, add = [], close = [], cutoffDeciseconds = Number.POSITIVE_INFINITY } = changes
    const [sources, sourcesOn] = [this.#sources, this.#sourcesOn]
    const closedNow = close.filter((segment) => this.#closed[segment] === 0)
    if (remove && remove.size > 0) this.#slots.indexOwners()
    const outer = this.#slots.begin()
    try {
      if (remove && remove.size > 0) this.#remove(remove)
      if (closedNow.length > 0) this.#close(closedNow, cutoffDeciseconds)
      if (add.length > 0) this.#add(add)
      return look()
    } finally {
      this.#sources = sources
      this.#sourcesOn = sourcesOn
      this.#open(closedNow)
      this.#measureBounds(this.#slots.rollBack(outer))
    }
  }

  #tailOf(state: number): number {
    return edgeTail(this.graph, this.graph.stateEdge[state]!)
  }

  /** Of junctions where the labels of these states have come back. */
  #measureBounds(states: Iterable<number>): void {
    const { leavingStart } = this.graph
    for (const changed of states) {
      const junction = this.#tailOf(changed)
      let largest = 0
      for (let state = leavingStart[junction]!; state < leavingStart[junction + 1]!; state++) {
        if (this.#steps[state]! < IMPASSABLE) largest = Math.max(largest, this.#slots.worst[state]!)
      }
      this.#bounds.forget(junction)
      this.#bounds.ofAll[junction] = Math.min(largest, UNBOUNDED)
    }
  }

  #offerBeforeSearch(state: number, owner: number, cost: number): void {
    const slot = this.#slots.offer(state, owner, cost)
    if (slot >= 0) this.#pending.push(slot)
  }

  /** Cost of a source at the end of an edge of its own segment. */
  #startCost({ snap, startDeciseconds }: FieldSource, edge: number): number {
    return startDeciseconds + Math.round(this.edgeCosts[edge]! * (1 - fractionAlong(edge, snap)))
  }

  /** Labels behind each source's own edge, in both directions, and from there on. */
  #add(added: readonly FieldSource[]): void {
    this.#sources = [...this.#sources, ...added]
    this.#sourcesOn = new Map(this.#sourcesOn)
    for (const source of added) {
      const { segment } = source.snap
      this.#sourcesOn.set(segment, [...(this.#sourcesOn.get(segment) ?? []), source])
      for (const edge of edgesOf(segment)) {
        if (!this.isPassable(edge)) continue
        const state = this.graph.edgeState[edge]!
        this.#eachTurn(state, this.#startCost(source, edge), (to, cost) => {
          this.#offerBeforeSearch(to, source.owner, cost)
        })
      }
    }
    this.#search(Number.POSITIVE_INFINITY)
  }

  /** Every turn out of a state. @param after cost at the end of its edge. */
  #eachTurn(state: number, after: number, visit: (to: number, cost: number) => void): void {
    const { leavingStart, stateHead, stateTurns, turnRows } = this.graph
    const head = stateHead[state]!
    let row = stateTurns[state]!
    for (let to = leavingStart[head]!; to < leavingStart[head + 1]!; to++) {
      const turn = turnRows[row++]!
      if (turn !== NO_TURN) visit(to, after + turn)
    }
  }

  /** Follows every pending label as far as it is among the best. */
  #search(cutoffDeciseconds: number): void {
    const { leavingStart, stateHead, stateTurns, turnRows } = this.graph
    const depth = this.depth
    const slots = this.#slots
    const { buckets, worst } = slots
    const steps = this.#steps
    const bounds = this.#bounds
    const pending = this.#pending
    let [least, most] = [NO_LABEL, 0]
    for (const slot of pending) {
      least = Math.min(least, slots.labelAt(slot))
      most = Math.max(most, slots.labelAt(slot))
    }
    buckets.reset(least, most - least + this.#longestStep)
    // Some were offered twice, or driven out by others since.
    for (const slot of pending) if (!slots.isQueued(slot)) slots.queue(slot)
    pending.length = 0
    while (buckets.size > 0) {
      const slot = slots.pop()
      const label = buckets.label
      if (label > cutoffDeciseconds) continue
      const state = Math.floor(slot / depth)
      const after = label + steps[state]!
      const junction = stateHead[state]!
      if (after >= bounds.ofAll[junction]!) continue
      const owner = slots.ownerAt(slot)
      if (after >= bounds.of(owner, junction)) continue
      const end = leavingStart[junction + 1]!
      let row = stateTurns[state]!
      let largest = 0
      let ownLargest = 0
      for (let to = leavingStart[junction]!; to < end; to++) {
        const cost = after + turnRows[row++]!
        const step = steps[to]!
        let own = worst[to]!
        if (cost < own) {
          const taken = slots.offer(to, owner, cost)
          own = taken >= 0 ? cost : slots.refusedFor
          if (taken >= 0 && cost + step < bounds.of(owner, stateHead[to]!)) slots.queue(taken)
        }
        if (step < IMPASSABLE) {
          if (worst[to]! > largest) largest = worst[to]!
          if (own > ownLargest) ownLargest = own
        }
      }
      bounds.set(junction, largest, owner, ownLargest)
    }
  }

  #remove(removed: ReadonlySet<number>): void {
    const slots = this.#slots.ofOwners(removed)
    this.#sourcesOn = new Map(this.#sourcesOn)
    for (const { owner, snap } of this.#sources) {
      if (!removed.has(owner)) continue
      const left = this.#sourcesOn.get(snap.segment)!.filter((each) => !removed.has(each.owner))
      this.#sourcesOn.set(snap.segment, left)
    }
    this.#sources = this.#sources.filter(({ owner }) => !removed.has(owner))
    this.#refill(slots, Number.POSITIVE_INFINITY)
  }

  #close(segments: readonly number[], cutoffDeciseconds: number): void {
    const tainted = this.#labelsThrough(segments, cutoffDeciseconds)
    for (const segment of segments) {
      this.#closed[segment] = 1
      for (const edge of edgesOf(segment)) {
        for (const state of this.statesOfEdge(edge)) this.#steps[state] = IMPASSABLE
      }
    }
    this.#refill(tainted, cutoffDeciseconds)
  }

  /** Opened again: junctions count these states once more. */
  #open(segments: readonly number[]): void {
    for (const segment of segments) {
      this.#closed[segment] = 0
      for (const edge of edgesOf(segment)) {
        for (const state of this.statesOfEdge(edge)) this.#steps[state] = this.edgeCosts[edge]!
        this.#bounds.forget(edgeHead(this.graph, edge))
      }
    }
  }

  /** Slots whose label may have come over one of these segments, up to the cutoff. */
  #labelsThrough(segments: readonly number[], cutoffDeciseconds: number): number[] {
    const { stateEdge, edgeState } = this.graph
    const { depth } = this
    const tainted = new Set<number>()
    const taintIfEqual = (state: number, owner: number, cost: number): void => {
      if (cost > cutoffDeciseconds) return
      for (let slot = state * depth; slot < (state + 1) * depth; slot++) {
        if (this.ownerAt(slot) === owner && this.labelAt(slot) === cost) tainted.add(slot)
      }
    }
    const follow = (slot: number): void => {
      const state = Math.floor(slot / depth)
      const label = this.labelAt(slot)
      if (label === NO_LABEL || !this.isPassable(stateEdge[state]!)) return
      const owner = this.ownerAt(slot)
      this.#eachTurn(state, label + this.#steps[state]!, (to, cost) => {
        taintIfEqual(to, owner, cost)
      })
    }
    for (const segment of segments) {
      for (const edge of edgesOf(segment)) {
        for (const state of this.statesOfEdge(edge)) {
          for (let slot = state * depth; slot < (state + 1) * depth; slot++) follow(slot)
        }
        if (!this.isPassable(edge)) continue
        for (const source of this.#sourcesOn.get(segment) ?? []) {
          this.#eachTurn(edgeState[edge]!, this.#startCost(source, edge), (to, cost) => {
            taintIfEqual(to, source.owner, cost)
          })
        }
      }
    }
    // A set grows while it is walked: everything added is followed as well.
    for (const slot of tainted) follow(slot)
    return [...tainted]
  }

  /** Clears the slots, offers their states what is known around them, and searches on from there. */
  #refill(slots: readonly number[], cutoffDeciseconds: number): void {
    const { graph, depth } = this
    const { arrivingStart, arrivingState, leavingStart, stateEdge, stateTurns, turnRows } = graph
    const states = this.#slots.free(slots)
    for (const state of states) this.#bounds.forget(this.#tailOf(state))
    for (const state of states) {
      const tail = this.#tailOf(state)
      const column = state - leavingStart[tail]!
      for (let i = arrivingStart[tail]!; i < arrivingStart[tail + 1]!; i++) {
        const from = arrivingState[i]!
        const turn = turnRows[stateTurns[from]! + column]!
        const edge = stateEdge[from]!
        if (turn === NO_TURN || !this.isPassable(edge)) continue
        for (let slot = from * depth; slot < (from + 1) * depth; slot++) {
          const label = this.labelAt(slot)
          if (label === NO_LABEL) continue
          this.#offerBeforeSearch(state, this.ownerAt(slot), label + this.#steps[from]! + turn)
        }
        // Only what has driven nothing yet starts on the segment, never a copy within a ban.
        if (graph.edgeState[edge] !== from) continue
        for (const source of this.#sourcesOn.get(edge >> 1) ?? []) {
          this.#offerBeforeSearch(state, source.owner, this.#startCost(source, edge) + turn)
        }
      }
    }
    this.#search(cutoffDeciseconds)
  }
}
