import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { numberText } from '../../data/wording.ts'
import { useHealth } from '../api/features.ts'
import type { FiledTable } from '../api/filed-table.ts'
import { useText } from '../i18n/text.ts'
import { A4_LYING } from '../print/paper.ts'
import { PrintDocument } from '../print/print-document.tsx'
import { PrintPages, PrintTable } from '../print/print-pages.tsx'
import { constantColumns, totalsOf } from './printed-rows.ts'

/** What is more is read in a workbook, not on eighty sheets. */
const MOST_ROWS = 2000

interface PrintedTableProps {
  table: FiledTable
  onPrinted: () => void
}

/** A table that is filed, on paper: with who made it, sums by unit, and lines for those who sign. */
export const PrintedTable = ({ table, onPrinted }: PrintedTableProps) => {
  const { t, language } = useText('panels', 'download')
  const { data: health } = useHealth()
  const { title, facts, columns, signatures, remarks, rows } = table
  const notice = health?.demonstration ? DEMONSTRATION_NOTICE[language] : null
  const constant = constantColumns(table)
  const shown = columns.filter((column) => !constant.includes(column))
  const cellText = (cell: string | number | null | undefined): string =>
    typeof cell === 'number' ? numberText(cell, language) : (cell ?? '')
  const lines = rows.slice(0, MOST_ROWS).map((row) => shown.map(({ key }) => cellText(row[key])))
  const totals = totalsOf(table).map((sums) =>
    shown.map(({ key }, at) => (
      <strong key={key}>{at === 0 ? t('total') : cellText(sums[key])}</strong>
    )),
  )
  return (
    <PrintDocument fileName={title} paper={A4_LYING} onPrinted={onPrinted}>
      <PrintPages
        title={title}
        facts={[
          ...constant.map(({ key, label }) => `${label} ${cellText(rows[0]?.[key])}`),
          ...facts,
        ]}
        notice={notice}
      >
        <PrintTable
          columns={shown.map(({ key, label }) => ({
            label,
            ...(rows.some((row) => typeof row[key] === 'number') && { kind: 'figure' as const }),
          }))}
          rows={[...lines, ...totals]}
          empty={t('noRows')}
          more={rows.length > MOST_ROWS ? t('moreRows', { count: rows.length - MOST_ROWS }) : null}
        />
        {remarks
          .filter((remark) => remark !== notice)
          .map((remark) => (
            <p key={remark} className="secondary">
              {remark}
            </p>
          ))}
        {signatures.length > 0 && (
          <p className="print-signatures">
            {signatures.map((each) => (
              <span key={each}>{each}</span>
            ))}
          </p>
        )}
      </PrintPages>
    </PrintDocument>
  )
}
