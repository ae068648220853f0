/** Figures of busy stations as they are read. */
import { ASSUMED_CALLS, BUSY_LIMITS, type BusyAnswer } from '../../../../../data/busy.ts'

const TENTHS = 1000
const TENTHS_PER_PERCENT = 10
const MINUS = '\u2212'

const tenthsText = (tenths: number): string => (tenths / TENTHS_PER_PERCENT).toFixed(1)

/** Both ends in tenths of a percent, rounded away from each other. */
export const intervalText = ({
  low,
  high,
}: Pick<NonNullable<BusyAnswer['year']['inTime']>, 'low' | 'high'>) => ({
  low: `${tenthsText(Math.floor(low * TENTHS))}%`,
  high: `${tenthsText(Math.ceil(high * TENTHS))}%`,
})

/** A difference of two shares in percentage points with its sign: "−1.8", "±0.0". */
export const pointsText = (difference: number): string => {
  const tenths = Math.round(Math.abs(difference) * TENTHS)
  if (tenths === 0) return '±0.0'
  return `${difference < 0 ? MINUS : '+'}${tenthsText(tenths)}`
}

/** Minutes with one decimal, none where they are whole. */
export const minutesText = (minutes: number): string => String(Number(minutes.toFixed(1)))

/** Relative calls of each local hour from 0 o'clock on, as they are pasted; null where they are none. */
export const callsByHour = (text: string): readonly number[] | null => {
  const calls = text
    .trim()
    .split(/[\s,，、;；]+/u)
    .map(Number)
  const isCount = (count: number): boolean => count >= 0 && count <= BUSY_LIMITS.mostRelativeCalls
  const isWhole = calls.length === ASSUMED_CALLS.byHour.length && calls.every(isCount)
  return isWhole && calls.some((count) => count > 0) ? calls : null
}
