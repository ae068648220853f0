/** Forms that authorities ask for: what is kept of them, and workbooks read by another reader. */
import xlsx from '@e965/xlsx'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ExportForm } from '../../data/export-form.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { stockpile } from '../fixtures/app-features.ts'

const FORMS = '/api/export-forms'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp({
    stockpiles: [
      stockpile('P-1', [116.61, 35.41], {
        ...{ name: '=市级库', tier: 'city', address: '太白路1号' },
        stock: { sandbag: 8000, tent: 3, 'cotton-tent': 4 },
      }),
      stockpile('P-2', [116.62, 35.42], { name: '村级点', tier: 'village', stock: {} }),
    ],
  })
  return () => app.store.close()
})

/** Rows of each sheet by its name. */
const workbookOf = async (address: string): Promise<Record<string, unknown[][]>> => {
  const response = await app.get(address)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toContain('spreadsheetml.sheet')
  const { SheetNames, Sheets } = xlsx.read(new Uint8Array(await response.arrayBuffer()))
  return Object.fromEntries(
    SheetNames.map((name) => [
      name,
      xlsx.utils.sheet_to_json<unknown[]>(Sheets[name]!, { header: 1, blankrows: false }),
    ]),
  )
}

const OWN = {
  name: '本局表式',
  note: '第一行\n第二行',
  source: '市局通知',
  sheets: [
    {
      name: '储备点',
      collection: 'stockpiles',
      columns: [
        { heading: '序号', value: { kind: 'number' } },
        { heading: '名称', value: { kind: 'field', field: 'name' } },
        {
          heading: '等级代码',
          value: { kind: 'field', field: 'tier', codes: { city: '1', county: '2' } },
        },
        {
          heading: '帐篷',
          value: { kind: 'quantity', field: 'stock', items: ['tent', 'cotton-tent'] },
        },
        { heading: '经度', value: { kind: 'longitude' } },
        { heading: '纬度', value: { kind: 'latitude' } },
        { heading: '省份', value: { kind: 'constant', text: '山东省' } },
        { heading: '填表人', value: { kind: 'constant', text: '' } },
      ],
    },
    {
      ...{ name: '明细', collection: 'stockpiles', itemsOf: 'stock' },
      columns: [
        { heading: '储备点', value: { kind: 'field', field: 'name' } },
        { heading: '物资', value: { kind: 'item', part: 'label' } },
        {
          heading: '代码',
          value: { kind: 'item', part: 'code', codes: { sandbag: '甲-01' } },
        },
        { heading: '单位', value: { kind: 'item', part: 'unit' } },
        { heading: '数量', value: { kind: 'item', part: 'quantity' } },
      ],
    },
  ],
}

describe('a form of what is chosen', () => {
  const named = async (query: string) => {
    const { id } = await answered<ExportForm>(app.post(FORMS, OWN), 201)
    const sheets = await workbookOf(`${FORMS}/${id}/file?${query}`)
    const [, , , ...rows] = sheets.储备点!
    return { names: rows.map(([, name]) => name), note: sheets.说明!.flat().join() }
  }
  test.each([
    ['', ['=市级库', '村级点'], '填报单位'],
    ['bbox=116.6,35.4,116.615,35.415', ['=市级库'], '116.6, 35.4, 116.615, 35.415'],
    [
      'bbox=35.4,116.6,35.415,116.615&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4490',
      ['=市级库'],
      '116.6',
    ],
    ['ids=P-2', ['村级点'], '只含选中的要素，个数 1'],
    ['countyCode=370811', ['=市级库', '村级点'], '只含区县 370811'],
    ['countyCode=370812', [], '只含区县 370812'],
  ])('%s', async (query, names, note) => {
    const read = await named(query)
    expect(read.names).toEqual(names)
    expect(read.note).toContain(note)
  })
  test('by a field that a sheet’s collection lacks is refused, a wrong box too', async () => {
    const [sheet] = OWN.sheets
    const rivers = { ...sheet, collection: 'rivers', columns: sheet!.columns.slice(0, 2) }
    const { id } = await answered<ExportForm>(app.post(FORMS, { ...OWN, sheets: [rivers] }), 201)
    const refused = (query: string) => refusedAt(app.get(`${FORMS}/${id}/file?${query}`), 400)
    expect(await refused('countyCode=370811')).toEqual(['countyCode'])
    expect(await refused('bbox=1,2')).toEqual(['bbox'])
  })
})

describe('a form of the bureau’s own', () => {
  test('is filled in as it says: fields, codes, sums, constants, a row for each item', async () => {
    const { id } = await answered<ExportForm>(app.post(FORMS, OWN), 201)
    const sheets = await workbookOf(`${FORMS}/${id}/file?unit=任城区应急局&period=2026年11月`)
    expect(Object.keys(sheets)).toEqual(['说明', '储备点', '明细'])
    const [title, reported, headings, ...rows] = sheets.储备点!
    expect(title).toEqual(['本局表式：储备点'])
    expect(reported![0]).toMatch(
      /^填报单位 任城区应急局　报告期 2026年11月　计算时刻 2026-11-23T10:00:00\+08:00　数据版本 \d+$/,
    )
    expect(headings).toEqual([
      ...['序号', '名称', '等级代码', '帐篷', '经度', '纬度', '省份', '填表人'],
    ])
    // 3 + 4 tents; a village has no code; what is empty is no cell.
    expect(rows).toEqual([
      [1, '=市级库', '1', 7, 116.61, 35.41, '山东省'],
      [2, '村级点', undefined, 0, 116.62, 35.42, '山东省'],
    ])
    expect(sheets.明细!.slice(2)).toEqual([
      ['储备点', '物资', '代码', '单位', '数量'],
      ['=市级库', '编织袋', '甲-01', '条', 8000],
      ['=市级库', '帐篷', undefined, '顶', 3],
      ['=市级库', '棉帐篷', undefined, '顶', 4],
    ])
  })

  test('says in its note what it is, what is to be filled in and what has no code', async () => {
    const { id } = await answered<ExportForm>(app.post(FORMS, OWN), 201)
    const { 说明: note } = await workbookOf(`${FORMS}/${id}/file`)
    expect(note).toEqual(
      expect.arrayContaining([
        ['本局表式'],
        ['第一行'],
        ['第二行'],
        ['表式来源：市局通知'],
        ['工作表', '数据集', '行数'],
        ['储备点', '物资储备点', 2],
        ['明细', '物资储备点', 3],
        ['储备点', '填表人'],
        ['储备点 · 等级代码', '村级'],
        ['明细 · 代码', '帐篷、棉帐篷'],
      ]),
    )
    const english = await workbookOf(`${FORMS}/${id}/file?lang=en`)
    expect(Object.keys(english)).toEqual(['Note', '储备点', '明细'])
    expect(english.明细![3]).toEqual(['=市级库', 'Sandbag', '甲-01', 'bags', 8000])
  })

  test.each([
    ['a field that is none', 'columns.1.value', { kind: 'field', field: 'colour' }, '.field'],
    [
      'a code of what is no choice',
      ...['columns.2.value', { kind: 'field', field: 'tier', codes: { moon: '9' } }, '.codes.moon'],
    ],
    [
      'items that do not add up',
      ...['columns.3.value', { kind: 'quantity', field: 'stock', items: ['tent', 'sandbag'] }],
      '.items',
    ],
    [
      'an item that there is not',
      ...['columns.3.value', { kind: 'quantity', field: 'stock', items: ['moon'] }, '.items.0'],
    ],
    ['items on a sheet of features', 'columns.0.value', { kind: 'item', part: 'label' }, '.kind'],
    ['a sheet named as the note', 'name', '说明', ''],
    ['rows of what counts nothing', 'itemsOf', 'tier', ''],
  ] as [string, string, unknown, string][])('is refused for %s', async (_, path, value, below) => {
    const form = structuredClone(OWN)
    const steps = path.split('.')
    const last = steps.pop()!
    const holder = steps.reduce<object>(
      (at, step) => (at as Record<string, object>)[step]!,
      form.sheets[0]!,
    )
    Object.assign(holder, { [last]: value })
    expect(await refusedAt(app.post(FORMS, form))).toContain(`sheets.0.${path}${below}`)
  })

  test('is refused for two sheets of one name', async () => {
    const [first] = OWN.sheets
    expect(await refusedAt(app.post(FORMS, { ...OWN, sheets: [first, first] }))).toEqual([
      'sheets.1',
    ])
  })
})

describe('the form of the census', () => {
  test('comes with the program: a note and four tables', async () => {
    const [census] = await app.json<ExportForm[]>(FORMS)
    expect(census).toMatchObject({ isBuiltIn: true })
    const sheets = await workbookOf(`${FORMS}/${census!.id}/file`)
    expect(Object.keys(sheets)).toEqual([
      ...['说明', '救灾物资储备库（点）', '应急避难场所', '专职救援队伍', '物资明细'],
    ])
    const [, , headings, first] = sheets['救灾物资储备库（点）']!
    const named = Object.fromEntries(headings!.map((heading, at) => [heading, first![at]]))
    expect(named).toMatchObject({
      ...{ 储备库名称: '=市级库', 行政区划代码: '370811001', 地址: '太白路1号' },
      ...{ 储备库等级: '市级', 救灾帐篷: 7, 编织袋: 8000, 棉被: 0, 经度: 116.61 },
    })
    expect(named.发电机).toBeUndefined()
    // No code of the standard is known, and none is made up.
    expect(sheets.物资明细!.slice(2).map((row) => row[5])).toEqual([
      ...['物资代码（GB/T 38565）', undefined, undefined, undefined],
    ])
    expect(sheets.说明).toContainEqual([
      ...['物资明细 · 物资代码（GB/T 38565）', '编织袋、帐篷、棉帐篷'],
    ])
  })

  test('can be copied, but neither changed nor removed', async () => {
    const [census] = await app.json<ExportForm[]>(FORMS)
    const { id, version: _version, isBuiltIn: _built, ...content } = census!
    expect((await app.send('DELETE', `${FORMS}/${id}`)).status).toBe(404)
    const put = await app.send('PUT', `${FORMS}/${id}`, content, { 'If-Match': '"1"' })
    expect(put.status).toBe(404)
    const copy = await answered<ExportForm>(app.post(FORMS, { ...content, name: '副本' }), 201)
    expect(copy).toMatchObject({ isBuiltIn: false, sheets: content.sheets })
  })
})

test('a form that there is not is refused', async () => {
  expect((await app.get(`${FORMS}/none/file`)).status).toBe(404)
})
