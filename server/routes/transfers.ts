/** Transfer orders: confirming a plan, the list, one order, its next step. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { PROBLEM_MEDIA_TYPE, PROBLEMS, problemSchema } from '../../data/problem.ts'
import {
  confirmationSchema,
  lineChangeSchema,
  orderEventInputSchema,
  type TransferOrder,
  transferListSchema,
  transferOrderSchema,
} from '../../data/transfer-order.ts'
import { type TransferPlanRequest, transferPlanRequestSchema } from '../../data/transfer-plan.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import { validationHook } from '../http/validation.ts'
import { TransferConflict } from '../store/transfers/transfer-refused.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import {
  keyHeader,
  requestKeyOf,
  transferProblem,
  transferRefusalsTold,
} from './ledger-problems.ts'
import { orderOfPlan } from './order-of-plan.ts'
import type { PlanJobs } from './plan-jobs.ts'
import type { StockpilePlaces } from './stockpile-places.ts'
import { transferFilterOf, transferFilterParameters } from './transfer-filter.ts'

const MOST_ANSWERED = 200
const DEFAULT_ANSWERED = 50

const params = z.object({ number: z.string().min(1) })
const json = (schema: z.ZodType) => ({
  required: true,
  content: { [MEDIA_TYPES.json]: { schema } },
})
const oneOrder = (description: string) =>
  okAnswer(description, MEDIA_TYPES.json, transferOrderSchema)

const conflictSchema = problemSchema.extend({
  changes: z.array(lineChangeSchema),
  /** Where to plan again, and with which body where the plan was named by its id. */
  replan: z.object({
    method: z.literal('POST'),
    href: z.string(),
    body: transferPlanRequestSchema.nullable(),
  }),
})

const routes = {
  confirm: createRoute({
    method: 'post',
    path: '/transfers',
    tags: ['Transfers'],
    summary: 'Confirm a plan: all its lines are reserved, or none',
    description:
      'Either the plan by its id (`planId`, as it was answered last), or its `sites` and `loads` as they were answered; who may change them first sends them. Send an `Idempotency-Key`: the same request with the same key is carried out once, however often it comes. A 409 names in `changes` exactly the lines that cannot be promised any more.',
    request: { query: plainQuerySchema, headers: keyHeader, body: json(confirmationSchema) },
    responses: {
      201: oneOrder('The order, with its number')[200]!,
      ...problemAnswers(400, 403, 413, 415, 422, 507),
      409: {
        description:
          'Lines cannot be promised any more; `changes` names each, `replan` says how to plan again.',
        content: { [PROBLEM_MEDIA_TYPE]: { schema: conflictSchema } },
      },
    },
  }),
  list: createRoute({
    method: 'get',
    path: '/transfers',
    tags: ['Transfers'],
    summary: 'Orders, newest first',
    request: {
      query: z.strictObject({
        ...transferFilterParameters,
        before: wholeNumberParameter(1, Number.MAX_SAFE_INTEGER).optional(),
        limit: wholeNumberParameter(1, MOST_ANSWERED).default(DEFAULT_ANSWERED),
      }),
    },
    responses: {
      ...okAnswer('The orders', MEDIA_TYPES.json, transferListSchema),
      ...problemAnswers(400),
    },
  }),
  read: createRoute({
    method: 'get',
    path: '/transfers/{number}',
    tags: ['Transfers'],
    summary: 'One order with its timeline and what can be done next',
    request: { params, query: plainQuerySchema },
    responses: { ...oneOrder('The order'), ...problemAnswers(400, 404) },
  }),
  step: createRoute({
    method: 'post',
    path: '/transfers/{number}/events',
    tags: ['Transfers'],
    summary: 'The next step of an order, with the movements that belong to it',
    request: {
      params,
      query: plainQuerySchema,
      headers: keyHeader,
      body: json(orderEventInputSchema),
    },
    responses: {
      ...oneOrder('The order after the step'),
      ...problemAnswers(400, 403, 404, 409, 413, 415, 422, 507),
    },
  }),
} as const

/** A 409 that says which lines have changed, beside what every problem says. */
const conflictAnswer = (
  context: Context,
  { changes }: TransferConflict,
  body: TransferPlanRequest | null,
): Response => {
  const { status, title } = PROBLEMS.conflict
  const problem: z.infer<typeof conflictSchema> = {
    type: '/problems/conflict',
    title: title.en,
    status,
    detail: `${changes.length} lines cannot be promised any more: others were quicker, a minimum reserve would be broken, or goods are past their date. Nothing was reserved; plan again.`,
    detailZh: `有 ${changes.length} 条明细已不能满足：已被他人预留、将突破最低储备，或已过有效期。未作任何预留，请重新计划。`,
    instance: context.req.path,
    changes: [...changes],
    replan: { method: 'POST', href: '/api/transfer-plans', body },
  }
  return context.body(JSON.stringify(problem), status, {
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Cache-Control': 'no-store',
  })
}

export const transferRoutes = (
  { store, now }: Dependencies,
  places: StockpilePlaces,
  plans: PlanJobs,
) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const answer = async (context: Context, status: 200 | 201, number: string): Promise<Response> => {
    const order: TransferOrder | null = await store.transfers.get(number, now().toISOString())
    return context.body(JSON.stringify(order), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
      ...(status === 201 && { Location: `/api/transfers/${encodeURIComponent(number)}` }),
    })
  }

  app.openapi(routes.confirm, async (context) => {
    const asked = confirmationSchema.parse(context.req.valid('json'))
    const request = requestKeyOf(context, asked)
    // Its plan may be gone by the time that a request comes again.
    const earlier = await transferRefusalsTold(store.transfers.confirmedBefore(request))
    if (earlier !== null) return answer(context, 201, earlier)
    const input = 'planId' in asked ? orderOfPlan(plans, asked) : asked
    try {
      const confirming = store.transfers.confirm(input, now().toISOString(), request)
      const { number } = await transferRefusalsTold(confirming)
      return await answer(context, 201, number)
    } catch (error) {
      if (!(error instanceof TransferConflict)) throw error
      const plan = 'planId' in asked ? plans.get(asked.planId) : undefined
      return conflictAnswer(context, error, plan?.planCase.request ?? null)
    }
  })

  app.openapi(routes.list, async (context) => {
    const { before, limit, ...asked } = context.req.valid('query')
    await places.expect(asked.stockpile)
    const at = now().toISOString()
    const filter = { ...transferFilterOf(asked, at), before: before ?? null, limit }
    const { orders, next } = await store.transfers.list(filter, at)
    const late = await store.transfers.countOverdue(at)
    return context.body(JSON.stringify({ orders, next, overdue: late }), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })

  app.openapi(routes.read, async (context) => {
    const { number } = context.req.valid('param')
    const order = await store.transfers.get(number, now().toISOString())
    if (!order) throw transferProblem({ reason: 'no-such-order' })
    return answer(context, 200, number)
  })

  app.openapi(routes.step, async (context) => {
    const { number } = context.req.valid('param')
    const event = orderEventInputSchema.parse(context.req.valid('json'))
    const request = requestKeyOf(context, event)
    const stepping = store.transfers.step(number, event, now().toISOString(), request)
    await transferRefusalsTold(stepping)
    return answer(context, 200, number)
  })
  return app
}
