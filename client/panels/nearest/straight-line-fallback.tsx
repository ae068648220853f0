import { useFeatures } from '../../api/features.ts'
import { PhoneValue } from '../../form/copy-button.tsx'
import { localisedName } from '../../form/localised-name.ts'
import { Message } from '../../form/message.tsx'
import { conditionsOf } from '../../form/nearest-query.ts'
import { distanceText } from '../../form/number-text.ts'
import { dateTimeText, instantOf } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, type Place, useAppState } from '../../state/app-state.ts'
import { byStraightLine, meetsConditions } from './straight-line.ts'

/** Without roads: an order by straight line, under its own name and never as an arrival time. */
export const StraightLineFallback = ({ place }: { place: Place }) => {
  const { t, language } = useText('panels')
  const options = useAppState((state) => state.nearest)
  const { collection, count, onDuty, at } = options
  const { data } = useFeatures(collection)
  const moment = (at === null ? null : instantOf(at)) ?? Date.now()
  const onlyReady = onDuty && conditionsOf(collection).duty
  const candidates = (data ?? []).filter(({ properties }) =>
    meetsConditions(properties, options, moment),
  )
  return (
    <section className="column answer">
      <Message
        type="warning"
        title={t('nearest.noNetwork.title')}
        description={
          <>
            <p>{t('nearest.noNetwork.explanation')}</p>
            {onlyReady && <p>{t('nearest.noNetwork.unready', { time: dateTimeText(moment) })}</p>}
          </>
        }
      />
      <ol className="unmarked arrival-cards">
        {byStraightLine(candidates, place.position, count).map(({ feature, straightMetres }) => (
          <li key={feature.id} className="column arrival-card">
            <h3>
              <button
                type="button"
                className="bare card-open"
                onClick={() => changeState({ selection: { collection, id: feature.id } })}
              >
                {localisedName(feature.properties, language)}
              </button>
            </h3>
            <p>
              {t('nearest.noNetwork.straight', {
                distance: distanceText(straightMetres, language),
              })}
            </p>
            {typeof feature.properties.phone === 'string' && (
              <div className="card-actions">
                <PhoneValue phone={feature.properties.phone} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
