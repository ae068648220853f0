/** What stands above a printed table instead of in every row of it, and what stands below. */
import type { FiledRow, FiledTable } from '../api/filed-table.ts'

type Column = FiledTable['columns'][number]

/** Columns that say the same in every row, such as the stockpile that is counted; not the units of sums. */
export const constantColumns = ({ columns, rows }: FiledTable): Column[] =>
  columns.filter(({ key }) => {
    const first = rows[0]?.[key]
    const isWord = typeof first === 'string' && first !== '' && key !== 'unit'
    return rows.length > 1 && isWord && rows.every((row) => row[key] === first)
  })

/** Sums of the columns that are added up, by unit in the order of the rows. */
export const totalsOf = ({ columns, rows }: FiledTable): FiledRow[] => {
  const summed = columns.filter(({ isSummed }) => isSummed)
  if (summed.length === 0) return []
  return [...new Set(rows.map(({ unit }) => unit ?? null))].map((unit) => {
    const ofUnit = rows.filter((row) => (row.unit ?? null) === unit)
    const sumOf = (key: string): number =>
      ofUnit.reduce((sum, row) => sum + Number(row[key] ?? 0), 0)
    return { unit, ...Object.fromEntries(summed.map(({ key }) => [key, sumOf(key)])) }
  })
}
