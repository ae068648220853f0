/** What a dispatcher asks of what is not met: why it stays short, and when it could be there. */
import type { ShortReason } from '../../../data/transfer-plan.ts'
import { sum } from './batches.ts'
import { type TransferQuestion, usableUnits } from './transfer-question.ts'

interface Supply {
  readonly seconds: number
  readonly usable: number
  readonly heldBack: number
  readonly excluded: number
}

/** When there is enough if the demand came first everywhere; Infinity where there never is. */
const secondsUntil = (wanted: number, reachable: readonly Supply[]): number => {
  let found = 0
  for (const { seconds, usable } of reachable.toSorted((a, b) => a.seconds - b.seconds)) {
    found += usable
    if (usable > 0 && found >= wanted) return seconds
  }
  return Number.POSITIVE_INFINITY
}

const nearestReason = (wanted: number, supply: readonly Supply[], reachable: readonly Supply[]) => {
  if (sum(reachable, ({ usable }) => usable) >= wanted) return 'lorries'
  if (sum(supply, ({ usable }) => usable) >= wanted) return 'unreachable'
  if (sum(reachable, ({ heldBack }) => heldBack) > 0) return 'reserve'
  return sum(reachable, ({ excluded }) => excluded) > 0 ? 'excluded' : 'no-stock'
}

/**
 * What stands in the way of one site's demand of one item.
 * @returns `earliestSeconds` from the plan's start until the whole demand could be there if it came
 *   first everywhere and lorries were no limit: an earliest time, never a promise, Infinity where
 *   there is not enough; `shortReason`, the nearest thing in the way if it is not met in full.
 */
export const outlookOf = (
  { stockpiles, sites, items, loadingSeconds, unloadingSeconds }: TransferQuestion,
  travelSeconds: Float64Array,
  { site, item }: { readonly site: number; readonly item: number },
): { earliestSeconds: number; shortReason: ShortReason } => {
  const supply = stockpiles.map((stockpile, index) => ({
    seconds: travelSeconds[index * sites.length + site]!,
    usable: stockpile.isExcluded ? 0 : usableUnits(stockpile, item),
    heldBack: stockpile.isExcluded ? 0 : stockpile.heldBack[item]!,
    excluded: stockpile.isExcluded ? usableUnits(stockpile, item) : 0,
  }))
  const reachable = supply.filter(({ seconds }) => Number.isFinite(seconds))
  const seconds = secondsUntil(sites[site]!.demand[item]!, reachable)
  const ofAllSites = sum(sites, ({ demand }) => demand[item]!)
  const handling = items[item]!.drivesItself ? 0 : loadingSeconds + unloadingSeconds
  return {
    earliestSeconds: seconds + handling,
    shortReason: nearestReason(ofAllSites, supply, reachable),
  }
}
