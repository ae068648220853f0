/** From a question to a plan: at once as good as can be told at once, then proved. */
import type { Highs } from 'highs'
import type { ShouldStop } from '../coverage/question.ts'
import type { LorryTimes } from './lorry-times.ts'
import { planTransfer } from './plan-transfer.ts'
import { proveTransfer } from './prove-transfer.ts'
import {
  instanceOf,
  type TransferFindings,
  type TransferQuestion,
  tripRoutes,
} from './transfer-question.ts'

/** Closer than this nobody waits for. */
const GAP_PERCENT = 0.5

/** A plan of whole lorries, within the time that a hand at the page allows. */
export const quickFindings = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  shouldStop: ShouldStop,
): TransferFindings => {
  const instance = instanceOf(question, times)
  const { solution, proofs } = planTransfer(highs, instance, shouldStop)
  const routes = tripRoutes(question, times, solution)
  return { instance, solution, proofs, routes }
}

/** The plan improved, and how far from the best it is at most. */
export const provedFindings = (
  highs: Highs,
  question: TransferQuestion,
  times: LorryTimes,
  before: TransferFindings,
  seconds: number,
  shouldStop: ShouldStop,
): TransferFindings => {
  const { instance } = before
  const { solution, proofs } = proveTransfer(
    highs,
    instance,
    { solution: before.solution, proofs: before.proofs },
    { seconds, gapPercent: GAP_PERCENT },
    shouldStop,
  )
  const routes = tripRoutes(question, times, solution)
  return { instance, solution, proofs, routes }
}
