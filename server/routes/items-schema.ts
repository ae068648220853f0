/** What items answer with, for the API definition. */
import { z } from '@hono/zod-openapi'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { featureSchema } from '../../data/schema.ts'

const linkSchema = z
  .object({ href: z.url(), rel: z.string(), type: z.string(), title: z.string() })
  .openapi('link')

const noticeSchema = z
  .object({ zh: z.string(), en: z.string() })
  .openapi('notice', { description: 'Present while the collection holds demonstration data' })

/** A feature of the resource, as a component of the definition named after it. */
const namedFeatureSchema = (resource: ResourceDeclaration) =>
  featureSchema(resource).openapi(`${resource.id}-feature`)

/** Schemas of a page of features and of one feature with its links. */
export const itemSchemas = (resource: ResourceDeclaration) => {
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
