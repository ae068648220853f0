/** Gathers what a message is made of; this module and the texts of the message come late. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import i18next from 'i18next'
import type { Bilingual } from '../../../../data/bilingual.ts'
import type { LonLat } from '../../../../data/geometry.ts'
import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import { stationsOut } from '../../../api/deployments.ts'
import { collectionQuery } from '../../../api/features.ts'
import { wholePhones } from '../../../api/personal.ts'
import { queryClient } from '../../../api/request.ts'
import { inSystem, pairText } from '../../../form/coordinate-systems.ts'
import { message } from '../../../i18n/message.ts'
import { addTexts, type Translate } from '../../../i18n/text.ts'
import { placeName, useAppState } from '../../../state/app-state.ts'
import { isOfPresentPlace } from '../../../state/nearest-answer.ts'
import { isWhatIf } from '../conditions-strip.tsx'
import {
  EMPTY_INCIDENT,
  giveNumber,
  type Incident,
  nextNumber,
  useDesk,
  useIncidents,
} from './message-draft.ts'
import type { MessageOrder } from './message-order.ts'
import { calledOut, longText } from './message-text.ts'
import { placeWords } from './place-words.ts'

addTexts({ message })

const placeKey = ({ query: { lon, lat } }: NearestAnswer): string => `${lon},${lat}`

/** What was filled in about the place of the answer; another place begins anew. */
export const incidentOf = (answer: NearestAnswer): Incident => {
  const { place, incident } = useIncidents.getState()
  return place === placeKey(answer)
    ? incident
    : { ...EMPTY_INCIDENT, equipment: answer.query.equipment }
}

export const changeIncident = (answer: NearestAnswer, changes: Partial<Incident>): void =>
  useIncidents.setState({
    place: placeKey(answer),
    incident: { ...incidentOf(answer), ...changes },
  })

const countyAt = async (position: LonLat): Promise<Bilingual | null> => {
  try {
    const { features } = await queryClient.fetchQuery(collectionQuery('counties'))
    const county = features.find(({ geometry }) =>
      booleanPointInPolygon([...position], geometry as never),
    )
    const { name, nameEn } = county?.properties ?? {}
    return typeof name === 'string' ? { zh: name, en: String(nameEn ?? name) } : null
  } catch {
    // The message says where the place is by its road and its coordinates, too.
    return null
  }
}

/** One message of an incident: to whom, about which place. */
export const messageKey = (answer: NearestAnswer, id: string): string => `${placeKey(answer)} ${id}`

/** The number of the message to one of those called: its own, or the next of this desk. */
const numberOf = (answer: NearestAnswer, id: string): string =>
  useIncidents.getState().numbers[messageKey(answer, id)] ?? nextNumber(Date.now())

/** The message has left: its number stays with it. */
export const keepNumber = (answer: NearestAnswer, id: string): void => {
  const { numbers } = useIncidents.getState()
  const key = messageKey(answer, id)
  // what is supposed takes no number of the day
  if (numbers[key] !== undefined || isWhatIf(useAppState.getState().nearest)) return
  const now = Date.now()
  useIncidents.setState({ numbers: { ...numbers, [key]: nextNumber(now) } })
  giveNumber(now)
}

/**
 * All that a message to one of those ranked says, or to one whom the answer `before` still ranked;
 * "now" is the moment of the call.
 */
export const orderOf = async (
  answer: NearestAnswer,
  chosen: NearestFeature,
  before: NearestAnswer | null = null,
): Promise<MessageOrder> => {
  if (!isOfPresentPlace(answer)) throw new Error('a message about another place')
  const { place, nearest, language } = useAppState.getState()
  const { lon, lat, collection, at } = answer.query
  const isSupposed = isWhatIf(nearest)
  const sent = isSupposed ? new Set<string>() : stationsOut()
  const [phones, county] = await Promise.all([
    wholePhones(collection, calledOut({ answer, chosen, sent })),
    countyAt([lon, lat]),
  ])
  const issuedAt = Date.now()
  return {
    answer,
    chosen,
    before,
    sent,
    phones,
    placeLabel: place && placeName(place, language),
    county,
    number: numberOf(answer, chosen.id),
    issuedAt,
    departsAt: nearest.at === null ? issuedAt : Date.parse(at),
    isWhatIf: isSupposed,
    incident: incidentOf(answer),
    desk: useDesk.getState(),
  }
}

export const messageTexts = (): Translate<'message'> =>
  i18next.getFixedT(useAppState.getState().language, 'message') as never

/** The place of an answer in words and in the system of Amap, for paper. */
export const toldOnPaper = async (answer: NearestAnswer, placeLabel: string | null) => {
  const position: LonLat = [answer.query.lon, answer.query.lat]
  const told = { answer, placeLabel, county: await countyAt(position) }
  return {
    words: placeWords(told, useAppState.getState().language, messageTexts()),
    gcj02: pairText(inSystem(position, 'gcj02')),
  }
}
export type ToldOnPaper = Awaited<ReturnType<typeof toldOnPaper>>

/** The whole message to one of those ranked. */
export const wholeMessage = async (answer: NearestAnswer, id: string): Promise<string> => {
  const chosen = answer.features.find((feature) => feature.id === id)!
  const order = await orderOf(answer, chosen)
  keepNumber(answer, id)
  return longText(order, useAppState.getState().language, messageTexts())
}
