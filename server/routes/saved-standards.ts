/** Response standards that planners keep under names of their own. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type SavedStandard,
  type SavedStandardInput,
  type Standards,
  savedStandardInputSchema,
  savedStandardSchema,
} from '../../data/standards.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ifMatchHeader, noSuchDocument, refusalsTold, versionIn } from './document-problems.ts'

const WORDS = {
  one: { zh: '响应标准', en: 'standard' },
  several: { zh: '响应标准', en: 'standards' },
} as const

const params = z.object({ standardId: z.string().min(1) })
const body = {
  required: true,
  content: { [MEDIA_TYPES.json]: { schema: savedStandardInputSchema } },
}
const oneStandard = (description: string) =>
  okAnswer(description, MEDIA_TYPES.json, savedStandardSchema)

const routes = {
  list: createRoute({
    method: 'get',
    path: '/standards',
    tags: ['Scenarios'],
    summary: 'Response standards kept by planners, changed last first',
    request: { query: plainQuerySchema },
    responses: {
      ...okAnswer('The standards', MEDIA_TYPES.json, z.array(savedStandardSchema)),
      ...problemAnswers(400),
    },
  }),
  create: createRoute({
    method: 'post',
    path: '/standards',
    tags: ['Scenarios'],
    summary: 'Keep a response standard',
    request: { query: plainQuerySchema, body },
    responses: {
      201: oneStandard('The standard')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422),
    },
  }),
  read: createRoute({
    method: 'get',
    path: '/standards/{standardId}',
    tags: ['Scenarios'],
    summary: 'One standard; its version is the ETag',
    request: { params, query: plainQuerySchema },
    responses: { ...oneStandard('The standard'), ...problemAnswers(400, 404) },
  }),
  update: createRoute({
    method: 'put',
    path: '/standards/{standardId}',
    tags: ['Scenarios'],
    summary: 'Change or rename a standard; needs `If-Match` with the version that was read',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(true), body },
    responses: {
      ...oneStandard('The standard as it is now'),
      ...problemAnswers(400, 403, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  remove: createRoute({
    method: 'delete',
    path: '/standards/{standardId}',
    tags: ['Scenarios'],
    summary: 'Delete a standard',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(false) },
    responses: { 204: { description: 'It is gone' }, ...problemAnswers(400, 403, 404, 412) },
  }),
}

const standardOf = ({ id, name, content, version, updatedAt }: NamedDocument<Standards>) =>
  ({ id, name, standards: content, version, updatedAt }) satisfies SavedStandard

export const savedStandardRoutes = ({ store, now }: Dependencies) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const documentIn = ({ name, standards }: SavedStandardInput) => ({
    name,
    content: standards,
    at: now().toISOString(),
  })
  const answer = (context: Context, status: 200 | 201, document: NamedDocument<Standards>) =>
    context.body(JSON.stringify(standardOf(document)), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
      ETag: `"${document.version}"`,
      ...(status === 201 && { Location: `/api/standards/${document.id}` }),
    })
  const found = async (id: string): Promise<NamedDocument<Standards>> => {
    const document = await store.standards.get(id)
    if (!document) throw noSuchDocument(WORDS)
    return document
  }

  app.openapi(routes.list, async (context) => {
    const documents = await store.standards.list()
    return context.body(JSON.stringify(documents.map(standardOf)), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })

  app.openapi(routes.create, async (context) => {
    const input = documentIn(context.req.valid('json'))
    return answer(context, 201, await refusalsTold(WORDS, store.standards.create(input)))
  })

  app.openapi(routes.read, async (context) =>
    answer(context, 200, await found(context.req.valid('param').standardId)),
  )

  app.openapi(routes.update, async (context) => {
    const { standardId } = context.req.valid('param')
    const input = documentIn(context.req.valid('json'))
    const version = versionIn(context.req.header('If-Match'), true)
    const read = version ?? (await found(standardId)).version
    const update = store.standards.update(standardId, read, input)
    return answer(context, 200, await refusalsTold(WORDS, update))
  })

  app.openapi(routes.remove, async (context) => {
    const { standardId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await refusalsTold(WORDS, store.standards.remove(standardId, version))
    return context.body(null, 204)
  })
  return app
}
