/** The best names for what was typed, over several indexes at once. */
import { withArabicNumerals, withChineseNumerals } from '../../../data/numerals.ts'
import type { Alphabet } from './alphabet.ts'
import { folded, isHan, readingsOf } from './letters.ts'
import { type NameIndex, TEXT_ROLES } from './name-index.ts'
import { type NameMatch, Pattern } from './pattern.ts'
import { inBoth, inEither } from './sorted-lists.ts'

/** An index and where its entries come among equals. */
export interface NamePart {
  readonly index: NameIndex
  /** Less comes first; below 32. */
  readonly order: number
}

/**
 * How a name fits what was typed, best first: the whole name, its beginning, something within it or
 * said about the entry, the same with words left out, one character wrong.
 */
export const FITS = ['whole', 'beginning', 'within', 'said', 'left-out', 'one-error'] as const
export type Fit = (typeof FITS)[number]

export interface FoundName<Part extends NamePart = NamePart> {
  readonly part: Part
  /** Number of the entry in the part's index. */
  readonly entry: number
  readonly fit: Fit
  /** Less is better. */
  readonly rank: number
}

const FIELD = TEXT_ROLES.indexOf('field')
const MOST_UNITS_TOLD = 63
const ORDERS = 32
const LENGTHS = 256

const qualityOf = (fit: Fit, { units, isWhole }: NameMatch): number => {
  // 大束镇第1村 is what ends so before what stands there, its 第1村应急物资储备点.
  const isCut = isWhole ? 0 : 1
  return (FITS.indexOf(fit) * 2 + isCut) * (MOST_UNITS_TOLD + 1) + Math.min(units, MOST_UNITS_TOLD)
}

const rankOf = (quality: number, order: number, length: number): number =>
  (quality * ORDERS + order) * LENGTHS + Math.min(length, LENGTHS - 1)

/** The best so far, one of each entry; of equals the first. */
class Best<Part extends NamePart> {
  readonly found: FoundName<Part>[] = []
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** What does not rank below it is not taken. */
  bar = Number.POSITIVE_INFINITY

  get isFull(): boolean {
    return this.found.length >= this.#most
  }

  offer(part: Part, entry: number, fit: Fit, rank: number): void {
    const { found } = this
    if (rank >= this.bar) return
    const known = found.findIndex((each) => each.entry === entry && each.part === part)
    if (known >= 0) {
      if (found[known]!.rank <= rank) return
      found.splice(known, 1)
    }
    let [low, high] = [0, found.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (found[middle]!.rank <= rank) low = middle + 1
      else high = middle
    }
    found.splice(low, 0, { part, entry, fit, rank })
    if (found.length > this.#most) found.pop()
    if (this.isFull) this.bar = found.at(-1)!.rank
  }
}

type Accepts<Part> = (part: Part, entry: number) => boolean

export interface NameQuestion<Part> {
  readonly most: number
  /** Entries that may be found; left out: all. */
  readonly accepts?: Accepts<Part> | undefined
  /** For tests: no name is passed over unseen. */
  readonly looksAtEverything?: boolean
}

/** The text as it is, and with its numerals written the other way: names have both. */
const waysOf = (text: string): string[] => {
  const plain = folded(text)
  return [...new Set([plain, withArabicNumerals(plain), withChineseNumerals(plain)])]
}

const patternsOf = (alphabet: Alphabet, text: string, leastLength = 1): Pattern[] =>
  waysOf(text)
    .map((way) => new Pattern(alphabet, way))
    .filter(({ length }) => length >= leastLength)

const NONE = new Uint32Array()

/** Lists of the texts that each Chinese character of the pattern occurs in, the shortest first. */
const occurrencesOf = (index: NameIndex, { characters }: Pattern): Uint32Array[] =>
  [...new Set(characters.filter(isHan))]
    .map((character) => {
      const [unit] = index.alphabet.knownNumbers(character)
      return unit === undefined ? NONE : index.textsWith(unit)
    })
    .sort((a, b) => a.length - b.length)

const atMostOneBit = (mask: number): boolean => (mask & (mask - 1)) === 0

const everyText = ({ size }: NameIndex): Uint32Array =>
  Uint32Array.from({ length: size }, (_, i) => i)

/** Where texts are noted one by one: half a million numbers thrown away with each question cost more. */
let noted = new Uint32Array()

/**
 * Texts that may fit: those that all Chinese characters occur in, or, of letters alone, those
 * with all of them. With one error it is those with all but one of the rarest, or all letters but one.
 */
const candidates = (index: NameIndex, pattern: Pattern, errors: 0 | 1): Uint32Array => {
  const lists = occurrencesOf(index, pattern)
  const [rarest, second, third] = lists
  if (rarest && errors === 0) return lists.reduce(inBoth)
  if (rarest && second && third) {
    return inEither(inBoth(rarest, second), inEither(inBoth(rarest, third), inBoth(second, third)))
  }
  if (rarest && second) return inEither(rarest, second)
  const { letters, initials } = index.arrays
  const { size } = index
  if (noted.length < size) noted = new Uint32Array(size)
  let count = 0
  // Each is noted in the place of the one before that does not count: no branch to guess wrongly.
  if (errors === 0) {
    for (let text = 0; text < size; text++) {
      const lacking = (pattern.initials & ~initials[text]!) | (pattern.letters & ~letters[text]!)
      noted[count] = text
      count += Number(lacking === 0)
    }
  } else {
    for (let text = 0; text < size; text++) {
      noted[count] = text
      count += Number(atMostOneBit(pattern.letters & ~letters[text]!))
    }
  }
  return noted.slice(0, count)
}

/** A way of holding a text, `units[from]` … `units[end]`, against a pattern. */
type Looking = (
  pattern: Pattern,
  text: { readonly units: Uint16Array; from: number; end: number; role: number },
) => { fit: Fit; match: NameMatch } | null

interface Look {
  readonly at: Looking
  /** How a text fits that ends with the pattern, and one that goes on. */
  readonly fits: readonly [whole: Fit, cut: Fit]
  /** No match takes fewer units. */
  readonly leastUnits: (pattern: Pattern) => number
  /** Whether nothing of `units[from]` … `units[end]` may be left over. */
  readonly mayBeWhole: (pattern: Pattern, units: Uint16Array, from: number, end: number) => boolean
}

/** The whole name or its beginning. */
const beginningsAt: Looking = (pattern, { units, from, end, role }) => {
  if (role === FIELD || !pattern.canBegin(units[from]!)) return null
  const match = pattern.along(units, from, end)
  return match && { fit: match.isWhole ? 'whole' : 'beginning', match }
}

/** Something within the name, or what is said about the entry. */
const withinAt: Looking = (pattern, { units, from, end, role }) => {
  for (let start = from; start < end; start++) {
    if (!pattern.canBegin(units[start]!)) continue
    const match = pattern.along(units, start, end)
    if (match) return { fit: role === FIELD ? 'said' : 'within', match }
  }
  return null
}

const leftOutAt: Looking = (pattern, { units, from, end, role }) => {
  if (role === FIELD) return null
  const match = pattern.leavingOut(units, from, end)
  return match && { fit: 'left-out', match }
}

const oneErrorAt: Looking = (pattern, { units, from, end, role }) => {
  if (role === FIELD || !pattern.canBeginWithError(units[from]!)) return null
  const match = pattern.withOneError(units, from, end)
  return match && { fit: 'one-error', match: { ...match, units: match.isWhole ? 0 : 1 } }
}

const leastUnits = (pattern: Pattern): number => pattern.leastUnits

const beginnings: Look = {
  ...{ at: beginningsAt, fits: ['whole', 'beginning'], leastUnits },
  // Each unit takes a character or more of the pattern.
  mayBeWhole: (pattern, _units, from, end) => end - from <= pattern.length,
}
const within: Look = {
  ...{ at: withinAt, fits: ['within', 'within'], leastUnits },
  mayBeWhole: (pattern, units, from, end) => pattern.endsIn(units, from, end),
}
const leftOut: Look = {
  ...{ at: leftOutAt, fits: ['left-out', 'left-out'], leastUnits },
  mayBeWhole: () => true,
}
const oneError: Look = {
  ...{ at: oneErrorAt, fits: ['one-error', 'one-error'] },
  leastUnits: () => 0,
  mayBeWhole: () => true,
}

/** Offers every entry of the part with a text that fits, seen in one of these ways. */
const lookThrough = <Part extends NamePart>(
  part: Part,
  pattern: Pattern,
  look: Look,
  texts: Uint32Array,
  best: Best<Part>,
  { accepts, looksAtEverything = false }: NameQuestion<Part>,
): void => {
  const { units, starts, entries, roles } = part.index.arrays
  const text = { units, from: 0, end: 0, role: 0 }
  const [leastWhole, leastCut] = look.fits.map((fit, i) => {
    const quality = qualityOf(fit, { units: look.leastUnits(pattern), isWhole: i === 0 })
    return rankOf(quality, part.order, 0)
  }) as [number, number]
  for (let i = 0; i < texts.length; i++) {
    const number = texts[i]!
    text.from = starts[number]!
    text.end = starts[number + 1]!
    const length = text.end - text.from
    // No rank of this text is less: one that cannot be among the best is not looked at.
    const told = Math.min(length, LENGTHS - 1)
    const isLow =
      leastWhole + told >= best.bar ||
      (leastCut + told >= best.bar && !look.mayBeWhole(pattern, units, text.from, text.end))
    if (isLow && !looksAtEverything) continue
    text.role = roles[number]!
    const fitting = look.at(pattern, text)
    if (!fitting) continue
    const entry = entries[number]!
    if (accepts && !accepts(part, entry)) continue
    const rank = rankOf(qualityOf(fitting.fit, fitting.match), part.order, length)
    best.offer(part, entry, fitting.fit, rank)
  }
}

const lookAtAll = <Part extends NamePart>(
  parts: readonly Part[],
  patterns: readonly Pattern[],
  looks: readonly Look[],
  question: NameQuestion<Part>,
  errors: 0 | 1 = 0,
): FoundName<Part>[] => {
  const { most, looksAtEverything = false } = question
  const best = new Best<Part>(most)
  const pairs = patterns.flatMap((pattern) =>
    parts.map((part) => ({
      ...{ part, pattern },
      texts: looksAtEverything ? everyText(part.index) : candidates(part.index, pattern, errors),
    })),
  )
  for (const look of looks) {
    for (const { part, pattern, texts } of pairs) {
      lookThrough(part, pattern, look, texts, best, question)
    }
    // What comes later ranks lower.
    if (best.isFull) break
  }
  return best.found
}

/**
 * Entries whose name is, begins with or holds the text, or about which it is said: best first.
 * @param text as typed; characters, pinyin, initials, English and mixtures of them.
 */
export const findNames = <Part extends NamePart>(
  alphabet: Alphabet,
  parts: readonly Part[],
  text: string,
  question: NameQuestion<Part>,
): FoundName<Part>[] => lookAtAll(parts, patternsOf(alphabet, text), [beginnings, within], question)

/** Entries whose name is the text with words left out in between. */
export const findLeftOut = <Part extends NamePart>(
  alphabet: Alphabet,
  parts: readonly Part[],
  text: string,
  question: NameQuestion<Part>,
): FoundName<Part>[] => lookAtAll(parts, patternsOf(alphabet, text, 2), [leftOut], question)

/** The text by its most usual readings, null where nothing of it is Chinese. */
const asRead = (text: string): string | null => {
  const characters = Array.from(folded(text))
  if (!characters.some(isHan)) return null
  return characters.map((each) => (isHan(each) ? (readingsOf(each)[0] ?? each) : each)).join('')
}

const LEAST_SWAPPED = 3
/** Names are shorter than this; each exchange is a question of its own. */
const MOST_SWAPPED = 16

/** The text with two neighbours exchanged, at each place. */
const swapsOf = (text: string): string[] => {
  const characters = Array.from(folded(text))
  if (characters.length < LEAST_SWAPPED || characters.length > MOST_SWAPPED) return []
  return characters.slice(1).flatMap((second, place) => {
    const first = characters[place]!
    if (first === second || isHan(first) !== isHan(second)) return []
    return [[...characters.slice(0, place), second, first, ...characters.slice(place + 2)].join('')]
  })
}

/** Where nothing is called so: names that sound the same, differ by one character or letter, or have two exchanged. */
export const findNearest = <Part extends NamePart>(
  alphabet: Alphabet,
  parts: readonly Part[],
  text: string,
  question: NameQuestion<Part>,
): FoundName<Part>[] => {
  const read = asRead(text)
  const sounding =
    read === null ? [] : lookAtAll(parts, patternsOf(alphabet, read), [beginnings], question)
  if (sounding.length > 0) return sounding.map((found) => ({ ...found, fit: 'one-error' }))
  const differing = lookAtAll(parts, patternsOf(alphabet, text, 2), [oneError], question, 1)
  if (differing.length > 0) return differing
  const patterns = swapsOf(text).flatMap((swapped) => patternsOf(alphabet, swapped))
  const swapped = lookAtAll(parts, patterns, [beginnings], question)
  return swapped.map((found) => ({ ...found, fit: 'one-error' }))
}
