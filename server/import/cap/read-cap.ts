/** Common Alerting Protocol 1.2 (OASIS, 2010): what a message says, checked against the standard. */

import { WARNING_LIMITS } from '../../../data/warning.ts'
import { type AreaShapes, limitShapes, shapesOf } from './cap-shapes.ts'
import { instantIn } from './cap-time.ts'
import { MESSAGE_TYPES, SEVERITIES, STATUSES, tokenOf, tokenOr } from './cap-tokens.ts'
import {
  CapError,
  childrenOf,
  cutTo,
  type Element,
  elementTree,
  required,
  textOf,
} from './xml-elements.ts'

export interface CapArea extends AreaShapes {
  readonly text: string
  readonly codes: readonly { readonly system: string; readonly value: string }[]
}

export interface CapInfo {
  readonly language: string
  /** In words; the code where there are none. */
  readonly event: string
  readonly eventCodes: readonly string[]
  readonly senderName: string
  readonly responseTypes: readonly string[]
  readonly urgency: string
  readonly severity: string
  readonly headline: string
  readonly description: string
  readonly instruction: string
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

/** Only these act on the messages that they refer to. */
const SUCCEEDING_TYPES = ['Update', 'Cancel']

const isTooLong = (text: string): boolean => text.length > WARNING_LIMITS.mostCapKeyCharacters

const keyPart = (alert: Element, name: 'sender' | 'identifier'): string => {
  const text = required(alert, name)
  if (!isTooLong(text)) return text
  throw new CapError(
    `${name} 不能超过 ${WARNING_LIMITS.mostCapKeyCharacters} 个字符。`,
    `${name} must not be longer than ${WARNING_LIMITS.mostCapKeyCharacters} characters.`,
  )
}

/** Commas with a space beside them, and moments with one in the middle. */
const asReferences = (text: string): readonly string[] =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?[,，] ?/g, ',')
    .replace(/(\d{4}[-/]\d\d[-/]\d\d) (?=\d\d:)/g, '$1T')
    .split(/[ ;；]+/)
    .filter(Boolean)

/**
 * `sender,identifier,sent`, one after the other with spaces between (section 3.2.1); also without the
 * moment, and with semicolons between. An identifier alone is one of the sender's own messages.
 * @throws CapError where another thing stands in a message that acts on what it refers to.
 */
const referencesOf = (alert: Element, ownSender: string, isActing: boolean): CapReference[] =>
  asReferences(textOf(alert, 'references')).flatMap((reference) => {
    const [first = '', second] = reference.split(',')
    const [sender, identifier] = second === undefined ? [ownSender, first] : [first, second]
    if (sender && identifier && !isTooLong(sender) && !isTooLong(identifier)) {
      return [{ sender, identifier }]
    }
    if (!isActing) return []
    throw new CapError(
      `references 中的“${reference.slice(0, 100)}”不是“sender,identifier,sent”。`,
      `references has “${reference.slice(0, 100)}”, which is no “sender,identifier,sent”.`,
    )
  })

/** An ISO instant in UTC, null where there is none. @throws CapError for what is no time. */
const instantOf = (element: Element, name: string): string | null => {
  const text = textOf(element, name)
  if (text === '') return null
  const instant = instantIn(text)
  if (instant !== null) return instant
  throw new CapError(
    `${name} 不是 CAP 的时间格式（如 2026-07-01T08:00:00+08:00），或没有这一天：“${text}”。`,
    `${name} is no time as CAP writes it (2026-07-01T08:00:00+08:00), or no day that there is: “${text}”.`,
  )
}

/**
 * What is searched for levels, kinds, endings and places has an end: a text of half a million
 * characters would keep everyone else waiting for minutes.
 */
const MOST_WORDS_CHARACTERS = 500
const { mostTextCharacters } = WARNING_LIMITS

const wordsOf = (element: Element, name: string): string =>
  cutTo(textOf(element, name), MOST_WORDS_CHARACTERS)

const HAN = /\p{Script=Han}/u

/** `zh` and `zho`, `chi`, `cmn`; where none is named, what the words are written in. */
const languageOf = (info: Element): string => {
  const named = textOf(info, 'language').toLowerCase()
  if (/^(?:chi|zho|cmn)\b/.test(named)) return 'zh'
  const isChinese = HAN.test(wordsOf(info, 'event') + wordsOf(info, 'headline'))
  return named || (isChinese ? 'zh' : 'en')
}
const primaryLanguageOf = (info: Element): string => languageOf(info).slice(0, 2)

const parametersOf = (info: Element): CapInfo['parameters'] =>
  childrenOf(info, 'parameter').map((pair) => ({
    name: wordsOf(pair, 'valueName'),
    value: wordsOf(pair, 'value'),
  }))

/** Some write the code itself where name and value should stand. */
const codesOf = (area: Element): CapArea['codes'] =>
  childrenOf(area, 'geocode')
    .map((geocode) => ({
      system: wordsOf(geocode, 'valueName'),
      value: cutTo(textOf(geocode, 'value') || geocode.text, mostTextCharacters),
    }))
    .filter(({ value }) => value !== '')

/** None of an element that is empty, as programs send them that fill in a form. */
const areaOf = (area: Element): CapArea[] => {
  const codes = codesOf(area)
  const shapes = shapesOf(area)
  const named = cutTo(textOf(area, 'areaDesc').replace(/\s+/g, ' '), mostTextCharacters)
  const text = named || codes.map(({ value }) => value).join('、')
  const isEmpty = text === '' && shapes.rings.length + shapes.unreadable.length === 0
  return isEmpty ? [] : [{ text, codes, ...shapes }]
}

const codesOfEvent = (info: Element): string[] => [
  wordsOf(info, 'eventType'),
  ...childrenOf(info, 'eventCode').map((pair) => wordsOf(pair, 'value')),
]

const infoOf = (info: Element): CapInfo => {
  const eventCodes = codesOfEvent(info).filter(Boolean)
  return {
    language: primaryLanguageOf(info),
    event: wordsOf(info, 'event') || (eventCodes[0] ?? required(info, 'event')),
    eventCodes,
    senderName: wordsOf(info, 'senderName'),
    responseTypes: childrenOf(info, 'responseType').map(({ text }) =>
      cutTo(text, MOST_WORDS_CHARACTERS),
    ),
    urgency: wordsOf(info, 'urgency'),
    severity: tokenOr(info, 'severity', SEVERITIES, 'Unknown'),
    headline: wordsOf(info, 'headline'),
    description: cutTo(textOf(info, 'description'), mostTextCharacters),
    instruction: cutTo(textOf(info, 'instruction'), mostTextCharacters),
    from: instantOf(info, 'onset') ?? instantOf(info, 'effective'),
    until: instantOf(info, 'expires'),
    parameters: parametersOf(info),
    areas: childrenOf(info, 'area').flatMap(areaOf),
  }
}

/** 1.1 means the same by the same elements; China's own profile (GB/T 35965.1) has them in none. */
const NAMESPACES = [
  'urn:oasis:names:tc:emergency:cap:1.2',
  'urn:oasis:names:tc:emergency:cap:1.1',
  '',
]
/** What that profile calls `sent`. */
const NATIONAL_SENT = 'sendTime'

/** @throws CapError with a sentence. */
export const readCap = (xml: string): CapAlert => {
  const alert = elementTree(xml)
  if (alert.name !== 'alert' || !NAMESPACES.includes(alert.namespace)) {
    throw new CapError(
      `不是 CAP 1.2 消息：根元素应为 alert，命名空间应为 ${NAMESPACES[0]}。`,
      `This is no CAP 1.2 message: its root must be alert in ${NAMESPACES[0]}.`,
    )
  }
  required(alert, 'scope')
  const sent = instantOf(alert, 'sent') ?? instantOf(alert, NATIONAL_SENT)
  if (!sent) required(alert, 'sent')
  const msgType = tokenOf(alert, 'msgType', MESSAGE_TYPES)
  const infos = childrenOf(alert, 'info')
  // Every language repeats the same area, and only one of them is kept.
  for (const [, inOneLanguage] of Map.groupBy(infos, primaryLanguageOf)) limitShapes(inOneLanguage)
  const sender = keyPart(alert, 'sender')
  return {
    identifier: keyPart(alert, 'identifier'),
    sender,
    sent: sent ?? '',
    status: tokenOf(alert, 'status', STATUSES),
    msgType,
    references: referencesOf(alert, sender, SUCCEEDING_TYPES.includes(msgType)),
    infos: infos.map(infoOf),
  }
}
