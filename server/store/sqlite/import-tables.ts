/** Imports: files on their way in, their rows before they are committed, and mappings that users gave. */
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ROW_STATUSES } from '../../../data/imports.ts'
import { checks, isOneOf } from './constraints.ts'

/** What is kept of an import; one that is being committed is `staged` until it is `committed`. */
const KEPT_STATES = ['reading', 'staged', 'refused', 'failed', 'committed', 'undone'] as const

export const imports = sqliteTable(
  'imports',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    fileName: text().notNull(),
    state: text().notNull(),
    by: text().notNull(),
    /** ISO instants. */
    at: text().notNull(),
    committedBy: text(),
    committedAt: text(),
    undoneBy: text(),
    undoneAt: text(),
    /** JSON: the report without its rows, the refusal, the choices. */
    report: text(),
    refusal: text(),
    choices: text().notNull(),
    /** The last entry of the history that the dry run has seen. */
    basis: integer().notNull().default(0),
  },
  () =>
    checks('imports', {
      state: isOneOf('state', KEPT_STATES),
      by: 'length("by") > 0',
      choices: 'json_valid("choices")',
      committed: `("committedAt" IS NULL) = ("committedBy" IS NULL)`,
      undone: `("undoneAt" IS NULL) = ("undoneBy" IS NULL)`,
      whole: `("state" IN ('committed', 'undone')) = ("committedAt" IS NOT NULL)`,
    }),
)

/** Rows of the file in their order, with all that writing them takes: a commit copies them. */
export const importRows = sqliteTable(
  'import_rows',
  {
    importId: integer()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    /** From 1, in the order of the file. */
    position: integer().notNull(),
    /** As a spreadsheet shows it. */
    row: integer().notNull(),
    status: text().notNull(),
    name: text(),
    /** JSON: what the dry run says of the row. */
    report: text().notNull(),
    /** Of a row that adds or changes a feature: of which collection, and which. */
    collection: text(),
    featureId: text(),
    /** As in the collection's table. */
    geometry: text(),
    west: real(),
    south: real(),
    east: real(),
    north: real(),
    featureJson: text(),
    /** The feature whole, as the history keeps it; null where there was none. */
    before: text(),
    after: text(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.position] }),
    index('import_rows_feature').on(table.importId, table.collection, table.featureId),
    ...checks('import_rows', { status: isOneOf('status', Object.keys(ROW_STATUSES)) }),
  ],
)

/** What fills which field, by the shape of a file, as a user has put it right. */
export const importMappings = sqliteTable('import_mappings', {
  signature: text().primaryKey(),
  /** JSON. */
  mapping: text().notNull(),
  at: text().notNull(),
})
