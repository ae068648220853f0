/** What a choice of sites is worth, computed once more and plainly before anybody sees it. */
import { evaluateCenter } from './center-instance.ts'
import { evaluateCover } from './cover-instance.ts'
import { evaluateMedian } from './median-instance.ts'
import { uncoverableDemands, uncoveredDemands } from './set-cover-instance.ts'
import type { SitingTask } from './siting-task.ts'

/** Objective of a choice of candidates; null where it does not solve the problem at all. */
export const evaluateSites = (task: SitingTask, chosen: readonly number[]): number | null => {
  switch (task.kind) {
    case 'cover':
      return chosen.length > task.siteCount ? null : evaluateCover(task.instance, chosen)
    case 'partial-cover':
      return evaluateCover(task.instance, chosen) >= task.targetGain ? chosen.length : null
    case 'set-cover': {
      const left = uncoveredDemands(task.instance, chosen).length
      return left === uncoverableDemands(task.instance).length ? chosen.length : null
    }
    case 'median':
      return chosen.length > task.siteCount ? null : evaluateMedian(task.instance, chosen)
    case 'center':
      return chosen.length > task.siteCount ? null : evaluateCenter(task.instance, chosen)
  }
}
