/** One line per request: the path without its query, which may name a place or a person. */
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'

export const requestLog =
  (logger: Logger): MiddlewareHandler<{ Variables: { requestId: string } }> =>
  async (context, next) => {
    const started = performance.now()
    await next()
    logger.info({
      requestId: context.get('requestId'),
      method: context.req.method,
      path: context.req.path,
      status: context.res.status,
      milliseconds: Math.round(performance.now() - started),
    })
  }
