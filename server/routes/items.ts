/** Features of one collection: pages of them, and one by its id. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { CollectionId } from '../../data/collections.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import type { Dependencies } from '../dependencies.ts'
import { itemDocument, itemsDocument } from '../features/items-document.ts'
import { link, MEDIA_TYPES } from '../features/links.ts'
import { boxInCrs84, itemQuerySchema, itemsQuerySchema } from '../features/parameters.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import { ProblemError } from '../http/problem-error.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { itemSchemas } from './items-schema.ts'

const TAGS = ['OGC API – Features']

export const mountItems = (
  app: OpenAPIHono,
  { store, cache, trustProxy, now }: Dependencies,
  resource: ResourceDeclaration,
  id: CollectionId,
): void => {
  const path = `/collections/${id}`
  const title = resource.title.en
  const schemas = itemSchemas(resource)
  const versionOf = async (): Promise<string> => `r${await store.revision()}`
  const noticeOf = async () => ((await store.isDemonstration(id)) ? DEMONSTRATION_NOTICE : null)

  const itemsRoute = createRoute({
    method: 'get',
    path: `${path}/items`,
    tags: TAGS,
    summary: `${title}: features`,
    request: { query: itemsQuerySchema(resource) },
    responses: {
      ...okAnswer(`A page of ${title.toLowerCase()}`, MEDIA_TYPES.geojson, schemas.page),
      ...problemAnswers(400),
    },
  })
  app.openapi(itemsRoute, async (context) => {
    const query = context.req.valid('query')
    const { f: _format, limit: pageSize, after, bbox, crs, datetime, ...rest } = query
    const { 'bbox-crs': bboxCrs, ...filter } = rest
    const itemsQuery = {
      limit: pageSize,
      after: after ?? null,
      bbox: bbox ? boxInCrs84(bbox, bboxCrs) : null,
      verified: datetime ?? null,
      filter: filter as Record<string, (string | number)[]>,
    }
    const base = baseUrl(context, trustProxy)
    const self = addressWith(context, base, {})
    return cache.respond(context, self, await versionOf(), {
      mediaType: MEDIA_TYPES.geojson,
      headers: { 'Content-Crs': `<${crs}>` },
      build: async () => {
        const page = await store.items(id, itemsQuery)
        const links = [
          link(self, 'self', MEDIA_TYPES.geojson, 'This page'),
          link(`${base}/api${path}`, 'collection', MEDIA_TYPES.json, 'The collection'),
        ]
        if (page.next !== null) {
          const next = addressWith(context, base, { after: `${page.next}` })
          links.push(link(next, 'next', MEDIA_TYPES.geojson, 'Next page'))
        }
        return itemsDocument(page, crs, {
          links,
          timeStamp: now().toISOString(),
          notice: await noticeOf(),
          revision: await store.revision(),
        })
      },
    })
  })

  const itemRoute = createRoute({
    method: 'get',
    path: `${path}/items/{featureId}`,
    tags: TAGS,
    summary: `${title}: one feature`,
    request: { params: z.object({ featureId: z.string() }), query: itemQuerySchema },
    responses: {
      ...okAnswer('The feature', MEDIA_TYPES.geojson, schemas.item),
      ...problemAnswers(400, 404),
    },
  })
  app.openapi(itemRoute, async (context) => {
    const { featureId } = context.req.valid('param')
    const { crs } = context.req.valid('query')
    const feature = await store.item(id, featureId)
    if (!feature) {
      throw new ProblemError('not-found', {
        en: `${title}: there is no feature with the id ${featureId}`,
        zh: `${resource.title.zh}中没有编号为 ${featureId} 的要素`,
      })
    }
    const base = baseUrl(context, trustProxy)
    const self = addressWith(context, base, {})
    return cache.respond(context, self, await versionOf(), {
      mediaType: MEDIA_TYPES.geojson,
      headers: { 'Content-Crs': `<${crs}>` },
      build: async () =>
        itemDocument(feature, crs, {
          links: [
            link(self, 'self', MEDIA_TYPES.geojson, 'This feature'),
            link(`${base}/api${path}`, 'collection', MEDIA_TYPES.json, 'The collection'),
          ],
          notice: await noticeOf(),
        }),
    })
  })
}
