import { createPortal } from 'react-dom'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { localisedName } from '../../form/localised-name.ts'
import { querySummary } from '../../form/nearest-query.ts'
import { coordinateText, distanceText, durationText } from '../../form/number-text.ts'
import { clockText, dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import type { Place } from '../../state/app-state.ts'
import { breakdownText, mainRoads, roadOfSnap } from './arrival-texts.ts'

interface PrintSheetProps {
  answer: NearestAnswer
  place: Place
}

/**
 * The answer on paper: everything that it was computed from beside it, and nothing else of the
 * page. Invisible on the screen; a child of the body, so that no panel can cut it off.
 */
export const PrintSheet = ({ answer, place }: PrintSheetProps) => {
  const { t, language } = useText('panels')
  const { revision, network, notice, query } = answer
  return createPortal(
    <section className="print-sheet">
      <h1>{t('nearest.print.title')}</h1>
      {notice && <p className="print-notice">{notice[language]}</p>}
      <h2>{t('nearest.print.parameters')}</h2>
      <dl>
        <PrintTerm label={t('nearest.print.place')}>
          {[place.label, `WGS-84 ${coordinateText(place.position)}`].filter(Boolean).join(' · ')}
        </PrintTerm>
        {answer.snap && (
          <PrintTerm label={t('nearest.print.nearestRoad')}>
            {t('nearest.place.snap', {
              road: roadOfSnap(answer.snap, language),
              distance: distanceText(answer.snap.distanceMetres, language),
            })}
          </PrintTerm>
        )}
        {querySummary(query, language, t).map(([label, value]) => (
          <PrintTerm key={label} label={label}>
            {value}
          </PrintTerm>
        ))}
      </dl>
      <h2>{t('nearest.print.order')}</h2>
      <RankTable answer={answer} />
      <PrintPassedOver answer={answer} />
      <p>
        {t('nearest.print.provenance', {
          revision,
          network: network.id,
          provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
          time: dateTimeText(Date.parse(answer.timeStamp)),
        })}
      </p>
    </section>,
    document.body,
  )
}

const PrintTerm = ({ label, children }: { label: string; children: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const COLUMNS = [
  'rank',
  'name',
  'arrival',
  'clock',
  'breakdown',
  'distance',
  'phone',
  'roads',
] as const

const RankTable = ({ answer }: { answer: NearestAnswer }) => {
  const { t } = useText('panels')
  return (
    <table>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`nearest.print.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {answer.features.map((feature) => (
          <RankRow key={feature.id} answer={answer} feature={feature} />
        ))}
      </tbody>
    </table>
  )
}

const RankRow = ({ answer, feature }: { answer: NearestAnswer; feature: NearestFeature }) => {
  const { t, language } = useText('panels')
  const { properties } = feature
  const asked = Date.parse(answer.query.at)
  const route = answer.routes.features.find((each) => each.properties.featureId === feature.id)
  return (
    <tr>
      <td>{properties.rank}</td>
      <td>{localisedName(properties, language)}</td>
      <td>{durationText(properties.arrivalSeconds, language)}</td>
      <td>{clockText(asked + properties.arrivalSeconds * 1000, asked, language)}</td>
      <td>{breakdownText(properties, language, t)}</td>
      <td>{distanceText(properties.distanceMetres, language)}</td>
      <td>{typeof properties.phone === 'string' ? properties.phone : ''}</td>
      <td>{mainRoads(route?.properties.roads ?? [], language).join(' → ')}</td>
    </tr>
  )
}

const PrintPassedOver = ({ answer: { passedOver } }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels')
  if (passedOver.length === 0) return null
  return (
    <>
      <h2>{t('nearest.print.passedOver')}</h2>
      <ul>
        {passedOver.map((each) => (
          <li key={each.id}>
            {localisedName(each, language)}
            {' · '}
            {t('nearest.passedOver.wouldArrive', {
              duration: durationText(each.arrivalSeconds, language),
            })}
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
