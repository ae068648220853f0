/** Answer of `GET /api/search`, shared by server and client. */
import { z } from 'zod'
import { geometrySchema } from './geometry.ts'
import { bboxSchema, named, stamp } from './shapes.ts'

export const searchFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: geometrySchema,
  properties: z.object({
    /** A collection's id, or `coordinates` for a pasted position. */
    collection: z.string(),
    ...named,
    /** County, town or address that tells namesakes apart; for coordinates how they were read. */
    context: z.string(),
    contextEn: z.string(),
    /** For flying to it. */
    bbox: bboxSchema,
  }),
})

export const searchAnswerSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(searchFeatureSchema),
  query: z.string(),
  ...stamp,
})

export type SearchFeature = z.infer<typeof searchFeatureSchema>
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
