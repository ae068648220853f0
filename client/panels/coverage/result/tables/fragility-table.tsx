import { useMemo } from 'react'
import {
  type CoverageAnswer,
  FRAGILITY_KINDS,
  type Fragility,
} from '../../../../../data/coverage.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { numberText } from '../../../../form/number-text.ts'
import { useText } from '../../../../i18n/text.ts'
import { flyTo } from '../../../../state/app-state.ts'
import { FilteredTable } from './filtered-table.tsx'
import { boxAround, SPOT_DEGREES, showStation } from './show-place.ts'
import type { TableColumn, TableDescription } from './table-column.ts'
import { NAME_COLUMN } from './table-row.tsx'

const MOST_LOST_FIRST = { column: 'lost', descending: true } as const

/** A structure that nobody named is known by its kind. */
const nameOf = (row: Fragility, language: 'zh' | 'en'): string =>
  localisedName(row, language) || FRAGILITY_KINDS[row.kind][language]

/** Whose loss would leave most people out of time. */
export const FragilityTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { language } = useText('coverage')
  const columns = useFragilityColumns()
  const table: TableDescription<Fragility> = {
    columns,
    keyOf: ({ kind, id }) => `${kind}/${id}`,
    nameOf: (row) => nameOf(row, language),
    textsOf: ({ nameEn, kind }) => [nameEn, FRAGILITY_KINDS[kind][language]],
    onChoose: ({ kind, id, position }) =>
      kind === 'station' ? showStation(id, position) : flyTo(boxAround(position, SPOT_DEGREES)),
  }
  return (
    <FilteredTable
      kind="fragility"
      table={table}
      rows={answer.fragility}
      firstOrder={MOST_LOST_FIRST}
    />
  )
}

const useFragilityColumns = (): TableColumn<Fragility>[] => {
  const { t, language } = useText('coverage')
  return useMemo(
    () => [
      {
        key: NAME_COLUMN,
        label: t('tables.columns.area'),
        sortValue: (row) => nameOf(row, language),
        cell: (row) => nameOf(row, language),
      },
      {
        key: 'kind',
        label: t('tables.columns.kind'),
        sortValue: ({ kind }) => FRAGILITY_KINDS[kind][language],
        cell: ({ kind }) => FRAGILITY_KINDS[kind][language],
      },
      {
        key: 'lost',
        label: t('tables.columns.lost'),
        isFigure: true,
        sortValue: ({ peopleLost }) => peopleLost,
        cell: ({ peopleLost }) => numberText(peopleLost, language),
      },
    ],
    [t, language],
  )
}
