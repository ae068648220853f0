/** The history of closures, warnings and item sheets: what was done to one, by whom and why. */
import { z } from 'zod'

export const HAZARD_SUBJECTS = ['closures', 'warnings', 'itemSheets'] as const
export type HazardSubject = (typeof HAZARD_SUBJECTS)[number]

/** `end` is to lift it, or that a message has ended it. */
export const HAZARD_CHANGE_KINDS = ['create', 'update', 'end', 'delete'] as const
export type HazardChangeKind = (typeof HAZARD_CHANGE_KINDS)[number]

/** How and by whom something was ended before its time was over. */
export const endedSchema = z.object({
  /** ISO instant. */
  at: z.string(),
  who: z.string(),
  reason: z.string().nullable(),
  /** Identifier of the CAP message that ended it; null where a person did. */
  message: z.string().nullable(),
})
export type Ended = z.infer<typeof endedSchema>

/** Answer of `GET /api/closures/{id}/history` and of the same of the others: newest first. */
export const hazardHistorySchema = z.object({
  changes: z.array(
    z.object({
      sequence: z.int(),
      kind: z.enum(HAZARD_CHANGE_KINDS),
      /** ISO instant. */
      at: z.string(),
      who: z.string(),
      reason: z.string().nullable(),
      /** Version of the document from then on. */
      version: z.int(),
      name: z.string(),
      /** Fields that this change gave other values; of the first and the last none. */
      fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  ),
})
export type HazardHistory = z.infer<typeof hazardHistorySchema>
