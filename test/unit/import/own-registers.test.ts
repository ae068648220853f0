/**
 * Whole registers of our own with the habits of real ones, row by row against what was worked out by hand:
 * headings of three rows, degrees and minutes in columns of their own, counties that head sections, weeks in a cell.
 * Everything in them is invented.
 */
import { describe, expect, test } from 'vitest'
import type { LonLat } from '../../../data/geometry.ts'
import { type OwnRegister, place, read, told } from '../../fixtures/own-registers.ts'

describe('a register of stations with headings of three rows, its total above and its kinds as sections', () => {
  const register: OwnRegister = {
    name: '统计表.xlsx',
    rows: [
      ['附件2'],
      ['微型应急救援站建设情况统计表'],
      ['填报单位：某局', '', '', '', '', '', '填报日期：2026年9月1日'],
      [
        '序号',
        '站点名称',
        '县（市、区）',
        '镇街',
        '地理坐标',
        '',
        '值守',
        '',
        '',
        '人数',
        '装备',
        '',
      ],
      ['', '', '', '', '东经', '北纬', '方式', '时间', '', '', '水泵（台）', '灭火器（具）'],
      ['', '', '', '', '', '', '', '起', '止', '', '', ''],
      ['合计', '', '', '', '', '', '', '', '', 12, 3, 30],
      ['一、已建站点'],
      [1, '子站', '甲县', '东街道', 116.1004, 35.0005, '24小时', '', '', '3名', 2, 10],
      [2, '丑站', '甲县', '西山镇', 116.2004, 35.0105, '白班', '8:30', '17:30', '四', '/', 10],
      ['二、在建站点'],
      [3, '寅站', '甲县', '东街道', 116.3004, 35.0205, '白班', '早8点', '晚6点半', '约5', 1, 10],
      ['注：坐标为大地坐标。'],
      ['', '填表人：甲', '', '', '审核人：乙', '', '', '联系电话：0537-0000000'],
    ],
    merges: [
      ...['A1:L1', 'A2:L2', 'A4:A6', 'B4:B6', 'C4:C6', 'D4:D6', 'E4:F4', 'E5:E6', 'F5:F6'],
      ...['G4:I4', 'G5:G6', 'H5:I5', 'J4:J6', 'K4:L4', 'K5:K6', 'L5:L6'],
    ],
  }
  test('is read row by row', async () => {
    const { resource, layout, rows } = await read(register)
    expect(resource).toBe('stations')
    expect(layout).toMatchObject({
      ...{ titleRows: [1, 2, 3], headingRows: [4, 5, 6], totalRows: [7], noteRows: [8, 11] },
      ...{ firstDataRow: 9, lastDataRow: 12, footerRows: [13, 14] },
    })
    const at = { countyCode: '990101', townCode: '990101001' }
    expect(rows.map(told)).toEqual([
      {
        ...{ row: 9, status: 'add', at: [116.1004, 35.0005] },
        properties: {
          ...{ ...at, name: '子站', dutyPattern: 'around-the-clock', crewOnDuty: 3 },
          equipment: { pump: 2, extinguisher: 10 },
        },
      },
      {
        ...{ row: 10, status: 'add', at: [116.2004, 35.0105] },
        properties: {
          ...{ ...at, townCode: '990101101', name: '丑站', dutyPattern: 'day-shift' },
          ...{ dutyFrom: '08:30', dutyUntil: '17:30', crewOnDuty: 4 },
          equipment: { extinguisher: 10 },
        },
      },
      {
        ...{ row: 12, status: 'add', at: [116.3004, 35.0205], issues: ['number-approximate J'] },
        properties: {
          ...{ ...at, name: '寅站', dutyPattern: 'day-shift', crewOnDuty: 5 },
          ...{ dutyFrom: '08:00', dutyUntil: '18:30', equipment: { pump: 1, extinguisher: 10 } },
        },
      },
    ])
  })
  test('ends its headings where merged ones end, whatever stands beside them', async () => {
    const { layout, rows } = await read({
      ...{ name: 'a.xlsx', merges: ['A1:A3', 'B1:B3', 'C1:D1', 'C2:C3', 'E1:E3'] },
      rows: [
        ['站点名称', '县区', '设施', '', '人数'],
        ['', '', '房屋', '场地', ''],
        ['', '', '', '硬化', ''],
        ['子站', '甲县', 2, 3, 3],
      ],
    })
    expect(layout).toMatchObject({ headingRows: [1, 2, 3], firstDataRow: 4 })
    expect(rows.map(({ properties }) => properties.name)).toEqual(['子站'])
  })
  test('as text without merges ends its headings where nothing more is understood', async () => {
    const { rows } = await read({
      ...{ name: 'a.xlsx', merges: [] },
      rows: [
        ['站点名称', '县区', '值守', '', '', '人数'],
        ['', '', '方式', '时间起', '时间止', ''],
        ['子站', '甲县', '白班', '8:30', '17:30', 3],
      ],
    })
    expect(rows.map(told)).toMatchObject([
      { row: 3, properties: { dutyFrom: '08:30', dutyUntil: '17:30', crewOnDuty: 3 } },
    ])
  })
})

describe('degrees, minutes and seconds in columns of their own', () => {
  const rows = [
    ['避难场所名称', '区县', '类别', '级别', '室内外', '面积（亩）', '容纳人数', '管理单位'],
    ['', '', '', '', '', '', '', ''],
    ['子广场', '甲县', 'Ⅲ类', '区级', '室外', 3, '0.2万', '某办'],
    ['丑学校', '甲县', 'Ⅱ类短期', '街道级', '室内', '1.5', '五百', '某校'],
    ['寅公园', '甲县', 'Ⅰ类', '市级', '室外', 15, '3,000', '某处'],
  ] as const
  const angles = [
    ['经度', '', '', '纬度', '', ''],
    ['度', '分', '秒', '度', '分', '秒'],
    [116, 30, 18, 35, 0, '36'],
    [116, 6, '0.0', 35, 1, 12],
    ['', '', '', '', '', ''],
  ]
  const merges = ['A1:A2', 'B1:B2', 'I1:K1', 'L1:N1']
  const both = (all: readonly (readonly unknown[])[], below: readonly (readonly unknown[])[]) =>
    all.map((row, index) => [...row, ...below[index]!])
  // 116 + 30/60 + 18/3600, 35 + 36/3600; 116 + 6/60, 35 + 1/60 + 12/3600.
  const expected = [
    {
      ...{ row: 3, status: 'add', at: [116.505, 35.01] },
      properties: {
        ...{ name: '子广场', durationClass: 'emergency', level: 'county', space: 'outdoor' },
        ...{ areaSquareMetres: 2000, capacityPeople: 2000, keeper: '某办', countyCode: '990101' },
      },
    },
    {
      ...{ row: 4, status: 'add', at: [116.1, 35.02] },
      properties: {
        ...{ name: '丑学校', durationClass: 'short-term', level: 'town', space: 'indoor' },
        ...{ areaSquareMetres: 1000, capacityPeople: 500, keeper: '某校', countyCode: '990101' },
      },
    },
    {
      ...{ row: 5, status: 'unplaced', issues: ['coordinates-missing I'] },
      properties: {
        ...{ name: '寅公园', durationClass: 'long-term', level: 'city', space: 'outdoor' },
        ...{ areaSquareMetres: 10_000, capacityPeople: 3000, keeper: '某处', countyCode: '990101' },
      },
    },
  ]
  test.each([
    ['below merged headings', angles, merges],
    ['below headings that are not merged', angles, []],
  ])('%s', async (_, below, merged) => {
    const { resource, mapping, ...report } = await read({
      ...{ name: '避难场所.xlsx', merges: merged, rows: both(rows, below) },
    })
    expect(resource).toBe('shelters')
    expect(mapping.I).toMatchObject({ heading: '经度', field: 'geometry.lon' })
    expect(report.rows.map(told)).toEqual(expected)
  })
  test('named in one row of headings', async () => {
    const heads = ['经度（度）', '经度（分）', '经度（秒）', '纬度(度)', '纬度(分)', '纬度(秒)']
    const below = [heads, ...angles.slice(2)]
    const report = await read({
      ...{ name: '避难场所.xlsx', merges: [] },
      rows: both([rows[0]!, ...rows.slice(2)], below),
    })
    expect(report.rows.map(told)).toEqual(expected.map((each) => ({ ...each, row: each.row - 1 })))
  })
  test('a column of whole degrees stays what it is', async () => {
    const report = await read({
      ...{ name: '避难场所.xlsx', merges: [] },
      rows: both(
        [rows[0]!, rows[2]!],
        [
          ['经度（度）', '纬度（度）'],
          [116.505, 35.01],
        ],
      ),
    })
    expect(report.rows.map(told)).toMatchObject([{ row: 2, at: [116.505, 35.01] }])
  })
})

describe('places below one heading of both', () => {
  const table = (heading: string, values: readonly (readonly unknown[])[]) => ({
    ...{ name: '救援站.xlsx', merges: ['C1:D1'] },
    rows: [
      ['站点名称', '县区', heading, '', '人数'],
      ...values.map((pair, index) => [`${index}站`, '甲县', ...pair, 3]),
    ],
  })
  test('are longitude and latitude, or metres, by what they are', async () => {
    const degrees = await read(
      table('经纬度', [
        [116.1, 35],
        [116.2, 35.01],
      ]),
    )
    expect(degrees.rows.map(told)).toMatchObject([{ at: [116.1, 35] }, { at: [116.2, 35.01] }])
    // The place of 117° E 35° N on its meridian: 39500000 east, and the meridian's arc north (GRS80).
    const metres = await read(table('坐标', [['3874449.0', '39500000']]))
    expect(metres.mapping).toMatchObject({
      C: { field: 'geometry.northing' },
      D: { field: 'geometry.easting' },
    })
    const [longitude, latitude] = metres.rows[0]!.lonLat!
    expect(longitude).toBeCloseTo(117, 6)
    expect(latitude).toBeCloseTo(35, 2)
  })
})

test('counties that head sections are those of the teams below them', async () => {
  const { resource, rows } = await read({
    ...{ name: '队伍.xlsx', merges: ['A2:F2'] },
    rows: [
      ['队伍名称', '队伍类型', '级别', '人数', '主管单位', '负责人电话'],
      ['（一）甲县（2支）'],
      ['子救援队', '抗洪抢险', '县级', '20余人', '某局', '13800000001'],
      ['丑救援队', '森林灭火', '镇级', '专职5人、兼职8人', '某镇', '138****0000'],
      ['2、乙丁市'],
      ['寅救援队', '社会力量', '县级', '卅', '某会', ''],
      ['其他'],
      ['卯救援队', '矿山', '市级', 9, '某矿', ''],
    ],
  })
  expect(resource).toBe('rescue-teams')
  expect(rows.map(told)).toEqual([
    {
      ...{ row: 3, status: 'unplaced', issues: ['number-approximate D'] },
      properties: {
        ...{ name: '子救援队', kind: 'flood', level: 'county', people: 20, keeper: '某局' },
        ...{ leaderPhone: '13800000001', countyCode: '990101' },
      },
    },
    {
      ...{ row: 4, status: 'unplaced', issues: ['phone-masked F'] },
      properties: {
        ...{ name: '丑救援队', kind: 'forest-fire', level: 'town', people: 13, keeper: '某镇' },
        countyCode: '990101',
      },
    },
    {
      ...{ row: 6, status: 'reject', issues: ['number-unreadable D'] },
      properties: {
        ...{ name: '寅救援队', kind: 'volunteer', level: 'county', keeper: '某会' },
        countyCode: '990102',
      },
    },
    // What heads it names no county: none is made up, and the place decides once there is one.
    {
      ...{ row: 8, status: 'unplaced' },
      properties: { name: '卯救援队', kind: 'mine', level: 'city', people: 9, keeper: '某矿' },
    },
  ])
})

test('a path of counties and towns names both, and a county alone no town that is called like it', async () => {
  const { rows } = await read({
    ...{ name: '站点.xlsx', merges: [] },
    rows: [
      ['站点名称', '区划', '人数'],
      ['子站', '某省某市甲县西山镇子村', 3],
      ['丑站', '某市/乙丁市/乙丁街道', 3],
      ['寅站', '乙丁市', 3],
      ['卯站', '某市丙县', 3],
    ],
  })
  expect(
    rows.map(({ status, properties: { countyCode, townCode } }) => [
      ...[status, countyCode, townCode],
    ]),
  ).toEqual([
    ['unplaced', '990101', '990101101'],
    ['unplaced', '990102', '990102001'],
    ['unplaced', '990102', undefined],
    ['reject', undefined, undefined],
  ])
})

describe('duty by the week in a cell', () => {
  const register = (weeks: readonly string[]): OwnRegister => ({
    ...{ name: '值班.xlsx', merges: ['A1:D1'] },
    rows: [
      ['某局2026年11月值班安排表'],
      ['值班时间', '带班领导', '值班人员', '值班电话'],
      [weeks[0], '甲子', '乙丑、丙寅', '0537-0000001'],
      [weeks[1], '丁卯', '戊辰', '0537-0000001'],
      [weeks[2], '甲子', '己巳、庚午', '0537-0000001'],
      ['注：每日8:00至次日8:00。'],
    ],
  })
  test.each([
    [['11月1日-7日', '11月8日至14日', '11月15日—12月2日'], '2026-12-02'],
    [['1日-7日', '8日-14日', '15日~30日'], '2026-11-30'],
    [['2026.11.1-2026.11.7', '2026.11.8-2026.11.14', '2026.11.15-2026.11.21'], '2026-11-21'],
  ])('%s', async (weeks, last) => {
    const { resource, counts, roster, rows } = await read(register(weeks))
    expect([resource, counts]).toEqual(['duty-roster', { rowsRead: 3, add: 3 }])
    expect(rows[0]).toMatchObject({ row: 3, properties: { shifts: 3 * 7 } })
    expect(roster!.text).toBe(
      `2026-11-01至2026-11-07、2026-11-15至${last} 08:00-20:00 3人、20:00-08:00 3人；` +
        '2026-11-08至2026-11-14 08:00-20:00 2人、20:00-08:00 2人',
    )
  })
  test('days that are called by their holiday are those days', async () => {
    const days = ['2月5日（除夕）', '2月6日（初一）', '2月7日（周日）']
    const { resource, roster } = await read({
      ...{ name: '值班.xlsx', merges: [] },
      rows: [
        ['2027年春节值班表'],
        ['时间', '值班人员（白班8:00-18:00）', '值班人员（夜班18:00-次日8:00）'],
        ...days.map((day) => [day, '甲子、乙丑', '丙寅']),
      ],
    })
    expect(resource).toBe('duty-roster')
    expect(roster!.text).toBe('2027-02-05至2027-02-07 08:00-18:00 2人、18:00-08:00 1人')
  })
  test('that goes backwards is said and left out', async () => {
    const { counts, rejected } = await read(
      register(['11月1日-7日', '11月14日-8日', '11月15日-21日']),
    )
    expect(counts).toMatchObject({ add: 2, reject: 1 })
    expect(rejected).toMatchObject([{ row: 4, code: 'day-out-of-order', value: '11月14日-8日' }])
  })
})

describe('what stands between the headings and the rows, or among these', () => {
  const headings = [
    '*站点名　称',
    '所 在 县 区',
    '等级',
    '在岗\n人数（人）',
    '联系电话',
    '检查\n日期',
  ]
  const row = (name: string) => [name, '甲县', '二级', 4, '0537-0000000', '2026-03-01']
  const namesOf = async (rows: readonly (readonly unknown[])[]) => {
    const report = await read({ name: '站点.xlsx', merges: [], rows })
    const { layout } = report
    return {
      names: report.rows.map(({ row: at, properties: { name } }) => `${at} ${name}`),
      ...{ noteRows: layout.noteRows, totalRows: layout.totalRows },
    }
  }
  test('explanations, the numbers of columns and a sample are no rows', async () => {
    const found = await namesOf([
      headings,
      ['填写全称', '按行政区划', '一级/二级/三级', '整数', '区号-号码', '年-月-日'],
      ['甲', '乙', '丙', '1', '（2）', '3'],
      ['示例：某站', '甲县', '一级', 3, '0537-1234567', '2026-01-01'],
      row('子站'),
      row('丑站'),
    ])
    expect(found).toEqual({ names: ['5 子站', '6 丑站'], noteRows: [2, 3, 4] })
  })
  test('what would explain is a row further below, and what counts is one with other numbers', async () => {
    const found = await namesOf([
      headings,
      ['1', '甲县', '3', '4', '110', '2026-03-01'],
      ['选择站', '甲县', '一级', 3, '', '长期保留'],
    ])
    expect(found.names).toEqual(['2 1', '3 选择站'])
  })
  test('headings once more on the next page, sums of pages and how many there are', async () => {
    const found = await namesOf([
      headings,
      row('子站'),
      ['本页小计', '', '', 4, '', ''],
      ['救援站一览表（续）'],
      headings,
      row('丑站'),
      ['共2处', '', '', 8, '', ''],
    ])
    expect(found).toEqual({ names: ['2 子站', '6 丑站'], noteRows: [4], totalRows: [3, 7] })
  })
})

test('E and N below coordinates are both of them, and what a county has together is no station', async () => {
  const { layout, rows } = await read({
    ...{ name: '救援站.xlsx', merges: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2', 'F1:F2'] },
    rows: [
      ['站名', '县区', '坐标', '', '在岗人数', '值班室电话'],
      ['', '', 'E', 'N', '', ''],
      ['子站', '甲县', 116.1004, 35.0005, 3, '0537-0000000'],
      ['甲县合计', '', '', '', 3, ''],
    ],
  })
  expect(layout.totalRows).toEqual([4])
  expect(rows.map(told)).toEqual([
    {
      ...{ row: 3, status: 'add', at: [116.1004, 35.0005] },
      properties: { name: '子站', countyCode: '990101', crewOnDuty: 3, phone: '0537-0000000' },
    },
  ])
})

describe('a list of stations in two halves beside each other', () => {
  const headings = ['序号', '名称', '县区', '经度', '纬度', '人数']
  const register = (left: string[], right: string[]): OwnRegister => ({
    name: '名单.xlsx',
    rows: [
      ['微型应急救援站名单'],
      [...left, ...right],
      [1, '子站', '甲县', 116.1004, 35.0005, 3, 4, '卯站', '甲县', 116.4004, 35.0305, '约6'],
      [2, '丑站', '甲县', 116.2004, 35.0105, 4, 5, '辰站', '乙丁市', 116.5004, 95, 2],
      [3, '寅站', '甲县', 116.3004, 35.0205, 5, 6, '', '', '', '', ''],
    ],
    merges: ['A1:L1'],
  })

  test('is one below the other, and a cell is named by its own column', async () => {
    const { layout, rows, unmapped } = await read(register(headings, headings))
    expect(layout).toMatchObject({ headingRows: [2], firstDataRow: 3, lastDataRow: 5 })
    expect(unmapped).not.toContain('H')
    expect(
      rows.map(({ row, properties }) => [row, properties.name, properties.crewOnDuty]),
    ).toEqual([
      [3, '子站', 3],
      [4, '丑站', 4],
      [5, '寅站', 5],
      [3, '卯站', 6],
      [4, '辰站', 2],
    ])
    expect(rows[3]!.issues).toMatchObject([{ code: 'number-approximate', column: 'L' }])
    expect(rows[4]!.issues!.map(({ column }) => column)).toContain('K')
    expect(place(rows[3]!.lonLat as LonLat)).toEqual([116.4004, 35.0305])
  })

  test('what stands below other headings on the right is no second half', async () => {
    const { rows } = await read(
      register(
        headings,
        headings.map((each) => `${each}（上年）`),
      ),
    )
    expect(rows.map(({ properties }) => properties.name)).toEqual(['子站', '丑站', '寅站'])
  })
})

test.each([
  ['日间人口', '夜间人口', '年警情数'],
  ['白天人口（人）', '夜晚人口（人）', '年接警次数'],
  ['昼间人口', '夜间人口数', '每年接警'],
])('people of the hour and calls come in by %s, %s and %s', async (day, night, calls) => {
  const { rows } = await read({
    name: '居民点.xlsx',
    rows: [
      ['村名', '县（市、区）', '镇街', '经度', '纬度', '常住人口', day, night, calls],
      ['东一村', '甲县', '东街道', 116.5, 35.5, 1200, 300, 1250, 7],
      ['西二村', '甲县', '西山镇', 116.6, 35.6, 800, '', '', ''],
    ],
    merges: [],
  })
  const figures = rows.map(({ properties }) =>
    ['people', 'peopleByDay', 'peopleByNight', 'callsPerYear'].map(
      (name) => (properties as Readonly<Record<string, unknown>>)[name] ?? null,
    ),
  )
  expect(figures).toEqual([
    [1200, 300, 1250, 7],
    [800, null, null, null],
  ])
})
