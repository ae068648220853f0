/** The application: every route, one way of failing, one way of logging. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { except } from 'hono/combine'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { timeout } from 'hono/timeout'
import type { Bilingual } from '../data/bilingual.ts'
import { partsOf, UNION_IDS, type UnionId } from '../data/collections.ts'
import { EVENTS_ID } from '../data/events.ts'
import { MOST_PHOTO_BYTES, PHOTO_TYPES } from '../data/load-link-limits.ts'
import type { ProblemKind } from '../data/problem.ts'
import type { Dependencies } from './dependencies.ts'
import { MEDIA_TYPES } from './features/links.ts'
import { problemFor } from './html/problem-page.ts'
import { requestLines } from './http/access-logs.ts'
import { fewBytes, fewValues, MOST_BODY_BYTES } from './http/body-limits.ts'
import { clientFiles } from './http/client-files.ts'
import { readByOthers } from './http/cross-origin.ts'
import { knownHosts } from './http/known-hosts.ts'
import { fewLongQuestions, TIME_LIMIT_MILLISECONDS } from './http/long-questions.ts'
import { ProblemError, problemResponse } from './http/problem-error.ts'
import { sameOriginWrites, UPLOAD_TYPES, WRONG_TYPE, XML_TYPES } from './http/same-origin.ts'
import { securityHeaders } from './http/security-headers.ts'
import { adequacyRoutes } from './routes/adequacy.ts'
import { changeRoutes } from './routes/changes.ts'
import { coverageRoutes } from './routes/coverage.ts'
import { definitionRoutes } from './routes/definition.ts'
import { deploymentRoutes } from './routes/deployments.ts'
import { eventRoutes } from './routes/events.ts'
import { exportFormRoutes } from './routes/export-forms.ts'
import { featureRoutes } from './routes/features.ts'
import { hazardRoutes } from './routes/hazards.ts'
import { importRoutes } from './routes/imports.ts'
import { loadLinkRoutes } from './routes/load-links.ts'
import { nearestApi } from './routes/nearest.ts'
import { personalRoutes } from './routes/personal.ts'
import { regionRoutes } from './routes/region.ts'
import { scenarioRoutes } from './routes/scenarios.ts'
import { serviceRoutes } from './routes/service.ts'
import { sitingRoutes } from './routes/siting.ts'
import { sitingRunRoutes } from './routes/siting-runs.ts'
import { stockRoutes } from './routes/stock.ts'
import { tileRoutes } from './routes/tiles.ts'
import { transferRoutes } from './routes/transfers.ts'
import { createServices } from './services/services.ts'
import { FolderHeld, StorageFull, StoreBusy } from './store/problems.ts'

const IMPORTS = '/api/imports'

const PHOTOS = /^\/api\/load-links\/\d+\/photos$/

/** Addresses whose bodies may be something else than JSON. */
const TAKES = [
  [/^\/api\/warnings\/cap$/, XML_TYPES],
  [/^\/api\/(?:roads\/pieces|imports)$/, UPLOAD_TYPES],
  // A page elsewhere that sends one has to ask first, as for JSON.
  [PHOTOS, PHOTO_TYPES],
] as const

/** Bodies of other sizes than most: an import counts its own while it writes them down. */
const mostBytes = (method: string, path: string): number => {
  if (method === 'POST' && path === IMPORTS) return Number.POSITIVE_INFINITY
  return PHOTOS.test(path) ? MOST_PHOTO_BYTES : MOST_BODY_BYTES
}

/** Of what goes wrong anywhere below a route. */
const SENTENCES = {
  internal: {
    en: 'Something went wrong on the server. It has been logged; please try again.',
    zh: '服务器出错，已记录日志；请稍后重试。',
  },
  'storage-full': {
    en: 'The disk is full, so nothing was written. Make room, then do it again; reading goes on meanwhile.',
    zh: '磁盘空间不足，未写入任何内容。请清理空间后重试；期间仍可查询。',
  },
  busy: {
    en: 'Another program is writing to the database, so nothing was written; reading goes on meanwhile. Try again in a few seconds.',
    zh: '另一个程序正在写入数据库，未写入任何内容；期间仍可查询。请几秒后重试。',
  },
  timeout: {
    en: 'The answer took too long and was given up; please try again.',
    zh: '处理时间过长，已中止；请稍后重试。',
  },
  'malformed-body': {
    en: 'The body is not JSON that can be read.',
    zh: '请求内容不是有效的 JSON。',
  },
  'unsupported-media-type': WRONG_TYPE,
} as const satisfies Partial<Record<ProblemKind, Bilingual>>

/** Kinds by the status that Hono or a middleware ends a request with. */
const KINDS_BY_STATUS: Readonly<Record<number, keyof typeof SENTENCES>> = {
  400: 'malformed-body',
  415: 'unsupported-media-type',
  503: 'timeout',
}

const kindOf = (error: unknown): keyof typeof SENTENCES => {
  if (error instanceof StorageFull) return 'storage-full'
  if (error instanceof StoreBusy) return 'busy'
  return (error instanceof HTTPException && KINDS_BY_STATUS[error.status]) || 'internal'
}

/** Of a second server, whose writes are for the first to take. */
const onlyRead = ({ sentence: { zh, en } }: FolderHeld): ProblemError =>
  new ProblemError('read-only', {
    en: `${en} Nothing was written: ask there, or try again once it has ended; reading goes on meanwhile.`,
    zh: `${zh}未写入任何内容：请通过它写入，或待它停止后重试；期间仍可查询。`,
  })

const wrongMethodProblem = (method: string, allowed: readonly string[]): ProblemError =>
  new ProblemError('method-not-allowed', {
    en: `${method} is not possible here; this address answers ${allowed.join(' and ')}`,
    zh: `此处不支持 ${method}，只支持 ${allowed.join('、')}`,
  })

const unknownAddressProblem = (path: string): ProblemError => {
  const collection = /^\/api\/collections\/([^/]+)/.exec(path)?.[1]
  return collection
    ? new ProblemError('not-found', {
        en: `There is nothing at this address of the collection ${collection}; /api/collections lists what there is`,
        zh: `数据集 ${collection} 下没有这个地址；可从 /api/collections 查看全部数据集`,
      })
    : new ProblemError('not-found', {
        en: 'There is nothing at this address; /api lists what there is',
        zh: '没有这个地址；可从 /api 查看全部内容',
      })
}

/** Features and one of them: OGC API – Features Part 4 has OPTIONS answer 200 there, and say what is taken. */
const OF_FEATURES = /^\/api\/collections\/([^/]+)\/items(?:\/[^/]+)?\/?$/
const ACCEPTED = [
  ['POST', 'Accept-Post', `${MEDIA_TYPES.geojson}, ${MEDIA_TYPES.json}`],
  [
    'PATCH',
    'Accept-Patch',
    `${MEDIA_TYPES.mergePatch}, ${MEDIA_TYPES.geojson}, ${MEDIA_TYPES.json}`,
  ],
] as const

/** The union whose features an address serves. */
const unionAt = (path: string): UnionId | undefined =>
  UNION_IDS.find((id) => id === OF_FEATURES.exec(path)?.[1])

const readOnlyProblem = (id: UnionId): ProblemError => {
  const parts = partsOf(id).join(', ')
  return new ProblemError('method-not-allowed', {
    en: `${id} gathers the features of ${parts}: write there`,
    zh: `${id} 汇集 ${parts} 的要素，请在其中写入`,
  })
}

/** Everything under /api, with addresses as the API definition writes them: relative to /api. */
const apiRoutes = (dependencies: Dependencies) => {
  const api = new OpenAPIHono()
  const services = createServices(dependencies)
  const { cache, trustProxy } = dependencies
  // Cached answers come compressed already and pass through as they are. Outside of what puts another
  // answer in the place of a compressed one, whose header it would keep.
  api.use(compress())
  api.use(
    methodNotAllowed({
      app: api,
      onMethodNotAllowed: (context, allowed) => {
        const { method, path } = context.req
        context.header('Allow', [...allowed, 'OPTIONS'].join(', '))
        const union = unionAt(path)
        if (method !== 'OPTIONS') {
          const problem = union ? readOnlyProblem(union) : wrongMethodProblem(method, allowed)
          return problemResponse(context, problem)
        }
        if (!OF_FEATURES.test(path)) return context.body(null, 204)
        for (const [each, header, types] of ACCEPTED) {
          if (allowed.includes(each)) context.header(header, types)
        }
        return context.body(null, 200)
      },
    }),
  )
  api.use(async (context, next) => {
    // Before anything is read: the answer may know of more.
    const id = await services.events.id()
    await next()
    context.header(EVENTS_ID, id)
  })
  const routes = api
    .route('/', featureRoutes(services, dependencies))
    .route('/', changeRoutes(services, trustProxy))
    .route('/', personalRoutes(services, dependencies))
    .route('/', nearestApi(services, trustProxy))
    .route('/', coverageRoutes(services, cache))
    .route('/', scenarioRoutes(services))
    .route('/', sitingRoutes(services))
    .route('/', sitingRunRoutes(services))
    .route('/', hazardRoutes(services))
    .route('/', stockRoutes(services))
    .route('/', adequacyRoutes(services))
    .route('/', exportFormRoutes(services))
    .route('/', transferRoutes(services))
    .route('/', loadLinkRoutes(services, dependencies))
    .route('/', deploymentRoutes(services))
    .route('/', importRoutes(services, dependencies))
    .route('/', eventRoutes(services))
    .route('/', serviceRoutes(services, dependencies))
    .route('/', tileRoutes(services))
    .route('/', regionRoutes(services))
  api.route('/', definitionRoutes(api, cache, trustProxy))
  return routes
}

/** They are not given up when their answer is: the thread that writes is, where it says nothing. */
const ENDING_BY_THEMSELVES = ['/api/imports/:id/commit', '/api/imports/:id/undo']

export const createApp = (dependencies: Dependencies) => {
  const { logger } = dependencies
  // `/api/` is the same address as `/api`: people type both.
  const app = new OpenAPIHono({ strict: false })
  app.use(dependencies.cache.fill())
  app.use(requestId())
  app.use(requestLines(dependencies, dependencies.trustProxy))
  app.use('/api/*', readByOthers())
  app.use(securityHeaders(dependencies.framedBy, dependencies.baseMap?.origin))
  app.use(knownHosts(dependencies.hosts))
  app.use('/api/*', fewLongQuestions(dependencies.trustProxy))
  app.use(
    '/api/*',
    except(
      ENDING_BY_THEMSELVES,
      timeout(TIME_LIMIT_MILLISECONDS, () => new HTTPException(503)),
    ),
  )
  app.use('/api/*', fewBytes(mostBytes))
  app.use('/api/*', sameOriginWrites(dependencies.trustProxy, TAKES))
  app.use('/api/*', fewValues())

  const routes = app.route('/api', apiRoutes(dependencies))
  const { trustProxy } = dependencies
  app.all('/api/*', (context) =>
    problemFor(context, unknownAddressProblem(context.req.path), trustProxy),
  )
  app.route('/', clientFiles(dependencies.clientFolder))

  app.notFound((context) =>
    problemResponse(
      context,
      new ProblemError('not-found', { en: 'There is no such page', zh: '没有这个页面' }),
    ),
  )
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemFor(context, error, trustProxy)
    if (error instanceof FolderHeld) return problemResponse(context, onlyRead(error))
    const kind = kindOf(error)
    const log = { err: error, path: context.req.path }
    if (kind === 'storage-full') logger.error(log, 'the disk is full')
    if (kind === 'internal') logger.error(log, 'request failed')
    return problemFor(context, new ProblemError(kind, SENTENCES[kind]), trustProxy)
  })
  return routes
}

/** What the page may ask: addresses, inputs and answers; only the type leaves the server. */
export type Api = ReturnType<typeof createApp>
