import { useMemo } from 'react'
import type { AreaCoverage, CoverageAnswer } from '../../../../../data/coverage.ts'
import { useCollection } from '../../../../api/features.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { useText } from '../../../../i18n/text.ts'
import { flyTo } from '../../../../state/app-state.ts'
import { peopleChangeByCode } from './area-changes.ts'
import { areaColumns } from './area-columns.tsx'
import { FilteredTable } from './filtered-table.tsx'
import { areaBbox } from './show-place.ts'
import type { TableDescription } from './table-column.ts'

/** Least share first: where something has to be done. */
const WORST_FIRST = { column: 'share', descending: false } as const

/** People in time by county. */
export const CountiesTable = ({ answer }: { answer: CoverageAnswer }) => {
  const table = useAreaTable(answer, answer.byCounty, 'counties')
  return (
    <FilteredTable kind="counties" table={table} rows={answer.byCounty} firstOrder={WORST_FIRST} />
  )
}

/** People in time by town, each with its county. */
export const TownsTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { language } = useText('coverage')
  const { byCounty, byTown } = answer
  const countyNames = useMemo(
    () => new Map(byCounty.map((county) => [county.code, localisedName(county, language)])),
    [byCounty, language],
  )
  const areas = useAreaTable(answer, byTown, 'towns')
  const table = {
    ...areas,
    textsOf: (row: (typeof byTown)[number]) => [
      row.nameEn,
      countyNames.get(row.countyCode) ?? null,
    ],
    note: ({ countyCode }: (typeof byTown)[number]) => countyNames.get(countyCode),
  }
  return <FilteredTable kind="towns" table={table} rows={byTown} firstOrder={WORST_FIRST} />
}

const useAreaTable = <Row extends AreaCoverage>(
  { changes }: CoverageAnswer,
  rows: readonly Row[],
  collection: 'counties' | 'towns',
): TableDescription<Row> => {
  const { t, language } = useText('coverage')
  const { data } = useCollection(collection)
  const areaCount = rows.length
  const columns = useMemo(
    () =>
      areaColumns<Row>({
        t,
        language,
        changes: changes && peopleChangeByCode(changes),
        areaCount,
      }),
    [t, language, changes, areaCount],
  )
  return {
    columns,
    keyOf: ({ code }) => code,
    nameOf: (row) => localisedName(row, language),
    textsOf: ({ nameEn }) => [nameEn],
    onChoose: ({ code }) => {
      const bbox = areaBbox(data?.features ?? [], code)
      if (bbox) flyTo(bbox)
    },
  }
}
