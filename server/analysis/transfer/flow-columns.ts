/** The flows that are possible at all: goods in stock, a demand for them, a road between the two. */
import { HORIZON_SECONDS, type TransferFlow, type TransferInstance } from './instance.ts'
import { mostTrips } from './lorry-rounds.ts'

/** One column per flow of an item from a sender to a site. */
export interface FlowColumns {
  readonly instance: TransferInstance
  readonly count: number
  readonly stockpile: Int32Array
  readonly fleet: Int32Array
  readonly site: Int32Array
  readonly item: Int32Array
  /** Index into the instance's tables by sender and site. */
  readonly arc: Int32Array
  /** Index into the tables by stockpile and item. */
  readonly supply: Int32Array
  /** Index into the tables by sender and item. */
  readonly load: Int32Array
  /** How often a lorry can bring it. */
  readonly trips: Int32Array
  /** Index into the tables by site and item. */
  readonly line: Int32Array
  /** The same for the same flow in every choice of columns (see flowKey). */
  readonly key: Int32Array
  /** Most units that can go. */
  readonly most: Int32Array
  readonly arrivalSeconds: Float64Array
}

/** Whether a unit goes with the sender: drives itself, or fits a lorry of which there is one. */
export const canCarry = (
  { lorries, fleetOf, massShare, volumeShare, itemCount }: TransferInstance,
  { sender, item }: Pick<TransferFlow, 'sender' | 'item'>,
): boolean => {
  const load = sender * itemCount + item
  const share = Math.max(massShare[load]!, volumeShare[load]!)
  if (!lorries || share === 0) return Number.isFinite(share)
  return share <= 1 && lorries[fleetOf[sender]!]! > 0
}

const flowKey = (
  { siteCount, itemCount }: TransferInstance,
  { sender, site, item }: Pick<TransferFlow, 'sender' | 'site' | 'item'>,
): number => (sender * siteCount + site) * itemCount + item

export const flowKeys = (instance: TransferInstance, flows: readonly TransferFlow[]): Set<number> =>
  new Set(flows.map((flow) => flowKey(instance, flow)))

/** @param isKept leaves out more; all possible flows where it is not given. */
export const flowColumns = (
  instance: TransferInstance,
  isKept: (arc: number, key: number) => boolean = () => true,
): FlowColumns => {
  const { senderCount, stockpileOf, fleetOf, siteCount, itemCount, arrivalSeconds } = instance
  const flows: { sender: number; site: number; item: number; most: number }[] = []
  for (let arc = 0; arc < senderCount * siteCount; arc++) {
    // What would come after the horizon counts as never coming.
    if (!(arrivalSeconds[arc]! < HORIZON_SECONDS)) continue
    const sender = Math.floor(arc / siteCount)
    const site = arc % siteCount
    for (let item = 0; item < itemCount; item++) {
      const supply = stockpileOf[sender]! * itemCount + item
      const there = instance.free[supply]! + instance.reserve[supply]!
      const most = Math.min(there, instance.demand[site * itemCount + item]!)
      if (most <= 0 || !canCarry(instance, { sender, item })) continue
      if (isKept(arc, arc * itemCount + item)) flows.push({ sender, site, item, most })
    }
  }
  const column = (value: (flow: (typeof flows)[number]) => number): Int32Array =>
    Int32Array.from(flows, value)
  const arc = column(({ sender, site }) => sender * siteCount + site)
  return {
    instance,
    count: flows.length,
    stockpile: column(({ sender }) => stockpileOf[sender]!),
    fleet: column(({ sender }) => fleetOf[sender]!),
    site: column(({ site }) => site),
    item: column(({ item }) => item),
    arc,
    supply: column(({ sender, item }) => stockpileOf[sender]! * itemCount + item),
    load: column(({ sender, item }) => sender * itemCount + item),
    trips: column((flow) => mostTrips(instance, flow)),
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
