/** Warnings in force over an area, entered by hand or taken from CAP 1.2 messages. */
import { z } from 'zod'
import { areaSchema, cornerCount, linesOf } from './geometry.ts'
import { bilingualIssue, endsAfterBeginning, instantSchema, optionalText, text } from './inputs.ts'
import { itemSchema } from './ledger.ts'
import { identified, kept, stampWithNotice } from './shapes.ts'
import { WARNING_KIND_NAMES, WARNING_LEVEL_NAMES } from './warning-kind.ts'

export const WARNING_LIMITS = {
  mostNameCharacters: 200,
  mostTextCharacters: 5000,
  mostWarnings: 500,
  mostCapCharacters: 512 * 1024,
  /** Of a sender and of an identifier. */
  mostCapKeyCharacters: 200,
  /** Rings and corners of an area, and of all areas of a message: a hundred circles of 64. */
  mostAreaRings: 100,
  mostAreaCorners: 6400,
  mostListed: 200,
} as const

const warningFields = {
  name: text(WARNING_LIMITS.mostNameCharacters),
  level: z.enum(WARNING_LEVEL_NAMES),
  kind: z.enum(WARNING_KIND_NAMES),
  area: areaSchema,
  from: instantSchema,
  until: instantSchema.nullable().default(null),
  text: optionalText(WARNING_LIMITS.mostTextCharacters),
}

export const warningInputSchema = z
  .strictObject(warningFields)
  .superRefine(({ area }, context) => {
    const { mostAreaRings, mostAreaCorners } = WARNING_LIMITS
    const [rings, corners] = [linesOf(area).length, cornerCount(area)]
    if (rings <= mostAreaRings && corners <= mostAreaCorners) return
    const sentence = {
      en: `must have at most ${mostAreaRings} rings and ${mostAreaCorners} corners in all, not ${rings} and ${corners}; draw it more simply`,
      zh: `的环不能超过 ${mostAreaRings} 个、顶点合计不能超过 ${mostAreaCorners} 个，现有 ${rings} 个环、${corners} 个顶点；请简化范围`,
    }
    context.addIssue(bilingualIssue(sentence, ['area']))
  })
  .superRefine(endsAfterBeginning)
export type WarningInput = z.infer<typeof warningInputSchema>

/** Where a warning came from; a CAP message keeps sender and identifier, so that updates find it. */
export const warningOriginSchema = z.object({
  source: z.enum(['entered', 'cap']),
  identifier: z.string().nullable(),
  sender: z.string().nullable(),
  /** Actual, Exercise, System, Test or Draft; only `Actual` is meant in earnest. */
  status: z.string().nullable(),
  /** How the level was found in the message. */
  levelFrom: z.string().nullable(),
})
export type WarningOrigin = z.infer<typeof warningOriginSchema>

export const warningSchema = z.object({
  ...warningFields,
  origin: warningOriginSchema,
  ...kept,
  isActive: z.boolean(),
})
export type Warning = z.infer<typeof warningSchema>

export const capInputSchema = z.strictObject({
  xml: z.string().min(1).max(WARNING_LIMITS.mostCapCharacters),
})

const counted = { count: z.int(), features: z.array(z.object(identified)) }

/** Answer of `GET /api/warnings/{id}/inside`: at most `mostListed` of each, with how many in all. */
export const warningInsideSchema = z.object({
  stations: z.object(counted),
  /** The stock is what is available in all of them, by item. */
  stockpiles: z.object({ ...counted, stock: z.partialRecord(itemSchema, z.int()) }),
  works: z.object(counted),
  forests: z.object(counted),
  /** People by county, added up from settlements whose point lies inside: an estimate. */
  people: z.object({
    total: z.int(),
    byCounty: z.array(z.object({ code: z.string(), name: z.string(), people: z.int() })),
  }),
  ...stampWithNotice,
})
export type WarningInside = z.infer<typeof warningInsideSchema>
