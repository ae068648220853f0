/** The application: every route, one way of failing, one way of logging. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { timeout } from 'hono/timeout'
import type { Dependencies } from './dependencies.ts'
import { clientFiles } from './http/client-files.ts'
import { ProblemError, problemResponse } from './http/problem-error.ts'
import { requestLog } from './http/request-log.ts'
import { securityHeaders } from './http/security.ts'
import { definitionRoutes } from './routes/definition.ts'
import { featureRoutes } from './routes/features.ts'
import { healthRoutes } from './routes/health.ts'
import { nearestRoutes } from './routes/nearest.ts'
import { searchRoutes } from './routes/search.ts'
import { tileRoutes } from './routes/tiles.ts'

const MOST_BODY_BYTES = 1024 * 1024
const TIME_LIMIT_MILLISECONDS = 30_000
/** What every route answers to; anything else on a known path is a wrong method. */
const METHODS = ['GET', 'HEAD'] as const

const internalProblem = (): ProblemError =>
  new ProblemError('internal', {
    en: 'Something went wrong on the server. It has been logged; please try again.',
    zh: '服务器出错，已记录日志；请稍后重试。',
  })

const timeoutProblem = (): ProblemError =>
  new ProblemError('timeout', {
    en: 'The answer took too long and was given up; please try again.',
    zh: '处理时间过长，已中止；请稍后重试。',
  })

export const createApp = (dependencies: Dependencies) => {
  const { logger } = dependencies
  const app = new OpenAPIHono()
  app.use(requestId())
  app.use(requestLog(logger))
  app.use(securityHeaders())
  app.use(
    '/api/*',
    timeout(TIME_LIMIT_MILLISECONDS, () => new HTTPException(503)),
  )
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MOST_BODY_BYTES,
      onError: () => {
        throw new ProblemError('too-large', {
          en: `The request is larger than ${MOST_BODY_BYTES} bytes`,
          zh: `请求超过 ${MOST_BODY_BYTES} 字节`,
        })
      },
    }),
  )
  app.use('/api/*', async (context, next) => {
    const isKnown = (METHODS as readonly string[]).includes(context.req.method)
    if (!isKnown) {
      context.header('Allow', METHODS.join(', '))
      throw new ProblemError('method-not-allowed', {
        en: `${context.req.method} is not possible here; this API answers ${METHODS.join(' and ')}`,
        zh: `此处不支持 ${context.req.method}，只支持 ${METHODS.join('、')}`,
      })
    }
    await next()
  })

  const routes = app
    .route('/api', featureRoutes(dependencies))
    .route('/api', nearestRoutes(dependencies))
    .route('/api', searchRoutes(dependencies))
    .route('/api', healthRoutes(dependencies))
    .route('/api', tileRoutes(dependencies))
  app.route('/api', definitionRoutes(app, dependencies))
  app.all('/api/*', () => {
    throw new ProblemError('not-found', {
      en: 'There is nothing at this address; /api lists what there is',
      zh: '没有这个地址；可从 /api 查看全部内容',
    })
  })
  app.route('/', clientFiles(dependencies.clientFolder))

  app.notFound((context) =>
    problemResponse(
      context,
      new ProblemError('not-found', { en: 'There is no such page', zh: '没有这个页面' }),
    ),
  )
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemResponse(context, error)
    if (error instanceof HTTPException && error.status === 503) {
      return problemResponse(context, timeoutProblem())
    }
    logger.error({ err: error, path: context.req.path }, 'request failed')
    return problemResponse(context, internalProblem())
  })
  return routes
}

export type Api = ReturnType<typeof createApp>
