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
 * where its edge is about to be driven. Times are exact; which of two sources with the same time
 * is named is arbitrary.
 */
import { BucketQueue } from './bucket-queue.ts'
import { isPassable } from './closures.ts'
import { extraStatesByEdge, type RoadGraph } from './graph.ts'
import { IMPASSABLE, longestStep } from './profile.ts'
import { fractionAlong } from './search.ts'
import type { Snap } from './snap.ts'

export const NO_LABEL = IMPASSABLE
export const NO_OWNER = -1

/** Where vehicles start, and how long after the call. */
export interface FieldSource {
  readonly owner: number
  readonly snap: Snap
  /** Turnout and the way from the station to its road. */
  readonly startDeciseconds: number
}

/** A label that a source gives to a state behind its own edge. */
interface Seed {
  readonly owner: number
  readonly segment: number
  readonly state: number
  readonly cost: number
}

/** One change of a slot, to be taken back. */
const LOG_FIELDS = 3

export class ArrivalField {
  readonly graph: RoadGraph
  readonly edgeCosts: Int32Array
  /** Labels per state. */
  readonly depth: number
  /** Labels of all states, `depth` slots each, in no order; NO_LABEL where a slot is free. */
  readonly labels: Int32Array
  /** The source of each label. */
  readonly owners: Int32Array
  readonly #closed: Uint8Array
  readonly #queue = new BucketQueue()
  readonly #longestStep: number
  readonly #extraStates: ReadonlyMap<number, readonly number[]>
  #sources: FieldSource[] = []
  #seedsAt = new Map<number, Seed[]>()
  /** Slots that were offered something before the search begins. */
  readonly #pending: number[] = []
  #log: number[] | null = null

  /**
   * @param closures segments that are closed from the beginning; copied.
   * @param depth how many different sources are told per place.
   */
  constructor(graph: RoadGraph, edgeCosts: Int32Array, closures: Uint8Array | null, depth: number) {
    this.graph = graph
    this.edgeCosts = edgeCosts
    this.depth = depth
    this.#closed = closures ? closures.slice() : new Uint8Array(graph.segmentCount)
    this.labels = new Int32Array(graph.stateCount * depth).fill(NO_LABEL)
    this.owners = new Int32Array(graph.stateCount * depth).fill(NO_OWNER)
    this.#longestStep = longestStep(graph, edgeCosts)
    this.#extraStates = extraStatesByEdge(graph)
  }

  /** Everything from nothing. */
  compute(sources: readonly FieldSource[]): void {
    this.labels.fill(NO_LABEL)
    this.owners.fill(NO_OWNER)
    this.#sources = []
    this.#seedsAt = new Map()
    for (const source of sources) this.#seed(source)
    this.#search(Number.POSITIVE_INFINITY)
  }

  get sources(): readonly FieldSource[] {
    return this.#sources
  }

  /** First arrival at each state, NO_LABEL where nobody comes. */
  firstLabels(): Int32Array {
    const first = new Int32Array(this.graph.stateCount).fill(NO_LABEL)
    for (let slot = 0; slot < this.labels.length; slot++) {
      const state = Math.floor(slot / this.depth)
      if (this.labels[slot]! < first[state]!) first[state] = this.labels[slot]!
    }
    return first
  }

  isPassable(edge: number): boolean {
    return isPassable(this.edgeCosts, this.#closed, edge)
  }

  /** All states of an edge: itself, and its copies within banned sequences. */
  statesOfEdge(edge: number): readonly number[] {
    return [edge, ...(this.#extraStates.get(edge) ?? [])]
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
    const sources = this.#sources
    const seedsAt = new Map<number, Seed[]>()
    const closedNow = (changes.close ?? []).filter((segment) => this.#closed[segment] === 0)
    const keptSeeds = (state: number): void => {
      if (!seedsAt.has(state)) seedsAt.set(state, [...(this.#seedsAt.get(state) ?? [])])
    }
    const outerLog = this.#log
    this.#log = []
    try {
      if (changes.remove && changes.remove.size > 0) this.#remove(changes.remove, keptSeeds)
      if (closedNow.length > 0) {
        this.#close(closedNow, changes.cutoffDeciseconds ?? Number.POSITIVE_INFINITY, keptSeeds)
      }
      if (changes.add && changes.add.length > 0) {
        this.#sources = [...this.#sources]
        for (const source of changes.add) this.#seed(source, keptSeeds)
        this.#search(Number.POSITIVE_INFINITY)
      }
      return look()
    } finally {
      this.#rollBack()
      this.#log = outerLog
      this.#sources = sources
      for (const [state, seeds] of seedsAt) this.#seedsAt.set(state, seeds)
      for (const segment of closedNow) this.#closed[segment] = 0
    }
  }

  /** Slots changed since the changes being tried out began; may name one twice. */
  changedSlots(): number[] {
    const log = this.#log ?? []
    const slots: number[] = []
    for (let i = 0; i < log.length; i += LOG_FIELDS) slots.push(log[i]!)
    return slots
  }

  #rollBack(): void {
    const log = this.#log ?? []
    for (let i = log.length - LOG_FIELDS; i >= 0; i -= LOG_FIELDS) {
      this.labels[log[i]!] = log[i + 1]!
      this.owners[log[i]!] = log[i + 2]!
    }
  }

  #write(slot: number, label: number, owner: number): void {
    this.#log?.push(slot, this.labels[slot]!, this.owners[slot]!)
    this.labels[slot] = label
    this.owners[slot] = owner
  }

  /** Answers the slot that took the label, or −1 when the state has `depth` better ones. */
  #offer(state: number, owner: number, cost: number): number {
    const { labels, owners, depth } = this
    let worst = state * depth
    for (let slot = state * depth; slot < (state + 1) * depth; slot++) {
      if (owners[slot] === owner) {
        if (cost >= labels[slot]!) return -1
        this.#write(slot, cost, owner)
        return slot
      }
      if (labels[slot]! > labels[worst]!) worst = slot
    }
    if (cost >= labels[worst]!) return -1
    this.#write(worst, cost, owner)
    return worst
  }

  #offerBeforeSearch(state: number, owner: number, cost: number): void {
    const slot = this.#offer(state, owner, cost)
    if (slot >= 0) this.#pending.push(slot)
  }

  /** Labels behind the source's own edge, in both directions. */
  #seed(source: FieldSource, keptSeeds?: (state: number) => void): void {
    const { graph, edgeCosts } = this
    const { owner, snap, startDeciseconds } = source
    this.#sources.push(source)
    for (const edge of [snap.segment * 2, snap.segment * 2 + 1]) {
      if (!this.isPassable(edge)) continue
      const rest = Math.round(edgeCosts[edge]! * (1 - fractionAlong(edge, snap)))
      for (let arc = graph.turnStart[edge]!; arc < graph.turnStart[edge + 1]!; arc++) {
        const state = graph.turnTo[arc]!
        const cost = startDeciseconds + rest + graph.turnCostDeciseconds[arc]!
        keptSeeds?.(state)
        const seeds = this.#seedsAt.get(state) ?? []
        seeds.push({ owner, segment: snap.segment, state, cost })
        this.#seedsAt.set(state, seeds)
        this.#offerBeforeSearch(state, owner, cost)
      }
    }
  }

  /** Follows every pending label as far as it is among the best. */
  #search(cutoffDeciseconds: number): void {
    const { graph, labels, owners, edgeCosts, depth } = this
    const queue = this.#queue
    const pending = this.#pending
    let [least, most] = [NO_LABEL, 0]
    for (const slot of pending) {
      least = Math.min(least, labels[slot]!)
      most = Math.max(most, labels[slot]!)
    }
    queue.reset(least, most - least + this.#longestStep)
    for (const slot of pending) queue.push(slot, labels[slot]!)
    pending.length = 0
    while (queue.size > 0) {
      const slot = queue.pop()
      const label = queue.cost
      // Reached more cheaply, or driven out by others, since this entry was made.
      if (label !== labels[slot] || label > cutoffDeciseconds) continue
      const state = Math.floor(slot / depth)
      const edge = graph.stateEdge[state]!
      if (!this.isPassable(edge)) continue
      const owner = owners[slot]!
      const afterEdge = label + edgeCosts[edge]!
      const end = graph.turnStart[state + 1]!
      for (let arc = graph.turnStart[state]!; arc < end; arc++) {
        const cost = afterEdge + graph.turnCostDeciseconds[arc]!
        const taken = this.#offer(graph.turnTo[arc]!, owner, cost)
        if (taken >= 0) queue.push(taken, cost)
      }
    }
  }

  #remove(removed: ReadonlySet<number>, keptSeeds: (state: number) => void): void {
    const { owners } = this
    this.#sources = this.#sources.filter(({ owner }) => !removed.has(owner))
    this.#dropSeeds(({ owner }) => removed.has(owner), keptSeeds)
    const slots: number[] = []
    for (let slot = 0; slot < owners.length; slot++) {
      if (owners[slot] !== NO_OWNER && removed.has(owners[slot]!)) slots.push(slot)
    }
    this.#refill(slots, Number.POSITIVE_INFINITY)
  }

  #close(
    segments: readonly number[],
    cutoffDeciseconds: number,
    keptSeeds: (state: number) => void,
  ): void {
    const closed = new Set(segments)
    const tainted = this.#labelsThrough(closed, cutoffDeciseconds)
    for (const segment of segments) this.#closed[segment] = 1
    this.#dropSeeds(({ segment }) => closed.has(segment), keptSeeds)
    this.#refill(tainted, cutoffDeciseconds)
  }

  #dropSeeds(isDropped: (seed: Seed) => boolean, keptSeeds: (state: number) => void): void {
    for (const [state, seeds] of this.#seedsAt) {
      if (!seeds.some(isDropped)) continue
      keptSeeds(state)
      this.#seedsAt.set(
        state,
        seeds.filter((seed) => !isDropped(seed)),
      )
    }
  }

  /** Slots whose label may have come over one of these segments, up to the cutoff. */
  #labelsThrough(segments: ReadonlySet<number>, cutoffDeciseconds: number): number[] {
    const { graph, labels, owners, edgeCosts, depth } = this
    const tainted = new Set<number>()
    const taintIfEqual = (state: number, owner: number, cost: number): void => {
      if (cost > cutoffDeciseconds) return
      for (let slot = state * depth; slot < (state + 1) * depth; slot++) {
        if (owners[slot] === owner && labels[slot] === cost) tainted.add(slot)
      }
    }
    const follow = (slot: number): void => {
      const state = Math.floor(slot / depth)
      const edge = graph.stateEdge[state]!
      if (labels[slot] === NO_LABEL || !this.isPassable(edge)) return
      const afterEdge = labels[slot]! + edgeCosts[edge]!
      for (let arc = graph.turnStart[state]!; arc < graph.turnStart[state + 1]!; arc++) {
        const cost = afterEdge + graph.turnCostDeciseconds[arc]!
        taintIfEqual(graph.turnTo[arc]!, owners[slot]!, cost)
      }
    }
    for (const segment of segments) {
      for (const edge of [segment * 2, segment * 2 + 1]) {
        for (const state of this.statesOfEdge(edge)) {
          for (let slot = state * depth; slot < (state + 1) * depth; slot++) follow(slot)
        }
      }
    }
    for (const seeds of this.#seedsAt.values()) {
      for (const seed of seeds) {
        if (segments.has(seed.segment)) taintIfEqual(seed.state, seed.owner, seed.cost)
      }
    }
    // A set grows while it is walked: everything added is followed as well.
    for (const slot of tainted) follow(slot)
    return [...tainted]
  }

  /** Clears the slots, offers their states what is known around them, and searches on from there. */
  #refill(slots: readonly number[], cutoffDeciseconds: number): void {
    const { graph, labels, owners, edgeCosts, depth } = this
    for (const slot of slots) this.#write(slot, NO_LABEL, NO_OWNER)
    for (const state of new Set(slots.map((slot) => Math.floor(slot / depth)))) {
      const end = graph.reverseTurnStart[state + 1]!
      for (let arc = graph.reverseTurnStart[state]!; arc < end; arc++) {
        const from = graph.reverseTurnFrom[arc]!
        const edge = graph.stateEdge[from]!
        if (!this.isPassable(edge)) continue
        const step = edgeCosts[edge]! + graph.reverseTurnCostDeciseconds[arc]!
        for (let slot = from * depth; slot < (from + 1) * depth; slot++) {
          if (labels[slot] === NO_LABEL) continue
          this.#offerBeforeSearch(state, owners[slot]!, labels[slot]! + step)
        }
      }
      for (const { owner, cost } of this.#seedsAt.get(state) ?? []) {
        this.#offerBeforeSearch(state, owner, cost)
      }
    }
    this.#search(cutoffDeciseconds)
  }
}
