/** Straight lines in the plane of degrees: on which side a place lies, and whether two meet. */

/** More than the rounding of a difference of two products, as a share of their sizes. */
const ROUNDING = 4 * Number.EPSILON

/** Straight lines, each as x, y of one end and x, y of the other, in degrees. */
export type Lines = Float64Array
export const NUMBERS_PER_LINE = 4

/** On which side of a → b does c lie? NaN: on it, or too close for rounding to decide. */
export const side = (
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): number => {
  const left = (bx - ax) * (cy - ay)
  const right = (by - ay) * (cx - ax)
  const isSure = Math.abs(left - right) > ROUNDING * (Math.abs(left) + Math.abs(right))
  return isSure ? Math.sign(left - right) : Number.NaN
}

/**
 * Whether two lines have a point in common: neither lies on one side of the other. What lies in one
 * line and apart has boxes that do not meet. @param at @param otherAt first of their four numbers
 */
export const meet = (lines: Lines, at: number, others: Lines, otherAt: number): boolean => {
  const ax = lines[at]!
  const ay = lines[at + 1]!
  const bx = lines[at + 2]!
  const by = lines[at + 3]!
  const cx = others[otherAt]!
  const cy = others[otherAt + 1]!
  const dx = others[otherAt + 2]!
  const dy = others[otherAt + 3]!
  if (side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) > 0) return false
  if (side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) > 0) return false
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false
  return !(Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by))
}
