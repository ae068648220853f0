/** The message that calls a resource out, as desks write to each other, and as one text message. */
import type { Bilingual, Language } from '../../../../data/bilingual.ts'
import { CLOSURE_KINDS } from '../../../../data/closure-kind.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { haversineMetres, type LonLat } from '../../../../data/geometry.ts'
import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import {
  coordinateText,
  countsOf,
  distanceText,
  durationText,
  listText,
  localisedName,
  numberText,
  toldSeconds,
} from '../../../../data/wording.ts'
import { amapLink, inSystem, pairText } from '../../../form/coordinate-systems.ts'
import { conditionsOf } from '../../../form/nearest-query.ts'
import { dateOf, dateTimeText, wallClockAt } from '../../../form/shanghai-time.ts'
import type { Translate } from '../../../i18n/text.ts'
import { arrivesBefore, mainRoads, roadOfSnap } from '../arrival-texts.ts'
import type { Desk, Incident } from './message-draft.ts'

export interface CallOut {
  readonly answer: NearestAnswer
  readonly chosen: NearestFeature
}

export interface MessageOrder extends CallOut {
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

type Write = Translate<'message'>

const phoneOf = ({ phones }: MessageOrder, { id, properties }: NearestFeature): string | null =>
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

const positionOf = ({ answer: { query } }: CallOut): LonLat => [query.lon, query.lat]

/** A place that was pasted is called by its coordinates: those have a line of their own. */
const labelOf = (order: MessageOrder): string | null =>
  order.placeLabel === coordinateText(positionOf(order)) ? null : order.placeLabel

const WINDS: readonly Bilingual[] = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
]

/** The wind that one place lies in, seen from another. */
export const windFrom = ([fromLon, fromLat]: LonLat, [lon, lat]: LonLat): Bilingual => {
  const east = haversineMetres(fromLon, lat, lon, lat) * Math.sign(lon - fromLon)
  const north = haversineMetres(lon, fromLat, lon, lat) * Math.sign(lat - fromLat)
  const eighths = Math.round((Math.atan2(east, north) / (2 * Math.PI)) * WINDS.length)
  return WINDS[(eighths + WINDS.length) % WINDS.length]!
}

/** Nearer than half a carriageway: on the road. */
const ON_ROAD_METRES = 5

/** Where the place lies as seen from its road; null where no road is near. */
const roadWords = (order: MessageOrder, language: Language, t: Write): string | null => {
  const { snap } = order.answer
  if (!snap) return null
  const road = roadOfSnap(snap, language)
  if (snap.distanceMetres < ON_ROAD_METRES) return t('text.onRoad', { road })
  const direction = windFrom([snap.longitude, snap.latitude], positionOf(order))[language]
  const distance = tight(distanceText(snap.distanceMetres, language), language)
  return t('text.byRoad', { road, direction, distance })
}

/** The place in words: county, name, and its road where the name does not say it. */
export const placeWords = (order: MessageOrder, language: Language, t: Write): string => {
  const label = labelOf(order)
  const byRoad = roadWords(order, language, t)
  const roadName = order.answer.snap?.roadName ?? ''
  const isSaid = label !== null && roadName !== '' && label.includes(roadName)
  const place =
    label !== null && byRoad !== null && !isSaid
      ? t('text.withRoad', { place: label, byRoad })
      : (label ?? byRoad ?? t('text.unnamedPlace'))
  const county = order.county?.[language]
  return county && !place.startsWith(county) ? t('text.inCounty', { county, place }) : place
}

/** Chinese sentences have no gaps between figures and their units. */
const tight = (text: string, language: Language): string =>
  language === 'zh' ? text.replaceAll(' ', '') : text

/** `3时07分`; in English `03:07`. */
const spokenClock = (milliseconds: number, language: Language): string => {
  const [hour = '', minute = ''] = wallClockAt(milliseconds).slice(-'HH:MM'.length).split(':')
  return language === 'zh' ? `${Number(hour)}时${minute}分` : `${hour}:${minute}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `3月1日3时07分`; in English `03:07 on 1 Mar`. */
const spokenMoment = (milliseconds: number, language: Language): string => {
  const [, month = '', day = ''] = dateOf(wallClockAt(milliseconds)).split('-')
  const clock = spokenClock(milliseconds, language)
  return language === 'zh'
    ? `${Number(month)}月${Number(day)}日${clock}`
    : `${clock} on ${Number(day)} ${MONTHS[Number(month) - 1]}`
}

const arrivalOf = ({ departsAt }: MessageOrder, { properties }: NearestFeature): number =>
  arrivesBefore(departsAt + toldSeconds(properties.arrivalSeconds) * 1000)

/** With its day where that is another than the day of issue. */
const arrivalWords = (order: MessageOrder, feature: NearestFeature, language: Language): string => {
  const at = arrivalOf(order, feature)
  const isToday = dateOf(wallClockAt(at)) === dateOf(wallClockAt(order.issuedAt))
  return (isToday ? spokenClock : spokenMoment)(at, language)
}

const called = (
  order: MessageOrder,
  feature: NearestFeature,
  language: Language,
  t: Write,
): string => {
  const name = localisedName(feature.properties, language)
  const phone = phoneOf(order, feature)
  return phone === null ? name : t('text.withPhone', { name, phone })
}

/** A number of people, or what else was written down about them; nothing where nothing was. */
const peopleWords = (kind: 'trapped' | 'injured', entry: string, t: Write): string => {
  const words = entry.trim()
  if (words === '') return ''
  return /^\d+$/.test(words)
    ? t(`text.${kind}`, { count: Number(words) })
    : t(`text.${kind}Words`, { words })
}

const allPeople = ({ incident }: MessageOrder, t: Write): string =>
  peopleWords('trapped', incident.trapped, t) + peopleWords('injured', incident.injured, t)

/** Asked gear only: what the station has besides is its own affair. */
const gearWords = ({ incident }: MessageOrder, language: Language): string =>
  tight(
    listText(
      countsOf(incident.equipment, EQUIPMENT, language).map(({ label, quantity, unit }) =>
        language === 'zh' ? `${label}${quantity}${unit}` : `${label} (${quantity} ${unit})`,
      ),
      language,
    ),
    language,
  )

const goodsWords = ({ answer: { query } }: CallOut, language: Language): string | null => {
  const { item, quantity } = query
  if (item === null || !isMaterialKey(item)) return null
  const { label, unit } = MATERIALS[item]
  if (quantity === null) return label[language]
  return tight(`${label[language]} ${numberText(quantity, language)} ${unit[language]}`, language)
}

/** What happened, and what is to be done until when, in one breath. */
const orderSentence = (order: MessageOrder, language: Language, t: Write): string => {
  const { answer, chosen, incident } = order
  const place = placeWords(order, language, t)
  const time = spokenMoment(order.issuedAt, language)
  const what = incident.what.trim()
  const clock = arrivalWords(order, chosen, language)
  const after = durationText(chosen.properties.arrivalSeconds, language)
  const goods = goodsWords(order, language)
  const gear = gearWords(order, language)
  const go = conditionsOf(answer.query.collection).duty ? 'text.go' : 'text.goUnit'
  return [
    what === ''
      ? t('text.happenedPlain', { time, place })
      : t('text.happened', { time, place, what }),
    allPeople(order, t),
    goods === null ? t(go, { clock, after }) : t('text.goGoods', { goods, clock, after }),
    gear === '' ? t('text.end') : t('text.bring', { gear }),
  ].join('')
}

const routeLine = (order: MessageOrder, language: Language, t: Write): string[] => {
  const { answer, chosen } = order
  const route = answer.routes.features.find(({ properties }) => properties.featureId === chosen.id)
  if (!route) return []
  const roads = mainRoads(route.properties.roads, language).join(' → ')
  const distance = distanceText(route.properties.distanceMetres, language)
  return [t('text.route', { roads, distance })]
}

const closuresLine = ({ answer: { obeyed } }: CallOut, language: Language, t: Write): string[] => {
  if (obeyed.length === 0) return []
  const closures = obeyed.map(({ name, kind }) =>
    language === 'zh'
      ? `${name}（${CLOSURE_KINDS[kind].zh}）`
      : `${name} (${CLOSURE_KINDS[kind].en.toLowerCase()})`,
  )
  return [t('text.closed', { closures: listText(closures, language) })]
}

const reportLines = ({ incident, desk }: MessageOrder, language: Language, t: Write): string[] => {
  const name = incident.reportTo.trim()
  const phone = incident.sitePhone.trim()
  const who = name || (language === 'zh' ? '现场联系人' : 'the contact on site')
  const person = phone === '' ? who : t('text.withPhone', { name: who, phone })
  const reports = name === '' && phone === '' ? '' : t('text.reportTo', { person }) + t('text.end')
  const callback = desk.callback.trim()
  const tells = callback === '' ? '' : t('text.tellBack', { phone: callback })
  const line = [reports, tells].filter(Boolean).join(language === 'zh' ? '' : ' ')
  return line === '' ? [] : [line]
}

const backupLine = (order: MessageOrder, language: Language, t: Write): string => {
  const backup = backupOf(order)
  if (!backup) return t('text.noBackup')
  return t('text.backup', {
    called: called(order, backup, language, t),
    clock: arrivalWords(order, backup, language),
  })
}

const marks = ({ answer, isWhatIf }: MessageOrder, t: Write): string =>
  (answer.notice ? t('text.demonstration') : '') + (isWhatIf ? t('text.whatIf') : '')

const INDENT = { zh: '　　', en: '' } as const

/**
 * The whole message in the language: whither and why, until when, with what, by which way and not by
 * which, where that is for three kinds of map, to whom to report, who stands by, who signs. What
 * is not known is left out. Says where the answer rests on demonstration data, or is a what-if.
 */
export const longText = (order: MessageOrder, language: Language, t: Write): string => {
  const { answer, incident, desk, issuedAt } = order
  const what = incident.what.trim()
  const label = labelOf(order)
  const place = label ?? placeWords(order, language, t)
  const position = positionOf(order)
  const signature = [desk.unit.trim(), desk.officer.trim()].filter(Boolean)
  const body = [
    orderSentence(order, language, t),
    ...routeLine(order, language, t),
    ...closuresLine(order, language, t),
    t('text.coordinates', {
      wgs84: pairText(position),
      gcj02: pairText(inSystem(position, 'gcj02')),
    }),
    t('text.link', { link: amapLink(position, label ?? t('text.unnamedPlace')) }),
    ...reportLines(order, language, t),
    backupLine(order, language, t),
  ]
  return [
    marks(order, t) +
      (what === '' ? t('text.headingPlain', { place }) : t('text.heading', { place, what })),
    t('text.number', { number: order.number }),
    t('text.addressee', { called: called(order, order.chosen, language, t) }),
    ...body.map((line) => INDENT[language] + line),
    ...(signature.length > 0 ? [signature.join(language === 'zh' ? '　' : ', ')] : []),
    language === 'zh'
      ? `${dateOf(wallClockAt(issuedAt)).slice(0, 4)}年${spokenMoment(issuedAt, 'zh')}`
      : `${dateTimeText(issuedAt)} (Beijing time)`,
    ...(answer.notice ? [t('text.isDemonstration')] : []),
    ...(order.isWhatIf ? [t('text.isWhatIf')] : []),
  ].join('\n')
}

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

/** `洸河路与建设路路口` is 洸河路建设路口. */
export const shortPlace = (name: string): string =>
  name.replace(/与|和/g, '').replace(/路路口$/, '路口')

interface Shortening {
  readonly closures?: 'names' | 'count'
  readonly gear?: 'counts' | 'names'
  readonly isPlaceShort?: boolean
  readonly hasPair?: boolean
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
  const said = label ?? roadWords(order, language, t) ?? t('text.unnamedPlace')
  const name = how.isPlaceShort ? shortPlace(said) : said
  const pair = pairText(inSystem(positionOf(order), 'gcj02'))
  const place = label === null && how.hasPair ? t('short.amap', { place: name, pair }) : name
  const what = incident.what.trim()
  const people = how.hasPeople ? allPeople(order, t) : ''
  const station = shortStation(localisedName(chosen.properties, language))
  const clock = wallClockAt(arrivalOf(order, chosen)).slice(-'HH:MM'.length).replace(/^0/, '')
  const gear = countsOf(incident.equipment, EQUIPMENT, language).map(
    ({ label: gearLabel, quantity }) =>
      how.gear === 'counts' ? `${gearLabel}${language === 'zh' ? '' : ' '}${quantity}` : gearLabel,
  )
  const names = answer.obeyed.map((closure) => closure.name)
  return [
    marks(order, t),
    t(what === '' ? 'short.happenedPlain' : 'short.happened', { place, what, people }),
    t('short.go', { station, clock }),
    how.gear && gear.length > 0 ? t('short.bring', { gear: listText(gear, language) }) : '',
    how.closures === 'names' && names.length > 0
      ? t('short.closed', { closures: listText(names, language) })
      : '',
    how.closures === 'count' && names.length > 0
      ? t('short.closedCount', { count: names.length })
      : '',
    how.hasCallback && desk.callback.trim() !== ''
      ? t('short.callBack', { phone: desk.callback.trim() })
      : '',
  ].join('')
}

/**
 * The message as one text message where it can be: closed roads, gear and people are left out before
 * the place, the station and the hour, which are never. It may be longer than one holds all the same.
 */
export const shortText = (order: MessageOrder, language: Language, t: Write): string => {
  const texts = SHORTENINGS.map((how) => shortened(order, how, language, t))
  const fits = (text: string): boolean => messageSize(text).count <= messageSize(text).limit
  return texts.find(fits) ?? texts.at(-1)!
}
