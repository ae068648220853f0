/** The flows worth looking at where there are too many to look at all. */
import type { FlowColumns } from './flow-columns.ts'
import { flowColumns } from './flow-columns.ts'
import type { TransferInstance } from './instance.ts'

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
