/** What the installation is about: a city or county by name, and the box that its data cover. */
import { z } from 'zod'
import { text } from './inputs.ts'
import { bboxSchema } from './shapes.ts'

export const REGION_LIMITS = {
  mostNameCharacters: 60,
  mostSourceCharacters: 200,
  mostMarkCharacters: 12,
} as const

const name = text(REGION_LIMITS.mostNameCharacters)

/** What people say of it. */
export const regionNameSchema = z.strictObject({
  /** Such as `任城区`; stands before titles and in front of addresses. */
  name,
  nameEn: name.nullable(),
  /** Where its counties and towns are from; null while that has not been given. */
  source: text(REGION_LIMITS.mostSourceCharacters).nullable(),
  /** What transfer orders are numbered under, such as 京防调; null: the name's first character with 防调. */
  orderMark: text(REGION_LIMITS.mostMarkCharacters).nullable().default(null),
})
export type RegionName = z.infer<typeof regionNameSchema>

/** 发文机关代字 of transfer orders. @param region null while it has no name */
export const orderMarkOf = (region: Pick<RegionName, 'name' | 'orderMark'> | null): string =>
  region?.orderMark ?? `${[...(region?.name ?? '')][0] ?? ''}防调`

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
