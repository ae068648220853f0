/** Warnings: entered or taken from CAP 1.2, and what lies inside their areas. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  capInputSchema,
  type Warning,
  type WarningInput,
  type WarningOrigin,
  warningInputSchema,
  warningInsideSchema,
  warningSchema,
} from '../../data/warning.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { ProblemError } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import { CapRefused } from '../import/cap/cap-refused.ts'
import { readCap } from '../import/cap/read-cap.ts'
import { type CapWarning, warningsOf } from '../import/cap/warnings-of.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ifMatchHeader, noSuchDocument, refusalsTold, versionIn } from './document-problems.ts'
import { warningInside } from './warning-inside.ts'

const WORDS = {
  one: { zh: '预警', en: 'warning' },
  several: { zh: '预警', en: 'warnings' },
} as const

const ENTERED: WarningOrigin = {
  ...{ source: 'entered', identifier: null, sender: null, status: null, levelFrom: null },
}

const params = z.object({ warningId: z.string().min(1) })
const json = (schema: z.ZodType) => ({
  required: true,
  content: { [MEDIA_TYPES.json]: { schema } },
})
const oneWarning = (description: string) => okAnswer(description, MEDIA_TYPES.json, warningSchema)
const allWarnings = (description: string) =>
  okAnswer(description, MEDIA_TYPES.json, z.array(warningSchema))

const routes = {
  list: createRoute({
    method: 'get',
    path: '/warnings',
    tags: ['Hazards'],
    summary: 'All warnings; `isActive` tells those in force',
    request: { query: plainQuerySchema },
    responses: { ...allWarnings('The warnings'), ...problemAnswers(400) },
  }),
  create: createRoute({
    method: 'post',
    path: '/warnings',
    tags: ['Hazards'],
    summary: 'Enter a warning',
    request: { query: plainQuerySchema, body: json(warningInputSchema) },
    responses: {
      201: oneWarning('The warning')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  cap: createRoute({
    method: 'post',
    path: '/warnings/cap',
    tags: ['Hazards'],
    summary: 'Take a CAP 1.2 message: alerts are kept, updates replace, cancellations end',
    request: { query: plainQuerySchema, body: json(capInputSchema) },
    responses: {
      201: allWarnings('The warnings of the message')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  inside: createRoute({
    method: 'get',
    path: '/warnings/{warningId}/inside',
    tags: ['Hazards'],
    summary: 'Stations, stock, works, forests and people inside the area of a warning',
    request: { params, query: plainQuerySchema },
    responses: {
      ...okAnswer('What lies inside', MEDIA_TYPES.json, warningInsideSchema),
      ...problemAnswers(400, 404),
    },
  }),
  update: createRoute({
    method: 'put',
    path: '/warnings/{warningId}',
    tags: ['Hazards'],
    summary: 'Change a warning',
    request: {
      params,
      query: plainQuerySchema,
      headers: ifMatchHeader(true),
      body: json(warningInputSchema),
    },
    responses: {
      ...oneWarning('The warning'),
      ...problemAnswers(400, 403, 404, 409, 412, 413, 415, 422, 428, 507),
    },
  }),
  remove: createRoute({
    method: 'delete',
    path: '/warnings/{warningId}',
    tags: ['Hazards'],
    summary: 'Delete a warning',
    request: { params, query: plainQuerySchema, headers: ifMatchHeader(false) },
    responses: { 204: { description: 'It is gone' }, ...problemAnswers(400, 403, 404, 412) },
  }),
} as const

type WarningContent = Omit<WarningInput, 'name'> & { readonly origin: WarningOrigin }
type WarningDocument = NamedDocument<WarningContent>

const isActive = ({ from, until }: Pick<WarningInput, 'from' | 'until'>, now: Date): boolean =>
  Date.parse(from) <= now.getTime() && (until === null || now.getTime() < Date.parse(until))

/** @throws ProblemError with the sentence of the refusal, about the parameter `xml`. */
const readMessage = (xml: string) => {
  try {
    const alert = readCap(xml)
    const isOver = alert.msgType === 'Cancel'
    return { alert, warnings: isOver ? [] : warningsOf(alert) }
  } catch (error) {
    if (!(error instanceof CapRefused)) throw error
    const { sentence } = error
    throw new ProblemError('invalid-body', sentence, [{ parameter: 'xml', sentence }])
  }
}

export const warningRoutes = (dependencies: Dependencies) => {
  const { store, now } = dependencies
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const told = ({
    id,
    name,
    version,
    createdAt,
    updatedAt,
    content,
  }: WarningDocument): Warning => ({
    ...{ id, name, version, createdAt, updatedAt },
    ...content,
    isActive: isActive(content, now()),
  })
  const answer = (context: Context, status: 200 | 201, body: unknown, version?: number): Response =>
    context.body(JSON.stringify(body), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
      ...(version !== undefined && { ETag: `"${version}"` }),
    })
  const found = async (id: string): Promise<WarningDocument> => {
    const document = await store.warnings.get(id)
    if (!document) throw noSuchDocument(WORDS)
    return document
  }
  const inputOf = (input: unknown, origin: WarningOrigin) => {
    const { name, ...content } = warningInputSchema.parse(input)
    return { name, content: { ...content, origin }, at: now().toISOString() }
  }
  /** Messages of one bureau are often called the same: a number tells them apart. */
  const freeName = async (name: string): Promise<string> => {
    const taken = new Set((await store.warnings.list()).map((each) => each.name.toLowerCase()))
    let free = name
    for (let copy = 2; taken.has(free.toLowerCase()); copy++)
      free = `${name.slice(0, 190)} (${copy})`
    return free
  }
  const keep = async ({ input, origin }: CapWarning): Promise<WarningDocument> => {
    const name = await freeName(input.name)
    return refusalsTold(WORDS, store.warnings.create(inputOf({ ...input, name }, origin)))
  }

  app.openapi(routes.list, async (context) =>
    answer(context, 200, (await store.warnings.list()).map(told)),
  )
  app.openapi(routes.create, async (context) => {
    const input = inputOf(context.req.valid('json'), ENTERED)
    const document = await refusalsTold(WORDS, store.warnings.create(input))
    return answer(context, 201, told(document), document.version)
  })
  app.openapi(routes.cap, async (context) => {
    const { alert, warnings } = readMessage(capInputSchema.parse(context.req.valid('json')).xml)
    const replaced = [...alert.references, alert.identifier]
    const before = (await store.warnings.list()).filter(
      ({ content }) =>
        content.origin.identifier !== null && replaced.includes(content.origin.identifier),
    )
    for (const { id } of before) await store.warnings.remove(id, null)
    const kept: WarningDocument[] = []
    for (const warning of warnings) kept.push(await keep(warning))
    return answer(context, 201, kept.map(told))
  })
  app.openapi(routes.inside, async (context) => {
    const { content } = await found(context.req.valid('param').warningId)
    return answer(context, 200, await warningInside(dependencies, content.area))
  })
  app.openapi(routes.update, async (context) => {
    const { warningId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), true)
    const document = await found(warningId)
    const input = inputOf(context.req.valid('json'), document.content.origin)
    const read = version ?? document.version
    const changed = await refusalsTold(WORDS, store.warnings.update(warningId, read, input))
    return answer(context, 200, told(changed), changed.version)
  })
  app.openapi(routes.remove, async (context) => {
    const { warningId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await refusalsTold(WORDS, store.warnings.remove(warningId, version))
    return context.body(null, 204)
  })
  return app
}
