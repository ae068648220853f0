/**
 * A priority queue for small whole numbers (Dial 1969): one bucket per label, in a ring as long as
 * the largest step, so every operation is O(1). The buckets are threaded through the records of
 * what is searched, so an item that becomes cheaper leaves its old bucket and nothing is allocated.
 *
 * A record is `RECORD_FIELDS` numbers: its label, the next and the previous item of its bucket, and
 * one field of the search's own; items are indexes of records.
 */
import { IMPASSABLE } from './profile.ts'

export const RECORD_FIELDS = 4
export const LABEL = 0
export const NEXT = 1
export const PREVIOUS = 2
export const OWN_FIELD = 3

/** In LABEL: there is none yet. */
export const NO_LABEL = IMPASSABLE
/** The largest label of several of which some have none yet: above every label. */
export const UNBOUNDED = NO_LABEL - 1

/** In NEXT: nothing follows in the bucket. */
const LAST = -1
/** In NEXT of an item that is in no bucket and never was. */
export const UNQUEUED = -2

export class ThreadedBuckets {
  readonly #records: Int32Array
  /** First item of each bucket. */
  #tops = new Int32Array(0)
  #ringMask = 0
  #size = 0
  #label = 0

  constructor(records: Int32Array) {
    this.#records = records
  }

  /**
   * Empties the queue and makes room: no item may ever enter with a label more than `maxStep`
   * above the one popped last (or above `firstLabel` before the first pop), nor below it.
   */
  reset(firstLabel: number, maxStep: number): void {
    let ringLength = 1
    while (ringLength <= maxStep) ringLength *= 2
    if (this.#tops.length < ringLength) {
      this.#tops = new Int32Array(ringLength).fill(LAST)
      this.#ringMask = ringLength - 1
    } else if (this.#size > 0) {
      this.#tops.fill(LAST)
    }
    this.#size = 0
    this.#label = firstLabel
  }

  get size(): number {
    return this.#size
  }

  /** Label of the item popped last. */
  get label(): number {
    return this.#label
  }

  /** The item enters the bucket of its label. */
  insert(item: number, label: number): void {
    const records = this.#records
    const bucket = label & this.#ringMask
    const top = this.#tops[bucket]!
    if (top !== LAST) records[top * RECORD_FIELDS + PREVIOUS] = item
    records[item * RECORD_FIELDS + NEXT] = top
    this.#tops[bucket] = item
    this.#size++
  }

  /** The item leaves the bucket of the label that it entered with. */
  remove(item: number, label: number): void {
    const records = this.#records
    const bucket = label & this.#ringMask
    const next = records[item * RECORD_FIELDS + NEXT]!
    if (this.#tops[bucket] === item) {
      this.#tops[bucket] = next
    } else {
      const previous = records[item * RECORD_FIELDS + PREVIOUS]!
      records[previous * RECORD_FIELDS + NEXT] = next
      if (next !== LAST) records[next * RECORD_FIELDS + PREVIOUS] = previous
    }
    this.#size--
  }

  /** Takes out an item of least label and answers it; only while `size` > 0. */
  pop(): number {
    const tops = this.#tops
    const mask = this.#ringMask
    let label = this.#label
    let item = tops[label & mask]!
    while (item === LAST) item = tops[++label & mask]!
    tops[label & mask] = this.#records[item * RECORD_FIELDS + NEXT]!
    this.#label = label
    this.#size--
    return item
  }
}
