/**
 * What a bureau says of an item: the packages it comes in, what it weighs, whether it is kept on; and
 * what it is at all, where the catalogue does not have it.
 */
import { z } from 'zod'
import { bilingualIssue, onceEach, optionalText, text } from './inputs.ts'
import { itemSchema } from './ledger.ts'
import { isOwnItem, MATERIAL_CLASSES, MATERIAL_USES } from './materials.ts'
import { inBaseUnits } from './packages.ts'
import { keyOf } from './shapes.ts'

export const ITEM_SHEET_LIMITS = {
  mostSheets: 500,
  mostPackages: 6,
  mostNameCharacters: 80,
  mostUnitCharacters: 20,
  mostNoteCharacters: 300,
  mostHolds: 1_000_000,
  mostCodeCharacters: 40,
  mostSpecificationCharacters: 200,
  mostKilograms: 100_000,
  mostCubicMetres: 1000,
  mostShelfLifeMonths: 1200,
} as const

const LEAST_HOLDS = 0.001
/** A thousandth of a gram, and of a millilitre: nothing that is counted is less. */
const LEAST_WEIGHT = 1e-6
const LEAST_ROOM = 1e-9

const packageSchema = z.strictObject({
  unit: text(ITEM_SHEET_LIMITS.mostUnitCharacters),
  unitEn: optionalText(ITEM_SHEET_LIMITS.mostUnitCharacters),
  /** Base units of the item in one: at most three decimals. */
  holds: z
    .number()
    .min(LEAST_HOLDS)
    .max(ITEM_SHEET_LIMITS.mostHolds)
    .refine((holds) => inBaseUnits(1000, holds) !== null, {
      message: 'has more than three decimals',
      params: { zh: '小数超过三位' },
    }),
})

const { mostKilograms, mostCubicMetres, mostShelfLifeMonths } = ITEM_SHEET_LIMITS

/** Of one base unit, packed for transport. */
const weighsSchema = z.strictObject({
  kilogramsPerUnit: z.number().min(LEAST_WEIGHT).max(mostKilograms),
  cubicMetresPerUnit: z.number().min(LEAST_ROOM).max(mostCubicMetres),
})

/** An item that the catalogue does not have; its Chinese name is that of the sheet. */
const ownSchema = z.strictObject({
  /** Empty where people read the Chinese name. */
  nameEn: optionalText(ITEM_SHEET_LIMITS.mostNameCharacters),
  /** What the books count it in: never another one once they do. */
  unit: text(ITEM_SHEET_LIMITS.mostUnitCharacters),
  unitEn: optionalText(ITEM_SHEET_LIMITS.mostUnitCharacters),
  specification: optionalText(ITEM_SHEET_LIMITS.mostSpecificationCharacters),
  specificationEn: optionalText(ITEM_SHEET_LIMITS.mostSpecificationCharacters),
  class: keyOf(MATERIAL_CLASSES),
  use: keyOf(MATERIAL_USES),
  /** The bureau's own, or that of a standard. */
  code: optionalText(ITEM_SHEET_LIMITS.mostCodeCharacters),
  /** Null where it does not expire. */
  shelfLifeMonths: z.int().min(1).max(mostShelfLifeMonths).nullable().default(null),
  /** A vehicle that takes no lorry. */
  drivesItself: z.boolean().default(false),
})

const content = {
  /** Each item has one sheet. `own-…` for one that the catalogue does not have. */
  item: itemSchema,
  own: ownSchema.nullable().default(null),
  /** Plans reckon with it from then on; null: as the catalogue has it. */
  weighs: weighsSchema.nullable().default(null),
  packages: z
    .array(packageSchema)
    .max(ITEM_SHEET_LIMITS.mostPackages)
    .superRefine(
      onceEach(({ unit }) => unit, {
        zh: '同一包装列出了不止一次',
        en: 'names a package that is named above already',
      }),
    )
    .default([]),
  /** Kept on no more: not offered in entries and plans, while what is there goes out and history stays. */
  isRetired: z.boolean().default(false),
  /** Where the figures come from. */
  note: optionalText(ITEM_SHEET_LIMITS.mostNoteCharacters),
}
export type ItemSheetContent = z.infer<z.ZodObject<typeof content>>

export const itemSheetInputSchema = z
  .strictObject({ name: text(ITEM_SHEET_LIMITS.mostNameCharacters), ...content })
  .superRefine(({ item, own, weighs }, context) => {
    if (isOwnItem(item) === (own === null)) {
      const sentence = isOwnItem(item)
        ? { en: 'is needed for an item of one’s own', zh: '自有物资须填写' }
        : { en: 'is for items that the catalogue does not have', zh: '仅用于目录中没有的物资' }
      context.addIssue(bilingualIssue(sentence, ['own']))
    }
    if (own !== null && weighs === null) {
      const sentence = { en: 'is needed for an item of one’s own', zh: '自有物资须填写' }
      context.addIssue(bilingualIssue(sentence, ['weighs']))
    }
  })
export type ItemSheetInput = z.infer<typeof itemSheetInputSchema>

export const itemSheetSchema = z.object({
  name: z.string(),
  ...content,
  id: z.string(),
  version: z.int(),
})
export type ItemSheet = z.infer<typeof itemSheetSchema>
