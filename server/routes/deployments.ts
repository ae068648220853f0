/** Stations sent out, over HTTP. */
import { z } from '@hono/zod-openapi'
import {
  alreadySentSchema,
  deploymentEndSchema,
  deploymentInputSchema,
  deploymentListSchema,
  deploymentSchema,
} from '../../data/deployment.ts'
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../../data/problem.ts'
import { booleanParameter, wholeNumberParameter } from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import { answers, jsonBody, plain, route, router, send } from './answers.ts'
import { keyHeader, requestKeyOf } from './idempotency.ts'

const TAG = 'Deployments'
const LIMITS = { default: 50, maximum: 200 } as const
const idParameter = wholeNumberParameter(1, Number.MAX_SAFE_INTEGER)

const routes = {
  send: route('post', '/deployments', TAG, {
    summary: 'Send a station out: from now on every desk passes it over',
    description:
      'A station is in one place. Where it is out already the 409 tells in `standing` who sent it, when and whither; `despite` with its id says that the sender knows, and the station leaves it for the new place. Send an `Idempotency-Key`: the same request with the same key is carried out once.',
    request: { ...plain, headers: keyHeader, body: jsonBody(deploymentInputSchema) },
    answer: {
      ...answers.created('The deployment', deploymentSchema),
      409: {
        description: 'The station is out already',
        content: {
          [PROBLEM_MEDIA_TYPE]: { schema: problemSchema.extend(alreadySentSchema.shape) },
        },
      },
    },
    problems: [507],
  }),
  list: route('get', '/deployments', TAG, {
    summary: 'Stations that are out, the last sent first; with `all` those that are back as well',
    request: {
      query: z.strictObject({
        all: booleanParameter.default(false),
        before: idParameter.optional(),
        limit: wholeNumberParameter(1, LIMITS.maximum).default(LIMITS.default),
      }),
    },
    answer: answers.ok('Deployments; `next` only of a history', deploymentListSchema),
  }),
  end: route('post', '/deployments/{id}/end', TAG, {
    summary: 'The station is back, or the mark was a mistake (within ten minutes)',
    request: {
      ...plain,
      params: z.object({ id: idParameter }),
      body: jsonBody(deploymentEndSchema),
    },
    answer: answers.ok('The deployment', deploymentSchema),
    problems: [404, 409, 507],
  }),
} as const

/** What is signed by desks is for our own page alone (`cross-origin.ts`). */
export const deploymentRoutes = ({ deployments }: Services) =>
  router()
    .openapi(routes.send, async (context) => {
      const input = context.req.valid('json')
      const sent = await deployments.send(input, requestKeyOf(context, input))
      return send.json(context, sent, { status: 201 })
    })
    .openapi(routes.list, async (context) => {
      const { all, before = null, limit } = context.req.valid('query')
      const list = all ? await deployments.history({ before, limit }) : await deployments.standing()
      return send.json(context, list)
    })
    .openapi(routes.end, async (context) =>
      send.json(
        context,
        await deployments.end(context.req.valid('param').id, context.req.valid('json')),
      ),
    )
