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
import { type CompressedRows, groupIndexes } from './compressed-rows.ts'
import { edgeHead, edgeTail, type RoadGraph, statesByEdge } from './graph.ts'
import { IMPASSABLE, longestStep } from './profile.ts'
import { fractionAlong } from './search.ts'
import type { Snap } from './snap.ts'
import {
  LABEL,
  NEXT,
  OWN_FIELD,
  RECORD_FIELDS,
  ThreadedBuckets,
  UNQUEUED,
} from './threaded-buckets.ts'
import { NO_TURN } from './turn-rows.ts'

export const NO_LABEL = IMPASSABLE
const NO_OWNER = -1
/** Bound of a junction where some state has room for more labels: above every label. */
const UNBOUNDED = IMPASSABLE - 1

/** Where vehicles start, and how long after the call. */
export interface FieldSource {
  readonly owner: number
  readonly snap: Snap
  /** Turnout and the way from the station to its road. */
  readonly startDeciseconds: number
}

const FOLLOWED_FIELDS = 2

/** One change of a slot, to be taken back: the slot, its label and its owner before. */
const LOG_FIELDS = 3

export class ArrivalField {
  readonly graph: RoadGraph
  readonly edgeCosts: Int32Array
  /** Labels per state. */
  readonly depth: number
  /** All edges' states: see `statesByEdge`. */
  readonly statesOfEdge: (edge: number) => readonly number[]
  /** Per slot: label, bucket, owner; `depth` slots per state in no order. */
  readonly #records: Int32Array
  /** Largest label of each state's slots. */
  readonly #worst: Int32Array
  /** Per junction the largest of these among the states that can be driven, or UNBOUNDED. */
  readonly #bounds: Int32Array
  /**
   * Per junction the `depth` owners that were followed through it: owner, and the largest label that it
   * has at the states there (where it has none, the largest of all). None comes later with any use.
   */
  readonly #followed: Int32Array
  readonly #closed: Uint8Array
  /** Cost of each state's edge now, IMPASSABLE where it is closed. */
  readonly #steps: Int32Array
  readonly #buckets: ThreadedBuckets
  readonly #longestStep: number
  /** What the owner has at the state where its offer was last refused for it. */
  #ownLabel = NO_LABEL
  #sources: readonly FieldSource[] = []
  #sourcesOn = new Map<number, readonly FieldSource[]>()
  /** Slots that were offered something before the search begins. */
  readonly #pending: number[] = []
  /** Of all changes that are being tried out, one in another; each knows where its own begin. */
  readonly #log: number[] = []
  #logStart = -1
  /** Slots of each owner when nothing is tried out. */
  #slotsByOwner: CompressedRows | null = null

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
    this.#records = new Int32Array(graph.stateCount * depth * RECORD_FIELDS)
    this.#worst = new Int32Array(graph.stateCount)
    this.#bounds = new Int32Array(graph.nodeCount)
    this.#followed = new Int32Array(graph.nodeCount * depth * FOLLOWED_FIELDS)
    this.#buckets = new ThreadedBuckets(this.#records)
    this.#longestStep = longestStep(graph, edgeCosts)
    this.#clear()
  }

  /** Everything from nothing. */
  compute(sources: readonly FieldSource[]): void {
    this.#clear()
    this.#slotsByOwner = null
    this.#sources = []
    this.#sourcesOn = new Map()
    this.#add(sources)
  }

  get sources(): readonly FieldSource[] {
    return this.#sources
  }

  /** Label of a slot, NO_LABEL where it is free. */
  labelAt(slot: number): number {
    return this.#records[slot * RECORD_FIELDS + LABEL]!
  }

  /** The source of a slot's label. */
  ownerAt(slot: number): number {
    return this.#records[slot * RECORD_FIELDS + OWN_FIELD]!
  }

  /** First arrival at each state, NO_LABEL where none comes. */
  firstLabels(): Int32Array {
    return Int32Array.from(this.#worst, (worst, state) => {
      let first = worst
      for (let slot = state * this.depth; slot < (state + 1) * this.depth; slot++) {
        first = Math.min(first, this.labelAt(slot))
      }
      return first
    })
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
    const [sources, sourcesOn, logStart] = [this.#sources, this.#sourcesOn, this.#logStart]
    const closedNow = close.filter((segment) => this.#closed[segment] === 0)
    if (remove && remove.size > 0) this.#indexOwners()
    this.#logStart = this.#log.length
    try {
      if (remove && remove.size > 0) this.#remove(remove)
      if (closedNow.length > 0) this.#close(closedNow, cutoffDeciseconds)
      if (add.length > 0) this.#add(add)
      return look()
    } finally {
      this.#sources = sources
      this.#sourcesOn = sourcesOn
      this.#open(closedNow)
      this.#rollBack()
      this.#logStart = logStart
    }
  }

  /** Slots changed since the changes being tried out began; may name one twice. */
  changedSlots(): number[] {
    const slots: number[] = []
    for (let i = Math.max(0, this.#logStart); i < this.#log.length; i += LOG_FIELDS) {
      slots.push(this.#log[i]!)
    }
    return slots
  }

  #clear(): void {
    for (let at = 0; at < this.#records.length; at += RECORD_FIELDS) {
      this.#records[at + LABEL] = NO_LABEL
      this.#records[at + NEXT] = UNQUEUED
      this.#records[at + OWN_FIELD] = NO_OWNER
    }
    this.#worst.fill(NO_LABEL)
    this.#bounds.fill(UNBOUNDED)
    this.#followed.fill(NO_OWNER)
  }

  /** Labels have gone from a junction, or come back: what was known of it holds no more. */
  #forgetBounds(junction: number): void {
    this.#bounds[junction] = UNBOUNDED
    const width = this.depth * FOLLOWED_FIELDS
    this.#followed.fill(NO_OWNER, junction * width, (junction + 1) * width)
  }

  /** Label that an owner must come before to be of any use at a junction. */
  #boundOf(owner: number, junction: number): number {
    const followed = this.#followed
    const width = this.depth * FOLLOWED_FIELDS
    for (let at = junction * width; at < (junction + 1) * width; at += FOLLOWED_FIELDS) {
      if (followed[at] === owner) return followed[at + 1]!
    }
    return this.#bounds[junction]!
  }

  /** Remembered in the place of the one that can come latest. */
  #setBoundOf(owner: number, junction: number, bound: number): void {
    const followed = this.#followed
    const width = this.depth * FOLLOWED_FIELDS
    let place = junction * width
    for (let at = place; at < (junction + 1) * width; at += FOLLOWED_FIELDS) {
      if (followed[at] === owner || followed[at] === NO_OWNER) {
        place = at
        break
      }
      if (followed[at + 1]! > followed[place + 1]!) place = at
    }
    followed[place] = owner
    followed[place + 1] = bound
  }

  #rollBack(): void {
    const log = this.#log
    const states = new Set<number>()
    for (let i = log.length - LOG_FIELDS; i >= this.#logStart; i -= LOG_FIELDS) {
      const slot = log[i]!
      this.#records[slot * RECORD_FIELDS + LABEL] = log[i + 1]!
      this.#records[slot * RECORD_FIELDS + OWN_FIELD] = log[i + 2]!
      states.add(Math.floor(slot / this.depth))
    }
    log.length = this.#logStart
    for (const state of states) this.#measureWorst(state)
    for (const state of states) {
      this.#forgetBounds(this.#tailOf(state))
      this.#measureBound(this.#tailOf(state))
    }
  }

  #tailOf(state: number): number {
    return edgeTail(this.graph, this.graph.stateEdge[state]!)
  }

  #measureWorst(state: number): void {
    let worst = 0
    for (let slot = state * this.depth; slot < (state + 1) * this.depth; slot++) {
      worst = Math.max(worst, this.labelAt(slot))
    }
    this.#worst[state] = worst
  }

  #measureBound(junction: number): void {
    const { leavingStart } = this.graph
    let bound = 0
    for (let state = leavingStart[junction]!; state < leavingStart[junction + 1]!; state++) {
      if (this.#steps[state]! < IMPASSABLE) bound = Math.max(bound, this.#worst[state]!)
    }
    this.#bounds[junction] = Math.min(bound, UNBOUNDED)
  }

  /** The slot's bucket is left as it is: whoever writes during a search sees to it. */
  #write(slot: number, label: number, owner: number): void {
    const record = slot * RECORD_FIELDS
    if (this.#logStart >= 0) {
      this.#log.push(slot, this.#records[record + LABEL]!, this.#records[record + OWN_FIELD]!)
    }
    this.#records[record + LABEL] = label
    this.#records[record + OWN_FIELD] = owner
  }

  /** Answers the slot that took the label, or −1 when the state has `depth` better ones. */
  #offer(state: number, owner: number, cost: number): number {
    if (cost >= this.#worst[state]!) return -1
    const records = this.#records
    const { depth } = this
    const end = (state + 1) * depth
    let taken = -1
    let largest = -1
    let second = -1
    let largestSlot = -1
    for (let slot = state * depth; slot < end; slot++) {
      const record = slot * RECORD_FIELDS
      const label = records[record + LABEL]!
      if (records[record + OWN_FIELD] === owner) {
        if (cost >= label) {
          this.#ownLabel = label
          return -1
        }
        taken = slot
      }
      if (label > largest) {
        second = largest
        largest = label
        largestSlot = slot
      } else if (label > second) second = label
    }
    if (taken < 0) taken = largestSlot
    const record = taken * RECORD_FIELDS
    if (records[record + NEXT] !== UNQUEUED) {
      this.#buckets.remove(taken, records[record + LABEL]!)
      records[record + NEXT] = UNQUEUED
    }
    this.#write(taken, cost, owner)
    if (taken === largestSlot) this.#worst[state] = Math.max(second, cost)
    return taken
  }

  #offerBeforeSearch(state: number, owner: number, cost: number): void {
    const slot = this.#offer(state, owner, cost)
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
      for (const edge of [segment * 2, segment * 2 + 1]) {
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
    const buckets = this.#buckets
    const records = this.#records
    const steps = this.#steps
    const bounds = this.#bounds
    const worst = this.#worst
    const pending = this.#pending
    let [least, most] = [NO_LABEL, 0]
    for (const slot of pending) {
      least = Math.min(least, this.labelAt(slot))
      most = Math.max(most, this.labelAt(slot))
    }
    buckets.reset(least, most - least + this.#longestStep)
    for (const slot of pending) {
      // Offered twice, or driven out by others since.
      if (records[slot * RECORD_FIELDS + NEXT] === UNQUEUED) {
        buckets.insert(slot, this.labelAt(slot))
      }
    }
    pending.length = 0
    while (buckets.size > 0) {
      const slot = buckets.pop()
      const label = buckets.label
      const record = slot * RECORD_FIELDS
      records[record + NEXT] = UNQUEUED
      if (label > cutoffDeciseconds) continue
      const state = Math.floor(slot / depth)
      const after = label + steps[state]!
      const junction = stateHead[state]!
      if (after >= bounds[junction]!) continue
      const owner = records[record + OWN_FIELD]!
      if (after >= this.#boundOf(owner, junction)) continue
      const end = leavingStart[junction + 1]!
      let row = stateTurns[state]!
      let bound = 0
      let ownBound = 0
      for (let to = leavingStart[junction]!; to < end; to++) {
        const cost = after + turnRows[row++]!
        const step = steps[to]!
        let own = worst[to]!
        if (cost < own) {
          const taken = this.#offer(to, owner, cost)
          own = taken >= 0 ? cost : this.#ownLabel
          const follow = cost + step
          if (taken >= 0 && follow < this.#boundOf(owner, stateHead[to]!)) {
            buckets.insert(taken, cost)
          }
        }
        if (step < IMPASSABLE) {
          if (worst[to]! > bound) bound = worst[to]!
          if (own > ownBound) ownBound = own
        }
      }
      bounds[junction] = Math.min(bound, UNBOUNDED)
      this.#setBoundOf(owner, junction, Math.min(ownBound, UNBOUNDED))
    }
  }

  /** Lists the slots of each owner, where nothing is tried out at the moment. */
  #indexOwners(): void {
    if (this.#slotsByOwner || this.#logStart >= 0) return
    const owners = new Int32Array(this.#records.length / RECORD_FIELDS)
    let most = NO_OWNER
    for (let slot = 0; slot < owners.length; slot++) {
      owners[slot] = this.ownerAt(slot)
      most = Math.max(most, owners[slot]!)
    }
    this.#slotsByOwner = groupIndexes(owners, most + 1)
  }

  /** All slots that name one of these owners; some more than once. */
  #slotsOf(wanted: ReadonlySet<number>): number[] {
    const slots: number[] = []
    const addIfNamed = (slot: number): void => {
      if (wanted.has(this.ownerAt(slot))) slots.push(slot)
    }
    if (this.#slotsByOwner) {
      const { start, entries } = this.#slotsByOwner
      for (const owner of wanted) {
        for (let i = start[owner] ?? 0; i < (start[owner + 1] ?? 0); i++) addIfNamed(entries[i]!)
      }
      for (let i = 0; i < this.#log.length; i += LOG_FIELDS) addIfNamed(this.#log[i]!)
    } else {
      for (let slot = 0; slot * RECORD_FIELDS < this.#records.length; slot++) addIfNamed(slot)
    }
    return slots
  }

  #remove(removed: ReadonlySet<number>): void {
    const slots = this.#slotsOf(removed)
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
      for (const edge of [segment * 2, segment * 2 + 1]) {
        for (const state of this.statesOfEdge(edge)) this.#steps[state] = IMPASSABLE
      }
    }
    this.#refill(tainted, cutoffDeciseconds)
  }

  /** Opened again: junctions count these states once more. */
  #open(segments: readonly number[]): void {
    for (const segment of segments) {
      this.#closed[segment] = 0
      for (const edge of [segment * 2, segment * 2 + 1]) {
        for (const state of this.statesOfEdge(edge)) this.#steps[state] = this.edgeCosts[edge]!
        this.#forgetBounds(edgeHead(this.graph, edge))
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
      for (const edge of [segment * 2, segment * 2 + 1]) {
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
    const states = new Set<number>()
    for (const slot of slots) {
      this.#write(slot, NO_LABEL, NO_OWNER)
      states.add(Math.floor(slot / depth))
    }
    for (const state of states) {
      this.#worst[state] = NO_LABEL
      this.#forgetBounds(this.#tailOf(state))
    }
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
