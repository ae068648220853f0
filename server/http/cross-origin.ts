/**
 * What a page of another origin may read by the browser of someone within the network: answers in
 * which names and numbers of people are masked. It writes nothing (`same-origin.ts`).
 */
import type { MiddlewareHandler } from 'hono'

/**
 * Whole for our own page alone: the personal readings, and what people have signed (who ordered,
 * approved, received, counted, sent, imported, changed a feature), which is masked nowhere.
 * `test/api/personal.test.ts` reads every answer.
 */
const FOR_OWN_PAGE =
  /\/(?:personal|history)\/?$|^\/api\/(?:base-map|bin|changes|transfers|load-links|deployments|imports|ledger|stock\/(?:loans|tables\/(?:movements|loans)))(?:\/|$)/

const READING = ['GET', 'HEAD']

/** No `Content-Type`: a browser that was once allowed it would send JSON by POST unasked. */
const READ_HEADERS = {
  'Access-Control-Allow-Methods': READING.join(', '),
  'Access-Control-Allow-Headers': 'Accept, Accept-Language, If-Modified-Since, If-None-Match',
  'Access-Control-Max-Age': '7200',
} as const

const EXPOSED = ['Content-Crs', 'Content-Disposition', 'ETag', 'Link', 'Location', 'Retry-After']

/** Tells browsers which answers of the API other origins may read; stands around all other headers. */
export const readByOthers = (): MiddlewareHandler => {
  const exposed = EXPOSED.join(', ')
  return async (context, next) => {
    await next()
    const { req, res } = context
    const isAsking = req.method === 'OPTIONS'
    const method = isAsking ? req.header('Access-Control-Request-Method') : req.method
    // A name that is not ours is a page that has it point here (DNS rebinding).
    const isTold = READING.includes(method ?? 'GET') && res.status !== 421
    if (!isTold || FOR_OWN_PAGE.test(req.path)) return
    const { headers } = res
    headers.set('Access-Control-Allow-Origin', '*')
    headers.set('Access-Control-Expose-Headers', exposed)
    headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
    if (!isAsking) return
    for (const [name, value] of Object.entries(READ_HEADERS)) headers.set(name, value)
  }
}
