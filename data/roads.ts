/** The roads in use over HTTP, and an extract on its way to replace them. */
import { z } from 'zod'
import { networkSummarySchema } from './nearest.ts'
import { bilingualSchema, count } from './shapes.ts'

export const ROAD_IMPORT_STATES = ['uploading', 'building', 'done', 'refused', 'failed'] as const

export const roadImportSchema = z.object({
  /** Of the file. */
  name: z.string(),
  state: z.enum(ROAD_IMPORT_STATES),
  /** Bytes that have arrived, of so many. */
  received: count,
  total: count,
  /** While it is built: of the file, from 0 to 1. */
  share: z.number(),
  /** What came of it: why it was refused, or what the roads are now. */
  sentence: bilingualSchema.nullable(),
  /** Refused because the roads are not where the counties are: `force` takes them all the same. */
  isElsewhere: z.boolean(),
})
export type RoadImport = z.infer<typeof roadImportSchema>

export const roadsSchema = z.object({
  network: networkSummarySchema.extend({ source: z.string() }).nullable(),
  /** Whether the demonstration's roads were put aside and can be taken back. */
  hasDemonstration: z.boolean(),
  import: roadImportSchema.nullable(),
})
export type Roads = z.infer<typeof roadsSchema>
