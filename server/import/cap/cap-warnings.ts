/** From a CAP message to the warnings of the map: which it makes, with which level and kind, and which it ends. */
import { WARNING_LIMITS, type WarningInput, type WarningOrigin } from '../../../data/warning.ts'
import { WARNING_LEVELS, type WarningKind, type WarningLevel } from '../../../data/warning-kind.ts'
import { type CapAlert, type CapInfo, type CapReference, readCap } from './read-cap.ts'
import { CapError } from './xml-elements.ts'

const LEVEL_OF_WORD: Readonly<Record<string, WarningLevel>> = {
  ...{ 红: 'red', 一: 'red', Ⅰ: 'red', red: 'red' },
  ...{ 橙: 'orange', 二: 'orange', Ⅱ: 'orange', orange: 'orange' },
  ...{ 黄: 'yellow', 三: 'yellow', Ⅲ: 'yellow', yellow: 'yellow' },
  ...{ 蓝: 'blue', 四: 'blue', Ⅳ: 'blue', blue: 'blue' },
}

/**
 * Where a message names its level, surest first; of several the last counts, since a change is told
 * from the old to the new (`由红色预警降级为橙色预警`).
 *
 * A number alone is no level: a gale reaches 十一级, and a 二级公路 is a road.
 */
const LEVEL_WORDS: readonly RegExp[] = [
  // Not the level that this one follows: `橙色预警（由黄色预警升级）`, `原黄色预警解除`.
  /([红橙黄蓝])色预警(?!(?:信号)?(?:同时|自动)?(?:升级|降级|升为|降为|变更|调整|更改|改为|解除|取消|失效|终止))/g,
  /\b(red|orange|yellow|blue)(?=\s+(?:\w+\s+){0,2}(?:warning|alert|signal|notice)\b)/gi,
  /(?<![十0-9一二三四])([一二三四])级(?=响应|预警)|(?<=(?:预警|响应)(?:级别|等级)[：:为是\s]{0,3})([一二三四])级/g,
  /([ⅠⅡⅢⅣ])级/g,
  /([红橙黄蓝])色|\b(red|orange|yellow|blue)\b/gi,
]

const LEVEL_OF_SEVERITY: Readonly<Record<string, WarningLevel>> = {
  Extreme: 'red',
  Severe: 'orange',
  Moderate: 'yellow',
  Minor: 'blue',
  Unknown: 'blue',
}

const KIND_WORDS: readonly (readonly [RegExp, WarningKind])[] = [
  [/凌汛|\bice jams?\b/i, 'yellow-river-ice'],
  [/森林|草原火|\bforests?\b/i, 'forest-fire'],
  [/暴雨|\brain(?:s|y|fall|storms?)?\b/i, 'rainstorm'],
  [/洪水|内涝|山洪|\b(?:flash)?flood(?:s|ing)?\b/i, 'flood'],
  [/台风|\btyphoons?\b/i, 'typhoon'],
  [/雷|冰雹|\bthunder(?:storms?)?\b|\bhail(?:storms?)?\b/i, 'thunderstorm'],
  [/大风|沙尘|\bgales?\b|\bwind(?:s|storms?)?\b/i, 'gale'],
  [/雪|结冰|\bsnow(?:fall|storms?)?\b|\bic(?:e|y|ing)\b/i, 'snow-ice'],
  [/寒潮|\bcold\b/i, 'cold'],
  [/高温|\bheat(?:waves?)?\b/i, 'heat'],
  [/干旱|\bdroughts?\b/i, 'drought'],
  [/地质|滑坡|泥石流|\blandslides?\b/i, 'geological'],
]

const lastLevelIn = (text: string, words: RegExp): WarningLevel | undefined => {
  const word = [...text.matchAll(words)].at(-1)?.slice(1).find(Boolean)
  return word ? (LEVEL_OF_WORD[word] ?? LEVEL_OF_WORD[word.toLowerCase()]) : undefined
}

/** Chinese warnings name their colour; the severity of CAP stands in where they do not. */
export const levelOf = (info: CapInfo): { level: WarningLevel; from: string } => {
  const texts = [
    info.event,
    info.headline,
    ...info.parameters.map(({ name, value }) => `${name} ${value}`),
  ]
  for (const words of LEVEL_WORDS) {
    for (const text of texts) {
      const level = lastLevelIn(text, words)
      if (level) return { level, from: text }
    }
  }
  return { level: LEVEL_OF_SEVERITY[info.severity] ?? 'blue', from: `severity ${info.severity}` }
}

/** What a warning is of, `other` where no word tells. */
export const kindOf = ({ event, headline }: CapInfo): WarningKind =>
  KIND_WORDS.find(([words]) => words.test(`${event} ${headline}`))?.[1] ?? 'other'

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
        name: nameOf(info, level),
        level,
        kind: kindOf(info),
        from,
        until,
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
