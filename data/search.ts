/** Answer of `GET /api/search`, shared by server and client. */
import { z } from 'zod'
import { COORDINATE_SYSTEMS } from './coordinate-system.ts'
import { geometrySchema } from './geometry.ts'
import { bboxSchema, keyOf, lonLatSchema, named, stamp } from './shapes.ts'

/** In which system pasted coordinates were taken, and where the same numbers lie in the others. */
export const pastedSystemSchema = z.object({
  system: keyOf(COORDINATE_SYSTEMS),
  /** `told` by the link or the text, `assumed` of what its source usually has, or `unknown`. */
  certainty: z.enum(['told', 'assumed', 'unknown']),
  /** The system that was taken first; alone where the others make no difference. */
  readings: z.array(
    z.object({
      system: keyOf(COORDINATE_SYSTEMS),
      /** WGS-84 degrees. */
      position: lonLatSchema,
      /** From the place of the first reading. */
      metres: z.int(),
    }),
  ),
})

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
    /** Of pasted coordinates alone. */
    pasted: pastedSystemSchema.optional(),
  }),
})

export const searchAnswerSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(searchFeatureSchema),
  query: z.string(),
  ...stamp,
})

export type PastedSystem = z.infer<typeof pastedSystemSchema>
export type SearchFeature = z.infer<typeof searchFeatureSchema>
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
