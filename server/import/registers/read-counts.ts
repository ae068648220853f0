/** Lists of things and how many of each, written into one cell in a dozen ways. */
import type { Catalogue } from '../../../data/field.ts'
import { itemsEdition } from '../../../data/materials.ts'
import { CHEQUE_NUMERAL, withArabicNumerals, withEverydayNumerals } from '../../../data/numerals.ts'
import type { IssueCode } from './issues.ts'
import { readNumber } from './read-number.ts'

export interface CountsRead {
  readonly counts: Readonly<Record<string, number>>
  readonly issues: readonly { readonly code: IssueCode; readonly value: string }[]
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Keys of a catalogue by every name: labels, parts of labels such as 冲锋舟/橡皮艇, synonyms. */
export const catalogueNames = (catalogue: Catalogue): ReadonlyMap<string, string> => {
  const known = NAMES.get(catalogue)
  if (known?.edition === itemsEdition()) return known.names
  const names = madeNames(catalogue)
  NAMES.set(catalogue, { edition: itemsEdition(), names })
  return names
}

const NAMES = new WeakMap<Catalogue, { edition: number; names: ReadonlyMap<string, string> }>()

const madeNames = (catalogue: Catalogue): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(catalogue).flatMap(([key, { label, synonyms = [] }]) =>
      [label.zh, ...label.zh.split('/'), label.en, key, ...synonyms].map(
        (name) => [plain(name), key] as const,
      ),
    ),
  )

/** Counters that stand behind a number, longest first where one begins another. */
const COUNTER = '[台个具件只瓶盘卷把辆套副艘条盏部顶床张根箱支架块双袋桶座组面]'
const TIMES = '[x×*:=-]'
/** Between things, but for the comma within 8,000; a space parts them too, but only behind a counter. */
const BETWEEN = /(?:[、;；。\n\r|]|,(?!\d{3}(?!\d)))+/
const BEHIND_COUNTER = new RegExp(
  `(?<=\\d\\s*${COUNTER}?\\)?)(?:\\s*[/+]\\s*|\\s+)(?!${COUNTER}$)(?=[^\\d\\s(（/+])`,
  'u',
)
const NUMBERED = /^\s*\(?\d+[.)]\s*(?=\D)/
const NUMBERED_BY_COMMA = /(?<=^|[;。\n\r])\s*\d+、(?=[^\d\s])/g
/** They begin a thing each: numbers, which would become digits of its count, and brackets. */
const BEGINNINGS = /[①-⑳⑴-⒇【]/g
/** That there is more of what is not listed. */
const AND_SO_ON = /(?<=\d\s*\D?)等$/

const NAME_FIRST = new RegExp(`^([^\\d]+?)${TIMES}?\\(?(\\d[\\d,.]*)${COUNTER}?\\)?$`, 'u')
const COUNT_FIRST = new RegExp(`^(\\d[\\d,.]*)${COUNTER}?([^\\d]+)$`, 'u')

interface Thing {
  readonly name: string
  readonly count: number
}

/** Numerals count at either end; those within are part of names: 二号工具三把. */
const COUNTED = new RegExp(
  `^[一二三四五六七八九十百两]+(?=${COUNTER})|[一二三四五六七八九十百两]+(?=${COUNTER}\\)?$)`,
  'gu',
)

const CHEQUE_COUNT = new RegExp(`[${CHEQUE_NUMERAL}]+(?=${COUNTER})`, 'gu')

const thingOf = (token: string): Thing | null => {
  const everyday = plain(token).replace(CHEQUE_COUNT, withEverydayNumerals)
  const text = /\d/.test(token) ? everyday : everyday.replace(COUNTED, withArabicNumerals)
  const first = COUNT_FIRST.exec(text)
  const [, name, digits] = first ? [first[0], first[2], first[1]] : (NAME_FIRST.exec(text) ?? [])
  if (name === undefined || digits === undefined) return null
  const count = readNumber(digits)?.value
  return count === undefined ? null : { name: name.replace(/[(:]+$/, ''), count }
}

/** What remains of a thing without a count: 担架若干, 担架数个. */
const WITHOUT_COUNT = /(?:若干|数?[台个具件只把套副]|等)$/

/** What things of a catalogue are counted in, in the spelling of our own files. */
export const catalogueUnits = (catalogue: Catalogue): ReadonlySet<string> =>
  new Set(
    Object.values(catalogue).flatMap(({ unit: { zh, en } }) => [zh, en, en.replace(/s$/, '')]),
  )

/** `排水泵 2 台` and `Drainage pump: 2 units`, as our own files have it. */
const OWN_SPELLING = /^(.+?):? (\d[\d,]*(?:\.\d+)?) (\S.*)$/

/** Counts by the key of the thing, as GeoPackages and GeoJSON of our own have them. */
const ofJson = (raw: string): Readonly<Record<string, unknown>> | null => {
  if (!/^\s*\{/.test(raw)) return null
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

/** The list as our own files have it: of each thing the name and the number. */
const asTokens = (raw: string): string =>
  Object.entries(ofJson(raw) ?? {})
    .map(([key, count]) => `${key}:${count}`)
    .join(';') || raw

const nameOf = (token: string): string =>
  thingOf(token)?.name ?? plain(token).replace(WITHOUT_COUNT, '')

/** Sizes and models stand behind things and their counts: 水带20盘（65mm）. */
const REMARK = /\([^()]*\)/g
/** Between things that nothing parts: 水泵3台灭火器39具, 3台水泵39具灭火器. */
const UNPARTED = [
  new RegExp(`(?<=\\d${COUNTER}\\)?|\\d\\))(?=[^\\d\\s),.])`, 'u'),
  new RegExp(`(?<=[^\\d,.])(?=\\d[\\d,.]*${COUNTER})`, 'u'),
  // 5个灭火器/3卷水带
  /\s*[/+]\s*/,
] as const

/** Sizes stand before names, and before how many of it there are: 65mm水带5盘, 水带20m×5盘. */
const SIZE = '\\d+(?:\\.\\d+)?(?:mm|cm|km|m|kg|kw|l|米|寸|公斤|千瓦|升)'
const SIZE_BEFORE = new RegExp(`^${SIZE}(?=[^\\dx×*])|${SIZE}[x×*](?=\\d)`, 'i')

/** A token as those things of the catalogue that it can be read as; itself where it cannot. */
const knownThings = (token: string, names: ReadonlyMap<string, string>): readonly string[] => {
  const ways = [
    [token],
    ...[REMARK, SIZE_BEFORE].map((idle) => [token.replace(idle, '')]),
    ...UNPARTED.map((by) => token.split(by)),
  ]
  return ways.find((things) => things.every((each) => names.has(nameOf(each)))) ?? [token]
}

const EACH = /^(.+?)各(?=[\d一二三四五六七八九十百两])(.+)$/

/** 水泵、灭火器各2台 and 水泵和灭火器各2台: two of both. */
const withEach = (tokens: readonly string[], names: ReadonlyMap<string, string>): string[] => {
  const told: string[] = []
  let each: string | null = null
  for (const token of tokens.toReversed()) {
    const [, before, count] = EACH.exec(token) ?? []
    const isOneOfThem = each !== null && thingOf(token) === null && names.has(plain(token))
    if (before !== undefined && count !== undefined) {
      each = count
      told.push(...before.split(/[和及与]/).map((name) => name + count))
    } else {
      if (!isOneOfThem) each = null
      told.push(isOneOfThem ? token + each : token)
    }
  }
  return told.reverse()
}

/** Reads a cell such as `水泵3台、灭火器×39；2把铁锹`. What is no such list comes back as issues. */
export const readCounts = (
  raw: string,
  names: ReadonlyMap<string, string>,
  units: ReadonlySet<string> = new Set(),
): CountsRead => {
  const counts: Record<string, number> = {}
  const issues: { code: IssueCode; value: string }[] = []
  const bare = (token: string): string => {
    const [, name, count, unit = ''] = OWN_SPELLING.exec(token.trim()) ?? []
    return units.has(unit) ? `${name}:${count}` : token
  }
  const parts = asTokens(raw)
    .replace(BEGINNINGS, ';')
    .replaceAll('】', '')
    .normalize('NFKC')
    .replace(NUMBERED_BY_COMMA, '')
    .split(BETWEEN)
    .map(bare)
    .flatMap((token) => token.replace(NUMBERED, '').split(BEHIND_COUNTER))
    .map((token) => token.trim().replace(AND_SO_ON, ''))
    .filter((token) => token !== '' && !/^(?:[-—–/]+|无|暂无|没有)$/.test(token))
  const tokens = withEach(parts, names).flatMap((token) => knownThings(token, names))
  for (const token of tokens) {
    const thing = thingOf(token)
    const key = names.get(nameOf(token))
    if (key === undefined) issues.push({ code: 'equipment-unknown', value: token })
    else if (thing === null) issues.push({ code: 'equipment-without-count', value: token })
    else if (!Number.isInteger(thing.count)) issues.push({ code: 'number-not-whole', value: token })
    else if (thing.count > 0) counts[key] = (counts[key] ?? 0) + thing.count
  }
  return { counts, issues }
}
