/** OGC API – Features under /api: landing page, conformance, collections, items. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  collectionDocument,
  collectionsDocument,
  conformanceDocument,
  landingDocument,
} from '../features/documents.ts'
import { queryablesDocument, schemaDocument } from '../features/json-schema.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { LIMIT, limitParameter, plainQuerySchema } from '../features/parameters.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import { validationHook } from '../http/validation.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { mountItems } from './items.ts'

const documentRoute = (path: string, summary: string, mediaType?: string) =>
  createRoute({
    method: 'get',
    path,
    tags: ['OGC API – Features'],
    summary,
    request: { query: plainQuerySchema },
    responses: { ...okAnswer(summary, mediaType ?? MEDIA_TYPES.json), ...problemAnswers(400) },
  })

export const featureRoutes = (dependencies: Dependencies) => {
  const { store, cache, trustProxy } = dependencies
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const baseOf = (context: Context): string => baseUrl(context, trustProxy)
  const versionOf = async (): Promise<string> => `r${await store.revision()}`

  /** A document that only depends on the declarations and the address. */
  const document = async (
    context: Context,
    mediaType: string,
    build: (base: string) => unknown,
  ): Promise<Response> => {
    const base = baseOf(context)
    return cache.respond(context, addressWith(context, base, {}), await versionOf(), {
      mediaType,
      build: async () => JSON.stringify(build(base)),
    })
  }

  app.openapi(documentRoute('/', 'Landing page'), (context) =>
    document(context, MEDIA_TYPES.json, landingDocument),
  )
  app.openapi(documentRoute('/conformance', 'Conformance classes'), (context) =>
    document(context, MEDIA_TYPES.json, conformanceDocument),
  )
  app.openapi(documentRoute('/collections', 'Collections'), (context) =>
    document(context, MEDIA_TYPES.json, collectionsDocument),
  )

  const limit = app.openAPIRegistry.registerParameter(
    'limit',
    limitParameter.openapi({
      param: { name: 'limit', in: 'query' },
      type: 'integer',
      minimum: 1,
      maximum: LIMIT.maximum,
      default: LIMIT.default,
      description: `Features per page; more than ${LIMIT.maximum} are clamped to that.`,
    }),
  )

  for (const id of COLLECTION_IDS) mountCollection(id)

  function mountCollection(id: CollectionId): void {
    const resource: ResourceDeclaration = COLLECTIONS[id]
    const path = `/collections/${id}`
    const title = resource.title.en
    app.openapi(documentRoute(path, `${title}: description`), (context) =>
      document(context, MEDIA_TYPES.json, (base) => collectionDocument(base, id)),
    )
    app.openapi(
      documentRoute(`${path}/queryables`, `${title}: queryables`, MEDIA_TYPES.schema),
      (context) =>
        document(context, MEDIA_TYPES.schema, (base) =>
          queryablesDocument(`${base}/api${path}/queryables`, resource),
        ),
    )
    app.openapi(
      documentRoute(`${path}/schema`, `${title}: schema`, MEDIA_TYPES.schema),
      (context) =>
        document(context, MEDIA_TYPES.schema, (base) =>
          schemaDocument(`${base}/api${path}/schema`, resource),
        ),
    )

    mountItems(app, dependencies, resource, id, limit)
  }

  return app
}
