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
import { fieldText } from '../../../../../data/field-text.ts'
import { stationResource } from '../../../../../data/resources/station.ts'
import { freeStationId, longerHours } from '../../../../../data/scenario-edits.ts'
import { durationText, localisedName, numberText } from '../../../../../data/wording.ts'
import { type ApiFeature, useCollection } from '../../../../api/features.ts'
import { Action } from '../../../../form/pieces.tsx'
import { useText } from '../../../../i18n/text.ts'
import { shareText } from '../../../../layers/share-text.ts'
import { changeCoverage, flyTo } from '../../../../state/app-state.ts'
import { chooseArea, useChosenArea } from '../../../../state/chosen-area.ts'
import { useCoverageBand } from '../../../../state/coverage-answer.ts'
import { addStation, changeStation, useScenarioDraft } from '../../../../state/scenario-draft.ts'
import { bandByCode, peopleChangeByCode, signedText, sumOfEnds } from '../figure-text.ts'
import { Share } from '../share-bar.tsx'
import { FilteredTable } from './filtered-table.tsx'
import { gearOf, remedyText, stationFromRemedy, withMissing } from './remedy.ts'
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

/** People in time by county. */
export const CountiesTable = ({ answer }: { answer: CoverageAnswer }) => {
  const table = useAreaTable(answer, answer.byCounty, 'counties')
  return <FilteredTable kind="counties" table={table} rows={answer.byCounty} />
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
  return <FilteredTable kind="towns" table={table} rows={byTown} />
}

const peopleOf = ({ people }: AreaCoverage): number => people
const lateOf = ({ people, peopleInTime }: AreaCoverage): number => people - peopleInTime
const peopleInTimeOf = ({ peopleInTime }: AreaCoverage): number => peopleInTime

const useAreaTable = <Row extends AreaCoverage>(
  { changes }: CoverageAnswer,
  { length: areaCount }: readonly Row[],
  collection: 'counties' | 'towns',
): TableDescription<Row> => {
  const { t, language } = useText('coverage', 'tables')
  const { data } = useCollection(collection)
  const { band } = useCoverageBand()
  const chosen = useChosenArea((state) => state.chosen)
  const columns = useMemo((): TableColumn<Row>[] => {
    const endsByCode = band && bandByCode(band)
    const figure = (people: number): string => numberText(people, language)
    const changeByCode = changes && peopleChangeByCode(changes)
    const changeOf = ({ code }: AreaCoverage): number => changeByCode?.get(code) ?? 0
    const signed = (people: number): string => signedText(people, language)
    return [
      wordColumn(NAME_COLUMN, t('columns.area'), namedIn(language).nameOf, ({ length }) =>
        length === areaCount ? t('total') : t('totalShown', { count: length }),
      ),
      // who tries something out wants to see what it does; how many live there is in the share
      changeByCode === null
        ? sumColumn('people', t('columns.people'), peopleOf, figure)
        : sumColumn('change', t('columns.change'), changeOf, signed, (row) => (
            <Change people={changeOf(row)} signed={signed} />
          )),
      sumColumn('late', t('columns.late'), lateOf, figure),
      {
        key: 'share',
        label: t('columns.share'),
        isFigure: true,
        sortValue: ({ share }) => share,
        cell: ({ code, people, peopleInTime }) => (
          <Share part={peopleInTime} all={people} band={endsByCode?.get(code) ?? null} />
        ),
        total: (rows) => (
          <Share
            part={sumOf(rows, peopleInTimeOf)}
            all={sumOf(rows, peopleOf)}
            band={endsByCode && sumOfEnds(rows.map(({ code }) => endsByCode.get(code)))}
          />
        ),
      },
      worstColumn(t('columns.worst'), language, t('unreachable')),
    ]
  }, [t, language, changes, areaCount, band])
  return {
    columns,
    keyOf: ({ code }) => code,
    ...namedIn(language),
    onChoose: ({ code }) => {
      const bbox = areaBbox(data?.features ?? [], code)
      chooseArea({ kind: collection, code })
      if (bbox) flyTo(bbox)
    },
    chosenKey: chosen?.kind === collection ? chosen.code : null,
    // most people first: where something has to be done
    firstOrder: { column: 'late', descending: true },
  }
}

/** An area that the scenario leaves as it is says nothing. */
const Change = ({ people, signed }: { people: number; signed: (people: number) => string }) =>
  people === 0 ? null : <span className={people > 0 ? 'is-gain' : 'is-loss'}>{signed(people)}</span>

/** A structure without a name goes by its kind. */
const nameOf = (row: Fragility, language: 'zh' | 'en'): string =>
  localisedName(row, language) || FRAGILITY_KINDS[row.kind][language]

/** Whose loss would leave most people out of time. */
export const FragilityTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage', 'tables')
  const columns = useMemo(
    (): TableColumn<Fragility>[] => [
      wordColumn(NAME_COLUMN, t('columns.area'), (row) => nameOf(row, language)),
      wordColumn('kind', t('columns.kind'), ({ kind }) => FRAGILITY_KINDS[kind][language]),
      figureColumn(
        'lost',
        t('columns.lost'),
        ({ peopleLost }) => peopleLost,
        (people) => numberText(people ?? 0, language),
      ),
    ],
    [t, language],
  )
  const table: TableDescription<Fragility> = {
    columns,
    keyOf: ({ kind, id }) => `${kind}/${id}`,
    nameOf: (row) => nameOf(row, language),
    textsOf: ({ nameEn, kind }) => [nameEn, FRAGILITY_KINDS[kind][language]],
    onChoose: ({ kind, id, position }) =>
      kind === 'station' ? showStation(id, position) : flyTo(boxAround(position, SPOT_DEGREES)),
    firstOrder: { column: 'lost', descending: true },
  }
  return <FilteredTable kind="fragility" table={table} rows={answer.fragility} />
}

type Spare = CoverageAnswer['overlap'][number]

/** Fields that help to choose among the spare stations. */
const STATION_FIELDS = ['grade', 'dutyPattern'] as const

/** Stations whose loss alone leaves everyone in time. */
export const OverlapTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage', 'tables')
  const { data } = useCollection('stations')
  const columns = useMemo(() => {
    const byId = new Map<string, ApiFeature>(data?.features.map((each) => [each.id, each]))
    const textOf = (field: (typeof STATION_FIELDS)[number], id: string): string => {
      const properties = byId.get(id)?.properties
      return properties === undefined
        ? ''
        : fieldText(stationResource.fields[field], properties[field], language)
    }
    return [
      wordColumn(NAME_COLUMN, t('columns.area'), namedIn(language).nameOf),
      ...STATION_FIELDS.map((field) =>
        wordColumn(field, stationResource.fields[field].label[language], ({ id }: Spare) =>
          textOf(field, id),
        ),
      ),
    ]
  }, [t, language, data])
  const table: TableDescription<Spare> = {
    columns,
    keyOf: ({ id }) => id,
    ...namedIn(language),
    onChoose: ({ id, position }) => showStation(id, position),
    firstOrder: { column: NAME_COLUMN, descending: false },
  }
  return <FilteredTable kind="overlap" table={table} rows={answer.overlap} />
}

/** Where people are not reached in time, most people first, with the cheapest remedy tried. */
export const GapsTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage', 'tables')
  const { byCounty, gaps, query } = answer
  const chosen = useChosenArea((state) => state.chosen)
  const all = sumOf(gaps, ({ people }) => people)
  const columns = useMemo(
    (): TableColumn<Gap>[] => [
      rankColumn(t('columns.rank')),
      wordColumn(NAME_COLUMN, t('columns.place'), namedIn(language).nameOf, ({ length }) =>
        t('totalShown', { count: numberText(length, language) }),
      ),
      sumColumn(
        'people',
        t('columns.gapPeople'),
        ({ people }) => people,
        (people) => numberText(people, language),
        ({ people }) => (
          <>
            {numberText(people, language)}
            <span className="secondary row-note">{shareText(people, all)}</span>
          </>
        ),
      ),
      worstColumn(t('columns.worst'), language, t('unreachable')),
    ],
    [t, language, all],
  )
  const countyNames = useMemo(() => namesByCode(byCounty, language), [byCounty, language])
  const table: TableDescription<Gap> = {
    columns,
    keyOf: ({ rank }) => String(rank),
    ...namedIn(language),
    textsOf: ({ nameEn, countyCode }) => [nameEn, countyNames.get(countyCode) ?? null],
    detail: (gap) => <GapDetail gap={gap} filter={query.filter} />,
    onChoose: ({ rank, cells, bbox }) => {
      chooseArea({ kind: 'gaps', rank, cells })
      flyTo(bbox)
    },
    chosenKey: chosen?.kind === 'gaps' ? String(chosen.rank) : null,
    firstOrder: { column: 'rank', descending: false },
  }
  return <FilteredTable kind="gaps" table={table} rows={gaps} />
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
