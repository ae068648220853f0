/**
 * A priority queue for small whole numbers (Dial 1969): one bucket per cost, in a ring as long as
 * the largest step, so every operation is O(1). An item that has become cheaper is simply pushed
 * again; whoever pops the dearer entry later sees by the cost that it is out of date. Entries are
 * chained through arrays, nothing is allocated while searching.
 */
const NONE = -1
const FIRST_CAPACITY = 1 << 14

export class BucketQueue {
  /** Item of each entry, and the entry below it in its bucket. */
  #items = new Int32Array(FIRST_CAPACITY)
  #below = new Int32Array(FIRST_CAPACITY)
  /** Entry on top of each bucket. */
  #tops = new Int32Array(0)
  #ringMask = 0
  #entryCount = 0
  #size = 0
  #cost = 0

  /**
   * Empties the queue and makes room: no item may ever be pushed with a cost more than `maxStep`
   * above the cost popped last (or above `firstCost` before the first pop), nor below it.
   */
  reset(firstCost: number, maxStep: number): void {
    let ringLength = 1
    while (ringLength <= maxStep) ringLength *= 2
    if (this.#tops.length < ringLength) {
      this.#tops = new Int32Array(ringLength).fill(NONE)
      this.#ringMask = ringLength - 1
    } else if (this.#size > 0) {
      this.#tops.fill(NONE)
    }
    this.#entryCount = 0
    this.#size = 0
    this.#cost = firstCost
  }

  /** Entries left, outdated ones included. */
  get size(): number {
    return this.#size
  }

  /** Cost of the entry popped last. */
  get cost(): number {
    return this.#cost
  }

  push(item: number, cost: number): void {
    if (this.#entryCount === this.#items.length) this.#grow()
    const entry = this.#entryCount++
    const bucket = cost & this.#ringMask
    this.#items[entry] = item
    this.#below[entry] = this.#tops[bucket]!
    this.#tops[bucket] = entry
    this.#size++
  }

  /** Removes an entry of least cost and answers its item; only while `size` > 0. */
  pop(): number {
    const tops = this.#tops
    const mask = this.#ringMask
    let cost = this.#cost
    while (tops[cost & mask] === NONE) cost++
    const entry = tops[cost & mask]!
    tops[cost & mask] = this.#below[entry]!
    this.#cost = cost
    this.#size--
    return this.#items[entry]!
  }

  #grow(): void {
    const [items, below] = [this.#items, this.#below]
    this.#items = new Int32Array(items.length * 2)
    this.#below = new Int32Array(items.length * 2)
    this.#items.set(items)
    this.#below.set(below)
  }
}
