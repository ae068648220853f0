/**
 * Whole stock lists of our own with the habits of real ones, row by row against what was worked out by hand: stores
 * that head sections or stand below a heading of their own, units in a row of theirs. Everything in them is invented.
 */
import { describe, expect, test } from 'vitest'
import { askedLabel } from '../../../data/imports.ts'
import { read, told } from '../../fixtures/own-registers.ts'

test('stores that stand below a heading of their own, goods down in sections', async () => {
  const { resource, layout, rows } = await read({
    name: '物资.xlsx',
    merges: ['A1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3'],
    rows: [
      ['防汛物资储备情况一览表（截至2026年10月31日）'],
      ['序号', '物资名称', '单位', '储备库', '', '合计'],
      ['', '', '', '甲县防汛物资储备库', '乙丁市应急物资储备库', ''],
      ['一', '抢险物料'],
      [1, '编织袋', '万条', 3, '1.5万条', 4.5],
      [2, '块石', 'm³', 100, '/', 100],
      ['二', '救生器材'],
      [3, '救生衣', '件', '伍拾', 60, 110],
      ['', '合计', '', 153, 61.5, 214.5],
    ],
  })
  expect([resource, layout.isTransposed, layout.asOf]).toEqual(['stock', true, '2026-10-31'])
  expect(rows.map(told)).toEqual([
    {
      ...{ row: 4, status: 'add' },
      properties: { stockpileId: 'S-1', stock: { sandbag: 30_000, stone: 100, 'life-jacket': 50 } },
    },
    {
      ...{ row: 5, status: 'add', issues: ['number-with-unit E'] },
      properties: { stockpileId: 'S-2', stock: { sandbag: 15_000, 'life-jacket': 60 } },
    },
  ])
})

test('a ledger of what came in is a stock list by whatever its columns are called', async () => {
  const { rows } = await read({
    ...{ name: '台账.xlsx', merges: [] },
    rows: [
      ['物资入库台账'],
      ['存放仓库', '品名', '规格', '入库数量', '单位', '入库时间', '失效日期'],
      ['甲县防汛物资储备库', '矿泉水', '24瓶/箱', '50箱', '箱', '2026-05-03', '2027.5'],
    ],
  })
  expect(rows.map(told)).toMatchObject([
    {
      ...{ row: 3, status: 'add' },
      properties: {
        ...{ stockpileId: 'S-1', item: 'water', quantity: 1200, receivedOn: '2026-05-03' },
        expiresOn: '2027-05-01',
      },
    },
  ])
})

describe('stock of stores that no column names', () => {
  const goods = (index: number) => [index, '编织袋', '万条', '1.2', '2026-05-01', '3年']
  const headings = ['序号', '物资名称', '单位', '数量', '入库日期', '保质期']
  const stock = (rows: readonly (readonly unknown[])[]) =>
    read({ name: '清单.xlsx', merges: [], rows })
  const added = (row: number, stockpileId: string) => ({
    ...{ row, status: 'add' },
    properties: {
      ...{ stockpileId, item: 'sandbag', quantity: 12_000, receivedOn: '2026-05-01' },
      expiresOn: '2029-05-01',
    },
  })
  test('are that of the title, whatever sections there are', async () => {
    const { rows, defaultsToAskFor } = await stock([
      ['甲县防汛物资储备库物资清单'],
      headings,
      ['一、抢险物料'],
      goods(1),
    ])
    expect(defaultsToAskFor).toEqual([])
    expect(rows.map(told)).toEqual([added(4, 'S-1')])
  })
  test('are those that head their sections, and one that is not known is none of the others', async () => {
    const { rows, rejected } = await stock([
      ['防汛物资清单'],
      headings,
      ['一、甲县防汛物资储备库'],
      goods(1),
      ['二、乙丁市应急物资储备库（代储）'],
      goods(2),
      ['三、某处临时点'],
      goods(3),
    ])
    expect(rows.slice(0, 2).map(told)).toEqual([added(4, 'S-1'), added(6, 'S-2')])
    expect(rejected).toMatchObject([{ row: 8, code: 'stockpile-unknown', value: '某处临时点' }])
  })
  test('is asked for once for all rows where nothing tells', async () => {
    const rows = [headings, goods(1), goods(2)]
    const unknown = await stock(rows)
    expect([unknown.resource, unknown.defaultsToAskFor]).toEqual(['stock', ['stockpileId']])
    expect(askedLabel({ targets: [...unknown.targets] }, 'stockpileId').zh).toBe(
      '储备点（名称或编号）',
    )
    expect(unknown.counts).toEqual({ rowsRead: 2, reject: 2 })
    const given = await read(
      { name: '清单.xlsx', merges: [], rows },
      { stockpileId: '乙丁市应急物资储备库' },
    )
    expect(given.defaultsToAskFor).toEqual([])
    expect(given.rows.map(told)).toEqual([added(2, 'S-2'), added(3, 'S-2')])
  })
})

test('units in a row of their own belong to the goods above them', async () => {
  const { layout, mapping, rows } = await read({
    ...{ name: '库存.xlsx', merges: [] },
    rows: [
      ['防汛物资库存情况表（2026年6月30日）'],
      ['储备库名称', '编织袋', '铅丝', '救生衣'],
      ['', '（万条）', '吨', '件'],
      ['甲县防汛物资储备库', 1.5, 0.5, 100],
      ['乙丁市应急物资储备库', '2', '—', '80'],
    ],
  })
  expect(layout).toMatchObject({ headingRows: [2, 3], firstDataRow: 4, asOf: '2026-06-30' })
  expect(mapping.B).toMatchObject({ heading: '编织袋（万条）', field: 'stock.sandbag' })
  expect(rows.map(told)).toEqual([
    {
      ...{ row: 4, status: 'add' },
      properties: { stockpileId: 'S-1', stock: { sandbag: 15_000, wire: 500, 'life-jacket': 100 } },
    },
    {
      ...{ row: 5, status: 'add' },
      properties: { stockpileId: 'S-2', stock: { sandbag: 20_000, 'life-jacket': 80 } },
    },
  ])
})
