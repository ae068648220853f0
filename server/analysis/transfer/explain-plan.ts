/**
 * What a dispatcher asks of a plan: why a nearer stockpile does not send, why a demand stays short.
 */
import type { PassedOverReason, ShortReason } from '../../../data/transfer-plan.ts'
import { sum } from './batches.ts'
import type { TransferFindings, TransferQuestion } from './transfer-question.ts'

interface PassedOver {
  readonly stockpile: number
  readonly site: number
  readonly item: number
  readonly seconds: number
  /** The nearest of the farther stockpiles that send instead. */
  readonly instead: number
  readonly reason: PassedOverReason
}

/** What is known of a stockpile's goods beside what the plan may use. */
interface StockStanding {
  readonly isExcluded: (stockpile: number) => boolean
  /** Available and not past its date, the reserve included. */
  readonly available: (stockpile: number, item: number) => number
  readonly hasExpired: (stockpile: number, item: number) => boolean
}

/** More would hide what matters. */
const MOST_PER_DEMAND = 8

const reasonOf = (
  { instance, solution }: TransferFindings,
  standing: StockStanding,
  at: { stockpile: number; site: number; item: number; instead: number },
): PassedOverReason => {
  const { stockpile, site, item, instead } = at
  if (standing.isExcluded(stockpile)) return 'excluded'
  const { itemCount, siteCount } = instance
  const usable =
    instance.free[stockpile * itemCount + item]! + instance.reserve[stockpile * itemCount + item]!
  if (usable === 0) {
    if (standing.available(stockpile, item) > 0) return 'reserve'
    return standing.hasExpired(stockpile, item) ? 'expired' : 'no-stock'
  }
  const sent = solution.flows.filter((flow) => flow.stockpile === stockpile && flow.item === item)
  if (sum(sent, ({ quantity }) => quantity) >= usable)
    return sent.some((flow) => flow.site === site) ? 'used' : 'other-site'
  const trips = solution.trips.filter((trip) => trip.stockpile === stockpile)
  const lorries = sum(trips, (trip) => trip.lorries)
  if (instance.lorries && lorries >= instance.lorries[stockpile]!) return 'lorries'
  const distance = (index: number): number =>
    instance.administrativeDistance[index * siteCount + site]!
  return distance(stockpile) > distance(instead) ? 'own-first' : 'plan'
}

/**
 * Stockpiles nearer to a site than the farthest that sends it an item, and that do not send (or not
 * all they could): nearest first, those without any of the item last.
 */
export const passedOver = (findings: TransferFindings, standing: StockStanding): PassedOver[] => {
  const { instance, solution } = findings
  const bySiteItem = Map.groupBy(solution.flows, ({ site, item }) => `${site} ${item}`)
  return [...bySiteItem.values()].flatMap((flows) => {
    const { site, item } = flows[0]!
    const travel = (stockpile: number): number =>
      instance.travelSeconds[stockpile * instance.siteCount + site]!
    const senders = flows.map(({ stockpile }) => stockpile).sort((a, b) => travel(a) - travel(b))
    const farthest = Math.max(...senders.map(travel))
    const nearer: PassedOver[] = []
    for (let stockpile = 0; stockpile < instance.stockpileCount; stockpile++) {
      const seconds = travel(stockpile)
      if (seconds >= farthest) continue
      const instead = senders.find((sender) => travel(sender) > seconds && sender !== stockpile)
      if (instead === undefined) continue
      const at = { stockpile, site, item, instead }
      nearer.push({ ...at, seconds, reason: reasonOf(findings, standing, at) })
    }
    return nearer
      .filter(({ reason, stockpile }) => !(reason === 'used' && senders.includes(stockpile)))
      .sort(
        (a, b) =>
          Number(a.reason === 'no-stock') - Number(b.reason === 'no-stock') ||
          a.seconds - b.seconds,
      )
      .slice(0, MOST_PER_DEMAND)
  })
}

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
  { stockpiles, sites, loadingSeconds, unloadingSeconds }: TransferQuestion,
  travelSeconds: Float64Array,
  { site, item }: { readonly site: number; readonly item: number },
): { earliestSeconds: number; shortReason: ShortReason } => {
  const supply = stockpiles.map((stockpile, index) => ({
    seconds: travelSeconds[index * sites.length + site]!,
    usable: stockpile.free[item]! + stockpile.reserve[item]!,
    heldBack: stockpile.heldBack[item]!,
    excluded: stockpile.excluded[item]!,
  }))
  const reachable = supply.filter(({ seconds }) => Number.isFinite(seconds))
  const seconds = secondsUntil(sites[site]!.demand[item]!, reachable)
  const ofAllSites = sum(sites, ({ demand }) => demand[item]!)
  return {
    earliestSeconds: seconds + loadingSeconds + unloadingSeconds,
    shortReason: nearestReason(ofAllSites, supply, reachable),
  }
}
