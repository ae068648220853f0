/** OGC API – Features under /api: landing page, conformance, collections, their items. */

import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Context, Env, TypedResponse } from 'hono'
import type { ToSchema } from 'hono/types'
import type { Language } from '../../data/bilingual.ts'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { toldFeatureSchema } from '../../data/schema.ts'
import { BD09, type Crs, crsDocument, crsUri, GCJ02, OWN_CRS } from '../features/crs.ts'
import {
  collectionDocument,
  collectionsDocument,
  conformanceDocument,
  landingDocument,
} from '../features/documents.ts'
import { featureSchemaDocument, queryablesDocument, schemaDocument } from '../features/fields.ts'
import { FEATURE_FORMATS, FORMATS, type Format, formatOf, languageOf } from '../features/formats.ts'
import { GEOMETRY_SCHEMAS_IN_ANY_CRS } from '../features/geometry-schemas.ts'
import { itemDocument, itemsDocument, itemsEnding } from '../features/items-document.ts'
import { type Link, link, linkHeader, linkSchema, MEDIA_TYPES } from '../features/links.ts'
import {
  askedBox,
  itemQuerySchema,
  itemsQuerySchema,
  LIMIT_PARAMETER,
  offsetOf,
  pageLimit,
} from '../features/parameters.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import type { ResponseCache } from '../http/cached-response.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { Services } from '../services/services.ts'
import { answers, route, router, send } from './answers.ts'

const TAG = 'OGC API – Features'

/** Version of documents that come with the program: they change only with a new start. */
const CONSTANT = 'program'

const noticeSchema = z
  .object({ zh: z.string(), en: z.string() })
  .openapi('notice', { description: 'Present while the collection holds demonstration data' })

/** A feature of the resource, as a component of the definition named after it. */
const namedFeatureSchema = (resource: ResourceDeclaration) =>
  toldFeatureSchema(
    resource,
    z.union(resource.geometryTypes.map((type) => GEOMETRY_SCHEMAS_IN_ANY_CRS[type])),
  ).openapi(`${resource.id}-feature`)

/** Schemas of a page of features and of one feature with its links. */
const itemSchemas = (resource: ResourceDeclaration) => {
  const feature = namedFeatureSchema(resource)
  const page = z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(feature),
    links: z.array(linkSchema),
    timeStamp: z.iso.datetime(),
    revision: z.int(),
    numberMatched: z.int(),
    numberReturned: z.int(),
    notice: noticeSchema.optional(),
  })
  const item = feature.and(
    z.object({ links: z.array(linkSchema), notice: noticeSchema.optional() }),
  )
  return { page, item }
}

/** Features as GeoJSON of this schema, or as files. */
const inFormats = (description: string, schema: z.ZodType) => ({
  200: {
    description,
    content: {
      [MEDIA_TYPES.geojson]: { schema },
      ...answers.files(['csv', 'xlsx', 'gpkg']),
    } as Record<string, { schema: z.ZodType }>,
  },
})

const VARY = 'Accept, Accept-Language, Accept-Encoding'

const featureHeaders = (base: string, crs: Crs) => ({
  'Content-Crs': `<${crsUri(base, crs)}>`,
  Vary: VARY,
})

/** A query that one feature fits. */
const onlyThis = (id: string) => ({
  ...{ box: null, verified: null, filter: { id: [id] } },
  ...{ after: null, offset: 0, limit: 1 },
})

const documentRoute = (path: string, summary: string, mediaType: string = MEDIA_TYPES.json) =>
  route('get', path, TAG, {
    summary,
    answer: answers.ok(summary, z.looseObject({}), mediaType),
  })

/** What the page knows of the routes, whichever the collection is. */
type FeatureApi = OpenAPIHono<
  Env,
  ToSchema<
    'get',
    '/collections/:collection/items',
    { in: { param: { collection: CollectionId }; query: { limit?: string } }; out: object },
    TypedResponse<FeaturePage, 200, 'json'>
  > &
    ToSchema<
      'get',
      '/collections/:collection/items/:id',
      { in: { param: { collection: CollectionId; id: string } }; out: object },
      TypedResponse<AnyFeature, 200, 'json'>
    >
>
interface AnyFeature {
  type: 'Feature'
  id: string
  geometry: Geometry
  properties: Record<string, unknown>
}
interface FeaturePage {
  type: 'FeatureCollection'
  features: AnyFeature[]
  links: Link[]
}

interface FeatureRoutesOptions {
  readonly cache: ResponseCache
  /** Whether forwarded headers say under which address we are known. */
  readonly trustProxy: boolean
}

export const noSuchFeature = (id: CollectionId, featureId: string): ProblemError => {
  const { title } = COLLECTIONS[id]
  return new ProblemError('not-found', {
    en: `${title.en}: there is no feature with the id ${featureId}`,
    zh: `${title.zh}中没有编号为 ${featureId} 的要素`,
  })
}

export const featureRoutes = (
  { collections, now }: Services,
  { cache, trustProxy }: FeatureRoutesOptions,
): FeatureApi => {
  const app = router()

  /** What of a request says in which form it is to be answered. @throws ProblemError */
  const askedFor = <const F extends Format>(
    context: Context,
    f: F | undefined,
    offered: readonly F[],
  ) => {
    const base = baseUrl(context, trustProxy)
    const self = addressWith(context, base, {})
    const format = formatOf(f, context.req.header('Accept'), offered)
    return {
      base,
      self,
      format,
      language: (lang: Language | undefined) =>
        languageOf(lang, context.req.header('Accept-Language')),
      /** To itself, and to the same in other forms. */
      links: (): Link[] => [
        link(self, 'self', FORMATS[format].mediaType, FORMATS[format].title),
        ...offered
          .filter((each) => each !== format)
          .map((each) => {
            const { mediaType, title } = FORMATS[each]
            return link(addressWith(context, base, { f: each }), 'alternate', mediaType, title)
          }),
      ],
    }
  }

  /** @param build makes a document that is the same until the next start. */
  const constant = (
    path: string,
    summary: string,
    build: (base: string) => unknown,
    mediaType?: string,
  ): void => {
    app.openapi(documentRoute(path, summary, mediaType), (context) => {
      const base = baseUrl(context, trustProxy)
      return cache.respond(context, addressWith(context, base, {}), CONSTANT, {
        mediaType: mediaType ?? MEDIA_TYPES.json,
        build: async () => ({ version: CONSTANT, body: JSON.stringify(build(base)) }),
      })
    })
  }
  /** @param build makes a document from the extents of these collections. */
  const ofExtents = (
    path: string,
    summary: string,
    ids: readonly CollectionId[],
    build: (
      base: string,
      extents: Awaited<ReturnType<typeof collections.extents>>['extents'],
    ) => unknown,
  ): void => {
    app.openapi(documentRoute(path, summary), async (context) => {
      const base = baseUrl(context, trustProxy)
      const version = await collections.revision(ids)
      return cache.respond(context, addressWith(context, base, {}), version, {
        mediaType: MEDIA_TYPES.json,
        build: async () => {
          const { revision, extents } = await collections.extents(ids)
          return { version: revision, body: JSON.stringify(build(base, extents)) }
        },
      })
    })
  }

  constant('/', 'Landing page', landingDocument)
  constant('/conformance', 'Conformance classes', conformanceDocument)
  for (const crs of [GCJ02, BD09] as const) {
    constant(crs.slice('/api'.length), OWN_CRS[crs].en, (base) => crsDocument(base, crs))
  }
  ofExtents('/collections', 'Collections', COLLECTION_IDS, collectionsDocument)
  app.openAPIRegistry.registerComponent('parameters', 'limit', LIMIT_PARAMETER)
  for (const id of COLLECTION_IDS) mountCollection(id)

  function mountCollection(id: CollectionId): void {
    const resource: ResourceDeclaration = COLLECTIONS[id]
    const path = `/collections/${id}`
    const title = resource.title.en
    ofExtents(path, `${title}: description`, [id], (base, [extent]) =>
      collectionDocument(base, id, extent!),
    )
    constant(
      `${path}/queryables`,
      `${title}: queryables`,
      (base) => queryablesDocument(`${base}/api${path}/queryables`, resource),
      MEDIA_TYPES.schema,
    )
    constant(
      `${path}/schema`,
      `${title}: schema`,
      (base) => schemaDocument(`${base}/api${path}/schema`, resource),
      MEDIA_TYPES.schema,
    )
    constant(
      `${path}/schemas/feature`,
      `${title}: schema of its features as GeoJSON`,
      (base) => featureSchemaDocument(`${base}/api${path}/schemas/feature`, resource),
      MEDIA_TYPES.schema,
    )
    mountItems(id, resource)
  }

  function mountItems(id: CollectionId, resource: ResourceDeclaration): void {
    const path = `/collections/${id}`
    const title = resource.title.en
    const schemas = itemSchemas(resource)
    const collectionLink = (base: string): Link =>
      link(`${base}/api${path}`, 'collection', MEDIA_TYPES.json, 'The collection')
    const itemsRoute = route('get', `${path}/items`, TAG, {
      summary: `${title}: features`,
      request: { query: itemsQuerySchema(resource) },
      answer: inFormats(`A page of ${title.toLowerCase()}, or all as a file`, schemas.page),
      problems: [406, 429],
    })
    app.openapi(itemsRoute, async (context) => {
      const query = context.req.valid('query')
      const { f, lang, limit, after, bbox, crs, datetime, ...rest } = query
      const { 'bbox-crs': bboxCrs, offset, startindex, ...filter } = rest
      const itemsQuery = {
        after: after ?? null,
        offset: offsetOf(offset, startindex),
        verified: datetime ?? null,
        filter: filter as Record<string, (string | number)[]>,
      }
      // Only where it is looked at: of what is cached it is known.
      const box = () => (bbox ? askedBox(bbox, bboxCrs) : null)
      const asked = askedFor(context, f, FEATURE_FORMATS)
      const { base, self, format } = asked
      const links = () => [...asked.links(), collectionLink(base)]
      if (format !== 'geojson') {
        const all = { ...itemsQuery, box: box(), limit: limit ?? null }
        const sheet = await collections.file(id, all, crs)
        const headers = { ...featureHeaders(base, crs), Link: linkHeader(links()) }
        return send.file(context, sheet, format, asked.language(lang), headers)
      }
      return cache.respond(context, self, await collections.revision([id]), {
        mediaType: MEDIA_TYPES.geojson,
        headers: featureHeaders(base, crs),
        ending: itemsEnding(now()),
        build: async () => {
          const { page, revision, notice } = await collections.page(id, {
            ...itemsQuery,
            box: box(),
            limit: pageLimit(limit),
          })
          const members = { links: links(), notice, revision }
          if (page.next !== null) {
            const counted = { offset: null, startindex: null }
            const next = addressWith(context, base, { ...counted, after: `${page.next}` })
            members.links.push(link(next, 'next', MEDIA_TYPES.geojson, 'Next page'))
          }
          const body = itemsDocument(page, crs, members)
          return { version: revision, body }
        },
      })
    })

    const itemRoute = route('get', `${path}/items/{featureId}`, TAG, {
      summary: `${title}: one feature`,
      request: { params: z.object({ featureId: z.string() }), query: itemQuerySchema },
      answer: inFormats('The feature', schemas.item),
      problems: [406, 429],
    })
    app.openapi(itemRoute, async (context) => {
      const { featureId } = context.req.valid('param')
      const { f, lang, crs } = context.req.valid('query')
      const { json, revision, notice } = await collections.item(id, featureId)
      if (!json) throw noSuchFeature(id, featureId)
      const asked = askedFor(context, f, FEATURE_FORMATS)
      const { base, self, format } = asked
      const links = () => [...asked.links(), collectionLink(base)]
      if (format !== 'geojson') {
        const sheet = await collections.file(id, onlyThis(featureId), crs)
        const headers = { ...featureHeaders(base, crs), Link: linkHeader(links()) }
        return send.file(context, sheet, format, asked.language(lang), headers)
      }
      return cache.respond(context, self, revision, {
        mediaType: MEDIA_TYPES.geojson,
        headers: featureHeaders(base, crs),
        build: async () => {
          const body = itemDocument(json, crs, { links: links(), notice })
          return { version: revision, body }
        },
      })
    })
  }

  return app as unknown as FeatureApi
}
