/** Planned reserves against what is there and what can arrive in time. */
import { z } from 'zod'
import { itemSchema } from './ledger.ts'
import { normExceptionSchema } from './reserve-norm.ts'
import { activeClosureSchema } from './road-closure.ts'
import { bilingualSchema, identified, named, place, stampWithNotice } from './shapes.ts'

/** Lorry times within which goods count as at hand for a work. */
export const ADEQUACY_MINUTES = [30, 60] as const

/**
 * `each`: every work by itself, as if no other needed anything. `together`: all works that are asked for
 * at once, each unit of goods for one of them.
 */
export const ADEQUACY_VIEWS = ['together', 'each'] as const
export type AdequacyView = (typeof ADEQUACY_VIEWS)[number]

/** What a planned quantity comes from: the sum of `quantity` × `times`, rounded up. */
const plannedPartSchema = z.object({
  /** Per kilometre of its length, per work, or set for this very work. */
  basis: z.enum(['kilometre', 'work', 'own']),
  quantity: z.int(),
  /** Kilometres, or 1. */
  times: z.number(),
  /** Place in the exceptions of the norm; null where it is what holds for all of the kind. */
  exception: z.int().nullable(),
})
export type PlannedPart = z.infer<typeof plannedPartSchema>

const workLineSchema = z.object({
  item: itemSchema,
  planned: z.int(),
  from: z.array(plannedPartSchema),
  /** Available in stockpiles that reach the work within 30 and within 60 minutes. */
  within30: z.int(),
  within60: z.int(),
  /** Its part of them where all works are served at once, each unit for one work. */
  assigned: z.int(),
  /** Planned, but not there within 60 minutes, by the view of the answer. */
  short: z.int(),
})

export const adequateWorkSchema = z.object({
  ...identified,
  kind: z.string(),
  countyCode: z.string(),
  ...place,
  /** Whether any stockpile reaches it by road within 60 minutes. */
  isReached: z.boolean(),
  /** Share of the plan that is missing, averaged over its items: what works are ranked by. */
  missingShare: z.number(),
  lines: z.array(workLineSchema),
})
export type AdequateWork = z.infer<typeof adequateWorkSchema>

export const adequateCountySchema = z.object({
  code: z.string(),
  ...named,
  lines: z.array(
    z.object({
      item: itemSchema,
      /** Sum over the county's works. */
      planned: z.int(),
      /** Available in stockpiles that lie in the county, the city's included. */
      there: z.int(),
      short: z.int(),
    }),
  ),
})
export type AdequateCounty = z.infer<typeof adequateCountySchema>

export const adequacyAnswerSchema = z.object({
  norm: z.object({
    id: z.string(),
    name: bilingualSchema,
    source: bilingualSchema,
    isExample: z.boolean(),
  }),
  at: z.string(),
  view: z.enum(ADEQUACY_VIEWS),
  /** Of all works of the answer at once, whatever the view. */
  totals: z.array(
    z.object({
      item: itemSchema,
      planned: z.int(),
      /** Available in stockpiles that reach any of the works within 60 minutes, counted once. */
      within60: z.int(),
      /** The most of it that can serve the plans at once. */
      assigned: z.int(),
      short: z.int(),
    }),
  ),
  /** The exceptions of the norm, which `from` counts from 0. */
  exceptions: z.array(normExceptionSchema),
  /** Most is missing first. */
  works: z.array(adequateWorkSchema),
  counties: z.array(adequateCountySchema),
  obeyed: z.array(activeClosureSchema),
  ...stampWithNotice,
})
export type AdequacyAnswer = z.infer<typeof adequacyAnswerSchema>
