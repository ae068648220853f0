import { expect, test } from 'vitest'
import { periodsOfDay, planningDay } from '../../../data/working-day.ts'

test.each([
  ['a Monday', '2026-11-23T10:00:00+08:00', '2026-11-24'],
  ['a Thursday, whose morrow leads into the weekend', '2026-11-26T10:00:00+08:00', '2026-11-30'],
  ['a Friday', '2026-11-27T23:59:00+08:00', '2026-11-30'],
  ['the eve of National Day', '2026-09-29T08:00:00+08:00', '2026-10-08'],
  ['a night that is another day in Greenwich', '2026-11-23T00:30:00+08:00', '2026-11-24'],
])('after %s', (_, now, day) => {
  expect(planningDay(new Date(now))).toBe(day)
})

test('three periods, by their hours, the night by the small hours after it', () => {
  const periods = periodsOfDay('2026-11-30')
  expect(periods).toEqual([
    { at: '2026-11-30T10:00:00+08:00', weight: 10 },
    { at: '2026-11-30T19:30:00+08:00', weight: 4 },
    { at: '2026-12-01T03:00:00+08:00', weight: 10 },
  ])
  expect(periods.reduce((sum, { weight }) => sum + weight, 0)).toBe(24)
})

test('by the calls that are assumed to fall into them: twice as many an hour from 6 to 22', () => {
  const weights = periodsOfDay('2026-11-30', 'calls').map(({ weight }) => weight)
  // By night 8 hours of one call, and 6 and 7 o'clock with two.
  expect(weights).toEqual([10 * 2, 4 * 2, 8 + 2 * 2])
})
