/** Norms of planned reserves: the example, and the bureau's own by name. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  EXAMPLE_NORM_ID,
  type ReserveNorm,
  type ReserveNormContent,
  reserveNormInputSchema,
  reserveNormSchema,
} from '../../data/reserve-norm.ts'
import { EXAMPLE_RESERVE_NORM } from '../../data/reserve-norm-example.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import type { Store } from '../store/store.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ifMatchHeader, noSuchDocument, refusalsTold, versionIn } from './document-problems.ts'

const WORDS = {
  one: { zh: '储备定额', en: 'reserve norm' },
  several: { zh: '储备定额', en: 'reserve norms' },
} as const

const { name, source, perKilometre, perWork } = EXAMPLE_RESERVE_NORM
const EXAMPLE: ReserveNorm = {
  ...{ id: EXAMPLE_NORM_ID, name: name.zh, source: source.zh, version: 1, isExample: true },
  ...{ perKilometre, perWork, works: {} },
}

const params = z.object({ normId: z.string().min(1) })
const body = {
  required: true,
  content: { [MEDIA_TYPES.json]: { schema: reserveNormInputSchema } },
}
const oneNorm = (description: string) => okAnswer(description, MEDIA_TYPES.json, reserveNormSchema)

const routes = {
  list: createRoute({
    method: 'get',
    path: '/reserve-norms',
    tags: ['Materials'],
    summary: 'Norms of planned reserves, the example first',
    request: { query: plainQuerySchema },
    responses: {
      ...okAnswer('The norms', MEDIA_TYPES.json, z.array(reserveNormSchema)),
      ...problemAnswers(400),
    },
  }),
  create: createRoute({
    method: 'post',
    path: '/reserve-norms',
    tags: ['Materials'],
    summary: 'Keep a norm of one’s own',
    request: { query: plainQuerySchema, body },
    responses: {
      201: oneNorm('The norm')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  read: createRoute({
    method: 'get',
    path: '/reserve-norms/{normId}',
    tags: ['Materials'],
    summary: 'One norm',
    request: { params, query: plainQuerySchema },
    responses: { ...oneNorm('The norm'), ...problemAnswers(400, 404) },
  }),
  update: createRoute({
    method: 'put',
    path: '/reserve-norms/{normId}',
    tags: ['Materials'],
    summary: 'Change a norm',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(true), body },
    responses: {
      ...oneNorm('The norm'),
      ...problemAnswers(400, 403, 404, 409, 412, 413, 415, 422, 428, 507),
    },
  }),
  remove: createRoute({
    method: 'delete',
    path: '/reserve-norms/{normId}',
    tags: ['Materials'],
    summary: 'Delete a norm',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(false) },
    responses: { 204: { description: 'It is gone' }, ...problemAnswers(400, 403, 404, 412) },
  }),
} as const

const told = ({
  id,
  name: title,
  version,
  content,
}: NamedDocument<ReserveNormContent>): ReserveNorm => ({
  ...{ id, name: title, version, isExample: false },
  ...content,
})

/** @throws ProblemError where there is no norm of this id. */
export const normOf = async (store: Store, id: string): Promise<ReserveNorm> => {
  if (id === EXAMPLE_NORM_ID) return EXAMPLE
  const document = await store.norms.get(id)
  if (!document) throw noSuchDocument(WORDS)
  return told(document)
}

export const reserveNormRoutes = ({ store, now }: Dependencies) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const answer = (context: Context, status: 200 | 201, norm: unknown) =>
    context.body(JSON.stringify(norm), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  const answerOne = (context: Context, status: 200 | 201, norm: ReserveNorm) => {
    context.header('ETag', `"${norm.version}"`)
    if (status === 201) context.header('Location', `/api/reserve-norms/${norm.id}`)
    return answer(context, status, norm)
  }
  const inputOf = (input: unknown) => {
    const { name: title, ...content } = reserveNormInputSchema.parse(input)
    return { name: title, content, at: now().toISOString() }
  }
  app.openapi(routes.list, async (context) => {
    const own = await store.norms.list()
    return answer(context, 200, [EXAMPLE, ...own.map(told)])
  })
  app.openapi(routes.create, async (context) => {
    const input = inputOf(context.req.valid('json'))
    const document = await refusalsTold(WORDS, store.norms.create(input))
    return answerOne(context, 201, told(document))
  })
  app.openapi(routes.read, async (context) =>
    answerOne(context, 200, await normOf(store, context.req.valid('param').normId)),
  )
  app.openapi(routes.update, async (context) => {
    const { normId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), true)
    const read = version ?? (await normOf(store, normId)).version
    const input = inputOf(context.req.valid('json'))
    const document = await refusalsTold(WORDS, store.norms.update(normId, read, input))
    return answerOne(context, 200, told(document))
  })
  app.openapi(routes.remove, async (context) => {
    const { normId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await refusalsTold(WORDS, store.norms.remove(normId, version))
    return context.body(null, 204)
  })
  return app
}
