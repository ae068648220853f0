/** From a CAP message to the warnings of the map: which it makes, and which it ends. */

import {
  WARNING_LEVELS,
  WARNING_LIMITS,
  type WarningInput,
  type WarningLevel,
  type WarningOrigin,
} from '../../../data/warning.ts'
import { type CapAlert, type CapInfo, type CapReference, readCap } from './read-cap.ts'
import { kindOf, levelOf } from './warning-words.ts'
import { CapError } from './xml-elements.ts'

const HALF_CHARACTERS = /\p{Cs}/gu

/** The beginning of a text; a character that is cut in half is left out. */
const cutTo = (text: string, mostCharacters: number): string =>
  text.slice(0, mostCharacters).replace(HALF_CHARACTERS, '').trim()

/** Pretty printing breaks lines within headlines, and names have no control characters. */
const onOneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .normalize()
    .trim()

/** The headline, or the event with its level. */
const nameOf = ({ headline, event }: CapInfo, level: WarningLevel): string =>
  cutTo(
    onOneLine(headline) || onOneLine(`${event} ${WARNING_LEVELS[level].label.zh}`),
    WARNING_LIMITS.mostNameCharacters,
  )

/** Messages of one bureau are often called the same: a number tells them apart. */
export const freeName = (name: string, isTaken: (name: string) => boolean): string => {
  for (let copy = 1; ; copy++) {
    const end = copy === 1 ? '' : ` (${copy})`
    const free = cutTo(name, WARNING_LIMITS.mostNameCharacters - end.length) + end
    if (!isTaken(free)) return free
  }
}

interface CapWarning {
  readonly input: WarningInput
  readonly origin: WarningOrigin
}

/** Infos in Chinese, or in whatever language the first one is. */
const readable = (infos: readonly CapInfo[]): readonly CapInfo[] => {
  const chinese = infos.filter(({ language }) => language.toLowerCase().startsWith('zh'))
  if (chinese.length > 0) return chinese
  const [first] = infos
  return infos.filter(({ language }) => language === first?.language)
}

/**
 * What ends before it begins is never in force. To be kept it must end after its beginning: so it
 * does, by the least there is.
 */
const endOf = (from: string, expires: string | null): string | null =>
  expires && Date.parse(expires) <= Date.parse(from)
    ? new Date(Date.parse(from) + 1).toISOString()
    : expires

/** One warning per info in the reader's language. @throws CapError where nothing can be mapped. */
const warningsOf = (alert: CapAlert): CapWarning[] => {
  const infos = readable(alert.infos)
  if (infos.length === 0) {
    throw new CapError(
      'CAP 消息没有 info，无法形成预警。',
      'The CAP message has no info to warn of.',
    )
  }
  return infos.map((info): CapWarning => {
    if (info.rings.length === 0) {
      throw new CapError(
        `“${info.areaText || info.event}”没有多边形或圆形区域，无法上图。`,
        `“${info.areaText || info.event}” has no polygon or circle, so it cannot be put on the map.`,
      )
    }
    const { level, from: levelFrom } = levelOf(info)
    const from = info.from ?? alert.sent
    const until = endOf(from, info.until)
    return {
      input: {
        ...{ name: nameOf(info, level), level, kind: kindOf(info), from, until },
        area: { type: 'MultiPolygon', coordinates: info.rings.map((ring) => [[...ring]]) },
        text: cutTo(
          [info.areaText, info.description].filter(Boolean).join('\n'),
          WARNING_LIMITS.mostTextCharacters,
        ),
      },
      origin: {
        source: 'cap',
        identifier: alert.identifier,
        sender: alert.sender,
        status: alert.status,
        levelFrom: cutTo(levelFrom, WARNING_LIMITS.mostNameCharacters),
      },
    }
  })
}

/** A message by bureau, number and status: an exercise never ends what is meant in earnest. */
interface MessageKey extends CapReference {
  readonly status: string
}

interface MessageExchange {
  readonly message: MessageKey
  /** The messages that it updates or cancels. */
  readonly ends: readonly MessageKey[]
  /** What is kept in their place; nothing after a cancellation. */
  readonly warnings: readonly CapWarning[]
}

/** Types that only answer a message and warn of nothing. */
const ANSWERING_TYPES = ['Ack', 'Error']

/** What a message does to the warnings that are kept. @throws CapError with a sentence. */
export const messageExchange = (xml: string): MessageExchange => {
  const alert = readCap(xml)
  const { sender, identifier, status, msgType, references } = alert
  if (ANSWERING_TYPES.includes(msgType)) {
    throw new CapError(
      `msgType 为 ${msgType} 的消息只是对其他消息的答复，不形成也不改变预警。`,
      `A message of msgType ${msgType} only answers another one; it makes no warning and changes none.`,
    )
  }
  const isCancel = msgType === 'Cancel'
  if (isCancel && references.length === 0) {
    throw new CapError(
      '解除消息（Cancel）没有用 references 指明所解除的预警。',
      'The cancellation does not say in references which message it cancels.',
    )
  }
  return {
    message: { sender, identifier, status },
    ends: references.map((reference) => ({ ...reference, status })),
    warnings: isCancel ? [] : warningsOf(alert),
  }
}
