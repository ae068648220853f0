/** Tables of the transfer orders: order, loads, lines, events. Nothing in them is ever removed. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import {
  APPROVALS,
  LOAD_STATE_NAMES,
  ORDER_STATE_NAMES,
  ORDER_STEP_NAMES,
} from '../../../data/order-steps.ts'
import { ORDER_NUMBER_SQL } from '../transfers/order-number.ts'
import { stockBatches } from './ledger-tables.ts'
import { RESOURCE_TABLES } from './resource-tables.ts'

const oneOf = (column: string, names: readonly string[]): string =>
  `"${column}" IN (${names.map((name) => `'${name}'`).join(', ')})`

export const transfers = sqliteTable(
  'transfers',
  {
    id: integer().primaryKey(),
    number: text().notNull().unique(),
    /** Local year, and the order's place in it from 1 on. */
    year: integer().notNull(),
    yearSequence: integer().notNull(),
    state: text().notNull(),
    version: integer().notNull().default(1),
    isEmergency: integer().notNull(),
    requestedBy: text().notNull(),
    reason: text().notNull(),
    /** JSON: who gets the goods and where. */
    sites: text().notNull(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    approval: text(),
    approvedBy: text(),
    approvedAt: text(),
    papersDueAt: text(),
    papersAt: text(),
  },
  (table) => [
    uniqueIndex('transfers_year_sequence').on(table.year, table.yearSequence),
    index('transfers_state').on(table.state),
    check('transfers_number', sql.raw(`"number" = ${ORDER_NUMBER_SQL}`)),
    check('transfers_state_known', sql.raw(oneOf('state', ORDER_STATE_NAMES))),
    check('transfers_emergency', sql.raw('"isEmergency" IN (0, 1)')),
    check('transfers_sites', sql.raw(`coalesce(json_type("sites"), '') = 'array'`)),
    check('transfers_approval', sql.raw(`"approval" IS NULL OR ${oneOf('approval', APPROVALS)}`)),
    // Whoever approved and when belong together; only an approval by phone waits for papers.
    check(
      'transfers_approved',
      sql.raw(
        '("approval" IS NULL) = ("approvedAt" IS NULL) AND ("approval" IS NULL) = ("approvedBy" IS NULL)',
      ),
    ),
    check(
      'transfers_papers',
      sql.raw(`(coalesce("approval", '') = 'phone') = ("papersDueAt" IS NOT NULL)`),
    ),
    check(
      'transfers_state_approved',
      sql.raw(`"state" IN ('draft', 'cancelled') OR "approval" IS NOT NULL`),
    ),
  ],
)

/** What goes from one stockpile to one site. */
export const transferLoads = sqliteTable(
  'transfer_loads',
  {
    id: integer().primaryKey(),
    transferId: integer()
      .notNull()
      .references(() => transfers.id),
    /** Its place in the order, from 0. */
    load: integer().notNull(),
    stockpileId: text()
      .notNull()
      .references(() => RESOURCE_TABLES.stockpiles.id),
    /** Index into the order's sites. */
    site: integer().notNull(),
    state: text().notNull(),
    lorries: integer().notNull(),
    leavesAt: text().notNull(),
    arrivesAt: text().notNull(),
    departedAt: text(),
    receivedAt: text(),
    /** JSON: longitudes and latitudes of the planned way. */
    route: text().notNull(),
  },
  (table) => [
    uniqueIndex('transfer_loads_load').on(table.transferId, table.load),
    check('transfer_loads_state', sql.raw(oneOf('state', LOAD_STATE_NAMES))),
    check('transfer_loads_lorries', sql.raw('"lorries" >= 0')),
    check('transfer_loads_route', sql.raw(`coalesce(json_type("route"), '') = 'array'`)),
  ],
)

/** Goods of one batch in a load. `reserved` and `shipped` follow from the movements. */
export const transferLines = sqliteTable(
  'transfer_lines',
  {
    id: integer().primaryKey(),
    loadId: integer()
      .notNull()
      .references(() => transferLoads.id),
    batchId: integer()
      .notNull()
      .references(() => stockBatches.id),
    quantity: integer().notNull(),
    reserved: integer().notNull().default(0),
    shipped: integer().notNull().default(0),
    received: integer().notNull().default(0),
    damaged: integer().notNull().default(0),
    missing: integer().notNull().default(0),
    returned: integer().notNull().default(0),
  },
  (table) => [
    index('transfer_lines_load').on(table.loadId),
    index('transfer_lines_batch').on(table.batchId),
    check('transfer_lines_quantity', sql.raw('"quantity" > 0')),
    check(
      'transfer_lines_promised',
      sql.raw('"reserved" >= 0 AND "shipped" >= 0 AND "reserved" + "shipped" <= "quantity"'),
    ),
    check(
      'transfer_lines_arrived',
      sql.raw(
        '"received" >= 0 AND "damaged" >= 0 AND "missing" >= 0 AND "returned" >= 0 AND ' +
          '"received" + "damaged" + "missing" <= "shipped" AND "returned" <= "shipped"',
      ),
    ),
  ],
)

/** The order's timeline. */
export const transferEvents = sqliteTable(
  'transfer_events',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    transferId: integer()
      .notNull()
      .references(() => transfers.id),
    step: text().notNull(),
    at: text().notNull(),
    actor: text().notNull(),
    note: text().notNull(),
    /** JSON: loads that it moved. */
    loads: text().notNull(),
    /** State of the order afterwards. */
    state: text().notNull(),
  },
  (table) => [
    index('transfer_events_transfer').on(table.transferId),
    check('transfer_events_step', sql.raw(oneOf('step', [...ORDER_STEP_NAMES, 'create']))),
    check('transfer_events_state', sql.raw(oneOf('state', ORDER_STATE_NAMES))),
    check('transfer_events_actor', sql.raw('length("actor") > 0')),
  ],
)

/**
 * Requests that were carried out, by the key their sender gave them: none is carried out twice
 * within ninety days.
 */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    key: text().primaryKey(),
    /** Digest of what was asked: the same key for something else is a mistake. */
    digest: text().notNull(),
    /** What the answer is read again by. */
    document: text().notNull(),
    at: text().notNull(),
  },
  (table) => [index('idempotency_keys_at').on(table.at)],
)
