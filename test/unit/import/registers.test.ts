/** Registers made here: what their cells mean, where their tables are, what their bytes are. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { EQUIPMENT } from '../../../data/equipment.ts'
import {
  type Geometry,
  haversineMetres,
  type LonLat,
  roundedPlace,
} from '../../../data/geometry.ts'
import { MATERIALS, putInForce } from '../../../data/materials.ts'
import { shelterResource } from '../../../data/resources/shelter.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { BD09, geometryInCrs } from '../../../server/features/crs.ts'
import { crossesItself } from '../../../server/import/gis/crossing-rings.ts'
import type { Choices } from '../../../server/import/registers/choices.ts'
import { dryRun } from '../../../server/import/registers/dry-run.ts'
import type { RegisterSystem } from '../../../server/import/registers/judge-system.ts'
import type { Known } from '../../../server/import/registers/known.ts'
import { readChoice } from '../../../server/import/registers/read-choice.ts'
import { catalogueNames, readCounts } from '../../../server/import/registers/read-counts.ts'
import { readDay, readTimeOfDay } from '../../../server/import/registers/read-day.ts'
import { readDuty } from '../../../server/import/registers/read-duty.ts'
import { readNumber, unitFactor } from '../../../server/import/registers/read-number.ts'
import { readPhone } from '../../../server/import/registers/read-phone.ts'
import { readPlace } from '../../../server/import/registers/read-place.ts'
import { readValue } from '../../../server/import/registers/read-value.ts'
import { runRegister } from '../../../server/import/registers/run-register.ts'
import { stockUnit } from '../../../server/import/registers/stock-units.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import {
  BY_ROADS,
  HEADINGS,
  KNOWN,
  REGION,
  station,
  workbook,
} from '../../fixtures/made-registers.ts'

const run = async (bytes: Uint8Array, name = 'a.xlsx', system: RegisterSystem | null = null) =>
  dryRun(await readTableFile(bytes, name), KNOWN, {
    resources: [stationResource],
    system,
    fileName: name,
  })

const refusal = async (bytes: Uint8Array, name = 'a.xlsx'): Promise<string> => {
  try {
    await run(bytes, name)
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'read'
}

describe('columns', () => {
  test('what stands in for another is taken only where that is not, and then it is said', async () => {
    const headings = ['名称', '县区', '占地面积（㎡）', '有效避难面积（㎡）', '容纳人数']
    const read = async (columns: readonly number[]) => {
      const rows = [headings, ['甲学校', '甲县', 9000, 4000, 800]]
      const bytes = workbook(rows.map((row) => columns.map((column) => row[column])))
      const resources = [shelterResource]
      const asked = { resources, system: null, fileName: 'a.xlsx' }
      return dryRun(await readTableFile(bytes, 'a.xlsx'), KNOWN, asked)
    }
    const both = await read([0, 1, 2, 3, 4])
    expect(both.rows[0]!.properties.areaSquareMetres).toBe(4000)
    expect(both.warnings.map(({ code }) => code)).not.toContain('stand-in-taken')
    const gross = await read([0, 1, 2, 4])
    expect(gross.rows[0]!.properties.areaSquareMetres).toBe(9000)
    expect(gross.warnings.map(({ code }) => code)).toContain('stand-in-taken')
  })
})

describe('values', () => {
  test.each([
    ['1分30秒', 90],
    ['半小时', 1800],
    ['1小时', 3600],
    ['0小时30分', 1800],
    ['一刻钟', 900],
  ])('%s are %d seconds', (value, seconds) => {
    const reading = { column: 'A', unit: '分钟', isFrom1904: false, areaCode: null }
    const cell = { value, kind: 'plain' } as const
    expect(readValue(stationResource.fields.turnoutSeconds, cell, reading).value).toBe(seconds)
  })
  test.each([
    ['专职17人、兼职8人', 25],
    ['25人（含兼职8人）', 25],
    ['男5、女3', 8],
  ])('%s are %d people', (value, people) => {
    const reading = { column: 'A', unit: '', isFrom1904: false, areaCode: null }
    const cell = { value, kind: 'plain' } as const
    expect(readValue(stationResource.fields.crewOnDuty, cell, reading).value).toBe(people)
  })
  test.each([
    ['约500', 500, true, ''],
    ['30余人', 30, true, '人'],
    ['0.3万', 3000, false, ''],
    ['12.5万平方米', 125_000, false, '平方米'],
    ['1,234', 1234, false, ''],
    ['１６３９', 1639, false, ''],
    ['共10人', 10, false, '人'],
    ['二十三人', 23, false, '人'],
    ['贰佰叁拾件', 230, false, '件'],
    ['54m³/h', 54, false, 'm3/h'],
    ['6000+', 6000, true, ''],
    ['4200㎡', 4200, false, 'm2'],
    ['3分钟内', 3, true, '分钟'],
    ['3分钟以内', 3, true, '分钟'],
    ['3千', 3000, false, ''],
    ['0.3千人', 300, false, '人'],
    ['3千克', 3, false, '千克'],
  ])('%s is the number %d', (text, value, isApproximate, unit) => {
    expect(readNumber(text)).toMatchObject({ value, isApproximate, unit })
  })
  test.each(['若干', '3-5', '', '12、13', '1,23', '暂无'])('%s is no number', (text) => {
    expect(readNumber(text)).toBeNull()
  })
  test('units are converted by what they are spelled as', () => {
    expect(unitFactor('second', '分钟')).toBe(60)
    expect(unitFactor('squareMetre', '万平方米')).toBe(10_000)
    expect(unitFactor('hectare', '亩')).toBeCloseTo(1 / 15, 9)
    expect(unitFactor('tenThousandCubicMetres', '万m³')).toBe(1)
    expect(unitFactor('metre', '公斤')).toBeNull()
    expect(unitFactor('metre', '千米')).toBe(1000)
    expect(unitFactor('person', '千人')).toBe(1000)
  })

  const day = (value: string | number, kind: 'plain' | 'date' = 'plain', isFrom1904 = false) =>
    readDay({ value, kind }, isFrom1904)
  test.each([
    ['2024.7', '2024-07-01', 'date-partial'],
    ['2023年7月6日', '2023-07-06', null],
    ['２０２４年３月６日', '2024-03-06', null],
    ['二〇二四年十月八日', '2024-10-08', null],
    ['20230424', '2023-04-24', null],
    ['2026-08-09 10:30', '2026-08-09', null],
    ['25/6/1', '2025-06-01', 'date-year-short'],
    ['24.12.31', '2024-12-31', 'date-year-short'],
    ['6/1/25', null, 'date-invalid'],
    ['25-6-31', null, 'date-invalid'],
    ['2024/2/29', '2024-02-29', null],
    ['2023年2月30日', null, 'date-invalid'],
    ['长期', null, 'date-invalid'],
    [45187, '2023-09-18', 'date-from-serial'],
  ])('%s is the day %s', (value, expected, issue) => {
    expect(day(value)).toEqual({ day: expected, issue })
  })
  test('a day that its format calls so is no guess, and counts from 1904 on old Apple computers', () => {
    expect(day(45_187, 'date')).toEqual({ day: '2023-09-18', issue: null })
    expect(day(45_187 - 1462, 'date', true)).toEqual({ day: '2023-09-18', issue: null })
  })
  test('times of day', () => {
    expect(readTimeOfDay({ value: 0.3125, kind: 'time' })).toBe('07:30')
    expect(readTimeOfDay({ value: '08：30', kind: 'plain' })).toBe('08:30')
    expect(readTimeOfDay({ value: '8点半', kind: 'plain' })).toBe('08:30')
    expect(readTimeOfDay({ value: '下午6点半', kind: 'plain' })).toBe('18:30')
    expect(readTimeOfDay({ value: '晚8:00', kind: 'plain' })).toBe('20:00')
    expect(readTimeOfDay({ value: '早8点', kind: 'plain' })).toBe('08:00')
    expect(readTimeOfDay({ value: '晚1点', kind: 'plain' })).toBe('01:00')
    expect(readTimeOfDay({ value: '全天', kind: 'plain' })).toBeNull()
  })
  test.each([
    ['24小时', 'around-the-clock', null, null],
    ['全天候', 'around-the-clock', null, null],
    ['每日8时-17时30分', 'day-shift', '08:00', '17:30'],
    ['白班（08:30～17:30）', 'day-shift', '08:30', '17:30'],
    ['夜班20:00-次日8:00', 'day-shift', '20:00', '08:00'],
    ['白班', 'day-shift', null, null],
    ['8:00-12:00，14:00-18:00', 'day-shift', null, null],
  ])('%s is duty', (text, dutyPattern, dutyFrom, dutyUntil) => {
    expect(readDuty(text)).toEqual({ dutyPattern, dutyFrom, dutyUntil })
  })
  test.each([
    ['0537-1234567', '0537-1234567', null],
    ['(0537)1234567', '0537-1234567', null],
    ['０５３７－１２３４５６７', '0537-1234567', null],
    ['0537-1234567 转 805', '0537-1234567转805', null],
    ['0537-1234567-805', '0537-1234567转805', null],
    ['2234567-805', '0537-2234567转805', 'phone-area-assumed'],
    ['0537—1234567（办）13800000000（手机）', '0537-1234567', 'phone-several'],
    ['138-0000-0000', '13800000000', null],
    ['0537-1234567（值班室）', '0537-1234567', null],
    ['+86-537-1234567', '0537-1234567', null],
    ['5371234567', '0537-1234567', 'phone-leading-zero'],
    ['1234567', null, 'phone-unreadable'],
    ['2234567', '0537-2234567', 'phone-area-assumed'],
    ['0537-1234567/0537-7654321', '0537-1234567', 'phone-several'],
    ['010-12345678', '010-12345678', null],
    ['138****0000', null, 'phone-masked'],
    ['119', '119', null],
  ])('%s is the number %s', (text, phone, issue) => {
    expect(readPhone(text, '0537')).toEqual({ phone, issue })
  })
  test('a local number without any area code about is not completed', () => {
    expect(readPhone('2234567', null)).toEqual({ phone: null, issue: 'phone-unreadable' })
  })
  test.each([
    ['一级', 'first'],
    ['１级', 'first'],
    ['Ⅱ级', 'second'],
    ['III级', 'third'],
    ['三类', 'third'],
    ['四级', null],
    ['', null],
  ])('%s is the grade %s', (text, key) => {
    expect(readChoice(stationResource.fields.grade, text)).toBe(key)
  })
  test.each([
    ['是', 'yes'],
    ['√', 'yes'],
    ['具备', 'yes'],
    ['Y', 'yes'],
    ['否', 'no'],
    ['×', 'no'],
    ['不具备', 'no'],
    ['没有', 'no'],
    ['部分', null],
  ])('%s is the answer %s', (text, key) => {
    expect(readChoice(shelterResource.fields.water, text)).toBe(key)
  })
  test.each(['室内、室外', '室内+室外', '室内/室外', '室内外'])('%s is both', (text) => {
    expect(readChoice(shelterResource.fields.space, text)).toBe('both')
  })
  test('an option is found in a longer word only where no other is', () => {
    expect(readChoice(stationResource.fields.buildStatus, '目前已建成')).toBe('operating')
    expect(readChoice(stationResource.fields.buildStatus, '未建成')).toBe('building')
    expect(readChoice(stationResource.fields.buildStatus, '拟建')).toBe('planned')
  })
  test.each([
    '水泵3台、干粉灭火器39个；救生衣13件',
    '水泵×3，灭火器×39，救生衣×13。',
    '1.潜水泵（3台）\n2.灭火器（39具）\n3.救生衣（13件）',
    '水泵：3台；干粉灭火器：39瓶；救生衣：13件；',
    '3台水泵、39瓶灭火器、13件救生衣',
    '水泵３台 灭火器３９具 救生衣１３件',
    '抽水泵*3,灭火器*39,救生衣*13',
    '排水泵 3；灭火器 39；救生衣 13',
    '①水泵3台②灭火器39具③救生衣13件',
    '水泵三台、灭火器三十九具、救生衣十三件',
    '水泵3台/灭火器39具/救生衣13件',
    '水泵3台+灭火器39具 + 救生衣13件等',
    '水泵-3台，灭火器-39具，救生衣-13件',
    '【水泵】3台【灭火器】39具【救生衣】13件',
    '1、水泵3台；2、灭火器39具；3、救生衣13件',
    '水泵3台灭火器39具救生衣13件',
    '3台水泵39具灭火器13件救生衣',
    '水泵（3台）灭火器（39具）救生衣（13件）',
    '水泵（QW100-10）3台、灭火器39具（4kg）、救生衣13件（含儿童5件）',
    '水泵叁台、4kg灭火器39具、救生衣13件',
  ])('%s is three things', (text) => {
    expect(readCounts(text, catalogueNames(EQUIPMENT))).toEqual({
      counts: { pump: 3, extinguisher: 39, 'life-jacket': 13 },
      issues: [],
    })
  })
  test('how many there are of each of several is told once for them', () => {
    const read = (text: string) => readCounts(text, catalogueNames(EQUIPMENT))
    const both = { counts: { pump: 2, extinguisher: 2, hose: 5 }, issues: [] }
    expect(read('灭火器、水泵各2；水带20m×5盘')).toEqual(both)
    expect(read('水泵和灭火器各2台、65mm水带5盘')).toEqual(both)
    expect(read('水泵3台、担架、灭火器各2具').counts).toEqual({
      ...{ pump: 3, stretcher: 2, extinguisher: 2 },
    })
  })
  test('what is not in the catalogue, has no count, or not a whole one is told', () => {
    expect(readCounts('铁锹10把、担架若干、水泵2.5台', catalogueNames(EQUIPMENT))).toEqual({
      counts: {},
      issues: [
        { code: 'equipment-unknown', value: '铁锹10把' },
        { code: 'equipment-without-count', value: '担架若干' },
        { code: 'number-not-whole', value: '水泵2.5台' },
      ],
    })
  })
})

describe('places', () => {
  const there = [116.5, 35.25]
  test.each([
    ['116.5,35.25'],
    ['116.500000，35.250000'],
    ['东经116.5°，北纬35.25°'],
    ['经度：116.5　纬度：35.25'],
    ['（116.500;35.250）'],
    ['１１６．５００，３５．２５０'],
    ['E116.500 N35.250'],
    ['116°30′00″ 35°15′00″'],
    ['116-30-00，35-15-00.0'],
    ['116:30:00 35:15:00'],
    ['POINT (116.500 35.250)'],
    ['SRID=4490;POINT Z(116.500 35.250)'],
  ])('%s in one cell', (both) => {
    expect(readPlace({ both }, REGION).numbers).toEqual(there)
  })
  test.each([
    ['116:30:00', '35:15:00'],
    ['116-30-00', '35-15-00.0'],
    ['116。30′00″', '35。15′00″'],
    ['116 30 0.0', '35 15 0.0'],
    ['116.30.0.0', '35.15.0.0'],
    ['116度30分', '35度15分'],
    ['116º30´00´´', '35º15´00´´'],
    ['东经116°30.0000′', '北纬35°15.0000′'],
  ])('%s and %s in two cells', (longitude, latitude) => {
    expect(readPlace({ longitude, latitude }, REGION)).toEqual({ numbers: there, issues: [] })
  })
  test.each([
    ['35.2500', '116.5000', 'coordinates-swapped', 'longitude'],
    ['116°75′0″', '35°15′0″', 'coordinates-unreadable', 'longitude'],
    ['16.5000', '35.2500', 'coordinates-out-of-area', 'longitude'],
    ['116.5000', '5.2500', 'coordinates-out-of-area', 'latitude'],
    ['116.5000', '', 'coordinates-missing', 'latitude'],
    ['待补', '待补', 'coordinates-missing', 'longitude'],
    ['0', '0', 'coordinates-zero', 'longitude'],
    ['116.50', '35.25', 'coordinates-coarse', 'longitude'],
  ])('%s and %s: %s', (longitude, latitude, code, part) => {
    expect(readPlace({ longitude, latitude }, REGION).issues).toEqual([{ code, part }])
  })
})

describe('tables', () => {
  test('a title, notes, totals and a signature are no rows, and headings have two rows', async () => {
    const report = await run(
      workbook([
        ['某县救援站一览表'],
        [],
        ['站点名称', '县区', '乡镇', '位置', '', '等级', '值班', '人数', '电话'],
        ['', '', '', '经度', '纬度', '', '', '', ''],
        station(1, BY_ROADS[0]!),
        station(2, BY_ROADS[1]!),
        ['合计', '', '', '', '', '', '', 6, ''],
        ['填表人：某某'],
      ]),
    )
    expect(report.layout).toMatchObject({
      titleRows: [1],
      headingRows: [3, 4],
      firstDataRow: 5,
      lastDataRow: 6,
      totalRows: [7],
      footerRows: [8],
    })
    expect(report.counts).toEqual({ rowsRead: 2, add: 2 })
    expect(report.rows[0]).toMatchObject({
      lonLat: BY_ROADS[0],
      properties: { countyCode: '990101', townCode: '990101001', crewOnDuty: 3, grade: 'first' },
    })
    expect(report.defaultsToAskFor).toEqual(['buildStatus', 'turnoutSeconds', 'equipment'])
  })
  test('the persons who sign a form are no rows of it', async () => {
    const report = await run(
      workbook([
        HEADINGS,
        station(1, BY_ROADS[0]!),
        ['单位负责人：', '', '填表人：甲', '', '联系电话：0537-1234567'],
      ]),
    )
    expect(report.rows).toHaveLength(1)
    expect(report.layout.footerRows).toEqual([3])
  })
  test('headings that are short for a name, or what a shapefile leaves of one; any name where none is surer', async () => {
    const headings = [
      '站所名',
      ...HEADINGS.slice(1, 5),
      '站点等',
      '值守',
      '值守人',
      '出警时间/分钟',
    ]
    const { mapping, rows } = await run(
      workbook([headings, ...BY_ROADS.map((place, i) => station(i, place).with(8, 2))]),
    )
    expect(mapping.A!.field).toBe('name')
    expect(mapping.F!.field).toBe('grade')
    expect(rows[0]!.properties).toMatchObject({ turnoutSeconds: 120, crewOnDuty: 3 })
  })
  test('rows that are only formatted are no rows, and those below keep their numbers', async () => {
    const parts = unzipSync(workbook([HEADINGS, station(1, BY_ROADS[0]!)]))
    const name = 'xl/worksheets/sheet1.xml'
    const formatted = Array.from(
      { length: 120_000 },
      (_, index) => `<row r="${index + 3}" spans="1:9"><c r="A${index + 3}" s="0"/></row>`,
    )
    const cells = station(2, BY_ROADS[1]!).map(
      (text, column) =>
        `<c r="${'ABCDEFGHI'[column]}120003" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    const rows = `${formatted.join('')}<row r="120003">${cells.join('')}</row></sheetData>`
    const sheet = strFromU8(parts[name]!).replace('</sheetData>', rows)
    const read = await run(zipSync({ ...parts, [name]: strToU8(sheet) }))
    expect(read.rows.map(({ row, properties }) => [row, properties.name])).toEqual([
      [2, '甲1站'],
      [120_003, '甲2站'],
    ])
  })
  test('degrees parted by spaces are no metres', async () => {
    const rows = BY_ROADS.map((place, i) =>
      station(i, place).with(3, '116 30 0.0').with(4, '35 15 0.0'),
    )
    const { mapping } = await run(workbook([HEADINGS.with(3, '东经').with(4, '北纬'), ...rows]))
    expect([mapping.D!.field, mapping.E!.field]).toEqual(['geometry.lon', 'geometry.lat'])
  })
  test('a table that lies on its side is turned', async () => {
    const rows = [HEADINGS, station(1, BY_ROADS[0]!), station(2, BY_ROADS[1]!)]
    const turned = HEADINGS.map((_, column) => rows.map((row) => row[column]))
    const report = await run(workbook(turned))
    expect(report.layout.isTransposed).toBe(true)
    expect(report.rows.map(({ properties }) => properties.name)).toEqual(['甲1站', '甲2站'])
  })
  test('what stands below decides between headings: a column of words is no column of numbers', async () => {
    const headings = [...HEADINGS.slice(0, 7), '人数', '人员数量']
    const rows = BY_ROADS.map((place, index) => [
      ...station(index, place).slice(0, 7),
      '见附件',
      '4',
    ])
    const report = await run(workbook([headings, ...rows]))
    expect(report.mapping.I).toMatchObject({ field: 'crewOnDuty', samples: ['4'] })
    expect(report.mapping.H).toBeUndefined()
    const left = { column: 'H', heading: '人数', samples: ['见附件'] }
    expect(report.unmapped).toContainEqual(left)
  })
  test.each(['xlsx', 'biff8', 'xlml', 'html', 'ods'] as const)('%s is read', async (bookType) => {
    const report = await run(
      workbook([HEADINGS, ...BY_ROADS.map((p, i) => station(i, p))], bookType),
    )
    expect(report.counts).toMatchObject({ rowsRead: 12, add: 12 })
  })
  test('lines of one cell of a web page are its lines, whatever its attributes repeat', async () => {
    const { sheets } = await readTableFile(workbook([['甲', '水泵3台\n水带2盘']], 'html'), 'a.html')
    expect(sheets[0]!.rows[0]!.map((cell) => cell!.value)).toEqual(['甲', '水泵3台\n水带2盘'])
  })
  test.each([
    ['utf-8', ','],
    ['utf-16le', '\t'],
    ['utf-8', ';'],
    ['utf-8', '|'],
  ] as const)('text in %s parted by %j is read', async (encoding, delimiter) => {
    const text = [HEADINGS, station(1, BY_ROADS[0]!)].map((row) => row.join(delimiter)).join('\r\n')
    const bytes =
      encoding === 'utf-8' ? strToU8(text) : new Uint8Array(Buffer.from(text, 'utf16le'))
    const report = await run(bytes, 'a.csv')
    expect(report.layout).toMatchObject({ encoding, delimiter, lineEnd: 'CRLF' })
    expect(report.rows[0]!.properties.name).toBe('甲1站')
  })
})

describe('the system of the coordinates', () => {
  const shifted = BY_ROADS.map((coordinates) => {
    const point = geometryInCrs({ type: 'Point', coordinates: [...coordinates] }, BD09)
    return point.coordinates as LonLat
  })
  const sheet = workbook([HEADINGS, ...shifted.map((place, index) => station(index, place))])
  test('is the one in which points lie by roads', async () => {
    const { coordinates, rows, warnings } = await run(sheet)
    expect(coordinates).toMatchObject({ system: 'bd-09', isSure: true })
    expect(rows[3]!.lonLat![0]).toBeCloseTo(BY_ROADS[3]![0], 5)
    expect(rows[3]!.lonLat![1]).toBeCloseTo(BY_ROADS[3]![1], 5)
    expect(warnings.map(({ code }) => code)).toContain('coordinates-other-system')
  })
  test('is the one that is named, with a warning where it does not fit', async () => {
    const { coordinates, warnings } = await run(sheet, 'a.xlsx', 'wgs-84')
    expect(coordinates).toMatchObject({ system: 'wgs-84', isSure: false })
    expect(warnings.map(({ code }) => code)).toContain('coordinates-choice-unfit')
  })
  test('is not guessed from a handful of points', async () => {
    const few = workbook([HEADINGS, ...shifted.slice(0, 3).map((p, i) => station(i, p))])
    expect((await run(few)).coordinates).toMatchObject({ system: 'wgs-84', isSure: false })
  })
})

describe('geographic files', () => {
  const features = BY_ROADS.map((coordinates, index) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...coordinates, 40.5] },
    properties: { 名称: `甲${index}站`, 县区: '甲县', 等级: '一级' },
  }))
  const geoJson = strToU8(JSON.stringify({ type: 'FeatureCollection', features }))
  const marks = BY_ROADS.map(
    ([x, y], i) =>
      `<Placemark><name>甲${i}站</name><Point><coordinates>${x},${y}</coordinates></Point></Placemark>`,
  ).join('')
  const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${marks}</Document></kml>`
  const points = BY_ROADS.map(
    ([x, y], i) => `<wpt lat="${y}" lon="${x}"><name>甲${i}站</name></wpt>`,
  )
  const gpx = `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">${points.join('')}</gpx>`
  test.each([
    ['GeoJSON', 'a.geojson', geoJson],
    ['KML', 'a.kml', strToU8(kml)],
    ['KMZ', 'a.kmz', zipSync({ 'doc.kml': strToU8(kml) })],
    ['GPX', 'a.gpx', strToU8(gpx)],
  ])('%s is read', async (format, name, bytes) => {
    const report = await run(bytes, name)
    expect(report.layout.format).toBe(format)
    expect(report.rows.map(({ properties }) => properties.name)).toEqual(
      BY_ROADS.map((_, index) => `甲${index}站`),
    )
    expect(report.rows.map(({ lonLat }) => lonLat)).toEqual(
      BY_ROADS.map((place) => roundedPlace(place)),
    )
    expect(report.counts).toMatchObject({ rowsRead: 12, add: 12 })
    expect(report.warnings.map(({ code }) => code)).not.toContain('extension-wrong')
  })
  test.each([
    ['urn:ogc:def:crs:EPSG::4547', 'cgcs-2000', 'http://www.opengis.net/def/crs/EPSG/0/4547'],
    ['EPSG:4490', 'cgcs-2000', null],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'wgs-84', null],
  ])('are read in the system that they name: %s', async (name, sourceCrs, crs) => {
    const placed = features.map(({ geometry: { coordinates }, ...feature }) => {
      const point = { type: 'Point', coordinates: coordinates.slice(0, 2) } as Geometry
      return { ...feature, geometry: crs ? geometryInCrs(point, crs, 'east-first') : point }
    })
    const file = { type: 'FeatureCollection', features: placed, crs: { properties: { name } } }
    const { rows, coordinates } = await run(strToU8(JSON.stringify(file)), 'a.geojson')
    expect(coordinates.sourceCrs).toBe(sourceCrs)
    const [longitude, latitude] = rows[3]!.lonLat!
    expect(longitude).toBeCloseTo(BY_ROADS[3]![0], 6)
    expect(latitude).toBeCloseTo(BY_ROADS[3]![1], 6)
  })
  test('in a system that cannot be converted are refused', async () => {
    const crs = { properties: { name: 'EPSG:2381' } }
    const file = { type: 'FeatureCollection', features, crs }
    expect(await refusal(strToU8(JSON.stringify(file)), 'a.geojson')).toBe('not-a-table')
  })
  test('are read in the system that the user says against what the file declares', async () => {
    const { coordinates, rows } = await run(geoJson, 'a.geojson', 'gcj-02')
    expect(coordinates).toMatchObject({ system: 'gcj-02' })
    const moved = haversineMetres(...(rows[0]!.lonLat as LonLat), ...BY_ROADS[0]!)
    expect(moved).toBeGreaterThan(300)
    expect(moved).toBeLessThan(800)
  })
  test('heights are dropped and said to be', async () => {
    expect((await run(geoJson)).warnings.map(({ code }) => code)).toContain('heights-dropped')
  })
  test('a line is no station, and what has no shape is kept', async () => {
    const line = { type: 'LineString', coordinates: [BY_ROADS[0], BY_ROADS[1]] }
    const odd = [
      { ...features[0], geometry: line },
      { ...features[1], geometry: null },
    ]
    const { rows } = await run(
      strToU8(JSON.stringify({ type: 'FeatureCollection', features: odd })),
    )
    expect(rows.map(({ status, issues }) => [status, issues?.[0]?.code])).toEqual([
      ['reject', 'geometry-type-refused'],
      ['unplaced', 'coordinates-missing'],
    ])
  })
  test('an outline that crosses itself is told from one that only touches itself', () => {
    const bow: LonLat[] = [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]
    const touching: LonLat[] = [
      [0, 0],
      [2, 0],
      [2, 2],
      [1, 0],
      [0, 2],
      [0, 0],
    ]
    const area = (ring: LonLat[]) => ({ type: 'Polygon', coordinates: [ring] }) as Geometry
    expect(crossesItself(area(bow))).toBe(true)
    expect(crossesItself(area(touching))).toBe(false)
  })
  test('entities that may grow without end are refused', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "甲">]><kml><Document/></kml>'
    expect(await refusal(strToU8(bomb), 'a.kml')).not.toBe('read')
  })
})

describe('stock', () => {
  test.each([
    ['sandbag', '万条', '', 10_000, null],
    ['wire', '吨', '8#', 1000, null],
    ['cable', 'km', '', 1000, null],
    ['boat', '只', '', 1, null],
    ['sandbag', '包', '100条/包', 100, 'unit-converted'],
    ['geotextile', '卷', '4m×50m/卷', 200, 'unit-converted'],
    ['water', '箱', '550ml×24瓶', 24, 'unit-converted'],
    ['disinfectant', '桶', '25L/桶', 25, 'unit-converted'],
    ['generator', '台', '50kW', 50, 'unit-converted'],
    ['stone', '吨', '20-50kg', 1000 / 1600, 'unit-converted-by-density'],
  ] as const)('%s in %s of %j', (item, unit, specification, factor, issue) => {
    expect(stockUnit(MATERIALS[item], unit, specification)).toEqual({ factor, issue })
  })
  test.each([
    ['generator', '台', ''],
    ['pile', '根', 'φ12-18cm，长3m'],
    ['life-jacket', '箱', ''],
    ['geotextile', '公斤', ''],
  ] as const)('%s in %s of %j must be asked', (item, unit, specification) => {
    expect(stockUnit(MATERIALS[item], unit, specification)).toBeNull()
  })
  const bundle = { unit: '捆', unitEn: 'bundle', holds: 100 }
  const piece = { unit: '件', unitEn: '', holds: 500 }
  const tonne = { unit: '吨', unitEn: 't', holds: 0.625 }
  test.each([
    ['sandbag', '捆', '', 100, 'unit-converted-by-sheet'],
    ['sandbag', '万捆', '', 1_000_000, 'unit-converted-by-sheet'],
    ['sandbag', 'Bundle', '', 100, 'unit-converted-by-sheet'],
    // 件 is a word for single things, too: what the bureau says of it goes before.
    ['sandbag', '件', '', 500, 'unit-converted-by-sheet'],
    ['sandbag', '捆', '100条/捆', 100, 'unit-converted-by-sheet'],
    ['sandbag', '捆', '50条/捆', 50, 'unit-differs-from-sheet'],
    ['stone', '吨', '', 0.625, 'unit-converted-by-sheet'],
    ['sandbag', '条', '', 1, null],
    ['sandbag', '万条', '', 10_000, null],
    ['sandbag', '箱', '200条/箱', 200, 'unit-converted'],
  ] as const)(
    '%s in %s of %j by the packages of its sheet',
    (item, unit, specification, factor, issue) => {
      const packages = [bundle, piece, tonne]
      expect(stockUnit(MATERIALS[item], unit, specification, packages)).toEqual({ factor, issue })
    },
  )
  const store = { id: 'S-1', geometry: { type: 'Point', coordinates: [116, 35] } as Geometry }
  const known: Known = {
    ...KNOWN,
    existing: () => [{ ...store, properties: { name: '甲县防汛物资储备库', code: 'S-1' } }],
  }
  const list = async (rows: unknown[][]) =>
    runRegister(await readTableFile(workbook(rows), 'a.xlsx'), known, {
      resources: [stationResource],
      system: null,
      fileName: 'a.xlsx',
      stock: 'perhaps',
      today: '2026-01-01',
    })
  test('a line an item: what is nothing is skipped, a store of nearly that name is told', async () => {
    const { resource, rows } = await list([
      ['储备库名称', '物资名称', '单位', '数量', '入库日期', '保质期'],
      ['甲县防汛物资储备库', '编织袋', '条', '约500', '2023-05-01', '2年'],
      ['甲县防汛物资仓库', '救生衣', '件', 20, '2025-05-01', ''],
      ['甲县防汛物资储备库', '铁锹', '把', '无', '', ''],
      ['乙县储备库', '铁锹', '把', 5, '', ''],
      ['甲县防汛物资储备库', '铁镐', '把', 5, '2099-05-01', ''],
    ])
    expect(resource).toBe('stock')
    expect(rows.map(({ status }) => status)).toEqual(['add', 'add', 'skip', 'reject', 'reject'])
    expect(rows.map(({ issues = [] }) => issues.map(({ code }) => code))).toEqual([
      ['number-approximate', 'expired'],
      ['stockpile-matched-loosely'],
      ['quantity-none'],
      ['stockpile-unknown'],
      ['received-later'],
    ])
    expect(rows[0]!.properties).toEqual({
      stockpileId: 'S-1',
      item: 'sandbag',
      quantity: 500,
      receivedOn: '2023-05-01',
      expiresOn: '2025-05-01',
    })
  })
  const SHEETS: Known['items'] = new Map([
    ['sandbag', { packages: [bundle], isRetired: false }],
    ['pump', { packages: [], isRetired: true }],
  ])
  const counted = async (
    rows: unknown[][],
    choices: Choices = {},
    retiredOn: string | null = null,
  ) => {
    const properties = { name: '甲县防汛物资储备库', code: 'S-1', retiredOn }
    const file = await readTableFile(workbook(rows), 'a.xlsx')
    return runRegister(
      file,
      { ...known, items: SHEETS, existing: () => [{ ...store, properties }] },
      {
        ...{ resources: [stationResource], system: null, fileName: 'a.xlsx' },
        ...{ stock: 'yes', today: '2026-01-01', ...choices },
      },
    )
  }
  const STOCK_HEADINGS = ['储备库名称', '物资名称', '单位', '数量', '入库日期']
  const line = (item: string, unit: string, quantity: unknown) => [
    ...['甲县防汛物资储备库', item, unit, quantity, '2025-05-01'],
  ]
  const told = ({ rows }: Awaited<ReturnType<typeof counted>>) =>
    rows.map(({ status, properties, issues = [] }) => [
      status,
      properties.quantity,
      issues.map(({ code }) => code).join(),
    ])
  test('packages of a sheet are converted, by the unit of the cell where it has one', async () => {
    const run = await counted([
      STOCK_HEADINGS,
      line('编织袋', '捆', 12),
      line('编织袋', '条', '3捆'),
      line('编织袋', '捆', 0.005),
      line('编织袋', '托', 3),
    ])
    expect(told(run)).toEqual([
      ['add', 1200, 'unit-converted-by-sheet'],
      ['add', 300, 'number-with-unit,unit-converted-by-sheet'],
      ['reject', undefined, 'number-not-whole'],
      ['reject', undefined, 'unit-not-convertible'],
    ])
  })
  test('what is retired is named as such, and still counted in a count', async () => {
    const rows = [STOCK_HEADINGS, line('排水泵', '台', 2), line('编织袋', '条', 20)]
    expect(told(await counted(rows))).toEqual([
      ['reject', undefined, 'item-retired'],
      ['add', 20, ''],
    ])
    expect(told(await counted(rows, { isCount: true })).map(([status]) => status)).toEqual([
      'add',
      'add',
    ])
    const away = told(await counted(rows, {}, '2025-12-31'))
    expect(away.map(([, , codes]) => codes)).toEqual(['stockpile-retired', 'stockpile-retired'])
    expect(told(await counted(rows, {}, '2026-01-02'))[1]).toEqual(['add', 20, ''])
  })
  test('what no item is called is listed with its unit, and is what the user says', async () => {
    const rows = [
      STOCK_HEADINGS,
      line('挡水墙', '块', 4),
      line('挡水墙', '块', 5),
      line('编织袋', '条', 20),
    ]
    const unknown = await counted(rows)
    expect(unknown.unknownItems).toEqual([{ name: '挡水墙', unit: '块' }])
    const said = await counted(rows, { items: { 挡水墙: 'flood-barrier' } })
    expect(said.unknownItems).toEqual([])
    expect(said.rows.map(({ properties }) => properties.item)).toEqual([
      ...['flood-barrier', 'flood-barrier', 'sandbag'],
    ])
  })
  test('own items are found by their names, in lines and in columns, as soon as there are some', async () => {
    const own = {
      ...MATERIALS.pump,
      label: { zh: '充水挡水墙', en: 'Water wall' },
      unit: { zh: '节', en: 'sections' },
    }
    try {
      putInForce(new Map([['own-wall', own]]))
      const lines = await counted([STOCK_HEADINGS, line('充水挡水墙', '节', 4)])
      expect(lines.rows[0]).toMatchObject({
        status: 'add',
        properties: { item: 'own-wall', quantity: 4 },
      })
      const columns = await list([
        ['储备单位', '编织袋（条）', '充水挡水墙（节）'],
        ['甲县防汛物资储备库', 15, 3],
      ])
      expect(columns.rows[0]!.properties.stock).toEqual({ sandbag: 15, 'own-wall': 3 })
    } finally {
      putInForce(new Map())
    }
  })
  test('an item a column: units of the headings, columns of one thing added up', async () => {
    const { layout, rows, warnings } = await list([
      ['截至2025年6月30日'],
      ['储备单位', '编织袋（万条）', '冲锋舟（艘）', '橡皮艇（艘）', '麻袋（条）'],
      ['甲县防汛物资储备库', 1.5, 2, '3艘', 40],
    ])
    expect(layout.asOf).toBe('2025-06-30')
    expect(rows[0]!.properties.stock).toEqual({ sandbag: 15_000, boat: 5 })
    expect(warnings.map(({ code }) => code)).toEqual(['item-unknown'])
  })
})

describe('metres of Gauss-Krüger', () => {
  test.each([
    ['X=3913000.0，Y=500000.0', ['zone-prefix-missing']],
    ['39500000,3913000', []],
    ['（3913000.12；39500000.34）', []],
  ])('%s in one cell', (both, codes) => {
    const { numbers, issues } = readPlace({ both }, REGION)
    expect(issues).toEqual(codes.map((code) => ({ code, part: 'both' })))
    expect(haversineMetres(...numbers!, 117, 35.3462)).toBeLessThan(20)
  })
  test.each([
    ['3913000', '39500000', []],
    ['39500000', '3913000', ['coordinates-swapped']],
    ['3913000', '500000', ['zone-prefix-missing']],
    ['35.3462', '117.0000', ['coordinates-mixed-forms']],
    ['913000', '39500000', ['coordinates-out-of-area']],
    ['', '39500000', ['coordinates-missing']],
  ])('X %s and Y %s', (northing, easting, codes) => {
    const { numbers, issues } = readPlace({ northing, easting }, REGION)
    expect(issues.map(({ code }) => code)).toEqual(codes)
    const isPlaced = !['coordinates-out-of-area', 'coordinates-missing'].includes(codes[0] ?? '')
    expect(numbers !== null).toBe(isPlaced)
    if (numbers) expect(haversineMetres(...numbers, 117, 35.3462)).toBeLessThan(20)
  })
})

describe('files that are refused', () => {
  const blanks = new Uint8Array(30 * 1_048_576)
  test('a small file that unpacks to a large one', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': blanks, '[Content_Types].xml': strToU8('<a/>') })
    expect(await refusal(bomb)).toBe('unpacks-too-large')
  })
  test('one whose directory tells smaller sizes than it has is not unpacked beyond them', async () => {
    const bytes = zipSync({ 'xl/workbook.xml': blanks })
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + 4 <= bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true)
    }
    expect(await refusal(bytes)).not.toBe('read')
  })
  test.each([
    ['an empty file', new Uint8Array()],
    ['a workbook without a value', workbook([[]])],
  ])('%s', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('no-rows')
  })
  test.each([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)],
    ['a page without a table', strToU8('<html><body>甲</body></html>')],
    ['an archive of something else', zipSync({ 'a.txt': strToU8('甲') })],
    ['a text', strToU8('甲\n乙\n丙')],
    ['bytes of no encoding', Uint8Array.of(0xff, 0x00, 0xfe, 0x80, 0x00, 0xff)],
    ['a table of other things', strToU8('水果,价格\n苹果,3\n梨,4')],
  ])('%s', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('not-a-table')
  })
  test('a table of more rows than are read, none of which is left out silently', async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => `站${index},甲县`)
    const csv = (lines: readonly string[]) => strToU8(['名称,县区', ...lines].join('\n'))
    expect(await refusal(csv(rows), 'a.csv')).toBe('file-too-large')
    const file = await readTableFile(csv([...rows.slice(1), '', ',']), 'a.csv')
    expect(file.sheets[0]!.rows.slice(0, 200_000).every((row) => row[0])).toBe(true)
  })
  test('an archive of more files than a table has says so', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`${index}.txt`, new Uint8Array()]),
    )
    const read = readTableFile(zipSync(files, { level: 0 }), 'a.zip')
    await expect(read).rejects.toMatchObject({ message: expect.stringContaining('20000 files') })
  })
  test('a truncated workbook', async () => {
    const whole = workbook([HEADINGS, station(1, BY_ROADS[0]!)])
    expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('broken')
  })
})
