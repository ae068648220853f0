/**
 * A priority queue for small whole numbers (Dial 1969): one bucket per cost, in a ring as long as
 * the largest step, so every operation is O(1). Items are whole numbers below `itemCount`, each at
 * most once in the queue; they are chained through arrays, nothing is allocated while searching.
 */
const NONE = -1

export class BucketQueue {
  readonly #next: Int32Array
  readonly #previous: Int32Array
  readonly #bucketOf: Int32Array
  #heads: Int32Array
  #ringMask: number
  #cost = 0
  #size = 0

  constructor(itemCount: number) {
    this.#next = new Int32Array(itemCount)
    this.#previous = new Int32Array(itemCount)
    this.#bucketOf = new Int32Array(itemCount).fill(NONE)
    this.#heads = new Int32Array(0)
    this.#ringMask = 0
  }

  /**
   * Empties the queue and makes room: no item may ever be pushed with a cost more than `maxStep`
   * above the cost popped last (or above `firstCost` before the first pop).
   */
  reset(firstCost: number, maxStep: number): void {
    for (let bucket = 0; this.#size > 0; bucket++) {
      while (this.#heads[bucket]! !== NONE) this.#unlink(this.#heads[bucket]!)
    }
    let ringLength = 1
    while (ringLength <= maxStep) ringLength *= 2
    if (this.#heads.length < ringLength) {
      this.#heads = new Int32Array(ringLength).fill(NONE)
      this.#ringMask = ringLength - 1
    }
    this.#cost = firstCost
  }

  get size(): number {
    return this.#size
  }

  /** Cost of the item popped last. */
  get cost(): number {
    return this.#cost
  }

  /** Adds an item, or moves it where it has become cheaper. */
  push(item: number, cost: number): void {
    if (this.#bucketOf[item]! !== NONE) this.#unlink(item)
    const bucket = cost & this.#ringMask
    const head = this.#heads[bucket]!
    this.#next[item] = head
    this.#previous[item] = NONE
    if (head !== NONE) this.#previous[head] = item
    this.#heads[bucket] = item
    this.#bucketOf[item] = bucket
    this.#size++
  }

  /** Removes and answers an item of least cost; only when `size` > 0. */
  pop(): number {
    while (this.#heads[this.#cost & this.#ringMask]! === NONE) this.#cost++
    const item = this.#heads[this.#cost & this.#ringMask]!
    this.#unlink(item)
    return item
  }

  #unlink(item: number): void {
    const next = this.#next[item]!
    const previous = this.#previous[item]!
    if (previous === NONE) this.#heads[this.#bucketOf[item]!] = next
    else this.#next[previous] = next
    if (next !== NONE) this.#previous[next] = previous
    this.#bucketOf[item] = NONE
    this.#size--
  }
}
