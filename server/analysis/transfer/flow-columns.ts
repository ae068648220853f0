/** The flows that are possible at all: where there is something, somebody wants it, a road leads. */
import { HORIZON_SECONDS, type TransferFlow, type TransferInstance } from './instance.ts'

export interface FlowColumns {
  readonly count: number
  readonly stockpile: Int32Array
  readonly site: Int32Array
  readonly item: Int32Array
  /** Most units that can go. */
  readonly most: Int32Array
  readonly arrivalSeconds: Float64Array
}

/** Whether a unit fits a lorry of the stockpile, which has one, or drives itself. */
const canCarry = (
  { lorries, massShare, volumeShare, itemCount }: TransferInstance,
  supply: number,
): boolean => {
  const share = Math.max(massShare[supply]!, volumeShare[supply]!)
  if (!lorries || share === 0) return true
  return share <= 1 && lorries[Math.floor(supply / itemCount)]! > 0
}

/** @param isKept leaves out more; all possible flows where it is not given. */
export const flowColumns = (
  instance: TransferInstance,
  isKept: (stockpile: number, site: number, item: number) => boolean = () => true,
): FlowColumns => {
  const { stockpileCount, siteCount, itemCount, arrivalSeconds } = instance
  const rows: { stockpile: number; site: number; item: number; most: number; arrival: number }[] =
    []
  for (let stockpile = 0; stockpile < stockpileCount; stockpile++) {
    for (let site = 0; site < siteCount; site++) {
      const arrival = arrivalSeconds[stockpile * siteCount + site]!
      // What would come after the horizon is as good as nothing.
      if (!(arrival < HORIZON_SECONDS)) continue
      for (let item = 0; item < itemCount; item++) {
        const supply = stockpile * itemCount + item
        const there = instance.free[supply]! + instance.reserve[supply]!
        const most = Math.min(there, instance.demand[site * itemCount + item]!)
        if (most > 0 && canCarry(instance, supply) && isKept(stockpile, site, item)) {
          rows.push({ stockpile, site, item, most, arrival })
        }
      }
    }
  }
  return {
    count: rows.length,
    stockpile: Int32Array.from(rows, ({ stockpile }) => stockpile),
    site: Int32Array.from(rows, ({ site }) => site),
    item: Int32Array.from(rows, ({ item }) => item),
    most: Int32Array.from(rows, ({ most }) => most),
    arrivalSeconds: Float64Array.from(rows, ({ arrival }) => arrival),
  }
}

/** Units of every flow in a plan. */
export const unitsOf = (columns: FlowColumns, flows: readonly TransferFlow[]): Float64Array => {
  const quantity = new Map(
    flows.map((flow) => [`${flow.stockpile} ${flow.site} ${flow.item}`, flow.quantity]),
  )
  return Float64Array.from(
    columns.stockpile,
    (stockpile, column) =>
      quantity.get(`${stockpile} ${columns.site[column]} ${columns.item[column]}`) ?? 0,
  )
}

// The flows worth looking at where there are too many to look at all.

/** Each demand keeps its nearest stockpiles until they have as many times what it wants … */
const TIMES_WANTED = 3
/** … and are as many as that, so that neighbours do not all want the same ones. */
const LEAST_STOCKPILES = 16

export const nearestFlows = (instance: TransferInstance, all: FlowColumns): FlowColumns => {
  const { siteCount, itemCount, demand } = instance
  const byLine = Map.groupBy(
    Array.from(all.stockpile.keys()),
    (column) => all.site[column]! * itemCount + all.item[column]!,
  )
  const kept = new Set<number>()
  for (const [line, columns] of byLine) {
    const nearest = columns.toSorted((a, b) => all.arrivalSeconds[a]! - all.arrivalSeconds[b]!)
    let units = 0
    for (const [rank, column] of nearest.entries()) {
      if (rank >= LEAST_STOCKPILES && units >= TIMES_WANTED * demand[line]!) break
      units += all.most[column]!
      kept.add(
        (all.stockpile[column]! * siteCount + all.site[column]!) * itemCount + all.item[column]!,
      )
    }
  }
  return flowColumns(instance, (stockpile, site, item) =>
    kept.has((stockpile * siteCount + site) * itemCount + item),
  )
}
