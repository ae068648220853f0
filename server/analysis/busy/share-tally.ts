/**
 * Shares of calls by group, each with its 95 % interval. Calls of the same hours are in time or late
 * together, because they find the same stations out; so the spread is taken from batches of time,
 * and widens Wilson's interval (1927) by their design effect (Kish, 1965). Wilson's holds where a
 * share is near none or all, where batches alone would show no width.
 */

export interface ShareInterval {
  readonly calls: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Normal deviate of a 95 % interval. */
const DEVIATE = 1.959964

/** @param calls as many independent ones as there are, or as theirs are worth; more than 0. */
export const wilsonInterval = (share: number, calls: number): readonly [number, number] => {
  const square = DEVIATE ** 2
  const middle = (share + square / (2 * calls)) / (1 + square / calls)
  const half =
    (DEVIATE / (1 + square / calls)) *
    Math.sqrt((share * (1 - share)) / calls + square / (4 * calls ** 2))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/**
 * How many times the variance of a share by batches is that by independence; 1 at least. The variance
 * of a ratio of two sums over the batches (Cochran, 1977, 6.4).
 */
const designEffect = (share: number, calls: Float64Array, hits: Float64Array): number => {
  const batches = calls.length
  const total = calls.reduce((sum, count) => sum + count, 0)
  let squares = 0
  for (let batch = 0; batch < batches; batch++) {
    squares += (hits[batch]! - share * calls[batch]!) ** 2
  }
  const byBatches = ((batches / (batches - 1)) * squares) / total ** 2
  const byChance = (share * (1 - share)) / total
  return byChance > 0 && batches > 1 ? Math.max(1, byBatches / byChance) : 1
}

export class ShareTally {
  readonly #batches: number
  readonly #calls: Float64Array
  readonly #hits: Float64Array

  constructor(groups: number, batches: number) {
    this.#batches = batches
    this.#calls = new Float64Array(groups * batches)
    this.#hits = new Float64Array(groups * batches)
  }

  add(group: number, batch: number, isHit: boolean): void {
    this.#calls[group * this.#batches + batch]!++
    if (isHit) this.#hits[group * this.#batches + batch]!++
  }

  /** Null where the group has no call. */
  interval(group: number): ShareInterval | null {
    const from = group * this.#batches
    const calls = this.#calls.subarray(from, from + this.#batches)
    const hits = this.#hits.subarray(from, from + this.#batches)
    const total = calls.reduce((sum, count) => sum + count, 0)
    if (total === 0) return null
    const share = hits.reduce((sum, count) => sum + count, 0) / total
    const [low, high] = wilsonInterval(share, total / designEffect(share, calls, hits))
    return { calls: total, share, low, high }
  }
}
