import { useMemo } from 'react'
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { stationResource } from '../../../../../data/resources/station.ts'
import { type ApiFeature, useCollection } from '../../../../api/features.ts'
import { fieldText } from '../../../../form/field-text.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { useText } from '../../../../i18n/text.ts'
import { FilteredTable } from './filtered-table.tsx'
import { showStation } from './show-place.ts'
import type { TableColumn, TableDescription } from './table-column.ts'
import { NAME_COLUMN } from './table-row.tsx'

type Spare = CoverageAnswer['overlap'][number]

const BY_NAME = { column: NAME_COLUMN, descending: false } as const
/** What helps to decide which of the spare ones could go. */
const STATION_FIELDS = ['grade', 'dutyPattern'] as const

/** Stations that nobody would miss, one at a time. */
export const OverlapTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { language } = useText('coverage')
  const columns = useOverlapColumns()
  const table: TableDescription<Spare> = {
    columns,
    keyOf: ({ id }) => id,
    nameOf: (row) => localisedName(row, language),
    textsOf: ({ nameEn }) => [nameEn],
    onChoose: ({ id, position }) => showStation(id, position),
  }
  return <FilteredTable kind="overlap" table={table} rows={answer.overlap} firstOrder={BY_NAME} />
}

const useOverlapColumns = (): TableColumn<Spare>[] => {
  const { t, language } = useText('coverage')
  const { data } = useCollection('stations')
  return useMemo(() => {
    const byId = new Map<string, ApiFeature>(data?.features.map((each) => [each.id, each]))
    const textOf = (field: (typeof STATION_FIELDS)[number], id: string): string => {
      const properties = byId.get(id)?.properties
      return properties === undefined
        ? ''
        : fieldText(stationResource.fields[field], properties[field], language)
    }
    return [
      {
        key: NAME_COLUMN,
        label: t('tables.columns.area'),
        sortValue: (row) => localisedName(row, language),
        cell: (row) => localisedName(row, language),
      },
      ...STATION_FIELDS.map((field) => ({
        key: field,
        label: stationResource.fields[field].label[language],
        sortValue: ({ id }: Spare) => textOf(field, id),
        cell: ({ id }: Spare) => textOf(field, id),
      })),
    ]
  }, [t, language, data])
}
