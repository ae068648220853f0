/** Warnings in force over an area, entered by hand or taken from CAP 1.2 messages. */
import { z } from 'zod'
import { areaSchema, cornerCount, linesOf } from './geometry.ts'
import { endedSchema } from './hazard-change.ts'
import { bilingualIssue, endsAfterBeginning, instantSchema, optionalText, text } from './inputs.ts'
import { itemSchema } from './ledger.ts'
import { identified, kept, named, stampWithNotice } from './shapes.ts'
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
  /** Of those that were ended; beyond that the ones that ended first leave the list, not the history. */
  mostEnded: 200,
} as const

const warningTexts = {
  name: text(WARNING_LIMITS.mostNameCharacters),
  level: z.enum(WARNING_LEVEL_NAMES),
  kind: z.enum(WARNING_KIND_NAMES),
  from: instantSchema,
  until: instantSchema.nullable().default(null),
  text: optionalText(WARNING_LIMITS.mostTextCharacters),
}
const warningFields = { ...warningTexts, area: areaSchema }

/** A warning apart from its area, which a message gives in its own way. */
export const warningTextsSchema = z.strictObject(warningTexts).superRefine(endsAfterBeginning)

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

/** One area of a message, and what stands for it on the map. */
export const messageAreaSchema = z.object({
  /** As the message calls it; '' where it has no area at all. */
  text: z.string(),
  /** Its codes, each after the name of the system that it is of. */
  codes: z.array(z.string()),
  /** A shape of the message, or the outlines of counties and towns found by code or by name. */
  by: z.enum(['shape', 'code', 'name', 'none']),
  /** Those counties and towns. A town has no outline here: that of its villages stands for it. */
  places: z.array(z.object({ code: z.string(), ...named, isTown: z.boolean(), polygons: z.int() })),
  /** Codes and words that no place of this region has. */
  unknown: z.array(z.string()),
  /**
   * How many polygons of the warning's area are shapes of its own; those of its places follow, and
   * then the next area's.
   */
  polygons: z.int(),
})
export type MessageArea = z.infer<typeof messageAreaSchema>

/** A message by bureau, number and status: an exercise never ends what is meant in earnest. */
export const messageKeySchema = z.object({
  sender: z.string(),
  identifier: z.string(),
  status: z.string(),
})
export type MessageKey = z.infer<typeof messageKeySchema>

/** Where a warning came from; a CAP message keeps sender and identifier, so that updates find it. */
export const warningOriginSchema = z.object({
  source: z.enum(['entered', 'cap']),
  identifier: z.string().nullable(),
  sender: z.string().nullable(),
  /** Actual, Exercise, System, Test or Draft; only `Actual` is meant in earnest. */
  status: z.string().nullable(),
  /** How the level was found in the message. */
  levelFrom: z.string().nullable(),
  /** Who speaks in the message; '' where it does not say. */
  senderName: z.string().default(''),
  /** When the message was sent, an ISO instant. */
  sent: z.string().nullable().default(null),
  areas: z.array(messageAreaSchema).default([]),
  /** Earlier messages that this one stands for. */
  follows: z.array(messageKeySchema).default([]),
  /** Areas in which it was ended and that lie within a larger shape of its own, as they are called. */
  overIn: z.array(z.string()).default([]),
})
export type WarningOrigin = z.infer<typeof warningOriginSchema>

export const warningSchema = z.object({
  ...warningFields,
  /** Null where nothing of what a message names can be mapped. */
  area: areaSchema.nullable(),
  origin: warningOriginSchema,
  ended: endedSchema.nullable(),
  ...kept,
  /** From its beginning until its end, unless it was ended before. */
  isActive: z.boolean(),
  /** What its message warns of that could not be put on the map. */
  unmapped: z.array(z.string()),
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
