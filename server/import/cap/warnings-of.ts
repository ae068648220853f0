/** From a CAP message to warnings of the map: one per info in the reader's language. */
import {
  WARNING_LEVELS,
  WARNING_LIMITS,
  type WarningInput,
  type WarningKind,
  type WarningLevel,
  type WarningOrigin,
} from '../../../data/warning.ts'
import { CapRefused } from './cap-refused.ts'
import type { CapAlert, CapInfo } from './read-cap.ts'

export interface CapWarning {
  readonly input: WarningInput
  readonly origin: WarningOrigin
}

/** Chinese warnings name their colour; the severity of CAP stands in where they do not. */
const COLOUR_WORDS: readonly (readonly [RegExp, WarningLevel])[] = [
  [/红色|\bred\b|Ⅰ级|一级/i, 'red'],
  [/橙色|\borange\b|Ⅱ级|二级/i, 'orange'],
  [/黄色|\byellow\b|Ⅲ级|三级/i, 'yellow'],
  [/蓝色|\bblue\b|Ⅳ级|四级/i, 'blue'],
]
const LEVEL_OF_SEVERITY: Readonly<Record<string, WarningLevel>> = {
  Extreme: 'red',
  Severe: 'orange',
  Moderate: 'yellow',
  Minor: 'blue',
  Unknown: 'blue',
}

const KIND_WORDS: readonly (readonly [RegExp, WarningKind])[] = [
  [/凌汛|ice jam/i, 'yellow-river-ice'],
  [/森林|草原火|forest/i, 'forest-fire'],
  [/暴雨|rain/i, 'rainstorm'],
  [/洪水|内涝|山洪|flood/i, 'flood'],
  [/台风|typhoon/i, 'typhoon'],
  [/雷|冰雹|thunder|hail/i, 'thunderstorm'],
  [/大风|沙尘|gale|wind/i, 'gale'],
  [/雪|结冰|snow|ice/i, 'snow-ice'],
  [/寒潮|cold/i, 'cold'],
  [/高温|heat/i, 'heat'],
  [/干旱|drought/i, 'drought'],
  [/地质|滑坡|泥石流|landslide/i, 'geological'],
]

const levelOf = (info: CapInfo): { level: WarningLevel; from: string } => {
  const texts = [
    info.event,
    info.headline,
    ...info.parameters.map(({ name, value }) => `${name} ${value}`),
  ]
  for (const text of texts) {
    const found = COLOUR_WORDS.find(([words]) => words.test(text))
    if (found) return { level: found[1], from: text.slice(0, 200) }
  }
  return { level: LEVEL_OF_SEVERITY[info.severity] ?? 'blue', from: `severity ${info.severity}` }
}

const kindOf = ({ event, headline }: CapInfo): WarningKind =>
  KIND_WORDS.find(([words]) => words.test(`${event} ${headline}`))?.[1] ?? 'other'

/** Infos in Chinese, or in whatever language the first one is. */
const readable = (infos: readonly CapInfo[]): readonly CapInfo[] => {
  const chinese = infos.filter(({ language }) => language.toLowerCase().startsWith('zh'))
  if (chinese.length > 0) return chinese
  const [first] = infos
  return infos.filter(({ language }) => language === first?.language)
}

const nameOf = ({ headline, event }: CapInfo, level: WarningLevel): string =>
  (headline || `${event} ${WARNING_LEVELS[level].label.zh}`).slice(
    0,
    WARNING_LIMITS.mostNameCharacters,
  )

/** @throws CapRefused where there is nothing to put on a map. */
export const warningsOf = (alert: CapAlert): CapWarning[] => {
  const infos = readable(alert.infos)
  if (infos.length === 0) {
    throw new CapRefused(
      'CAP 消息没有 info，无法形成预警。',
      'The CAP message has no info to warn of.',
    )
  }
  return infos.map((info): CapWarning => {
    if (info.rings.length === 0) {
      throw new CapRefused(
        `“${info.areaText || info.event}”没有多边形或圆形区域，无法上图。`,
        `“${info.areaText || info.event}” has no polygon or circle, so it cannot be put on the map.`,
      )
    }
    const { level, from: levelFrom } = levelOf(info)
    const from = info.from ?? alert.sent
    // What ends before it begins ends the moment it begins: it is never in force.
    const until = info.until && Date.parse(info.until) <= Date.parse(from) ? null : info.until
    return {
      input: {
        ...{ name: nameOf(info, level), level, kind: kindOf(info), from, until },
        area: { type: 'MultiPolygon', coordinates: info.rings.map((ring) => [[...ring]]) },
        text: [info.areaText, info.description]
          .filter(Boolean)
          .join('\n')
          .slice(0, WARNING_LIMITS.mostTextCharacters),
      },
      origin: {
        source: 'cap',
        identifier: alert.identifier,
        sender: alert.sender,
        status: alert.status,
        levelFrom,
      },
    }
  })
}
