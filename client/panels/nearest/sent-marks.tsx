import { CheckCircleFilled } from '@ant-design/icons'
import { useState } from 'react'
import type { Deployment } from '../../../data/deployment.ts'
import { DEPLOYMENT_LIMITS } from '../../../data/deployment-limits.ts'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { coordinateText, localisedName } from '../../../data/wording.ts'
import { useBack, useDeployments, useSend, useUndo } from '../../api/deployments.ts'
import { reasonOf } from '../../api/problem.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { clockText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { useThisMinute } from '../../layers/use-moment.ts'
import { type Place, useAppState } from '../../state/app-state.ts'
import { isWhatIf } from './conditions-strip.tsx'
import { deskName, useSending } from './sending.ts'

/** Sent to the same place: dragging a pin by less redirects no one. */
const SAME_PLACE_METRES = 50
const MINUTE_MILLISECONDS = 60_000

/** Whether a station is out to a place, in degrees. */
export const isSentTo = ({ lon, lat }: Deployment, [longitude, latitude]: LonLat): boolean =>
  haversineMetres(longitude, latitude, lon, lat) < SAME_PLACE_METRES

/** Whither a station was sent, as another program may have marked it: without a word. */
const labelOf = ({ label, lon, lat }: Deployment): string => label || coordinateText([lon, lat])

interface SentStationsProps {
  place: Place
  /** Something is on the rows below: they must not move. */
  isHeld: boolean
}

const idsOf = (deployments: readonly Deployment[]): string => deployments.map(({ id }) => id).join()

/** Who has been sent to this place, and who has been out for so long that it is asked about. */
export const SentStations = ({ place: { position }, isHeld }: SentStationsProps) => {
  const { data } = useDeployments()
  const minute = useThisMinute()
  const [shown, setShown] = useState<readonly Deployment[]>([])
  const newest = (data?.deployments ?? []).filter(
    (deployment) => isAskedBack(deployment, minute) || isSentTo(deployment, position),
  )
  if (!isHeld && idsOf(newest) !== idsOf(shown)) setShown(newest)
  if (shown.length === 0) return null
  return (
    <ul className="unmarked column sent-stations">
      {shown.map((deployment) => (
        <SentLine key={deployment.id} deployment={deployment} />
      ))}
    </ul>
  )
}

/** The standing deployment of a station; the last that this page has heard of. */
export const useStanding = (stationId: string): Deployment | undefined =>
  useDeployments().data?.deployments.find((deployment) => deployment.stationId === stationId)

const minutesOut = ({ at }: Deployment, milliseconds: number): number =>
  (milliseconds - Date.parse(at)) / MINUTE_MILLISECONDS

const isAskedBack = (deployment: Deployment, milliseconds: number): boolean =>
  deployment.askBack || minutesOut(deployment, milliseconds) >= DEPLOYMENT_LIMITS.askBackMinutes

/** How a station stops being out: the mark is taken back while it may be, else the station is back. */
const useEnding = (deployment: Deployment) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const back = useBack()
  const undo = useUndo()
  // A minute early: what is offered must not be refused.
  const mayBeUndone = minutesOut(deployment, useThisMinute()) + 1 < DEPLOYMENT_LIMITS.undoMinutes
  const ending = mayBeUndone ? undo : back
  const label = t(mayBeUndone ? 'undo' : 'back')
  const button = (
    <Action
      type="link"
      loading={ending.isPending}
      aria-label={`${label} ${localisedName(deployment, language)}`}
      label={label}
      onClick={() => ending.mutate({ id: deployment.id, by: deskName() })}
    />
  )
  return { button, error: ending.error }
}

/** One that is out: since when, and how it stops being out. */
const SentLine = ({ deployment }: { deployment: Deployment }) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const { button, error } = useEnding(deployment)
  const minute = useThisMinute()
  const told = {
    name: localisedName(deployment, language),
    label: labelOf(deployment),
    clock: clockText(Date.parse(deployment.at), minute, language),
  }
  return (
    <li className="row wrapped">
      <CheckCircleFilled aria-hidden />
      <span>
        {t(isAskedBack(deployment, minute) ? 'askBack' : 'line', told)}
        {error && <span role="alert"> {reasonOf(error, language)}</span>}
      </span>
      {button}
    </li>
  )
}

interface SendButtonProps {
  answer: NearestAnswer
  feature: NearestFeature
}

/** Marks a station as sent to the place; where another desk has it already, that is shown first. */
export const SendButton = ({ answer, feature: { id, properties } }: SendButtonProps) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const isSupposed = useAppState((state) => isWhatIf(state.nearest))
  const { send, isSending } = useSend()
  const sendHere = useSending((sending) => sending.begin)
  const standing = useStanding(id)
  // a what-if sends no one, and only stations are sent
  if (isSupposed || answer.query.collection !== 'stations') return null
  // in sight for as long as a pointer holds the rows
  if (standing) return <SentMark standing={standing} />
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

/** No wider than the button was: nothing moves under the pointer. When it was sent stands above the rows. */
const SentMark = ({ standing }: { standing: Deployment }) => {
  const { t, language } = useText('panels', 'nearest.sent')
  const { button, error } = useEnding(standing)
  return (
    <span className="send-button sent-mark">
      {t('sent')}
      {error && <span role="alert"> {reasonOf(error, language)}</span>}
      {button}
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
    label: labelOf(standing),
  }
  const isHere = isSentTo(standing, [answer.query.lon, answer.query.lat])
  const title = t(isHere ? 'alreadyHere' : 'already', told)
  return (
    <Message
      type="warning"
      role="alertdialog"
      aria-label={title}
      title={title}
      description={
        <div className="card-actions">
          {!isHere && (
            <Action
              loading={isSending}
              label={t('redirect')}
              onClick={() => void begin(send, answer, standing.stationId, standing.id)}
            />
          )}
          <Action label={t(isHere ? 'known' : 'leave')} onClick={dismiss} />
        </div>
      }
    />
  )
}
