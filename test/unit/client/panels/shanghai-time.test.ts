import { describe, expect, it } from 'vitest'
import {
  clockText,
  instantOf,
  nextClock,
  tomorrowAt,
  wallClockAt,
} from '../../../../client/form/shanghai-time.ts'

// 2026-03-01 23:30 in Shanghai is 15:30 UTC.
const LATE_EVENING = Date.UTC(2026, 2, 1, 15, 30)
const MINUTE = 60_000

describe('wall clock in Shanghai', () => {
  it('is eight hours ahead of UTC whatever the zone of the machine', () => {
    expect(wallClockAt(LATE_EVENING)).toBe('2026-03-01T23:30')
    expect(wallClockAt(Date.UTC(2025, 11, 31, 16, 0))).toBe('2026-01-01T00:00')
  })

  it('goes back to the same instant', () => {
    expect(instantOf('2026-03-01T23:30')).toBe(LATE_EVENING)
  })

  it('refuses what is no wall clock', () => {
    expect(instantOf('2026-03-01T24:10')).toBeNull()
    expect(instantOf('2026-03-01')).toBeNull()
    expect(instantOf('2026-13-01T10:00')).toBeNull()
  })
})

describe('quick choices', () => {
  it('takes the next time that the clock shows', () => {
    expect(nextClock('03:00', LATE_EVENING)).toBe('2026-03-02T03:00')
    expect(nextClock('03:00', Date.UTC(2026, 2, 1, 17, 0))).toBe('2026-03-02T03:00')
    expect(nextClock('03:00', Date.UTC(2026, 2, 1, 19, 0))).toBe('2026-03-03T03:00')
  })

  it('takes the morning of the next calendar day', () => {
    expect(tomorrowAt('08:00', LATE_EVENING)).toBe('2026-03-02T08:00')
    expect(tomorrowAt('08:00', Date.UTC(2026, 1, 28, 1, 0))).toBe('2026-03-01T08:00')
  })
})

describe('clock time of an arrival', () => {
  it.each([
    [6, '23:36', '23:36'],
    [45, '次日 00:15', '00:15 next day'],
    [60 * 30, '2026-03-03 05:30', '2026-03-03 05:30'],
  ])('%d min after 23:30', (minutes, zh, en) => {
    const arrival = LATE_EVENING + minutes * MINUTE
    expect(clockText(arrival, LATE_EVENING, 'zh')).toBe(zh)
    expect(clockText(arrival, LATE_EVENING, 'en')).toBe(en)
  })
})
