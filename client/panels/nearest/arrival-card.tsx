import { CheckOutlined, CopyOutlined, EditOutlined } from '@ant-design/icons'
import { COLLECTIONS } from '../../../data/collections.ts'
import { listedText } from '../../../data/field-text.ts'
import type { NearestAnswer, NearestFeature, RouteFeature } from '../../../data/nearest.ts'
import { distanceText, durationText, localisedName, toldSeconds } from '../../../data/wording.ts'
import { dutyAt, dutySentence, isReady } from '../../form/duty.ts'
import { DutyTag } from '../../form/duty-tag.tsx'
import { conditionsOf } from '../../form/nearest-query.ts'
import { PhoneValue } from '../../form/phone-value.tsx'
import { Action } from '../../form/pieces.tsx'
import { clockText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, togglePin, useAppState } from '../../state/app-state.ts'
import {
  arrivesBefore,
  breakdownText,
  distancesText,
  gearSummary,
  mainRoads,
  usesFerry,
} from './arrival-texts.ts'
import { compose, copyMessage, useCopyFlow } from './copy-flow.ts'
import { SendButton } from './sent-marks.tsx'

interface ArrivalCardProps {
  answer: NearestAnswer
  feature: NearestFeature
  /** With buttons and two lines; else one line, which pinning opens. */
  isFull: boolean
  /** Its rank is another one than it was a moment ago. */
  hasMoved: boolean
}

/**
 * One ranked resource: when it arrives and all that decides whether to call it. Pointing at it
 * emphasises it for as long as that lasts; a click anywhere but on its own buttons pins it.
 */
export const ArrivalCard = (card: ArrivalCardProps) => {
  const { answer, feature, isFull, hasMoved } = card
  const { id, properties } = feature
  const { t } = useText('panels', 'nearest.answer')
  const isPinned = useAppState((state) => state.emphasisedId === id)
  // as on the map, the first to arrive stands out while none is pinned or pointed at
  const isEmphasised = useAppState(({ pointedId, emphasisedId }) => {
    const emphasised = pointedId ?? emphasisedId
    return emphasised === null ? properties.rank === 1 : emphasised === id
  })
  const isWhole = isFull || isPinned
  return (
    <li
      className="framed column arrival-card"
      data-emphasised={isEmphasised}
      data-pinned={isPinned}
      data-moved={hasMoved}
      data-whole={isWhole}
      onPointerEnter={({ pointerType }) =>
        pointerType === 'mouse' && changeState({ pointedId: id })
      }
      onPointerLeave={() => changeState({ pointedId: null })}
    >
      <CardHead {...card} isPinned={isPinned} isWhole={isWhole} />
      {isWhole && (
        <>
          <CardLine answer={answer} feature={feature} />
          {isPinned && <CardFacts answer={answer} feature={feature} />}
          <div className="card-actions">
            <CardPhone answer={answer} feature={feature} />
            <MessageButtons answer={answer} feature={feature} />
            <SendButton answer={answer} feature={feature} />
          </div>
        </>
      )}
      {hasMoved && <span className="visually-hidden">{t('moved')}</span>}
    </li>
  )
}

type CardProps = Pick<ArrivalCardProps, 'answer' | 'feature'>

interface CardHeadProps extends CardProps {
  isPinned: boolean
  isWhole: boolean
}

const CardHead = ({ answer, feature: { id, properties }, isPinned, isWhole }: CardHeadProps) => {
  const { t, language } = useText('panels', 'nearest.answer')
  const name = localisedName(properties, language)
  const { collection } = answer.query
  const { rank, crewOnDuty } = properties
  return (
    <div className="card-head">
      <button
        type="button"
        className="bare rank card-pin"
        aria-pressed={isPinned}
        aria-label={t(isPinned ? 'unpin' : 'pin', { rank, name })}
        onClick={() => togglePin(id)}
      >
        <span aria-hidden>{rank}</span>
      </button>
      <h3>
        <button
          type="button"
          className="bare card-open"
          onClick={() => changeState({ selection: { collection, id } })}
        >
          {name}
        </button>
        {!isWhole && typeof crewOnDuty === 'number' && (
          <span className="card-crew">{t('crew', { count: crewOnDuty })}</span>
        )}
      </h3>
      <strong className="arrival">{durationText(properties.arrivalSeconds, language)}</strong>
    </div>
  )
}

/** Duty and crew, how far it is, and before when it arrives. */
const CardLine = ({ answer, feature: { id, properties } }: CardProps) => {
  const { t, language } = useText('panels', 'nearest.answer')
  const { t: tAll } = useText('panels')
  const asked = Date.parse(answer.query.at)
  const duty = dutyAt(properties, asked)
  const sentence = dutySentence(duty, language)
  const { crewOnDuty, arrivalSeconds } = properties
  const arrives = arrivesBefore(asked + toldSeconds(arrivalSeconds) * 1000)
  return (
    <p className="card-line">
      {sentence !== null && <DutyTag ready={isReady(duty)}>{sentence}</DutyTag>}
      {typeof crewOnDuty === 'number' && <span>{t('crew', { count: crewOnDuty })}</span>}
      {/* for those on duty the distance is shown with the way, once they are pinned: this line is full */}
      {sentence === null && (
        <span className="secondary">{distancesText(properties, language, tAll)}</span>
      )}
      {usesFerry(roadsOf(answer, id)) && <span className="by-ferry">{t('byFerry')}</span>}
      <span className="card-clock">
        {t('clock', { clock: clockText(arrives, asked, language) })}
      </span>
    </p>
  )
}

/** What else is known of the way and of what it brings: of the one that is pinned. */
const CardFacts = ({ answer, feature }: CardProps) => {
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

const CardPhone = ({ answer, feature: { id, properties } }: CardProps) => {
  const { t } = useText('panels')
  const { phone } = properties
  return typeof phone === 'string' ? (
    <PhoneValue phone={phone} of={{ collection: answer.query.collection, id }} />
  ) : (
    <span className="secondary">{t('nearest.answer.noPhone')}</span>
  )
}

/** Copies the message, which is checked again first, or opens it to be filled in. */
const MessageButtons = ({ answer, feature }: CardProps) => {
  const { id, properties } = feature
  const { t, language } = useText('panels', 'nearest.answer')
  const outcome = useCopyFlow((flow) =>
    'called' in flow.outcome && flow.outcome.called.id === id ? flow.outcome.kind : 'idle',
  )
  const isCopied = outcome === 'done' || outcome === 'unchecked'
  const name = localisedName(properties, language)
  return (
    <span className="row message-buttons">
      <Action
        type={properties.rank === 1 ? 'primary' : 'default'}
        icon={isCopied ? CheckOutlined : CopyOutlined}
        loading={outcome === 'busy'}
        label={t(isCopied ? 'copied' : 'dispatch')}
        aria-label={`${t(isCopied ? 'copied' : 'dispatch')} ${name}`}
        onClick={() => void copyMessage({ shown: answer, called: feature })}
      />
      <Action
        icon={EditOutlined}
        aria-label={t('compose', { name })}
        title={t('composeShort')}
        onClick={() => compose(feature)}
      />
    </span>
  )
}
