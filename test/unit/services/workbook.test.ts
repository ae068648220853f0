/** Workbooks, taken apart by an archiver and an XML parser that had no part in making them. */
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { Cell } from '../../../server/services/tables/columns.ts'
import { workbook } from '../../../server/services/tables/workbook.ts'
import type { WrittenTable } from '../../../server/services/tables/write-table.ts'

const filesOf = async (
  header: readonly string[],
  pages: readonly (readonly Cell[][])[],
  mostRows?: number,
  more: Partial<WrittenTable> = {},
): Promise<Record<string, string>> => {
  const table = {
    title: '物资[台账]/一:共三十一个字以上的工作表名称会被截短到三十一个字为止',
    name: 'stock',
    language: 'zh' as const,
    keys: header,
    header,
    uncut: [],
    ...{ kinds: [], facts: [], period: null, signatures: [] },
    remarks: ['计算时刻', '=1+1'],
    pages: (async function* () {
      for (const page of pages) yield page.map((cells) => ({ cells, geometry: null }))
    })(),
    ...more,
  }
  const pieces: Uint8Array[] = []
  for await (const piece of workbook(table, mostRows)) pieces.push(piece)
  const files = unzipSync(Buffer.concat(pieces))
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, strFromU8(file)]))
}

/** Cells of a sheet by their reference; text as it is written, numbers as numbers. */
const cellsOf = (xml: string): Record<string, Cell> => {
  const cells: Record<string, Cell> = {}
  const parser = new SaxesParser()
  let [at, isText, text] = ['', false, '']
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'c') [at, isText] = [attributes.r as string, attributes.t === 'inlineStr']
    text = ''
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name === 't' || name === 'v') cells[at] = isText ? text : Number(text)
  })
  parser.write(xml).close()
  return cells
}

const SHEET = 'xl/worksheets/sheet1.xml'

test('numbers are numbers, texts are never formulas, and remarks stand after an empty row', async () => {
  const files = await filesOf(['数', 'Text'], [[[1.5, '=SUM(A1)']], [], [[-2, null]]])
  expect(cellsOf(files[SHEET]!)).toEqual({
    ...{ A1: '数', B1: 'Text', A2: 1.5, B2: '=SUM(A1)', A3: -2 },
    ...{ A5: '计算时刻', A6: '=1+1' },
  })
  expect(files[SHEET]).not.toContain('<f')
  expect(files[SHEET]).toMatch(/<c r="B1" s="1"/)
  expect(files['xl/styles.xml']).toMatch(/<cellXfs.*fontId="0".*fontId="1"/)
  expect(files[SHEET]).toMatch(/<pane ySplit="1"[^>]*state="frozen"/)
})

test('no text breaks the XML, and none is lost', async () => {
  const texts = [
    '<&>"\'',
    ' a\tb\nc ',
    '𡋾',
    '\u0000\u0007\r\u001f\uffff',
    '_x0041_',
    '_x41_',
    '\ud800',
  ]
  const files = await filesOf(texts, [[texts]])
  const { A2, B2, C2, D2, E2, F2, G2 } = cellsOf(files[SHEET]!)
  expect([A2, B2, C2]).toEqual(texts.slice(0, 3))
  // ISO/IEC 29500-1, 22.9.2.19: what XML cannot hold is written by its code, and so is what looks like such a code.
  expect([D2, E2, F2]).toEqual(['_x0000__x0007__x000D__x001F__xFFFF_', '_x005F_x0041_', '_x41_'])
  expect(G2).toBe('\ufffd')
})

test.each([
  [
    4,
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [5, [['1', '2'], ['3', '4'], ['5']]],
])('%i rows go on as many sheets as they need, each with its heading', async (count, expected) => {
  const rows = Array.from({ length: count }, (_, at) => [String(at + 1)])
  const files = await filesOf(['n'], [rows.slice(0, 3), rows.slice(3)], 2)
  const sheets = expected.map((_, at) => cellsOf(files[`xl/worksheets/sheet${at + 1}.xml`]!))
  expect(files[`xl/worksheets/sheet${expected.length + 1}.xml`]).toBeUndefined()
  expect(sheets.map(({ A1 }) => A1)).toEqual(expected.map(() => 'n'))
  expect(sheets.map(({ A2, A3 }) => [A2, A3].filter((each) => each !== undefined))).toEqual(
    expected,
  )
  const isRemarked = sheets.map((cells) => Object.values(cells).includes('计算时刻'))
  expect(isRemarked).toEqual(expected.map((_, at) => at === expected.length - 1))
  const names = [...files['xl/workbook.xml']!.matchAll(/sheet name="([^"]*)"/g)].map(
    ([, name]) => name!,
  )
  expect(names).toHaveLength(expected.length)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[^\\/?*[\]:]{1,31}$/)
})

test('more columns than letters', async () => {
  const header = Array.from({ length: 703 }, (_, at) => `c${at}`)
  const files = await filesOf(header, [])
  expect(cellsOf(files[SHEET]!)).toMatchObject({ Z1: 'c25', AA1: 'c26', ZZ1: 'c701', AAA1: 'c702' })
})

test('days and times of a table are dates that are reckoned with, and its rows can be filtered', async () => {
  const rows = [
    ['2026-11-30', '2026-11-30 12:00', '2026-11-30'],
    ['1900-03-01', '2026-11-30T18:00:00+08:00', '2026-06'],
    [null, '未定', '批次'],
  ]
  const kinds = ['day', 'time', null] as const
  const files = await filesOf(['日期', '时间', '批次'], [rows], undefined, { kinds })
  // Excel counts 1 March 1900 as day 61, and 30 November 2026 as day 46356; a batch is what it is called.
  expect(cellsOf(files[SHEET]!)).toMatchObject({
    ...{ A2: 46_356, B2: 46_356.5, C2: '2026-11-30' },
    ...{ A3: 61, B3: 46_356.75, C3: '2026-06', B4: '未定', C4: '批次' },
  })
  expect(files[SHEET]).toContain('<c r="A2" s="2">')
  expect(files[SHEET]).toContain('<c r="B2" s="3">')
  expect(files[SHEET]).toContain('</sheetData><autoFilter ref="A1:C4"/>')
  const formats = [...files['xl/styles.xml']!.matchAll(/formatCode="([^"]+)"/g)]
  expect(formats.slice(0, 2).map(([, code]) => code)).toEqual([
    'yyyy\\-mm\\-dd',
    'yyyy\\-mm\\-dd hh:mm',
  ])
})

test('what is filed has its head above the headings and below, out of the filter, sums by unit', async () => {
  const files = await filesOf(
    ['物资', '单位', '收入', '结存'],
    [
      [
        ['编织袋', '条', 30_000, 1],
        ['水泵', '台', 2, 2],
      ],
      [
        ['麻袋', '条', 0.5, 3],
        ['冲锋舟', '艘', null, 4],
      ],
    ],
    undefined,
    {
      keys: ['item', 'unit', 'received', 'balance'],
      kinds: [null, null, 'sum', null],
      title: '物资台账',
      facts: ['填报单位：甲', '制表人：乙'],
      signatures: ['审核人：', '制表人：'],
    },
  )
  // Rows by hand: 2 of the head, the headings, 4 of the table, a blank, 3 units, and so on.
  expect(cellsOf(files[SHEET]!)).toEqual({
    ...{
      A1: '物资台账',
      A2: '填报单位：甲　　制表人：乙',
      A3: '物资',
      B3: '单位',
      C3: '收入',
      D3: '结存',
    },
    ...{ A4: '编织袋', B4: '条', C4: 30_000, D4: 1, A5: '水泵', B5: '台', C5: 2, D5: 2 },
    ...{ A6: '麻袋', B6: '条', C6: 0.5, D6: 3, A7: '冲锋舟', B7: '艘', D7: 4 },
    ...{ A9: '合计', B9: '条', C9: 30_000.5, A10: '合计', B10: '台', C10: 2 },
    ...{ A11: '合计', B11: '艘', C11: 0 },
    A13: `审核人：${'　'.repeat(8)}制表人：`,
    ...{ A15: '计算时刻', A16: '=1+1' },
  })
  expect(files[SHEET]).toContain('<autoFilter ref="A3:D7"/>')
  expect(files[SHEET]).toMatch(/<pane ySplit="3" topLeftCell="A4"[^>]*state="frozen"/)
})

test('columns are as wide as what stands in them, a Chinese character as two, within limits', async () => {
  const page = [['双', '聚丙烯编织袋 950×550 mm', '长'.repeat(60), '2026-09-04T08:00:00+08:00']]
  const kinds = [null, null, null, 'time'] as const
  const files = await filesOf(['单位', '规格', '备注', '时间'], [page], undefined, { kinds })
  const sheet = files[SHEET]!
  const widths = [...sheet.matchAll(/<col min="(\d)" max="\1" width="(\d+)"/g)].map(([, , w]) => w)
  // Eight at the least, 6 × 2 + 11 and room for the filter's button, 44 at the most; a time to the minute.
  expect(widths).toEqual(['8', '26', '44', '19'])
})
