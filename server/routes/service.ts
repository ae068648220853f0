/** What is asked of the service as a whole: its health, its catalogue of items, a search. */
import { z } from '@hono/zod-openapi'
import { baseMapSchema } from '../../data/base-map.ts'
import { healthSchema } from '../../data/health.ts'
import { searchAnswerSchema } from '../../data/search.ts'
import { materialsAnswerSchema } from '../../data/stock.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import { answers, route, router, send } from './answers.ts'

const healthRoute = route('get', '/health', 'Service', {
  summary: 'Status, revision, counts and road network',
  answer: answers.ok('Status of the service', healthSchema),
})

const materialsRoute = route('get', '/materials', 'Materials', {
  summary:
    'Items with units, masses, volumes and classification: the catalogue, then the bureau’s own',
  answer: answers.ok('All items', materialsAnswerSchema),
})

/** A message with a link in it; a name has fewer. Percent-encoded, it still fits Node's 16 KiB of headers. */
const LONGEST_QUERY = 1000
const RESULT_LIMIT = { default: 12, maximum: 50 } as const

const searchRoute = route('get', '/search', 'Search', {
  summary:
    'Find features, roads, crossings (A与B, A/B), kilometres of roads (G327 K12+300) and named places, by characters, pinyin, initials or English; or read coordinates and map links in pasted text',
  request: {
    query: z.strictObject({
      q: z.string().min(1).max(LONGEST_QUERY).openapi({
        description:
          'What was typed or pasted: a name or the beginning of one, its pinyin or initials, a station’s code or number, two roads (A与B), a kilometre (G327 K12+300), coordinates, a map link.',
      }),
      limit: wholeNumberParameter(1, RESULT_LIMIT.maximum).default(RESULT_LIMIT.default),
    }),
  },
  answer: answers.ok('Matches, best first', searchAnswerSchema, MEDIA_TYPES.geojson),
})

const baseMapRoute = route('get', '/base-map', 'Service', {
  summary: 'The picture of tiles that this installation has set under its map; for its own page',
  answer: answers.ok('Address of the tiles, or null', baseMapSchema),
})

export const serviceRoutes = (
  { health, materials, search }: Services,
  { cache, baseMap }: Pick<Dependencies, 'cache' | 'baseMap'>,
) =>
  router()
    .openapi(healthRoute, async (context) => send.json(context, await health()))
    .openapi(baseMapRoute, (context) => send.json(context, { baseMap: baseMap?.baseMap ?? null }))
    .openapi(materialsRoute, async (context) =>
      cache.respond(context, '/api/materials', await materials.revision(), {
        mediaType: MEDIA_TYPES.json,
        build: async () => {
          const { revision, answer } = await materials.read()
          return { version: revision, body: JSON.stringify(answer) }
        },
      }),
    )
    .openapi(searchRoute, async (context) => {
      const { q, limit } = context.req.valid('query')
      return send.json(context, await search(q, limit), { mediaType: MEDIA_TYPES.geojson })
    })
