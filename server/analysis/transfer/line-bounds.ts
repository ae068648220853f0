/**
 * What no plan can beat, told from every demand by itself as if it had all goods and lorries to
 * itself: little, but at once, for problems that are too large to be proved.
 */
import { minutesLate } from './evaluate.ts'
import type { FlowColumns } from './flow-columns.ts'
import { type AimValues, HORIZON_SECONDS, type TransferInstance } from './instance.ts'

const HORIZON_MINUTES = HORIZON_SECONDS / 60

/** @param columns all flows that are possible. */
export const lineBounds = (instance: TransferInstance, columns: FlowColumns): AimValues => {
  const { itemCount, demand, siteWeight } = instance
  const byLine = Map.groupBy(
    Array.from(columns.stockpile.keys()),
    (column) => columns.site[column]! * itemCount + columns.item[column]!,
  )
  let [missed, lateness] = [0, 0]
  for (const [line, wanted] of demand.entries()) {
    if (wanted === 0) continue
    const weight = siteWeight[Math.floor(line / itemCount)]!
    const ofLine = (byLine.get(line) ?? []).toSorted(
      (a, b) => columns.arrivalSeconds[a]! - columns.arrivalSeconds[b]!,
    )
    let left = wanted
    for (const column of ofLine) {
      const units = Math.min(left, columns.most[column]!)
      const late = minutesLate(instance, columns.stockpile[column]!, columns.site[column]!)
      left -= units
      if (late > 0) missed += (weight * units) / wanted
      lateness += ((weight * units) / wanted) * late
    }
    missed += (weight * left) / wanted
    lateness += ((weight * left) / wanted) * HORIZON_MINUTES
  }
  return { missed, lateness, reserve: 0, distance: 0, arrival: 0, haul: 0 }
}
