/** The flows that are possible at all: where there is something, somebody wants it, a road leads. */
import { minutesLate } from './evaluate.ts'
import { type Aim, HORIZON_SECONDS, type TransferFlow, type TransferInstance } from './instance.ts'

const SECONDS_PER_MINUTE = 60
const KILOGRAMS_PER_TONNE = 1000

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

/** What one unit of a flow adds to an aim; `reserve` and `arrival` do not add up by flows. */
export const flowCost = (
  instance: TransferInstance,
  aim: Exclude<Aim, 'reserve' | 'arrival'>,
  stockpile: number,
  site: number,
  item: number,
): number => {
  const weight = instance.siteWeight[site]! / instance.demand[site * instance.itemCount + item]!
  const arc = stockpile * instance.siteCount + site
  const late = minutesLate(instance, stockpile, site)
  const tonnes = instance.kilograms[item]! / KILOGRAMS_PER_TONNE
  switch (aim) {
    case 'missed':
      return late === 0 ? -weight : 0
    case 'lateness':
      return -weight * (HORIZON_SECONDS / SECONDS_PER_MINUTE - late)
    case 'distance':
      return tonnes * instance.administrativeDistance[arc]!
    case 'haul':
      return instance.isNearFirst ? (tonnes * instance.travelSeconds[arc]!) / SECONDS_PER_MINUTE : 0
  }
}

/** What an aim comes to when nothing is sent. */
export const aimOffset = (instance: TransferInstance, aim: Aim): number => {
  if (aim !== 'missed' && aim !== 'lateness') return 0
  const perLine = aim === 'missed' ? 1 : HORIZON_SECONDS / SECONDS_PER_MINUTE
  let total = 0
  for (let line = 0; line < instance.demand.length; line++) {
    const site = Math.floor(line / instance.itemCount)
    if (instance.demand[line]! > 0) total += instance.siteWeight[site]! * perLine
  }
  return total
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
