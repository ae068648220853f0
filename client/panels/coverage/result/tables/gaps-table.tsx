import { useMemo } from 'react'
import type { CoverageAnswer, Gap } from '../../../../../data/coverage.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { numberText } from '../../../../form/number-text.ts'
import { useText } from '../../../../i18n/text.ts'
import { flyTo } from '../../../../state/app-state.ts'
import { arrivalText } from '../figure-text.ts'
import { FilteredTable } from './filtered-table.tsx'
import { GapDetail } from './gap-detail.tsx'
import type { TableColumn, TableDescription } from './table-column.ts'
import { NAME_COLUMN } from './table-row.tsx'

const BY_RANK = { column: 'rank', descending: false } as const

/** Where people are not reached in time, most people first, with the cheapest remedy. */
export const GapsTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { language } = useText('coverage')
  const columns = useGapColumns()
  const { byCounty, gaps, query } = answer
  const countyNames = useMemo(
    () => new Map(byCounty.map((county) => [county.code, localisedName(county, language)])),
    [byCounty, language],
  )
  const table: TableDescription<Gap> = {
    columns,
    keyOf: ({ rank }) => String(rank),
    nameOf: (gap) => localisedName(gap, language),
    textsOf: ({ nameEn, countyCode }) => [nameEn, countyNames.get(countyCode) ?? null],
    detail: (gap) => <GapDetail gap={gap} filter={query.filter} />,
    onChoose: ({ bbox }) => flyTo(bbox),
  }
  return <FilteredTable kind="gaps" table={table} rows={gaps} firstOrder={BY_RANK} />
}

const useGapColumns = (): TableColumn<Gap>[] => {
  const { t, language } = useText('coverage')
  return useMemo(
    () => [
      {
        key: 'rank',
        label: t('tables.columns.rank'),
        sortValue: ({ rank }) => rank,
        cell: ({ rank }) => rank,
      },
      {
        key: NAME_COLUMN,
        label: t('tables.columns.place'),
        sortValue: (gap) => localisedName(gap, language),
        cell: (gap) => localisedName(gap, language),
        total: (rows) => t('tables.totalShown', { count: numberText(rows.length, language) }),
      },
      {
        key: 'people',
        label: t('tables.columns.gapPeople'),
        isFigure: true,
        sortValue: ({ people }) => people,
        cell: ({ people }) => numberText(people, language),
        total: (rows) =>
          numberText(
            rows.reduce((total, { people }) => total + people, 0),
            language,
          ),
      },
      {
        key: 'worst',
        label: t('tables.columns.worst'),
        isFigure: true,
        sortValue: ({ worstSeconds }) => worstSeconds,
        cell: ({ worstSeconds }) => arrivalText(worstSeconds, language, t('tables.unreachable')),
      },
    ],
    [t, language],
  )
}
