/** Improves a plan and proves how good it is, for as long as somebody looks at it. */
import type { Highs } from 'highs'
import type { ShouldStop } from '../coverage/question.ts'
import { isBetter } from './aim-order.ts'
import type { FlowColumns } from './flow-columns.ts'
import type { TransferInstance, TransferSolution } from './instance.ts'
import type { ProvedPlan } from './plan-transfer.ts'
import { type Relaxation, relaxTransfer } from './relaxation.ts'
import { wholeLorries } from './whole-lorries.ts'

export interface ProofLimits {
  readonly seconds: number
  readonly gapPercent: number
}

/** Besides what plans use, each demand may turn to as many of its nearest supplies. */
const NEAREST_KEPT = 6
const SOME = 1e-6

/** Flows worth searching: those of the linear plan and of the present one, and the nearest of each demand. */
const promising = (
  instance: TransferInstance,
  { columns, units }: Relaxation,
  { flows }: TransferSolution,
): ((stockpile: number, site: number, item: number) => boolean) => {
  const keyOf = (stockpile: number, site: number, item: number): number =>
    (stockpile * instance.siteCount + site) * instance.itemCount + item
  const keyAt = (of: FlowColumns, column: number): number =>
    keyOf(of.stockpile[column]!, of.site[column]!, of.item[column]!)
  const kept = new Set(flows.map(({ stockpile, site, item }) => keyOf(stockpile, site, item)))
  const all = Array.from(columns.stockpile.keys())
  for (const column of all) if (units && units[column]! > SOME) kept.add(keyAt(columns, column))
  const lines = Map.groupBy(
    all,
    (column) => columns.site[column]! * instance.itemCount + columns.item[column]!,
  )
  for (const ofLine of lines.values()) {
    const nearest = ofLine
      .toSorted((a, b) => columns.arrivalSeconds[a]! - columns.arrivalSeconds[b]!)
      .slice(0, NEAREST_KEPT)
    for (const column of nearest) kept.add(keyAt(columns, column))
  }
  return (stockpile, site, item) => kept.has(keyOf(stockpile, site, item))
}

/**
 * @param shouldStop is asked before the search begins; the search itself keeps to `limits.seconds`.
 * @returns a plan that is no worse than the one given. @throws Error when HiGHS refuses a model.
 */
export const proveTransfer = (
  highs: Highs,
  instance: TransferInstance,
  quick: ProvedPlan,
  limits: ProofLimits,
  shouldStop: ShouldStop = () => false,
): ProvedPlan => {
  const started = performance.now()
  const relaxation = relaxTransfer(highs, instance)
  if (shouldStop() || !relaxation.isComplete) return quick
  const spent = (performance.now() - started) / 1000
  const proved = wholeLorries(highs, instance, relaxation, quick, {
    seconds: Math.max(0, limits.seconds - spent),
    gapPercent: limits.gapPercent,
    isKept: promising(instance, relaxation, quick.solution),
  })
  return isBetter(quick.solution.values, proved.solution.values) ? quick : proved
}
