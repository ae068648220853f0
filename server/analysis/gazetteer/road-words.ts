/** How callers speak of places on roads: where two of them cross, or so many kilometres along one. */
import { withArabicNumerals } from '../../../data/numerals.ts'
import { simplified } from './letters.ts'

/** Two names of which the text may speak as of roads that cross. */
export interface AskedCrossing {
  readonly names: readonly [string, string]
  /** Whether the text says that it is a crossing, by a word or a sign between the names. */
  readonly isTold: boolean
  /** Whether nothing but the two names speaks for it: then both must be whole names. */
  readonly isGuess: boolean
}

const JUNCTION =
  /(?:的?\s*[那这]?个?(?:(?:十字|丁字|[ty]字|三?[岔叉]|交叉|大|小)?路口|十字口?|丁字口?|[ty]字口|岔口|交叉口|交口|红绿灯|交叉|交汇|交会|相交|交界|(?:互通)?立交桥?|互通|枢纽)处?)+$/iu
const JUNCTION_EN = /^(?:the )?(?:crossing|junction|intersection|corner) of /i
/** Letters must stand apart from the names: hand is no h and d. */
const SEPARATOR = /\s*(?:[/、&+×|]|与|和|跟|同|以?及|还有|\s(?:and|at|x|yu|he)\s)\s*/gi
/** What is found in names too, and parts roads alone. */
const WEAK_SEPARATOR =
  /(?:(?<=[路街道])上)?\s*(?:[(,;，]?\s*(?:靠近|临近|紧邻|邻近)|[(,;，]|交|到|接|转|(?<=\p{Script=Han})\s*x\s*(?=\p{Script=Han}))\s*/giu
/** What roads are called by; letters where pinyin is typed. */
const ROAD =
  /(?:路|街|道|巷|线|公路|高速|胡同|环|lu|jie|dao|xiang|xian|gaosu|road|street|avenue|[gsxyc]\d+)$/i

/** Streets are signed in pinyin with an English word for what they are: Guanghe Road is 洸河路. */
const SIGNED: readonly (readonly [RegExp, string])[] = [
  [/\s+(?:road|rd\.?)$/i, 'lu'],
  [/\s+(?:street|st\.?)$/i, 'jie'],
  [/\s+(?:avenue|ave\.?)$/i, 'dadao'],
  [/\s+lane$/i, 'xiang'],
  [/\s+expressway$/i, 'gaosu'],
]

/** A road's name as its sign has it, in pinyin alone; null where it ends in no such word. */
export const signedRoad = (text: string): string | null => {
  const name = text.normalize('NFKC').trim()
  const word = SIGNED.find(([pattern]) => pattern.test(name))
  return word ? name.replace(word[0], word[1]).replaceAll(' ', '') : null
}

/** All ways of parting the text into two names, the likeliest first; none where it is no such text. */
export const askedCrossings = (text: string): AskedCrossing[] => {
  const trimmed = simplified(text).trim().replace(/\)+$/, '')
  const before = trimmed.replace(JUNCTION, '').trimEnd()
  // 建设路口 is 建设路's.
  const isCut = trimmed.slice(before.length).trimStart().startsWith('路口') && !ROAD.test(before)
  const bare = `${before}${isCut ? '路' : ''}`.replace(JUNCTION_EN, '').trim()
  const isJunction = bare !== trimmed
  const found: AskedCrossing[] = []
  const add = (first: string, second: string, isTold: boolean, isGuess = false): void => {
    const names = [first.trim(), second.trim()] as const
    if (names.every((name) => name !== '')) found.push({ names, isTold, isGuess })
  }
  for (const match of bare.matchAll(SEPARATOR)) {
    add(bare.slice(0, match.index), bare.slice(match.index + match[0].length), true)
  }
  const areRoads = (a: string, b: string): boolean => ROAD.test(a.trim()) && ROAD.test(b.trim())
  for (const match of bare.matchAll(WEAK_SEPARATOR)) {
    const [first, second] = [bare.slice(0, match.index), bare.slice(match.index + match[0].length)]
    if (isJunction || areRoads(first, second)) add(first, second, true)
  }
  for (const match of bare.matchAll(/\s+/g)) {
    const [first, second] = [bare.slice(0, match.index), bare.slice(match.index)]
    if (isJunction || areRoads(first, second)) add(first, second, isJunction)
  }
  // 洸河路建设路: after each character that roads are called by.
  for (const match of bare.matchAll(/[路街道巷线速](?=.)/g)) {
    const [first, second] = [bare.slice(0, match.index + 1), bare.slice(match.index + 1)]
    if (isJunction || areRoads(first, second)) add(first, second, isJunction)
  }
  // ghl jsl, ghljsl: after each letter that such a word begins with, or after the word.
  const letters = /^[a-z\s]+$/i.test(bare) ? bare.replace(/\s+/g, '') : ''
  for (const { index } of letters.matchAll(
    /(?<=..(?:lu|jie|dao|xiang|[ljdx]))(?=..+(?:lu|jie|dao|xiang|[ljdx])$)/gi,
  )) {
    add(letters.slice(0, index), letters.slice(index), false, true)
  }
  return found
}

/** So many kilometres along a road. */
export interface AskedKilometre {
  readonly road: string
  readonly kilometre: number
  readonly direction: 'up' | 'down' | null
  /** Towards where, as it was said: 济南. */
  readonly towards: string | null
}

const METRES_PER_KILOMETRE = 1000
const POST = /k\s*(\d{1,4})(?:\s*\+\s*(\d{1,3})(?!\d)|\.(\d{1,3})|)/i
const KILOMETRES =
  /(\d{1,4}(?:\.\d{1,3})?)\s*(?:公里|千米|km)(?:\s*(?:\+|加|又)?\s*(\d{1,3})\s*(?:米|m\b))?/i
/** 京台高速430, 327国道 12.5, G3 430+500: of streets it would be a house. */
const BARE =
  /(?<=高速(?:公路)?\s*|[国省县]道\s*|(?<![a-z])[gs]\d{1,4}\s+)(\d{1,4}(?:\.\d{1,3})?)(?:\s*\+\s*(\d{1,3}))?(?=\s*(?:[处段旁附]|$))/i
const UP = /上行(?:方向|线|侧)?/
const DOWN = /下行(?:方向|线|侧)?/
const TOWARDS =
  /(?:往|向|去|至)([^\d\s]{1,8}?)(?:方向|$)|(?<=高速|公路|国道|省道|路|线)(\p{Script=Han}{1,4})方向/u
const FILLER = /[处段桩旁侧附近()（）,，:：]+|里程碑?|方向/g

/** Null where the text gives no kilometre, or no road beside it. */
export const askedKilometre = (text: string): AskedKilometre | null => {
  const plain = withArabicNumerals(simplified(text)).trim()
  const post = POST.exec(plain)
  const kilometres = post ? null : (KILOMETRES.exec(plain) ?? BARE.exec(plain))
  const match = post ?? kilometres
  if (!match) return null
  const [whole, full = '', metres = '', fraction = ''] = match
  // Decimals of K12.3 are kilometres, as those of 12.3 公里 are.
  const kilometre = Number(fraction ? `${full}.${fraction}` : full)
  const rest = `${plain.slice(0, match.index)} ${plain.slice(match.index + whole.length)}`
  const said = TOWARDS.exec(rest.replace(UP, '').replace(DOWN, ''))
  const road = rest
    .replace(UP, '')
    .replace(DOWN, '')
    .replace(said?.[0] ?? '', '')
    .replace(FILLER, ' ')
    .trim()
  if (road === '' || !/[\p{L}]/u.test(road)) return null
  return {
    ...{ road, towards: said?.[1] ?? said?.[2] ?? null },
    kilometre: kilometre + Number(metres || 0) / METRES_PER_KILOMETRE,
    direction: UP.test(rest) ? 'up' : DOWN.test(rest) ? 'down' : null,
  }
}

/** K12+300. */
export const postText = (kilometre: number): string => {
  const metres = Math.round(kilometre * METRES_PER_KILOMETRE)
  const whole = Math.floor(metres / METRES_PER_KILOMETRE)
  return `K${whole}+${String(metres % METRES_PER_KILOMETRE).padStart(3, '0')}`
}
