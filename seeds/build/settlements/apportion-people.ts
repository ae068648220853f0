/** Whole people shared out by weights so that nobody is lost. */

/**
 * Whole numbers in proportion to the weights, adding up to `total` exactly (largest remainders;
 * the first of equals wins). @throws RangeError when there is someone to place and no weight.
 */
export const apportioned = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (!(sum > 0)) {
    if (total === 0) return weights.map(() => 0)
    throw new RangeError(`nowhere to put ${total} people`)
  }
  const exact = weights.map((weight) => (total * weight) / sum)
  const counts = exact.map(Math.floor)
  const missing = total - counts.reduce((all, count) => all + count, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, missing)) counts[index]!++
  return counts
}

/**
 * Like `apportioned`, every share within the bounds; where the total leaves no room for that, the
 * bounds are widened as far as they must be.
 */
export const apportionedWithin = (
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
  return apportioned(total, shares())
}
