/** What the stream of events reports: at which revision each part of the data is now. */
import { z } from 'zod'
import type { CollectionId } from './collections.ts'

/** What beside the collections has a revision of its own. */
export const OTHER_SUBJECTS = [
  'scenarios',
  'standards',
  'closures',
  'warnings',
  'norms',
  'unloadingPoints',
  'exportForms',
  'itemSheets',
  'kits',
  'sitingRuns',
  'ledger',
  'transfers',
  'deployments',
  'region',
  'imports',
] as const

/** Whatever changes for itself: a collection, the closures, the ledger … */
export type Subject = CollectionId | (typeof OTHER_SUBJECTS)[number]

/** The header in which an answer names an event that it knows of: a start and the clock of the revisions. */
export const EVENTS_ID = 'Events-Id'

/** Event `revisions`: everything in the first of a connection, then what has changed since. */
export const revisionsEventSchema = z.object({
  /** Another one with each start of a service: its program or its database may be another then. */
  start: z.string(),
  /** Id of the road network in use; null while there is none. */
  network: z.string().nullable(),
  /** By subject; one that differs from what was reported before has changed, whether greater or less. */
  revisions: z.record(z.string(), z.int()),
})

export type RevisionsEvent = z.infer<typeof revisionsEventSchema>
