/** Where something happened, in words. */
import type { Language } from '../../../../data/bilingual.ts'
import { bearingBetween, windOf } from '../../../../data/compass.ts'
import { fromCrossing, inSentence, tight } from '../../../../data/crossing-words.ts'
import type { LonLat } from '../../../../data/geometry.ts'
import { coordinateText, distanceText } from '../../../../data/wording.ts'
import { isOnRoad, roadOfSnap } from '../arrival-texts.ts'
import type { CallOut, MessageOrder, Write } from './message-order.ts'

/** The place of an answer, and what it is called. */
export type ToldPlace = Pick<MessageOrder, 'answer' | 'placeLabel' | 'county'>

export const positionOf = ({ answer: { query } }: Pick<CallOut, 'answer'>): LonLat => [
  query.lon,
  query.lat,
]

/** A place that was pasted is called by its coordinates: those have a line of their own. */
export const labelOf = (order: ToldPlace): string | null =>
  order.placeLabel === coordinateText(positionOf(order)) ? null : order.placeLabel

/** Where the place lies as seen from its road; null where no road is near. */
const roadWords = (order: ToldPlace, language: Language, t: Write): string | null => {
  const { snap } = order.answer
  if (!snap) return null
  const road = roadOfSnap(snap, language)
  if (isOnRoad(snap)) return t('text.onRoad', { road })
  const direction = windOf(bearingBetween([snap.longitude, snap.latitude], positionOf(order)))[
    language
  ]
  const distance = tight(distanceText(snap.distanceMetres, language), language)
  return t('text.byRoad', { road, direction, distance })
}

/** The place as seen from what people know of it: the nearest crossing, else its road. */
export const seenFromRoads = (order: ToldPlace, language: Language, t: Write): string | null =>
  order.answer.crossing
    ? fromCrossing(order.answer.crossing, language)
    : roadWords(order, language, t)

/** The place in words: county, name, and its crossing or road where the name does not say it. */
export const placeWords = (order: ToldPlace, language: Language, t: Write): string => {
  const named = labelOf(order)
  const label = named && inSentence(named, language)
  const byRoad = seenFromRoads(order, language, t)
  const { crossing, snap } = order.answer
  const names = (crossing?.roads ?? [snap?.roadName ?? '']).filter((name) => name !== '')
  const isSaid = label !== null && names.length > 0 && names.every((name) => label.includes(name))
  const place =
    label !== null && byRoad !== null && !isSaid
      ? t('text.withRoad', { place: label, byRoad })
      : (label ?? byRoad ?? t('text.unnamedPlace'))
  const county = order.county?.[language]
  return county && !place.startsWith(county) ? t('text.inCounty', { county, place }) : place
}
