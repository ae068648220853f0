/** How many stockpiles and lorries there must be at least, from what must be delivered. */
import { columnsBy, type FlowColumns } from './flow-columns.ts'
import type { CountObjective, ObjectiveValues } from './objectives.ts'

const NONE = 1e-7
/** Sums of many shares are no fuller than this. */
const LOAD_TOLERANCE = 1e-6

/** How many of the largest come to as much. */
const fewest = (sizes: readonly number[], wanted: number): number => {
  let [left, count] = [wanted, 0]
  for (const size of sizes.toSorted((a, b) => b - a)) {
    if (left <= 0) break
    left -= size
    count++
  }
  return count
}

/** Of one item, all sites together: the largest supplies that are enough. */
const leastStores = (columns: FlowColumns): number => {
  const { instance, item, supply, line, most } = columns
  const { free, reserve, demand } = instance
  let least = 0
  for (const ofItem of columnsBy(item).values()) {
    const wanted = new Set(ofItem.map((column) => line[column]!))
    const units = [...wanted].reduce((sum, each) => sum + demand[each]!, 0)
    const bySupply = Map.groupBy(ofItem, (column) => supply[column]!)
    const sizes = [...bySupply].map(([of, flows]) =>
      Math.min(
        free[of]! + reserve[of]!,
        flows.reduce((sum, column) => sum + most[column]!, 0),
      ),
    )
    least = Math.max(least, fewest(sizes, units))
  }
  return least
}

/** Site by site: what it wants on the lorries that bring most of each item, each of them full. */
const leastLorries = (columns: FlowColumns): number => {
  const { instance, site, line, load: ofLorry, trips } = columns
  let lorries = 0
  for (const ofSite of columnsBy(site).values()) {
    const byLine = Map.groupBy(ofSite, (column) => line[column]!)
    const load = (shares: Float64Array): number =>
      [...byLine].reduce((sum, [of, flows]) => {
        const least = Math.min(...flows.map((column) => shares[ofLorry[column]!]! / trips[column]!))
        return sum + least * instance.demand[of]!
      }, 0)
    const most = Math.max(load(instance.massShare), load(instance.volumeShare))
    lorries += Math.max(0, Math.ceil(most - LOAD_TOLERANCE))
  }
  return lorries
}

/**
 * A bound for every plan that is as good as the linear one in the objectives so far. Where these
 * leave it open what is delivered, no more is known than that something is.
 * @param columns flows that such a plan can use.
 * @param units a linear plan's.
 * @param values what the linear plan came to so far.
 */
export const leastCount = (
  objective: CountObjective,
  columns: FlowColumns,
  units: Float64Array,
  values: ObjectiveValues,
): number => {
  const { objectives } = columns.instance
  const isBefore = (each: 'missed' | 'lateness'): boolean =>
    objectives.indexOf(each) >= 0 && objectives.indexOf(each) < objectives.indexOf(objective)
  const isAllDelivered =
    (isBefore('missed') && values.missed <= NONE) ||
    (isBefore('lateness') && values.lateness <= NONE)
  if (isAllDelivered) return objective === 'stores' ? leastStores(columns) : leastLorries(columns)
  return objective === 'stores' && units.some((each) => each > NONE) ? 1 : 0
}
