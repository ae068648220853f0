import { describe, expect, test } from 'vitest'
import { isOnDuty } from '../../../data/duty.ts'
import { localMinuteOfDay, toLocalIso } from '../../../data/local-time.ts'
import { type Demands, reasonsAgainst } from '../../../server/analysis/eligibility.ts'

const noDemands: Demands = {
  onDuty: true,
  minuteOfDay: 3 * 60,
  equipment: {},
  item: null,
  quantity: null,
  filter: {},
}
const station = {
  buildStatus: 'operating',
  dutyPattern: 'day-shift',
  dutyFrom: '08:00',
  dutyUntil: '18:00',
  crewOnDuty: 5,
  grade: 'second',
  equipment: { pump: 1 },
}
const codes = (values: object, changes: Partial<Demands>): string[] =>
  reasonsAgainst({ ...station, ...values }, { ...noDemands, ...changes }).map(({ code }) => code)

describe('duty', () => {
  const shift = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
  test('the first minute of a shift counts, the last does not', () => {
    expect(isOnDuty(shift, 8 * 60 - 1)).toBe(false)
    expect(isOnDuty(shift, 8 * 60)).toBe(true)
    expect(isOnDuty(shift, 18 * 60 - 1)).toBe(true)
    expect(isOnDuty(shift, 18 * 60)).toBe(false)
  })
  test('a shift over midnight', () => {
    const night = { ...shift, dutyFrom: '20:00', dutyUntil: '06:00' }
    expect(isOnDuty(night, 23 * 60)).toBe(true)
    expect(isOnDuty(night, 5 * 60)).toBe(true)
    expect(isOnDuty(night, 12 * 60)).toBe(false)
  })
  test('a shift without hours is not relied upon', () => {
    expect(isOnDuty({ ...shift, dutyFrom: null }, 720)).toBe(false)
  })
  test('local time is eight hours ahead of universal time', () => {
    const evening = new Date('2026-11-22T23:30:00Z')
    expect(localMinuteOfDay(evening)).toBe(7 * 60 + 30)
    expect(toLocalIso(evening)).toBe('2026-11-23T07:30:00+08:00')
  })
})

describe('reasons against', () => {
  test('off duty, with the hour it begins', () => {
    expect(reasonsAgainst(station, noDemands)).toEqual([
      { code: 'off-duty', detail: 'Off duty until 08:00', detailZh: '非值班时间，08:00 上班' },
    ])
    expect(codes({}, { onDuty: false })).toEqual([])
    expect(codes({}, { minuteOfDay: 600 })).toEqual([])
  })
  test('a station that is not working is never sent, on duty or not', () => {
    expect(codes({ buildStatus: 'building' }, { onDuty: false })).toEqual(['under-construction'])
    expect(codes({ buildStatus: 'suspended' }, { onDuty: false })).toEqual(['suspended'])
    expect(codes({ crewOnDuty: 0 }, { minuteOfDay: 600 })).toEqual(['no-crew'])
  })
  test('gear that is short is told by number', () => {
    const demands = { ...noDemands, minuteOfDay: 600, equipment: { pump: 2, boat: 1 } }
    expect(reasonsAgainst(station, demands).map(({ detailZh }) => detailZh)).toEqual([
      '排水泵只有 1，需要 2',
      '没有冲锋舟/橡皮艇（需要 1）',
    ])
  })
  test('stock of an item', () => {
    const pile = { tier: 'county', stock: { sandbag: 900 } }
    const wants = (quantity: number | null) =>
      reasonsAgainst(pile, { ...noDemands, item: 'sandbag', quantity }).map(({ code }) => code)
    expect(wants(900)).toEqual([])
    expect(wants(901)).toEqual(['stock-short'])
    expect(wants(null)).toEqual([])
  })
  test('property filters accept any of several values', () => {
    expect(codes({}, { minuteOfDay: 600, filter: { grade: ['first', 'second'] } })).toEqual([])
    expect(codes({}, { minuteOfDay: 600, filter: { grade: ['first'] } })).toEqual(['filtered-out'])
  })
})
