/** What a plan leaves short: why, and when it could come at the earliest. */
import type { ShortReason } from '../../../data/transfer-plan.ts'
import type { TransferQuestion } from './transfer-question.ts'

/** One site's demand of one item. */
export interface DemandLine {
  readonly site: number
  readonly item: number
}

const supplyOf = (
  question: TransferQuestion,
  travelSeconds: Float64Array,
  { site, item }: DemandLine,
) =>
  question.stockpiles.map((stockpile, index) => ({
    seconds: travelSeconds[index * question.sites.length + site]!,
    usable: stockpile.free[item]! + stockpile.reserve[item]!,
    heldBack: stockpile.heldBack[item]!,
    excluded: stockpile.excluded[item]!,
  }))

/**
 * Seconds from the plan's start until the whole demand could be there if it came first everywhere
 * and lorries were no limit: an earliest time, never a promise. Infinity where there is not enough.
 */
export const earliestSeconds = (
  question: TransferQuestion,
  travelSeconds: Float64Array,
  line: DemandLine,
): number => {
  const wanted = question.sites[line.site]!.demand[line.item]!
  const supply = supplyOf(question, travelSeconds, line)
    .filter(({ seconds, usable }) => Number.isFinite(seconds) && usable > 0)
    .sort((a, b) => a.seconds - b.seconds)
  let found = 0
  for (const { seconds, usable } of supply) {
    found += usable
    if (found >= wanted) return seconds + question.loadingSeconds + question.unloadingSeconds
  }
  return Number.POSITIVE_INFINITY
}

/** The nearest thing in the way of a demand that is not met in full. */
export const shortReason = (
  question: TransferQuestion,
  travelSeconds: Float64Array,
  line: DemandLine,
): ShortReason => {
  const wanted = question.sites.reduce((sum, { demand }) => sum + demand[line.item]!, 0)
  const supply = supplyOf(question, travelSeconds, line)
  const sum = (list: typeof supply, value: (each: (typeof supply)[number]) => number): number =>
    list.reduce((total, each) => total + value(each), 0)
  const reachable = supply.filter(({ seconds }) => Number.isFinite(seconds))
  if (sum(reachable, ({ usable }) => usable) >= wanted) return 'lorries'
  if (sum(supply, ({ usable }) => usable) >= wanted) return 'unreachable'
  if (sum(reachable, ({ heldBack }) => heldBack) > 0) return 'reserve'
  return sum(reachable, ({ excluded }) => excluded) > 0 ? 'excluded' : 'no-stock'
}
