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
import { LIMIT_PARAMETER, plainQuerySchema } from '../features/parameters.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import { validationHook } from '../http/validation.ts'
import type { CollectionExtent } from '../store/extent.ts'
import type { Store } from '../store/store.ts'
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

const allExtents = async (store: Store): Promise<Record<CollectionId, CollectionExtent>> => {
  const extents = COLLECTION_IDS.map(async (id) => [id, await store.extent(id)] as const)
  return Object.fromEntries(await Promise.all(extents)) as Record<CollectionId, CollectionExtent>
}

export const featureRoutes = (dependencies: Dependencies) => {
  const { store, cache, trustProxy } = dependencies
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const baseOf = (context: Context): string => baseUrl(context, trustProxy)
  const versionOf = async (): Promise<string> => `r${await store.revision()}`

  /** A document that stays the same until the next write. */
  const document = async (
    context: Context,
    mediaType: string,
    build: (base: string) => unknown | Promise<unknown>,
  ): Promise<Response> => {
    const base = baseOf(context)
    return cache.respond(context, addressWith(context, base, {}), await versionOf(), {
      mediaType,
      build: async () => JSON.stringify(await build(base)),
    })
  }

  app.openapi(documentRoute('/', 'Landing page'), (context) =>
    document(context, MEDIA_TYPES.json, landingDocument),
  )
  app.openapi(documentRoute('/conformance', 'Conformance classes'), (context) =>
    document(context, MEDIA_TYPES.json, conformanceDocument),
  )
  app.openapi(documentRoute('/collections', 'Collections'), (context) =>
    document(context, MEDIA_TYPES.json, async (base) =>
      collectionsDocument(base, await allExtents(store)),
    ),
  )

  app.openAPIRegistry.registerComponent('parameters', 'limit', LIMIT_PARAMETER)

  for (const id of COLLECTION_IDS) mountCollection(id)

  function mountCollection(id: CollectionId): void {
    const resource: ResourceDeclaration = COLLECTIONS[id]
    const path = `/collections/${id}`
    const title = resource.title.en
    app.openapi(documentRoute(path, `${title}: description`), (context) =>
      document(context, MEDIA_TYPES.json, async (base) =>
        collectionDocument(base, id, await store.extent(id)),
      ),
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

    mountItems(app, dependencies, resource, id)
  }

  return app
}
