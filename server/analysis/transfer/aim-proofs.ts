/** How far a plan can be from the best at most, aim by aim. */
import { isSameValue } from './aim-order.ts'
import { aimOffset } from './flow-columns.ts'
import { AIMS, type AimProof, type AimValues, type TransferInstance } from './instance.ts'

const PERCENT = 100

/**
 * How far a value can be from the best at most, in percent: 0 when it is proved. What is missed or
 * late is measured against all that could be met: a plan that misses 3 of 1,000 where 2 cannot be
 * met is within a tenth of a percent, not within a third.
 * @param worst the aim's value if nothing were sent, 0 for aims that are measured against themselves.
 */
export const gapPercent = (value: number, bound: number, worst: number): number => {
  if (isSameValue(value, bound) || value <= bound) return 0
  const measure = worst > 0 ? worst - bound : value
  // Nothing that could be met is left to measure against, or it is less than what is missed of it.
  return value - bound >= measure ? PERCENT : (PERCENT * (value - bound)) / measure
}

/**
 * @param bounds of every aim, each given that the earlier aims are served as well as the plan does;
 *   those of the linear plan are such bounds as long as the plan equals it in the earlier aims.
 *   After the first aim in which it does not, nothing is proved by them.
 */
export const proofsOf = (
  instance: TransferInstance,
  values: AimValues,
  bounds: Partial<AimValues>,
): AimProof[] => {
  let areEqual = true
  return AIMS.map((aim) => {
    const value = values[aim]
    const bound = areEqual ? Math.min(value, bounds[aim] ?? 0) : 0
    const gap = gapPercent(value, bound, aimOffset(instance, aim))
    if (gap > 0) areEqual = false
    return { aim, value, bound, gapPercent: gap }
  })
}
