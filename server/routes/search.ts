/** GET /api/search: names, addresses, towns and counties, or pasted coordinates. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { COLLECTIONS } from '../../data/collections.ts'
import { REGION_BBOX } from '../../data/geometry.ts'
import { type SearchAnswer, type SearchFeature, searchAnswerSchema } from '../../data/search.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { invalidParameter } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import { impossibleCoordinates, parseCoordinates } from '../search/coordinates.ts'
import type { SearchHit } from '../store/search.ts'
import { okAnswer, problemAnswers } from './answers.ts'

const LONGEST_QUERY = 200
const RESULT_LIMIT = { default: 12, maximum: 50 } as const

const route = createRoute({
  method: 'get',
  path: '/search',
  tags: ['Search'],
  summary: 'Find features by name, pinyin or initials, or read pasted coordinates',
  request: {
    query: z.strictObject({
      q: z.string().min(1).max(LONGEST_QUERY),
      limit: z
        .string()
        .regex(/^\d+$/)
        .transform(Number)
        .pipe(z.int().min(1).max(RESULT_LIMIT.maximum))
        .default(RESULT_LIMIT.default),
    }),
  },
  responses: {
    ...okAnswer('Matches, best first', MEDIA_TYPES.geojson, searchAnswerSchema),
    ...problemAnswers(400),
  },
})

const COORDINATE_DECIMALS = 6

/** @throws ProblemError where the text reads like coordinates that lie nowhere on Earth. */
const coordinateFeature = (text: string): SearchFeature[] => {
  const pasted = parseCoordinates(text, REGION_BBOX)
  if (!pasted) {
    const problem = impossibleCoordinates(text)
    if (problem) throw invalidParameter('q', problem)
    return []
  }
  const [longitude, latitude] = pasted.position
  const name = `${longitude.toFixed(COORDINATE_DECIMALS)}, ${latitude.toFixed(COORDINATE_DECIMALS)}`
  return [
    {
      type: 'Feature',
      id: `coordinates:${name}`,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: {
        collection: 'coordinates',
        name,
        nameEn: name,
        context: pasted.reading.zh,
        contextEn: pasted.reading.en,
        bbox: [longitude, latitude, longitude, latitude],
      },
    },
  ]
}

const hitFeature = ({
  collection,
  id,
  name,
  nameEn,
  geometry,
  bbox,
  places,
}: SearchHit): SearchFeature => {
  const { title } = COLLECTIONS[collection]
  return {
    type: 'Feature',
    id,
    geometry,
    properties: {
      collection,
      name,
      nameEn,
      context: [title.zh, ...places.map((place) => place.name)].join(' · '),
      contextEn: [title.en, ...places.map((place) => place.nameEn ?? place.name)].join(' · '),
      bbox: [...bbox],
    },
  }
}

export const searchRoutes = ({ store, now }: Dependencies) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  app.openapi(route, async (context) => {
    const { q, limit } = context.req.valid('query')
    const coordinates = coordinateFeature(q)
    const hits = coordinates.length > 0 ? [] : await store.search(q, limit)
    const answer: SearchAnswer = {
      type: 'FeatureCollection',
      features: [...coordinates, ...hits.map(hitFeature)],
      query: q,
      revision: await store.revision(),
      timeStamp: now().toISOString(),
    }
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.geojson,
      'Cache-Control': 'no-store',
    })
  })
  return app
}
