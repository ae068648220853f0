/** GET /api/tiles/roads/{z}/{x}/{y}: the road network for the map. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { LRUCache } from 'lru-cache'
import type { Dependencies } from '../dependencies.ts'
import { ProblemError } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import { ROAD_TILE_ZOOMS, roadTile } from '../tiles/road-tile.ts'
import { okAnswer, problemAnswers } from './answers.ts'

const MEDIA_TYPE = 'application/vnd.mapbox-vector-tile'
const CACHE_BYTES = 32 * 1024 * 1024

const whole = z.string().regex(/^\d+$/).transform(Number).pipe(z.int())

const route = createRoute({
  method: 'get',
  path: '/tiles/roads/{z}/{x}/{y}',
  tags: ['Map'],
  summary: 'Road network as vector tiles',
  description: 'Layer `roads` with class, name, ref and structure; 204 where there are none.',
  request: {
    params: z.object({
      z: whole.pipe(z.int().min(ROAD_TILE_ZOOMS.minimum).max(ROAD_TILE_ZOOMS.maximum)),
      x: whole,
      y: whole,
    }),
    query: z.strictObject({}),
  },
  responses: {
    ...okAnswer('The tile', MEDIA_TYPE, z.string()),
    204: { description: 'No roads here' },
    ...problemAnswers(400, 503),
  },
})

export const tileRoutes = ({ network }: Dependencies) => {
  const tiles = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (tile, key) => tile.length + key.length + 1,
  })
  const app = new OpenAPIHono({ defaultHook: validationHook })
  app.openapi(route, (context) => {
    const { z: zoom, x, y } = context.req.valid('param')
    const roads = network()
    if (!roads) {
      throw new ProblemError('no-network', {
        en: 'No road network is loaded.',
        zh: '没有载入道路网。',
      })
    }
    const etag = `"${roads.graph.id}"`
    const headers = { ETag: etag, 'Cache-Control': 'no-cache' }
    if (context.req.header('If-None-Match') === etag) return context.body(null, 304, headers)
    const key = `${roads.graph.id}/${zoom}/${x}/${y}`
    let tile = tiles.get(key)
    if (!tile) {
      tile = new Uint8Array(roadTile(roads, zoom, x, y) ?? [])
      tiles.set(key, tile)
    }
    if (tile.length === 0) return context.body(null, 204, headers)
    return context.body(tile, 200, { ...headers, 'Content-Type': MEDIA_TYPE })
  })
  return app
}
