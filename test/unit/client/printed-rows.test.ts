/** What a printed table says once above it, and the sums below it. */
import { expect, test } from 'vitest'
import type { FiledRow, FiledTable } from '../../../client/api/filed-table.ts'
import { constantColumns, totalsOf } from '../../../client/form/printed-rows.ts'

const COLUMNS = ['stockpile', 'item', 'unit', 'onHand', 'counted'].map((key) => ({
  ...{ key, label: key, isSummed: key === 'onHand' },
}))
const tableOf = (...rows: FiledRow[]): FiledTable => ({
  ...{ title: '', facts: [], signatures: [], remarks: [], columns: COLUMNS, rows },
})
const row = (item: string, unit: string, onHand: number | null): FiledRow => ({
  ...{ stockpile: '甲库', item, unit, onHand, counted: null },
})

test('what every row says stands above; a unit, and what is to be written, stay in the rows', () => {
  const table = tableOf(row('编织袋', '条', 3), row('麻袋', '条', 3))
  expect(constantColumns(table).map(({ key }) => key)).toEqual(['stockpile'])
  expect(constantColumns(tableOf(row('编织袋', '条', 3)))).toEqual([])
})

test('each unit is added up for itself', () => {
  const rows = [row('编织袋', '条', 30_000), row('水泵', '台', 2), row('麻袋', '条', null)]
  expect(totalsOf(tableOf(...rows, row('绳', '条', 0.5)))).toEqual([
    { unit: '条', onHand: 30_000.5 },
    { unit: '台', onHand: 2 },
  ])
})
