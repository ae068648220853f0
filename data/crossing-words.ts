/** Where a place lies as seen from the crossing by which people know it. */
import type { Bilingual, Language } from './bilingual.ts'
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
    en: `the crossing of ${first} and ${second}`,
  }[language]
  if (distanceMetres < AT_CROSSING_METRES) return at
  const direction = windOf(bearingDegrees)[language]
  const distance = tight(distanceText(distanceMetres, language), language)
  return language === 'zh'
    ? `${at}${direction}约${distance}`
    : `about ${distance} ${direction} of ${at}`
}

/** What the place is called where two roads meet, on one level or on two. */
export const crossingName = (first: string, second: string, isOnTwoLevels: boolean): Bilingual => ({
  zh: `${first}与${second}${isOnTwoLevels ? '立交' : '交叉口'}`,
  en: `${isOnTwoLevels ? 'Interchange' : 'Crossing'} of ${first} and ${second}`,
})

const CALLED = [
  /^(?<first>[^与]+)与(?<second>[^与]+?)(?:(?<levels>立交)|交叉口)$/,
  /^(?:(?<levels>Interchange)|Crossing) of (?<first>.+?) and (?<second>.+)$/,
]

/** What is called a crossing in one language, in both: links carry one name. Null where it is none. */
export const crossingCalled = (label: string): Bilingual | null => {
  const called = CALLED.map((pattern) => pattern.exec(label)).find((match) => match !== null)
  if (!called?.groups) return null
  const { first = '', second = '', levels } = called.groups
  return crossingName(first, second, levels !== undefined)
}

/** A name of a place as it stands within a sentence: `the crossing of 洸河路 and 建设路`. */
export const inSentence = (name: string, language: Language): string =>
  language === 'en' && crossingCalled(name)
    ? name.replace(/^(?:Crossing|Interchange)/, (what) => `the ${what.toLowerCase()}`)
    : name
