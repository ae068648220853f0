/** Which stockpiles have what is asked for, and how far off by road: as an answer and as a file. */
import type { LonLat } from '../../../data/geometry.ts'
import { localDayOf, toLocalIso } from '../../../data/local-time.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import { compareNames } from '../../../data/natural-order.ts'
import {
  type Holding,
  isInUse,
  type StockAnswer,
  type StockpileStock,
  TOTAL_MINUTES,
} from '../../../data/stock.ts'
import { holdingsOf } from '../../analysis/transfer/batches.ts'
import { noSuchStockpile } from '../registers.ts'
import type { ServiceContext } from '../service-context.ts'
import type { Layout } from '../tables/columns.ts'
import {
  filledSheet,
  fillTable,
  labelled,
  remarksOf,
  type TableSheet,
} from '../tables/table-files.ts'
import { refuseUnknown } from './item-sheets.ts'
import { FOUND_COLUMNS, type FoundRow } from './stock-tables.ts'

export interface StockQuery {
  /** Null: whatever there is. */
  readonly items: readonly MaterialKey[] | null
  /** Beside `items`; null for any quantity. */
  readonly quantities: readonly (number | null)[]
  readonly near: LonLat | null
  readonly withinSeconds: number | null
  readonly at: Date
  readonly stockpile: string | null
  readonly obeysClosures: boolean
}

const SECONDS_PER_MINUTE = 60

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
  compareNames(a.name, b.name)

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

/** Everything that an answer is made from, of one moment. */
const readFor = ({ store, registers, inForce, analyses }: ServiceContext, query: StockQuery) =>
  store.read(async (snapshot) => {
    const asked = (query.items ?? []).map((item) => ({ item, parameter: 'item' }))
    refuseUnknown('invalid-parameter', asked)
    const everywhere = await registers.stockpiles(snapshot)
    const places = everywhere.filter(({ id }) => query.stockpile === null || id === query.stockpile)
    if (query.stockpile !== null && places.length === 0) {
      throw noSuchStockpile('invalid-parameter', 'stockpile', query.stockpile)
    }
    const filter = {
      ...(query.items && { items: query.items }),
      ...(query.stockpile !== null && { stockpileIds: [query.stockpile] }),
    }
    const { at, obeysClosures, near } = query
    return {
      places,
      batches: await snapshot.ledger.batches(filter),
      minimums: await snapshot.ledger.minimums(filter),
      stamp: await registers.stamp(snapshot, ['stockpiles']),
      journey: near && {
        site: near,
        context: await analyses.context(snapshot),
        roads: await inForce.roads(snapshot, { from: at, isObeying: obeysClosures }),
        countyCode: await registers.countyCodeAt(snapshot, near),
      },
    }
  })

/** Seconds of a lorry's way beside the places; null where no place is given, or there is no way. */
const roadSeconds = async (
  { analyses }: ServiceContext,
  { places, journey }: Awaited<ReturnType<typeof readFor>>,
  signal: AbortSignal,
): Promise<(number | null)[]> => {
  if (!journey) return places.map(() => null)
  const { site, context, roads } = journey
  const stockpiles = places.map(({ position }) => position)
  const input = { stockpiles, site: [site], conditions: roads.conditions, routesOf: [] }
  const { seconds } = await analyses.run('dispatch', context, 'lorry-times', input, signal)
  return places.map((_, index) => {
    const time = seconds[index] ?? Infinity
    return Number.isFinite(time) ? time : null
  })
}

/** @param signal aborted when no one waits any more. @throws ProblemError */
export const findStock = async (
  context: ServiceContext,
  query: StockQuery,
  signal: AbortSignal,
): Promise<StockAnswer> => {
  const read = await readFor(context, query)
  const times = await roadSeconds(context, read, signal)
  const { places, batches, minimums, stamp, journey } = read
  const countyCode = journey?.countyCode ?? null
  const day = localDayOf(query.at)
  const holdings = holdingsOf(batches, minimums, day)
  const found = places.flatMap((place, index): StockpileStock[] => {
    const ofPlace = holdings.get(place.id) ?? new Map<string, Holding>()
    if (!hasSome(query, ofPlace)) return []
    const { position, lorries: _lorries, areLorriesAssumed: _areAssumed, ...named } = place
    return [
      {
        ...named,
        lon: position[0],
        lat: position[1],
        seconds: times[index] ?? null,
        isOwnCounty: countyCode !== null && place.countyCode === countyCode,
        hasEnough: query.items !== null && isInUse(place, day) && hasEnough(query, ofPlace),
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
    totals: totalsOf(
      items,
      reached.filter((stockpile) => isInUse(stockpile, day)),
      near !== null,
    ),
    closures: journey?.roads.obeyed ?? [],
    ...stamp,
  }
}

const REMARKS = {
  place: { zh: '接收地点', en: 'Place' },
  obeyed: { zh: '已避开封闭道路：', en: 'Closures obeyed:' },
} as const

const rowsOf = ({ stockpiles, items, quantities }: StockAnswer): FoundRow[] =>
  stockpiles.flatMap((stockpile, index) =>
    stockpile.holdings.map((holding) => ({
      rank: index + 1,
      stockpile,
      holding,
      wanted: quantities[items.indexOf(holding.item)] ?? null,
    })),
  )

/** What was found as a table: one row for each item of each stockpile. */
export const foundStockTable = async (
  context: ServiceContext,
  query: StockQuery,
  signal: AbortSignal,
): Promise<TableSheet> => {
  const answer = await findStock(context, query, signal)
  const { near, closures, at } = answer
  const layout: Layout<FoundRow> = {
    title: { zh: '物资查找', en: 'Goods found' },
    columns: FOUND_COLUMNS,
    position: ({ stockpile: { lon, lat } }) => [lon, lat],
  }
  const obeyed = closures.map(({ name }) => name).join(', ')
  const remarks = [
    ...(near ? [labelled(REMARKS.place, `${near.lon}, ${near.lat}`)] : []),
    ...(closures.length > 0 ? [labelled(REMARKS.obeyed, obeyed)] : []),
    ...remarksOf(at, answer),
  ]
  const fill = fillTable(layout, rowsOf(answer))
  return filledSheet(context.tables, 'stock-found', fill, remarks, at)
}
