/** The level and the kind of a warning, from the words of its message. */
import type { WarningKind, WarningLevel } from '../../../data/warning.ts'
import type { CapInfo } from './read-cap.ts'

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
