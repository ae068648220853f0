/** Tables of the ledger: batches with their balances, minimum reserves, stocktakes, movements. */
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { MOVEMENT_KIND_NAMES, MOVEMENT_KINDS, type MovementKind } from '../../../data/ledger.ts'
import { RESOURCE_TABLES } from './resource-tables.ts'
import { transferLines } from './transfer-tables.ts'

const DAY = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** What a movement changes, by its kind: written once, in the data dictionary. */
const changeOf = (balance: 'onHand' | 'reserved'): string => {
  const kindsOf = (sign: number): MovementKind[] =>
    MOVEMENT_KIND_NAMES.filter((kind) => MOVEMENT_KINDS[kind][balance] === sign)
  return `CASE WHEN "kind" IN (${quoted(kindsOf(1))}) THEN "quantity"
    WHEN "kind" IN (${quoted(kindsOf(-1))}) THEN -"quantity" ELSE 0 END`
}

/** Kinds that promise goods to an order, or keep the promise. */
const PROMISING: readonly MovementKind[] = ['reservation', 'release', 'transfer-out']

/** Goods of one item that came at one time; the balances follow from the movements. */
export const stockBatches = sqliteTable(
  'stock_batches',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    stockpileId: text()
      .notNull()
      .references(() => RESOURCE_TABLES.stockpiles.id),
    item: text().notNull(),
    batch: text().notNull(),
    /** Days; null where the goods do not expire. */
    receivedOn: text().notNull(),
    expiresOn: text(),
    onHand: integer().notNull().default(0),
    reserved: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('stock_batches_unique').on(table.stockpileId, table.item, table.batch),
    index('stock_batches_item').on(table.item),
    check('stock_batches_item_known', sql.raw(`"item" GLOB '[a-z]*'`)),
    check('stock_batches_batch', sql.raw(`length("batch") > 0`)),
    check('stock_batches_received', sql.raw(`"receivedOn" GLOB '${DAY}'`)),
    check('stock_batches_expires', sql.raw(`"expiresOn" IS NULL OR "expiresOn" GLOB '${DAY}'`)),
    // Nothing is promised that is not there: availability never falls below nought.
    check('stock_batches_available', sql.raw('"reserved" >= 0 AND "reserved" <= "onHand"')),
  ],
)

/** What must stay in a stockpile unless it is an emergency. */
export const stockMinimums = sqliteTable(
  'stock_minimums',
  {
    stockpileId: text()
      .notNull()
      .references(() => RESOURCE_TABLES.stockpiles.id),
    item: text().notNull(),
    minimum: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.stockpileId, table.item] }),
    check('stock_minimums_minimum', sql.raw('"minimum" >= 0')),
  ],
)

/** Counts of a stockpile, each with the differences it led to. */
export const stocktakes = sqliteTable('stocktakes', {
  id: integer().primaryKey(),
  stockpileId: text()
    .notNull()
    .references(() => RESOURCE_TABLES.stockpiles.id),
  at: text().notNull(),
  actor: text().notNull(),
  reason: text().notNull(),
  /** JSON: every batch counted, with what was expected. */
  counts: text().notNull(),
})

/** The ledger itself: nothing in it is ever changed or removed (see the triggers). */
export const stockMovements = sqliteTable(
  'stock_movements',
  {
    sequence: integer().primaryKey({ autoIncrement: true }),
    batchId: integer()
      .notNull()
      .references(() => stockBatches.id),
    kind: text().notNull(),
    quantity: integer().notNull(),
    onHandChange: integer()
      .notNull()
      .generatedAlwaysAs(sql.raw(changeOf('onHand')), {
        mode: 'stored',
      }),
    reservedChange: integer()
      .notNull()
      .generatedAlwaysAs(sql.raw(changeOf('reserved')), {
        mode: 'stored',
      }),
    /** The batch's balances after it: told by whoever writes, proved by a trigger. */
    onHandAfter: integer().notNull().default(0),
    reservedAfter: integer().notNull().default(0),
    /** The line of an order that it belongs to. */
    lineId: integer().references(() => transferLines.id),
    /** ISO instant. */
    at: text().notNull(),
    actor: text().notNull(),
    reason: text().notNull(),
    document: text().notNull(),
  },
  (table) => [
    // By batch, and within one in the order they were written: the last one tells what is there.
    index('stock_movements_batch').on(table.batchId),
    index('stock_movements_line').on(table.lineId),
    check('stock_movements_kind', sql.raw(`"kind" IN (${quoted(MOVEMENT_KIND_NAMES)})`)),
    check('stock_movements_quantity', sql.raw('"quantity" > 0')),
    check(
      'stock_movements_line_known',
      sql.raw(`"kind" NOT IN (${quoted(PROMISING)}) OR "lineId" IS NOT NULL`),
    ),
    check(
      'stock_movements_told',
      sql.raw('length("actor") > 0 AND length("reason") > 0 AND length("document") > 0'),
    ),
  ],
)
