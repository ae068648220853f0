import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { csvTable } from '../../../../client/panels/list/csv-table.ts'
import { forestUnion } from '../../../../data/resources/forest.ts'

const forest = (properties: Record<string, unknown>) => ({
  id: 'f1',
  geometry: { type: 'Point' as const, coordinates: [117.1, 35.25] as [number, number] },
  properties: { kind: 'area', dangerClass: 'high', ...properties },
})

const rowsOf = (text: string): Record<string, string>[] =>
  parse(text, { bom: true, columns: true, relax_column_count: true, skip_empty_lines: true })

it('is read back by another program with its labels, numbers and commas', () => {
  const name = '鲁山林场，"一区", 东'
  const text = csvTable(forestUnion, [forest({ name, areaHectares: 516.3 })], 'zh', '演示数据')
  const [row, notice] = rowsOf(text)
  expect(row).toMatchObject({
    名称: name,
    类别: '林区',
    火险区等级: 'Ⅰ级（高）',
    '面积（公顷）': '516.3',
    经度: '117.10000',
    纬度: '35.25000',
  })
  expect(notice).toMatchObject({ 名称: '演示数据' })
})

it('has a mark that lets spreadsheets read Chinese', () => {
  expect(csvTable(forestUnion, [], 'zh', '演示数据').charCodeAt(0)).toBe(0xfeff)
})

it.each([
  ...[
    '=HYPERLINK("x")',
    '+1',
    '-1+2',
    '@SUM(1)',
    '\t=1',
    '＝HYPERLINK("x")',
    '＋1',
    '－1+2',
    '＠SUM(1)',
  ],
])('does not let a register run a formula on the reader: %s', (name) => {
  const text = csvTable(forestUnion, [forest({ name })], 'en', 'Demo')
  expect(rowsOf(text)[0]).toMatchObject({ Name: `'${name}` })
})

it('says nothing of a demonstration where the data are real', () => {
  const text = csvTable(forestUnion, [forest({ name: '林区' })], 'zh', null)
  expect(rowsOf(text)).toHaveLength(1)
})
