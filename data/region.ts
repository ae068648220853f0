/** What the installation is about: a city or county by name, and the box that its data cover. */
import { z } from 'zod'
import { text } from './inputs.ts'
import { bboxSchema } from './shapes.ts'

export const REGION_LIMITS = { mostNameCharacters: 60, mostSourceCharacters: 200 } as const

const name = text(REGION_LIMITS.mostNameCharacters)

/** What people say of it. */
export const regionNameSchema = z.strictObject({
  /** Such as `任城区`; stands before titles and in front of addresses. */
  name,
  nameEn: name.nullable(),
  /** Where its counties and towns are from; null while nobody has said. */
  source: text(REGION_LIMITS.mostSourceCharacters).nullable(),
})
export type RegionName = z.infer<typeof regionNameSchema>

/** What the box follows from; the first of these that there is. */
export const BOX_ORIGINS = ['counties', 'roads', 'features'] as const

export const regionSchema = z.object({
  /** Null while it has no name. */
  region: regionNameSchema.nullable(),
  /** Null where there is nothing that lies anywhere. */
  bbox: bboxSchema.nullable(),
  bboxFrom: z.enum(BOX_ORIGINS).nullable(),
})
export type Region = z.infer<typeof regionSchema>
