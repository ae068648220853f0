/** Answer of `GET /api/health`, shared by server and client. */
import { z } from 'zod'
import { ledgerHealthSchema } from './ledger.ts'
import { networkSummarySchema } from './nearest.ts'
import { bboxSchema } from './shapes.ts'

export const healthSchema = z.object({
  /** `degraded` where something is missing or was noticed. */
  status: z.enum(['ok', 'degraded']),
  /** What is wrong and goes on working all the same, in sentences. */
  noticed: z.array(z.object({ zh: z.string(), en: z.string() })),
  revision: z.int(),
  /** Features per collection. */
  counts: z.record(z.string(), z.int()),
  /** Null when no road network is loaded: only straight-line distances are known then. */
  network: networkSummarySchema
    .extend({
      nodes: z.int(),
      edges: z.int(),
      source: z.string(),
      /** What the roads cover. */
      region: bboxSchema,
    })
    .nullable(),
  /** Whether the books balance, and how many movements they have. */
  ledger: ledgerHealthSchema,
  /** When the last backup was made; null within where there is none yet, null where none are made. */
  backup: z.object({ lastAt: z.iso.datetime().nullable() }).nullable(),
  /** Of the features how many came with the demonstration; unions are not among them. */
  demonstrationRows: z.record(z.string(), z.int()),
  /** True while any collection holds generated or approximate rows. */
  demonstration: z.boolean(),
})

export type Health = z.infer<typeof healthSchema>
