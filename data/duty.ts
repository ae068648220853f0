/** Who is on duty when: the one rule, used by the ranking, the list and the drawer. */
import { minuteOfTimeOfDay } from './local-time.ts'

export interface DutyPattern {
  readonly dutyPattern: 'around-the-clock' | 'day-shift'
  readonly dutyFrom: string | null
  readonly dutyUntil: string | null
}

/**
 * Whether the crew is there at this local minute of the day. A shift includes its first minute and
 * not its last; one that ends before it begins runs over midnight. A day shift without hours is
 * not relied upon.
 */
export const isOnDuty = (pattern: DutyPattern, minuteOfDay: number): boolean => {
  if (pattern.dutyPattern === 'around-the-clock') return true
  if (!pattern.dutyFrom || !pattern.dutyUntil) return false
  const from = minuteOfTimeOfDay(pattern.dutyFrom)
  const until = minuteOfTimeOfDay(pattern.dutyUntil)
  return from <= until
    ? minuteOfDay >= from && minuteOfDay < until
    : minuteOfDay >= from || minuteOfDay < until
}
