/** A kit (成套物资): items that are asked for and sent together, each kept in the books by itself. */
import { z } from 'zod'
import { bilingualIssue, onceEach, optionalText, text } from './inputs.ts'
import { itemSchema, quantitySchema } from './ledger.ts'
import { MATERIALS } from './materials.ts'

export const KIT_LIMITS = {
  mostKits: 200,
  leastParts: 2,
  mostParts: 12,
  mostNameCharacters: 80,
  mostNoteCharacters: 300,
} as const

const DRIVES_ITSELF = {
  en: 'drives itself and lies on no lorry with the others',
  zh: '为自行机动车辆，不能与其他部件同车装运',
}

export const kitPartSchema = z.strictObject({
  item: itemSchema.refine((item) => !MATERIALS[item].drivesItself, bilingualIssue(DRIVES_ITSELF)),
  /** In one kit. */
  quantity: quantitySchema,
})
export type KitPart = z.infer<typeof kitPartSchema>

const content = {
  nameEn: optionalText(KIT_LIMITS.mostNameCharacters),
  parts: z
    .array(kitPartSchema)
    .min(KIT_LIMITS.leastParts)
    .max(KIT_LIMITS.mostParts)
    .superRefine(
      onceEach(({ item }) => item, {
        zh: '同一种物资列出了不止一次',
        en: 'names an item that is named above already',
      }),
    ),
  /** Not offered in new requests. */
  isRetired: z.boolean().default(false),
  note: optionalText(KIT_LIMITS.mostNoteCharacters),
}
export type KitContent = z.infer<z.ZodObject<typeof content>>

export const kitInputSchema = z.strictObject({
  name: text(KIT_LIMITS.mostNameCharacters),
  ...content,
})
export type KitInput = z.infer<typeof kitInputSchema>

export const kitSchema = z.object({
  name: z.string(),
  ...content,
  id: z.string(),
  version: z.int(),
})
export type Kit = z.infer<typeof kitSchema>

/** So many kits, as a plan or an order has them: their parts stay what they were when it was made. */
export const someKitsSchema = z.strictObject({
  id: z.string().max(200),
  name: text(KIT_LIMITS.mostNameCharacters),
  nameEn: z.string().max(KIT_LIMITS.mostNameCharacters),
  parts: z
    .array(z.strictObject({ item: itemSchema, quantity: quantitySchema }))
    .max(KIT_LIMITS.mostParts),
  quantity: quantitySchema,
})
export type SomeKits = z.infer<typeof someKitsSchema>
