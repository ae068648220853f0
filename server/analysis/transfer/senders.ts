/** Who brings a question's goods to its sites: lorries, and machines on their own wheels. */
import type { LonLat } from '../../../data/geometry.ts'
import { HORIZON_SECONDS, type TransferInstance } from './instance.ts'
import type { LorryTimes, RoadConditions } from './lorry-times.ts'
import type { TransferQuestion } from './transfer-question.ts'

/** Lorries that belong to no stockpile. */
export interface QuestionHired {
  readonly lorries: number
  readonly kilograms: number
  readonly cubicMetres: number
  /** From the plan's start until they can set out, or be loaded where they stand. */
  readonly readySeconds: number
  /** The stockpile that they stand at and load at; a place from which they drive to any. */
  readonly at: number | LonLat
}

export interface QuestionSender {
  /** Whose goods it brings. */
  readonly stockpile: number
  /** Whose lorries it has, see Senders. */
  readonly fleet: number
  /** What one lorry takes; null for machines that drive themselves and take nothing else along. */
  readonly lorry: { readonly kilograms: number; readonly cubicMetres: number } | null
  /** Index into the question's hired lorries; null for a stockpile's own. */
  readonly hired: number | null
}

/** In the order of an instance's senders. Machines leave from every stockpile, if any are wanted. */
export const sendersOf = (
  question: Pick<TransferQuestion, 'stockpiles' | 'items' | 'hired' | 'hasLorryLimits'>,
): QuestionSender[] => {
  const { stockpiles, items, hired, hasLorryLimits } = question
  const own = stockpiles.map(({ lorryKilograms, lorryCubicMetres }, stockpile) => ({
    ...{ stockpile, fleet: stockpile, hired: null },
    lorry: { kilograms: lorryKilograms, cubicMetres: lorryCubicMetres },
  }))
  const machines = items.some(({ drivesItself }) => drivesItself)
    ? own.map((sender) => ({ ...sender, lorry: null }))
    : []
  // Where lorries are no limit, more of them serve nothing.
  const others = (hasLorryLimits ? hired : []).flatMap(({ at, ...lorry }, index) =>
    own
      .filter(({ stockpile }) => typeof at !== 'number' || at === stockpile)
      .map(({ stockpile }) => ({
        ...{ stockpile, fleet: stockpiles.length + index, lorry, hired: index },
      })),
  )
  return [...own, ...machines, ...others]
}

/** Hired lorries are sent to so many stockpiles at most, the nearest by road. */
export const MOST_STOCKPILES_OF_HIRED = 12

/**
 * Seconds from the plan's start until a sender can be loaded, by sender; Infinity for hired lorries
 * at stockpiles that they are not sent to.
 */
export const readySeconds = (
  {
    stockpiles,
    hired,
    conditions,
  }: Pick<TransferQuestion, 'stockpiles' | 'hired'> & {
    readonly conditions: RoadConditions
  },
  senders: readonly QuestionSender[],
  times: LorryTimes,
): number[] => {
  const positions = stockpiles.map(({ position }) => [position])
  const drives = hired.map(({ at }) => {
    if (typeof at === 'number' || positions.length === 0) return null
    const rows = times.matrix([at], positions, conditions, HORIZON_SECONDS, () => {})
    const seconds = rows.map(([first]) => first!)
    const farthest = seconds.toSorted((a, b) => a - b)[MOST_STOCKPILES_OF_HIRED - 1]
    return seconds.map((each) => (each <= (farthest ?? each) ? each : Number.POSITIVE_INFINITY))
  })
  return senders.map(({ hired: line, stockpile }) =>
    line === null ? 0 : hired[line]!.readySeconds + (drives[line]?.[stockpile] ?? 0),
  )
}

/** Senders by themselves: those after them are stops of lorries that load at several stores. */
export const plainSenders = ({ senderCount, stops = [] }: TransferInstance): number =>
  senderCount - stops.length

/**
 * The senders with which an item can leave a stockpile, its own lorries first; these alone where it
 * fits none.
 */
export const carriersOf = (
  instance: TransferInstance,
  stockpile: number,
  item: number,
): number[] => {
  const { stockpileOf, massShare, volumeShare, itemCount } = instance
  const senderCount = plainSenders(instance)
  const fitting: number[] = []
  for (let sender = stockpile; sender < senderCount; sender++) {
    const load = sender * itemCount + item
    const isFit = Number.isFinite(Math.max(massShare[load]!, volumeShare[load]!))
    if (isFit && stockpileOf[sender] === stockpile) fitting.push(sender)
  }
  return fitting.length > 0 ? fitting : [stockpile]
}
