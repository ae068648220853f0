/** Closures of roads and flooded areas: kept by name, changed by who has read the present version. */
import { setImmediate } from 'node:timers/promises'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { LRUCache } from 'lru-cache'
import {
  CLOSURE_LIMITS,
  isClosureActive,
  isClosureOver,
  type RoadClosure,
  type RoadClosureInput,
  roadClosureInputSchema,
  roadClosureSchema,
} from '../../data/road-closure.ts'
import { closedKilometres } from '../analysis/closed-roads.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ifMatchHeader, noSuchDocument, refusalsTold, versionIn } from './document-problems.ts'

const WORDS = {
  one: { zh: '道路封闭', en: 'closure' },
  several: { zh: '道路封闭', en: 'closures' },
} as const
const DECIMALS = 2

const params = z.object({ closureId: z.string().min(1) })
const body = {
  required: true,
  content: { [MEDIA_TYPES.json]: { schema: roadClosureInputSchema } },
}
const oneClosure = (description: string) =>
  okAnswer(description, MEDIA_TYPES.json, roadClosureSchema)

const routes = {
  list: createRoute({
    method: 'get',
    path: '/closures',
    tags: ['Hazards'],
    summary: 'All closures, changed last first; `isActive` tells those in force',
    request: { query: plainQuerySchema },
    responses: {
      ...okAnswer('The closures', MEDIA_TYPES.json, z.array(roadClosureSchema)),
      ...problemAnswers(400),
    },
  }),
  create: createRoute({
    method: 'post',
    path: '/closures',
    tags: ['Hazards'],
    summary: 'Close roads: every analysis obeys it at once',
    request: { query: plainQuerySchema, body },
    responses: {
      201: oneClosure('The closure')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  read: createRoute({
    method: 'get',
    path: '/closures/{closureId}',
    tags: ['Hazards'],
    summary: 'One closure',
    request: { params, query: plainQuerySchema },
    responses: { ...oneClosure('The closure'), ...problemAnswers(400, 404) },
  }),
  update: createRoute({
    method: 'put',
    path: '/closures/{closureId}',
    tags: ['Hazards'],
    summary: 'Change a closure',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(true), body },
    responses: {
      ...oneClosure('The closure'),
      ...problemAnswers(400, 403, 404, 409, 412, 413, 415, 422, 428, 507),
    },
  }),
  remove: createRoute({
    method: 'delete',
    path: '/closures/{closureId}',
    tags: ['Hazards'],
    summary: 'Delete a closure',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(false) },
    responses: { 204: { description: 'It is gone' }, ...problemAnswers(400, 403, 404, 412) },
  }),
  end: createRoute({
    method: 'post',
    path: '/closures/{closureId}/end',
    tags: ['Hazards'],
    summary: 'Open the roads again, now; a closure that is over already stays as it is',
    request: { params, query: plainQuerySchema },
    responses: { ...oneClosure('The closure'), ...problemAnswers(400, 403, 404) },
  }),
} as const

type ClosureDocument = NamedDocument<Omit<RoadClosureInput, 'name'>>

export const closureRoutes = ({ store, network, now }: Dependencies, active: ActiveClosures) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  /** Kilometres by closure, version and network. */
  const lengths = new LRUCache<string, number>({ max: CLOSURE_LIMITS.mostClosures })

  const lengthOf = async ({ id, version, content }: ClosureDocument): Promise<number | null> => {
    const roads = network()
    if (!roads || isClosureOver(content, now())) return null
    const key = `${id} ${version} ${roads.graph.id}`
    const known = lengths.get(key)
    if (known !== undefined) return known
    // Others are answered between one large area and the next.
    await setImmediate()
    const kilometres = Number(closedKilometres(roads, content.area).toFixed(DECIMALS))
    lengths.set(key, kilometres)
    return kilometres
  }
  const told = async (document: ClosureDocument): Promise<RoadClosure> => {
    const { id, name, version, createdAt, updatedAt, content } = document
    return {
      ...{ id, name, version, createdAt, updatedAt },
      ...content,
      isActive: isClosureActive(content, now()),
      closedKilometres: await lengthOf(document),
    }
  }
  const answer = async (
    context: Context,
    status: 200 | 201,
    document: ClosureDocument,
  ): Promise<Response> =>
    context.body(JSON.stringify(await told(document)), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
      ETag: `"${document.version}"`,
      ...(status === 201 && { Location: `/api/closures/${document.id}` }),
    })
  const found = async (id: string): Promise<ClosureDocument> => {
    const document = await store.closures.get(id)
    if (!document) throw noSuchDocument(WORDS)
    return document
  }
  const inputOf = (input: unknown) => {
    const { name, ...content } = roadClosureInputSchema.parse(input)
    return { name, content, at: now().toISOString() }
  }
  const changing = async <T>(act: Promise<T>): Promise<T> => {
    const done = await refusalsTold(WORDS, act)
    active.changed()
    return done
  }

  app.openapi(routes.list, async (context) => {
    const closures: RoadClosure[] = []
    for (const document of await store.closures.list()) closures.push(await told(document))
    return context.body(JSON.stringify(closures), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })
  app.openapi(routes.create, async (context) =>
    answer(context, 201, await changing(store.closures.create(inputOf(context.req.valid('json'))))),
  )
  app.openapi(routes.read, async (context) =>
    answer(context, 200, await found(context.req.valid('param').closureId)),
  )
  app.openapi(routes.update, async (context) => {
    const { closureId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), true)
    const read = version ?? (await found(closureId)).version
    const input = inputOf(context.req.valid('json'))
    return answer(context, 200, await changing(store.closures.update(closureId, read, input)))
  })
  app.openapi(routes.remove, async (context) => {
    const { closureId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await changing(store.closures.remove(closureId, version))
    return context.body(null, 204)
  })
  app.openapi(routes.end, async (context) => {
    const document = await found(context.req.valid('param').closureId)
    const { id, name, version, content } = document
    const at = now().toISOString()
    // What has not begun yet never will: it ends a moment after its beginning at the earliest.
    const end = new Date(Math.max(now().getTime(), Date.parse(content.from) + 1))
    if (isClosureOver(content, end)) return answer(context, 200, document)
    const ended = { name, content: { ...content, until: end.toISOString() }, at }
    return answer(context, 200, await changing(store.closures.update(id, version, ended)))
  })
  return app
}
