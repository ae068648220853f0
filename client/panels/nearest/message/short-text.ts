/** The message as one text message. */
import type { Language } from '../../../../data/bilingual.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { countsOf, listText, localisedName } from '../../../../data/wording.ts'
import { inSystem, pairText } from '../../../form/coordinate-systems.ts'
import { wallClockAt } from '../../../form/shanghai-time.ts'
import { allPeople, arrivalOf, type MessageOrder, marks, type Write } from './message-order.ts'
import { labelOf, positionOf, seenFromRoads } from './place-words.ts'

/** What one text message holds: 160 characters of the alphabet that it was made for, or 70 of any. */
const GSM_CHARACTERS = 160
const ANY_CHARACTERS = 70
const GSM_ALPHABET = /^[A-Za-z0-9 \n@£$¥!"#%&'()*+,\-./:;<=>?_[\]{}~^|\\€]*$/
/** Characters of that alphabet that take the room of two. */
const GSM_DOUBLE = /[[\]{}~^|\\€]/g

/** How many characters a text has as a text message counts them, and how many one message holds. */
export const messageSize = (text: string): { readonly count: number; readonly limit: number } =>
  GSM_ALPHABET.test(text)
    ? { count: text.length + (text.match(GSM_DOUBLE)?.length ?? 0), limit: GSM_CHARACTERS }
    : { count: text.length, limit: ANY_CHARACTERS }

/** `仙营街道第三微型应急救援站` is 仙营三站 where people speak. */
export const shortStation = (name: string): string =>
  name
    .replace(
      /^(.{2,}?)(?:街道|镇|乡|经济开发区)?第?([一二三四五六七八九十百\d]+)号?微型应急救援站$/,
      '$1$2站',
    )
    .replace('微型应急', '')
    .replace(' Subdistrict ', ' ')

/** `洸河路与建设路路口` is 洸河路建设路口; `Crossing of 洸河路 and 建设路` is 洸河路 / 建设路. */
export const shortPlace = (name: string): string =>
  name
    .replace(/与|和/g, '')
    .replace(/路路口$/, '路口')
    .replace(/(?:the )?\bcrossing of (.+) and (.+)$/i, '$1 / $2')

/** Named closed as a whole message names it; said once where the sentence says so too. */
const withoutClosed = (name: string): string => name.replace(/封闭$|\s+closed$/i, '')

interface Shortening {
  readonly closures?: 'names' | 'count'
  readonly gear?: 'counts' | 'names'
  readonly isPlaceShort?: boolean
  readonly hasPair?: boolean
  /** The place by its numbers alone. */
  readonly isPairAlone?: boolean
  readonly hasPeople?: boolean
  readonly hasCallback?: boolean
}

/** From all that can be said to what must be, in the order in which things are left out. */
const SHORTENINGS: readonly Shortening[] = (() => {
  const whole: Shortening = {
    closures: 'names',
    gear: 'counts',
    hasPair: true,
    hasPeople: true,
    hasCallback: true,
  }
  const { closures: _closures, ...open } = whole
  const short: Shortening = { ...open, gear: 'names', isPlaceShort: true }
  const { gear: _gear, ...bare } = short
  return [
    whole,
    { ...whole, isPlaceShort: true },
    { ...whole, closures: 'count', isPlaceShort: true },
    { ...whole, closures: 'count', gear: 'names', isPlaceShort: true },
    short,
    { ...short, hasPair: false },
    { ...bare, hasPair: false },
    { ...bare, hasPair: false, hasPeople: false },
    { ...bare, hasPair: false, hasPeople: false, hasCallback: false },
  ]
})()

const shortened = (order: MessageOrder, how: Shortening, language: Language, t: Write): string => {
  const { answer, chosen, incident, desk } = order
  const label = labelOf(order)
  const said = label ?? seenFromRoads(order, language, t) ?? t('text.unnamedPlace')
  const name = how.isPlaceShort ? shortPlace(said) : said
  const pair = pairText(inSystem(positionOf(order), 'gcj02'))
  const inWords = label === null && how.hasPair ? t('short.amap', { place: name, pair }) : name
  const place = how.isPairAlone ? t('short.pairAlone', { pair }) : inWords
  const what = incident.what.trim()
  const people = how.hasPeople ? allPeople(order, t) : ''
  const station = shortStation(localisedName(chosen.properties, language))
  const clockAt = (milliseconds: number): string =>
    wallClockAt(milliseconds).slice(-'HH:MM'.length).replace(/^0/, '')
  const clock = clockAt(arrivalOf(order, chosen))
  const gear = countsOf(incident.equipment, EQUIPMENT, language).map(
    ({ label: gearLabel, quantity }) =>
      how.gear === 'counts' ? `${gearLabel}${language === 'zh' ? '' : ' '}${quantity}` : gearLabel,
  )
  const names = answer.obeyed.map((closure) => withoutClosed(closure.name))
  return [
    marks(order, t),
    t(what === '' ? 'short.happenedPlain' : 'short.happened', { place, what, people }),
    order.isWhatIf
      ? t('short.wouldArrive', { station, clock, at: clockAt(order.departsAt) })
      : t('short.go', { station, clock }),
    how.gear && gear.length > 0 ? t('short.bring', { gear: listText(gear, language) }) : '',
    how.closures === 'names' && names.length > 0
      ? t('short.closed', { closures: listText(names, language) })
      : '',
    how.closures === 'count' && names.length > 0
      ? t('short.closedCount', { count: names.length })
      : '',
    how.hasCallback && !order.isWhatIf && desk.callback.trim() !== ''
      ? t('short.callBack', { phone: desk.callback.trim() })
      : '',
  ].join('')
}

/**
 * The message as one text message where it can be: closed roads, gear and people are left out before
 * the place, the station and the hour, which are never. It may be longer than one holds all the same.
 * In English the Chinese names of roads alone make it one of 70 characters: where that is too short,
 * the place is given by its coordinates alone, and 160 characters fit.
 */
export const shortText = (order: MessageOrder, language: Language, t: Write): string => {
  const written = (isPairAlone: boolean): string[] =>
    SHORTENINGS.map((how) => shortened(order, { ...how, isPairAlone }, language, t))
  const fits = (text: string): boolean => messageSize(text).count <= messageSize(text).limit
  const texts = written(false)
  const byNumbers = language === 'en' ? written(true) : []
  return [...texts, ...byNumbers].find(fits) ?? texts.at(-1)!
}
