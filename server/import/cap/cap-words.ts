/** What the words of a warning say: its level, its kind, and that it is over. */
import type { WarningKind, WarningLevel } from '../../../data/warning-kind.ts'
import { simplified } from '../../analysis/gazetteer/letters.ts'
import { isAllClear, isPast } from './cap-tokens.ts'
import { kindOfCodes } from './event-codes.ts'
import type { CapInfo } from './read-cap.ts'

const LEVEL_OF_WORD: Readonly<Record<string, WarningLevel>> = {
  ...{ 红: 'red', 一: 'red', I: 'red', 1: 'red', red: 'red' },
  ...{ 橙: 'orange', 二: 'orange', II: 'orange', 2: 'orange', orange: 'orange' },
  ...{ 黄: 'yellow', 三: 'yellow', III: 'yellow', 3: 'yellow', yellow: 'yellow' },
  ...{ 蓝: 'blue', 四: 'blue', IV: 'blue', 4: 'blue', blue: 'blue' },
}

const COLOUR = '([红橙黄蓝])色'
const ENGLISH_COLOUR = '\\b(red|orange|yellow|blue)'
/** Ⅱ comes as II: texts are brought to their plain letters first. Not the end of 十一 or 11, 3-4. */
const NUMBER = '(?<![\\w十一二三四.~～-])(IV|III|II|I|[一二三四]|[1-4])'
/** What a level turns into, or that it is over: `黄色预警升级`, `四级响应终止`. */
const CHANGED = '升级|降级|提升|提高|提级|上调|下调|调高|调低|调整|变更|更改|[升降调改][为至到]'
/** What ends a warning or a response, as a verb of either. */
const OVER = '(?:解除|取消|终止|停止|结束|撤销|失效)'
const LEFT = `(?!(?:信号)?(?:同时|自动|已)?(?:${CHANGED}|${OVER}))`
/** A gale's force, a road or a hospital has levels as well. */
const RESPONSE_WORDS = '(?:[\\p{Script=Han}（）()]{0,12}?响应|预警|警报|应急预警)'

/**
 * Where a message names its level, surest first; of several the last counts, since a change is worded
 * from the old to the new (`由红色预警降级为橙色预警`).
 *
 * A number alone is no level: a gale reaches 十一级, and a 二级公路 is a road.
 */
const LEVEL_WORDS: readonly RegExp[] = [
  // Not the level that this one follows: `橙色预警（由黄色预警升级）`, `原黄色预警解除`.
  new RegExp(`${COLOUR}[)）]?预警${LEFT}`, 'g'),
  new RegExp(`${ENGLISH_COLOUR}(?=\\s+(?:\\w+\\s+){0,2}(?:warning|alert|signal|notice)\\b)`, 'gi'),
  new RegExp(
    `${NUMBER}级(?=${RESPONSE_WORDS}${LEFT})|(?<=(?:预警|响应)(?:级别|等级)?(?:${CHANGED})?[：:为是至到由从\\s]{0,3}(?:[一二三四IV]+级[\\p{Script=Han}]{1,4})?)${NUMBER}级|(?<=(?:预警|响应|警报)(?:信号)?[([【])${NUMBER}级(?=[)\\]】/])`,
    'giu',
  ),
  /(?<![\w.])(IV|III|II|I)级/gi,
  /\b(?:level|grade|class)[\s-]*(IV|III|II|I|[1-4])\b/gi,
  /(?:级别|等级|level)\S*\s+(IV|III|II|I|[一二三四]|[1-4])级?$/gi,
  new RegExp(`${COLOUR}|${ENGLISH_COLOUR}\\b`, 'gi'),
]

const LEVEL_OF_SEVERITY: Readonly<Record<string, WarningLevel>> = {
  ...{ Extreme: 'red', Severe: 'orange', Moderate: 'yellow', Minor: 'blue', Unknown: 'blue' },
  ...{ Red: 'red', Orange: 'orange', Yellow: 'yellow', Blue: 'blue' },
}

const SPACES_IN_LEVEL = /(?<=[一二三四IV1-4])\s+(?=级)|(?<=级)\s+(?=应急|响应|预警|警报)/gi
/** `终止三级应急响应`: wherever that stands, the level is another one if the text names any. */
const ENDED_LEVEL = new RegExp(`${OVER}[^，,。；;、并]*[级色][^，,。；;、并]*`, 'g')

const lastLevelIn = (text: string, words: RegExp): WarningLevel | undefined => {
  const plain = simplified(text).replace(SPACES_IN_LEVEL, '')
  const word = [plain.replace(ENDED_LEVEL, ' '), plain]
    .flatMap((each) => [...each.matchAll(words)].slice(-1))[0]
    ?.slice(1)
    .find(Boolean)
  if (!word) return undefined
  return (
    LEVEL_OF_WORD[word] ?? LEVEL_OF_WORD[word.toLowerCase()] ?? LEVEL_OF_WORD[word.toUpperCase()]
  )
}

const firstSentence = (text: string): string => /^[^。；;!！\n]*/.exec(text.trim())![0]

/** The level that the words name, and in which of them; null where they name none. */
export const namedLevel = (info: CapInfo): { level: WarningLevel; from: string } | null => {
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
  // Long texts have colours and grades of much else: only where nothing at all tells.
  const issued = info.severity === 'Unknown' ? firstSentence(info.description) : ''
  const level = lastLevelIn(issued, LEVEL_WORDS[0]!)
  return level ? { level, from: issued } : null
}

/** Chinese warnings name their colour; the severity of CAP stands in where they do not. */
export const levelOf = (info: CapInfo): { level: WarningLevel; from: string } =>
  namedLevel(info) ?? {
    level: LEVEL_OF_SEVERITY[info.severity] ?? 'blue',
    from: `severity ${info.severity}`,
  }

const KIND_WORDS: readonly (readonly [RegExp, WarningKind])[] = [
  [/凌汛|\bice jams?\b/i, 'yellow-river-ice'],
  [/地震|\bearthquakes?\b/i, 'earthquake'],
  [/森林|草原火|林火|\bforests?\b|\bwildfires?\b/i, 'forest-fire'],
  [/沙尘|扬沙|浮尘|\b(?:sand|dust)(?:\s?storms?)?\b/i, 'sandstorm'],
  [/霾|空气|重污染|臭氧|\bhaze\b|\bsmog\b|\bair (?:pollution|quality)\b/i, 'haze'],
  [
    /道路结冰|路面结冰|\bicy\b|\bic(?:e|ing) on (?:the )?roads?\b|\bblack ice\b|\broad ic/i,
    'icy-roads',
  ],
  [/冰雹|\bhail(?:storms?)?\b/i, 'hail'],
  [/地质|滑坡|泥石流|崩塌|崩岸|\bgeological\b|\blandslides?\b|\bmudslides?\b/i, 'geological'],
  [/暴雨|强降雨|强降水|\brain(?:s|y|fall|storms?)?\b/i, 'rainstorm'],
  [
    /洪水|内涝|山洪|防汛|洪涝|渍涝|汛情|水库|溃[坝堤]|决口|\btorrents?\b|\b(?:flash)?flood(?:s|ing)?\b/i,
    'flood',
  ],
  [/台风|热带气旋|热带风暴|\btyphoons?\b|\btropical (?:cyclone|storm)s?\b/i, 'typhoon'],
  [/雷|强对流|飑|\bsqualls?\b|\bthunder(?:storms?)?\b|\blightning\b/i, 'thunderstorm'],
  [/大风|季风|龙卷|\bgales?\b|\bwind(?:s|storms?)?\b|\btornado(?:es)?\b/i, 'gale'],
  [/霜|\bfrosts?\b/i, 'frost'],
  [
    /雪|冰冻|积冰|冻雨|结冰|\bsnow(?:fall|storms?)?\b|\bblizzards?\b|\bfreezing\b|\bice\b|\bicing\b/i,
    'snow-ice',
  ],
  [/大雾|浓雾|雾|\bfog(?:gy)?\b/i, 'fog'],
  [/寒潮|寒冷|低温|冷空气|降温|\bcold\b/i, 'cold'],
  [/高温|热浪|\bhigh temperatures?\b|\bheat(?:waves?)?\b/i, 'heat'],
  [/旱|枯水|\bdroughts?\b/i, 'drought'],
]

const kindIn = (text: string): WarningKind | undefined =>
  KIND_WORDS.find(([words]) => words.test(simplified(text)))?.[1]

/**
 * What a warning is of, `other` where neither words nor codes say so; a headline may name what else
 * comes.
 */
export const kindOf = ({ event, eventCodes, headline }: CapInfo): WarningKind =>
  kindIn(event) ?? kindOfCodes([event, ...eventCodes]) ?? kindIn(headline) ?? 'other'

/** `发布解除暴雨橙色预警的通知` and `发布暴雨橙色预警解除信号` issue nothing. */
const ISSUES_AN_ENDING = new RegExp(
  `(?:发布|发出|下发)(?:了|关于)*(?=(?:[^，。；,;\\s]{0,20}(?:预警|响应)(?:信号)?)?${OVER})`,
  'g',
)
/** Said of what is not to happen, or not yet: `尚未解除`, `解除前不得返回`. */
const NOT_ENDED = new RegExp(
  `(?:未|不得|不能|不会|不可|不予|请勿|切勿|拟|计划|预计)(?:予以)?${OVER}|${OVER}(?:之?前|条件)`,
  'g',
)
/** Of bounded number: repeated, they could be taken apart in more ways than there is time for. */
const ADVERBS = '(?:已经?|现|予以|同时|自动|正式){0,3}'
const ENDS_WORDS: readonly RegExp[] = [
  new RegExp(`${OVER}[^，。；,;：:\\s]{0,24}?(?:预警|响应|警报|信号)`),
  // A heading of its own: `解除：暴雨橙色预警`.
  /^[\s【[(]*(?:解除|终止|撤销)[】\])]?[:\s]*[^，。；,;]*(?:预警|响应|警报)/,
  new RegExp(
    `(?:预警|响应|警报)(?:信号)?[\\s【[（(]*${ADVERBS}(?:于\\S{0,16}?)?${ADVERBS}${OVER}(?=$|[\\s，。；,;:)）\\]】!！的]|信号|通知|信息|公告|令)`,
  ),
  /\b(?:warnings?|alerts?|signals?|notices?|responses?|advisor(?:y|ies)|watch(?:es)?)\s+(?:(?:has|have|is|are|was|were|been|now)\s+)*(?:lifted|cancell?ed|ended|expired|terminated|withdrawn|no longer in (?:force|effect))\b/i,
  /\b(?:warning|alert|signal|notice)\s*[:–—-]\s*(?:now\s+)?(?:lifted|cancell?ed|ended|expired|withdrawn)(?=$|[.,;!])/i,
  /\b(?:lifts?|cancels?|ends?|withdraws?|terminates?|lifting|cancellation|termination|end)\s+(?:of\s+)?(?:\w+\s+){0,4}(?:warnings?|alerts?|signals?|notices?|responses?|advisor(?:y|ies))\b/i,
  /\ball[\s-]clear\b/i,
]
/** `橙色预警解除，发布黄色预警` goes on, if at another level. */
const GOES_ON =
  /发布|启动|升级|降级|升为|降为|升至|降至|变更为|调整为|更改为|改为|改发|转为|继续|维持|延续|延长|\bissue[sd]?\b|\bin (?:force|effect) until\b|\bdowngrade|\bupgrade/i

/** Whether the words lift a warning or end a response, and give out no other in its place. */
const saysItIsOver = (text: string): boolean => {
  const plain = simplified(text).replace(ISSUES_AN_ENDING, '').replace(NOT_ENDED, '')
  return !GOES_ON.test(plain) && ENDS_WORDS.some((words) => words.test(plain))
}

/** An event that takes no time is past by the time it is announced, but its warning is not. */
const AT_ONCE: readonly WarningKind[] = ['earthquake']

/** Some bureaus head an ending like the warning itself, and say only below that it is over. */
const isToldBelow = ({ headline, description, instruction }: CapInfo): boolean =>
  !/发布|\bissue[sd]?\b/i.test(simplified(headline)) &&
  [description, instruction].some((text) => saysItIsOver(firstSentence(text)))

/**
 * Whether an info says that its warning is over: by its `responseType`, by its words, or, in what
 * follows an earlier message, by the first sentence of its text or the urgency `Past`.
 */
export const isEnding = (info: CapInfo, isFollowing: boolean): boolean =>
  info.responseTypes.some(isAllClear) ||
  saysItIsOver(info.headline) ||
  saysItIsOver(info.event) ||
  (isFollowing && isToldBelow(info)) ||
  (isFollowing && isPast(info.urgency) && !AT_ONCE.includes(kindOf(info)))

const CHANGES = new RegExp(
  `(?:预警|响应|警报|信号)[^，。；,;]{0,12}(?:${CHANGED}|转为|改为)|(?:${CHANGED})[^，。；,;]{0,12}(?:预警|响应|警报|信号)|\\b(?:down|up)grade`,
  'iu',
)

/** Whether its words turn one level into another, as `暴雨红色预警降级为橙色预警`. */
export const isChange = ({ headline }: CapInfo): boolean => CHANGES.test(simplified(headline))
