import { CheckCircleFilled } from '@ant-design/icons'
import type { Deployment } from '../../../data/deployment.ts'
import { DEPLOYMENT_LIMITS } from '../../../data/deployment-limits.ts'
import { haversineMetres } from '../../../data/geometry.ts'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { localisedName } from '../../../data/wording.ts'
import { useBack, useDeployments, useSend, useUndo } from '../../api/deployments.ts'
import { reasonOf } from '../../api/problem.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { clockText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { useThisMinute } from '../../layers/use-moment.ts'
import { type Place, useAppState } from '../../state/app-state.ts'
import { isWhatIf } from './conditions-strip.tsx'
import { deskName, useSending } from './sending.ts'

/** Sent to the same place: dragging a pin by less moves nobody. */
const SAME_PLACE_METRES = 50
const MINUTE_MILLISECONDS = 60_000

/** Who has been sent to this place, and who has been out for so long that it is asked about. */
export const SentStations = ({ place: { position } }: { place: Place }) => {
  const { data } = useDeployments()
  const minute = useThisMinute()
  const [longitude, latitude] = position
  const shown = data?.deployments.filter(
    (deployment) =>
      isAskedBack(deployment, minute) ||
      haversineMetres(longitude, latitude, deployment.lon, deployment.lat) < SAME_PLACE_METRES,
  )
  if (!shown?.length) return null
  return (
    <ul className="unmarked column sent-stations">
      {shown.map((deployment) => (
        <SentLine key={deployment.id} deployment={deployment} />
      ))}
    </ul>
  )
}

const minutesOut = ({ at }: Deployment, milliseconds: number): number =>
  (milliseconds - Date.parse(at)) / MINUTE_MILLISECONDS

const isAskedBack = (deployment: Deployment, milliseconds: number): boolean =>
  deployment.askBack || minutesOut(deployment, milliseconds) >= DEPLOYMENT_LIMITS.askBackMinutes

/** One that is out: since when, and how it stops being out. */
const SentLine = ({ deployment }: { deployment: Deployment }) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const back = useBack()
  const undo = useUndo()
  const minute = useThisMinute()
  // A minute early: what is offered must not be refused.
  const mayBeUndone = minutesOut(deployment, minute) + 1 < DEPLOYMENT_LIMITS.undoMinutes
  const ending = mayBeUndone ? undo : back
  const { id, by, label } = deployment
  const name = localisedName(deployment, language)
  const told = { name, by, label, clock: clockText(Date.parse(deployment.at), minute, language) }
  return (
    <li className="row wrapped">
      <CheckCircleFilled aria-hidden />
      <span>
        {t(isAskedBack(deployment, minute) ? 'askBack' : 'line', told)}
        {ending.error && <span role="alert"> {reasonOf(ending.error, language)}</span>}
      </span>
      <Action
        type="link"
        loading={ending.isPending}
        aria-label={`${t(mayBeUndone ? 'undo' : 'back')} ${name}`}
        label={t(mayBeUndone ? 'undo' : 'back')}
        onClick={() => ending.mutate({ id, by: deskName() })}
      />
    </li>
  )
}

interface SendButtonProps {
  answer: NearestAnswer
  feature: NearestFeature
}

/** Marks a station as sent to the place; another desk that has it is told of first. */
export const SendButton = ({ answer, feature: { id, properties } }: SendButtonProps) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const isSupposed = useAppState((state) => isWhatIf(state.nearest))
  const { send, isSending } = useSend()
  const sendHere = useSending((sending) => sending.begin)
  const { data } = useDeployments()
  // what is supposed sends nobody, and stations alone are sent
  if (isSupposed || answer.query.collection !== 'stations') return null
  // in sight for as long as a pointer holds the rows
  const sent = data?.deployments.find(({ stationId }) => stationId === id)
  if (sent) return <SentMark at={Date.parse(sent.at)} />
  return (
    <Action
      className="send-button"
      loading={isSending}
      label={t('mark')}
      aria-label={`${t('mark')} ${localisedName(properties, language)}`}
      onClick={() => void sendHere(send, answer, id)}
    />
  )
}

const SentMark = ({ at }: { at: number }) => {
  const { t, language } = useText('panels', 'nearest.sent')
  return (
    <span className="send-button sent-mark">
      <CheckCircleFilled aria-hidden /> {t('sent', { clock: clockText(at, at, language) })}
    </span>
  )
}

/** That another desk has the station, or why it could not be marked. */
export const SendNotice = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const { outcome, begin, dismiss } = useSending()
  const { send, isSending } = useSend()
  if (outcome === null) return null
  if (outcome.kind === 'refused') {
    const detail = reasonOf(outcome.problem, language)
    return <Message type="error" title={t('refused', { detail })} closable onClose={dismiss} />
  }
  const { standing } = outcome
  const told = {
    name: localisedName(standing, language),
    by: standing.by,
    clock: clockText(Date.parse(standing.at), Date.now(), language),
    label: standing.label || t('elsewhere'),
  }
  return (
    <Message
      type="warning"
      role="alertdialog"
      aria-label={t('already', told)}
      title={t('already', told)}
      description={
        <div className="card-actions">
          <Action
            loading={isSending}
            label={t('redirect')}
            onClick={() => void begin(send, answer, standing.stationId, standing.id)}
          />
          <Action label={t('leave')} onClick={dismiss} />
        </div>
      }
    />
  )
}
