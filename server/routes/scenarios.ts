/** What-if scenarios: kept by name, changed only by who has read the present version. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { LANGUAGES } from '../../data/bilingual.ts'
import {
  SCENARIO_LIMITS,
  type Scenario,
  type ScenarioInput,
  type ScenarioListEntry,
  scenarioInputSchema,
  scenarioListSchema,
  scenarioSchema,
} from '../../data/scenario.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import type { ScenarioContent } from '../store/scenarios.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ifMatchHeader, noSuchDocument, refusalsTold, versionIn } from './document-problems.ts'
import { nameOfCopy } from './name-of-copy.ts'

const WORDS = {
  one: { zh: '方案', en: 'scenario' },
  several: { zh: '方案', en: 'scenarios' },
} as const
const COPY_SUFFIX = { zh: '副本', en: 'copy' } as const

const params = z.object({ scenarioId: z.string().min(1) })
const body = {
  required: true,
  content: { [MEDIA_TYPES.json]: { schema: scenarioInputSchema } },
}
const oneScenario = (description: string) => okAnswer(description, MEDIA_TYPES.json, scenarioSchema)
const created = (description: string) => ({ 201: oneScenario(description)[200]! })

const routes = {
  list: createRoute({
    method: 'get',
    path: '/scenarios',
    tags: ['Scenarios'],
    summary: 'All scenarios, changed last first',
    request: { query: plainQuerySchema },
    responses: {
      ...okAnswer('The scenarios', MEDIA_TYPES.json, scenarioListSchema),
      ...problemAnswers(400),
    },
  }),
  create: createRoute({
    method: 'post',
    path: '/scenarios',
    tags: ['Scenarios'],
    summary: 'Keep a scenario',
    request: { query: plainQuerySchema, body },
    responses: { ...created('The scenario'), ...problemAnswers(400, 403, 409, 413, 415, 422) },
  }),
  read: createRoute({
    method: 'get',
    path: '/scenarios/{scenarioId}',
    tags: ['Scenarios'],
    summary: 'One scenario; its version is the ETag',
    request: { params, query: plainQuerySchema },
    responses: { ...oneScenario('The scenario'), ...problemAnswers(400, 404) },
  }),
  update: createRoute({
    method: 'put',
    path: '/scenarios/{scenarioId}',
    tags: ['Scenarios'],
    summary: 'Change or rename a scenario; needs `If-Match` with the version that was read',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(true), body },
    responses: {
      ...oneScenario('The scenario as it is now'),
      ...problemAnswers(400, 403, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  remove: createRoute({
    method: 'delete',
    path: '/scenarios/{scenarioId}',
    tags: ['Scenarios'],
    summary: 'Delete a scenario',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(false) },
    responses: { 204: { description: 'It is gone' }, ...problemAnswers(400, 403, 404, 412) },
  }),
  copy: createRoute({
    method: 'post',
    path: '/scenarios/{scenarioId}/copy',
    tags: ['Scenarios'],
    summary: 'Keep a scenario once more under another name',
    request: { params, query: z.strictObject({ lang: z.enum(LANGUAGES).default('zh') }) },
    responses: { ...created('The copy'), ...problemAnswers(400, 403, 404, 409) },
  }),
}

const told = <Content extends object>(
  { content, ...document }: NamedDocument<Content>,
  revision: number,
) => ({ ...document, ...content, isStale: document.baseRevision !== revision })

export const scenarioRoutes = ({ store, now }: Dependencies) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const documentIn = ({ name, note, changes }: ScenarioInput) => ({
    name,
    content: { note, changes },
    at: now().toISOString(),
  })
  const answer = async (
    context: Context,
    status: 200 | 201,
    document: NamedDocument<ScenarioContent>,
  ) => {
    const scenario: Scenario = told(document, await store.revision())
    return context.body(JSON.stringify(scenario), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
      ETag: `"${scenario.version}"`,
      ...(status === 201 && { Location: `/api/scenarios/${scenario.id}` }),
    })
  }
  const found = async (id: string): Promise<NamedDocument<ScenarioContent>> => {
    const document = await store.scenarios.get(id)
    if (!document) throw noSuchDocument(WORDS)
    return document
  }

  app.openapi(routes.list, async (context) => {
    const [documents, revision] = await Promise.all([store.scenarios.list(), store.revision()])
    const list: ScenarioListEntry[] = documents.map((document) => told(document, revision))
    return context.body(JSON.stringify(list), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })

  app.openapi(routes.create, async (context) => {
    const input = documentIn(context.req.valid('json'))
    return answer(context, 201, await refusalsTold(WORDS, store.scenarios.create(input)))
  })

  app.openapi(routes.read, async (context) =>
    answer(context, 200, await found(context.req.valid('param').scenarioId)),
  )

  app.openapi(routes.update, async (context) => {
    const { scenarioId } = context.req.valid('param')
    const input = documentIn(context.req.valid('json'))
    const version = versionIn(context.req.header('If-Match'), true)
    const read = version ?? (await found(scenarioId)).version
    const update = store.scenarios.update(scenarioId, read, input)
    return answer(context, 200, await refusalsTold(WORDS, update))
  })

  app.openapi(routes.remove, async (context) => {
    const { scenarioId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await refusalsTold(WORDS, store.scenarios.remove(scenarioId, version))
    return context.body(null, 204)
  })

  app.openapi(routes.copy, async (context) => {
    const suffix = COPY_SUFFIX[context.req.valid('query').lang]
    const copy = store.scenarios.copy(
      context.req.valid('param').scenarioId,
      (name, isTaken) => nameOfCopy(name, isTaken, suffix, SCENARIO_LIMITS.mostNameCharacters),
      now().toISOString(),
    )
    return answer(context, 201, await refusalsTold(WORDS, copy))
  })
  return app
}
