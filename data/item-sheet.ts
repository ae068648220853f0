/** What a bureau says of an item of the catalogue: the packages it comes in, and whether it is kept on. */
import { z } from 'zod'
import { onceEach, optionalText, text } from './inputs.ts'
import { itemSchema } from './ledger.ts'
import { inBaseUnits } from './packages.ts'

export const ITEM_SHEET_LIMITS = {
  mostSheets: 500,
  mostPackages: 6,
  mostNameCharacters: 80,
  mostUnitCharacters: 20,
  mostNoteCharacters: 300,
  mostHolds: 1_000_000,
} as const

const LEAST_HOLDS = 0.001

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

const content = {
  /** Each item has one sheet. */
  item: itemSchema,
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

export const itemSheetInputSchema = z.strictObject({
  name: text(ITEM_SHEET_LIMITS.mostNameCharacters),
  ...content,
})
export type ItemSheetInput = z.infer<typeof itemSheetInputSchema>

export const itemSheetSchema = z.object({
  name: z.string(),
  ...content,
  id: z.string(),
  version: z.int(),
})
export type ItemSheet = z.infer<typeof itemSheetSchema>
