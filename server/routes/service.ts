/** What is asked of the service as a whole: its health, its catalogue of items, a search. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { healthSchema } from '../../data/health.ts'
import { searchAnswerSchema } from '../../data/search.ts'
import { materialsAnswerSchema } from '../../data/stock.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import type { ResponseCache } from '../http/cached-response.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { Services } from '../services/services.ts'
import { answerJson, okAnswer, problemAnswers } from './answers.ts'

const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Service'],
  summary: 'Status, revision, counts and road network',
  request: { query: plainQuerySchema },
  responses: {
    ...okAnswer('Status of the service', MEDIA_TYPES.json, healthSchema),
    ...problemAnswers(400),
  },
})

const materialsRoute = createRoute({
  method: 'get',
  path: '/materials',
  tags: ['Materials'],
  summary: 'The catalogue: items with units, masses, volumes and classification',
  request: { query: plainQuerySchema },
  responses: {
    ...okAnswer('All items', MEDIA_TYPES.json, materialsAnswerSchema),
    ...problemAnswers(400),
  },
})

const LONGEST_QUERY = 200
const RESULT_LIMIT = { default: 12, maximum: 50 } as const

const searchRoute = createRoute({
  method: 'get',
  path: '/search',
  tags: ['Search'],
  summary: 'Find features by name, pinyin or initials, or read pasted coordinates',
  request: {
    query: z.strictObject({
      q: z.string().min(1).max(LONGEST_QUERY),
      limit: wholeNumberParameter(1, RESULT_LIMIT.maximum).default(RESULT_LIMIT.default),
    }),
  },
  responses: {
    ...okAnswer('Matches, best first', MEDIA_TYPES.geojson, searchAnswerSchema),
    ...problemAnswers(400),
  },
})

/** The catalogue comes with the program: it changes only with a new version. */
const CATALOGUE = 'catalogue'

export const serviceRoutes = ({ health, materials, search }: Services, cache: ResponseCache) =>
  new OpenAPIHono({ defaultHook: validationHook })
    .openapi(healthRoute, async (context) => answerJson(context, await health()))
    .openapi(materialsRoute, (context) =>
      cache.respond(context, '/api/materials', CATALOGUE, {
        mediaType: MEDIA_TYPES.json,
        build: async () => ({ version: CATALOGUE, body: JSON.stringify(materials()) }),
      }),
    )
    .openapi(searchRoute, async (context) => {
      const { q, limit } = context.req.valid('query')
      return answerJson(context, await search(q, limit), { mediaType: MEDIA_TYPES.geojson })
    })
