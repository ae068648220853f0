/** Answer of `GET /api/search`, shared by server and client. */
import { z } from 'zod'
import { geometrySchema } from './geometry.ts'

export const searchFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: geometrySchema,
  properties: z.object({
    /** A collection's id, or `coordinates` for a pasted position. */
    collection: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    /** County, town or address that tells namesakes apart; for coordinates how they were read. */
    context: z.string(),
    contextEn: z.string(),
    /** west, south, east, north, for flying to it. */
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
})

export const searchAnswerSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(searchFeatureSchema),
  query: z.string(),
  revision: z.int(),
  timeStamp: z.string(),
})

export type SearchFeature = z.infer<typeof searchFeatureSchema>
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
