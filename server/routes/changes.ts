/** What happened to features under /api: history, bin, and collections as they were. */
import { z } from '@hono/zod-openapi'
import {
  asOfSchema,
  binPageSchema,
  CHANGE_LIMITS,
  changedFeatureSchema,
  changesPageSchema,
} from '../../data/change.ts'
import { COLLECTION_IDS, RESOURCE_IDS } from '../../data/collections.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { baseUrl } from '../http/base-url.ts'
import { deskHeaders, deskOf } from '../http/desk.ts'
import { instantParameter, wholeNumberParameter } from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import { answers, plain, route, router, send } from './answers.ts'

const TAG = 'History'
const sequenceParameter = wholeNumberParameter(1, Number.MAX_SAFE_INTEGER)
const paging = {
  before: sequenceParameter.optional(),
  limit: wholeNumberParameter(1, CHANGE_LIMITS.mostListed).default(50),
}
const bySequence = z.object({ sequence: sequenceParameter })
const ofResource = z.object({ collection: z.enum(RESOURCE_IDS) })
const ofFeature = z.object({ collection: z.enum(COLLECTION_IDS), featureId: z.string() })

const routes = {
  changes: route('get', '/changes', TAG, {
    summary: 'What was changed in the collections, newest first',
    request: {
      query: z.strictObject({ collection: z.enum(COLLECTION_IDS).optional(), ...paging }),
    },
    answer: answers.ok('Changes', changesPageSchema),
  }),
  history: route('get', '/collections/{collection}/items/{featureId}/history', TAG, {
    summary: 'What happened to a feature, newest first; also to one that is gone',
    request: { params: ofFeature, query: z.strictObject(paging) },
    answer: answers.ok('Changes', changesPageSchema),
  }),
  asOf: route('get', '/collections/{collection}/as-of', TAG, {
    summary: 'The features that a collection had at an instant',
    request: { params: ofResource, query: z.strictObject({ at: instantParameter }) },
    answer: answers.ok(
      'The features, and how far they are known',
      z.object({
        type: z.literal('FeatureCollection'),
        asOf: asOfSchema,
        features: z.array(changedFeatureSchema),
      }),
      MEDIA_TYPES.geojson,
    ),
    problems: [404],
  }),
  bin: route('get', '/bin', TAG, {
    summary: 'Deleted features that can be restored, deleted last first',
    request: { query: z.strictObject(paging) },
    answer: answers.ok('Deleted features', binPageSchema),
  }),
  restore: route('post', '/bin/{sequence}/restore', TAG, {
    summary: 'A feature out of the bin',
    request: { ...plain, params: bySequence, headers: deskHeaders },
    answer: answers.created('The feature', changedFeatureSchema),
    problems: [404, 409, 422, 507],
  }),
  emptyOne: route('delete', '/bin/{sequence}', TAG, {
    summary:
      'A feature out of the bin for good: what it held leaves the history, that it was stays',
    request: { ...plain, params: bySequence, headers: deskHeaders },
    answer: answers.empty('It is gone'),
    problems: [404, 507],
  }),
  empty: route('delete', '/bin', TAG, {
    summary: 'All of the bin for good',
    request: { ...plain, headers: deskHeaders },
    answer: answers.empty('It is empty'),
    problems: [507],
  }),
} as const

/** What is signed by desks is for our own page alone (`cross-origin.ts`). */
export const changeRoutes = ({ history, featureWrites, now }: Services, trustProxy: boolean) =>
  router()
    .openapi(routes.changes, async (context) => {
      const { collection, before = null, limit } = context.req.valid('query')
      return send.json(context, await history.changes(collection, { before, limit }))
    })
    .openapi(routes.history, async (context) => {
      const { before = null, limit } = context.req.valid('query')
      const of = context.req.valid('param')
      return send.json(context, await history.ofFeature(of, { before, limit }))
    })
    .openapi(routes.asOf, async (context) => {
      const { collection } = context.req.valid('param')
      const { at } = context.req.valid('query')
      const told = { type: 'FeatureCollection' as const, ...(await history.asOf(collection, at)) }
      return send.json(context, told, { mediaType: MEDIA_TYPES.geojson })
    })
    .openapi(routes.bin, async (context) => {
      const { before = null, limit } = context.req.valid('query')
      return send.json(context, await history.bin({ before, limit }))
    })
    .openapi(routes.restore, async (context) => {
      const { sequence } = context.req.valid('param')
      const restored = await featureWrites.restore(sequence, deskOf(context, now()))
      const { collection, id, json, version } = restored
      const base = baseUrl(context, trustProxy)
      const Location = `${base}/api/collections/${collection}/items/${encodeURIComponent(id)}`
      const feature = changedFeatureSchema.parse(JSON.parse(json.toString()))
      return send.json(context, feature, {
        status: 201,
        headers: { Location, ETag: `"${version}"` },
      })
    })
    .openapi(routes.emptyOne, async (context) => {
      const { sequence } = context.req.valid('param')
      await featureWrites.empty(sequence, deskOf(context, now()))
      return context.body(null, 204)
    })
    .openapi(routes.empty, async (context) => {
      await featureWrites.empty(null, deskOf(context, now()))
      return context.body(null, 204)
    })
