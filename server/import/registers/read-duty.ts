/** Duty hours in words: whole days, or a shift with its hours. */
import { timesIn } from './read-day.ts'

export interface DutyWords {
  readonly dutyPattern: 'around-the-clock' | 'day-shift'
  /** HH:MM. */
  readonly dutyFrom: string | null
  readonly dutyUntil: string | null
}

const AROUND_THE_CLOCK =
  /24\s*(?:小时|h(?!\w)|时制)|全天|昼夜|全日|全时|[三四3-4]班[两三倒]|四班三运转/i
const SHIFT = /白班|日班|夜班|白天|夜间|长白/

/** @returns `null` where the text says nothing of duty; hours are `null` where none are given. */
export const readDuty = (raw: string): DutyWords | null => {
  const text = raw.normalize('NFKC').trim()
  const [from, until, ...more] = timesIn(text)
  // Of several shifts, or one with a break at noon, the fields have no hours.
  if (more.length > 1) return { dutyPattern: 'day-shift', dutyFrom: null, dutyUntil: null }
  if (from !== undefined && until !== undefined && from !== until) {
    return { dutyPattern: 'day-shift', dutyFrom: from, dutyUntil: until }
  }
  if (AROUND_THE_CLOCK.test(text) || (from !== undefined && from === until)) {
    return { dutyPattern: 'around-the-clock', dutyFrom: null, dutyUntil: null }
  }
  return SHIFT.test(text) ? { dutyPattern: 'day-shift', dutyFrom: null, dutyUntil: null } : null
}
