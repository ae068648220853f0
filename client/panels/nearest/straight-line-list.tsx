import type { ReactNode } from 'react'
import { distanceText, localisedName } from '../../../data/wording.ts'
import { useDeployments } from '../../api/deployments.ts'
import { useFeatures } from '../../api/features.ts'
import { conditionsOf } from '../../form/nearest-query.ts'
import { PhoneValue } from '../../form/phone-value.tsx'
import { dateTimeText, instantOf } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, type Place, useAppState } from '../../state/app-state.ts'
import { byStraightLine, meetsConditions } from './straight-line.ts'

interface StraightLineListProps {
  place: Place
  /** Why there is no answer by road. */
  title: string
  action?: ReactNode
}

/** Without roads: an order by straight line, under its own name and never as an arrival time. */
export const StraightLineList = ({ place, title, action }: StraightLineListProps) => {
  const { t, language } = useText('panels', 'nearest.noNetwork')
  const options = useAppState((state) => state.nearest)
  const { collection, count, onDuty, at } = options
  const { data } = useFeatures(collection)
  const moment = (at === null ? null : instantOf(at)) ?? Date.now()
  const onlyReady = onDuty && conditionsOf(collection).duty
  // Those that were out when the service was last heard.
  const { data: marks } = useDeployments()
  const isNow = at === null && collection === 'stations'
  const sent = new Set(isNow ? marks?.deployments.map(({ stationId }) => stationId) : [])
  const candidates = (data ?? []).filter(
    ({ id, properties }) => !sent.has(id) && meetsConditions(properties, options, moment),
  )
  return (
    <section className="column answer">
      <LostNotice title={title} action={action}>
        {t('explanation')}
      </LostNotice>
      <ol className="unmarked arrival-cards">
        {byStraightLine(candidates, place.position, count).map(({ feature, straightMetres }) => (
          <li key={feature.id} className="framed column arrival-card straight-card">
            <h3>
              <button
                type="button"
                className="bare card-open"
                onClick={() => changeState({ selection: { collection, id: feature.id } })}
              >
                {localisedName(feature.properties, language)}
              </button>
            </h3>
            <p>{t('straight', { distance: distanceText(straightMetres, language) })}</p>
            {typeof feature.properties.phone === 'string' && (
              <div className="card-actions">
                <PhoneValue phone={feature.properties.phone} of={{ collection, id: feature.id }} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div className="secondary">
        {sent.size > 0 && <p>{t('sentLeftOut', { count: sent.size })}</p>}
        {onlyReady && <p>{t('unready', { time: dateTimeText(moment) })}</p>}
      </div>
    </section>
  )
}

interface LostNoticeProps {
  title: string
  action?: ReactNode
  children?: ReactNode
}

/** What cannot be had now, in so little room that the first row stays in sight on a phone. */
export const LostNotice = ({ title, action, children }: LostNoticeProps) => (
  <div role="alert" className="row lost-notice">
    <p>
      <strong>{title}</strong> {children}
    </p>
    {action}
  </div>
)
