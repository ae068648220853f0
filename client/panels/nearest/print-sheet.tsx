import type { ReactNode } from 'react'
import type { Language } from '../../../data/bilingual.ts'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import {
  coordinateText,
  distanceText,
  durationText,
  localisedName,
  toldSeconds,
} from '../../../data/wording.ts'
import { querySummary } from '../../form/nearest-query.ts'
import { clockText, dateTimeText } from '../../form/shanghai-time.ts'
import { type Translate, useText } from '../../i18n/text.ts'
import { A4_LYING } from '../../print/paper.ts'
import { PrintDocument } from '../../print/print-document.tsx'
import { PrintFacts, PrintPages, PrintTable } from '../../print/print-pages.tsx'
import type { Place } from '../../state/app-state.ts'
import { breakdownText, mainRoads, roadOfSnap } from './arrival-texts.ts'

export interface PrintSheetProps {
  answer: NearestAnswer
  place: Place
}

/** The answer on paper, with everything that it was computed from, and a map where one is drawn. */
export const PrintSheet = ({ answer, place, map }: PrintSheetProps & { map: ReactNode }) => {
  const { t, language } = useText('panels')
  const { revision, network, notice, query, snap } = answer
  const time = dateTimeText(Date.parse(answer.timeStamp))
  const title = t('nearest.print.title')
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
        <h2>{t('nearest.print.parameters')}</h2>
        <PrintFacts
          facts={[
            [
              t('nearest.print.place'),
              [place.label, `WGS-84 ${coordinateText(place.position)}`].filter(Boolean).join(' · '),
            ],
            ...(road
              ? [[t('nearest.print.nearestRoad'), t('nearest.place.snap', road)] as const]
              : []),
            ...querySummary(query, language, t),
          ]}
        />
        <PrintTable
          title={t('nearest.print.order')}
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
  ['name'],
  ['arrival', 'whole'],
  ['clock', 'whole'],
  ['breakdown'],
  ['distance', 'figure'],
  ['phone', 'whole'],
  ['roads'],
] as const

const rankRow = (
  { query, routes }: NearestAnswer,
  { id, properties }: NearestFeature,
  t: Translate<'panels'>,
  language: Language,
): string[] => {
  const at = Date.parse(query.at)
  const route = routes.features.find((each) => each.properties.featureId === id)
  return [
    String(properties.rank),
    localisedName(properties, language),
    durationText(properties.arrivalSeconds, language),
    clockText(at + toldSeconds(properties.arrivalSeconds) * 1000, at, language),
    breakdownText(properties, language, t),
    distanceText(properties.distanceMetres, language),
    typeof properties.phone === 'string' ? properties.phone : '',
    mainRoads(route?.properties.roads ?? [], language).join(' → '),
  ]
}

const PrintPassedOver = ({ answer: { passedOver } }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels', 'nearest')
  if (passedOver.length === 0) return null
  return (
    <>
      <h2>{t('print.passedOver')}</h2>
      <ul>
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
