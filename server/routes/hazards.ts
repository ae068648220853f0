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
import { xmlText } from '../../data/xml-text.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { deskHeaders, deskOf } from '../http/desk.ts'
import { signalOf } from '../http/long-questions.ts'
import { ProblemError } from '../http/problem-error.ts'
import { instantParameter } from '../http/query-parameters.ts'
import { isOfType, XML_TYPES } from '../http/same-origin.ts'
import type { Services } from '../services/services.ts'
import { answers, jsonBody, plain, route, router, send } from './answers.ts'
import { documentHeaders, documentId, documentRoutes, historyRoute } from './documents.ts'

const unreadable = (): ProblemError =>
  new ProblemError('malformed-body', {
    en: 'The XML is neither in UTF-8 nor UTF-16 nor GB18030 (GB2312, GBK), so that its words cannot be read.',
    zh: 'XML 既不是 UTF-8、UTF-16，也不是 GB18030（GB2312、GBK）编码，无法读取其中的文字。',
  })

const CHARSET = /charset\s*=\s*"?([\w.:-]+)/i

/** Lets a route whose body is `{xml}` take the XML by itself. */
const xmlBody: MiddlewareHandler = async ({ req }, next) => {
  const type = req.header('Content-Type')
  if (!isOfType(type, XML_TYPES)) return next()
  const xml = xmlText(new Uint8Array(await req.arrayBuffer()), CHARSET.exec(type)?.[1])
  if (xml === null) throw unreadable()
  req.raw = new Request(req.url, {
    method: req.method,
    headers: { 'Content-Type': MEDIA_TYPES.json },
    body: JSON.stringify({ xml }),
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
    request: { ...plain, params: documentId, headers: deskHeaders },
    answer: answers.ok('The closure', roadClosureSchema),
    problems: [507],
  }),
  closureHistory: historyRoute('/closures/{id}/history', 'Hazards', 'a closure'),
  warningHistory: historyRoute('/warnings/{id}/history', 'Hazards', 'a warning'),
  lift: route('post', '/warnings/{id}/end', 'Hazards', {
    summary: 'Lift a warning now; one that was ended already stays as it is',
    request: { ...plain, params: documentId, headers: deskHeaders },
    answer: answers.ok('The warning', warningSchema),
    problems: [507],
  }),
  cap: route('post', '/warnings/cap', 'Hazards', {
    summary: 'Take a CAP 1.2 message: alerts are kept, updates replace, cancellations end',
    description:
      'Updates and cancellations act on messages of the same status that their references name by sender and identifier, and on what came in their place. An info that says by responseType (AllClear), by its words (解除) or, in an update, by the first sentence of its text or by urgency (Past) that a warning is over ends it, in the areas that it names; without references, warnings of the same sender, kind and level. A change that refers to nothing (变更, 降级, or an update) takes the place of what its bureau warned of there. Areas are taken from polygons and circles, or else from codes or names of counties and towns; `unmapped` names what has none. CAP 1.1 and China’s own profile (GB/T 35965.1, without a namespace) are read as well, Chinese words and codes of events in place of the values of the standard, and times without seconds or offset, which are China’s. Acknowledgements and errors are refused, and so is a message that a later one has ended. A message is taken whole or not at all. It comes as it is, in UTF-8, UTF-16 or GB18030, or as a text within JSON.',
    middleware: xmlBody,
    request: {
      ...plain,
      headers: deskHeaders,
      body: {
        required: true,
        content: {
          [MEDIA_TYPES.json]: { schema: capInputSchema },
          'application/cap+xml': { schema: z.string() },
          'application/xml': { schema: z.string() },
        },
      },
    },
    answer: answers.created(
      'The warnings of the message, then those that it ended',
      z.array(warningSchema),
    ),
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
      const taken = await warnings.take(xml, deskOf(context, now()))
      return send.json(context, taken, { status: 201 })
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
        notedAt: now,
      }),
    )
    .openapi(routes.end, async (context) => {
      const { id } = context.req.valid('param')
      const closure = await closures.end(id, deskOf(context, now()))
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
        notedAt: now,
      }),
    )
    .openapi(routes.lift, async (context) => {
      const { id } = context.req.valid('param')
      const warning = await warnings.end(id, deskOf(context, now()))
      return send.json(context, warning, { headers: documentHeaders(warning) })
    })
    .openapi(routes.closureHistory, async (context) =>
      send.json(context, await closures.history(context.req.valid('param').id)),
    )
    .openapi(routes.warningHistory, async (context) =>
      send.json(context, await warnings.history(context.req.valid('param').id)),
    )
    .openapi(routes.inside, async (context) =>
      send.json(context, await warnings.inside(context.req.valid('param').id)),
    )
