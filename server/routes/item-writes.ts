import type { Context, TypedResponse } from 'hono'
import type { ToSchema } from 'hono/types'
import type { JSONParsed } from 'hono/utils/types'
import type { BulkChanged, BulkChanges, ChangedFeature, Revert } from '../../data/change.ts'
import type { ResourceId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import {
  CRS84,
  type Crs,
  crsOfUri,
  crsUri,
  geometryInCrs84,
  KNOWN_CRS,
  sourceCrsOf,
} from '../features/crs.ts'
import { itemDocument } from '../features/items-document.ts'
import { link, MEDIA_TYPES } from '../features/links.ts'
import { baseUrl } from '../http/base-url.ts'
import { deskOf } from '../http/desk.ts'
import { aboutParameter, invalidParameter, ProblemError } from '../http/problem-error.ts'
import { issuesProblem, validationHook } from '../http/validation.ts'
import type {
  FeaturePatch,
  ReadVersion,
  SentFeature,
  Written,
} from '../services/changes/feature-writes.ts'
import type { Services } from '../services/services.ts'
import { type router, send } from './answers.ts'
import { itemWriteRoutes } from './item-routes.ts'

/** An entity tag (RFC 9110), or a bare version. */
const ENTITY_TAG = /^(?:W\/)?"([^"]*)"$|^\d+$/
/** No feature has it. */
const NO_VERSION = -1

/** @throws ProblemError where the header is none, or missing though it `isRequired`. */
const readVersionOf = (context: Context, isRequired: boolean): ReadVersion => {
  const header = context.req.header('If-Match')?.trim()
  if (header === undefined) {
    if (!isRequired) return null
    throw new ProblemError('precondition-required', {
      en: 'Say with `If-Match` which version you have read, such as the ETag "57", so that nobody’s change is lost.',
      zh: '请用 If-Match 给出读到的版本（如 ETag "57"），以免覆盖他人的修改。',
    })
  }
  if (header === '*') return 'any'
  const tag = ENTITY_TAG.exec(header)
  if (tag) return Number(/^\d+(?=-|$)/.exec(tag[1] ?? header)?.[0] ?? NO_VERSION)
  throw invalidParameter('If-Match', {
    en: 'needs the ETag of the feature that was read, such as "57"',
    zh: '须为读到的要素的 ETag，如 "57"',
  })
}

/** @throws ProblemError where the system that it names is not known here. */
const contentCrsOf = (context: Context): Crs => {
  const header = context.req.header('Content-Crs')
  if (header === undefined) return CRS84
  const crs = crsOfUri(header.trim().replace(/^<(.*)>$/, '$1'))
  if (crs !== undefined) return crs
  throw invalidParameter('Content-Crs', {
    en: `must be one of: ${KNOWN_CRS.en}`,
    zh: `只能取：${KNOWN_CRS.zh}`,
  })
}

/** @throws ProblemError where its system knows no such place. */
const placed = (geometry: Geometry, crs: Crs): Geometry => {
  const told = geometryInCrs84(geometry, crs)
  if (told) return told
  throw aboutParameter('invalid-feature', 'geometry', {
    en: 'lies outside its coordinate system',
    zh: '超出其坐标系范围',
  })
}

/** An id within a body says nothing that the address does not. @throws ProblemError */
const expectSameId = (sent: string | undefined, id: string): void => {
  if (sent === undefined || sent === id) return
  throw aboutParameter('invalid-feature', 'id', {
    en: `is not that of the address, ${id}: a feature keeps its id`,
    zh: `与地址中的编号 ${id} 不同：要素的编号不能修改`,
  })
}

/** What does not fit the schema of a feature; of all else what every route says. */
const refuseFeature = ((result: Parameters<typeof validationHook>[0], context: Context) => {
  if (!result.success && result.target === 'json') {
    throw issuesProblem('invalid-feature', result.error.issues)
  }
  validationHook(result, context)
}) as never

interface OfOne {
  param: { collection: ResourceId; id: string }
}
type Answered<Body, Status extends 200 | 201 = 200> = TypedResponse<
  JSONParsed<Body>,
  Status,
  'json'
>

/** What the page knows of these routes, whichever the collection is. */
export type WritesApi = ToSchema<
  'post',
  '/collections/:collection/items',
  {
    in: { param: { collection: ResourceId }; json: SentFeature & { type: 'Feature' } }
    out: object
  },
  Answered<ChangedFeature, 201>
> &
  ToSchema<
    'put',
    '/collections/:collection/items/:id',
    { in: OfOne & { json: SentFeature & { type: 'Feature' } }; out: object },
    Answered<ChangedFeature>
  > &
  ToSchema<
    'patch',
    '/collections/:collection/items/:id',
    { in: OfOne & { json: FeaturePatch }; out: object },
    Answered<ChangedFeature>
  > &
  ToSchema<
    'delete',
    '/collections/:collection/items/:id',
    { in: OfOne; out: object },
    TypedResponse<null, 204, 'body'>
  > &
  ToSchema<
    'post',
    '/collections/:collection/items/:id/revert',
    { in: OfOne & { json: Revert }; out: object },
    Answered<ChangedFeature>
  > &
  ToSchema<
    'post',
    '/collections/:collection/changes',
    { in: { param: { collection: ResourceId }; json: BulkChanges }; out: object },
    Answered<BulkChanged>
  >

export const mountItemWrites = (
  app: ReturnType<typeof router>,
  id: ResourceId,
  { collections, featureWrites, now }: Services,
  trustProxy: boolean,
): void => {
  const path = `/collections/${id}`
  const routes = itemWriteRoutes(id)
  const told = async (context: Context, { id: featureId, json, version }: Written, crs: Crs) => {
    const base = baseUrl(context, trustProxy)
    const self = `${base}/api${path}/items/${encodeURIComponent(featureId)}`
    const links = [
      link(self, 'self', MEDIA_TYPES.geojson, 'This feature'),
      link(`${base}/api${path}`, 'collection', MEDIA_TYPES.json, 'The collection'),
    ]
    const { notice } = await collections.stamp(id)
    return {
      body: itemDocument(json, crs, { links, notice }),
      self,
      headers: {
        'Content-Type': MEDIA_TYPES.geojson,
        'Cache-Control': 'no-store',
        'Content-Crs': `<${crsUri(base, crs)}>`,
        ETag: `"${version}"`,
      },
    }
  }

  app.openapi(
    routes.createRoute,
    async (context) => {
      const crs = contentCrsOf(context)
      const sent = context.req.valid('json')
      const feature = { ...sent, geometry: placed(sent.geometry, crs) }
      const by = deskOf(context, now())
      const kept = await featureWrites.create(id, feature, sourceCrsOf(crs), by)
      const { body, self, headers } = await told(context, kept, crs)
      return context.body(body, 201, { ...headers, Location: self }) as never
    },
    refuseFeature,
  )

  app.openapi(
    routes.replaceRoute,
    async (context) => {
      const { featureId } = context.req.valid('param')
      const crs = contentCrsOf(context)
      const sent = context.req.valid('json')
      await collections.expect(id, featureId)
      expectSameId(sent.id, featureId)
      const version = readVersionOf(context, true)
      const feature = { ...sent, geometry: placed(sent.geometry, crs) }
      const by = deskOf(context, now())
      const kept = await featureWrites.replace(id, featureId, feature, version, by)
      const { body, headers } = await told(context, kept, crs)
      return context.body(body, 200, headers) as never
    },
    refuseFeature,
  )

  app.openapi(
    routes.patchRoute,
    async (context) => {
      const { featureId } = context.req.valid('param')
      const crs = contentCrsOf(context)
      const sent = context.req.valid('json')
      expectSameId(sent.id, featureId)
      const patch = {
        properties: sent.properties,
        geometry: sent.geometry && placed(sent.geometry, crs),
      }
      const by = deskOf(context, now())
      const kept = await featureWrites.patch(
        id,
        featureId,
        patch,
        readVersionOf(context, false),
        by,
      )
      const { body, headers } = await told(context, kept, crs)
      return context.body(body, 200, headers) as never
    },
    refuseFeature,
  )

  app.openapi(routes.removeRoute, async (context) => {
    const { featureId } = context.req.valid('param')
    const version = readVersionOf(context, false)
    const by = deskOf(context, now())
    const sequence = await featureWrites.remove(id, featureId, version, by)
    return context.body(null, 204, { Location: `/api/bin/${sequence}` })
  })

  app.openapi(routes.bulkRoute, async (context) => {
    const bulk = context.req.valid('json')
    const by = deskOf(context, now(), bulk.reason)
    return send.json(context, await featureWrites.bulk(id, bulk, by)) as never
  })

  app.openapi(routes.revertRoute, async (context) => {
    const { featureId } = context.req.valid('param')
    const version = readVersionOf(context, true)
    const by = deskOf(context, now())
    const kept = await featureWrites.revert(id, featureId, context.req.valid('json'), version, by)
    const { body, headers } = await told(context, kept, CRS84)
    return context.body(body, 200, headers) as never
  })
}
