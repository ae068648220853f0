/** Planned reserves: how much should stand ready per kilometre of levee, per work, at one work. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { optionalText, text } from './inputs.ts'
import { itemSchema, LEDGER_LIMITS } from './ledger.ts'
import type { MaterialKey } from './materials.ts'
import { floodWorkUnion } from './resources/flood-work.ts'
import { keyOf } from './shapes.ts'

export const NORM_LIMITS = {
  mostNorms: 50,
  mostNameCharacters: 80,
  mostSourceCharacters: 500,
  mostExceptions: 100,
} as const

/** Id of the example that the program comes with. */
export const EXAMPLE_NORM_ID = 'example'

const quantities = z.partialRecord(itemSchema, z.int().min(0).max(LEDGER_LIMITS.mostQuantity))

type WorkKind = keyof typeof floodWorkUnion.fields.kind.options
export const WORK_KINDS = Object.keys(floodWorkUnion.fields.kind.options) as [
  WorkKind,
  ...WorkKind[],
]

const { scale } = floodWorkUnion.fields
export type WorkScale = keyof typeof scale.options

/** Other quantities for the works that all of these are true of; null says nothing. */
export const normExceptionSchema = z.strictObject({
  /** Code of a county. */
  county: z.string().min(1).max(20).nullable().default(null),
  kind: z.enum(WORK_KINDS).nullable().default(null),
  /** Class of reservoirs, sluices and pump stations. */
  scale: keyOf(scale.options).nullable().default(null),
  leveeGrade: z.int().min(1).max(5).nullable().default(null),
  perKilometre: quantities.default({}),
  perWork: quantities.default({}),
})
export type NormException = z.infer<typeof normExceptionSchema>

const content = {
  /** Where the figures come from; shown wherever they are used. */
  source: optionalText(NORM_LIMITS.mostSourceCharacters),
  /** Per kilometre of levees and of danger sections with a length. */
  perKilometre: quantities.default({}),
  /** Per work, by its kind. */
  perWork: z.partialRecord(z.enum(WORK_KINDS), quantities).default({}),
  /** By class of work and by county: for each item the one that says most of the work counts, of equals the last. */
  exceptions: z.array(normExceptionSchema).max(NORM_LIMITS.mostExceptions).default([]),
  /** For single works, by id: in place of all that the others come to. */
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

export type Quantities = Readonly<Partial<Record<MaterialKey, number>>>

/**
 * 4,120 bags and 64 life jackets per kilometre is what one city's published computation for 901 km
 * of levee comes to (DOMAIN, section 4): an example, not the norm. Everything per work is an
 * assumption of the demonstration.
 */
export const EXAMPLE_RESERVE_NORM = {
  name: { zh: '示例定额', en: 'Example norm' },
  source: {
    zh: '示例：每公里数量取自某市公开测算（901 公里堤防，约合编织袋 4,120 条/公里、救生衣 64 件/公里）；每座工程的数量为演示假设。不是法定定额。',
    en: 'Example: quantities per kilometre follow one city’s published computation (901 km of levee, about 4,120 bags and 64 life jackets per km); quantities per work are assumptions of the demonstration. Not an official norm.',
  },
  perKilometre: { sandbag: 4120, 'life-jacket': 64 },
  perWork: {
    reservoir: {
      sandbag: 2000,
      'life-jacket': 30,
      geotextile: 1000,
      boat: 1,
      pump: 1,
      'work-lamp': 10,
    },
    sluice: { sandbag: 1000, 'life-jacket': 10, geotextile: 300, 'work-lamp': 5 },
    'pump-station': { sandbag: 500, 'life-jacket': 6, pump: 1, 'work-lamp': 4 },
    dam: { sandbag: 1000, 'life-jacket': 10, 'work-lamp': 5 },
    'danger-section': { sandbag: 3000, stone: 100, geotextile: 500, 'work-lamp': 10 },
    levee: {},
  },
} as const satisfies {
  name: Bilingual
  source: Bilingual
  perKilometre: Quantities
  perWork: Readonly<Record<WorkKind, Quantities>>
}
