/** Transfers over HTTP: planning them, confirming a plan as an order, and what becomes of orders. */
import { z } from '@hono/zod-openapi'
import { refuse } from '../../data/inputs.ts'
import { orderEventInputSchema } from '../../data/order-event.ts'
import { ORDER_STATE_NAMES } from '../../data/order-steps.ts'
import { orderWatchSchema, rerouteInputSchema } from '../../data/order-watch.ts'
import { transferPlanRequestSchema } from '../../data/plan-request.ts'
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../../data/problem.ts'
import {
  confirmationSchema,
  lineChangeSchema,
  transferListSchema,
  transferOrderSchema,
} from '../../data/transfer-order.ts'
import {
  counterfactualRequestSchema,
  counterfactualSchema,
  transferPlanSchema,
} from '../../data/transfer-plan.ts'
import { unloadingPointInputSchema, unloadingPointSchema } from '../../data/unloading-point.ts'
import { signalOf } from '../http/long-questions.ts'
import { booleanParameter, wholeNumberParameter } from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import { ORDER_TABLES } from '../services/transfers/orders.ts'
import { answers, askedFile, jsonBody, plain, route, router, send, tableQuery } from './answers.ts'
import { documentRoutes } from './documents.ts'
import { keyHeader, requestKeyOf } from './idempotency.ts'

const MOST_ANSWERED = 200
const DEFAULT_ANSWERED = 50

const statesParameter = z.string().transform((text, context) => {
  const states = text.split(',')
  const stray = states.find((state) => !(ORDER_STATE_NAMES as readonly string[]).includes(state))
  if (stray === undefined) return states
  const known = ORDER_STATE_NAMES.join(', ')
  return refuse(
    context,
    `"${stray}" is no state; known: ${known}`,
    `没有状态“${stray}”；可用：${known}`,
  )
})

const filterParameters = {
  state: statesParameter.optional(),
  overdue: booleanParameter.optional(),
  atSite: booleanParameter.optional(),
  stockpile: z.string().min(1).max(200).optional(),
}

const params = z.object({ number: z.string().min(1) })
const oneOrder = (description: string) => answers.ok(description, transferOrderSchema)

const conflictSchema = problemSchema.extend({
  changes: z.array(lineChangeSchema),
  /** Where to plan again, and with which body where the plan was named by its id. */
  replan: z.object({
    method: z.literal('POST'),
    href: z.string(),
    body: transferPlanRequestSchema.nullable(),
  }),
})

const planParams = z.object({ planId: z.string().min(1) })
const onePlan = (description: string) => answers.ok(description, transferPlanSchema)

const routes = {
  plan: route('post', '/transfer-plans', 'Transfers', {
    summary: 'Which stockpiles send what, on how many lorries, arriving when',
    description:
      'Always an answer: what cannot be met stays short, with the reason and the earliest time it could come. Nothing is reserved; confirm a plan with `POST /api/transfers`, by its `id` or with its `sites` and `loads`.',
    request: { ...plain, body: jsonBody(transferPlanRequestSchema) },
    answer: onePlan('The plan'),
    problems: [429],
  }),
  readPlan: route('get', '/transfer-plans/{planId}', 'Transfers', {
    summary: 'A plan as far as it is proved',
    request: { ...plain, params: planParams },
    answer: onePlan('The plan'),
  }),
  suppose: route('post', '/transfer-plans/{planId}/counterfactuals', 'Transfers', {
    summary: 'What it would cost if a stockpile sent what farther ones send',
    description:
      'The sites concerned are planned anew with what the stockpile can send held fast, of its reserve too and on as many lorries as it takes; the rest of the plan stays. Nothing is changed.',
    request: { ...plain, params: planParams, body: jsonBody(counterfactualRequestSchema) },
    answer: answers.ok('The difference to the plan', counterfactualSchema),
    problems: [404, 429],
  }),
  stopPlan: route('delete', '/transfer-plans/{planId}', 'Transfers', {
    summary: 'End the proof of a plan that nobody looks at any more',
    request: { ...plain, params: planParams },
    answer: answers.empty('It has ended'),
  }),
  confirm: route('post', '/transfers', 'Transfers', {
    summary: 'Confirm a plan: all its lines are reserved, or none',
    description:
      'Either the plan by its id (`planId`, as it was answered last), or its `sites` and `loads` as they were answered; who may change them first sends them. Send an `Idempotency-Key`: the same request with the same key is carried out once, however often it comes. A 409 names in `changes` exactly the lines that cannot be promised any more.',
    request: { ...plain, headers: keyHeader, body: jsonBody(confirmationSchema) },
    answer: {
      ...answers.created('The order, with its number', transferOrderSchema),
      409: {
        description:
          'Lines cannot be promised any more; `changes` names each, `replan` says how to plan again.',
        content: { [PROBLEM_MEDIA_TYPE]: { schema: conflictSchema } },
      },
    },
    problems: [507],
  }),
  list: route('get', '/transfers', 'Transfers', {
    summary: 'Orders, newest first',
    request: {
      query: z.strictObject({
        ...filterParameters,
        before: wholeNumberParameter(1, Number.MAX_SAFE_INTEGER).optional(),
        limit: wholeNumberParameter(1, MOST_ANSWERED).default(DEFAULT_ANSWERED),
      }),
    },
    answer: answers.ok('The orders', transferListSchema),
  }),
  watch: route('get', '/transfers/watch', 'Transfers', {
    summary: 'Loads on their way or about to leave of which there is something to say',
    description:
      'A way that a closure has made longer or cut off since it was planned, an arrival after the deadline, a load that should be there by now, a warning at its place.',
    answer: answers.ok('By order; empty where all is as it was planned', orderWatchSchema),
    problems: [429],
  }),
  read: route('get', '/transfers/{number}', 'Transfers', {
    summary: 'One order with its timeline and what can be done next',
    request: { ...plain, params },
    answer: oneOrder('The order'),
  }),
  reroute: route('post', '/transfers/{number}/reroute', 'Transfers', {
    summary: 'Send its loads by the ways that are open now, where the planned ones are not',
    request: { ...plain, params, body: jsonBody(rerouteInputSchema) },
    answer: oneOrder('The order with its new ways'),
    problems: [409, 429, 507],
  }),
  step: route('post', '/transfers/{number}/events', 'Transfers', {
    summary: 'The next step of an order, with the movements that belong to it',
    description:
      'Goods are counted by line, in parts and as often as wanted; `counts` says which numbers each step takes. Every unit that has left is in one place: `shipped` = `underWay` + `atSite` + `damaged` + `missing` + `returned` + `used` + `handedOver`. An order is closed once nothing is under way or at its site; the 409 names in `lines` what is. `undo` takes the last step back within ten minutes.',
    request: { ...plain, params, headers: keyHeader, body: jsonBody(orderEventInputSchema) },
    answer: oneOrder('The order after the step'),
    problems: [409, 507],
  }),
  table: route('get', '/transfers/tables/{table}', 'Transfers', {
    summary: 'Orders, or their lines, of one number or by the filters of the list, as a file',
    request: {
      params: z.object({ table: z.enum(ORDER_TABLES) }),
      query: z.strictObject({
        number: z.string().min(1).max(200).optional(),
        ...filterParameters,
        ...tableQuery('xlsx'),
      }),
    },
    answer: answers.table,
    problems: [404, 429],
  }),
} as const

export const transferRoutes = ({
  plans,
  orders,
  watchOrders,
  rerouteOrder,
  unloadingPoints,
}: Services) =>
  router()
    .openapi(routes.plan, async (context) =>
      send.json(context, await plans.plan(context.req.valid('json'), signalOf(context))),
    )
    .openapi(routes.readPlan, async (context) =>
      send.json(context, await plans.get(context.req.valid('param').planId)),
    )
    .openapi(routes.suppose, async (context) => {
      const { planId } = context.req.valid('param')
      const asked = context.req.valid('json')
      return send.json(context, await plans.suppose(planId, asked, signalOf(context)))
    })
    .openapi(routes.stopPlan, (context) => {
      plans.stop(context.req.valid('param').planId)
      return context.body(null, 204)
    })
    .openapi(routes.table, async (context) => {
      const { table } = context.req.valid('param')
      const { form, query } = askedFile(context.req.valid('query'))
      return send.file(context, await orders.table(table, query), form)
    })
    .openapi(routes.confirm, async (context) => {
      const input = context.req.valid('json')
      const order = await orders.confirm(input, requestKeyOf(context, input))
      const headers = { Location: `/api/transfers/${encodeURIComponent(order.number)}` }
      return send.json(context, order, { status: 201, headers })
    })
    .openapi(routes.list, async (context) => {
      const { before = null, ...query } = context.req.valid('query')
      return send.json(context, await orders.list({ ...query, before }))
    })
    .openapi(routes.watch, async (context) =>
      send.json(context, await watchOrders(signalOf(context))),
    )
    .openapi(routes.read, async (context) =>
      send.json(context, await orders.get(context.req.valid('param').number)),
    )
    .openapi(routes.reroute, async (context) => {
      const { number } = context.req.valid('param')
      const input = context.req.valid('json')
      return send.json(context, await rerouteOrder(number, input, signalOf(context)))
    })
    .openapi(routes.step, async (context) => {
      const event = context.req.valid('json')
      const { number } = context.req.valid('param')
      return send.json(context, await orders.step(number, event, requestKeyOf(context, event)))
    })
    .route(
      '/',
      documentRoutes('/unloading-points', 'Transfers', unloadingPoints, {
        input: unloadingPointInputSchema,
        answer: unloadingPointSchema,
      }),
    )
