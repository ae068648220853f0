/** Hazards over HTTP: closures, warnings and CAP messages, and what they do to others. */
import { z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import {
  closedRoadsInputSchema,
  closedRoadsSchema,
  closureEffectsSchema,
  roadClosureInputSchema,
  roadClosureSchema,
} from '../../data/road-closure.ts'
import {
  capInputSchema,
  warningInputSchema,
  warningInsideSchema,
  warningSchema,
} from '../../data/warning.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { signalOf } from '../http/long-questions.ts'
import { ProblemError } from '../http/problem-error.ts'
import { instantParameter } from '../http/query-parameters.ts'
import { isXml } from '../http/same-origin.ts'
import type { Services } from '../services/services.ts'
import { answers, jsonBody, plain, route, router, send } from './answers.ts'
import { documentHeaders, documentId, documentRoutes } from './documents.ts'

const UTF_8 = new TextDecoder('utf-8', { fatal: true })

const notUtf8 = (): ProblemError =>
  new ProblemError('malformed-body', {
    en: 'The XML is not in UTF-8, so that its words cannot be read.',
    zh: 'XML 不是 UTF-8 编码，无法读取其中的文字。',
  })

/** Lets a route whose body is `{xml}` take the XML by itself. */
const xmlBody: MiddlewareHandler = async ({ req }, next) => {
  if (!isXml(req.header('Content-Type') ?? '')) return next()
  const bytes = await req.arrayBuffer()
  const read = (): string => {
    try {
      return UTF_8.decode(bytes)
    } catch {
      throw notUtf8()
    }
  }
  req.raw = new Request(req.url, {
    method: req.method,
    headers: { 'Content-Type': MEDIA_TYPES.json },
    body: JSON.stringify({ xml: read() }),
    signal: req.raw.signal,
  })
  req.bodyCache = {}
  return next()
}

const routes = {
  effects: route('get', '/closures/effects', 'Hazards', {
    summary: 'Stockpiles and flood works that the closures in force cut off for lorries',
    request: { query: z.strictObject({ at: instantParameter.optional() }) },
    answer: answers.ok('What is cut off', closureEffectsSchema),
    problems: [429],
  }),
  roads: route('post', '/closures/roads', 'Hazards', {
    summary: 'Which roads an area or a point would close; keeps nothing',
    request: { ...plain, body: jsonBody(closedRoadsInputSchema) },
    answer: answers.ok('The roads', closedRoadsSchema),
    problems: [429],
  }),
  end: route('post', '/closures/{id}/end', 'Hazards', {
    summary: 'Open the roads again, now; a closure that is over already stays as it is',
    request: { ...plain, params: documentId },
    answer: answers.ok('The closure', roadClosureSchema),
    problems: [507],
  }),
  cap: route('post', '/warnings/cap', 'Hazards', {
    summary: 'Take a CAP 1.2 message: alerts are kept, updates replace, cancellations end',
    description:
      'Updates and cancellations act on messages of the same status that their references name by sender and identifier. Acknowledgements and errors are refused, and so is a message that a later one has ended. A message is taken whole or not at all. It comes as it is, or as a text within JSON.',
    middleware: xmlBody,
    request: {
      ...plain,
      body: {
        required: true,
        content: {
          [MEDIA_TYPES.json]: { schema: capInputSchema },
          'application/cap+xml': { schema: z.string() },
          'application/xml': { schema: z.string() },
        },
      },
    },
    answer: answers.created('The warnings of the message', z.array(warningSchema)),
    problems: [409, 507],
  }),
  inside: route('get', '/warnings/{id}/inside', 'Hazards', {
    summary: 'Stations, stock, works, forests and people inside the area of a warning',
    request: { ...plain, params: documentId },
    answer: answers.ok('What lies inside', warningInsideSchema),
  }),
} as const

export const hazardRoutes = ({ closures, warnings, closureEffects, now }: Services) =>
  router()
    .openapi(routes.effects, async (context) => {
      const at = context.req.valid('query').at ?? now()
      return send.json(context, await closureEffects(at, signalOf(context)))
    })
    .openapi(routes.roads, async (context) =>
      send.json(context, await closures.wouldClose(context.req.valid('json').area)),
    )
    .openapi(routes.cap, async (context) => {
      const { xml } = capInputSchema.parse(context.req.valid('json'))
      return send.json(context, await warnings.take(xml), { status: 201 })
    })
    .route(
      '/',
      documentRoutes('/closures', 'Hazards', closures, {
        input: roadClosureInputSchema,
        answer: roadClosureSchema,
        summaries: {
          list: 'All closures, changed last first; `isActive` tells those in force',
          create: 'Close roads: every analysis obeys it at once',
        },
      }),
    )
    .openapi(routes.end, async (context) => {
      const closure = await closures.end(context.req.valid('param').id)
      return send.json(context, closure, { headers: documentHeaders(closure) })
    })
    .route(
      '/',
      documentRoutes('/warnings', 'Hazards', warnings, {
        input: warningInputSchema,
        answer: warningSchema,
        summaries: {
          list: 'All warnings; `isActive` tells those in force',
          create: 'Enter a warning',
        },
      }),
    )
    .openapi(routes.inside, async (context) =>
      send.json(context, await warnings.inside(context.req.valid('param').id)),
    )
