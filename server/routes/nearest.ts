/** GET /api/nearest: who can be there first, by road. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { nearestAnswerSchema } from '../../data/nearest.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { validationHook } from '../http/validation.ts'
import type { Services } from '../services/services.ts'
import { answerJson, okAnswer, problemAnswers } from './answers.ts'
import { acceptedValues, nearestParametersSchema, nearestQueryOf } from './nearest-parameters.ts'

const route = createRoute({
  method: 'get',
  path: '/nearest',
  tags: ['Analysis'],
  summary: 'Nearest resources by road travel time',
  description:
    'Ranks resources by arrival (turnout + road + access), with routes and every nearer resource that was passed over, with reasons.',
  request: { query: nearestParametersSchema },
  responses: {
    ...okAnswer('Ranked features, routes and reasons', MEDIA_TYPES.geojson, nearestAnswerSchema),
    ...problemAnswers(400, 503),
  },
})

export const nearestRoutes = ({ nearest, now }: Services) =>
  new OpenAPIHono({ defaultHook: validationHook }).openapi(route, async (context) => {
    const query = nearestQueryOf(context.req.valid('query'), now())
    const answer = await nearest(query, acceptedValues(query))
    return answerJson(context, answer, { mediaType: MEDIA_TYPES.geojson })
  })
