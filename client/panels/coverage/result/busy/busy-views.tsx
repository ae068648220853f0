import { useMemo, useState } from 'react'
import type { BusyAnswer } from '../../../../../data/busy.ts'
import { numberText } from '../../../../../data/wording.ts'
import { useCollection } from '../../../../api/features.ts'
import { Choice } from '../../../../form/pieces.tsx'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'
import { flyTo } from '../../../../state/app-state.ts'
import { Chart, useChartLook } from '../chart.tsx'
import { shareText } from '../figure-text.ts'
import { ResultTable } from '../tables/result-table.tsx'
import { areaBbox, showStation } from '../tables/show-place.ts'
import {
  figureColumn,
  NAME_COLUMN,
  namedIn,
  type TableColumn,
  wordColumn,
} from '../tables/table-rows.ts'
import { busyOption } from './busy-chart.ts'
import { intervalText } from './busy-texts.ts'

const VIEWS = ['chart', 'hours', 'counties', 'stations'] as const
type View = (typeof VIEWS)[number]

/** The simulated year by hour, by county and by station. */
export const BusyViews = ({ answer }: { answer: BusyAnswer }) => {
  const { t } = useText('busy')
  const [view, setView] = useState<View>('chart')
  return (
    <section className="column" aria-label={t('view')}>
      <Choice
        block
        label={t('view')}
        value={view}
        values={VIEWS}
        textOf={(each) => t(`views.${each}`)}
        onChange={setView}
      />
      {view === 'chart' && <HoursChart answer={answer} />}
      {view === 'hours' && <HoursTable answer={answer} />}
      {view === 'counties' && <CountiesTable answer={answer} />}
      {view === 'stations' && <StationsTable answer={answer} />}
    </section>
  )
}

const NONE = '–'
const shareOrNone = (share: number | null): string => (share === null ? NONE : shareText(share, 1))

type Told = Pick<BusyAnswer['byHour'][number], 'inTime' | 'ifFree' | 'calls'>

const intervalOf = ({ inTime }: Told): string => {
  if (inTime === null) return NONE
  const { low, high } = intervalText(inTime)
  return `${low}–${high}`
}

const HoursChart = ({ answer: { byHour } }: { answer: BusyAnswer }) => {
  const { t, language } = useText('busy')
  const look = useChartLook()
  const option = useMemo(
    () =>
      busyOption({
        hours: byHour,
        look,
        texts: {
          ifFree: t('ways.ifFree'),
          simulated: t('ways.simulated'),
          interval: t('intervalShort'),
          tooltip: (hour) =>
            [
              t('hourOf', { hour: hour.hour }),
              `${t('ways.ifFree')}: ${shareOrNone(hour.ifFree)}`,
              `${t('ways.simulated')}: ${shareOrNone(hour.inTime?.share ?? null)} (${intervalOf(hour)})`,
              `${t('calls')}: ${numberText(hour.calls, language)}`,
            ].join('<br>'),
        },
      }),
    [byHour, look, language, t],
  )
  return <Chart option={option} label={t('chart')} />
}

/** Columns that hours and counties have in common. */
const useToldColumns = <Row extends Told>(): TableColumn<Row>[] => {
  const { t, language } = useText('busy')
  return useMemo(
    () => [
      figureColumn(
        'calls',
        t('calls'),
        ({ calls }: Row) => calls,
        (calls) => numberText(calls ?? 0, language),
      ),
      figureColumn('ifFree', t('ifFree'), ({ ifFree }: Row) => ifFree, shareOrNone),
      figureColumn(
        'simulated',
        t('simulated'),
        ({ inTime }: Row) => inTime?.share ?? null,
        shareOrNone,
      ),
      {
        key: 'interval',
        label: t('intervalShort'),
        isFigure: true,
        sortValue: ({ inTime }: Row) => inTime && inTime.high - inTime.low,
        cell: intervalOf,
      },
    ],
    [t, language],
  )
}

/** The same figures as the chart, to be read. */
const HoursTable = ({ answer: { byHour } }: { answer: BusyAnswer }) => {
  const { t } = useText('busy')
  const columns = useToldColumns<BusyAnswer['byHour'][number]>()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="table-scroller" tabIndex={0} aria-label={t('views.hours')}>
      <table className="result-table">
        <caption className="visually-hidden">{t('chart')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('hour')}</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" className="figure">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byHour.map((hour) => (
            <tr key={hour.hour}>
              <th scope="row">{t('hourOf', { hour: hour.hour })}</th>
              {columns.map(({ key, cell }) => (
                <td key={key} className="figure">
                  {cell(hour)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const CountiesTable = ({ answer: { byCounty } }: { answer: BusyAnswer }) => {
  const { t, language } = useText('busy')
  const { data } = useCollection('counties')
  const told = useToldColumns<BusyAnswer['byCounty'][number]>()
  const names = namedIn(language)
  return (
    <ResultTable
      caption={t('views.counties')}
      table={{
        columns: [wordColumn(NAME_COLUMN, t('county'), names.nameOf), ...told],
        keyOf: ({ code }) => code,
        ...names,
        onChoose: ({ code }) => {
          const bbox = areaBbox(data?.features ?? [], code)
          if (bbox) flyTo(bbox)
        },
        firstOrder: { column: 'simulated', descending: false },
      }}
      rows={byCounty}
    />
  )
}

type Station = BusyAnswer['stations'][number]

const StationsTable = ({ answer: { stations, query } }: { answer: BusyAnswer }) => {
  const { t, language } = useText('busy')
  const names = namedIn(language)
  const columns: TableColumn<Station>[] = [
    wordColumn(NAME_COLUMN, t('station'), names.nameOf),
    figureColumn(
      'perYear',
      t('perYear'),
      ({ callsPerYear }) => callsPerYear,
      (calls) => numberText(Math.round(calls ?? 0), language),
    ),
    figureColumn('busy', t('busy'), ({ busy }) => busy, shareOrNone),
    figureColumn(
      'busyNow',
      t('busyNow', { time: dateTimeText(Date.parse(query.at)) }),
      ({ busyNow }) => busyNow,
      (busyNow) => (busyNow === null ? t('notCounted') : shareText(busyNow, 1)),
    ),
  ]
  if (stations.length === 0) return <p role="status">{t('noStations')}</p>
  return (
    <>
      <p className="secondary">{t('stationsNote')}</p>
      <ResultTable
        caption={t('views.stations')}
        table={{
          columns,
          keyOf: ({ id }) => id,
          ...names,
          onChoose: ({ id, position }) => showStation(id, position),
          firstOrder: { column: 'busy', descending: true },
        }}
        rows={stations}
      />
    </>
  )
}
