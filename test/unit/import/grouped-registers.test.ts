/** Habits of registers that show only in whole tables: groups named once, goods down and stores across, numbers beside names. */
import xlsx from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import type { Geometry } from '../../../data/geometry.ts'
import { shelterResource } from '../../../data/resources/shelter.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { dryRun } from '../../../server/import/registers/dry-run.ts'
import type { Known } from '../../../server/import/registers/known.ts'
import { runRegister } from '../../../server/import/registers/run-register.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { HEADINGS, KNOWN, station, workbook } from '../../fixtures/made-registers.ts'

const resources = [stationResource, shelterResource]
const run = async (rows: unknown[][]) =>
  dryRun(await readTableFile(workbook(rows), 'a.xlsx'), KNOWN, {
    ...{ resources, system: null, fileName: 'a.xlsx' },
  })

const PLACE = [116.5, 35.25] as const
const at = (index: number, changes: Readonly<Record<number, unknown>> = {}): unknown[] =>
  station(index, PLACE).map((cell, column) => (column in changes ? changes[column] : cell))
const codesOf = ({ issues = [] }: { readonly issues?: readonly { readonly code: string }[] }) =>
  issues.map(({ code }) => code)

const store = (id: string, name: string) => ({
  ...{ id, geometry: { type: 'Point', coordinates: [116, 35] } as Geometry },
  properties: { name, code: id },
})
const STORES: Known = {
  ...KNOWN,
  existing: () => [store('S-1', '甲县储备库'), store('S-2', '乙镇仓库')],
}
const stock = async (rows: unknown[][]) =>
  runRegister(await readTableFile(workbook(rows), 'a.xlsx'), STORES, {
    ...{ resources, system: null, fileName: 'a.xlsx' },
    ...{ stock: 'perhaps', today: '2026-01-01' },
  })

describe('a group that is named in its first row alone', () => {
  const towns = (names: readonly string[]) =>
    run([HEADINGS, ...names.map((name, index) => at(index, { 1: '', 2: name }))])
  test('names the rows below, and that is said', async () => {
    const { rows } = await towns(['东街道', '', '', '西山镇', ''])
    expect(rows.map(({ properties }) => properties.townCode)).toEqual([
      ...['990101001', '990101001', '990101001', '990101101', '990101101'],
    ])
    expect(codesOf(rows[1]!)).toContain('blank-from-above')
    expect(codesOf(rows[3]!)).not.toContain('blank-from-above')
  })
  test('is none where names are repeated, or few are left out', async () => {
    const repeated = await towns(['东街道', '', '', '西山镇', '西山镇', ''])
    expect(repeated.rows[1]!.properties.townCode).toBeUndefined()
    const few = await towns(['东街道', '西山镇', '东街道', ''])
    expect(few.rows[3]!.properties.townCode).toBeUndefined()
  })
  test('ends with its county: a row of another one has no town rather than that one’s', async () => {
    const towns = ['东街道', '', '', '', '']
    const counties = ['甲县', '甲县', '乙县', '乙县', '乙县']
    const { rows } = await run([
      HEADINGS,
      ...towns.map((name, index) => at(index, { 1: counties[index], 2: name })),
    ])
    expect(rows.map(({ properties }) => properties.townCode)).toEqual([
      '990101001',
      ...Array(4).fill(undefined),
    ])
  })
  test('is a store of a stock list too', async () => {
    const { rows } = await stock([
      ['储备单位', '物资名称', '单位', '数量', '入库日期'],
      ['甲县储备库', '编织袋', '万条', '0.3万', '2025-05-01'],
      ['', '土工布', '㎡', '3千', '2025-05-01'],
      ['乙镇仓库', '救生衣', '百件', 2, '2025-05-01'],
      ['', '水泵', '台', 2, '2025-05-01'],
    ])
    expect(
      rows.map(({ properties: { stockpileId, quantity } }) => [stockpileId, quantity]),
    ).toEqual([
      ['S-1', 3000],
      ['S-1', 3000],
      ['S-2', 200],
      ['S-2', 2],
    ])
  })
})

test('goods down and stores across are the stock of each store', async () => {
  const { resource, layout, rows } = await stock([
    ['各库物资储备情况表'],
    ['序号', '品名', '单位', '甲县储备库', '乙镇仓库', '合计'],
    [1, '编织袋', '万条', 2, '', 2],
    [2, '救生衣', '件', '100', 50, 150],
    ['', '合计', '', 102, 50, 152],
  ])
  expect([resource, layout.isTransposed]).toEqual(['stock', true])
  expect(rows.map(({ row, properties }) => [row, properties])).toEqual([
    [4, { stockpileId: 'S-1', stock: { sandbag: 20_000, 'life-jacket': 100 } }],
    [5, { stockpileId: 'S-2', stock: { 'life-jacket': 50 } }],
  ])
})

test('what a form says of itself above the table is no heading', async () => {
  const { layout } = await run([
    ['救援站登记表'],
    ['填报单位（盖章）：某局', '', '', '', '', '', '2026年6月30日'],
    HEADINGS,
    at(1),
    at(2),
  ])
  expect(layout).toMatchObject({ titleRows: [1, 2], headingRows: [3] })
})

test('sheets with the same headings that are not read are named', async () => {
  const book = xlsx.utils.book_new()
  for (const [index, name] of ['甲县', '乙县', '说明'].entries()) {
    const rows = name === '说明' ? [['填表说明', '略']] : [HEADINGS, at(index)]
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), name)
  }
  const bytes = new Uint8Array(xlsx.write(book, { type: 'array', bookType: 'xlsx' }))
  const { warnings } = dryRun(await readTableFile(bytes, 'a.xlsx'), KNOWN, {
    ...{ resources, system: null, fileName: 'a.xlsx' },
  })
  expect(warnings).toContainEqual(
    expect.objectContaining({ code: 'sheets-left', sheets: ['乙县'] }),
  )
})

test('a column that says 无 in every row is what its heading says', async () => {
  const { mapping, rows } = await run([
    [...HEADINGS, '装备'],
    [...at(1), '无'],
    [...at(2), '/'],
  ])
  expect(mapping.J?.field).toBe('equipment')
  expect(rows[0]!.properties.equipment).toEqual({})
})

test('one column that is understood makes no register', async () => {
  const rows = [
    ['日期', '星期', '带班领导', '值班人员', '值班电话'],
    ['6月1日', '一', '甲', '乙', '0537-1234567'],
    ['6月2日', '二', '丙', '丁', '0537-1234567'],
  ]
  await expect(run(rows)).rejects.toMatchObject({ code: 'not-a-table' })
})

test('a county is the last of a path without marks', async () => {
  const { rows } = await run([HEADINGS, at(1, { 1: '某省某市甲县' }), at(2, { 1: '某市乙甲县' })])
  expect(rows.map(({ properties }) => properties.countyCode)).toEqual(['990101', '990101'])
  expect(rows.map(codesOf).map((codes) => codes.includes('county-from-town'))).toEqual([
    false,
    true,
  ])
})

test('a number beside a person’s name is that person’s telephone', async () => {
  const { rows } = await run([
    [
      '避难场所名称',
      '县区',
      '经度',
      '纬度',
      '面积（亩）',
      '可容纳人数',
      '管理单位',
      '管理员及电话',
    ],
    ['甲广场', '甲县', 116.51, 35.25, 5, '0.3千人', '某局', '甲（13800000000）'],
    ['乙广场', '甲县', 116.52, 35.26, 3, '3千', '某局', '乙主任 0537-1234567转801'],
    ['丙广场', '甲县', 116.53, 35.27, 3, 100, '某局', '丙2组'],
  ])
  expect(
    rows.map(({ properties: { keeperPerson, keeperPhone, areaSquareMetres, capacityPeople } }) => [
      ...[keeperPerson, keeperPhone, areaSquareMetres, capacityPeople],
    ]),
  ).toEqual([
    ['甲', '13800000000', 3333, 300],
    ['乙主任', '0537-1234567转801', 2000, 3000],
    ['丙2组', undefined, 2000, 100],
  ])
  expect(codesOf(rows[0]!)).toEqual(
    expect.arrayContaining(['phone-beside-name', 'number-approximate']),
  )
})
