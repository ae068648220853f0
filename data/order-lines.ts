/**
 * Where the goods of an order's line are. Every unit that has left its stockpile is in one place:
 * shipped = under way + at the site + damaged + missing + returned + used + handed over.
 */
import type { Bilingual } from './bilingual.ts'

/** Places of what has left, one for each unit. */
export const WHEREABOUTS = {
  underWay: { zh: '在途', en: 'Under way' },
  atSite: { zh: '在现场', en: 'At the site' },
  damaged: { zh: '损坏', en: 'Damaged' },
  missing: { zh: '缺少', en: 'Missing' },
  returned: { zh: '退回', en: 'Returned' },
  used: { zh: '已用', en: 'Used' },
  handedOver: { zh: '移交', en: 'Handed over' },
} as const satisfies Record<string, Bilingual>
type Whereabouts = keyof typeof WHEREABOUTS
export const WHEREABOUTS_NAMES = Object.keys(WHEREABOUTS) as [Whereabouts, ...Whereabouts[]]

/** `received`: all that was ever counted whole at the site, wherever it went from there. */
export type LineNumbers = Readonly<Record<Whereabouts | 'shipped' | 'received', number>>
export const LINE_NUMBERS = ['shipped', 'received', ...WHEREABOUTS_NAMES] as const

/** A line before anything of it has left. */
export const NOTHING_SHIPPED = Object.fromEntries(
  LINE_NUMBERS.map((name) => [name, 0]),
) as unknown as LineNumbers

/** What a step changed of a line, signed; what it left as it was is left out. */
export const lineChange = (before: LineNumbers, after: LineNumbers): Partial<LineNumbers> =>
  Object.fromEntries(
    LINE_NUMBERS.map((name) => [name, after[name] - before[name]] as const).filter(
      ([, change]) => change !== 0,
    ),
  )

/** The numbers that each step may count of a line. */
export const COUNTED = {
  depart: ['shipped'],
  receive: ['received', 'damaged', 'missing'],
  return: ['received', 'damaged', 'missing'],
  use: ['used'],
  'hand-over': ['handedOver'],
} as const
export type CountingStep = keyof typeof COUNTED
export const COUNT_NAMES = [...new Set(Object.values(COUNTED).flat())]

export const isCounting = (step: string): step is CountingStep => Object.hasOwn(COUNTED, step)

/**
 * Numbers of a line as they stand after a step: in all, not this time alone, so that a count which
 * comes twice counts once. `received` of a return: how many have come back.
 */
export type LineCount = Readonly<Partial<Record<(typeof COUNT_NAMES)[number], number>>>

/** Why a count cannot be: fewer than were counted before, or more than there are to count. */
export interface CountFault {
  readonly fault: 'less-than-before' | 'too-many' | 'missing-at-site' | 'still-missing'
  readonly counted: number
  /** The bound that it breaks. */
  readonly bound: number
}

/** Thousands are set apart alike in both languages. */
const grouped = (units: number): string => units.toLocaleString('en-GB')

/** What is wrong with a count. @param shippedUnits of the line. */
export const countFaultText = (
  { fault, ...numbers }: CountFault,
  shippedUnits: number,
): Bilingual => {
  const [counted, bound, shipped] = [numbers.counted, numbers.bound, shippedUnits].map(grouped)
  switch (fault) {
    case 'less-than-before':
      return {
        zh: `${counted} 少于此前已清点的 ${bound}；应填累计数`,
        en: `${counted} is less than the ${bound} that were counted before; numbers are what there is in all`,
      }
    case 'too-many':
      return {
        zh: `累计清点 ${counted}，而最多可有 ${bound}（共发出 ${shipped}）`,
        en: `counted in all: ${counted}, where at most ${bound} can be (sent: ${shipped})`,
      }
    case 'missing-at-site':
      return {
        zh: `途中缺少不能为 ${counted}，最多 ${bound}；在现场灭失的按用完登记`,
        en: `${counted} cannot be missing on the way, at most ${bound}; what was lost at the site is used up`,
      }
    case 'still-missing':
      return {
        zh: `缺少数减少了 ${counted}，而退回的只有 ${bound}`,
        en: `${counted} fewer would be missing, but only ${bound} came back`,
      }
  }
}

type Counted = LineNumbers | CountFault

export const isFault = (counted: Counted): counted is CountFault => 'fault' in counted

const fault = (kind: CountFault['fault'], counted: number, bound: number): CountFault => ({
  ...{ fault: kind, counted, bound },
})

const departed = (
  line: LineNumbers,
  reserved: number,
  { shipped = reserved }: LineCount,
): Counted =>
  shipped > reserved
    ? fault('too-many', shipped, reserved)
    : { ...line, shipped: line.shipped + shipped, underWay: line.underWay + shipped }

/** What comes of the goods that are open: those under way, and those that were missed so far. */
const received = (line: LineNumbers, count: LineCount | null, isForBooks: boolean): Counted => {
  const open = line.underWay + line.missing
  // A line that is not counted came whole; what was missed earlier is not found by that.
  const whole: LineCount = { received: line.received + line.underWay, missing: line.missing }
  const { damaged = line.damaged, missing, ...told } = count ?? whole
  const broken = damaged - line.damaged
  const total = told.received ?? line.received + Math.max(0, open - broken - (missing ?? 0))
  const added = total - line.received
  if (added < 0) return fault('less-than-before', total, line.received)
  if (broken < 0) return fault('less-than-before', damaged, line.damaged)
  const rest = open - added - broken
  if (rest < 0) return fault('too-many', total + damaged, line.received + line.damaged + open)
  const gone = missing ?? rest
  if (gone > rest) return fault('too-many', gone, rest)
  const place = isForBooks ? 'handedOver' : 'atSite'
  return {
    ...{ ...line, received: total, damaged, missing: gone, underWay: rest - gone },
    [place]: line[place] + added,
  }
}

/** How many of each place come back, first from those that are named first. */
const drawn = (line: LineNumbers, quantity: number, places: readonly Whereabouts[]) => {
  let left = quantity
  const after: Record<string, number> = {}
  for (const place of places) {
    const taken = Math.min(left, line[place])
    after[place] = line[place] - taken
    left -= taken
  }
  return after
}

/**
 * What comes back: of a load on its way what is under way, afterwards what is at the site; then what
 * was missed. `missing` says which: those that are missing no more are among those that came back.
 */
const returned = (line: LineNumbers, count: LineCount | null): Counted => {
  const isOnTheWay = line.underWay > 0
  const all = line.returned + (isOnTheWay ? line.underWay : line.atSite)
  const whole: LineCount = { received: all, missing: line.missing }
  const { damaged = line.damaged, missing, ...told } = count ?? whole
  const broken = damaged - line.damaged
  const total = told.received ?? Math.max(line.returned, all - broken)
  const back = total - line.returned
  if (back < 0) return fault('less-than-before', total, line.returned)
  if (broken < 0) return fault('less-than-before', damaged, line.damaged)
  const open = line.underWay + line.missing + line.atSite
  const most = line.returned + line.damaged + open
  if (back + broken > open) return fault('too-many', total + damaged, most)
  const numbers = { ...line, returned: total, damaged }
  if (missing === undefined) {
    const places = isOnTheWay
      ? (['underWay', 'missing', 'atSite'] as const)
      : (['atSite', 'missing'] as const)
    const after = { ...numbers, ...drawn(line, back + broken, places) }
    // A lorry that has turned round brings what it has: the rest of it is missing.
    return { ...after, underWay: 0, missing: after.missing + after.underWay }
  }
  const found = line.missing - missing
  if (-found > line.underWay) return fault('missing-at-site', missing, line.missing + line.underWay)
  const moved = back + broken - found
  if (moved < 0) return fault('still-missing', found, back + broken)
  if (moved > line.underWay + line.atSite) return fault('too-many', total + damaged, most - missing)
  return { ...numbers, missing, ...drawn(line, moved, ['underWay', 'atSite']) }
}

/** What leaves the site for good. */
const left = (
  line: LineNumbers,
  place: 'used' | 'handedOver',
  count: LineCount | null,
): Counted => {
  const most = line[place] + line.atSite
  const total = count ? (count[place] ?? line[place]) : most
  if (total < line[place]) return fault('less-than-before', total, line[place])
  if (total > most) return fault('too-many', total, most)
  return { ...line, [place]: total, atSite: most - total }
}

interface Circumstances {
  /** Promised to the line and not gone yet. */
  readonly reserved: number
  /** Whether the site is a stockpile, into whose books the goods go. */
  readonly isForBooks: boolean
}

/** A line after a step. @param count null: the line is not named by the step. */
export const afterCount = (
  step: CountingStep,
  line: LineNumbers,
  count: LineCount | null,
  { reserved, isForBooks }: Circumstances,
): Counted => {
  switch (step) {
    case 'depart':
      return departed(line, reserved, count ?? {})
    case 'receive':
      return received(line, count, isForBooks)
    case 'return':
      return returned(line, count)
    case 'use':
      return left(line, 'used', count)
    case 'hand-over':
      return left(line, 'handedOver', count)
  }
}
