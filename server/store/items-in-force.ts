/**
 * The items as a database has them: the catalogue with the sheets. Every unit of work begins with a
 * look at the revision of the sheets in its own snapshot, and puts them in force where they are not,
 * so that goods are worded and weighed as they are at that moment, whichever program has written.
 */
import type { ItemSheetContent } from '../../data/item-sheet.ts'
import { putSheetsInForce } from '../../data/own-items.ts'
import { DOCUMENT_TABLES } from './revisions.ts'
import type { Statements } from './statements.ts'

/** Whose sheets are in force, and of which revision; null where the catalogue stands as it is. */
let known: { readonly database: string; readonly revision: number } | null = null

/** @param database that is read: one process may have several open. */
export const putItemsInForce = async (statements: Statements, database: string): Promise<void> => {
  const revision =
    (await statements.value<number>(
      `SELECT value FROM collection_revisions WHERE collection = 'itemSheets'`,
    )) ?? 0
  if (revision === 0 && known === null) return
  if (known?.database === database && known.revision === revision) return
  const rows = await statements.all<{ name: string; content: string }>(
    `SELECT name, content FROM ${DOCUMENT_TABLES.itemSheets}`,
  )
  putSheetsInForce(
    rows.map(({ name, content }) => ({ name, ...(JSON.parse(content) as ItemSheetContent) })),
  )
  known = revision === 0 ? null : { database, revision }
}
