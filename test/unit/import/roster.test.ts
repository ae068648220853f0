/** Duty rosters as grids of a month, and sections of rivers by their stakes. */
import { describe, expect, test } from 'vitest'
import { readRoster } from '../../../data/roster.ts'
import { signsIn } from '../../../server/import/registers/duty-signs.ts'
import type { KnownFeature } from '../../../server/import/registers/known.ts'
import { placeByStakes } from '../../../server/import/registers/place-by-stakes.ts'
import {
  lengthDisagrees,
  readBank,
  readStakes,
} from '../../../server/import/registers/read-stakes.ts'
import { runRegister } from '../../../server/import/registers/run-register.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { KNOWN, workbook } from '../../fixtures/made-registers.ts'
import { line } from '../../fixtures/shapes.ts'

const today = '2026-11-28'

const roster = async (rows: unknown[][], name = 'a.xlsx') =>
  runRegister(await readTableFile(workbook(rows), name), KNOWN, {
    resources: [],
    system: null,
    fileName: name,
    stock: 'no',
    duty: 'yes',
    today,
  })

const days = Array.from({ length: 30 }, (_, index) => index + 1)
const NOTE = '注：白＝8:00–20:00，夜＝20:00–次日8:00，△＝24小时备勤，休、年休＝不值班。'
/** Of November 2026, which begins on a Sunday. */
const weekdays = days.map((day) => '日一二三四五六'[(day - 1) % 7])
const first = days.map((day) => (day % 2 === 1 ? '白' : '夜'))
const second = days.map((day) => (day % 2 === 1 ? '△' : '休'))

describe('a roster', () => {
  const grid = [
    ['某局2026年11月值班表'],
    ['序号', '姓名', '岗位', ...days, '班数'],
    ['', '', '', ...weekdays, ''],
    [1, '甲 子', '值班员', ...first, 30],
    [2, '乙丑', '带班领导', ...second, 15],
    ['合计', '', '', ...days.map(() => 2), ''],
    [NOTE],
  ]
  test('says who is on duty when, and becomes the text that stations keep', async () => {
    const { counts, layout, rows, roster: read, warnings } = await roster(grid)
    expect(counts).toEqual({ rowsRead: 2, add: 2 })
    expect(layout).toMatchObject({ headingRows: [2, 3], totalRows: [6], footerRows: [7] })
    expect(rows[0]!.properties).toEqual({ person: '甲子', role: 'officer', shifts: 30 })
    expect(read!.assignments[0]).toMatchObject({
      date: '2026-11-01',
      shift: 'day',
      from: '08:00',
      until: '20:00',
    })
    expect(read!.assignments.filter(({ shift }) => shift === 'standby')).toHaveLength(15)
    expect(read!.text).toContain('2026-11-30 20:00-08:00 1人')
    expect(readRoster(read!.text!)).toHaveProperty('roster')
    expect(warnings).toEqual([])
  })
  test('of another month than its weekdays say is doubted', async () => {
    const other = grid.with(0, ['某局2026年10月值班表'])
    expect((await roster(other)).warnings.map(({ code }) => code)).toEqual(['weekdays-disagree'])
  })
  test('without a year is of the one that its weekdays fit', async () => {
    expect((await roster(grid.with(0, ['11月值班表']))).roster!.month).toBe('2026-11')
    const shifted = weekdays.map((_, index) => '五六日一二三四'[index % 7])
    const earlier = grid.with(0, ['11月值班表']).with(2, ['', '', '', ...shifted, ''])
    expect((await roster(earlier)).roster!.month).toBe('2024-11')
  })
  test('with days as dates, over two months, and signs that nobody explains', async () => {
    const dates = ['10月29日', '10月30日', '10月31日', '11月1日', '11月2日', '11月3日', '11月4日']
    const {
      roster: read,
      rows,
      defaultsToAskFor,
    } = await roster([
      ['2026年值班安排'],
      ['姓名', ...dates],
      ['甲子', '白', '白', '休', '8:00-17:30', '?', '', '夜'],
    ])
    expect(read!.assignments.map(({ date }) => date)).toEqual([
      ...['2026-10-29', '2026-10-30', '2026-11-01', '2026-11-04'],
    ])
    expect(read!.assignments[2]).toMatchObject({ from: '08:00', until: '17:30', shift: 'day' })
    // A day whose hours are not known is not a day on which no one is there.
    expect(read!.text).toBeNull()
    expect(defaultsToAskFor).toEqual(['hours:白', 'hours:夜'])
    expect(rows[0]!.issues!.map(({ code, column }) => [code, column])).toEqual([
      ['duty-hours-missing', 'B'],
      ['duty-hours-missing', 'C'],
      ['duty-sign-unknown', 'F'],
      ['duty-hours-missing', 'H'],
    ])
  })
  test('is not what a form is that numbers its columns', async () => {
    const form = [
      ['2026年11月人员装备统计表'],
      ['序号', '人员', ...days.slice(0, 9)],
      [1, '甲子', ...days.slice(0, 9).map((day) => 100 + day)],
    ]
    const file = await readTableFile(workbook(form), 'a.xlsx')
    const { isRoster } = await import('../../../server/import/registers/roster-run.ts')
    expect(isRoster(file, KNOWN, { fileName: 'a.xlsx', today })).toBe(false)
    expect(
      isRoster(await readTableFile(workbook(grid), 'a'), KNOWN, { fileName: 'a', today }),
    ).toBe(true)
  })
  test.each([
    ['白班：08:30-17:30；夜班：17:30-次日08:30', '白', 'day', '08:30', '17:30'],
    ['注：A＝早班8时-16时，B＝中班16时-24时', 'A', 'day', '08:00', '16:00'],
    ['★表示24小时值班', '★', 'whole-day', '00:00', '00:00'],
    ['D(8:00-20:00) N(20:00-8:00)'.replace(' ', '，'), 'N', 'night', '20:00', '08:00'],
  ])('%s explains %s', (note, sign, shift, from, until) => {
    expect(signsIn([note]).signs.get(sign)).toEqual({ shift, from, until })
  })
})

describe('stakes', () => {
  test.each([
    ['24+950～25+800', 24_950, 25_800],
    ['K17+850-K22+600', 17_850, 22_600],
    ['26+800—28+000', 26_800, 28_000],
    ['7+800至8+150', 7800, 8150],
    ['桩号40+000~43+500', 40_000, 43_500],
    ['３７＋３５０－３８＋５５０', 37_350, 38_550],
    ['23k+800——24k+150', 23_800, 24_150],
    ['35700-36900', 35_700, 36_900],
    ['自K0+000到K1+250.5', 0, 1250.5],
    ['12.5km～13.8km', 12_500, 13_800],
    ['起点：3+200，终点：4+100', 3200, 4100],
    ['0-1200m', 0, 1200],
    ['12km+300-13km+100', 12_300, 13_100],
    ['12公里300米至13公里100米', 12_300, 13_100],
    ['12.3-13.1公里', 12_300, 13_100],
    ['K12～K13', 12_000, 13_000],
    ['12+300 13+100', 12_300, 13_100],
    ['K12+300～800', 12_300, 12_800],
    ['12+300-+800', 12_300, 12_800],
  ])('%s', (text, fromMetres, toMetres) => {
    expect(readStakes(text)).toEqual({ section: { fromMetres, toMetres }, issue: null })
  })
  test('in two columns, exchanged, and what are none', () => {
    const section = { fromMetres: 13_750, toMetres: 17_250 }
    expect(readStakes('K13+750', '17+250')).toEqual({ section, issue: null })
    expect(readStakes('17+250～13+750')).toEqual({ section, issue: 'stakes-descending' })
    expect(readStakes('全段')).toEqual({ section: null, issue: 'stakes-unreadable' })
    expect(readStakes('12+300起，长800米')).toEqual({ section: null, issue: 'stakes-unreadable' })
    expect(readStakes('1+000-2+000-3+000')).toMatchObject({ issue: 'stakes-unreadable' })
    expect(readStakes(' — ')).toBeNull()
  })
  test('a section is cut out of the one levee of its river and bank whose stakes are on register', () => {
    const levee = (name: string, from: number | null, to: number | null) => ({
      id: name,
      geometry: line([116.5, 35], [116.5, 35.1], [116.5, 35.2]),
      properties: {
        name,
        kind: 'levee',
        river: '泗河',
        startStakeMetres: from,
        endStakeMetres: to,
      },
    })
    const left = levee('泗河左堤', 10_000, 30_000)
    const right = levee('泗河右堤', 10_000, 30_000)
    const place = (features: readonly KnownFeature[], bank: 'left' | null, toMetres = 22_000) =>
      placeByStakes({ ...KNOWN, existing: () => features }, 'flood-works', {
        properties: { river: '泗河' },
        stakes: { bank, section: { fromMetres: 18_000, toMetres }, column: '桩号' },
      })
    const lineOf = (...given: Parameters<typeof place>) => place(...given)!.line
    const places = lineOf([left, right], 'left')
    expect(places).toEqual({
      type: 'LineString',
      coordinates: [
        [116.5, expect.closeTo(35.08, 6)],
        [116.5, 35.1],
        [116.5, expect.closeTo(35.12, 6)],
      ],
    })
    // Either could be meant; or none has these stakes; or none knows any.
    expect(place([left, right], null)).toMatchObject({
      line: null,
      because: { zh: '泗河左堤的桩号为 K10+000～K30+000；泗河右堤的桩号为 K10+000～K30+000' },
    })
    expect(place([left], 'left', 31_000)).toMatchObject({
      line: null,
      because: {
        zh: '泗河左堤的桩号为 K10+000～K30+000',
        en: 'the stakes of 泗河左堤 run from K10+000 to K30+000',
      },
    })
    expect(place([levee('泗河左堤', null, null)], 'left')).toMatchObject({
      line: null,
      because: { zh: '泗河左堤没有登记起止桩号' },
    })
    expect(lineOf([levee('泗河左堤', 10_000, null)], 'left')).not.toBeNull()
    expect(place([], 'left')).toBeNull()
  })
  test('lengths that they contradict', () => {
    const section = { fromMetres: 37_350, toMetres: 38_550 }
    expect(lengthDisagrees(section, 3200)).toBe(true)
    expect(lengthDisagrees(section, 1200)).toBe(false)
    expect(lengthDisagrees(section, 1160)).toBe(false)
  })
  test.each([
    ['左岸', 'left'],
    ['右堤', 'right'],
    ['两岸', 'both'],
    ['左、右岸', 'both'],
    ['', null],
  ])('%s is the bank %s', (text, bank) => {
    expect(readBank(text)).toBe(bank)
  })
})
