/** Planned reserves: how much should stand ready per kilometre of levee, per work, at one work. */
import { z } from 'zod'
import { itemSchema, LEDGER_LIMITS } from './ledger.ts'
import { floodWorkResource } from './resources/flood-work.ts'

export const NORM_LIMITS = {
  mostNorms: 50,
  mostNameCharacters: 80,
  mostSourceCharacters: 500,
} as const

const quantities = z.partialRecord(itemSchema, z.int().min(0).max(LEDGER_LIMITS.mostQuantity))
const workKinds = Object.keys(floodWorkResource.fields.kind.options) as [string, ...string[]]

const reserveNormContentSchema = z.strictObject({
  /** Where the figures come from; shown wherever they are used. */
  source: z.string().trim().max(NORM_LIMITS.mostSourceCharacters).default(''),
  /** Per kilometre of levees and of danger sections with a length. */
  perKilometre: quantities.default({}),
  /** Per work, by its kind. */
  perWork: z.partialRecord(z.enum(workKinds), quantities).default({}),
  /** For single works, by id: in place of what the two above come to. */
  works: z.record(z.string().min(1).max(200), quantities).default({}),
})
export type ReserveNormContent = z.infer<typeof reserveNormContentSchema>
