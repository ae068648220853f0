import { describe, expect, it } from 'vitest'
import {
  ageText,
  clockText,
  instantOf,
  isStale,
  nextClock,
  tomorrowAt,
  wallClockAt,
} from '../../../../client/form/shanghai-time.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { dateText } from '../../../../data/local-time.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import {
  coordinateText,
  countsText,
  distanceText,
  durationText,
  numberText,
  quantityText,
} from '../../../../data/wording.ts'

it.each([
  [0, '0 秒', '0 s'],
  [45.4, '45 秒', '45 s'],
  [59.6, '1 分', '1 min'],
  [60, '1 分', '1 min'],
  [380, '6 分 20 秒', '6 min 20 s'],
  [3599, '59 分 59 秒', '59 min 59 s'],
  [3600, '1 小时', '1 h'],
  [3929, '1 小时 5 分', '1 h 5 min'],
  // 7,190 s are 119.8 min: rounding to 120 min carries into the hours
  [7190, '2 小时', '2 h'],
])('durations: %d s', (seconds, zh, en) => {
  expect(durationText(seconds, 'zh')).toBe(zh)
  expect(durationText(seconds, 'en')).toBe(en)
})

it.each([
  [34.6, '35 米', '35 m'],
  [999.4, '999 米', '999 m'],
  [999.5, '1.0 公里', '1.0 km'],
  [12_449, '12.4 公里', '12.4 km'],
  [125_300, '125 公里', '125 km'],
])('distances: %d m', (metres, zh, en) => {
  expect(distanceText(metres, 'zh')).toBe(zh)
  expect(distanceText(metres, 'en')).toBe(en)
})

it('numbers: groups digits and keeps two decimals', () => {
  expect(numberText(1234567.891, 'zh')).toBe('1,234,567.89')
  expect(quantityText(36.99, 'metre', 'zh')).toBe('36.99 米')
  expect(quantityText(11300, 'tenThousandCubicMetres', 'en')).toBe('11,300 10⁴ m³')
  expect(quantityText(2, undefined, 'en')).toBe('2')
})

describe('dates', () => {
  it('writes a day as each language does', () => {
    expect(dateText('2026-03-01', 'zh')).toBe('2026-03-01')
    expect(dateText('2026-03-01', 'en')).toBe('1 Mar 2026')
  })

  it.each([
    ['2026-11-01', '今天', 'today'],
    ['2026-10-31', '1 天前', '1 day ago'],
    ['2026-10-20', '12 天前', '12 days ago'],
    ['2026-03-01', '约 8 个月前', 'about 8 months ago'],
    ['2024-11-01', '约 2 年前', 'about 2 years ago'],
    ['2026-11-02', '日期在今天之后', 'dated in the future'],
  ])('tells the age of %s on 2026-11-01', (date, zh, en) => {
    expect(ageText(date, '2026-11-01', 'zh')).toBe(zh)
    expect(ageText(date, '2026-11-01', 'en')).toBe(en)
  })

  it('warns from the day after a year', () => {
    expect(isStale('2025-11-01', '2026-11-01')).toBe(false)
    expect(isStale('2025-10-31', '2026-11-01')).toBe(true)
  })
})

describe('counts', () => {
  it('lists what is there in the order of the catalogue', () => {
    const equipment = { boat: 1, pump: 2, aed: 0 }
    expect(countsText(equipment, EQUIPMENT, 'zh')).toBe('排水泵 2 台、冲锋舟/橡皮艇 1 艘')
    expect(countsText(equipment, EQUIPMENT, 'en')).toBe(
      'Drainage pump: 2 units, Rescue boat: 1 boat',
    )
  })

  it('says how many kinds it has left out', () => {
    const stock = { sandbag: 8000, wire: 1, tent: 30 }
    expect(countsText(stock, MATERIALS, 'zh', 1)).toBe('编织袋 8,000 条 等 3 类')
    expect(countsText(stock, MATERIALS, 'en', 2)).toBe('Sandbag: 8,000 bags, Wire: 1 kg and 1 more')
  })

  it('is empty for what is no record of counts', () => {
    expect(countsText(null, EQUIPMENT, 'zh')).toBe('')
    expect(countsText('pump', EQUIPMENT, 'zh')).toBe('')
  })
})

it('writes coordinates longitude first', () => {
  expect(coordinateText([116.587, 35.4150049])).toBe('116.58700, 35.41500')
})

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

it.each([
  [6, '23:36', '23:36'],
  [45, '次日 00:15', '00:15 next day'],
  [60 * 30, '2026-03-03 05:30', '2026-03-03 05:30'],
])('clock time of an arrival: %d min after 23:30', (minutes, zh, en) => {
  const arrival = LATE_EVENING + minutes * MINUTE
  expect(clockText(arrival, LATE_EVENING, 'zh')).toBe(zh)
  expect(clockText(arrival, LATE_EVENING, 'en')).toBe(en)
})
