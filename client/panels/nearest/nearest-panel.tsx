import { AimOutlined, CloseOutlined } from '@ant-design/icons'
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../../../data/coordinate-system.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { NearestAnswer, SnapSummary } from '../../../data/nearest.ts'
import type { PastedSystem } from '../../../data/search.ts'
import { coordinateText, distanceText, localisedName } from '../../../data/wording.ts'
import { loaded, useFeatures } from '../../api/features.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { CopyButton } from '../../form/copy-button.tsx'
import { conditionsOf } from '../../form/nearest-query.ts'
import { PhoneValue } from '../../form/phone-value.tsx'
import { Action, Choice, LoadFailure, Message } from '../../form/pieces.tsx'
import { dateTimeText, instantOf } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, flyTo, type Place, useAppState } from '../../state/app-state.ts'
import { useNearestAnswer } from '../../state/nearest-answer.ts'
import { takeIn } from '../../state/pasted-place.ts'
import { AnswerView } from './answer-view.tsx'
import { roadOfSnap } from './arrival-texts.ts'
import { QueryForm } from './query-form.tsx'
import { byStraightLine, meetsConditions } from './straight-line.ts'
import './nearest.css'

/** Who can be at a place first, by road: the place, the conditions, the ranking. */
export const NearestPanel = () => {
  const { t } = useText('panels')
  const place = useAppState((state) => state.place)
  return (
    <section className="column nearest-panel" aria-label={t('nearest.title')}>
      {place === null ? (
        <>
          <HowToStart />
          <QueryForm />
        </>
      ) : (
        <PlaceAnswer place={place} />
      )}
    </section>
  )
}

const PlaceAnswer = ({ place }: { place: Place }) => {
  const { data: answer, isLoading, isRefreshing, failure, retry } = loaded(useNearestAnswer())
  return (
    <>
      <PlaceLine place={place} snap={answer?.snap ?? null} />
      <QueryForm />
      {failure && <NearestFailure {...{ place, answer, failure }} onRetry={retry} />}
      {(answer || !failure) && (
        <AnswerView
          place={place}
          answer={answer}
          isLoading={isLoading}
          isRefreshing={isRefreshing}
        />
      )}
    </>
  )
}

/** What to do first, while no place has been marked. */
const HowToStart = () => {
  const { t } = useText('panels')
  return (
    <section className="column how-to-start">
      <h2>{t('nearest.start.title')}</h2>
      <ul>
        <li>{t('nearest.start.map')}</li>
        <li>{t('nearest.start.search')}</li>
        <li>{t('nearest.start.paste')}</li>
      </ul>
      <p className="secondary">{t('nearest.start.result')}</p>
    </section>
  )
}

interface NearestFailureProps {
  place: Place
  /** The last that there was to this question; null where there was none. */
  answer: NearestAnswer | null
  failure: ApiProblem
  onRetry: () => void
}

/** Why there is no answer; without a road network, what is known all the same. */
const NearestFailure = ({ place, answer, failure, onRetry }: NearestFailureProps) => {
  const { t, language } = useText('panels', 'nearest.failure')
  if (failure.kind === 'no-network') return <StraightLineFallback place={place} />
  const time = answer && dateTimeText(Date.parse(answer.query.at))
  const kind = failure.kind === 'invalid-parameter' ? 'invalidTitle' : 'title'
  const title = time ? t('kept', { time }) : t(kind)
  return <LoadFailure title={title} detail={failure.sentence[language]} onRetry={onRetry} />
}

/** Half a side of the box shown around a place, in degrees: about a kilometre. */
const AROUND_DEGREES = 0.01

const around = ([longitude, latitude]: LonLat): void =>
  flyTo([
    longitude - AROUND_DEGREES,
    latitude - AROUND_DEGREES,
    longitude + AROUND_DEGREES,
    latitude + AROUND_DEGREES,
  ])

/** The button goes with the place: the focus moves to where the next one is looked for. */
const clearPlace = (): void => {
  changeState({ place: null, emphasisedId: null })
  document.querySelector<HTMLElement>('.search-input')?.focus()
}

const SYSTEMS = Object.keys(COORDINATE_SYSTEMS) as CoordinateSystem[]

/** The place asked about: what it was chosen by, its road, its coordinates. */
const PlaceLine = ({ place, snap }: { place: Place; snap: SnapSummary | null }) => {
  const { t, language } = useText('panels')
  const coordinates = coordinateText(place.position)
  return (
    <section className="row wrapped place-line" aria-label={t('nearest.place.heading')}>
      <div className="place-names">
        <h2>{place.label ?? t('nearest.place.onMap')}</h2>
        {snap && (
          <p>
            {t('nearest.place.snap', {
              road: roadOfSnap(snap, language),
              distance: distanceText(snap.distanceMetres, language),
            })}
          </p>
        )}
      </div>
      {place.pasted && place.pasted.readings.length > 1 && (
        <SystemChoice place={place} pasted={place.pasted} />
      )}
      <CopyButton
        text={`WGS-84 ${coordinates}`}
        label={t('copy.coordinates', { value: `WGS-84 ${coordinates}` })}
      >
        {coordinates}
      </CopyButton>
      <Action
        icon={AimOutlined}
        aria-label={t('nearest.place.locate')}
        onClick={() => around(place.position)}
      />
      <Action icon={CloseOutlined} aria-label={t('nearest.place.clear')} onClick={clearPlace} />
    </section>
  )
}

interface SystemChoiceProps {
  place: Place
  pasted: PastedSystem
}

/** The system that pasted coordinates are taken in: the place moves with it, and it is said how far. */
const SystemChoice = ({ place, pasted: { system, readings } }: SystemChoiceProps) => {
  const { t } = useText('panels', 'nearest.place')
  const [first] = readings
  const chosen = readings.find((reading) => reading.system === system) ?? first
  const values = SYSTEMS.filter((each) => readings.some((reading) => reading.system === each))
  const names = { system: t(`systems.${system}`), other: t(`systems.${first!.system}`) }
  return (
    <div className="place-names">
      <Choice
        label={t('system')}
        value={system}
        values={values}
        textOf={(each) => t(`systems.${each}`)}
        onChange={(each) => takeIn(place, each)}
      />
      <p role="status">
        {chosen === first ? t('taken', names) : t('moved', { ...names, metres: chosen!.metres })}
      </p>
    </div>
  )
}

/** Without roads: an order by straight line, under its own name and never as an arrival time. */
const StraightLineFallback = ({ place }: { place: Place }) => {
  const { t, language } = useText('panels', 'nearest.noNetwork')
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
        title={t('title')}
        description={
          <>
            <p>{t('explanation')}</p>
            {onlyReady && <p>{t('unready', { time: dateTimeText(moment) })}</p>}
          </>
        }
      />
      <ol className="unmarked arrival-cards">
        {byStraightLine(candidates, place.position, count).map(({ feature, straightMetres }) => (
          <li key={feature.id} className="framed column arrival-card">
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
    </section>
  )
}
