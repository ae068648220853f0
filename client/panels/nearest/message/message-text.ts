/** The message that calls a resource out, as desks write to each other. */
import type { Language } from '../../../../data/bilingual.ts'
import { inSentence, tight } from '../../../../data/crossing-words.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import {
  countsOf,
  distanceText,
  durationText,
  listText,
  localisedName,
  numberText,
} from '../../../../data/wording.ts'
import { amapLink, inSystem, pairText } from '../../../form/coordinate-systems.ts'
import { conditionsOf } from '../../../form/nearest-query.ts'
import { dateOf, dateTimeText, wallClockAt } from '../../../form/shanghai-time.ts'
import { closureWords, mainRoads, warningWords } from '../arrival-texts.ts'
import {
  allPeople,
  arrivalOf,
  type CallOut,
  type MessageOrder,
  marks,
  type Write,
} from './message-order.ts'
import { labelOf, placeWords, positionOf } from './place-words.ts'

const phoneOf = ({ phones }: MessageOrder, { id, properties }: NearestFeature): string | null =>
  phones.get(id) ?? (typeof properties.phone === 'string' ? properties.phone : null)

/** The best in rank besides, who is called where the chosen one cannot come. */
export const backupOf = ({
  answer,
  chosen,
  sent,
}: Pick<MessageOrder, 'answer' | 'chosen' | 'sent'>): NearestFeature | undefined =>
  answer.features.find(({ id }) => id !== chosen.id && !sent.has(id))

/** Whose numbers the message names. */
export const calledOut = (
  order: Pick<MessageOrder, 'answer' | 'chosen' | 'sent'>,
): NearestFeature[] => {
  const backup = backupOf(order)
  return backup ? [order.chosen, backup] : [order.chosen]
}

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
  const { answer, chosen, incident, isWhatIf } = order
  const place = placeWords(order, language, t)
  const time = spokenMoment(isWhatIf ? order.departsAt : order.issuedAt, language)
  const what = incident.what.trim()
  const clock = arrivalWords(order, chosen, language)
  const after = durationText(chosen.properties.arrivalSeconds, language)
  const goods = goodsWords(order, language)
  const gear = gearWords(order, language)
  const go = conditionsOf(answer.query.collection).duty ? 'text.go' : 'text.goUnit'
  const orders =
    goods === null ? t(go, { clock, after }) : t('text.goGoods', { goods, clock, after })
  return [
    isWhatIf ? t('text.suppose') : '',
    what === ''
      ? t('text.happenedPlain', { time, place })
      : t('text.happened', { time, place, what }),
    allPeople(order, t),
    isWhatIf ? t('text.wouldArrive', { clock, after }) : orders,
    gear === '' ? t('text.end') : t('text.bring', { gear }),
  ].join('')
}

const closuresKnown = ({ obeyed, closuresInForce }: NearestAnswer): string =>
  [closuresInForce, ...obeyed.map(({ id }) => id)].join()

/** The way; who is out already has the one they left by, unless other roads are closed by now. */
const routeOf = ({ answer, chosen, before }: MessageOrder) => {
  const known = before && closuresKnown(before) === closuresKnown(answer) ? [before] : []
  return [answer, ...known]
    .flatMap(({ routes }) => routes.features)
    .find(({ properties }) => properties.featureId === chosen.id)
}

const routeLine = (order: MessageOrder, language: Language, t: Write): string[] => {
  const route = routeOf(order)
  if (!route) return []
  const roads = mainRoads(route.properties.roads, language).join(' → ')
  const distance = distanceText(route.properties.distanceMetres, language)
  return [t('text.route', { roads, distance })]
}

const closuresLine = ({ answer: { obeyed } }: CallOut, language: Language, t: Write): string[] => {
  if (obeyed.length === 0) return []
  const closures = obeyed.map((closure) => closureWords(closure, language))
  return [t('text.closed', { closures: listText(closures, language) })]
}

const warningsLine = ({ answer }: CallOut, language: Language, t: Write): string[] => {
  const warnings = answer.warnings.map(warningWords(language))
  return warnings.length > 0 ? [t('text.warnings', { warnings: listText(warnings, language) })] : []
}

const reportLines = (order: MessageOrder, language: Language, t: Write): string[] => {
  const { incident, desk, isWhatIf } = order
  // in a what-if no one goes, so no one reports
  if (isWhatIf) return []
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
  const { isWhatIf } = order
  if (!backup) return t(isWhatIf ? 'text.supposedAlone' : 'text.noBackup')
  return t(isWhatIf ? 'text.supposedBackup' : 'text.backup', {
    called: called(order, backup, language, t),
    clock: arrivalWords(order, backup, language),
  })
}

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
  const place = label ? inSentence(label, language) : placeWords(order, language, t)
  const position = positionOf(order)
  const signature = [desk.unit.trim(), desk.officer.trim()].filter(Boolean)
  const body = [
    orderSentence(order, language, t),
    ...routeLine(order, language, t),
    ...closuresLine(order, language, t),
    ...warningsLine(order, language, t),
    t('text.coordinates', {
      wgs84: pairText(position),
      gcj02: pairText(inSystem(position, 'gcj02')),
    }),
    t('text.link', { link: amapLink(position, label ?? place) }),
    ...reportLines(order, language, t),
    backupLine(order, language, t),
  ]
  return [
    marks(order, t) +
      (what === '' ? t('text.headingPlain', { place }) : t('text.heading', { place, what })),
    order.isWhatIf ? t('text.noNumber') : t('text.number', { number: order.number }),
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
