/** GET /api/tiles/roads/{z}/{x}/{y}: the road network for the map. */
import { z } from '@hono/zod-openapi'
import { acceptsGzip, etagMatches } from '../http/cached-response.ts'
import { invalidParameter } from '../http/problem-error.ts'
import type { Services } from '../services/services.ts'
import { ROAD_TILE_ZOOMS } from '../services/tiles/road-tiles.ts'
import { answers, bytesSchema, route, router } from './answers.ts'

const MEDIA_TYPE = 'application/vnd.mapbox-vector-tile'

const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** Column and row run from 0 to 2^zoom − 1. */
const refuseOutside = (zoom: number, column: number, row: number): void => {
  const tiles = 2 ** zoom
  for (const [parameter, value] of [
    ['x', column],
    ['y', row],
  ] as const) {
    if (value < tiles) continue
    throw invalidParameter(parameter, {
      en: `${parameter} must be below ${tiles} at zoom ${zoom}`,
      zh: `缩放级别 ${zoom} 下 ${parameter} 应小于 ${tiles}`,
    })
  }
}

const tileRoute = route('get', '/tiles/roads/{z}/{x}/{y}', 'Map', {
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
  answer: {
    ...answers.ok('The tile', bytesSchema, MEDIA_TYPE),
    204: { description: 'No roads here' },
  },
})

export const tileRoutes = ({ roadTiles }: Services) =>
  router().openapi(tileRoute, async (context) => {
    const { z: zoom, x, y } = context.req.valid('param')
    refuseOutside(zoom, x, y)
    // Weak, because the same tile is sent with and without compression.
    const etag = `W/"${roadTiles.networkId()}"`
    const headers = { ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' }
    if (etagMatches(context.req.header('If-None-Match'), etag)) {
      return context.body(null, 304, headers)
    }
    const { plain, gzipped } = await roadTiles.tile(zoom, x, y)
    if (plain.length === 0) return context.body(null, 204, headers)
    const typed = { ...headers, 'Content-Type': MEDIA_TYPE }
    return acceptsGzip(context.req.header('Accept-Encoding'))
      ? context.body(gzipped, 200, { ...typed, 'Content-Encoding': 'gzip' })
      : context.body(plain, 200, typed)
  })
