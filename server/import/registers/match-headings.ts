/** Which heading means which target, and how surely: by its words first, then by what stands below. */
import { LRUCache } from 'lru-cache'
import { pinyin } from 'pinyin-pro'
import { plainHeading, type Target } from './targets.ts'

/** A column's heading: the cells above it from the top, those that are merged over several once. */
export interface Heading {
  readonly column: number
  readonly path: readonly string[]
}

/** As it is shown: 值守情况/值班方式. */
export const headingText = ({ path }: Heading): string =>
  path.map((part) => part.replace(/\s+/g, '')).join('/')

const PARENTHESES = /[(（[【]([^)）\]】]*)[)）\]】]/g
/** Words, and sizes of goods, that a heading begins with and that say nothing of what it is: 12㎡棉帐篷. */
const IDLE_PREFIX =
  /^(?:所在地?|所属|隶属|主要|现有|最近|目前|[\d.]+(?:m2|m3|mm|kw|kg|m|l)(?=\p{Script=Han}))/u

/** The unit that stands in a heading: 出动时间（分钟）; empty where there is none. */
export const headingUnit = (text: string): string => {
  const inside = [...text.matchAll(PARENTHESES)].at(-1)?.[1]
  const behind = /(?:[,，:：]\s*单位[:：]?\s*|[_/])([^\s_/]+)$/.exec(text)?.[1]
  return (inside ?? behind ?? '').replace(/^单位\s*[:：]?\s*/, '')
}

interface Wording {
  readonly text: string
  readonly certainty: number
}

const MOST_REMEMBERED = 500
/** The same words stand in the headings of every row that is tried, and are asked of every target. */
const WORDINGS = new LRUCache<string, readonly Wording[]>({ max: MOST_REMEMBERED })

/** The ways in which a part of a heading can be meant, the likeliest first. */
const wordingsOf = (part: string): readonly Wording[] => {
  const known = WORDINGS.get(part) ?? madeWordings(part)
  WORDINGS.set(part, known)
  return known
}

const madeWordings = (part: string): Wording[] => {
  const whole = plainHeading(part.replace(/[()（）[\]【】]/g, ''))
  const outside = plainHeading(part.replace(PARENTHESES, ''))
  const insides = [...part.matchAll(PARENTHESES)].map(([, inside = '']) => plainHeading(inside))
  const wordings: Wording[] = [
    { text: whole, certainty: 1 },
    { text: outside, certainty: 0.97 },
    ...insides.map((text) => ({ text, certainty: 0.9 })),
  ]
  const bare = [whole, outside]
    .filter((text) => IDLE_PREFIX.test(text))
    .map((text) => ({ text: text.replace(IDLE_PREFIX, ''), certainty: 0.9 }))
  return [...wordings, ...bare].filter(({ text }) => text !== '')
}

const LEAST_SHARED = 0.5
const LEAST_CHARACTERS = 2

/** What is planned is not what is done: 建成时间 is not short for 计划建成时间. */
const PLANNED = /^(?:计划|预计|拟)/

const shareOf = (text: string, term: string): number => {
  if (Math.min(text.length, term.length) < LEAST_CHARACTERS) return 0
  if (text.includes(term)) return term.length / text.length
  if (PLANNED.test(term) && !PLANNED.test(text)) return 0
  // 规模 is short for 工程规模, and 工程规 is what a shapefile leaves of it.
  return term.endsWith(text) || term.startsWith(text) ? text.length / term.length : 0
}

/** How much of a wording is a target's name, or how much of its name a wording is, where it is not the whole. */
const sharedPart = (text: string, terms: readonly string[]): number => {
  const share = Math.max(0, ...terms.map((term) => shareOf(text, term)))
  return share >= LEAST_SHARED ? 0.3 + 0.4 * share : 0
}

/** Names of fields that were cut to the first letters of their pinyin, as shapefiles have them. */
const INITIALS = /^[a-z]{2,10}$/
const MOST_INITIALS = 10
const INITIALS_CERTAINTY = 0.85

const initialsOf = (term: string): string =>
  pinyin(term, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .slice(0, MOST_INITIALS)

/** Whether a column holds what stands in for a field. */
export const isStandIn = ({ heading, target }: Match): boolean => {
  const standIns = target.field?.standIns ?? []
  const part = heading.path.at(-1) ?? ''
  const names = [part.replace(PARENTHESES, ''), part].map(plainHeading)
  return standIns.some(
    (each) => names.includes(plainHeading(each)) || byInitials(part, [plainHeading(each)]) > 0,
  )
}

const byInitials = (part: string, terms: readonly string[]): number => {
  const text = part.toLowerCase()
  if (!INITIALS.test(text)) return 0
  return terms.some((term) => /^\p{Script=Han}{2,}$/u.test(term) && initialsOf(term) === text)
    ? INITIALS_CERTAINTY
    : 0
}

const WEAK_CERTAINTY = 0.9

const judged = (part: string, { terms, weakTerms = [] }: Target): number => {
  const all = [...terms, ...weakTerms]
  return Math.max(
    byInitials(part, all),
    ...wordingsOf(part).map(({ text, certainty }) => {
      if (terms.includes(text)) return certainty
      return certainty * (weakTerms.includes(text) ? WEAK_CERTAINTY : sharedPart(text, all))
    }),
  )
}

const JUDGED = new WeakMap<Target, LRUCache<string, number>>()

const certaintyOf = (part: string, target: Target): number => {
  const known = JUDGED.get(target) ?? new LRUCache<string, number>({ max: MOST_REMEMBERED })
  JUDGED.set(target, known)
  const certainty = known.get(part) ?? judged(part, target)
  known.set(part, certainty)
  return certainty
}

/** How sure it is, by its words alone, that a heading means a target: 0 … 1. */
export const headingCertainty = ({ path }: Heading, target: Target): number => {
  const last = path.at(-1) ?? ''
  const own = certaintyOf(last, target)
  if (path.length < 2) return own
  // 行政责任人 above 姓名 is what 行政责任人姓名 would be.
  return Math.max(own, certaintyOf(path.join(''), target))
}

export interface Match {
  readonly heading: Heading
  readonly target: Target
  readonly certainty: number
  /** Said by the user of an earlier file. */
  readonly isRemembered?: boolean
}

const LEAST_CERTAINTY = 0.5

const ANY_PHONE = /^(?:联系|办公|值班|手机)?(?:电话|手机|手机号|电话号码|号码|方式)(?:号码)?$/
const NEIGHBOUR_CERTAINTY = 0.8

/** 责任人 beside 电话, once for each person: such a number is that of the person to its left. */
const neighbours = (
  headings: readonly Heading[],
  targets: readonly Target[],
  matches: readonly Match[],
): Match[] =>
  headings.flatMap((heading): Match[] => {
    const isFree = matches.every((match) => match.heading.column !== heading.column)
    if (!isFree || !ANY_PHONE.test(plainHeading(heading.path.at(-1) ?? ''))) return []
    const beside = matches.find((match) => match.heading.column === heading.column - 1)
    const path = beside?.target.path.replace(/Person$/, 'Phone')
    const target = targets.find((each) => each.path === path && each.path !== beside?.target.path)
    const isTaken = matches.some((match) => match.target.path === path)
    return target && !isTaken ? [{ heading, target, certainty: NEIGHBOUR_CERTAINTY }] : []
  })

const OWN_PHONE = /^(?:联系)?(?:电话|手机|手机号|方式|电话号码)(?:号码)?$/

/** 负责人 beside 联系方式, where that may also be called the number of the thing itself: it is the person's. */
const numbersOfPersons = (targets: readonly Target[], matches: readonly Match[]): Match[] =>
  matches.map((match) => {
    const { heading, target } = match
    const isOpen =
      target.path === 'phone' && OWN_PHONE.test(plainHeading(heading.path.at(-1) ?? ''))
    const beside = matches.find((each) => each.heading.column === heading.column - 1)
    const own = targets.find(
      ({ path, field }) =>
        field?.personal && path === `${beside?.target.path.replace(/Person$/, '')}Phone`,
    )
    const isTaken = matches.some((each) => each.target === own)
    return isOpen && own && !isTaken ? { ...match, target: own } : match
  })

const ANY_NAME = /名称?$/
const OF_OTHERS = /人|单位|部门|姓名|户名|林场|河|县|镇|乡|街道/
const ANY_NAME_CERTAINTY = 0.55

/** Where nothing surer is the name, what ends like one is. */
const namedOtherwise = (
  headings: readonly Heading[],
  targets: readonly Target[],
  matches: readonly Match[],
): Match[] => {
  const target = targets.find(({ path }) => path === 'name')
  if (!target || matches.some((match) => match.target === target)) return []
  const heading = headings.find(
    ({ column, path }) =>
      ANY_NAME.test(plainHeading(path.at(-1) ?? '')) &&
      !OF_OTHERS.test(path.at(-1) ?? '') &&
      matches.every((match) => match.heading.column !== column),
  )
  return heading ? [{ heading, target, certainty: ANY_NAME_CERTAINTY }] : []
}

/** 经纬度 merged over two columns: the one and the other of degrees or, by what they hold, of metres. */
const besideEachOther = (
  headings: readonly Heading[],
  targets: readonly Target[],
  evidence: (column: number, target: Target) => number,
): Match[] => {
  const targetOf = (path: string) => targets.find((each) => each.path === `geometry.${path}`)
  const both = targetOf('lonLat')
  const first = headings.findIndex((heading, index) => {
    const next = headings[index + 1]
    const isSame = next?.column === heading.column + 1 && headingText(next) === headingText(heading)
    return isSame && both !== undefined && headingCertainty(heading, both) >= LEAST_CERTAINTY
  })
  if (first < 0) return []
  const pairs = [
    ['lon', 'lat'],
    ['northing', 'easting'],
  ].map((paths) =>
    paths.flatMap((path, index): Match[] => {
      const [heading, target] = [headings[first + index]!, targetOf(path)]
      const certainty = target ? PAIR_CERTAINTY * evidence(heading.column, target) : 0
      return certainty >= LEAST_CERTAINTY ? [{ heading, target: target!, certainty }] : []
    }),
  )
  return pairs.find(({ length }) => length === 2) ?? []
}

const PAIR_CERTAINTY = 0.9

/**
 * Gives each target to the heading that most surely means it, each heading one target.
 * @param evidence how well the values below a heading fit a target: 0 … 1.
 */
export const matchHeadings = (
  headings: readonly Heading[],
  targets: readonly Target[],
  evidence: (column: number, target: Target) => number,
): Match[] => {
  const candidates = headings
    .flatMap((heading) =>
      targets.map((target) => ({ heading, target, certainty: headingCertainty(heading, target) })),
    )
    .filter(({ certainty }) => certainty >= LEAST_CERTAINTY)
    .map((match) => ({
      ...match,
      certainty: match.certainty * evidence(match.heading.column, match.target),
    }))
    .filter(({ certainty }) => certainty >= LEAST_CERTAINTY)
    .sort((a, b) => b.certainty - a.certainty || a.heading.column - b.heading.column)
  const pair = besideEachOther(headings, targets, evidence)
  const columns = new Set<number>()
  const paths = new Set<string>(pair.length > 0 ? ['geometry.lonLat'] : [])
  const matches: Match[] = []
  for (const match of [...pair, ...candidates]) {
    const { heading, target } = match
    // Two columns may count what the catalogue holds for one thing.
    const isTaken = target.item === null && paths.has(target.path)
    if (columns.has(heading.column) || isTaken) continue
    columns.add(heading.column)
    paths.add(target.path)
    matches.push(match)
  }
  const settled = numbersOfPersons(targets, matches)
  const added = [
    ...neighbours(headings, targets, settled),
    ...namedOtherwise(headings, targets, settled),
  ]
  return [...settled, ...added].sort((a, b) => a.heading.column - b.heading.column)
}
