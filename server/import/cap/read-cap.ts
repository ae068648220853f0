/** Common Alerting Protocol 1.2 (OASIS, 2010): what a message says, checked against the standard. */

import { z } from 'zod'
import { WARNING_LIMITS } from '../../../data/warning.ts'
import { type AreaShapes, limitShapes, shapesOf } from './cap-shapes.ts'
import {
  CAP_NAMESPACE,
  CapError,
  childrenOf,
  type Element,
  elementTree,
  oneOf,
  required,
  textOf,
} from './xml-elements.ts'

export interface CapArea extends AreaShapes {
  readonly text: string
  readonly codes: readonly { readonly system: string; readonly value: string }[]
}

export interface CapInfo {
  readonly language: string
  readonly event: string
  readonly senderName: string
  /** In small letters. */
  readonly responseTypes: readonly string[]
  readonly urgency: string
  readonly severity: string
  readonly headline: string
  readonly description: string
  /** ISO instants; null where the message says none. */
  readonly from: string | null
  readonly until: string | null
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
  readonly areas: readonly CapArea[]
}

/** What distinguishes a message from all others: two bureaus may number theirs alike. */
export interface CapReference {
  readonly sender: string
  readonly identifier: string
}

export interface CapAlert extends CapReference {
  readonly sent: string
  readonly status: string
  readonly msgType: string
  /** The messages that this one updates, cancels or only speaks of. */
  readonly references: readonly CapReference[]
  readonly infos: readonly CapInfo[]
}

const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft']
const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error']
/** Only these act on the messages that they refer to. */
const SUCCEEDING_TYPES = ['Update', 'Cancel']
const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']
/** What Chinese profiles of CAP write in their place. */
const COLOURS = ['Red', 'Orange', 'Yellow', 'Blue']

const isTooLong = (text: string): boolean => text.length > WARNING_LIMITS.mostCapKeyCharacters

const keyPart = (alert: Element, name: 'sender' | 'identifier'): string => {
  const text = required(alert, name)
  if (!isTooLong(text)) return text
  throw new CapError(
    `${name} 不能超过 ${WARNING_LIMITS.mostCapKeyCharacters} 个字符。`,
    `${name} must not be longer than ${WARNING_LIMITS.mostCapKeyCharacters} characters.`,
  )
}

/**
 * `sender,identifier,sent`, one after the other with spaces between (section 3.2.1).
 * @throws CapError where another one stands in a message that acts on what it refers to.
 */
const referencesOf = (alert: Element, isActing: boolean): CapReference[] =>
  textOf(alert, 'references')
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((reference) => {
      const [sender = '', identifier = ''] = reference.split(',')
      if (sender && identifier && !isTooLong(sender) && !isTooLong(identifier)) {
        return [{ sender, identifier }]
      }
      if (!isActing) return []
      throw new CapError(
        `references 中的“${reference.slice(0, 100)}”不是“sender,identifier,sent”。`,
        `references has “${reference.slice(0, 100)}”, which is no “sender,identifier,sent”.`,
      )
    })

/**
 * As CAP writes them: days that there are, seconds, an offset. Section 3.3.2 wants `-00:00` in
 * place of Z and no fraction of a second, but many bureaus send Z and fractions all the same, and
 * there is only one thing that these can mean.
 */
const capTime = z.iso.datetime({ offset: true, precision: 0 })
const FRACTION = /(?<=T\d\d:\d\d:\d\d)[.,]\d+(?=$|[-+Z])/
/** A space for the T, and an offset without its colon. */
const LOOSE = /^(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d:\d\d(?:[.,]\d+)?) ?([-+]\d\d):?(\d\d)$/
/** In UTC as well: JavaScript writes years beyond with a sign and six digits. */
const FOUR_DIGIT_YEAR = /^\d{4}-/

/** An ISO instant in UTC, null where there is none. @throws CapError for what is no time. */
const instantOf = (element: Element, name: string): string | null => {
  const text = textOf(element, name).replace(LOOSE, '$1T$2$3:$4').replace(FRACTION, '')
  if (text === '') return null
  const instant = capTime.safeParse(text).success ? new Date(text).toISOString() : ''
  if (FOUR_DIGIT_YEAR.test(instant)) return instant
  throw new CapError(
    `${name} 不是 CAP 的时间格式（如 2026-07-01T08:00:00+08:00），或没有这一天：“${text}”。`,
    `${name} is no time as CAP writes it (2026-07-01T08:00:00+08:00), or no day that there is: “${text}”.`,
  )
}

const HAN = /\p{Script=Han}/u

/** `zh` and `zho`, `chi`, `cmn`; where none is named, what the words are written in. */
const languageOf = (info: Element): string => {
  const named = textOf(info, 'language').toLowerCase()
  if (/^(?:chi|zho|cmn)\b/.test(named)) return 'zh'
  const isChinese = HAN.test(textOf(info, 'event') + textOf(info, 'headline'))
  return named || (isChinese ? 'zh' : 'en')
}
const primaryLanguageOf = (info: Element): string => languageOf(info).slice(0, 2)

const pairsOf = (element: Element, name: 'geocode' | 'parameter') =>
  childrenOf(element, name).map((pair) => ({
    name: textOf(pair, 'valueName'),
    value: textOf(pair, 'value'),
  }))

const areaOf = (area: Element): CapArea => ({
  text: required(area, 'areaDesc').replace(/\s+/g, ' '),
  codes: pairsOf(area, 'geocode')
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => ({ system: name, value })),
  ...shapesOf(area),
})

const infoOf = (info: Element): CapInfo => {
  for (const name of ['category', 'certainty']) required(info, name)
  return {
    language: primaryLanguageOf(info),
    event: required(info, 'event'),
    senderName: textOf(info, 'senderName'),
    responseTypes: childrenOf(info, 'responseType').map(({ text }) => text.trim().toLowerCase()),
    urgency: required(info, 'urgency'),
    severity: oneOf(info, 'severity', [...SEVERITIES, ...COLOURS]),
    headline: textOf(info, 'headline'),
    description: textOf(info, 'description'),
    from: instantOf(info, 'onset') ?? instantOf(info, 'effective'),
    until: instantOf(info, 'expires'),
    parameters: pairsOf(info, 'parameter'),
    areas: childrenOf(info, 'area').map(areaOf),
  }
}

/** @throws CapError with a sentence. */
export const readCap = (xml: string): CapAlert => {
  const alert = elementTree(xml)
  if (alert.name !== 'alert' || alert.namespace !== CAP_NAMESPACE) {
    throw new CapError(
      `不是 CAP 1.2 消息：根元素应为 alert，命名空间应为 ${CAP_NAMESPACE}。`,
      `This is no CAP 1.2 message: its root must be alert in ${CAP_NAMESPACE}.`,
    )
  }
  required(alert, 'scope')
  const sent = instantOf(alert, 'sent')
  if (!sent) required(alert, 'sent')
  const msgType = oneOf(alert, 'msgType', MESSAGE_TYPES)
  const infos = childrenOf(alert, 'info')
  // Every language repeats the same area, and only one of them is kept.
  for (const [, inOneLanguage] of Map.groupBy(infos, primaryLanguageOf)) limitShapes(inOneLanguage)
  return {
    identifier: keyPart(alert, 'identifier'),
    sender: keyPart(alert, 'sender'),
    sent: sent ?? '',
    status: oneOf(alert, 'status', STATUSES),
    msgType,
    references: referencesOf(alert, SUCCEEDING_TYPES.includes(msgType)),
    infos: infos.map(infoOf),
  }
}
