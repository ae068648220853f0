/** An order from a plan that is named by its id. */
import {
  type PlanConfirmation,
  type TransferInput,
  transferInputSchema,
} from '../../data/transfer-order.ts'
import { ProblemError } from '../http/problem-error.ts'
import { bodyProblem } from '../http/validation.ts'
import type { PlanJobs } from './plan-jobs.ts'
import { planBody } from './transfer-plan-answer.ts'
import { mayUseReserves } from './transfer-plan-question.ts'

const aboutPlan = (en: string, zh: string): ProblemError => {
  const sentence = { en, zh }
  return new ProblemError('invalid-body', sentence, [{ parameter: 'planId', sentence }])
}

/**
 * What the plan's last answer said: a proof that has gone on since then changes nothing.
 * @throws ProblemError for plans that are not kept any more, or that send nothing.
 */
export const orderOfPlan = (
  plans: PlanJobs,
  { planId, requestedBy, reason, receiver, contact }: PlanConfirmation,
): TransferInput => {
  const job = plans.get(planId)
  if (!job) {
    throw aboutPlan('this plan is not kept any more; plan again', '该计划已不再保留，请重新计划')
  }
  const { sites, loads } = planBody(job.planCase, job.told)
  if (loads.length === 0) {
    throw aboutPlan('this plan sends nothing that could be reserved', '该计划没有可预留的物资')
  }
  const order = transferInputSchema.safeParse({
    sites: sites.map((site) => ({ ...site, receiver, contact })),
    loads,
    emergency: mayUseReserves(job.planCase.request),
    requestedBy,
    reason,
  })
  if (!order.success) throw bodyProblem(order.error)
  return order.data
}
