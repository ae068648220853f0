/** All tables beside those of the collections. */
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { CHANGE_KINDS } from '../../../data/change.ts'
import { checks, isOneOf } from './constraints.ts'

export * from './deployment-tables.ts'
export * from './import-tables.ts'
export * from './ledger-tables.ts'
export * from './planning-tables.ts'

/**
 * Two rows. 1: the revision of the data, raised by every write of them. 2: the clock from which all
 * revisions are taken, so that those of different subjects can be compared.
 */
export const revision = sqliteTable('revision', {
  id: integer().primaryKey(),
  value: integer().notNull(),
})

/** The revision at which each subject was last written: a collection, the closures, the ledger … */
export const collectionRevisions = sqliteTable('collection_revisions', {
  collection: text().primaryKey(),
  value: integer().notNull(),
})

/**
 * What was changed in the collections, by whom: written with each change, never changed itself. When
 * the bin is emptied, what deleted features held leaves it (`emptied-bin.ts`); that they were there stays.
 */
export const featureChanges = sqliteTable(
  'feature_changes',
  {
    sequence: integer().primaryKey({ autoIncrement: true }),
    /** Of the data, after the change. */
    revision: integer().notNull(),
    collection: text().notNull(),
    /** Null where the whole collection was replaced. */
    featureId: text(),
    kind: text().notNull(),
    who: text().notNull(),
    /** Why, in words. */
    reason: text(),
    /** By which import it came. */
    importId: integer(),
    /** 1 unless it was written without saying which version it was made from. */
    guarded: integer().notNull().default(1),
    /** ISO instant. */
    at: text().notNull(),
    /** JSON: the feature, null where there was none; of a replaced collection how many. */
    before: text(),
    after: text(),
  },
  (table) => [
    index('feature_changes_feature').on(table.collection, table.featureId),
    index('feature_changes_import').on(table.importId).where(sql`"importId" IS NOT NULL`),
    index('feature_changes_deleted').on(table.kind).where(sql`"kind" = 'delete'`),
    ...checks('feature_changes', {
      kind: isOneOf('kind', CHANGE_KINDS),
      who: 'length("who") > 0',
      reason: '"reason" IS NULL OR length("reason") > 0',
      guarded: '"guarded" IN (0, 1)',
      whole: `("kind" = 'replace') = ("featureId" IS NULL)`,
    }),
  ],
)

/** Short facts about the database as a whole, such as what it was seeded from. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })
