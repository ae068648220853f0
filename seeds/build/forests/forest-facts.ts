import { z } from 'zod'
import { forestResource } from '../../../data/resources/forest.ts'
import { readTable } from '../resources/read-facts.ts'

const { dominantSpecies, dangerClass } = forestResource.fields

const namesOf = <T extends object>(options: T) =>
  z.enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]])

const forestRow = z.object({
  id: z.string().min(1),
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  forest_farm: z.string().min(1),
  county_code: z.string().length(6),
  longitude: z.coerce.number(),
  latitude: z.coerce.number(),
  area_hectares: z.coerce.number().positive(),
  elongation: z.coerce.number().min(1),
  bearing_degrees: z.coerce.number().min(0).max(360),
  species: namesOf(dominantSpecies.options),
  danger_class: namesOf(dangerClass.options),
  responsible_unit: z.string().min(1),
})

/** A named wood: its place, size and lie by hand, its outline still to be made. */
export type ForestFact = z.infer<typeof forestRow>

export const readForestFacts = (): ForestFact[] => readTable('forests.csv', forestRow)
