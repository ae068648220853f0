/** Transfer orders: confirming a plan, the list, one order, its next step. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { PROBLEM_MEDIA_TYPE, PROBLEMS } from '../../data/problem.ts'
import {
  lineChangeSchema,
  ORDER_STATE_NAMES,
  orderEventInputSchema,
  type TransferOrder,
  transferInputSchema,
  transferListSchema,
  transferOrderSchema,
} from '../../data/transfer-order.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { booleanParameter, wholeNumberParameter } from '../http/query-parameters.ts'
import { bilingualIssue, validationHook } from '../http/validation.ts'
import { TransferConflict } from '../store/transfers/transfer-refused.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { requestKeyOf, transferProblem, transferRefusalsTold } from './ledger-problems.ts'

const MOST_ANSWERED = 200
const DEFAULT_ANSWERED = 50

const params = z.object({ number: z.string().min(1) })
const json = (schema: z.ZodType) => ({
  required: true,
  content: { [MEDIA_TYPES.json]: { schema } },
})
const oneOrder = (description: string) =>
  okAnswer(description, MEDIA_TYPES.json, transferOrderSchema)

const statesParameter = z.string().transform((text, context) => {
  const states = text.split(',')
  const stray = states.find((state) => !(ORDER_STATE_NAMES as readonly string[]).includes(state))
  if (stray === undefined) return states
  context.addIssue(
    bilingualIssue({
      en: `"${stray}" is no state; known: ${ORDER_STATE_NAMES.join(', ')}`,
      zh: `没有状态“${stray}”；可用：${ORDER_STATE_NAMES.join(', ')}`,
    }),
  )
  return z.NEVER
})

const routes = {
  confirm: createRoute({
    method: 'post',
    path: '/transfers',
    tags: ['Transfers'],
    summary: 'Confirm a plan: all its lines are reserved, or none',
    description:
      'Send an `Idempotency-Key`: the same request with the same key is carried out once, however often it comes. A 409 names in `changes` exactly the lines that cannot be promised any more.',
    request: { query: plainQuerySchema, body: json(transferInputSchema) },
    responses: {
      201: oneOrder('The order, with its number')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  list: createRoute({
    method: 'get',
    path: '/transfers',
    tags: ['Transfers'],
    summary: 'Orders, newest first',
    request: {
      query: z.strictObject({
        state: statesParameter.optional(),
        overdue: booleanParameter.optional(),
        stockpile: z.string().min(1).max(200).optional(),
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
    request: { params, query: plainQuerySchema, body: json(orderEventInputSchema) },
    responses: {
      ...oneOrder('The order after the step'),
      ...problemAnswers(400, 403, 404, 409, 413, 415, 422, 507),
    },
  }),
} as const

/** A 409 that says which lines have changed, beside what every problem says. */
const conflictAnswer = (context: Context, { changes }: TransferConflict): Response => {
  const { status, title } = PROBLEMS.conflict
  const problem = {
    type: '/problems/conflict',
    title: title.en,
    status,
    detail: `${changes.length} lines cannot be promised any more: others were quicker, a minimum reserve would be broken, or goods are past their date. Nothing was reserved; plan again.`,
    detailZh: `有 ${changes.length} 条明细已不能满足：已被他人预留、将突破最低储备，或已过有效期。未作任何预留，请重新计划。`,
    instance: context.req.path,
    changes: z.array(lineChangeSchema).parse(changes),
  }
  return context.body(JSON.stringify(problem), status, {
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Cache-Control': 'no-store',
  })
}

export const transferRoutes = ({ store, now }: Dependencies) => {
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
    const input = transferInputSchema.parse(context.req.valid('json'))
    const request = requestKeyOf(context, input)
    try {
      const confirming = store.transfers.confirm(input, now().toISOString(), request)
      const { number } = await transferRefusalsTold(confirming)
      return await answer(context, 201, number)
    } catch (error) {
      if (error instanceof TransferConflict) return conflictAnswer(context, error)
      throw error
    }
  })

  app.openapi(routes.list, async (context) => {
    const { state, overdue, stockpile, before, limit } = context.req.valid('query')
    const at = now().toISOString()
    const filter = {
      ...(state && { states: state }),
      ...(overdue && { overdueAt: at }),
      ...(stockpile !== undefined && { stockpileId: stockpile }),
      before: before ?? null,
      limit,
    }
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
