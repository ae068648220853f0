/** What a message that calls a resource out is made of, and what both of its forms say. */
import type { Bilingual } from '../../../../data/bilingual.ts'
import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import { toldSeconds } from '../../../../data/wording.ts'
import type { Translate } from '../../../i18n/text.ts'
import { arrivesBefore } from '../arrival-texts.ts'
import type { Desk, Incident } from './message-draft.ts'

export interface CallOut {
  readonly answer: NearestAnswer
  readonly chosen: NearestFeature
}

export interface MessageOrder extends CallOut {
  /** The answer that last ranked the one called, who is out by now; null where this one does. */
  readonly before: NearestAnswer | null
  /** Stations that are out: they are not available to stand by. */
  readonly sent: ReadonlySet<string>
  /** Of those whose numbers are masked in the answer: the whole ones, by id. */
  readonly phones: ReadonlyMap<string, string>
  /** What the place was chosen by; null for a point on the map. */
  readonly placeLabel: string | null
  /** The county that the place lies in; null where that is not known. */
  readonly county: Bilingual | null
  /** Of this desk: `20260301-003`. */
  readonly number: string
  /** Milliseconds since 1970 UTC. */
  readonly issuedAt: number
  /** Moment of departure that arrival is counted from: the issue, or the time asked about. */
  readonly departsAt: number
  /** Another hour than now, or off-duty stations: no order to go. */
  readonly isWhatIf: boolean
  readonly incident: Incident
  readonly desk: Desk
}

export type Write = Translate<'message'>

export const arrivalOf = ({ departsAt }: MessageOrder, { properties }: NearestFeature): number =>
  arrivesBefore(departsAt + toldSeconds(properties.arrivalSeconds) * 1000)

/** A number of people, or what else was written down about them; nothing where nothing was. */
const peopleWords = (kind: 'trapped' | 'injured', entry: string, t: Write): string => {
  const words = entry.trim()
  if (words === '') return ''
  return /^\d+$/.test(words)
    ? t(`text.${kind}`, { count: Number(words) })
    : t(`text.${kind}Words`, { words })
}

export const allPeople = ({ incident }: MessageOrder, t: Write): string =>
  peopleWords('trapped', incident.trapped, t) + peopleWords('injured', incident.injured, t)

export const marks = ({ answer, isWhatIf }: MessageOrder, t: Write): string =>
  (answer.notice ? t('text.demonstration') : '') + (isWhatIf ? t('text.whatIf') : '')
