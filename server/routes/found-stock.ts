/** Which stockpiles have what is asked for, and how far off by road: what a list and a table tell. */
import type { Batch, Minimum } from '../../data/ledger.ts'
import { toLocalIso } from '../../data/local-time.ts'
import type { MaterialKey } from '../../data/materials.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import {
  type Holding,
  type StockAnswer,
  type StockpileStock,
  TOTAL_MINUTES,
} from '../../data/stock.ts'
import { holdingsOf } from '../analysis/transfer/batches.ts'
import type { Dependencies } from '../dependencies.ts'
import type { ActiveClosures } from './active-closures.ts'
import { countyCodeAt } from './county-at.ts'
import { roadsAt } from './lorry-roads.ts'
import type { PlanningGrounds } from './planning-ground.ts'
import type { StockQuery } from './stock-query.ts'
import { noSuchStockpile, type StockpilePlace, type StockpilePlaces } from './stockpile-places.ts'

const SECONDS_PER_MINUTE = 60
const DAY_CHARACTERS = 10

const holdingsFor = (
  query: StockQuery,
  batches: readonly Batch[],
  minimums: readonly Minimum[],
): Map<string, Map<string, Holding>> =>
  holdingsOf(batches, minimums, toLocalIso(query.at).slice(0, DAY_CHARACTERS))

const hasEnough = (query: StockQuery, holdings: ReadonlyMap<string, Holding>): boolean =>
  (query.items ?? []).every((item, index) => {
    const available = holdings.get(item)?.available ?? 0
    return available > 0 && available >= (query.quantities[index] ?? 1)
  })

/** Whether there is anything of what is asked for. */
const hasSome = (query: StockQuery, holdings: ReadonlyMap<string, Holding>): boolean =>
  query.items === null ||
  query.stockpile !== null ||
  query.items.some((item) => (holdings.get(item)?.available ?? 0) > 0)

const shown = (query: StockQuery, holdings: ReadonlyMap<string, Holding>): Holding[] =>
  query.items === null
    ? [...holdings.values()]
    : query.items.flatMap((item) => holdings.get(item) ?? [])

const byRank = (a: StockpileStock, b: StockpileStock): number =>
  Number(b.isOwnCounty) - Number(a.isOwnCounty) ||
  (a.seconds ?? Infinity) - (b.seconds ?? Infinity) ||
  a.name.localeCompare(b.name, 'zh')

const totalsOf = (
  items: readonly MaterialKey[],
  stockpiles: readonly StockpileStock[],
  isPlaceGiven: boolean,
): StockAnswer['totals'] => {
  const limits = isPlaceGiven ? [...TOTAL_MINUTES, null] : [null]
  return limits.map((withinMinutes) => {
    const within = stockpiles.filter(
      ({ seconds }) =>
        withinMinutes === null ||
        (seconds !== null && seconds <= withinMinutes * SECONDS_PER_MINUTE),
    )
    const available: Record<string, number> = {}
    for (const item of items) {
      available[item] = within.reduce((sum, { holdings }) => {
        const holding = holdings.find((each) => each.item === item)
        return sum + (holding?.available ?? 0)
      }, 0)
    }
    return { withinMinutes, stockpiles: within.length, available }
  })
}

interface RoadTime {
  readonly seconds: number | null
}

/** Answers a query. @throws ProblemError for a stockpile that is not there. */
export type StockFinder = (query: StockQuery, signal: AbortSignal) => Promise<StockAnswer>

export const stockFinder = (
  { store, planner, now }: Dependencies,
  grounds: PlanningGrounds,
  places: StockpilePlaces,
  active: ActiveClosures,
): StockFinder => {
  /** Road times beside the places; null each where no place was asked about. */
  const roadTimes = async (
    query: StockQuery,
    all: readonly StockpilePlace[],
    signal: AbortSignal,
  ): Promise<{ times: RoadTime[]; obeyed: StockAnswer['closures'] }> => {
    if (!query.near) return { times: all.map(() => ({ seconds: null })), obeyed: [] }
    const ground = await grounds.current()
    const { conditions, obeyed } = await roadsAt(active, query.at, query.obeysClosures)
    const { seconds } = await planner.run(
      'dispatch',
      ground,
      'lorry-times',
      {
        stockpiles: all.map(({ position }) => position),
        site: [query.near],
        conditions,
        routesOf: [],
      },
      signal,
    )
    const times = all.map((_, index) => {
      const time = seconds[index] ?? Infinity
      return { seconds: Number.isFinite(time) ? time : null }
    })
    return { times, obeyed }
  }

  return async (query, signal) => {
    const everywhere = await places.all()
    const all = everywhere.filter(({ id }) => query.stockpile === null || id === query.stockpile)
    if (query.stockpile !== null && all.length === 0) {
      throw noSuchStockpile('invalid-parameter', 'stockpile', query.stockpile)
    }
    const filter = {
      ...(query.items && { items: query.items }),
      ...(query.stockpile !== null && { stockpileIds: [query.stockpile] }),
    }
    const [batches, minimums, { times, obeyed }, countyCode] = await Promise.all([
      store.ledger.batches(filter),
      store.ledger.minimums(filter),
      roadTimes(query, all, signal),
      query.near ? countyCodeAt(store, query.near) : null,
    ])
    const holdings = holdingsFor(query, batches, minimums)
    const found = all.flatMap((place, index): StockpileStock[] => {
      const ofPlace = holdings.get(place.id) ?? new Map<string, Holding>()
      if (!hasSome(query, ofPlace)) return []
      const { id, name, nameEn, tier, keeper, phone, townCode, position } = place
      return [
        {
          ...{ id, name, nameEn, tier, countyCode: place.countyCode, townCode, keeper, phone },
          lon: position[0],
          lat: position[1],
          seconds: times[index]?.seconds ?? null,
          isOwnCounty: countyCode !== null && place.countyCode === countyCode,
          hasEnough: query.items !== null && hasEnough(query, ofPlace),
          holdings: shown(query, ofPlace),
        },
      ]
    })
    const { near, withinSeconds } = query
    const reached = near ? found.filter(({ seconds }) => seconds !== null) : found
    const listed = reached.filter(
      ({ seconds }) => withinSeconds === null || (seconds ?? 0) <= withinSeconds,
    )
    const items = query.items ?? [
      ...new Set(listed.flatMap(({ holdings: held }) => held.map(({ item }) => item))),
    ]
    const isDemonstration = await store.isDemonstration('stockpiles')
    return {
      items: [...items],
      quantities: [...query.quantities],
      near: near && { lon: near[0], lat: near[1], countyCode },
      withinSeconds,
      at: toLocalIso(query.at),
      stockpiles: listed.sort(byRank),
      unreachable: near
        ? found
            .filter(({ seconds }) => seconds === null)
            .map(({ id, name, nameEn }) => ({ id, name, nameEn }))
        : [],
      totals: totalsOf(items, reached, near !== null),
      closures: obeyed,
      revision: await store.revision(),
      timeStamp: now().toISOString(),
      notice: isDemonstration ? DEMONSTRATION_NOTICE : null,
    }
  }
}
