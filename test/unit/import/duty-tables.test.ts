/** Duty tables by date or by week, of one station or of several: made by hand, with what they come to. */
import { describe, expect, test } from 'vitest'
import { readRoster } from '../../../data/roster.ts'
import type { KnownFeature } from '../../../server/import/registers/known.ts'
import { runRegister } from '../../../server/import/registers/run-register.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { KNOWN, workbook } from '../../fixtures/made-registers.ts'
import { point } from '../../fixtures/shapes.ts'

const station = (id: string, name: string): KnownFeature => ({
  id,
  geometry: point(116.1, 35),
  properties: { code: id, name, roster: null },
})
const STATIONS = [station('Z1', '东关站'), station('Z2', '西关站')]
const known = { ...KNOWN, existing: (of: string) => (of === 'stations' ? STATIONS : []) }

const read = async (
  rows: unknown[][],
  defaults: Readonly<Record<string, unknown>> = {},
  fileName = '值班表.xlsx',
) =>
  runRegister(await readTableFile(workbook(rows), fileName), known, {
    ...{ resources: [], system: null, fileName, stock: 'perhaps', duty: 'perhaps' },
    ...{ today: '2026-11-28', defaults },
  })

/** What a table of one station comes to. */
const textOf = async (rows: unknown[][], defaults: Readonly<Record<string, unknown>> = {}) => {
  const { resource, roster, defaultsToAskFor } = await read(rows, defaults)
  expect([resource, defaultsToAskFor]).toEqual(['duty-roster', []])
  expect(readRoster(roster!.text!)).toHaveProperty('roster')
  return roster!.text
}

const codes = (warnings: readonly { code: string }[]): string[] => warnings.map(({ code }) => code)

describe('days below each other', () => {
  // 1 October 2026 is a Thursday.
  const byDate = [
    ['某局2026年10月值班安排表'],
    ['日期', '星期', '白班(8:00-20:00)', '夜班(20:00-8:00)', '备注'],
    ['10月1日', '四', '甲子、乙丑', '丙寅', '国庆节'],
    ['10月2日', '五', '甲子 乙丑', '丙 寅', ''],
    ['10月3日', '六', '丁卯（带班）13800000000', '/', ''],
    ['10月4日', '日', '丁卯', '戊辰', ''],
  ]
  test('a shift in each column', async () => {
    expect(await textOf(byDate)).toBe(
      '2026-10-01至2026-10-02 08:00-20:00 2人、20:00-08:00 1人；' +
        '2026-10-03 08:00-20:00 1人；2026-10-04 08:00-20:00 1人、20:00-08:00 1人',
    )
  })
  test('posts without hours are asked for, and one who is only called is not counted', async () => {
    const posts = [
      ['日期', '带班领导', '值班人员', '值班电话'],
      ...['2026-12-30', '2026-12-31', '2027-01-01'].map((day) => [
        ...[day, '甲子', '乙丑、丙寅', '0537-0000000'],
      ]),
    ]
    const { defaultsToAskFor, roster, mapping } = await read(posts)
    expect(defaultsToAskFor).toEqual(['hours:带班领导', 'hours:值班人员'])
    expect(roster!.text).toBeNull()
    expect(Object.keys(mapping)).toEqual(['A', 'B', 'C'])
    const hours = { 'hours:带班领导': '无', 'hours:值班人员': '8:30-次日8:30' }
    expect(await textOf(posts, hours)).toBe(
      '2026-12-30至2027-01-01 08:30-20:30 2人、20:30-08:30 2人',
    )
  })
  test('several rows a day, each with its shift', async () => {
    const rows = [
      ['双休日值班表'],
      ['日期', '班次', '值班人员', '联系方式'],
      ['2026年11月7日', '上午', '甲子', ''],
      ['', '下午', '乙丑', ''],
      ['2026年11月8日', '上午', '丙寅', ''],
      ['', '下午', '丁卯', ''],
      ['2026年11月14日', '上午', '甲子', ''],
      ['', '下午', '', ''],
    ]
    const hours = { 'hours:上午': '8:30-12:00', 'hours:下午': '14:00—17:30' }
    expect(await textOf(rows, hours)).toBe(
      '2026-11-07至2026-11-08 08:30-12:00 1人、14:00-17:30 1人；2026-11-14 08:30-12:00 1人',
    )
  })
  test('the second half of the month beside the first', async () => {
    const rows = [
      ['2026年11月值班表'],
      ['日期', '值班人员', '日期', '值班人员'],
      ...Array.from({ length: 15 }, (_, index) => [
        ...[`11月${index + 1}日`, '甲子', `11月${index + 16}日`, '乙丑、丙寅'],
      ]),
    ]
    expect(await textOf(rows, { 'hours:值班人员': '08:00-18:00' })).toBe(
      '2026-11-01至2026-11-15 08:00-18:00 1人；2026-11-16至2026-11-30 08:00-18:00 2人',
    )
  })
  test('people across, with signs that a note explains', async () => {
    const rows = [
      ['2026年12月值班表'],
      ['日期', '甲子', '乙丑', '丙寅'],
      // The tenth of December as a number is 12.1.
      [12.9, '白', '夜', '休'],
      [12.1, '休', '白', '夜'],
      ['12.11', '白', '白', '休'],
      ['说明：白班8:00-20:00，夜班20:00-次日8:00'],
    ]
    expect(await textOf(rows)).toBe(
      '2026-12-09至2026-12-10 08:00-20:00 1人、20:00-08:00 1人；2026-12-11 08:00-20:00 2人',
    )
  })
  test('a day that cannot be read, or does not follow, is said and left out', async () => {
    const days = ['11月1日', '11月2日', '11月三曰', '11月4日', '1月5日', '11月6日', '11月7日']
    const rows = [['值班表'], ['日期', '白班8:00-18:00'], ...days.map((day) => [day, '甲子'])]
    const { counts, rejected, roster, warnings } = await read(rows)
    expect(counts).toEqual({ rowsRead: 7, add: 5, reject: 2 })
    expect(rejected).toMatchObject([
      { row: 5, column: 'A', value: '11月三曰', code: 'day-out-of-order' },
      { row: 7, column: 'A', value: '1月5日', code: 'day-out-of-order' },
    ])
    expect(codes(warnings)).toEqual(['roster-year-assumed', 'day-out-of-order'])
    expect(roster!.text).toBe(
      '2026-11-01至2026-11-02、2026-11-04、2026-11-06至2026-11-07 08:00-18:00 1人',
    )
  })
  test('of another month than its weekdays say is doubted', async () => {
    const rows = byDate.with(0, ['某局2025年10月值班安排表'])
    expect(codes((await read(rows)).warnings)).toEqual(['weekdays-disagree'])
  })
})

describe('days beside each other', () => {
  const week = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
  const shifts = [
    ['班次', ...week],
    ['白班8:00-18:00', '甲子', '乙丑', '丙寅', '丁卯', '戊辰', '己巳 庚午', '己巳'],
    ['夜班18:00-8:00', '甲子', '乙丑', '丙寅', '丁卯', '戊辰', '己巳', '—'],
  ]
  test('a week without dates is every week, and that is said', async () => {
    expect(await textOf(shifts)).toBe(
      '周一至周五 08:00-18:00 1人、18:00-08:00 1人；周六 08:00-18:00 2人、18:00-08:00 1人；周日 08:00-18:00 1人',
    )
    const { warnings, roster } = await read(shifts)
    expect(codes(warnings)).toEqual(['roster-every-week'])
    expect(roster!.month).toBe('')
  })
  test('a week whose dates stand in the title is that week', async () => {
    // 23 November 2026 is a Monday.
    const { roster, warnings } = await read([['11月23日—11月29日值班安排'], ...shifts])
    expect(roster!.text).toBe(
      '2026-11-23至2026-11-27 08:00-18:00 1人、18:00-08:00 1人；' +
        '2026-11-28 08:00-18:00 2人、18:00-08:00 1人；2026-11-29 08:00-18:00 1人',
    )
    expect(warnings).toEqual([])
    const wrong = await read([['2026年11月24日—11月30日值班安排'], ...shifts])
    expect(codes(wrong.warnings)).toEqual(['weekdays-disagree'])
  })
  test('people down a week, with signs', async () => {
    const rows = [
      ['姓名', ...week],
      ['甲子', '白', '夜', '休', '休', '白', '夜', '休'],
      ['乙丑', '夜', '休', '白', '休', '夜', '', '白'],
      ['注：白＝8:00–20:00，夜＝20:00–次日8:00'],
    ]
    expect(await textOf(rows)).toBe(
      '周一、周五 08:00-20:00 1人、20:00-08:00 1人；周二、周六 20:00-08:00 1人；' +
        '周三、周日 08:00-20:00 1人；周四 休',
    )
  })
  test('weeks below each other, as in a calendar', async () => {
    const days = [...Array(6).fill(''), ...Array.from({ length: 30 }, (_, index) => index + 1)]
    const weeks = Array.from({ length: 6 }, (_, index) => days.slice(7 * index, 7 * index + 7))
    const names = weeks.map((days) =>
      days.map((day) => (day === 15 ? '甲子、乙丑' : day && '甲子')),
    )
    const rows = [['2026年11月值班表'], week, ...weeks.flatMap((days, at) => [days, names[at]!])]
    expect(await textOf(rows, { 'hours:值班': '8:00' })).toBe(
      '2026-11-01至2026-11-14、2026-11-16至2026-11-30 08:00-20:00 1人、20:00-08:00 1人；' +
        '2026-11-15 08:00-20:00 2人、20:00-08:00 2人',
    )
  })
})

describe('tables of several stations give each its own', () => {
  const changes = async (rows: unknown[][], defaults: Readonly<Record<string, unknown>> = {}) => {
    const { rows: read_, roster } = await read(rows, defaults)
    expect(roster).not.toHaveProperty('text')
    return read_.map(({ row, status, featureId, changes: of }) => [
      ...[row, status, featureId, of?.roster?.to],
    ])
  }
  test('stations across', async () => {
    const rows = [
      ['日期', '东关站', '西关站', '无名站'],
      ['2026-12-01', '甲子、乙丑', '丙寅', '丁卯'],
      ['2026-12-02', '甲子', '白班：丙寅；夜班：丁卯', ''],
      ['2026-12-03', '甲子', '无', '丁卯'],
      ['值班时间：8:00-次日8:00，白班8:00-20:00，夜班20:00-8:00'],
    ]
    expect(await changes(rows)).toEqual([
      [
        ...[2, 'update', 'Z1'],
        '2026-12-01 08:00-20:00 2人、20:00-08:00 2人；2026-12-02至2026-12-03 08:00-20:00 1人、20:00-08:00 1人',
      ],
      [
        ...[3, 'update', 'Z2'],
        '2026-12-01至2026-12-02 08:00-20:00 1人、20:00-08:00 1人；2026-12-03 休',
      ],
      [4, 'reject', undefined, undefined],
    ])
  })
  test('stations down, a row for each shift, with how many are there', async () => {
    const rows = [
      ['站点', '班次', '12月1日', '12月2日', '12月3日'],
      ['东关站', '白班', '3人', 3, '2人'],
      ['', '夜班', 2, 2, 2],
      ['西关站', '白班', 1, 1, 1],
      ['', '夜班', 1, 0, 1],
    ]
    const hours = { 'hours:白班': '08:00-20:00', 'hours:夜班': '20:00-08:00' }
    const lacking = await read(rows)
    expect(lacking.defaultsToAskFor).toEqual(Object.keys(hours))
    expect(lacking.counts).toEqual({ rowsRead: 2, reject: 2 })
    expect(await changes(rows, hours)).toEqual([
      [
        ...[2, 'update', 'Z1'],
        '2026-12-01至2026-12-02 08:00-20:00 3人、20:00-08:00 2人；2026-12-03 08:00-20:00 2人、20:00-08:00 2人',
      ],
      [
        ...[4, 'update', 'Z2'],
        '2026-12-01、2026-12-03 08:00-20:00 1人、20:00-08:00 1人；2026-12-02 08:00-20:00 1人',
      ],
    ])
  })
  test('a row for each station and day', async () => {
    const rows = [
      ['序号', '日期', '站点名称', '白班（8:00-20:00）', '夜班（20:00-8:00）'],
      [1, '12月1日', '东关站', '甲子', '乙丑'],
      [2, '12月1日', '西关站', '丙寅', ''],
      [3, '12月2日', '东关站', '甲子、戊辰', '乙丑'],
      [4, '12月2日', '西关站', '丙寅', ''],
      [5, '12月3日', '东关站', '甲子', '乙丑'],
      [6, '12月3日', '西关站', '何人待定', ''],
    ]
    const { rows: told } = await read(rows)
    expect(told.map(({ row, changes: of }) => [row, of?.roster?.to])).toEqual([
      [
        2,
        '2026-12-01、2026-12-03 08:00-20:00 1人、20:00-08:00 1人；2026-12-02 08:00-20:00 2人、20:00-08:00 1人',
      ],
      [3, undefined],
    ])
    // Who is there on the third is not known: that does not mean that no one is.
    expect(told[1]).toMatchObject({
      status: 'reject',
      issues: [{ code: 'duty-sign-unknown', column: 'D', value: '何人待定', severity: 'error' }],
    })
  })
})

test.each([
  [
    'a register with days of its own',
    [
      ['站点名称', '建成日期', '负责人'],
      ...['2026-10-01', '2026-10-02', '2026-10-03'].map((day, index) => [
        `甲${index}`,
        day,
        '甲子',
      ]),
    ],
  ],
  [
    'a week whose dates cannot be read',
    [
      ['某局值班表'],
      ['日期', '星期', '值班人员'],
      ...['11.1', '11月二', '11月三', '11.4', '十一月五', '11.6'].map((day, index) => [
        ...[day, '日一二三四五'[index], '甲子'],
      ]),
    ],
  ],
])('%s is no duty table', async (_, rows) => {
  const told = await read(rows, {}, 'a.xlsx').catch(() => null)
  expect(told?.resource).not.toBe('duty-roster')
})
