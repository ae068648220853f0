/** Rows that stay out, as they stand in the file, with a column that says why: to be put right and sent again. */
import type { Language } from '../../../data/bilingual.ts'
import { issueSentence } from '../../import/registers/issues.ts'
import type { FilledTable } from '../tables/table-files.ts'
import type { JudgedRow } from './prepare-rows.ts'

const REASON = { zh: '不导入的原因', en: 'Why it stays out' } as const
const ROW = { zh: '行', en: 'Row' } as const
const TITLE = { zh: '不导入的行', en: 'Rejected rows' } as const

/** `表头: 值: 原因` of each error. */
const reasonOf = ({ issues = [] }: JudgedRow, language: Language): string =>
  issues
    .filter(({ severity }) => severity === 'error')
    .map(({ column, value, code, because }) =>
      [column, value, issueSentence(code, because)[language]]
        .filter((text) => text !== undefined)
        .join(': '),
    )
    .join('; ')

/** @param headings by the position of their column. */
export const rejectedTable = (
  rows: readonly JudgedRow[],
  headings: readonly string[],
  language: Language,
): FilledTable => {
  const header = [...headings, ROW[language], REASON[language]]
  return {
    title: TITLE[language],
    ...{ period: null, signatures: [] },
    keys: header.map((_, index) => `column-${index}`),
    header,
    uncut: [],
    kinds: [],
    rows: rows.map((row) => ({
      cells: [
        ...headings.map((_, index) => row.cells?.[index] ?? ''),
        row.row,
        reasonOf(row, language),
      ],
      geometry: null,
    })),
  }
}
