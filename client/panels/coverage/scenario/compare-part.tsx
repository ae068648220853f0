import { Select } from 'antd'
import { useMemo } from 'react'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { NO_CHANGES } from '../../../../data/scenario.ts'
import { numberText } from '../../../../data/wording.ts'
import { useCoverage } from '../../../api/coverage.ts'
import { reasonOf } from '../../../api/problem.ts'
import { useScenario, useScenarioList } from '../../../api/scenarios.ts'
import { Choice } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, flyTo, useAppState } from '../../../state/app-state.ts'
import { chooseArea } from '../../../state/chosen-area.ts'
import { coverageRequest, useCoverageAnswer } from '../../../state/coverage-answer.ts'
import { signedShareText, signedText } from '../result/figure-text.ts'
import { ResultTable } from '../result/tables/result-table.tsx'
import { boxAround, TOWN_DEGREES } from '../result/tables/show-place.ts'
import {
  NAME_COLUMN,
  namedIn,
  sumColumn,
  type TableDescription,
  wordColumn,
} from '../result/tables/table-rows.ts'

const TODAY = 'today'

/** Lays another scenario beside this one: two maps in step, and the towns that differ. */
export const ComparePart = () => {
  const { t } = useText('planning')
  const compareId = useAppState((state) => state.coverage.compareId)
  const paint = useAppState((state) => state.coverage.paint)
  const { data: list } = useScenarioList()
  const options = [
    { value: '', label: t('compare.nothing') },
    { value: TODAY, label: t('compare.today') },
    ...(list ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <section className="compare-part">
      <h3>{t('compare.heading')}</h3>
      <Select
        className="target"
        aria-label={t('compare.with')}
        value={compareId ?? ''}
        options={options}
        onChange={(value) => changeCoverage({ compareId: value === '' ? null : value })}
      />
      {compareId !== null && (
        <>
          <Choice
            block
            label={t('compare.shown')}
            value={paint === 'change' ? 'change' : 'beside'}
            values={['beside', 'change']}
            textOf={(value) => t(`compare.ways.${value}`)}
            onChange={(value) => changeCoverage({ paint: value === 'change' ? value : 'served' })}
          />
          <Differences compareId={compareId} />
        </>
      )}
    </section>
  )
}

const Differences = ({ compareId }: { compareId: string }) => {
  const { t, language } = useText('planning')
  const coverage = useAppState((state) => state.coverage)
  const isToday = compareId === TODAY
  const { data: scenario, error: missing } = useScenario(isToday ? null : compareId)
  const changes = isToday ? NO_CHANGES : (scenario?.changes ?? null)
  const request = useMemo(
    () => coverageRequest(coverage, changes ?? NO_CHANGES),
    [coverage, changes],
  )
  const there = useCoverage(request)
  const here = useCoverageAnswer()
  const error = missing ?? there.error ?? here.error
  if (error) return <p role="alert">{reasonOf(error, language)}</p>
  const isReady = changes !== null && !there.isPlaceholderData && !here.isPlaceholderData
  if (!isReady || !there.data || !here.data) return <p role="status">{t('compare.wait')}</p>
  const rows = differenceRows(here.data, there.data)
  return (
    <>
      <p className="secondary">{t('compare.hint')}</p>
      {rows.length === 0 ? (
        <p role="status">{t('compare.same')}</p>
      ) : (
        <DifferenceTable rows={rows} centroids={here.data.byTown} />
      )}
    </>
  )
}

interface DifferenceTableProps {
  rows: readonly DifferenceRow[]
  centroids: readonly { readonly code: string; readonly centroid: readonly [number, number] }[]
}

const DifferenceTable = ({ rows, centroids }: DifferenceTableProps) => {
  const { t, language } = useText('planning', 'compare')
  const figure = (people: number): string => numberText(people, language)
  const signed = (people: number): string => signedText(people, language)
  const share = ({ difference, people }: DifferenceRow): string =>
    signedShareText(difference, people)
  const table: TableDescription<DifferenceRow> = {
    columns: [
      wordColumn(NAME_COLUMN, t('town'), namedIn(language).nameOf, () => t('total')),
      sumColumn('here', t('this'), ({ here }) => here, figure),
      sumColumn('there', t('other'), ({ there }) => there, figure),
      sumColumn(
        'difference',
        t('difference'),
        ({ difference }) => difference,
        signed,
        (row) => (
          <>
            {signed(row.difference)}
            <span className="secondary row-note">{share(row)}</span>
          </>
        ),
      ),
    ],
    keyOf: ({ code }) => code,
    ...namedIn(language),
    onChoose: ({ code }) => {
      chooseArea({ kind: 'towns', code })
      const centroid = centroids.find((town) => town.code === code)?.centroid
      if (centroid) flyTo(boxAround(centroid, TOWN_DEGREES))
    },
    firstOrder: { column: 'difference', descending: true },
  }
  return <ResultTable caption={t('caption')} table={table} rows={rows} />
}

interface DifferenceRow {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly people: number
  /** People in time. */
  readonly here: number
  readonly there: number
  /** here − there. */
  readonly difference: number
}

type Towns = Pick<CoverageAnswer, 'byTown'>

/** Towns whose people in time differ, the largest difference first. */
export const differenceRows = (here: Towns, there: Towns): DifferenceRow[] => {
  const others = new Map(there.byTown.map((town) => [town.code, town.peopleInTime]))
  return here.byTown
    .map(({ code, name, nameEn, people, peopleInTime }) => {
      const other = others.get(code) ?? 0
      return {
        code,
        name,
        nameEn,
        people,
        here: peopleInTime,
        there: other,
        difference: peopleInTime - other,
      }
    })
    .filter(({ difference }) => difference !== 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}
