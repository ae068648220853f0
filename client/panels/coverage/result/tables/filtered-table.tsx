import { Input } from 'antd'
import { useState } from 'react'
import type { CoverageTable } from '../../../../../data/coverage.ts'
import { numberText } from '../../../../../data/wording.ts'
import { useDebounced } from '../../../../form/use-debounced.ts'
import { useText } from '../../../../i18n/text.ts'
import { ResultTable } from './result-table.tsx'
import { matchingRows, type TableDescription } from './table-rows.ts'

const TYPING_MILLISECONDS = 120
/** A table that is seen at one glance needs no filter. */
const ROWS_WORTH_FILTERING = 15

interface FilteredTableProps<Row> {
  kind: CoverageTable
  table: TableDescription<Row>
  rows: readonly Row[]
}

/** A table with a box that filters it by name; says why nothing is listed. */
export const FilteredTable = <Row,>({ kind, table, rows }: FilteredTableProps<Row>) => {
  const { t, language } = useText('coverage')
  const [text, setText] = useState('')
  const settledText = useDebounced(text, TYPING_MILLISECONDS)
  const shown = matchingRows(rows, (row) => [table.nameOf(row), ...table.textsOf(row)], settledText)
  if (rows.length === 0) return <p role="status">{t(`tables.none.${kind}`)}</p>
  return (
    <>
      {rows.length > ROWS_WORTH_FILTERING && (
        <div className="row table-filter">
          <Input
            className="target"
            allowClear
            value={text}
            aria-label={t('tables.filter')}
            placeholder={t('tables.filterPlaceholder')}
            onChange={({ target }) => setText(target.value)}
          />
          <span className="secondary" role="status">
            {t('tables.shown', {
              shown: numberText(shown.length, language),
              total: numberText(rows.length, language),
            })}
          </span>
        </div>
      )}
      {shown.length > 0 ? (
        <ResultTable caption={t(`tables.kinds.${kind}`)} table={table} rows={shown} />
      ) : (
        <p role="status">{t('tables.noMatch', { text: settledText.trim() })}</p>
      )}
    </>
  )
}
