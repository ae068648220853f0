/** Planning transfers: a plan at once, and its proof while it is looked at. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import {
  type TransferPlan,
  transferPlanRequestSchema,
  transferPlanSchema,
} from '../../data/transfer-plan.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { ProblemError } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { planningProblem } from './coverage-question.ts'
import { mainGapPercent, type PlanJob, type PlanJobs } from './plan-jobs.ts'
import type { PlanningGrounds } from './planning-ground.ts'
import type { StockpilePlaces } from './stockpile-places.ts'
import { planBody } from './transfer-plan-answer.ts'
import { planCaseOf } from './transfer-plan-question.ts'

const params = z.object({ planId: z.string().min(1) })
const onePlan = (description: string) => okAnswer(description, MEDIA_TYPES.json, transferPlanSchema)

const routes = {
  plan: createRoute({
    method: 'post',
    path: '/transfer-plans',
    tags: ['Transfers'],
    summary: 'Which stockpiles send what, on how many lorries, arriving when',
    description:
      'Always an answer: what cannot be met stays short, with the reason and the earliest time it could come. Nothing is reserved; confirm a plan with `POST /api/transfers`, by its `id` or with its `sites` and `loads`.',
    request: {
      query: plainQuerySchema,
      body: {
        required: true,
        content: { [MEDIA_TYPES.json]: { schema: transferPlanRequestSchema } },
      },
    },
    responses: { ...onePlan('The plan'), ...problemAnswers(400, 403, 413, 415, 422, 503) },
  }),
  read: createRoute({
    method: 'get',
    path: '/transfer-plans/{planId}',
    tags: ['Transfers'],
    summary: 'A plan as far as it is proved',
    request: { params, query: plainQuerySchema },
    responses: { ...onePlan('The plan'), ...problemAnswers(400, 404) },
  }),
  stop: createRoute({
    method: 'delete',
    path: '/transfer-plans/{planId}',
    tags: ['Transfers'],
    summary: 'End the proof of a plan that nobody looks at any more',
    request: { params, query: plainQuerySchema },
    responses: { 204: { description: 'It has ended' }, ...problemAnswers(400, 403, 404) },
  }),
} as const

const noSuchPlan = (): ProblemError =>
  new ProblemError('not-found', {
    en: 'This plan is not kept any more; plan again.',
    zh: '该计划已不再保留，请重新计划。',
  })

export const transferPlanRoutes = (
  dependencies: Dependencies,
  grounds: PlanningGrounds,
  places: StockpilePlaces,
  active: ActiveClosures,
  jobs: PlanJobs,
) => {
  const { store, now } = dependencies
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const answer = async (context: Context, job: PlanJob): Promise<Response> => {
    const isDemonstration = await store.isDemonstration('stockpiles')
    const revision = await store.revision()
    job.told = job.findings
    const plan: TransferPlan = {
      id: job.id,
      ...planBody(job.planCase, job.findings),
      proof: {
        state: job.state,
        aims: job.findings.proofs.map(({ objective: aim, ...proof }) => ({ aim, ...proof })),
        gapPercent: mainGapPercent(job.findings),
      },
      revision,
      timeStamp: now().toISOString(),
      notice: isDemonstration || job.ground.notice ? DEMONSTRATION_NOTICE : null,
    }
    return context.body(JSON.stringify(plan), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  }

  app.openapi(routes.plan, async (context) => {
    const request = transferPlanRequestSchema.parse(context.req.valid('json'))
    const ground = await grounds.current()
    const planCase = await planCaseOf(dependencies, places, active, request, now())
    try {
      return await answer(context, await jobs.start(planCase, ground, context.req.raw.signal))
    } catch (error) {
      throw planningProblem(error)
    }
  })

  app.openapi(routes.read, async (context) => {
    const job = jobs.get(context.req.valid('param').planId)
    if (!job) throw noSuchPlan()
    return answer(context, job)
  })

  app.openapi(routes.stop, (context) => {
    if (!jobs.stop(context.req.valid('param').planId)) throw noSuchPlan()
    return context.body(null, 204)
  })
  return app
}
