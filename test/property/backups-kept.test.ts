/** Which backups stay: the last of each of the last hours, days and weeks, however they came. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kept } from '../../server/backup/backups.ts'
import { forAll } from '../fixtures/runs.ts'

const HOUR_MILLISECONDS = 3_600_000
const FIRST = Date.parse('2026-10-01T00:30:00+08:00')

/** At these hours after the first. */
const takenAt = (hours: readonly number[]) =>
  [...new Set(hours)]
    .sort((a, b) => a - b)
    .map((hour) => ({
      hour,
      at: new Date(FIRST + hour * HOUR_MILLISECONDS),
    }))

test('thinned out after each backup, as many stay as when all are thinned out at the end', () => {
  forAll(100, fc.array(fc.integer({ min: 0, max: 70 * 24 }), { maxLength: 150 }), (hours) => {
    const all = takenAt(hours)
    let staying: typeof all = []
    for (const backup of all) {
      const now = kept([...staying, backup])
      expect(now.has(backup)).toBe(true)
      staying = [...staying, backup].filter((each) => now.has(each))
    }
    expect(staying).toEqual(all.filter((each) => kept(all).has(each)))
  })
})

test('of a backup each hour for nine weeks: 24 hours, the ends of 7 days and of 4 weeks', () => {
  // The last is taken on Wednesday, 2 December, at 23:30.
  const hours = 62 * 24 + 23
  const staying = kept(takenAt(Array.from({ length: hours + 1 }, (_, hour) => hour)))
  const last = Array.from({ length: 24 }, (_, back) => hours - back)
  const days = Array.from({ length: 7 }, (_, back) => hours - 24 * back)
  // Weeks end on Sundays: 29, 22 and 15 November, and this one with the last backup.
  const weeks = [hours, ...[3, 10, 17].map((day) => hours - 24 * day)]
  const expected = [...new Set([...last, ...days, ...weeks])].sort((a, b) => a - b)
  expect([...staying].map(({ hour }) => hour).sort((a, b) => a - b)).toEqual(expected)
})
