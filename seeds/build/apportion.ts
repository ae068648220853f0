/** Whole things shared out by weights so that none is lost. */

/**
 * Whole numbers in proportion to the weights, each at least `minimumEach`, adding up to `total`
 * exactly (Hamilton's method: largest remainders are rounded up; the first of equals wins).
 * @throws RangeError when the total is less than the minima, or nothing has a weight to be given to.
 */
export const apportion = (total: number, weights: readonly number[], minimumEach = 0): number[] => {
  const shared = total - minimumEach * weights.length
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (shared < 0 || (shared > 0 && !(sum > 0))) throw new RangeError(`cannot share out ${total}`)
  const exact = weights.map((weight) => (sum > 0 ? (shared * weight) / sum : 0))
  const counts = exact.map((share) => minimumEach + Math.floor(share))
  const left = total - counts.reduce((all, count) => all + count, 0)
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) counts[index]!++
  return counts
}

/**
 * Like `apportion`, every share within the bounds; where the total leaves no room for that, the
 * bounds are widened as far as they must be.
 */
export const apportionWithin = (
  total: number,
  weights: readonly number[],
  bounds: { least: number; most: number },
): number[] => {
  const least = Math.min(bounds.least, Math.floor(total / weights.length))
  const most = Math.max(bounds.most, Math.ceil(total / weights.length))
  let scale = total / weights.reduce((all, weight) => all + weight, 0)
  const shares = (): number[] =>
    weights.map((weight) => Math.min(most, Math.max(least, weight * scale)))
  // Clipping moves the sum; a few rounds bring it back to within a person or so.
  for (let round = 0; round < 60; round++) {
    scale *= total / shares().reduce((all, share) => all + share, 0)
  }
  return apportion(total, shares())
}
