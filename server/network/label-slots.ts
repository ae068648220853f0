/**
 * The labels of an arrival field: `depth` slots for each state, in no order, each with a label and the
 * source that it belongs to; no two of a state belong to one source. What is changed while something
 * is tried out is written down and taken back.
 */
import { type CompressedRows, groupIndexes } from './compressed-rows.ts'
import {
  LABEL,
  NEXT,
  NO_LABEL,
  OWN_FIELD,
  RECORD_FIELDS,
  ThreadedBuckets,
  UNQUEUED,
} from './threaded-buckets.ts'

const NO_OWNER = -1
/** One change of a slot, to be taken back: the slot, its label and its owner before. */
const LOG_FIELDS = 3

export class LabelSlots {
  readonly depth: number
  /** Largest label of each state's slots. */
  readonly worst: Int32Array
  readonly buckets: ThreadedBuckets
  /** What the owner has at the state where its offer was last refused for it. */
  refusedFor = NO_LABEL
  /** Per slot: label, bucket, owner. */
  readonly #records: Int32Array
  /** Of all changes that are being tried out, one in another; each knows where its own begin. */
  readonly #log: number[] = []
  /** Below 0 while nothing is tried out. */
  #logStart = -1
  /** Slots of each owner when nothing is tried out. */
  #slotsByOwner: CompressedRows | null = null

  constructor(stateCount: number, depth: number) {
    this.depth = depth
    this.worst = new Int32Array(stateCount)
    this.#records = new Int32Array(stateCount * depth * RECORD_FIELDS)
    this.buckets = new ThreadedBuckets(this.#records)
    this.clear()
  }

  /** Frees all of them. */
  clear(): void {
    for (let at = 0; at < this.#records.length; at += RECORD_FIELDS) {
      this.#records[at + LABEL] = NO_LABEL
      this.#records[at + NEXT] = UNQUEUED
      this.#records[at + OWN_FIELD] = NO_OWNER
    }
    this.worst.fill(NO_LABEL)
    this.#slotsByOwner = null
  }

  /** NO_LABEL where the slot is free. */
  labelAt(slot: number): number {
    return this.#records[slot * RECORD_FIELDS + LABEL]!
  }

  ownerAt(slot: number): number {
    return this.#records[slot * RECORD_FIELDS + OWN_FIELD]!
  }

  /** Least label of each state, NO_LABEL where it has none. */
  leastLabels(): Int32Array {
    return Int32Array.from(this.worst, (worst, state) => {
      let least = worst
      for (let slot = state * this.depth; slot < (state + 1) * this.depth; slot++) {
        least = Math.min(least, this.labelAt(slot))
      }
      return least
    })
  }

  /** Answers the slot that took the label, out of its bucket, or −1 when the state has `depth` better ones. */
  offer(state: number, owner: number, cost: number): number {
    if (cost >= this.worst[state]!) return -1
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
          this.refusedFor = label
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
    if (this.isQueued(taken)) {
      this.buckets.remove(taken, this.labelAt(taken))
      records[taken * RECORD_FIELDS + NEXT] = UNQUEUED
    }
    this.#write(taken, cost, owner)
    if (taken === largestSlot) this.worst[state] = Math.max(second, cost)
    return taken
  }

  isQueued(slot: number): boolean {
    return this.#records[slot * RECORD_FIELDS + NEXT] !== UNQUEUED
  }

  /** Into the bucket of its label. */
  queue(slot: number): void {
    this.buckets.insert(slot, this.labelAt(slot))
  }

  /** The slot of least label, out of its bucket. */
  pop(): number {
    const slot = this.buckets.pop()
    this.#records[slot * RECORD_FIELDS + NEXT] = UNQUEUED
    return slot
  }

  /** Frees these slots. @returns their states. */
  free(slots: readonly number[]): Set<number> {
    const states = new Set<number>()
    for (const slot of slots) {
      this.#write(slot, NO_LABEL, NO_OWNER)
      states.add(Math.floor(slot / this.depth))
    }
    for (const state of states) this.worst[state] = NO_LABEL
    return states
  }

  /** From here on changes can be taken back. @returns what `rollBack` wants for it. */
  begin(): number {
    const outer = this.#logStart
    this.#logStart = this.#log.length
    return outer
  }

  /** Takes back what was changed since `begin`. @returns the states whose labels have come back. */
  rollBack(outer: number): Set<number> {
    const log = this.#log
    const states = new Set<number>()
    for (let i = log.length - LOG_FIELDS; i >= this.#logStart; i -= LOG_FIELDS) {
      const slot = log[i]!
      this.#records[slot * RECORD_FIELDS + LABEL] = log[i + 1]!
      this.#records[slot * RECORD_FIELDS + OWN_FIELD] = log[i + 2]!
      states.add(Math.floor(slot / this.depth))
    }
    log.length = this.#logStart
    this.#logStart = outer
    for (const state of states) this.#measureWorst(state)
    return states
  }

  /** Slots changed since the innermost `begin`; may name one twice. */
  changed(): number[] {
    const slots: number[] = []
    for (let i = Math.max(0, this.#logStart); i < this.#log.length; i += LOG_FIELDS) {
      slots.push(this.#log[i]!)
    }
    return slots
  }

  /** Lists the slots of each owner, where nothing is tried out at the moment. */
  indexOwners(): void {
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
  ofOwners(wanted: ReadonlySet<number>): number[] {
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

  #measureWorst(state: number): void {
    let worst = 0
    for (let slot = state * this.depth; slot < (state + 1) * this.depth; slot++) {
      worst = Math.max(worst, this.labelAt(slot))
    }
    this.worst[state] = worst
  }

  #write(slot: number, label: number, owner: number): void {
    const record = slot * RECORD_FIELDS
    if (this.#logStart >= 0) {
      this.#log.push(slot, this.#records[record + LABEL]!, this.#records[record + OWN_FIELD]!)
    }
    this.#records[record + LABEL] = label
    this.#records[record + OWN_FIELD] = owner
  }
}
