import { describe, expect, test } from 'vitest'
import { localMinuteOfDay, toLocalIso } from '../../../data/local-time.ts'
import { type Demands, reasonsAgainst } from '../../../server/analysis/eligibility.ts'

const noDemands: Demands = {
  counted: 'on-duty',
  openBy: null,
  instant: new Date('2026-11-23T03:00:00+08:00'),
  equipment: {},
  item: null,
  quantity: null,
  filter: {},
}
const MORNING = new Date('2026-11-23T10:00:00+08:00')
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
    const saturday = { ...noDemands, instant: new Date('2026-11-27T20:00:00+08:00') }
    expect(reasonsAgainst({ ...station, roster: '周一至周五 08:00-18:00' }, saturday)).toEqual([
      {
        code: 'off-duty',
        detail: 'Off duty until 2026-11-30 08:00',
        detailZh: '非值班时间，2026-11-30 08:00 上班',
      },
    ])
    expect(codes({}, { counted: 'operating' })).toEqual([])
    expect(codes({}, { instant: MORNING })).toEqual([])
  })
  test('a station that is not working is never sent, on duty or not', () => {
    const anyHour = { counted: 'operating' } as const
    expect(codes({ buildStatus: 'building' }, anyHour)).toEqual(['under-construction'])
    expect(codes({ buildStatus: 'planned' }, anyHour)).toEqual(['planned'])
    expect(codes({ buildStatus: 'suspended' }, anyHour)).toEqual(['suspended'])
    expect(codes({ crewOnDuty: 0 }, { instant: MORNING })).toEqual(['no-crew'])
  })
  test('a station that is not built yet says when it is to open', () => {
    const building = { ...station, buildStatus: 'building', openingOn: '2027-06-30' }
    expect(reasonsAgainst(building, { ...noDemands, instant: MORNING })).toEqual([
      {
        code: 'under-construction',
        detail: 'Under construction, to open on 2027-06-30',
        detailZh: '在建，尚未启用，计划 2027-06-30 投用',
      },
    ])
  })
  test('gear that is short is told by number', () => {
    const demands = { ...noDemands, instant: MORNING, equipment: { pump: 2, boat: 1 } }
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
    expect(codes({}, { instant: MORNING, filter: { grade: ['first', 'second'] } })).toEqual([])
    expect(codes({}, { instant: MORNING, filter: { grade: ['first'] } })).toEqual(['filtered-out'])
  })
})
