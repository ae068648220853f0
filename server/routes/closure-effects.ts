/** GET /api/closures/effects: stockpiles and works that the closures in force cut off. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { toLocalIso } from '../../data/local-time.ts'
import { type ClosureEffects, closureEffectsSchema } from '../../data/road-closure.ts'
import { accessPositions } from '../analysis/place.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { instantParameter } from '../http/query-parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { planningProblem } from './coverage-question.ts'
import { roadsAt } from './lorry-roads.ts'
import type { PlanningGrounds } from './planning-ground.ts'
import type { StockpilePlaces } from './stockpile-places.ts'

const route = createRoute({
  method: 'get',
  path: '/closures/effects',
  tags: ['Hazards'],
  summary: 'Stockpiles and flood works that the closures in force cut off for lorries',
  request: { query: z.strictObject({ at: instantParameter.optional() }) },
  responses: {
    ...okAnswer('What is cut off', MEDIA_TYPES.json, closureEffectsSchema),
    ...problemAnswers(400, 503),
  },
})

export const closureEffectRoutes = (
  { store, planner, now }: Dependencies,
  grounds: PlanningGrounds,
  places: StockpilePlaces,
  active: ActiveClosures,
) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  app.openapi(route, async (context) => {
    const at = context.req.valid('query').at ?? now()
    const [stockpiles, features, { conditions, obeyed }] = await Promise.all([
      places.all(),
      store.features('flood-works'),
      roadsAt(active, at, true),
    ])
    const works = features.map(({ id, geometry, properties: { name, nameEn } }) => ({
      ...{ id, name, nameEn },
      positions: accessPositions(geometry),
    }))
    const input = {
      stockpiles: stockpiles.map(({ position }) => position),
      works: works.map(({ positions }) => positions),
      conditions,
    }
    const found =
      obeyed.length === 0
        ? { stockpiles: [], works: [] }
        : await planner
            .run('dispatch', await grounds.current(), 'cut-off', input, context.req.raw.signal)
            .catch((error: unknown) => {
              throw planningProblem(error)
            })
    const answer: ClosureEffects = {
      at: toLocalIso(at),
      closures: obeyed,
      stockpiles: stockpiles
        .filter((_, index) => found.stockpiles[index])
        .map(({ id, name, nameEn, position: [lon, lat] }) => ({ id, name, nameEn, lon, lat })),
      works: works
        .filter((_, index) => found.works[index])
        .map(({ id, name, nameEn, positions }) => {
          const [lon, lat] = positions[Math.floor(positions.length / 2)] ?? [0, 0]
          return { id, name, nameEn, lon, lat }
        }),
      revision: await store.revision(),
      timeStamp: now().toISOString(),
    }
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })
  return app
}
