import { expect, test } from 'vitest'
import {
  alwaysOnDuty,
  dutySlots,
  isOnDuty,
  nextOnDuty,
  secondsOnDuty,
} from '../../../server/analysis/busy/duty-slots.ts'

const HOUR = 3600

test('a week of duty is counted by the hour, and goes round', () => {
  // From Monday, 23 November 2026: five workdays of ten hours, a weekend without.
  const monday = new Date('2026-11-23T00:00:00+08:00')
  const office = { roster: '工作日 08:00-18:00 5人；休息日 休' }
  const stations = [
    office,
    { dutyPattern: 'around-the-clock' as const },
    {},
    { dutyPattern: 'day-shift' as const, dutyFrom: '22:00', dutyUntil: '06:30' },
    office,
  ]
  const duty = dutySlots(stations, monday, 7)
  expect(duty.rows).toHaveLength(4)
  expect([...secondsOnDuty(duty)].map((seconds) => seconds / HOUR)).toEqual([50, 168, 0, 59.5, 50])
  expect(isOnDuty(duty, 0, 8 * HOUR - 1)).toBe(false)
  expect(isOnDuty(duty, 0, 8 * HOUR)).toBe(true)
  expect(nextOnDuty(duty, 0, 10 * HOUR + 5)).toBe(10 * HOUR + 5)
  // After Friday’s last hour comes Monday of the round to come.
  expect(nextOnDuty(duty, 4, (4 * 24 + 18) * HOUR)).toBe((7 * 24 + 8) * HOUR)
  expect(isOnDuty(duty, 4, (7 * 24 + 8) * HOUR)).toBe(true)
  expect(nextOnDuty(duty, 2, 0)).toBe(Number.POSITIVE_INFINITY)
  expect(isOnDuty(alwaysOnDuty(2), 1, 1e9)).toBe(true)
})
