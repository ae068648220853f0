/** Where a place lies as seen from the crossing by which people know it. */
import type { Language } from './bilingual.ts'
import { windOf } from './compass.ts'
import type { NearbyCrossing } from './nearest.ts'
import { distanceText } from './wording.ts'

/** Nearer than this a place is at the crossing. */
const AT_CROSSING_METRES = 30

/** Chinese sentences have no gaps between figures and their units. */
export const tight = (text: string, language: Language): string =>
  language === 'zh' ? text.replaceAll(' ', '') : text

/** `洸河路与建设路口东约120米`; `about 120 m east of the crossing of …`. */
export const fromCrossing = (
  { roads: [first, second], distanceMetres, bearingDegrees }: NearbyCrossing,
  language: Language,
): string => {
  const at = {
    zh: `${first}与${second}路口`.replace('路路口', '路口'),
    en: `crossing of ${first} and ${second}`,
  }[language]
  if (distanceMetres < AT_CROSSING_METRES) return at
  const direction = windOf(bearingDegrees)[language]
  const distance = tight(distanceText(distanceMetres, language), language)
  return language === 'zh'
    ? `${at}${direction}约${distance}`
    : `about ${distance} ${direction} of the ${at}`
}
