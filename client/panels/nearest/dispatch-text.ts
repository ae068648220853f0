/** The message that the duty officer pastes into a phone to call a resource out. */
import type { Language } from '../../../data/bilingual.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import { MATERIALS } from '../../../data/materials.ts'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import {
  coordinateText,
  countsText,
  distanceText,
  durationText,
  localisedName,
  numberText,
  toldSeconds,
} from '../../../data/wording.ts'
import { clockText, dateTimeText } from '../../form/shanghai-time.ts'
import type { Translate } from '../../i18n/text.ts'
import { mainRoads, roadOfSnap } from './arrival-texts.ts'

interface CallOut {
  readonly answer: NearestAnswer
  readonly chosen: NearestFeature
}

export interface DispatchOrder extends CallOut {
  /** Of those whose numbers are masked in the answer: the whole ones, by id. */
  readonly phones: ReadonlyMap<string, string>
  /** What the place was chosen by; null for a point on the map. */
  readonly placeLabel: string | null
  /** Moment of issue, milliseconds since 1970 UTC. */
  readonly issuedAt: number
  /** Moment of departure that arrival is counted from: the issue, or the time asked about. */
  readonly departsAt: number
}

const phoneOf = ({ phones }: DispatchOrder, { id, properties }: NearestFeature): string | null =>
  phones.get(id) ?? (typeof properties.phone === 'string' ? properties.phone : null)

/** The next in rank, who is called where the chosen one cannot come. */
const backupOf = ({ answer, chosen }: CallOut): NearestFeature | undefined =>
  answer.features.find(({ properties }) => properties.rank > chosen.properties.rank) ??
  answer.features.find(({ id }) => id !== chosen.id)

/** Whose numbers the message names. */
export const calledOut = (order: CallOut): NearestFeature[] => {
  const backup = backupOf(order)
  return backup ? [order.chosen, backup] : [order.chosen]
}

const placeLines = (order: DispatchOrder, language: Language, t: Translate<'panels'>): string[] => {
  const { query, snap } = order.answer
  const coordinates = coordinateText([query.lon, query.lat])
  const lines = [
    order.placeLabel === null
      ? t('dispatch.placeUnnamed', { coordinates })
      : t('dispatch.place', { label: order.placeLabel, coordinates }),
  ]
  if (snap) {
    const distance = distanceText(snap.distanceMetres, language)
    lines.push(t('dispatch.road', { road: roadOfSnap(snap, language), distance }))
  }
  return lines
}

const taskedLine = (
  order: DispatchOrder,
  feature: NearestFeature,
  language: Language,
  t: Translate<'panels'>,
): string => {
  const phone = phoneOf(order, feature)
  const name = localisedName(feature.properties, language)
  const called = phone === null ? name : t('dispatch.withPhone', { name, phone })
  const { arrivalSeconds } = feature.properties
  const arrival = order.departsAt + toldSeconds(arrivalSeconds) * 1000
  const clock = clockText(arrival, order.issuedAt, language)
  return t('dispatch.arrives', { called, clock, after: durationText(arrivalSeconds, language) })
}

const routeLine = (order: DispatchOrder, language: Language, t: Translate<'panels'>): string[] => {
  const { answer, chosen } = order
  const route = answer.routes.features.find(({ properties }) => properties.featureId === chosen.id)
  if (!route) return []
  const roads = mainRoads(route.properties.roads, language).join(' → ')
  const distance = distanceText(route.properties.distanceMetres, language)
  return [t('dispatch.route', { roads, distance })]
}

/** What to bring: the goods or the gear that was asked for, else all that the station has. */
const loadLine = (order: DispatchOrder, language: Language, t: Translate<'panels'>): string[] => {
  const { item, quantity } = order.answer.query
  if (item !== null && Object.hasOwn(MATERIALS, item)) {
    const { label, unit } = MATERIALS[item as keyof typeof MATERIALS]
    if (quantity === null) return [t('dispatch.goods', { goods: label[language] })]
    const goods = `${label[language]} ${numberText(quantity, language)} ${unit[language]}`
    return [t('dispatch.goods', { goods })]
  }
  const { equipment } = order.answer.query
  const isAsked = Object.keys(equipment).length > 0
  const brought = isAsked ? equipment : order.chosen.properties.equipment
  const gear = countsText(brought, EQUIPMENT, language)
  return gear === '' ? [] : [t('dispatch.gear', { gear })]
}

/**
 * Text of the call-out in the language, one fact per line: place, road, who comes and when, the
 * way, what to bring, who stands by, when it was issued. Contains the demonstration warning where
 * the answer rests on demonstration data.
 */
export const dispatchText = (
  order: DispatchOrder,
  language: Language,
  t: Translate<'panels'>,
): string => {
  const backup = backupOf(order)
  return [
    t('dispatch.title'),
    ...placeLines(order, language, t),
    t('dispatch.chosen', { arrives: taskedLine(order, order.chosen, language, t) }),
    ...routeLine(order, language, t),
    ...loadLine(order, language, t),
    backup
      ? t('dispatch.backup', { arrives: taskedLine(order, backup, language, t) })
      : t('dispatch.noBackup'),
    t('dispatch.issued', { time: dateTimeText(order.issuedAt) }),
    ...(order.answer.notice ? [t('dispatch.demonstration')] : []),
  ].join('\n')
}
