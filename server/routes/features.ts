/** OGC API – Features under /api: landing page, conformance, collections, their items. */

import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Env, TypedResponse } from 'hono'
import type { ToSchema } from 'hono/types'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { toldFeatureSchema } from '../../data/schema.ts'
import {
  BD09,
  type Crs,
  crsDocument,
  crsUri,
  GCJ02,
  geometryInCrs,
  OWN_CRS,
} from '../features/crs.ts'
import {
  collectionDocument,
  collectionsDocument,
  conformanceDocument,
  landingDocument,
} from '../features/documents.ts'
import { featureSchemaDocument, queryablesDocument, schemaDocument } from '../features/fields.ts'
import { DOCUMENT_FORMATS, FEATURE_FORMATS } from '../features/formats.ts'
import { GEOMETRY_SCHEMAS_IN_ANY_CRS } from '../features/geometry-schemas.ts'
import { itemDocument, itemsDocument, itemsEnding } from '../features/items-document.ts'
import { type Link, link, linkHeader, linkSchema, MEDIA_TYPES } from '../features/links.ts'
import {
  askedBox,
  documentQuerySchema,
  itemQuerySchema,
  itemsQuerySchema,
  LIMIT_PARAMETER,
  offsetOf,
  pageLimit,
} from '../features/parameters.ts'
import {
  collectionPage,
  collectionsPage,
  conformancePage,
  landingPage,
  type PageContext,
} from '../html/document-pages.ts'
import { type FilterChoice, featurePage, listPage, type Paging } from '../html/feature-pages.ts'
import { PAGE_TYPE } from '../html/page.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { Services } from '../services/services.ts'
import { answers, route, router, send } from './answers.ts'
import { askedForm, type FormOptions, type PageFacts, VARY } from './asked-forms.ts'

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

/** As JSON of this schema, as a page for people, or as files. */
const inForms = (
  description: string,
  mediaType: string,
  schema: z.ZodType,
  files: readonly ('csv' | 'xlsx' | 'gpkg')[] = [],
) => ({
  200: {
    description,
    content: {
      [mediaType]: { schema },
      [PAGE_TYPE]: { schema: z.string() },
      ...answers.files(files),
    } as Record<string, { schema: z.ZodType }>,
  },
})

/** A document that people read as a page, too. */
interface DocumentForms<Parts> {
  /** Of what it is made of, as that is now. */
  readonly version: () => Promise<number | string>
  readonly read: () => Promise<Parts>
  readonly json: (parts: Parts, base: string) => unknown
  readonly page: (
    parts: Parts,
    base: string,
    pageOf: (facts: PageFacts) => PageContext,
    links: readonly Link[],
  ) => Promise<string>
}

const FILES = ['csv', 'xlsx', 'gpkg'] as const

const FROM_THE_FIRST = { offset: null, startindex: null, after: null }

/** Where the pages before and after one are; people turn them by number. */
const pagingOf = (
  { matched, returned, next }: { matched: number; returned: number; next: number | null },
  { limit, offset, after }: { limit: number; offset: number; after: number | null },
  to: (changes: Readonly<Record<string, string | null>>) => string,
): Paging => {
  const at = (place: number): string =>
    to({ ...FROM_THE_FIRST, offset: place > 0 ? `${place}` : null })
  const isCounted = after === null
  const following = isCounted ? at(offset + returned) : to({ ...FROM_THE_FIRST, after: `${next}` })
  return {
    matched,
    before: isCounted ? offset : null,
    first: offset > 0 || !isCounted ? at(0) : null,
    previous: isCounted && offset > 0 ? at(Math.max(0, offset - limit)) : null,
    next: next === null ? null : following,
  }
}

/** Of each field that lists are filtered by, the address for each of its values. */
const filterChoices = (
  { fields }: ResourceDeclaration,
  filter: Readonly<Record<string, readonly (string | number)[]>>,
  to: (changes: Readonly<Record<string, string | null>>) => string,
): FilterChoice[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind !== 'choice' || !field.filter) return []
    const options = Object.keys(field.options).map((value) => ({
      ...{ value, href: to({ [name]: value }) },
      isChosen: filter[name]?.includes(value) ?? false,
    }))
    return [{ field, all: to({ [name]: null }), options }]
  })

const featureHeaders = (base: string, crs: Crs) => ({
  'Content-Crs': `<${crsUri(base, crs)}>`,
  Vary: VARY,
})

/** A query that one feature fits. */
const onlyThis = (id: string) => ({
  ...{ box: null, verified: null, filter: { id: [id] } },
  ...{ after: null, offset: 0, limit: 1 },
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

export const noSuchFeature = (id: CollectionId, featureId: string): ProblemError => {
  const { title } = COLLECTIONS[id]
  return new ProblemError('not-found', {
    en: `${title.en}: there is no feature with the id ${featureId}`,
    zh: `${title.zh}中没有编号为 ${featureId} 的要素`,
  })
}

export const featureRoutes = ({ collections, now }: Services, options: FormOptions): FeatureApi => {
  const { cache, trustProxy } = options
  const app = router()

  const constant = (
    path: string,
    summary: string,
    build: (base: string) => unknown,
    mediaType: string = MEDIA_TYPES.json,
  ): void => {
    const documentRoute = route('get', path, TAG, {
      summary,
      answer: answers.ok(summary, z.looseObject({}), mediaType),
    })
    app.openapi(documentRoute, (context) => {
      const base = baseUrl(context, trustProxy)
      return cache.respond(context, addressWith(context, base, {}), CONSTANT, {
        mediaType,
        build: async () => ({ version: CONSTANT, body: JSON.stringify(build(base)) }),
      })
    })
  }
  /** @param read makes a document of what there is at a version, as JSON and as a page. */
  const mountDocument = <Parts>(
    path: string,
    summary: string,
    { version, read, json, page }: DocumentForms<Parts>,
  ): void => {
    const documentRoute = route('get', path, TAG, {
      summary,
      request: { query: documentQuerySchema },
      answer: inForms(summary, MEDIA_TYPES.json, z.looseObject({})),
      problems: [406],
    })
    app.openapi(documentRoute, async (context) => {
      const { f, lang } = context.req.valid('query')
      const asked = askedForm(context, f, DOCUMENT_FORMATS, options)
      const { base, self, format } = asked
      const known = await version()
      if (format === 'html') {
        return asked.page({
          ...{ lang, version: known },
          build: async (pageOf) => page(await read(), base, pageOf, asked.links()),
        })
      }
      return cache.respond(context, self, known, {
        mediaType: MEDIA_TYPES.json,
        headers: { Vary: VARY },
        build: async () => ({ version: known, body: JSON.stringify(json(await read(), base)) }),
      })
    })
  }

  const withProgram = { version: async () => CONSTANT, read: async () => null }
  mountDocument('/', 'Landing page', {
    ...withProgram,
    json: (_, base) => landingDocument(base),
    page: (_, base, pageOf, links) =>
      landingPage(pageOf({ links, notice: DEMONSTRATION_NOTICE }), landingDocument(base)),
  })
  mountDocument('/conformance', 'Conformance classes', {
    ...withProgram,
    json: conformanceDocument,
    page: (_, _base, pageOf, links) => conformancePage(pageOf({ links }), conformanceDocument()),
  })
  for (const crs of [GCJ02, BD09] as const) {
    constant(crs.slice('/api'.length), OWN_CRS[crs].en, (base) => crsDocument(base, crs))
  }
  mountDocument('/collections', 'Collections', {
    version: () => collections.revision(COLLECTION_IDS),
    read: () => collections.extents(COLLECTION_IDS),
    json: ({ extents }, base) => collectionsDocument(base, extents),
    page: ({ revision }, _base, pageOf, links) => collectionsPage(pageOf({ links, revision })),
  })
  app.openAPIRegistry.registerComponent('parameters', 'limit', LIMIT_PARAMETER)
  for (const id of COLLECTION_IDS) mountCollection(id)

  function mountCollection(id: CollectionId): void {
    const resource: ResourceDeclaration = COLLECTIONS[id]
    const path = `/collections/${id}`
    const title = resource.title.en
    mountDocument(path, `${title}: description`, {
      version: () => collections.revision([id, 'counties']),
      read: async () => ({
        ...(await collections.extents([id])),
        outlines: await collections.outlines(),
      }),
      json: ({ extents: [extent] }, base) => collectionDocument(base, id, extent!),
      page: ({ extents: [extent], outlines, revision }, base, pageOf, links) => {
        const document = collectionDocument(base, id, extent!)
        const others = document.links.filter(({ rel }) => rel !== 'self' && rel !== 'alternate')
        return collectionPage(pageOf({ links: [...links, ...others], revision }), {
          ...{ id, extent: extent!, outlines, systems: document.crs },
        })
      },
    })
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
      answer: inForms(
        `A page of ${title.toLowerCase()}, or all as a file`,
        MEDIA_TYPES.geojson,
        schemas.page,
        FILES,
      ),
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
      const asked = askedForm(context, f, FEATURE_FORMATS, options)
      const { base, self, format } = asked
      const links = () => [...asked.links(), collectionLink(base)]
      const pageQuery = () => ({ ...itemsQuery, box: box(), limit: pageLimit(limit) })
      if (format === 'html') {
        return asked.page({
          ...{ lang, version: await collections.revision([id, 'counties']) },
          headers: featureHeaders(base, crs),
          build: async (pageOf) => {
            const { page, revision, notice } = await collections.page(id, pageQuery())
            return listPage(pageOf({ links: links(), revision, notice }), {
              ...{ id, outlines: await collections.outlines() },
              features: JSON.parse(`[${page.features}]`),
              paging: pagingOf(page, pageQuery(), (changes) => addressWith(context, base, changes)),
              filters: filterChoices(resource, itemsQuery.filter, (changes) =>
                addressWith(context, base, { ...FROM_THE_FIRST, ...changes }),
              ),
            })
          },
        })
      }
      if (format !== 'geojson') {
        const all = { ...itemsQuery, box: box(), limit: limit ?? null }
        const sheet = await collections.file(id, all, crs)
        const headers = { ...featureHeaders(base, crs), Link: linkHeader(links()) }
        return send.file(context, sheet, format, asked.languageFor(lang), headers)
      }
      return cache.respond(context, self, await collections.revision([id]), {
        mediaType: MEDIA_TYPES.geojson,
        headers: featureHeaders(base, crs),
        ending: itemsEnding(now()),
        build: async () => {
          const { page, revision, notice } = await collections.page(id, pageQuery())
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
      answer: inForms('The feature', MEDIA_TYPES.geojson, schemas.item, FILES),
      problems: [406, 429],
    })
    app.openapi(itemRoute, async (context) => {
      const { featureId } = context.req.valid('param')
      const { f, lang, crs } = context.req.valid('query')
      const { json, revision, notice } = await collections.item(id, featureId)
      if (!json) throw noSuchFeature(id, featureId)
      const asked = askedForm(context, f, FEATURE_FORMATS, options)
      const { base, self, format } = asked
      const links = () => [...asked.links(), collectionLink(base)]
      if (format === 'html') {
        return asked.page({
          ...{ lang, version: await collections.revision([id, 'counties']) },
          headers: featureHeaders(base, crs),
          build: async (pageOf) => {
            const feature: AnyFeature = JSON.parse(json.toString())
            return featurePage(pageOf({ links: links(), revision, notice }), {
              ...{ id, feature, outlines: await collections.outlines() },
              ...{ told: geometryInCrs(feature.geometry, crs), crs: crsUri(base, crs) },
            })
          },
        })
      }
      if (format !== 'geojson') {
        const sheet = await collections.file(id, onlyThis(featureId), crs)
        const headers = { ...featureHeaders(base, crs), Link: linkHeader(links()) }
        return send.file(context, sheet, format, asked.languageFor(lang), headers)
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
