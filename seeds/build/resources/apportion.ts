/**
 * Shares out `total` whole things by weight, at least `minimumEach` to everyone, with the largest
 * remainders rounded up (Hamilton's method; ties go to the earlier one). The sum is exact.
 * @throws RangeError when the total is less than the minima, or no weight is positive.
 */
export const apportion = (
  weights: readonly number[],
  total: number,
  minimumEach: number,
): number[] => {
  const shared = total - minimumEach * weights.length
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  if (shared < 0 || weightSum <= 0) throw new RangeError(`cannot share out ${total}`)
  const exact = weights.map((weight) => (shared * weight) / weightSum)
  const result = exact.map((share) => minimumEach + Math.floor(share))
  const left = total - result.reduce((sum, count) => sum + count, 0)
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) result[index]! += 1
  return result
}
