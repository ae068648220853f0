/**
 * What the addresses of features take and answer. Of each collection it is declared once, however many
 * applications a process makes: schemas are nearly all of what making one costs.
 */
import { z } from '@hono/zod-openapi'
import { bulkChangedSchema, bulkChangesSchema, revertSchema } from '../../data/change.ts'
import { COLLECTIONS, type CollectionId, type ResourceId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { featurePatchSchema, sentFeatureSchema, toldFeatureSchema } from '../../data/schema.ts'
import { CRS84 } from '../features/crs.ts'
import { FILES } from '../features/formats.ts'
import { GEOMETRY_SCHEMAS_IN_ANY_CRS } from '../features/geometry-schemas.ts'
import { linkSchema, MEDIA_TYPES } from '../features/links.ts'
import { itemQuerySchema, itemsQuerySchema } from '../features/parameters.ts'
import { deskHeaders } from '../http/desk.ts'
import { answers, inForms, jsonBody, plain, route } from './answers.ts'
import { ifMatchHeader } from './documents.ts'

/** Under which they stand in the definition. */
export const FEATURES_TAG = 'OGC API – Features'

const declaredOnce = <Id, Declared>(declare: (id: Id) => Declared) => {
  const known = new Map<Id, Declared>()
  return (id: Id): Declared => {
    const declared = known.get(id) ?? declare(id)
    known.set(id, declared)
    return declared
  }
}

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
const itemSchemas = declaredOnce((id: CollectionId) => {
  const resource: ResourceDeclaration = COLLECTIONS[id]
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
  const whole = z.object({
    type: z.literal('FeatureCollection'),
    title: z.string(),
    remarks: z.array(z.string()),
    features: z.array(feature),
  })
  return { page: z.union([page, whole]), item }
})

export const itemRoutes = declaredOnce((id: CollectionId) => {
  const resource: ResourceDeclaration = COLLECTIONS[id]
  const path = `/collections/${id}`
  const title = resource.title.en
  const schemas = itemSchemas(id)
  const itemsRoute = route('get', `${path}/items`, FEATURES_TAG, {
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

  const itemRoute = route('get', `${path}/items/{featureId}`, FEATURES_TAG, {
    summary: `${title}: one feature`,
    request: { params: z.object({ featureId: z.string() }), query: itemQuerySchema },
    answer: inForms('The feature', MEDIA_TYPES.geojson, schemas.item, FILES),
    problems: [406, 429],
  })

  return { itemsRoute, itemRoute }
})

const contentCrsHeader = z.object({
  'content-crs': z
    .string()
    .optional()
    .openapi({
      description: 'System of the positions that are sent, one of `crs` of the collection',
      example: `<${CRS84}>`,
    }),
})

const ifMatch = (isRequired: boolean) =>
  ifMatchHeader(isRequired, 'The ETag of the feature that was read, or `*` for any', '"57"')

/** As GeoJSON, as JSON, and with a patch as what it is. */
const featureBody = <Schema extends z.ZodType>(schema: Schema, ...more: string[]) => ({
  required: true as const,
  content: Object.fromEntries(
    [MEDIA_TYPES.geojson, MEDIA_TYPES.json, ...more].map((type) => [type, { schema }]),
  ) as Record<typeof MEDIA_TYPES.json, { schema: Schema }>,
})

const geometryOf = (resource: ResourceDeclaration) =>
  z.union(
    resource.geometryTypes.map((type) => GEOMETRY_SCHEMAS_IN_ANY_CRS[type]),
  ) as unknown as z.ZodType<Geometry>

export const itemWriteRoutes = declaredOnce((id: ResourceId) => {
  const resource: ResourceDeclaration = COLLECTIONS[id]
  const title = resource.title.en
  const path = `/collections/${id}`
  const { item } = itemSchemas(id)
  const params = z.object({ featureId: z.string() })
  const headers = (isRequired: boolean) =>
    z.object({
      ...ifMatch(isRequired).shape,
      ...contentCrsHeader.shape,
      ...deskHeaders.shape,
    })
  const geometry = geometryOf(resource)
  const written = answers.ok('The feature as it is now', item, MEDIA_TYPES.geojson)
  const createRoute = route('post', `${path}/items`, FEATURES_TAG, {
    summary: `${title}: a new feature`,
    description:
      'Where there is no `id` the service makes one. What is not said of its origin is filled in: surveyed, entered by hand, verified today. Where a county is required and none is sent, it is the one that the middle of the feature lies in; the history says so.',
    request: {
      ...plain,
      headers: z.object({ ...contentCrsHeader.shape, ...deskHeaders.shape }),
      body: featureBody(sentFeatureSchema(resource, geometry, true)),
    },
    answer: { 201: written[200] },
    problems: [409, 507],
  })

  const replaceRoute = route('put', `${path}/items/{featureId}`, FEATURES_TAG, {
    summary: `${title}: another feature in the place of this one; needs \`If-Match\``,
    request: {
      ...plain,
      params,
      headers: headers(true),
      body: featureBody(sentFeatureSchema(resource, geometry, false)),
    },
    answer: written,
    problems: [409, 412, 428, 507],
  })

  const patchRoute = route('patch', `${path}/items/{featureId}`, FEATURES_TAG, {
    summary: `${title}: some of a feature (JSON Merge Patch); without \`If-Match\` the history says so`,
    request: {
      ...plain,
      params,
      headers: headers(false),
      body: featureBody(featurePatchSchema(resource, geometry), MEDIA_TYPES.mergePatch),
    },
    answer: written,
    problems: [409, 412, 507],
  })

  const removeRoute = route('delete', `${path}/items/{featureId}`, FEATURES_TAG, {
    summary: `${title}: a feature into the bin; without \`If-Match\` the history says so`,
    request: {
      ...plain,
      params,
      headers: z.object({ ...ifMatch(false).shape, ...deskHeaders.shape }),
    },
    answer: answers.empty('It is in the bin, at `Location`'),
    problems: [409, 412, 507],
  })

  const bulkRoute = route('post', `${path}/changes`, FEATURES_TAG, {
    summary: `${title}: several features changed or deleted, all or none`,
    request: { ...plain, headers: deskHeaders, body: jsonBody(bulkChangesSchema) },
    answer: answers.ok('Their versions', bulkChangedSchema),
    problems: [409, 412, 507],
  })

  const revertRoute = route('post', `${path}/items/{featureId}/revert`, FEATURES_TAG, {
    summary: `${title}: fields as they were before or after one of its changes; needs \`If-Match\``,
    request: {
      ...plain,
      params,
      headers: z.object({ ...ifMatch(true).shape, ...deskHeaders.shape }),
      body: jsonBody(revertSchema),
    },
    answer: written,
    problems: [409, 412, 428, 507],
  })

  return { createRoute, replaceRoute, patchRoute, removeRoute, bulkRoute, revertRoute }
})
