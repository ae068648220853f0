/** What OGC API – Features says of itself under /api: landing page, conformance, collections, schemas. */

import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Env, TypedResponse } from 'hono'
import type { ToSchema } from 'hono/types'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { BD09, crsDocument, GCJ02, OWN_CRS } from '../features/crs.ts'
import {
  collectionDocument,
  collectionsDocument,
  conformanceDocument,
  landingDocument,
} from '../features/documents.ts'
import { featureSchemaDocument, queryablesDocument, schemaDocument } from '../features/fields.ts'
import { DOCUMENT_FORMATS } from '../features/formats.ts'
import { type Link, MEDIA_TYPES } from '../features/links.ts'
import { documentQuerySchema, LIMIT_PARAMETER } from '../features/parameters.ts'
import {
  collectionPage,
  collectionsPage,
  conformancePage,
  landingPage,
  type PageContext,
  type PageFacts,
} from '../html/document-pages.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import type { Services } from '../services/services.ts'
import { answers, inForms, route, router } from './answers.ts'
import { askedForm, type FormOptions, VARY } from './asked-forms.ts'
import { mountFeatureFiles } from './feature-files.ts'
import { FEATURES_TAG } from './item-routes.ts'
import type { WritesApi } from './item-writes.ts'
import { type AnyFeature, mountItems } from './items.ts'

/** Version of documents that come with the program: they change only with a new start. */
const CONSTANT = 'program'

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
    > &
    ToSchema<
      'post',
      '/collections/:collection/files',
      {
        in: {
          param: { collection: CollectionId }
          query: { f?: string; lang?: string; crs?: string; encoding?: string }
          json: { ids: readonly string[] }
        }
        out: object
      },
      TypedResponse<string, 200, 'body'>
    > &
    WritesApi
>
interface FeaturePage {
  type: 'FeatureCollection'
  features: AnyFeature[]
  links: Link[]
}

export const featureRoutes = (services: Services, options: FormOptions): FeatureApi => {
  const { collections } = services
  const { cache, trustProxy } = options
  const app = router()

  const constant = (
    path: string,
    summary: string,
    build: (base: string) => unknown,
    mediaType: string = MEDIA_TYPES.json,
  ): void => {
    const documentRoute = route('get', path, FEATURES_TAG, {
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
    const documentRoute = route('get', path, FEATURES_TAG, {
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
    json: ({ extents, region }, base) => collectionsDocument(base, extents, region),
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
      json: ({ extents: [extent], region }, base) => collectionDocument(base, id, extent!, region),
      page: ({ extents: [extent], region, outlines, revision }, base, pageOf, links) => {
        const document = collectionDocument(base, id, extent!, region)
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
    mountItems(app, id, services, options)
    mountFeatureFiles(app, FEATURES_TAG, id, services)
  }

  return app as unknown as FeatureApi
}
