import { useMemo } from 'react'
import {
  type CoverageAnswer,
  FRAGILITY_KINDS,
  type Fragility,
} from '../../../../../data/coverage.ts'
import { stationResource } from '../../../../../data/resources/station.ts'
import { type ApiFeature, useCollection } from '../../../../api/features.ts'
import { fieldText } from '../../../../form/field-text.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { numberText } from '../../../../form/number-text.ts'
import { useText } from '../../../../i18n/text.ts'
import { flyTo } from '../../../../state/app-state.ts'
import { FilteredTable } from './filtered-table.tsx'
import { boxAround, SPOT_DEGREES, showStation } from './show-place.ts'
import {
  figureColumn,
  NAME_COLUMN,
  namedIn,
  type TableColumn,
  type TableDescription,
  wordColumn,
} from './table-rows.ts'

const MOST_LOST_FIRST = { column: 'lost', descending: true } as const

/** A structure without a name goes by its kind. */
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
      wordColumn(NAME_COLUMN, t('tables.columns.area'), (row) => nameOf(row, language)),
      wordColumn('kind', t('tables.columns.kind'), ({ kind }) => FRAGILITY_KINDS[kind][language]),
      figureColumn(
        'lost',
        t('tables.columns.lost'),
        ({ peopleLost }) => peopleLost,
        (people) => numberText(people ?? 0, language),
      ),
    ],
    [t, language],
  )
}

type Spare = CoverageAnswer['overlap'][number]

const BY_NAME = { column: NAME_COLUMN, descending: false } as const
/** Fields that help to choose among the spare stations. */
const STATION_FIELDS = ['grade', 'dutyPattern'] as const

/** Stations whose loss alone leaves everyone in time. */
export const OverlapTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { language } = useText('coverage')
  const columns = useOverlapColumns()
  const table: TableDescription<Spare> = {
    columns,
    keyOf: ({ id }) => id,
    ...namedIn(language),
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
      wordColumn(NAME_COLUMN, t('tables.columns.area'), namedIn(language).nameOf),
      ...STATION_FIELDS.map((field) =>
        wordColumn(field, stationResource.fields[field].label[language], ({ id }: Spare) =>
          textOf(field, id),
        ),
      ),
    ]
  }, [t, language, data])
}
