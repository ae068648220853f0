import { ExperimentOutlined } from '@ant-design/icons'
import { useMemo } from 'react'
import {
  type AreaCoverage,
  type CoverageAnswer,
  type CoverageFilter,
  FRAGILITY_KINDS,
  type Fragility,
  type Gap,
  type Remedy,
} from '../../../../../data/coverage.ts'
import type { EquipmentKey } from '../../../../../data/equipment.ts'
import { stationResource } from '../../../../../data/resources/station.ts'
import { type ApiFeature, useCollection } from '../../../../api/features.ts'
import { fieldText } from '../../../../form/field-text.ts'
import { Action } from '../../../../form/pieces.tsx'
import { durationText, localisedName, numberText } from '../../../../form/wording.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, flyTo } from '../../../../state/app-state.ts'
import { addStation, changeStation, useScenarioDraft } from '../../../../state/scenario-draft.ts'
import { peopleChangeByCode, signedText } from '../figure-text.ts'
import { Share } from '../share-bar.tsx'
import { FilteredTable } from './filtered-table.tsx'
import {
  freeStationId,
  gearOf,
  longerHours,
  remedyText,
  stationFromRemedy,
  withMissing,
} from './remedy.ts'
import { areaBbox, boxAround, SPOT_DEGREES, showStation } from './show-place.ts'
import {
  figureColumn,
  NAME_COLUMN,
  namedIn,
  namesByCode,
  rankColumn,
  sumColumn,
  sumOf,
  type TableColumn,
  type TableDescription,
  wordColumn,
  worstColumn,
} from './table-rows.ts'

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
  const countyNames = useMemo(() => namesByCode(byCounty, language), [byCounty, language])
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
  { length }: readonly Row[],
  collection: 'counties' | 'towns',
): TableDescription<Row> => {
  const { language } = useText('coverage')
  const { data } = useCollection(collection)
  return {
    columns: useAreaColumns<Row>(changes, length),
    keyOf: ({ code }) => code,
    ...namedIn(language),
    onChoose: ({ code }) => {
      const bbox = areaBbox(data?.features ?? [], code)
      if (bbox) flyTo(bbox)
    },
  }
}

const peopleOf = ({ people }: AreaCoverage): number => people
const peopleInTimeOf = ({ peopleInTime }: AreaCoverage): number => peopleInTime

/** @param areaCount how many areas there are when none is filtered out */
const useAreaColumns = <Row extends AreaCoverage>(
  changes: CoverageAnswer['changes'],
  areaCount: number,
): TableColumn<Row>[] => {
  const { t, language } = useText('coverage')
  return useMemo(() => {
    const figure = (people: number): string => numberText(people, language)
    const changeByCode = changes && peopleChangeByCode(changes)
    const changeOf = ({ code }: AreaCoverage): number => changeByCode?.get(code) ?? 0
    const signed = (people: number): string => signedText(people, language)
    return [
      wordColumn(NAME_COLUMN, t('tables.columns.area'), namedIn(language).nameOf, ({ length }) =>
        length === areaCount ? t('tables.total') : t('tables.totalShown', { count: length }),
      ),
      // who tries something out wants to see what it does; how many live there is in the share
      changeByCode === null
        ? sumColumn('people', t('tables.columns.people'), peopleOf, figure)
        : sumColumn('change', t('tables.columns.change'), changeOf, signed, (row) => (
            <Change people={changeOf(row)} signed={signed} />
          )),
      sumColumn('inTime', t('tables.columns.inTime'), peopleInTimeOf, figure),
      {
        key: 'share',
        label: t('tables.columns.share'),
        isFigure: true,
        sortValue: ({ share }) => share,
        cell: ({ people, peopleInTime }) => <Share part={peopleInTime} all={people} />,
        total: (rows) => <Share part={sumOf(rows, peopleInTimeOf)} all={sumOf(rows, peopleOf)} />,
      },
      worstColumn(t('tables.columns.worst'), language, t('tables.unreachable')),
    ]
  }, [t, language, changes, areaCount])
}

/** An area that the scenario leaves as it is says nothing. */
const Change = ({ people, signed }: { people: number; signed: (people: number) => string }) =>
  people === 0 ? null : <span className={people > 0 ? 'is-gain' : 'is-loss'}>{signed(people)}</span>

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
