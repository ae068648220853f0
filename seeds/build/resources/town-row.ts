/** A row of facts/towns.csv. */
import { z } from 'zod'

export const townRow = z.object({
  code: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  kind: z.enum(['subdistrict', 'town', 'township']),
  county_code: z.string(),
  longitude: z.coerce.number(),
  latitude: z.coerce.number(),
  built_up_km2: z.coerce.number().positive(),
})
