/** GET /api/nearest: who can be there first, by road. */
import { nearestAnswerSchema } from '../../data/nearest.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import type { Services } from '../services/services.ts'
import { answerJson, okAnswer, route, router } from './answers.ts'
import { acceptedValues, nearestParametersSchema, nearestQueryOf } from './nearest-parameters.ts'

const nearestRoute = route('get', '/nearest', 'Analysis', {
  summary: 'Nearest resources by road travel time',
  description:
    'Ranks resources by arrival (turnout + road + access), with routes and every nearer resource that was passed over, with reasons.',
  request: { query: nearestParametersSchema },
  answer: okAnswer('Ranked features, routes and reasons', nearestAnswerSchema, MEDIA_TYPES.geojson),
  problems: [400, 503],
})

export const nearestRoutes = ({ nearest, now }: Services) =>
  router().openapi(nearestRoute, async (context) => {
    const query = nearestQueryOf(context.req.valid('query'), now())
    const answer = await nearest(query, acceptedValues(query))
    return answerJson(context, answer, { mediaType: MEDIA_TYPES.geojson })
  })
