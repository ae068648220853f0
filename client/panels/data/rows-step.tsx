/** What becomes of each row: counts, then the rows of one kind, on the map and in a list. */

import type { Import, ImportSummary } from '../../../data/imports.ts'
import { ROW_FILTERS } from '../../../data/imports.ts'
import { numberText } from '../../../data/wording.ts'
import { rejectedUrl, useImportMap } from '../../api/imports.ts'
import { Action } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { filterRows, type RowFilter, useIntake } from '../../state/intake.ts'
import { ChosenRow } from './chosen-row.tsx'
import { RowList } from './row-list.tsx'
import { useShowAll } from './show-on-map.ts'
import type { StepProps } from './staged-steps.tsx'

export const RowsStep = ({ entry, report, draft, change }: StepProps) => (
  <ImportRows
    entry={entry}
    report={report}
    decisions={{ ...entry.choices.rows, ...draft.rows }}
    onDecide={(key, decision) => change({ rows: { [key]: decision } })}
  />
)

type Decision = Import['choices']['rows'][string]

export interface Deciding {
  decisions: Readonly<Record<string, Decision>>
  /** Null where nothing can be decided any more. */
  onDecide: ((key: string, decision: Decision) => void) | null
}

interface ImportRowsProps extends Deciding {
  entry: Import
  report: ImportSummary
}

const FILTERS: readonly RowFilter[] = [
  'all',
  ...(Object.keys(ROW_FILTERS) as (keyof typeof ROW_FILTERS)[]),
]

export const ImportRows = ({ entry, report, ...deciding }: ImportRowsProps) => {
  const { t, language } = useText('intake')
  const filter = useIntake((state) => state.filter)
  const countOf = (each: RowFilter): number =>
    report.counts[each === 'all' ? 'rowsRead' : each] ?? 0
  return (
    <>
      <fieldset className="row wrapped intake-counts" aria-label={t('rows.counts')}>
        {FILTERS.filter((each) => each === 'all' || countOf(each) > 0).map((each) => (
          <CountButton key={each} filter={each} count={countOf(each)} isShown={each === filter} />
        ))}
      </fieldset>
      <div className="row wrapped buttons">
        <MapNote entry={entry} />
        {countOf('reject') > 0 && (
          <a className="row target intake-link" download href={rejectedUrl(entry.id, language)}>
            {t('rows.rejected')}
          </a>
        )}
      </div>
      <ChosenRow entry={entry} report={report} {...deciding} />
      <RowList
        key={filter}
        entry={entry}
        report={report}
        filter={filter}
        count={countOf(filter)}
        {...deciding}
      />
    </>
  )
}

interface CountButtonProps {
  filter: RowFilter
  count: number
  isShown: boolean
}

const CountButton = ({ filter, count, isShown }: CountButtonProps) => {
  const { t, language } = useText('intake')
  return (
    <button
      type="button"
      className="framed bare column intake-count target"
      data-status={filter}
      aria-pressed={isShown}
      onClick={() => filterRows(filter)}
    >
      <strong>{numberText(count, language)}</strong>
      <span>
        <span className="intake-dot" aria-hidden />
        {filter === 'all' ? t('rows.all') : ROW_FILTERS[filter][language]}
      </span>
    </button>
  )
}

/** The way to the points on the map, and whether all of them are there. */
const MapNote = ({ entry }: { entry: Import }) => {
  const { t, language } = useText('intake')
  const { data } = useImportMap(entry.id)
  const showAll = useShowAll(entry.id)
  if (!data || !showAll) return null
  const shown = data.features.length
  return (
    <>
      <Action label={t('rows.zoomAll')} onClick={showAll} />
      {shown < data.numberMatched && (
        <span className="secondary">
          {t('rows.first', {
            shown: numberText(shown, language),
            all: numberText(data.numberMatched, language),
          })}
        </span>
      )}
    </>
  )
}
