/**
 * What the database derives from the tables by itself: an R*Tree over the boxes, the search index,
 * and the revision that every write raises. Made anew at every opening where it is missing or does
 * not fit, because a migration that rebuilds a table silently loses its triggers.
 */
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { insertSearchEntry, searchEntry } from '../search-entry.ts'
import { boxTable, searchTable, tableName } from '../table-name.ts'
import type { SqliteConnection } from './driver.ts'

const raiseRevision = (collection: CollectionId): string =>
  `UPDATE revision SET value = value + 1 WHERE id = 1;
    UPDATE collection_revisions SET value = (SELECT value FROM revision)
      WHERE collection = '${collection}';`

/** Columns that a search entry is made of. */
const searchedColumns = (collection: CollectionId): string => {
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const names = Object.keys(fields).filter((name) => fields[name]?.searchable)
  return names.map((name) => `"${name}"`).join(', ')
}

/** Triggers by name. The search entry is written by whoever writes the row: SQL knows no pinyin. */
const triggersOf = (collection: CollectionId): Record<string, string> => {
  const table = tableName(collection)
  const box = boxTable(collection)
  const insertBox = `INSERT INTO ${box} VALUES (new.sequence, new.west, new.east, new.south, new.north);`
  const removeBox = `DELETE FROM ${box} WHERE sequence = old.sequence;`
  const removeEntry = `DELETE FROM ${searchTable(collection)} WHERE rowid = old.sequence;`
  const raise = raiseRevision(collection)
  return {
    [`${table}_inserted`]: `AFTER INSERT ON ${table} BEGIN ${insertBox} ${raise} END`,
    [`${table}_updated`]: `AFTER UPDATE ON ${table} BEGIN ${removeBox} ${insertBox} ${raise} END`,
    [`${table}_renamed`]: `AFTER UPDATE OF ${searchedColumns(collection)} ON ${table} BEGIN ${removeEntry} END`,
    [`${table}_deleted`]: `AFTER DELETE ON ${table} BEGIN ${removeBox} ${removeEntry} ${raise} END`,
  }
}

/** Creates what is missing; what rows that are there already lack is entered. In a transaction. */
export const ensureDerived = async (writer: SqliteConnection): Promise<void> => {
  await writer.exec('INSERT OR IGNORE INTO revision (id, value) VALUES (1, 0)')
  for (const collection of COLLECTION_IDS) {
    await writer.run(
      `INSERT OR IGNORE INTO collection_revisions (collection, value)
       VALUES (?, (SELECT value FROM revision))`,
      [collection],
    )
    await ensureBoxes(writer, collection)
    await ensureSearchEntries(writer, collection)
    await ensureTriggers(writer, triggersOf(collection))
  }
}

/** Creates the triggers that are missing or were made by another version. */
export const ensureTriggers = async (
  writer: SqliteConnection,
  triggers: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const [name, definition] of Object.entries(triggers)) {
    const wanted = `CREATE TRIGGER ${name} ${definition}`
    const text = await writer.value<string>(
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
      [name],
    )
    if (text === wanted) continue
    await writer.exec(`DROP TRIGGER IF EXISTS ${name}; ${wanted}`)
  }
}

const ensureBoxes = async (writer: SqliteConnection, collection: CollectionId): Promise<void> => {
  const box = boxTable(collection)
  await writer.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${box} USING rtree(sequence, west, east, south, north)`,
  )
  if (await boxesMatch(writer, collection)) return
  await writer.exec(
    `DELETE FROM ${box};
     INSERT INTO ${box} SELECT sequence, west, east, south, north FROM ${tableName(collection)}`,
  )
}

/** Whether the R*Tree holds just the table's rows, each in a box that contains its own. */
const boxesMatch = async (writer: SqliteConnection, collection: CollectionId): Promise<boolean> => {
  const table = tableName(collection)
  const box = boxTable(collection)
  const row = await writer.get<{ rows: number; boxes: number; fitting: number }>(
    // The R*Tree rounds its 32-bit boxes outwards, so they contain the exact ones.
    `SELECT (SELECT count(*) FROM ${table}) AS rows, (SELECT count(*) FROM ${box}) AS boxes,
      (SELECT count(*) FROM ${table} t JOIN ${box} b USING (sequence)
        WHERE b.west <= t.west AND b.east >= t.east AND b.south <= t.south AND b.north >= t.north)
      AS fitting`,
  )
  return row !== undefined && row.rows === row.boxes && row.rows === row.fitting
}

const ensureSearchEntries = async (
  writer: SqliteConnection,
  collection: CollectionId,
): Promise<void> => {
  const table = tableName(collection)
  const entries = searchTable(collection)
  await writer.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${entries} USING fts5(
       name UNINDEXED, nameEn UNINDEXED, pinyin UNINDEXED, initials UNINDEXED, haystack,
       tokenize = 'trigram')`,
  )
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  if (resource.searched === false) return
  const without = await writer.all<{ sequence: number; featureJson: string }>(
    `SELECT sequence, featureJson FROM ${table} WHERE sequence NOT IN (SELECT rowid FROM ${entries})`,
  )
  for (const { sequence, featureJson } of without) {
    const entry = searchEntry(resource, JSON.parse(featureJson))
    await insertSearchEntry(writer, collection, sequence, entry)
  }
}
