import { Fragment, type ReactNode } from 'react'
import type { Language } from '../../../data/bilingual.ts'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import {
  coordinateText,
  distanceText,
  durationText,
  listText,
  localisedName,
  toldSeconds,
} from '../../../data/wording.ts'
import { dutyAt, dutySentence } from '../../form/duty.ts'
import { querySummary } from '../../form/nearest-query.ts'
import { clockText, dateTimeText } from '../../form/shanghai-time.ts'
import { type Translate, useText } from '../../i18n/text.ts'
import { A4_LYING } from '../../print/paper.ts'
import { PrintDocument } from '../../print/print-document.tsx'
import { PrintFacts, PrintPages, PrintTable } from '../../print/print-pages.tsx'
import { type Place, useAppState } from '../../state/app-state.ts'
import { noteLetter } from '../../state/map-notes.ts'
import {
  arrivesBefore,
  breakdownText,
  distancesText,
  gearSummary,
  isOnRoad,
  mainRoads,
  roadOfSnap,
  usesFerry,
} from './arrival-texts.ts'
import { isWhatIf } from './conditions-strip.tsx'
import type { ToldOnPaper } from './message/prepare-message.ts'
import { groupedByReason } from './passed-over.tsx'

export interface PrintSheetProps {
  answer: NearestAnswer
  place: Place
}

/** The answer on paper, with everything that it was computed from, and a map where one is drawn. */
export const PrintSheet = ({
  answer,
  place,
  map,
  told,
}: PrintSheetProps & { map: ReactNode; told: ToldOnPaper | null }) => {
  const { t, language } = useText('panels')
  const { revision, network, notice, query, snap } = answer
  const time = dateTimeText(Date.parse(answer.timeStamp))
  const isSupposed = useAppState((state) => isWhatIf(state.nearest))
  const notes = useAppState((state) => state.notes)
  const title = isSupposed
    ? `${t('nearest.answer.whatIf')} · ${t('nearest.print.title')}`
    : t('nearest.print.title')
  const closures = listText(
    answer.obeyed.map(({ name }) => name),
    language,
  )
  const road = snap && {
    road: roadOfSnap(snap, language),
    distance: distanceText(snap.distanceMetres, language),
  }
  return (
    <PrintDocument fileName={`${title} ${place.label} ${time}`} paper={A4_LYING}>
      <PrintPages
        title={title}
        facts={[dateTimeText(Date.parse(query.at)), t('nearest.answer.revision', { revision })]}
        notice={notice?.[language] ?? null}
      >
        <PrintFacts
          facts={[
            [
              t('nearest.print.place'),
              [
                told?.words ?? place.label,
                `WGS-84 ${coordinateText(place.position)}`,
                told && `GCJ-02 ${told.gcj02}`,
              ]
                .filter(Boolean)
                .join(' · '),
            ],
            ...(snap && road
              ? [
                  [
                    t('nearest.print.nearestRoad'),
                    t(isOnRoad(snap) ? 'nearest.place.onRoad' : 'nearest.place.snap', road),
                  ] as const,
                ]
              : []),
            ...(snap?.carriageway
              ? [
                  [
                    t('nearest.print.carriageway'),
                    language === 'zh' ? snap.carriageway.detailZh : snap.carriageway.detail,
                  ] as const,
                ]
              : []),
            ...querySummary(query, language, t),
            ...(closures === '' ? [] : [[t('nearest.print.closures'), closures] as const]),
            ...(notes.length > 0
              ? [
                  [
                    t('nearest.print.notes'),
                    listText(
                      notes.map(
                        ({ text, corners }, index) =>
                          `${noteLetter(index)} ${text} ${coordinateText(corners[0]!)}`,
                      ),
                      language,
                    ),
                  ] as const,
                ]
              : []),
          ]}
        />
        <PrintTable
          isBroken
          columns={COLUMNS.map(([name, kind]) => ({
            label: t(`nearest.print.columns.${name}`),
            ...(kind && { kind }),
          }))}
          rows={answer.features.map((feature) => rankRow(answer, feature, t, language))}
        />
        <PrintPassedOver answer={answer} />
        <p className="print-section">
          {t('nearest.print.provenance', {
            revision,
            network: network.id,
            provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
            time,
          })}
        </p>
        {map && <div className="print-own-page">{map}</div>}
      </PrintPages>
    </PrintDocument>
  )
}

const COLUMNS = [
  ['rank', 'rank'],
  ['name', 'words'],
  ['arrival', 'whole'],
  ['crew', 'whole'],
  ['breakdown', 'words'],
  ['gear'],
  ['roads'],
] as const

const rankRow = (
  { query, routes }: NearestAnswer,
  { id, properties }: NearestFeature,
  t: Translate<'panels'>,
  language: Language,
): ReactNode[] => {
  const at = Date.parse(query.at)
  const clock = clockText(
    arrivesBefore(at + toldSeconds(properties.arrivalSeconds) * 1000),
    at,
    language,
  )
  const route = routes.features.find((each) => each.properties.featureId === id)
  return [
    String(properties.rank),
    <Lines
      key="name"
      of={[
        localisedName(properties, language),
        ...(typeof properties.phone === 'string' ? [properties.phone] : []),
      ]}
    />,
    <Lines
      key="arrival"
      of={[durationText(properties.arrivalSeconds, language), t('nearest.answer.clock', { clock })]}
    />,
    <Lines key="crew" of={crewLines(properties, at, language, t)} />,
    <Lines
      key="breakdown"
      of={[breakdownText(properties, language, t), distancesText(properties, language, t)]}
    />,
    gearSummary(properties, query, language, Number.POSITIVE_INFINITY),
    [
      mainRoads(route?.properties.roads ?? [], language).join(' → '),
      usesFerry(route?.properties.roads ?? []) ? t('nearest.answer.byFerry') : '',
    ]
      .filter(Boolean)
      .join(' · '),
  ]
}

const Lines = ({ of }: { of: readonly string[] }) =>
  of.map((line, place) => (
    <Fragment key={line}>
      {place > 0 && <br />}
      {line}
    </Fragment>
  ))

/** Whether it is on duty at the moment asked about, and with how many. */
const crewLines = (
  properties: NearestFeature['properties'],
  at: number,
  language: Language,
  t: Translate<'panels'>,
): readonly string[] => {
  const { crewOnDuty } = properties
  const crew = typeof crewOnDuty === 'number' && t('nearest.answer.crew', { count: crewOnDuty })
  return [crew, dutySentence(dutyAt(properties, at), language)].filter(
    (line) => typeof line === 'string',
  )
}

const PrintPassedOver = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels', 'nearest')
  const passedOver = groupedByReason(answer.passedOver).flatMap((group) => group.passedOver)
  if (passedOver.length === 0) return null
  return (
    <>
      <h2>{t('print.passedOver')}</h2>
      <ul className="print-columns">
        {passedOver.map((each) => (
          <li key={each.id}>
            {localisedName(each, language)}
            {' · '}
            {t('passedOver.wouldArrive', { duration: durationText(each.arrivalSeconds, language) })}
            {' · '}
            {each.reasons
              .map(({ detail, detailZh }) => (language === 'zh' ? detailZh : detail))
              .join(language === 'zh' ? '；' : '; ')}
          </li>
        ))}
      </ul>
    </>
  )
}
