/** Answer of `GET /api/search`, shared by server and client. */
import { z } from 'zod'
import { COORDINATE_SYSTEMS } from './coordinate-system.ts'
import { geometrySchema } from './geometry.ts'
import { bboxSchema, bilingualSchema, keyOf, lonLatSchema, named, stamp } from './shapes.ts'

/** In which system pasted coordinates were taken, and where the same numbers lie in the others. */
export const pastedSystemSchema = z.object({
  system: keyOf(COORDINATE_SYSTEMS),
  /** `told`: stated by the link or the text; `assumed`: what its source usually has; or `unknown`. */
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

/** What is found beside the features of collections. */
export const FOUND_BESIDE = {
  coordinates: { zh: '坐标', en: 'Coordinates' },
  roads: { zh: '道路', en: 'Road' },
  crossings: { zh: '道路交叉口', en: 'Crossing of roads' },
  interchanges: { zh: '立交', en: 'Interchange' },
  'road-kilometres': { zh: '道路里程', en: 'Kilometre of a road' },
  stakes: { zh: '桩号', en: 'Stake' },
  'named-places': { zh: '地名', en: 'Named place' },
} as const

const namedSchema = z.object(named)

export const searchFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: geometrySchema,
  properties: z.object({
    /** A collection's id, or one of `FOUND_BESIDE`. */
    collection: z.string(),
    ...named,
    /** What it is: 街道, 医院, 道路交叉口. */
    kind: bilingualSchema,
    /** Where it lies; null where that is not known. */
    county: namedSchema.nullable(),
    town: namedSchema.nullable(),
    /** Kind, county, town and address in one line; for coordinates how they were read. */
    context: z.string(),
    contextEn: z.string(),
    /** Whether it can be asked about; a county, town, road, river or levee is too large, and is zoomed to. */
    isPlace: z.boolean(),
    /** Whether nothing is called as it was typed: this differs by a character, sounds the same, or has the characters among others. */
    isNearestSpelling: z.boolean(),
    /** By how much the place may be off, where it is known. */
    errorMetres: z.int().optional(),
    /** For flying to it. */
    bbox: bboxSchema,
    /** Of a stake alone: the levee that it stands on. */
    onWork: z.object({ workId: z.string(), name: z.string(), stake: z.string() }).optional(),
    /** Of pasted coordinates alone. */
    pasted: pastedSystemSchema.optional(),
  }),
})

export const searchAnswerSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(searchFeatureSchema),
  query: z.string(),
  /** What is to be known of the answer: why nothing was found, or not what was asked for. */
  remark: bilingualSchema.nullable(),
  /** Texts to search for instead. */
  suggestions: z.array(z.string()),
  ...stamp,
})

export type PastedSystem = z.infer<typeof pastedSystemSchema>
export type SearchFeature = z.infer<typeof searchFeatureSchema>
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
