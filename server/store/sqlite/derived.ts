/**
 * What the database derives from the tables by itself: an R*Tree over the boxes, and the revision that
 * every write raises, and which rows were written last. Made anew at every opening where it is missing or does
 * not fit, because a migration that rebuilds a table silently loses its triggers.
 */
import {
  COLLECTION_IDS,
  COLLECTIONS,
  groupOf,
  RESOURCE_IDS,
  type ResourceId,
  UNION_IDS,
} from '../../../data/collections.ts'
import type { Subject } from '../../../data/events.ts'
import { wound } from '../../../data/geometry.ts'
import { maskedFields } from '../../../data/personal.ts'
import { ownerIndex } from '../demonstration.ts'
import { toldJson } from '../feature-row.ts'
import { FEATURE_WRITES, WRITES_KEPT } from '../feature-writes.ts'
import { shownFirst } from '../first-features.ts'
import { DOCUMENT_TABLES, readMeta, writeMeta } from '../revisions.ts'
import type { Statements } from '../statements.ts'
import { boxTable, tableName } from '../table-name.ts'
import { readUnmasked } from '../unmasked.ts'
import type { SqliteConnection } from './driver.ts'
import { viewsOf } from './union-views.ts'

const setRevision = (subject: Subject, id: 1 | 2): string =>
  `UPDATE collection_revisions SET value = (SELECT value FROM revision WHERE id = ${id})
      WHERE collection = '${subject}';`

/** Of a collection and of the union that it is a part of. */
const setRevisions = (collection: ResourceId): string =>
  [...new Set([collection, groupOf(collection)])].map((id) => setRevision(id, 1)).join(' ')

/** Raises the clock (2), the data's revision (1) with it, and those of the collection. */
const raiseData = (collection: ResourceId): string =>
  `UPDATE revision SET value = (SELECT value FROM revision WHERE id = 2) + 1;
    ${setRevisions(collection)}`

/** Raises the clock and the revision of something that does not count among the data. */
const raiseOnly = (subject: Subject): string =>
  `UPDATE revision SET value = value + 1 WHERE id = 2; ${setRevision(subject, 2)}`

/** What besides the collections has a revision, and the writes that raise it. */
const RAISING: readonly (readonly [
  Subject,
  table: string,
  events: readonly string[],
  condition?: string,
])[] = [
  ...Object.entries(DOCUMENT_TABLES).map(
    ([kind, table]) =>
      [kind as keyof typeof DOCUMENT_TABLES, table, ['INSERT', 'UPDATE', 'DELETE']] as const,
  ),
  ['ledger', 'stock_movements', ['INSERT']],
  ['ledger', 'stock_batches', ['INSERT']],
  ['ledger', 'stock_minimums', ['INSERT', 'UPDATE', 'DELETE']],
  ['transfers', 'transfers', ['INSERT', 'UPDATE']],
  ['deployments', 'deployments', ['INSERT', 'UPDATE']],
  ['region', 'meta', ['INSERT', 'UPDATE'], "WHEN new.key IN ('region', 'first-run')"],
  ['imports', 'imports', ['INSERT', 'UPDATE', 'DELETE']],
]

/** Triggers by name. */
const raisingTriggers = (): Record<string, string> =>
  Object.fromEntries(
    RAISING.flatMap(([subject, table, events, condition]) =>
      events.map((event) => [
        `${table}_${event.toLowerCase()}_raises`,
        `AFTER ${event} ON ${table}${condition ? ` ${condition}` : ''} BEGIN ${raiseOnly(subject)} END`,
      ]),
    ),
  )

/** Notes that a row was written, and forgets what was noted long ago. */
const noteWrite = (collection: ResourceId, sequence: string): string =>
  `INSERT OR IGNORE INTO ${FEATURE_WRITES}
      SELECT value, ${sequence}, '${collection}' FROM revision WHERE id = 1;
    DELETE FROM ${FEATURE_WRITES}
      WHERE revision <= (SELECT value FROM revision WHERE id = 1) - ${WRITES_KEPT};`

/** Triggers by name. */
const triggersOf = (collection: ResourceId): Record<string, string> => {
  const table = tableName(collection)
  const box = boxTable(collection)
  const insertBox = `INSERT INTO ${box} VALUES (new.sequence, new.west, new.east, new.south, new.north);`
  const removeBox = `DELETE FROM ${box} WHERE sequence = old.sequence;`
  const raise = raiseData(collection)
  const [noteNew, noteOld] = ['new.sequence', 'old.sequence'].map((at) => noteWrite(collection, at))
  return {
    [`${table}_inserted`]: `AFTER INSERT ON ${table} BEGIN ${insertBox} ${raise} ${noteNew} END`,
    [`${table}_updated`]: `AFTER UPDATE ON ${table} BEGIN ${removeBox} ${insertBox} ${raise} ${noteNew} ${noteOld} END`,
    [`${table}_deleted`]: `AFTER DELETE ON ${table} BEGIN ${removeBox} ${raise} ${noteOld} END`,
  }
}

/** Names of the triggers that do this with each row. */
export const derivingTriggers = (collection: ResourceId): string[] =>
  Object.keys(triggersOf(collection))

/** What those triggers do beside the boxes, for many rows at once. */
export const raiseOnce = async (statements: Statements, collection: ResourceId): Promise<void> => {
  for (const each of raiseData(collection).split(';')) {
    if (each.trim() !== '') await statements.run(each)
  }
}

const TOLD_BY = 'told-by'
/**
 * By which rules features are serialised, and which fields are masked: the number goes up with each
 * change of the masks, of what is left out, of how rings are wound, or of what comes first.
 */
const TELLING = JSON.stringify([
  2,
  RESOURCE_IDS.map((id) => [id, maskedFields(COLLECTIONS[id].fields)]).filter(
    ([, names]) => names!.length > 0,
  ),
])

/** Gives the rows the order of `shownFirst`. */
const reorder = async (
  writer: SqliteConnection,
  collection: ResourceId,
  rows: Awaited<ReturnType<typeof readUnmasked>>,
): Promise<void> => {
  const features = rows.map(({ feature }) => feature)
  const wanted = shownFirst(features)
  if (wanted === features) return
  const table = tableName(collection)
  const before = new Map(rows.map(({ sequence, feature }) => [feature, sequence]))
  // Out of each other's way first.
  await writer.exec(`UPDATE ${table} SET sequence = -sequence`)
  for (const [index, feature] of wanted.entries()) {
    await writer.run(`UPDATE ${table} SET sequence = ? WHERE sequence = ?`, [
      rows[index]!.sequence,
      -before.get(feature)!,
    ])
  }
}

/** Serialises anew what was written by other rules, or none. */
const ensureTelling = async (writer: SqliteConnection): Promise<void> => {
  if ((await readMeta(writer, TOLD_BY)) === TELLING) return
  for (const collection of RESOURCE_IDS) {
    const rows = await readUnmasked(writer, collection)
    for (const { sequence, feature } of rows) {
      const geometry = wound(feature.geometry)
      await writer.run(
        `UPDATE ${tableName(collection)} SET featureJson = @json, geometry = @geometry
         WHERE sequence = @sequence AND featureJson <> @json`,
        {
          sequence,
          geometry: JSON.stringify(geometry),
          json: toldJson(COLLECTIONS[collection], { ...feature, geometry }),
        },
      )
    }
    await reorder(writer, collection, rows)
  }
  await writeMeta(writer, TOLD_BY, TELLING)
}

/** Creates what is missing; what rows that are there already lack is entered. In a transaction. */
export const ensureDerived = async (writer: SqliteConnection): Promise<void> => {
  await writer.exec(`INSERT OR IGNORE INTO revision (id, value) VALUES (1, 0);
    INSERT OR IGNORE INTO revision (id, value) SELECT 2, value FROM revision WHERE id = 1`)
  for (const subject of [...COLLECTION_IDS, ...new Set(RAISING.map(([each]) => each))]) {
    await writer.run(
      `INSERT OR IGNORE INTO collection_revisions (collection, value)
       SELECT ?, value FROM revision WHERE id = 1`,
      [subject],
    )
  }
  await writer.exec(`CREATE TABLE IF NOT EXISTS ${FEATURE_WRITES}
    (revision INTEGER, sequence INTEGER, collection TEXT, PRIMARY KEY (revision, sequence)) WITHOUT ROWID`)
  await ensureTriggers(writer, raisingTriggers())
  for (const collection of RESOURCE_IDS) {
    await ensureBoxes(writer, collection)
    await writer.exec(ownerIndex(collection))
    await ensureTriggers(writer, triggersOf(collection))
  }
  await ensureTelling(writer)
  await ensureUnionViews(writer)
}

/** Creates what is missing or was made by another version. @param definitions by name. */
const ensureMade = async (
  writer: SqliteConnection,
  kind: 'trigger' | 'view',
  definitions: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const [name, definition] of Object.entries(definitions)) {
    const wanted = `CREATE ${kind.toUpperCase()} ${name} ${definition}`
    const text = await writer.value<string>(
      'SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?',
      [kind, name],
    )
    if (text !== wanted) await writer.exec(`DROP ${kind} IF EXISTS ${name}; ${wanted}`)
  }
}

/** @param triggers definitions by name. */
export const ensureTriggers = (
  writer: SqliteConnection,
  triggers: Readonly<Record<string, string>>,
): Promise<void> => ensureMade(writer, 'trigger', triggers)

/** Collections that gather others, as views over the tables of their parts. In a transaction. */
const ensureUnionViews = async (writer: SqliteConnection): Promise<void> => {
  for (const id of UNION_IDS) await ensureMade(writer, 'view', viewsOf(id))
}

const ensureBoxes = async (writer: SqliteConnection, collection: ResourceId): Promise<void> => {
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
const boxesMatch = async (writer: SqliteConnection, collection: ResourceId): Promise<boolean> => {
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
