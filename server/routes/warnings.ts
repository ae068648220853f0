/** Warnings: entered or taken from CAP 1.2, and what lies inside their areas. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Bilingual } from '../../data/bilingual.ts'
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
import { freeName, messageExchange } from '../import/cap/cap-warnings.ts'
import { CapError } from '../import/cap/xml-elements.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import { MessageEnded, type WarningContent } from '../store/warnings.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { ifMatchHeader, noSuchDocument, refusalsTold, versionIn } from './document-problems.ts'
import { warningInside } from './warning-inside.ts'
import { xmlBody } from './xml-body.ts'

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
    description:
      'Updates and cancellations act on messages of the same status that their references name by sender and identifier. Acknowledgements and errors are refused, and so is a message that a later one has ended. A message is taken whole or not at all. It comes as it is, or as a text within JSON.',
    middleware: xmlBody,
    request: {
      query: plainQuerySchema,
      body: {
        required: true,
        content: {
          [MEDIA_TYPES.json]: { schema: capInputSchema },
          'application/cap+xml': { schema: z.string() },
          'application/xml': { schema: z.string() },
        },
      },
    },
    responses: {
      201: allWarnings('The warnings of the message')[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  read: createRoute({
    method: 'get',
    path: '/warnings/{warningId}',
    tags: ['Hazards'],
    summary: 'One warning',
    request: { params, query: plainQuerySchema },
    responses: { ...oneWarning('The warning'), ...problemAnswers(400, 404) },
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

type WarningDocument = NamedDocument<WarningContent>

const isActive = ({ from, until }: Pick<WarningInput, 'from' | 'until'>, now: Date): boolean =>
  Date.parse(from) <= now.getTime() && (until === null || now.getTime() < Date.parse(until))

const MESSAGE_ENDED: Bilingual = {
  en: 'A later message has updated or cancelled this one already; it is not taken again.',
  zh: '此消息已被后来的更新或解除消息取代，不再接收。',
}

const aboutMessage = (kind: 'invalid-body' | 'conflict', sentence: Bilingual): ProblemError =>
  new ProblemError(kind, sentence, [{ parameter: 'xml', sentence }])

/** What is refused about a message becomes a problem with the parameter `xml`. */
const messageProblem = (error: unknown): unknown => {
  if (error instanceof CapError) return aboutMessage('invalid-body', error.sentence)
  if (error instanceof MessageEnded) return aboutMessage('conflict', MESSAGE_ENDED)
  if (!(error instanceof z.ZodError)) return error
  // The reader makes nothing that does not fit; should it, that is the message's fault, not ours.
  const fields = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return aboutMessage('invalid-body', {
    en: `The message makes a warning that cannot be kept (${fields}).`,
    zh: `由该消息形成的预警无法保存（${fields}）。`,
  })
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
  const answer = (context: Context, status: 200 | 201, body: unknown): Response =>
    context.body(JSON.stringify(body), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  const answerOne = (context: Context, status: 200 | 201, document: WarningDocument): Response => {
    context.header('ETag', `"${document.version}"`)
    if (status === 201) context.header('Location', `/api/warnings/${document.id}`)
    return answer(context, status, told(document))
  }
  const found = async (id: string): Promise<WarningDocument> => {
    const document = await store.warnings.get(id)
    if (!document) throw noSuchDocument(WORDS)
    return document
  }
  const inputOf = (input: unknown, origin: WarningOrigin) => {
    const { name, ...content } = warningInputSchema.parse(input)
    return { name, content: { ...content, origin }, at: now().toISOString() }
  }
  /** Nothing is removed before all that comes in its place has been read. */
  const taken = async (xml: string): Promise<WarningDocument[]> => {
    try {
      const { warnings, ...message } = messageExchange(xml)
      const inputs = warnings.map(({ input, origin }) => inputOf(input, origin))
      return await store.warnings.take({ ...message, warnings: inputs }, freeName)
    } catch (error) {
      throw messageProblem(error)
    }
  }

  app.openapi(routes.list, async (context) =>
    answer(context, 200, (await store.warnings.list()).map(told)),
  )
  app.openapi(routes.create, async (context) => {
    const input = inputOf(context.req.valid('json'), ENTERED)
    const document = await refusalsTold(WORDS, store.warnings.create(input))
    return answerOne(context, 201, document)
  })
  app.openapi(routes.cap, async (context) => {
    const { xml } = capInputSchema.parse(context.req.valid('json'))
    const kept = await refusalsTold(WORDS, taken(xml))
    return answer(context, 201, kept.map(told))
  })
  app.openapi(routes.read, async (context) =>
    answerOne(context, 200, await found(context.req.valid('param').warningId)),
  )
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
    return answerOne(context, 200, changed)
  })
  app.openapi(routes.remove, async (context) => {
    const { warningId } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await refusalsTold(WORDS, store.warnings.remove(warningId, version))
    return context.body(null, 204)
  })
  return app
}
