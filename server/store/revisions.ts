/**
 * Revisions: what an answer was made from, as numbers. Those of all subjects are taken from one
 * clock in the database, so the greatest of several changes whenever one of them does.
 */
import type { CollectionId } from '../../data/collections.ts'
import type { Statements } from './statements.ts'

/** Documents that people keep by name, with the tables that hold them. */
export const DOCUMENT_TABLES = {
  scenarios: 'scenarios',
  standards: 'saved_standards',
  closures: 'road_closures',
  warnings: 'warnings',
  norms: 'reserve_norms',
} as const

/** What has a revision of its own. Only collections count in the revision of the data as a whole. */
export type Subject = CollectionId | keyof typeof DOCUMENT_TABLES | 'ledger' | 'transfers'

/** By subject; that of the data as a whole under the empty name. */
export type Revisions = ReadonlyMap<string, number>

export const readRevisions = async (statements: Statements): Promise<Revisions> => {
  const rows = await statements.all<{ subject: string; value: number }>(
    `SELECT collection AS subject, value FROM collection_revisions
     UNION ALL SELECT '', value FROM revision WHERE id = 1`,
  )
  return new Map(rows.map(({ subject, value }) => [subject, value]))
}

/** @param subjects left out: the data as a whole. */
export const latestOf = (revisions: Revisions, subjects?: readonly Subject[]): number =>
  Math.max(0, ...(subjects ?? ['']).map((subject) => revisions.get(subject) ?? 0))
