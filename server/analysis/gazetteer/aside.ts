/** What callers say around a name: 在 before it, 东南角, 附近, 往北 200 米 behind it, 东 within it. */
import { simplified } from './letters.ts'

const SIDE = '[东西南北]{1,2}'
const AMOUNT = '(?:大?约|大概)?[\\d一二两三四五六七八九十百千]+(?:多|余|来)?(?:米|公里|里地?)'
const ASIDE = new RegExp(
  `(?:的?(?:以?${SIDE}(?:角|侧|边|面|头|方向|(?=${AMOUNT}))|[往向朝]${SIDE}(?:方向|走|去)?|[左右前后]侧|(?<=[路街巷里米口处])路?${SIDE}侧?|附近|旁边?|跟前|对面|门口|门前|(?<!立交)桥[上下]|(?<=立交桥)[上下]|里面|这里|那里)|${AMOUNT}(?:处|左右|的地方)?|[处，,。\\s])+$`,
  'u',
)

/**
 * @returns the text without such words at its end, and the words; none where nothing is left of it.
 */
export const withoutAside = (text: string): { words: string; aside: string } => {
  const plain = simplified(text).trim()
  const at = plain.search(ASIDE)
  return at > 0
    ? { words: plain.slice(0, at).trim(), aside: plain.slice(at).trim() }
    : { words: plain, aside: '' }
}

const LEADING = /^(?:请?快?(?:我们?|人|车)?(?:就|现)?(?:在|到|去|位于))+(?=.{2})/u

/** The text without such words as 请到 before a name. */
export const withoutLeading = (text: string): string => simplified(text).trim().replace(LEADING, '')

/** 东 of 洸河东路 and 东段 of 洸河路东段: what callers add to a road's name. */
const SIDE_OF_ROAD =
  /(?<=\p{Script=Han}{2})[东西南北中](?=(?:大?[路街]|大道)段?)|(?<=[路街道])[东西南北中]?段/gu
/** Of two roads, each with or without. */
const MOST_SIDES = 4

/** The text with some of such words left out, the fewest first: of one road of two, then of both. */
export const withoutSides = (text: string): string[] => {
  const sides = [...text.matchAll(SIDE_OF_ROAD)].slice(0, MOST_SIDES)
  const ways = Array.from({ length: 2 ** sides.length - 1 }, (_, i) =>
    sides.filter((_side, place) => ((i + 1) >> place) & 1),
  ).sort((a, b) => a.length - b.length)
  return ways.map((left) =>
    left.reduceRight(
      (rest, { 0: side, index }) => rest.slice(0, index) + rest.slice(index + side.length),
      text,
    ),
  )
}

/** 曲阜高速口, and 京台高速曲阜出口: where one leaves an expressway is called by its toll station. */
const EXIT = /^(.{2,}?)高速(?:公路)?(?:路口|[出入]{1,2}口|口|收费站)$/u
const EXIT_OF = /^(?:.{2,}?高速(?:公路)?|[gs]\d{1,4})(?!公路)(.{2,}?)(?:[出入]{1,2}口|收费站)$/iu

const NUMBERED_ROAD = /^(?:[国省县乡]道([gsxy]\d{1,4})|([gsxy]\d{1,4})(?:[国省县乡]道|高速))$/iu

/**
 * 1号 and 一号 count stations, which are called 第一; levees of the left bank are called 左堤, exits of
 * expressways 收费站, hydrants 消火栓, 京台高速公路 京台高速 and G327国道 G327.
 */
export const asCalled = (text: string): string =>
  text
    .replace(EXIT, '$1收费站')
    .replace(EXIT_OF, '$1收费站')
    .replace('高速公路', '高速')
    .replace(NUMBERED_ROAD, '$1$2')
    .replace('消防栓', '消火栓')
    .replace(/第?([\d零〇一二两三四五六七八九十百]+)号(?=.*[站队库]$)/gu, '第$1')
    .replace(/([左右])岸(?:堤防|大堤|堤)$/u, '$1堤')

/** The office of a subdistrict, and the seat of a county, by the place itself: 许庄街办, 泗水县城. */
const OFFICE = /(?<=.)(?:街道|街)?(?:办事处|街办)$/u
const SEAT = /(?<=.县)城区?$/u

/** The subdistrict or county that the text means; null where it ends in no such word. */
export const areaMeant = (text: string): string | null => {
  if (OFFICE.test(text)) return text.replace(OFFICE, '街道')
  return SEAT.test(text) ? text.replace(SEAT, '') : null
}

/** The text with a station that is none of the fire brigade's; null where it speaks of no fire station. */
export const withoutBrigade = (text: string): string | null =>
  /.消防救?援?站$/u.test(text) ? text.replace(/消防救?援?站$/u, '站') : null

const HOUSE_NUMBER =
  /(?<=.[路街巷]|大道|胡同)\s*[\d零〇一二两三四五六七八九十百千]+(?:-\d+)?号(?!.*[站队库]$).*$/u

/** A road's name without the number of a house on it, and what follows that. */
export const withoutHouse = (text: string): { words: string; aside: string } | null => {
  const [aside = ''] = HOUSE_NUMBER.exec(text) ?? []
  return aside ? { words: text.slice(0, -aside.length), aside: aside.trim() } : null
}

const WATER = /^(\p{Script=Han}{1,4}?(?:湖|河|江|水库|干渠))(?=\p{Script=Han}{3,}$)/u
const KIND = /(?:[左右东西南北]岸)?(?:大坝|坝|堤防|大堤|堤|[左右东西南北]岸)$/u

/** The text without a water's name before what lies there, and without a kind of work behind a water's name. */
export const withoutWater = (text: string): { words: string; aside: string }[] =>
  [WATER, KIND].flatMap((pattern) => {
    const [aside = ''] = pattern.exec(text) ?? []
    const words = text.replace(pattern, '')
    return aside && words.length > 1 ? [{ words, aside }] : []
  })
