/** From a CAP message to what it warns of, in the words of the map, and what it says is over. */
import { type MessageKey, WARNING_LIMITS } from '../../../data/warning.ts'
import {
  WARNING_KINDS,
  WARNING_LEVELS,
  type WarningKind,
  type WarningLevel,
} from '../../../data/warning-kind.ts'
import { isChange, isEnding, kindOf, levelOf, namedLevel } from './cap-words.ts'
import { isEventCode } from './event-codes.ts'
import { type CapAlert, type CapArea, type CapInfo, readCap } from './read-cap.ts'
import { CapError, cutTo } from './xml-elements.ts'

/** Pretty printing breaks lines within headlines, and names have no control characters. */
const onOneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .normalize()
    .trim()

/** The headline, or the event with its level; a code of an event is no name. */
const nameOf = ({ headline, event }: CapInfo, kind: WarningKind, level: WarningLevel): string => {
  const words = isEventCode(event) ? WARNING_KINDS[kind].zh : event
  return cutTo(
    onOneLine(headline) || onOneLine(`${words} ${WARNING_LEVELS[level].label.zh}`),
    WARNING_LIMITS.mostNameCharacters,
  )
}

/** Messages of one bureau are often called the same: a number distinguishes them. */
export const freeName = (name: string, isTaken: (name: string) => boolean): string => {
  for (let copy = 1; ; copy++) {
    const end = copy === 1 ? '' : ` (${copy})`
    const free = cutTo(name, WARNING_LIMITS.mostNameCharacters - end.length) + end
    if (!isTaken(free)) return free
  }
}

/** What one info says. */
export interface MessagePart {
  readonly name: string
  readonly level: WarningLevel
  readonly levelFrom: string
  /** Whether words name the level: of an ending, what it was. */
  readonly isLevelNamed: boolean
  readonly kind: WarningKind
  /** Whether its warning is over, and it warns of nothing. */
  readonly isEnding: boolean
  /** Whether it stands for what its bureau warned of before, also where it does not refer to it. */
  readonly isChange: boolean
  /** Whether it says so itself; a cancellation may repeat what it cancels. */
  readonly isToldOver: boolean
  readonly senderName: string
  /** ISO instants. */
  readonly from: string
  readonly until: string | null
  readonly text: string
  readonly areas: readonly CapArea[]
}

export interface CapMessage {
  readonly key: MessageKey
  /** ISO instant. */
  readonly sent: string
  readonly type: 'Alert' | 'Update' | 'Cancel'
  readonly references: readonly MessageKey[]
  /** In Chinese, or in whatever language the first one is. */
  readonly parts: readonly MessagePart[]
}

/** Where an info has no shape or no response, the same one in another language may. */
const withThoseOfOthers = (
  infos: readonly CapInfo[],
  others: readonly CapInfo[],
): readonly CapInfo[] =>
  infos.length !== others.length
    ? infos
    : infos.map((own, at) => {
        const other = others[at]!
        const info = { ...own, responseTypes: [...own.responseTypes, ...other.responseTypes] }
        const isShapeless = info.areas.every(({ rings }) => rings.length === 0)
        if (!isShapeless || info.areas.length !== other.areas.length) return info
        return {
          ...info,
          areas: info.areas.map((area, i) => ({ ...area, rings: other.areas[i]!.rings })),
        }
      })

const readable = (infos: readonly CapInfo[]): readonly CapInfo[] => {
  const byLanguage = Map.groupBy(infos, ({ language }) => language)
  const language = byLanguage.has('zh') ? 'zh' : (infos[0]?.language ?? '')
  let own: readonly CapInfo[] = byLanguage.get(language) ?? []
  for (const [name, others] of byLanguage)
    if (name !== language) own = withThoseOfOthers(own, others)
  return own
}

/**
 * What ends before it begins is never in force. To be kept it must end after its beginning: so it
 * does, by the least there is.
 */
const endOf = (from: string, expires: string | null): string | null =>
  expires && Date.parse(expires) <= Date.parse(from)
    ? new Date(Date.parse(from) + 1).toISOString()
    : expires

const partOf = (info: CapInfo, { sent }: CapAlert, isFollowing: boolean): MessagePart => {
  const { level, from: levelFrom } = levelOf(info)
  const isOver = isEnding(info, isFollowing)
  const kind = kindOf(info)
  const from = info.from ?? sent
  const areaText = info.areas
    .map(({ text }) => text)
    .filter(Boolean)
    .join('；')
  return {
    name: nameOf(info, kind, level),
    level,
    levelFrom: cutTo(levelFrom, WARNING_LIMITS.mostNameCharacters),
    isLevelNamed: namedLevel(info) !== null,
    kind,
    isEnding: isOver,
    isChange: isFollowing || isChange(info),
    isToldOver: isOver,
    senderName: cutTo(info.senderName, WARNING_LIMITS.mostNameCharacters),
    from,
    until: endOf(from, info.until),
    text: cutTo(
      [areaText, info.description].filter(Boolean).join('\n'),
      WARNING_LIMITS.mostTextCharacters,
    ),
    areas: info.areas,
  }
}

/** Types that only answer a message and warn of nothing. */
const ANSWERING_TYPES = ['Ack', 'Error']

/** @throws CapError with a sentence. */
export const readMessage = (xml: string): CapMessage => {
  const alert = readCap(xml)
  const { sender, identifier, status, msgType } = alert
  if (ANSWERING_TYPES.includes(msgType)) {
    throw new CapError(
      `msgType 为 ${msgType} 的消息只是对其他消息的答复，不形成也不改变预警。`,
      `A message of msgType ${msgType} only answers another one; it makes no warning and changes none.`,
    )
  }
  const type = msgType as CapMessage['type']
  const infos = readable(alert.infos)
  const references = alert.references.map((reference) => ({ ...reference, status }))
  if (type !== 'Cancel' && infos.length === 0) {
    throw new CapError(
      'CAP 消息没有 info，无法形成预警。',
      'The CAP message has no info to warn of.',
    )
  }
  return {
    ...{ key: { sender, identifier, status }, sent: alert.sent, type, references },
    parts: infos.map((info) => {
      const part = partOf(info, alert, type === 'Update')
      return type === 'Cancel' ? { ...part, isEnding: true } : part
    }),
  }
}
