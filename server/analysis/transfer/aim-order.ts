/** Which of two plans is better: aims in their order. */
import { AIMS, type AimValues } from './instance.ts'

/** Values closer than this, relative to their size, are the same: sums of many parts. */
const SAME = 1e-6

export const isSameValue = (a: number, b: number): boolean =>
  Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b))

/** Whether a is better than b. */
export const isBetter = (a: AimValues, b: AimValues): boolean => {
  for (const aim of AIMS) {
    if (!isSameValue(a[aim], b[aim])) return a[aim] < b[aim]
  }
  return false
}
