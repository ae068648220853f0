/** GET /api/nearest: who can be there first, by road. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { type NearestAnswer, type NearestQuery, nearestAnswerSchema } from '../../data/nearest.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { answerNearest } from '../analysis/nearest-answer.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { ProblemError } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ClosureMasks } from './closure-masks.ts'
import { type LocatedCollection, LocatedFacilities } from './located-facilities.ts'
import { acceptedValues, nearestParametersSchema, nearestQueryOf } from './nearest-query.ts'
import { withUsableStock } from './usable-stock.ts'

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

export const nearestRoutes = ({ store, network, now }: Dependencies, active: ActiveClosures) => {
  const masks = new ClosureMasks()
  const located = new LocatedFacilities(store)
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const usable = (features: LocatedCollection['features'], { item, at }: NearestQuery) =>
    item === null ? features : withUsableStock(store, features, item, new Date(at))
  app.openapi(route, async (context) => {
    const query = nearestQueryOf(context.req.valid('query'), now())
    const roads = network()
    if (!roads) {
      throw new ProblemError('no-network', {
        en: 'No road network is loaded, so no travel time can be told. Run `npm run seed` or `npm run import:roads`.',
        zh: '没有载入道路网，无法给出行车时间。请运行 npm run seed 或 npm run import:roads。',
      })
    }
    const revision = await store.revision()
    const { features, facilities } = await located.collection(
      roads,
      revision,
      query.collection,
      query.profile,
    )
    const { water, region } = await located.surroundings(roads, revision)
    const inForce = await active.at(new Date(query.at))
    const isDemonstration =
      roads.graph.provenance === 'generated' || (await store.isDemonstration(query.collection))
    const answer: NearestAnswer = {
      ...answerNearest(
        {
          network: roads,
          features: await usable(features, query),
          facilities,
          water,
          region,
          closures: masks.of(roads, inForce),
          filter: acceptedValues(query),
        },
        query,
      ),
      obeyed: [...inForce.list],
      revision,
      timeStamp: now().toISOString(),
      notice: isDemonstration ? DEMONSTRATION_NOTICE : null,
    }
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.geojson,
      'Cache-Control': 'no-store',
    })
  })
  return app
}
