/** Answers about goods: the catalogue, and which stockpile has what within which road time. */
import { z } from 'zod'
import { batchSchema, itemSchema } from './ledger.ts'
import { activeClosureSchema } from './road-closure.ts'
import { bilingualSchema, identified, place, stamp, stampWithNotice } from './shapes.ts'

export const STOCK_LIMITS = {
  mostItems: 20,
  defaultWithinSeconds: 4 * 3600,
  mostWithinSeconds: 24 * 3600,
} as const

/** Road times up to which totals are answered. */
export const TOTAL_MINUTES = [30, 60, 120] as const

/** One entry of `GET /api/materials`. */
export const materialSchema = z.object({
  key: itemSchema,
  code: z.string().nullable(),
  label: bilingualSchema,
  unit: bilingualSchema,
  specification: bilingualSchema,
  class: z.string(),
  use: z.string(),
  kilogramsPerUnit: z.number(),
  cubicMetresPerUnit: z.number(),
  shelfLifeMonths: z.number().nullable(),
  drivesItself: z.boolean(),
  /** The Chinese name as it is typed without tones, and its first letters. */
  pinyin: z.string(),
  initials: z.string(),
})
export const materialsAnswerSchema = z.object({ materials: z.array(materialSchema) })
export type MaterialsAnswer = z.infer<typeof materialsAnswerSchema>

/** Whether goods are planned from a stockpile and taken in there. @param day local day. */
export const isInUse = (
  { retiredOn }: { readonly retiredOn: string | null },
  day: string,
): boolean => retiredOn === null || retiredOn > day

/** What a stockpile has of one item. */
export const holdingSchema = z.object({
  item: itemSchema,
  onHand: z.int(),
  reserved: z.int(),
  /** Of what is on hand, past its date at the time asked about: never counted as available. */
  expired: z.int(),
  /** Of what is on hand, past its date within EXPIRING_DAYS. */
  expiring: z.int(),
  available: z.int(),
  minimum: z.int(),
  /** Available beyond the minimum reserve. */
  spare: z.int(),
  /** First expired first. */
  batches: z.array(batchSchema),
})
export type Holding = z.infer<typeof holdingSchema>

export const stockpileStockSchema = z.object({
  ...identified,
  tier: z.enum(['city', 'county', 'town', 'village']),
  countyCode: z.string(),
  townCode: z.string().nullable(),
  keeper: z.string(),
  phone: z.string().nullable(),
  /** Local day from which on it is in use no more: it keeps what is left, and sends none of it. */
  retiredOn: z.string().nullable(),
  ...place,
  /** By road for a supply lorry; null where there is no place to reach, or no road to it. */
  seconds: z.number().nullable(),
  /** Whether it lies in the county of the place that was asked about. */
  isOwnCounty: z.boolean(),
  /** Whether it has the quantity of every item asked for by itself, and is in use. */
  hasEnough: z.boolean(),
  holdings: z.array(holdingSchema),
})
export type StockpileStock = z.infer<typeof stockpileStockSchema>

export const stockTotalSchema = z.object({
  /** Null: everything that a road leads from, or all where no place was given. */
  withinMinutes: z.number().nullable(),
  stockpiles: z.int(),
  /** Available by item. */
  available: z.record(z.string(), z.int()),
})

/** Answer of `GET /api/stock`: own county first, then by road time; without a place by name. */
export const stockAnswerSchema = z.object({
  items: z.array(itemSchema),
  quantities: z.array(z.int().nullable()),
  near: z.object({ ...place, countyCode: z.string().nullable() }).nullable(),
  withinSeconds: z.number().nullable(),
  at: z.string(),
  stockpiles: z.array(stockpileStockSchema),
  /** Stockpiles that have the goods but no road to the place. */
  unreachable: z.array(z.object(identified)),
  totals: z.array(stockTotalSchema),
  closures: z.array(activeClosureSchema),
  ...stampWithNotice,
})
export type StockAnswer = z.infer<typeof stockAnswerSchema>

/** Answer of `GET /api/stock/expiring`: past their date, or so within `days`; first expired first. */
export const expiringAnswerSchema = z.object({
  days: z.int(),
  /** Local day. */
  today: z.string(),
  batches: z.array(batchSchema),
  ...stamp,
})
export type ExpiringAnswer = z.infer<typeof expiringAnswerSchema>

/** What an entry in the books answers: its document, and the movements' sequence numbers. */
export const writtenAnswerSchema = z.object({ document: z.string(), sequences: z.array(z.int()) })
export type WrittenAnswer = z.infer<typeof writtenAnswerSchema>
