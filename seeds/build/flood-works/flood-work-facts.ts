import { z } from 'zod'
import { optionalNumber, readFeatures, readTable } from '../resources/read-facts.ts'

const pointRow = z.object({
  id: z.string().min(1),
  kind: z.enum(['reservoir', 'sluice', 'pump-station', 'dam']),
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  river_zh: z.string().min(1),
  /** River onto whose course the work is moved, '' where it stays where it is. */
  snap_to_river: z.string(),
  county_code: z.string().length(6),
  longitude: z.coerce.number(),
  latitude: z.coerce.number(),
  scale: z.enum(['', 'large-1', 'large-2', 'medium', 'small-1', 'small-2']),
  capacity_ten_thousand_m3: optionalNumber,
  length_metres: optionalNumber,
  source: z.string().min(1),
})

/** A named work that is a point on the map. */
export type PointFact = z.infer<typeof pointRow>

const lineFeature = z.object({
  properties: z.object({
    id: z.string().min(1),
    kind: z.enum(['levee', 'dam']),
    nameZh: z.string().min(1),
    nameEn: z.string().min(1),
    riverZh: z.string().min(1),
    /** Which side of the line is dry, seen along it. */
    side: z.enum(['left', 'right']).nullable(),
    lengthMetres: z.number().nullable(),
    floodStandardYears: z.number().nullable(),
    guaranteedLevelMetres: z.number().nullable(),
    source: z.string().min(1),
  }),
  geometry: z.object({
    type: z.literal('LineString'),
    coordinates: z.array(z.tuple([z.number(), z.number()])).min(2),
  }),
})

/** A named work whose course was drawn by hand: the lake's levees and its dam. */
export type LineFact = z.infer<typeof lineFeature>

export interface FloodWorkFacts {
  points: readonly PointFact[]
  lines: readonly LineFact[]
}

export const readFloodWorkFacts = (): FloodWorkFacts => ({
  points: readTable('flood-works.csv', pointRow),
  lines: readFeatures('flood-works.geojson', lineFeature),
})
