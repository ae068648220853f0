/** Sections of rivers by their stakes, as registers write them: K12+300-K13+500, 24+950～25+800, 23k+800——24k+150. */
import { besideStakes, stakesIn } from '../../../data/stakes.ts'
import type { IssueCode } from './issues.ts'

export interface Section {
  /** Metres from the river's zero; the lower first. */
  readonly fromMetres: number
  readonly toMetres: number
}

export interface StakesRead {
  /** `null` where the text names no stakes. */
  readonly section: Section | null
  readonly issue: IssueCode | null
}

/** Stakes written as metres alone. */
const LEAST_PLAIN_METRES = 100
const PLAIN = /^(k?)(\d+(?:\.\d+)?)(米|m|公里|千米|km)?$/i
const IN_METRES: Readonly<Record<string, number>> = { 公里: 1000, 千米: 1000, km: 1000 }

/** The second end within the kilometre of the first: `K12+300～800`, `K12+300-+800`. */
const SAME_KILOMETRE =
  /(\d+)(k?\+)(\d{1,3}(?:\.\d+)?)([-‐-―−~～〜至到]+)\+?(\d{3}(?:\.\d+)?)(?![\d.+k公千])/gi

/** @param unitOfAll written once, behind the last: `12.3-13.1公里`. */
const plainStake = (text: string, unitOfAll: string): number => {
  const [, prefix, digits, own = ''] = PLAIN.exec(text) ?? []
  const unit = (prefix ? 'km' : own || unitOfAll).toLowerCase()
  const metres = Number(digits) * (IN_METRES[unit] ?? 1)
  return unit === '' && metres < LEAST_PLAIN_METRES && metres !== 0 ? Number.NaN : metres
}

const stakesOrMetresIn = (raw: string): number[] => {
  const text = raw
    .normalize('NFKC')
    .replace(/\s+|桩号|里程|[起止迄]点?[:：]?/g, '')
    .replace(SAME_KILOMETRE, '$1$2$3$4$1+$5')
  const found = stakesIn(text)
  // A length beside a single stake, or a second end that cannot be read.
  const isInPart = found.length === 1 && /\d/.test(besideStakes(text))
  if (found.length > 0) return isInPart ? [Number.NaN] : found
  const ends = text.split(/[-‐-―−~～〜至到]+/)
  const unitOfAll = PLAIN.exec(ends.at(-1)!)?.[3] ?? ''
  return ends.map((end) => plainStake(end, unitOfAll))
}

/** @param raw both ends in one text, or each in its own. @returns `null` where nothing is written. */
export const readStakes = (...raw: readonly string[]): StakesRead | null => {
  const written = raw.filter((text) => !/^[-—–/\\\s]*$/.test(text))
  if (written.length === 0) return null
  const stakes = written.flatMap(stakesOrMetresIn)
  const [from = Number.NaN, to = from, ...more] = stakes
  if (more.length > 0 || Number.isNaN(from) || Number.isNaN(to)) {
    return { section: null, issue: 'stakes-unreadable' }
  }
  return {
    section: { fromMetres: Math.min(from, to), toMetres: Math.max(from, to) },
    issue: from > to ? 'stakes-descending' : null,
  }
}

export type Bank = 'left' | 'right' | 'both'

/** The bank by its side looking downstream: 左岸, 右堤, 两岸. */
export const readBank = (raw: string): Bank | null => {
  const text = raw.normalize('NFKC').toLowerCase()
  const [left, right] = [/左|left|^l$/.test(text), /右|right|^r$/.test(text)]
  if (/[两双]岸|both/.test(text) || (left && right)) return 'both'
  return left ? 'left' : right ? 'right' : null
}

/** Lengths are rounded, and stakes along an old course: so far they may differ. */
const MOST_DIFFERENCE = 0.1
const LEAST_DIFFERENCE_METRES = 50

export const lengthDisagrees = ({ fromMetres, toMetres }: Section, metres: number): boolean =>
  Math.abs(toMetres - fromMetres - metres) >
  Math.max(LEAST_DIFFERENCE_METRES, MOST_DIFFERENCE * metres)
