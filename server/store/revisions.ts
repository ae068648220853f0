/**
 * What the database knows of itself. Revisions: what an answer was made from, as numbers; those of
 * all subjects are taken from one clock, so the greatest of several changes whenever one of them
 * does. And short facts by key.
 */
import type { OTHER_SUBJECTS, Subject } from '../../data/events.ts'
import type { Statements } from './statements.ts'

/** Documents that people keep by name, with the tables that hold them. */
export const DOCUMENT_TABLES = {
  scenarios: 'scenarios',
  standards: 'saved_standards',
  closures: 'road_closures',
  warnings: 'warnings',
  norms: 'reserve_norms',
  unloadingPoints: 'unloading_points',
  exportForms: 'export_forms',
  itemSheets: 'item_sheets',
  kits: 'kits',
  sitingRuns: 'siting_runs',
} as const satisfies Partial<Record<(typeof OTHER_SUBJECTS)[number], string>>

/** By subject; that of the data as a whole under the empty name. */
export type Revisions = ReadonlyMap<string, number>

export const readRevisions = async (statements: Statements): Promise<Revisions> => {
  const rows = await statements.all<{ subject: string; value: number }>(
    `SELECT collection AS subject, value FROM collection_revisions
     UNION ALL SELECT '', value FROM revision WHERE id = 1`,
  )
  return new Map(rows.map(({ subject, value }) => [subject, value]))
}

/** Only collections count in the data as a whole. @param subjects left out: the data as a whole. */
export const latestOf = (revisions: Revisions, subjects?: readonly Subject[]): number =>
  Math.max(0, ...(subjects ?? ['']).map((subject) => revisions.get(subject) ?? 0))

/** Keys of short facts that several rooms read. */
export const META_KEYS = { region: 'region' } as const

/** A short fact about the database as a whole, null where it is not known. */
export const readMeta = async (statements: Statements, key: string): Promise<string | null> =>
  (await statements.value<string>('SELECT value FROM meta WHERE key = ?', [key])) ?? null

export const writeMeta = async (
  statements: Statements,
  key: string,
  value: string,
): Promise<void> => {
  await statements.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  )
}
