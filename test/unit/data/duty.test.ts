/** Who is on duty when: examples worked out by hand, and a walk over every minute. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { besideRules, dutyAt, dutyChangesAt, isCalendarMissing } from '../../../data/duty.ts'
import { toLocalMinute } from '../../../data/local-time.ts'
import { calendarDay } from '../../../data/public-holidays.ts'
import { readRoster, rosterText } from '../../../data/roster.ts'
import { runs } from '../../fixtures/runs.ts'

const at = (time: string): Date => new Date(`${time.replace(' ', 'T')}:00+08:00`)
const of = (roster: string) => ({ roster, crewOnDuty: 9 })
/** Crew at a local minute; null: no one. */
const crewAt = (roster: string, time: string): number | null => dutyAt(of(roster), at(time)).crew
const changesAt = (roster: string, time: string): string | null => {
  const changes = dutyChangesAt(of(roster), at(time))
  return changes === null ? null : toLocalMinute(new Date(changes))
}

describe('without a roster the pattern counts, the same on every day', () => {
  const shift = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
  const isOn = (values: object, time: string): boolean =>
    dutyAt({ ...shift, ...values }, at(`2026-11-22 ${time}`)).isOn

  test('the first minute of a shift counts, the last does not', () => {
    const times = ['07:59', '08:00', '17:59', '18:00']
    expect(times.map((time) => isOn({}, time))).toEqual([false, true, true, false])
  })
  test('a shift over midnight', () => {
    const night = { dutyFrom: '20:00', dutyUntil: '06:00' }
    const times = ['19:59', '23:00', '05:59', '06:00', '12:00']
    expect(times.map((time) => isOn(night, time))).toEqual([false, true, true, false, false])
  })
  test('around the clock, and without hours that could be relied upon', () => {
    expect(isOn({ dutyPattern: 'around-the-clock', dutyFrom: null }, '03:00')).toBe(true)
    for (const unknown of [{ dutyFrom: null }, { dutyUntil: null }, { dutyUntil: '08:00' }])
      expect(isOn(unknown, '12:00')).toBe(false)
  })
})

describe('a roster of dates beside what a station keeps', () => {
  const NOVEMBER = '2026-11-23至2026-11-24 20:00-22:00 3人；2026-11-25 休'

  test.each([
    ['rules', { roster: '工作日 08:00-18:00 5人；2026-10-01 全天 1人' }, 5],
    ['hours', { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' }, 9],
    ['all hours', { dutyPattern: 'around-the-clock' }, 9],
  ] as const)('its %s hold on all other days', (_, values, crew) => {
    const both = besideRules(values, NOVEMBER)
    const times = ['2026-11-20 12:00', '2026-11-23 12:00', '2026-11-23 21:00', '2026-11-25 12:00']
    expect(times.map((time) => crewAt(both, time))).toEqual([crew, null, 3, null])
    // Dates that it had before go; nothing is gained by importing it once more.
    expect(both).not.toContain('2026-10-01')
    expect(besideRules({ roster: both }, NOVEMBER)).toBe(both)
  })

  test('one for every week takes the place of all, and so does one that leaves no room', () => {
    expect(besideRules({ roster: '工作日 08:00-18:00' }, '周一 08:00-18:00')).toBe(
      '周一 08:00-18:00',
    )
    const many = Array.from({ length: 40 }, (_, i) => `2026-11-${10 + (i % 20)} 休`).join('；')
    expect(besideRules({ roster: '工作日 08:00-18:00' }, many)).toBe(many)
    expect(besideRules({}, NOVEMBER)).toBe(NOVEMBER)
  })
})

describe('a roster', () => {
  const OFFICE = '工作日 08:00-18:00 5人；休息日 09:00-17:00 2人'

  test.each([
    ['a Monday', '2026-11-23', 5],
    ['a Sunday', '2026-11-22', 2],
    ['the Saturday before the Spring Festival, which is worked', '2026-02-14', 5],
    ['the Monday after it, which is free', '2026-02-23', 2],
    ['the Sunday that is worked for the National Day', '2026-09-20', 5],
    ['the National Day', '2026-10-01', 2],
    ['the Saturday that is worked after it', '2026-10-10', 5],
    ['the Saturday a year before', '2025-10-11', 5],
  ])('on %s', (_, day, crew) => {
    expect(crewAt(OFFICE, `${day} 10:00`)).toBe(crew)
    expect(crewAt(OFFICE, `${day} 08:30`)).toBe(crew === 5 ? 5 : null)
  })

  test('the most particular entry of a day counts', () => {
    const roster =
      '每天 全天 1人；周一至周五 全天 2人；工作日 全天 3人；节假日 全天 4人；2026-10-02 休；2026-10-03至2026-10-04 全天 6人'
    const days = [
      '2026-11-21',
      '2026-11-23',
      '2026-10-01',
      '2026-10-02',
      '2026-10-04',
      '2026-10-05',
    ]
    // A Saturday is no workday, and no day of the week is stated for it: every day's.
    expect(days.map((day) => crewAt(roster, `${day} 12:00`))).toEqual([1, 3, 4, null, 6, 4])
  })

  test('what begins before midnight belongs to the day on which it begins', () => {
    const roster = '周五 20:00-06:00 3人；2026-11-28 休'
    expect(crewAt(roster, '2026-11-27 19:59')).toBeNull()
    expect(crewAt(roster, '2026-11-27 20:00')).toBe(3)
    // Saturday is off, and Friday's shift stays until six.
    expect(crewAt(roster, '2026-11-28 05:59')).toBe(3)
    expect(crewAt(roster, '2026-11-28 06:00')).toBeNull()
    expect(crewAt(roster, '2026-11-28 20:00')).toBeNull()
    expect(changesAt(roster, '2026-11-27 23:00')).toBe('2026-11-28 06:00')
  })

  test('shifts at one time add up, and one without a number has the register’s', () => {
    expect(crewAt('每天 08:00-18:00 3人、12:00-20:00 2人', '2026-11-23 13:00')).toBe(5)
    expect(crewAt('每天 08:00-18:00', '2026-11-23 13:00')).toBe(9)
  })

  test('says when it changes, over free days as well', () => {
    const roster = '周一至周五 08:00-18:00'
    expect(changesAt(roster, '2026-11-27 10:00')).toBe('2026-11-27 18:00')
    expect(changesAt(roster, '2026-11-27 18:00')).toBe('2026-11-30 08:00')
    expect(changesAt('每天 08:00-20:00、20:00-08:00', '2026-11-27 18:00')).toBeNull()
    expect(changesAt('每天 休', '2026-11-27 18:00')).toBeNull()
  })

  test('goes by law and weekday where the year’s holidays are not known, and says so', () => {
    // New Year's Day 2027 is a Friday; 8 January too.
    expect(crewAt(OFFICE, '2027-01-01 10:00')).toBe(crewAt(OFFICE, '2026-01-01 10:00'))
    expect(crewAt(OFFICE, '2027-01-08 10:00')).toBe(5)
    expect(isCalendarMissing(of(OFFICE), at('2027-01-01 10:00'))).toBe(true)
    expect(isCalendarMissing(of(OFFICE), at('2026-12-31 10:00'))).toBe(false)
    expect(isCalendarMissing(of('周一 休'), at('2027-01-01 10:00'))).toBe(false)
  })
})

describe('a text', () => {
  test.each([
    ['工作日 8:00～18:00 5人； 休息日 休息', '工作日 08:00-18:00 5人；休息日 休'],
    ['周六、周日 09:00到17:00', '周六 09:00-17:00；周日 09:00-17:00'],
    ['星期一至星期五：全天 ６名', '周一至周五 全天 6人'],
    ['Mon to Fri 08:00-18:00 5 crew\nSat, Sun off', '周一至周五 08:00-18:00 5人；周六 休；周日 休'],
    ['2026-10-01至2026-10-03 20:00-08:00 2人', '2026-10-01至2026-10-03 20:00-08:00 2人'],
    ['holidays all day 2 crew; daily 00:00-24:00', '节假日 全天 2人；每天 全天'],
  ])('“%s” is read', (text, written) => {
    const read = readRoster(text)
    if (!('roster' in read)) throw new Error(read.problem.zh)
    expect(rosterText(read.roster, 'zh')).toBe(written)
    for (const language of ['zh', 'en'] as const) {
      expect(readRoster(rosterText(read.roster, language))).toEqual(read)
    }
  })

  test.each([
    '',
    '；',
    '工作日',
    '08:00-18:00',
    '工作日 25:00-26:00',
    '工作日 24:00-08:00',
    '工作日 08:00-24:30',
    '工作日 08:00-08:00',
    '工作日 08:00-18:00 0人',
    '工作日 08:00-18:00 很多人',
    '工作日 休 5人',
    '周五至周一 08:00-18:00',
    '2026-02-30 休',
    '2026-10-03至2026-10-01 休',
    '节日 08:00-18:00',
    Array.from({ length: 41 }, () => '每天 休').join('；'),
  ])('“%s” is refused with a sentence in both languages', (text) => {
    const read = readRoster(text)
    if (!('problem' in read)) throw new Error('it was read')
    expect(read.problem.zh).toContain('工作日 08:00-18:00 5人')
    expect(read.problem.en).toContain('workdays 08:00-18:00 5 crew')
  })
})

/** As the State Council's two notices list them, day by day. */
const FREE = [
  ...['2025-01-28/2025-02-04', '2025-10-01/2025-10-08', '2026-01-01/2026-01-03'],
  ...['2026-02-15/2026-02-23', '2026-06-19/2026-06-21', '2026-10-01/2026-10-07'],
].flatMap((range) => {
  const [first = '', last = ''] = range.split('/')
  const days: string[] = []
  for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10))
  return days
})

test('the calendar has both years’ days, and takes others by law and weekday', () => {
  expect(FREE.filter((day) => !calendarDay(day).isHoliday)).toEqual([])
  const daysOf = (year: number): string[] =>
    Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
    )
  // 13 days of holidays by law, moved and joined with weekends: 248 workdays in either year.
  for (const year of [2025, 2026]) {
    expect(daysOf(year).filter((day) => calendarDay(day).isWorkday)).toHaveLength(248)
  }
  const byLaw = daysOf(2027).filter((day) => calendarDay(day).isHoliday)
  expect(byLaw.map((day) => day.slice(5)).join(' ')).toBe('01-01 05-01 05-02 10-01 10-02 10-03')
  // what the State Council has announced holds them
  for (const year of ['2025', '2026']) {
    for (const day of byLaw) expect(calendarDay(year + day.slice(4)).isHoliday).toBe(true)
  }
})

describe('any roster', () => {
  const MINUTES = 24 * 60
  const BEGIN = at('2026-09-14 00:00').getTime()
  const DAYS = 35
  const minuteText = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const shift = fc
    .tuple(
      fc.nat(MINUTES - 1),
      fc.integer({ min: 1, max: MINUTES }),
      fc.integer({ min: 1, max: 9 }),
    )
    .filter(([from, until]) => from !== until)
  const entry = fc.record({
    days: fc.constantFrom(
      ...['每天', '工作日', '休息日', '节假日', '周一', '周三至周五', '周日'],
      ...['2026-09-20', '2026-10-01至2026-10-08', '2026-09-25'],
    ),
    shifts: fc.array(shift, { maxLength: 2 }),
  })

  /** Which entry stands for a local day: found by the weekday's name and the notice, not by our calendar. */
  const rankOf = (days: string, date: string): number => {
    const name = new Intl.DateTimeFormat('zh', { weekday: 'short', timeZone: 'UTC' }).format(
      new Date(date),
    )
    const isFree = FREE.includes(date) || ['2026-09-25', '2026-09-26', '2026-09-27'].includes(date)
    const isWorked = date === '2026-09-20' || date === '2026-10-10'
    const isWork = isWorked || (!isFree && name !== '周六' && name !== '周日')
    if (/^\d/.test(days)) {
      const [first, last = first] = days.split('至')
      return first! <= date && date <= last! ? 5 : 0
    }
    if (days === '节假日') return isFree ? 4 : 0
    if (days === '工作日') return isWork ? 3 : 0
    if (days === '休息日') return isWork ? 0 : 3
    if (days === '每天') return 1
    return (days === '周三至周五' ? ['周三', '周四', '周五'] : [days]).includes(name) ? 2 : 0
  }

  test('says of each minute what a walk over all of them says', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(15 * MINUTES), { minLength: 5, maxLength: 20 }),
        (entries, minutes) => {
          const crew = new Int32Array((DAYS + 1) * MINUTES)
          for (let day = 0; day < DAYS; day++) {
            const date = new Date(BEGIN + (day * MINUTES + 480) * 60_000).toISOString().slice(0, 10)
            const ranks = entries.map(({ days }) => rankOf(days, date))
            const best = Math.max(...ranks)
            for (const [index, { shifts }] of entries.entries()) {
              if (best === 0 || ranks[index] !== best) continue
              for (const [from, until, count] of shifts) {
                const end = until > from ? until : until + MINUTES
                for (let minute = from; minute < end; minute++)
                  crew[day * MINUTES + minute]! += count
              }
            }
          }
          const roster = entries
            .map(({ days, shifts }) => {
              const hours = shifts.map(
                ([from, until, count]) => `${minuteText(from)}-${minuteText(until)} ${count}人`,
              )
              return `${days} ${hours.join('、') || '休'}`
            })
            .join('；')
          for (const offset of minutes) {
            // From the second day on: the walk knows no shift of the day before the first.
            const minute = MINUTES + offset
            const instant = new Date(BEGIN + minute * 60_000)
            const duty = dutyAt(of(roster), instant)
            expect([roster, minute, duty.crew ?? 0]).toEqual([roster, minute, crew[minute]])
            expect(duty.isOn).toBe(crew[minute]! > 0)
            let next = minute
            while (next < minute + 15 * MINUTES && crew[next]! > 0 === duty.isOn) next++
            const changes = dutyChangesAt(of(roster), instant)
            if (next < minute + 14 * MINUTES) {
              expect([roster, minute, changes]).toEqual([roster, minute, BEGIN + next * 60_000])
            }
          }
        },
      ),
      { numRuns: runs(60) },
    )
  })
})
