/**
 * What the database derives from the tables by itself: an R*Tree over the boxes, the search index,
 * and the revision that every write raises. Made anew at every opening where it is missing,
 * because a migration that rebuilds a table silently loses its triggers.
 */
import type Database from 'better-sqlite3'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { tableName } from './tables.ts'

export const boxTable = (collection: string): string => `${tableName(collection)}_box`

const RAISE_REVISION = 'UPDATE revision SET value = value + 1 WHERE id = 1;'

/** Triggers by name, so that an older wording is replaced when it changes. */
const triggersOf = (collection: string): Record<string, string> => {
  const table = tableName(collection)
  const box = boxTable(collection)
  const insertBox = `INSERT INTO ${box} VALUES (new.sequence, new.west, new.east, new.south, new.north);`
  const removeDerived = `DELETE FROM ${box} WHERE sequence = old.sequence;
    DELETE FROM search_entries WHERE collection = '${collection}' AND featureId = old.id;`
  return {
    [`${table}_inserted`]: `AFTER INSERT ON ${table} BEGIN ${insertBox} ${RAISE_REVISION} END`,
    [`${table}_updated`]: `AFTER UPDATE ON ${table} BEGIN ${removeDerived} ${insertBox} ${RAISE_REVISION} END`,
    [`${table}_deleted`]: `AFTER DELETE ON ${table} BEGIN ${removeDerived} ${RAISE_REVISION} END`,
  }
}

/** Creates what is missing; the boxes of rows that are there already are entered. */
export const ensureDerived = (database: Database.Database): void => {
  const create = database.transaction(() => {
    database.exec('INSERT OR IGNORE INTO revision (id, value) VALUES (1, 0)')
    database.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS search_entries USING fts5(
         collection UNINDEXED, featureId UNINDEXED, name UNINDEXED, nameEn UNINDEXED,
         pinyin UNINDEXED, initials UNINDEXED, haystack, tokenize = 'trigram')`,
    )
    for (const collection of COLLECTION_IDS) {
      const box = boxTable(collection)
      database.exec(
        `CREATE VIRTUAL TABLE IF NOT EXISTS ${box} USING rtree(sequence, west, east, south, north)`,
      )
      if (!boxesMatch(database, collection)) {
        database.exec(
          `DELETE FROM ${box};
           INSERT INTO ${box} SELECT sequence, west, east, south, north FROM ${tableName(collection)}`,
        )
      }
      for (const [name, definition] of Object.entries(triggersOf(collection))) {
        database.exec(`DROP TRIGGER IF EXISTS ${name}; CREATE TRIGGER ${name} ${definition}`)
      }
    }
  })
  create.immediate()
}

/** Whether the R*Tree holds just the table's rows, each in a box that contains its own. */
const boxesMatch = (database: Database.Database, collection: string): boolean => {
  const table = tableName(collection)
  const box = boxTable(collection)
  const row = database
    .prepare<[], { rows: number; boxes: number; fitting: number }>(
      // The R*Tree rounds its 32-bit boxes outwards, so they contain the exact ones.
      `SELECT (SELECT count(*) FROM ${table}) AS rows, (SELECT count(*) FROM ${box}) AS boxes,
        (SELECT count(*) FROM ${table} t JOIN ${box} b USING (sequence)
          WHERE b.west <= t.west AND b.east >= t.east AND b.south <= t.south AND b.north >= t.north)
        AS fitting`,
    )
    .get()!
  return row.rows === row.boxes && row.rows === row.fitting
}
