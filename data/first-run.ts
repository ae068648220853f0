/** Leaving the demonstration: what is one's own by now, step by step, and what came with the demonstration. */
import { z } from 'zod'
import { RESOURCE_IDS, type ResourceId } from './collections.ts'
import { FIRST_STEPS } from './first-steps.ts'
import { text } from './inputs.ts'
import { count } from './shapes.ts'

/** To go on looking at the demonstration, or to begin with one's own; null while no choice has been made. */
export const FIRST_CHOICES = ['look', 'own'] as const

const sharesSchema = z.object({
  all: count,
  /** Of all, those that came with the demonstration and that no one has made their own since. */
  demonstration: count,
  /** Of all, made up or placed by hand: what answers warn of. */
  madeUp: count,
})

export const firstRunInputSchema = z.strictObject({
  choice: z.enum(FIRST_CHOICES),
  /** Steps that are left for later. */
  later: z.array(z.enum(FIRST_STEPS)).max(FIRST_STEPS.length).default([]),
})

export const firstRunSchema = z.object({
  /** Whether the page asks by itself: a demonstration in which no choice has been made yet. */
  isAsked: z.boolean(),
  choice: z.enum(FIRST_CHOICES).nullable(),
  later: z.array(z.enum(FIRST_STEPS)),
  /** Rows by collection. */
  shares: z.record(z.string(), sharesSchema),
  /** Movements in the books of the demonstration's stockpiles. */
  movements: count,
})
export type FirstRun = z.infer<typeof firstRunSchema>

export const removalInputSchema = z.strictObject({
  collections: z
    .array(z.enum(RESOURCE_IDS as [ResourceId, ...ResourceId[]]))
    .min(1)
    .max(RESOURCE_IDS.length),
  /** Also what the ledger has of the demonstration's stockpiles. */
  books: z.boolean().default(false),
  by: text(100),
})

export const removalSchema = z.object({
  /** Rows removed, by collection. */
  removed: z.record(z.string(), count),
  /** The folder of the backup that was made before; `npm run restore` takes it back. */
  backup: z.string(),
})
export type Removal = z.infer<typeof removalSchema>
