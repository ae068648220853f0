import { COLLECTIONS } from '../../../data/collections.ts'
import { listedText } from '../../../data/field-text.ts'
import type { NearestAnswer, NearestFeature, RouteFeature } from '../../../data/nearest.ts'
import { distanceText, durationText, localisedName, toldSeconds } from '../../../data/wording.ts'
import { wholePhones } from '../../api/personal.ts'
import { CopyButton } from '../../form/copy-button.tsx'
import { dutyAt, dutySentence, isReady } from '../../form/duty.ts'
import { DutyTag } from '../../form/duty-tag.tsx'
import { conditionsOf } from '../../form/nearest-query.ts'
import { PhoneValue } from '../../form/phone-value.tsx'
import { clockText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, useAppState } from '../../state/app-state.ts'
import { breakdownText, distancesText, gearSummary, mainRoads } from './arrival-texts.ts'
import { calledOut, dispatchText } from './dispatch-text.ts'

interface ArrivalCardProps {
  answer: NearestAnswer
  feature: NearestFeature
}

/** One ranked resource: when it arrives and all that decides whether to call it. */
export const ArrivalCard = ({ answer, feature }: ArrivalCardProps) => {
  // as on the map, the first to arrive stands out until another one is pointed at
  const emphasised = useAppState(({ emphasisedId }) =>
    emphasisedId === null ? feature.properties.rank === 1 : emphasisedId === feature.id,
  )
  const emphasise = (): void => changeState({ emphasisedId: feature.id })
  return (
    <li
      className="framed column arrival-card"
      data-emphasised={emphasised}
      onPointerEnter={emphasise}
      onFocus={emphasise}
    >
      <CardHead answer={answer} feature={feature} />
      <CardFacts answer={answer} feature={feature} />
      <div className="card-actions">
        <CardPhone answer={answer} feature={feature} />
        <DispatchButton answer={answer} feature={feature} />
      </div>
    </li>
  )
}

const CardHead = ({ answer, feature: { id, properties } }: ArrivalCardProps) => {
  const { t, language } = useText('panels', 'nearest.answer')
  const asked = Date.parse(answer.query.at)
  const clock = clockText(asked + toldSeconds(properties.arrivalSeconds) * 1000, asked, language)
  const name = localisedName(properties, language)
  const { collection } = answer.query
  return (
    <div className="card-head">
      <span className="rank">
        <span className="visually-hidden">{t('rank', { rank: properties.rank })}</span>
        <span aria-hidden>{properties.rank}</span>
      </span>
      <h3>
        <button
          type="button"
          className="bare card-open"
          onClick={() => changeState({ selection: { collection, id }, emphasisedId: id })}
        >
          {name}
        </button>
      </h3>
      <p className="column arrival">
        <strong>{durationText(properties.arrivalSeconds, language)}</strong>
        <span>{t('clock', { clock })}</span>
      </p>
    </div>
  )
}

const CardFacts = ({ answer, feature }: ArrivalCardProps) => {
  const { t, language } = useText('panels')
  const { properties } = feature
  const gear = gearSummary(properties, answer.query, language)
  // a station's listed fields are its duty and crew, which have their own line
  const { collection } = answer.query
  const listed = conditionsOf(collection).duty
    ? ''
    : listedText(COLLECTIONS[collection], properties, language)
  const roads = roadsOf(answer, feature.id)
  return (
    <div className="column card-facts">
      <p>{breakdownText(properties, language, t)}</p>
      <p>
        {distancesText(properties, language, t)}
        {' · '}
        {t('nearest.answer.straightDistance', {
          distance: distanceText(properties.straightMetres, language),
        })}
      </p>
      <CardDuty answer={answer} feature={feature} />
      {listed !== '' && <p>{listed}</p>}
      {gear !== '' && <p>{gear}</p>}
      {roads.length > 0 && (
        <p>{t('nearest.answer.via', { roads: mainRoads(roads, language).join(' → ') })}</p>
      )}
    </div>
  )
}

const roadsOf = (answer: NearestAnswer, id: string): RouteFeature['properties']['roads'] =>
  answer.routes.features.find(({ properties }) => properties.featureId === id)?.properties.roads ??
  []

/** Duty at the moment asked about, and the crew. */
const CardDuty = ({ answer, feature: { properties } }: ArrivalCardProps) => {
  const { t, language } = useText('panels', 'nearest.answer')
  const duty = dutyAt(properties, Date.parse(answer.query.at))
  const sentence = dutySentence(duty, language)
  const { crewOnDuty } = properties
  if (sentence === null && typeof crewOnDuty !== 'number') return null
  return (
    <p className="card-duty">
      {sentence !== null && <DutyTag ready={isReady(duty)}>{sentence}</DutyTag>}
      {typeof crewOnDuty === 'number' && <span>{t('crew', { count: crewOnDuty })}</span>}
    </p>
  )
}

const CardPhone = ({ answer, feature: { id, properties } }: ArrivalCardProps) => {
  const { t } = useText('panels')
  const { phone } = properties
  return typeof phone === 'string' ? (
    <PhoneValue phone={phone} of={{ collection: answer.query.collection, id }} />
  ) : (
    <span className="secondary">{t('nearest.answer.noPhone')}</span>
  )
}

/** Copies the call-out message; an answer for "now" counts from the moment it is copied. */
const DispatchButton = ({ answer, feature: chosen }: ArrivalCardProps) => {
  const { t, language } = useText('panels')
  const message = async (): Promise<string> => {
    const { place, nearest } = useAppState.getState()
    const phones = await wholePhones(answer.query.collection, calledOut({ answer, chosen }))
    const issuedAt = Date.now()
    const departsAt = nearest.at === null ? issuedAt : Date.parse(answer.query.at)
    const placeLabel = place?.label ?? null
    return dispatchText({ answer, chosen, phones, placeLabel, issuedAt, departsAt }, language, t)
  }
  return (
    <CopyButton text={message} emphasised>
      {t('nearest.answer.dispatch')}
    </CopyButton>
  )
}
