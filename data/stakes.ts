/**
 * Stake numbers (桩号) along levees and other long works: kilometres and metres from a zero that the
 * work's register knows, written `K12+300`.
 */
import type { Bilingual } from './bilingual.ts'
import { haversineMetres, type LonLat } from './geometry.ts'

const METRES_PER_KILOMETRE = 1000
/** No work is longer than this many kilometres, and no stake has five digits before its sign. */
const MOST_KILOMETRES = 9999
const KILOMETRES_END = '(?:(?:km?|公里|千米)?\\s*\\+|公里|千米)'
/** `K12+300`, `DK12+300`, `12k+300`, `12公里300米`. */
const STAKE = new RegExp(
  `(?:[a-z]?k)?\\s*(?<!\\.\\d{0,6})(\\d+)\\s*${KILOMETRES_END}\\s*(\\d{1,3}(?:\\.\\d+)?)(?:\\s*(?:米|m\\b))?`,
  'gi',
)
const WORDS_FOR_STAKE = /桩号|里程|\bstake\b|\bchainage\b|\bch\b\.?|[([【]\s*[)\]】]/gi

/** All stakes that a text names, in metres, in their order: `K12+300-13+500` are two. */
export const stakesIn = (text: string): number[] =>
  [...text.normalize('NFKC').matchAll(STAKE)].map(
    ([, kilometres, metres]) => Number(kilometres) * METRES_PER_KILOMETRE + Number(metres),
  )

/** What a text says beside its stakes and the word for them. */
export const besideStakes = (text: string): string =>
  text.normalize('NFKC').replace(STAKE, ' ').replace(WORDS_FOR_STAKE, ' ').trim()

/** One stake and nothing else, in metres; null where the text is none. */
export const stakeMetresOf = (text: string): number | null => {
  const [metres, another] = stakesIn(text)
  const isOne = metres !== undefined && another === undefined
  const isPlain = /^[为在于]?[:：]?\s*(?:处|附近)?[。.]?$/.test(besideStakes(text))
  return isOne && isPlain && metres < (MOST_KILOMETRES + 1) * METRES_PER_KILOMETRE ? metres : null
}

/** `K430+500` as its kilometres, `430.5`, and `K12` as `12`; what is no stake stays as it is. */
export const withoutStake = (text: string): string => {
  const metres = stakeMetresOf(text)
  if (metres !== null) return String(metres / METRES_PER_KILOMETRE)
  return text.normalize('NFKC').replace(/^\s*k\s*(\d+(?:\.\d+)?)\s*$/i, '$1')
}

/** @param metres from the zero of the stakes, ≥ 0; rounded to the whole metre. */
export const stakeText = (metres: number): string => {
  const whole = Math.max(0, Math.round(metres))
  const kilometres = Math.floor(whole / METRES_PER_KILOMETRE)
  return `K${kilometres}+${String(whole % METRES_PER_KILOMETRE).padStart(3, '0')}`
}

/** A line with the stakes of its two ends, as far as a register gives them. */
export interface StakedLine {
  readonly line: readonly LonLat[]
  readonly startStakeMetres: number | null
  readonly endStakeMetres: number | null
}

/** A place as seen from a line with stakes. */
export interface StakedPlace {
  readonly stakeMetres: number
  /** From the place to the line, as the crow flies. */
  readonly offsetMetres: number
  /** The line's own point of that stake. */
  readonly position: LonLat
}

/** Metres along the line until each of its positions; the last is its length. */
const runningMetres = (line: readonly LonLat[]): number[] => {
  const running = [0]
  for (let index = 1; index < line.length; index++)
    running.push(running[index - 1]! + haversineMetres(...line[index - 1]!, ...line[index]!))
  return running
}

/**
 * Stakes of the line's first and last position. Between two that a register gives, stakes are spread
 * evenly: they were measured along an older course, and its metres are not the line's. With one of them,
 * or none, metres of the line are counted; without any from zero at its first position.
 */
export const stakeRange = ({
  line,
  startStakeMetres: start,
  endStakeMetres: end,
}: StakedLine): { startMetres: number; endMetres: number; isCounted: boolean } => {
  const length = runningMetres(line).at(-1)!
  if (start !== null && end !== null && start !== end)
    return { startMetres: start, endMetres: end, isCounted: false }
  if (start === null && end !== null && end >= length)
    return { startMetres: end - length, endMetres: end, isCounted: false }
  const from = start ?? 0
  return { startMetres: from, endMetres: from + length, isCounted: start === null }
}

/** `K0+000～K12+300`, with whether metres are counted where no register gives the stakes. */
export const stakeRangeWords = (staked: StakedLine): Bilingual => {
  const { startMetres, endMetres, isCounted } = stakeRange(staked)
  const [from, to] = [Math.min(startMetres, endMetres), Math.max(startMetres, endMetres)].map(
    stakeText,
  )
  return {
    zh: `${from}～${to}${isCounted ? '（自线形起点计）' : ''}`,
    en: `${from} to ${to}${isCounted ? ' (counted from the beginning of its line)' : ''}`,
  }
}

const between = (a: LonLat, b: LonLat, share: number): LonLat => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
]

/** The line's point so many metres from its beginning; 0 ≤ metres ≤ its length. */
const pointAlong = (
  line: readonly LonLat[],
  running: readonly number[],
  metres: number,
): LonLat => {
  const next = running.findIndex((each, index) => index > 0 && each >= metres)
  const index = next < 0 ? line.length - 1 : next
  const [from, to] = [running[index - 1]!, running[index]!]
  return between(line[index - 1]!, line[index]!, to > from ? (metres - from) / (to - from) : 0)
}

/** How far a stake may lie beyond an end, for the rounding of registers. */
const TOLERANCE_METRES = 1

/** @returns null for a stake that the line does not have. */
export const placeAtStake = (staked: StakedLine, stakeMetres: number): LonLat | null => {
  const { startMetres, endMetres } = stakeRange(staked)
  const [least, most] = [Math.min(startMetres, endMetres), Math.max(startMetres, endMetres)]
  if (stakeMetres < least - TOLERANCE_METRES || stakeMetres > most + TOLERANCE_METRES) return null
  const running = runningMetres(staked.line)
  const share = (stakeMetres - startMetres) / (endMetres - startMetres)
  return pointAlong(staked.line, running, Math.min(1, Math.max(0, share)) * running.at(-1)!)
}

/** The part of the line between two stakes, from the lower to the higher; null where it has not both. */
export const lineBetweenStakes = (
  staked: StakedLine,
  fromMetres: number,
  toMetres: number,
): LonLat[] | null => {
  const ends = [placeAtStake(staked, fromMetres), placeAtStake(staked, toMetres)] as const
  const [from, to] = ends
  if (!from || !to || fromMetres === toMetres) return null
  const { startMetres, endMetres } = stakeRange(staked)
  const running = runningMetres(staked.line)
  const stakes = running.map(
    (metres) => startMetres + (metres / running.at(-1)!) * (endMetres - startMetres),
  )
  const [least, most] = [Math.min(fromMetres, toMetres), Math.max(fromMetres, toMetres)]
  const inside = staked.line.filter((_, index) => stakes[index]! > least && stakes[index]! < most)
  const isDescending = endMetres < startMetres
  return [from, ...(isDescending !== fromMetres > toMetres ? inside.reverse() : inside), to]
}

/** Where a place lies along the line: at the line's nearest point. */
export const stakeOf = (staked: StakedLine, place: LonLat): StakedPlace => {
  const { line } = staked
  const running = runningMetres(line)
  const { startMetres, endMetres } = stakeRange(staked)
  const metresPerLongitude = Math.cos((place[1] * Math.PI) / 180)
  let best = { offsetMetres: Number.POSITIVE_INFINITY, metres: 0, position: line[0]! }
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1]!, line[index]!]
    const [dx, dy] = [(b[0] - a[0]) * metresPerLongitude, b[1] - a[1]]
    const [px, py] = [(place[0] - a[0]) * metresPerLongitude, place[1] - a[1]]
    const squared = dx * dx + dy * dy
    const share = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0
    const position = between(a, b, share)
    const offsetMetres = haversineMetres(...position, ...place)
    if (offsetMetres >= best.offsetMetres) continue
    const metres = running[index - 1]! + share * (running[index]! - running[index - 1]!)
    best = { offsetMetres, metres, position }
  }
  const share = best.metres / running.at(-1)!
  return {
    stakeMetres: startMetres + (Number.isFinite(share) ? share : 0) * (endMetres - startMetres),
    offsetMetres: best.offsetMetres,
    position: best.position,
  }
}
