/** Planned reserves against what is there and what can arrive in time. */
import { z } from 'zod'
import { itemSchema } from './ledger.ts'
import { activeClosureSchema } from './road-closure.ts'
import { bilingualSchema, identified, named, place, stampWithNotice } from './shapes.ts'

/** Lorry times within which goods count as at hand for a work. */
export const ADEQUACY_MINUTES = [30, 60] as const

const workLineSchema = z.object({
  item: itemSchema,
  planned: z.int(),
  /** Available in stockpiles that reach the work within 30 and within 60 minutes. */
  within30: z.int(),
  within60: z.int(),
  /** Planned, but not there within 60 minutes. */
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
  /** Most is missing first; goods within reach of several works count for each of them. */
  works: z.array(adequateWorkSchema),
  counties: z.array(adequateCountySchema),
  obeyed: z.array(activeClosureSchema),
  ...stampWithNotice,
})
export type AdequacyAnswer = z.infer<typeof adequacyAnswerSchema>
