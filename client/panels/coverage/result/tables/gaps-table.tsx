import { ExperimentOutlined } from '@ant-design/icons'
import { useMemo } from 'react'
import type { CoverageAnswer, CoverageFilter, Gap, Remedy } from '../../../../../data/coverage.ts'
import type { EquipmentKey } from '../../../../../data/equipment.ts'
import { useCollection } from '../../../../api/features.ts'
import { Action } from '../../../../form/pieces.tsx'
import { durationText, localisedName, numberText } from '../../../../form/wording.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, flyTo } from '../../../../state/app-state.ts'
import { addStation, changeStation, useScenarioDraft } from '../../../../state/scenario-draft.ts'
import { FilteredTable } from './filtered-table.tsx'
import {
  freeStationId,
  gearOf,
  longerHours,
  remedyText,
  stationFromRemedy,
  withMissing,
} from './remedy.ts'
import {
  NAME_COLUMN,
  namedIn,
  namesByCode,
  rankColumn,
  sumColumn,
  type TableColumn,
  type TableDescription,
  wordColumn,
  worstColumn,
} from './table-rows.ts'

const BY_RANK = { column: 'rank', descending: false } as const

/** Where people are not reached in time, most people first, with the cheapest remedy. */
export const GapsTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { language } = useText('coverage')
  const columns = useGapColumns()
  const { byCounty, gaps, query } = answer
  const countyNames = useMemo(() => namesByCode(byCounty, language), [byCounty, language])
  const table: TableDescription<Gap> = {
    columns,
    keyOf: ({ rank }) => String(rank),
    ...namedIn(language),
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
      rankColumn(t('tables.columns.rank')),
      wordColumn(NAME_COLUMN, t('tables.columns.place'), namedIn(language).nameOf, ({ length }) =>
        t('tables.totalShown', { count: numberText(length, language) }),
      ),
      sumColumn(
        'people',
        t('tables.columns.gapPeople'),
        ({ people }) => people,
        (people) => numberText(people, language),
      ),
      worstColumn(t('tables.columns.worst'), language, t('tables.unreachable')),
    ],
    [t, language],
  )
}

interface GapDetailProps {
  gap: Gap
  filter: CoverageFilter
}

/** Who is nearest to a gap, and what would close it. */
const GapDetail = ({ gap, filter }: GapDetailProps) => {
  const { t, language } = useText('coverage')
  const { nearest, remedy } = gap
  return (
    <div className="column gap-detail">
      <p className="secondary">
        {nearest
          ? t('gap.nearest', {
              station: localisedName(nearest, language),
              time: durationText(nearest.seconds, language),
            })
          : t('gap.noStation')}
      </p>
      {remedy ? (
        <RemedyLine gap={gap} remedy={remedy} filter={filter} />
      ) : (
        <p className="secondary">{t('gap.noRemedy')}</p>
      )}
    </div>
  )
}

const RemedyLine = ({ gap, remedy, filter }: GapDetailProps & { remedy: Remedy }) => {
  const { t, language } = useText('coverage')
  const tryRemedy = useTryRemedy(filter)
  const sentence = remedyText(remedy, language, t)
  return (
    <div className="remedy">
      <p>{sentence}</p>
      <Action
        icon={ExperimentOutlined}
        size="small"
        aria-label={t('gap.tryRemedy', { remedy: sentence })}
        label={t('gap.tryIt')}
        onClick={() => tryRemedy(remedy, gap)}
      />
    </div>
  )
}

/** Puts a remedy into the scenario, shows the gap and turns to the scenario. */
const useTryRemedy = (filter: CoverageFilter): ((remedy: Remedy, gap: Gap) => void) => {
  const { t, language } = useText('coverage')
  const { data: stations } = useCollection('stations')
  const add = (remedy: Remedy, gap: Gap): void => {
    const place = localisedName(remedy, language) || localisedName(gap, language)
    const id = freeStationId(useScenarioDraft.getState().changes)
    addStation(stationFromRemedy(remedy, filter, id, t('gap.newStation', { place })))
  }
  const propertiesOf = (id: string): Readonly<Record<string, unknown>> =>
    stations?.features.find((each) => each.id === id)?.properties ?? {}
  const staff = (id: string): void => changeStation(longerHours(id, propertiesOf(id).crewOnDuty))
  const equip = (id: string, missing: Remedy['missing']): void => {
    const present = (propertiesOf(id).equipment ?? {}) as Partial<Record<EquipmentKey, number>>
    const { changes } = useScenarioDraft.getState()
    changeStation({ id, equipment: withMissing(gearOf(id, changes, present), missing) })
  }
  return (remedy, gap) => {
    const { kind, stationId, missing } = remedy
    if (kind === 'new-site') add(remedy, gap)
    else if (stationId !== null && kind === 'longer-hours') staff(stationId)
    else if (stationId !== null) equip(stationId, missing)
    flyTo(gap.bbox)
    changeCoverage({ tab: 'scenario' })
  }
}
