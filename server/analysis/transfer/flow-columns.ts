/** The flows that are possible at all: goods in stock, a demand for them, a road between the two. */
import { HORIZON_SECONDS, type TransferFlow, type TransferInstance } from './instance.ts'

/** One column per flow of an item from a stockpile to a site. */
export interface FlowColumns {
  readonly instance: TransferInstance
  readonly count: number
  readonly stockpile: Int32Array
  readonly site: Int32Array
  readonly item: Int32Array
  /** Index into the instance's tables by stockpile and site. */
  readonly arc: Int32Array
  /** Index into the tables by stockpile and item. */
  readonly supply: Int32Array
  /** Index into the tables by site and item. */
  readonly line: Int32Array
  /** The same for the same flow in every choice of columns (see flowKey). */
  readonly key: Int32Array
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

const flowKey = (
  { siteCount, itemCount }: TransferInstance,
  { stockpile, site, item }: Pick<TransferFlow, 'stockpile' | 'site' | 'item'>,
): number => (stockpile * siteCount + site) * itemCount + item

export const flowKeys = (instance: TransferInstance, flows: readonly TransferFlow[]): Set<number> =>
  new Set(flows.map((flow) => flowKey(instance, flow)))

/** @param isKept leaves out more; all possible flows where it is not given. */
export const flowColumns = (
  instance: TransferInstance,
  isKept: (arc: number, key: number) => boolean = () => true,
): FlowColumns => {
  const { stockpileCount, siteCount, itemCount, arrivalSeconds } = instance
  const flows: { stockpile: number; site: number; item: number; most: number }[] = []
  for (let arc = 0; arc < stockpileCount * siteCount; arc++) {
    // What would come after the horizon counts as never coming.
    if (!(arrivalSeconds[arc]! < HORIZON_SECONDS)) continue
    const stockpile = Math.floor(arc / siteCount)
    const site = arc % siteCount
    for (let item = 0; item < itemCount; item++) {
      const supply = stockpile * itemCount + item
      const there = instance.free[supply]! + instance.reserve[supply]!
      const most = Math.min(there, instance.demand[site * itemCount + item]!)
      if (most > 0 && canCarry(instance, supply) && isKept(arc, arc * itemCount + item)) {
        flows.push({ stockpile, site, item, most })
      }
    }
  }
  const column = (value: (flow: (typeof flows)[number]) => number): Int32Array =>
    Int32Array.from(flows, value)
  const arc = column(({ stockpile, site }) => stockpile * siteCount + site)
  return {
    instance,
    count: flows.length,
    stockpile: column(({ stockpile }) => stockpile),
    site: column(({ site }) => site),
    item: column(({ item }) => item),
    arc,
    supply: column(({ stockpile, item }) => stockpile * itemCount + item),
    line: column(({ site, item }) => site * itemCount + item),
    key: column((flow) => flowKey(instance, flow)),
    most: column(({ most }) => most),
    arrivalSeconds: Float64Array.from(arc, (each) => arrivalSeconds[each]!),
  }
}

/** Columns by a table's index, such as `columns.line`, in the order in which the indexes occur. */
export const columnsBy = (indexes: Int32Array): Map<number, number[]> =>
  Map.groupBy(indexes.keys(), (column) => indexes[column]!)

export const soonestFirst = (
  { arrivalSeconds }: FlowColumns,
  columns: readonly number[],
): number[] => columns.toSorted((a, b) => arrivalSeconds[a]! - arrivalSeconds[b]!)

/** Each demand keeps its nearest stockpiles until they have as many times what it wants … */
const TIMES_WANTED = 3
/** … and are as many as that, so that neighbouring demands do not all depend on the same ones. */
const LEAST_STOCKPILES = 16

/** The flows worth considering where there are too many to consider all. */
export const nearestFlows = (all: FlowColumns): FlowColumns => {
  const kept = new Set<number>()
  for (const [line, columns] of columnsBy(all.line)) {
    let units = 0
    for (const [rank, column] of soonestFirst(all, columns).entries()) {
      if (rank >= LEAST_STOCKPILES && units >= TIMES_WANTED * all.instance.demand[line]!) break
      units += all.most[column]!
      kept.add(all.key[column]!)
    }
  }
  return flowColumns(all.instance, (_, key) => kept.has(key))
}

/** Units of every flow in a plan. */
export const unitsOf = (columns: FlowColumns, flows: readonly TransferFlow[]): Float64Array => {
  const quantities = new Map(flows.map((flow) => [flowKey(columns.instance, flow), flow.quantity]))
  return Float64Array.from(columns.key, (key) => quantities.get(key) ?? 0)
}

/** All last arrivals that a plan can have, earliest first; 0 where nothing is sent. */
export const arrivalTimes = ({ arrivalSeconds }: FlowColumns): number[] =>
  [...new Set([0, ...arrivalSeconds])].sort((a, b) => a - b)
