/** The row that was clicked on, in the list or on the map, in full; and the one that gets a place. */
import type { Import, ImportSummary } from '../../../data/imports.ts'
import { useImportRow } from '../../api/imports.ts'
import { Action } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { chooseRow, useIntake } from '../../state/intake.ts'
import { PutRow } from './put-row.tsx'
import { RowContent } from './row-content.tsx'
import type { Deciding } from './rows-step.tsx'
import { showRow } from './show-on-map.ts'

interface ChosenRowProps extends Deciding {
  entry: Import
  report: ImportSummary
}

export const ChosenRow = ({ entry, report, ...deciding }: ChosenRowProps) => {
  const { t } = useText('intake')
  const { chosenRow, placedRow } = useIntake()
  const number = placedRow ?? chosenRow
  const { data: row } = useImportRow(entry.id, number)
  if (number === null || !row) return null
  if (placedRow !== null) return <PutRow key={placedRow} entry={entry} row={row} />
  return (
    <section className="block intake-chosen" aria-label={t('rows.chosen')}>
      <RowContent
        row={row}
        report={report}
        mostChanges={Number.POSITIVE_INFINITY}
        head={(title) => <p>{title}</p>}
        {...deciding}
      />
      <div className="buttons">
        {row.lonLat && (
          <Action label={t('rows.show')} onClick={() => showRow(row.row, row.lonLat)} />
        )}
        <Action label={t('rows.release')} onClick={() => chooseRow(null)} />
      </div>
    </section>
  )
}
