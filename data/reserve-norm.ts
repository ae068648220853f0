/** Planned reserves: how much should stand ready per kilometre of levee, per work, at one work. */
import { z } from 'zod'
import { itemSchema, LEDGER_LIMITS } from './ledger.ts'
import { floodWorkUnion } from './resources/flood-work.ts'
import { optionalText, text } from './shapes.ts'

export const NORM_LIMITS = {
  mostNorms: 50,
  mostNameCharacters: 80,
  mostSourceCharacters: 500,
} as const

/** Id of the example that the program comes with. */
export const EXAMPLE_NORM_ID = 'example'

const quantities = z.partialRecord(itemSchema, z.int().min(0).max(LEDGER_LIMITS.mostQuantity))

type WorkKind = keyof typeof floodWorkUnion.fields.kind.options
export const WORK_KINDS = Object.keys(floodWorkUnion.fields.kind.options) as [
  WorkKind,
  ...WorkKind[],
]

const content = {
  /** Where the figures come from; shown wherever they are used. */
  source: optionalText(NORM_LIMITS.mostSourceCharacters),
  /** Per kilometre of levees and of danger sections with a length. */
  perKilometre: quantities.default({}),
  /** Per work, by its kind. */
  perWork: z.partialRecord(z.enum(WORK_KINDS), quantities).default({}),
  /** For single works, by id: in place of what the two above come to. */
  works: z.record(z.string().min(1).max(200), quantities).default({}),
}

const reserveNormContentSchema = z.strictObject(content)
export type ReserveNormContent = z.infer<typeof reserveNormContentSchema>

export const reserveNormInputSchema = z.strictObject({
  name: text(NORM_LIMITS.mostNameCharacters),
  ...content,
})
export type ReserveNormInput = z.infer<typeof reserveNormInputSchema>

export const reserveNormSchema = z.object({
  name: z.string(),
  ...content,
  id: z.string(),
  version: z.int(),
  /** True for the example: it can be copied, not changed. */
  isExample: z.boolean(),
})
export type ReserveNorm = z.infer<typeof reserveNormSchema>
