/**
 * Tables of the ledger and of the transfer orders, which refer to each other: goods are promised to
 * the lines of orders, and every movement of them is kept. Nothing in them is ever removed.
 */
import { sql } from 'drizzle-orm'
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import {
  LOAN_BACK_KINDS,
  LOAN_KINDS,
  MOVEMENT_KIND_NAMES,
  MOVEMENT_KINDS,
  type MovementKind,
} from '../../../data/ledger.ts'
import { LINK_STEPS, MOST_PHOTO_BYTES, PHOTO_TYPES } from '../../../data/load-link-limits.ts'
import { LINE_NUMBERS, WHEREABOUTS_NAMES } from '../../../data/order-lines.ts'
import { APPROVALS, EVENT_STEPS, LOAD_STATES, ORDER_STATES } from '../../../data/order-steps.ts'
import { quoted } from '../statements.ts'
import { ORDER_NUMBER_PATTERN_SQL } from '../transfers/order-number.ts'
import { checks, isDay, isOneOf } from './constraints.ts'
import { PROMISING } from './ledger-triggers.ts'
import { RESOURCE_TABLES } from './resource-tables.ts'

const stockpileId = () =>
  text()
    .notNull()
    .references(() => RESOURCE_TABLES.stockpiles.id)

/** A number that is counted up from nought. */
const count = () => integer().notNull().default(0)

/** Goods of one item that came at one time; the balances follow from the movements. */
export const stockBatches = sqliteTable(
  'stock_batches',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    stockpileId: stockpileId(),
    item: text().notNull(),
    batch: text().notNull(),
    /** Days; null where the goods do not expire. */
    receivedOn: text().notNull(),
    expiresOn: text(),
    /** Whose goods they are, where they are borrowed. */
    lender: text(),
    onHand: count(),
    reserved: count(),
  },
  (table) => [
    uniqueIndex('stock_batches_unique').on(table.stockpileId, table.item, table.batch),
    index('stock_batches_item').on(table.item),
    ...checks('stock_batches', {
      item_known: `"item" GLOB '[a-z]*'`,
      batch: `length("batch") > 0`,
      received: isDay('receivedOn'),
      expires: `"expiresOn" IS NULL OR ${isDay('expiresOn')}`,
      // Nothing is promised that is not there: availability never falls below nought.
      available: '"reserved" >= 0 AND "reserved" <= "onHand"',
    }),
  ],
)

/** What must stay in a stockpile unless it is an emergency. */
export const stockMinimums = sqliteTable(
  'stock_minimums',
  { stockpileId: stockpileId(), item: text().notNull(), minimum: integer().notNull() },
  (table) => [
    primaryKey({ columns: [table.stockpileId, table.item] }),
    ...checks('stock_minimums', { minimum: '"minimum" >= 0' }),
  ],
)

/** Counts of a stockpile, each with the differences it led to. */
export const stocktakes = sqliteTable('stocktakes', {
  id: integer().primaryKey(),
  stockpileId: stockpileId(),
  at: text().notNull(),
  actor: text().notNull(),
  reason: text().notNull(),
  /** JSON: every batch counted, with what was expected. */
  counts: text().notNull(),
})

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
    ...checks('transfers', {
      number: `"number" GLOB ${ORDER_NUMBER_PATTERN_SQL}`,
      state_known: isOneOf('state', Object.keys(ORDER_STATES)),
      emergency: '"isEmergency" IN (0, 1)',
      sites: `coalesce(json_type("sites"), '') = 'array'`,
      approval: `"approval" IS NULL OR ${isOneOf('approval', APPROVALS)}`,
      // Whoever approved and when belong together; only an approval by phone waits for papers.
      approved:
        '("approval" IS NULL) = ("approvedAt" IS NULL) AND ("approval" IS NULL) = ("approvedBy" IS NULL)',
      papers: `(coalesce("approval", '') = 'phone') = ("papersDueAt" IS NOT NULL)`,
      state_approved: `"state" IN ('draft', 'cancelled') OR "approval" IS NOT NULL`,
    }),
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
    stockpileId: stockpileId(),
    /** Index into the order's sites. */
    site: integer().notNull(),
    state: text().notNull(),
    lorries: integer().notNull(),
    /** What hired lorries are called; null for the stockpile's own. */
    hired: text(),
    /** How often its lorries will have driven there by then. */
    round: integer().notNull().default(1),
    /** JSON: its stop of a lorry that loads at several stores; null: of none. */
    pickup: text(),
    /** JSON: whole kits among its lines. */
    kits: text().notNull().default('[]'),
    leavesAt: text().notNull(),
    arrivesAt: text().notNull(),
    departedAt: text(),
    arrivedAt: text(),
    receivedAt: text(),
    /** When its way was chosen anew. */
    routedAt: text(),
    /** JSON: longitudes and latitudes of the planned way. */
    route: text().notNull(),
  },
  (table) => [
    uniqueIndex('transfer_loads_load').on(table.transferId, table.load),
    ...checks('transfer_loads', {
      state: isOneOf('state', Object.keys(LOAD_STATES)),
      lorries: '"lorries" >= 0',
      route: `coalesce(json_type("route"), '') = 'array'`,
    }),
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
    reserved: count(),
    shipped: count(),
    received: count(),
    damaged: count(),
    missing: count(),
    returned: count(),
    underWay: count(),
    atSite: count(),
    used: count(),
    handedOver: count(),
  },
  (table) => [
    index('transfer_lines_load').on(table.loadId),
    index('transfer_lines_batch').on(table.batchId),
    index('transfer_lines_at_site').on(table.loadId).where(sql`"atSite" > 0`),
    ...checks('transfer_lines', {
      quantity: '"quantity" > 0',
      promised: '"reserved" >= 0 AND "shipped" >= 0 AND "reserved" + "shipped" <= "quantity"',
      counted: LINE_NUMBERS.map((name) => `"${name}" >= 0`).join(' AND '),
      // Every unit that has left is in one place.
      accounted: `"shipped" = ${WHEREABOUTS_NAMES.map((name) => `"${name}"`).join(' + ')}`,
      arrived:
        '"received" >= "atSite" + "used" + "handedOver" AND ' +
        '"received" <= "shipped" - "underWay" - "missing"',
    }),
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
    /** JSON: what the lines and loads were changed by, and the movements (see `event-changes.ts`). */
    changes: text().notNull().default('{}'),
    /** Of an undoing: the event that it takes back. */
    undoes: integer(),
  },
  (table) => [
    uniqueIndex('transfer_events_undoes').on(table.undoes),
    index('transfer_events_transfer').on(table.transferId),
    ...checks('transfer_events', {
      step: isOneOf('step', Object.keys(EVENT_STEPS)),
      state: isOneOf('state', Object.keys(ORDER_STATES)),
      actor: 'length("actor") > 0',
      changes: `coalesce(json_type("changes"), '') = 'object'`,
      // What is undone says why.
      undoing: `("step" = 'undo') = ("undoes" IS NOT NULL) AND ("step" <> 'undo' OR length("note") > 0)`,
    }),
  ],
)

/** Pictures that were taken of a load on its way, with nothing in them but the picture. */
export const loadPhotos = sqliteTable(
  'load_photos',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    loadId: integer()
      .notNull()
      .references(() => transferLoads.id),
    /** The step that it was taken at. */
    step: text().notNull(),
    at: text().notNull(),
    actor: text().notNull(),
    mediaType: text().notNull(),
    picture: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('load_photos_load').on(table.loadId),
    ...checks('load_photos', {
      step: isOneOf('step', LINK_STEPS),
      actor: 'length("actor") > 0',
      media_type: isOneOf('mediaType', PHOTO_TYPES),
      size: `length("picture") BETWEEN 1 AND ${MOST_PHOTO_BYTES}`,
    }),
  ],
)

/** What a movement changes, by its kind: written once, in the data dictionary. */
const changeOf = (balance: 'onHand' | 'reserved') => {
  const kindsOf = (sign: number): MovementKind[] =>
    MOVEMENT_KIND_NAMES.filter((kind) => MOVEMENT_KINDS[kind][balance] === sign)
  const change = `CASE WHEN "kind" IN (${quoted(kindsOf(1))}) THEN "quantity"
    WHEN "kind" IN (${quoted(kindsOf(-1))}) THEN -"quantity" ELSE 0 END`
  return integer().notNull().generatedAlwaysAs(sql.raw(change), { mode: 'stored' })
}

const IS_LOAN = `"kind" IN (${quoted(LOAN_KINDS)})`

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
    onHandChange: changeOf('onHand'),
    reservedChange: changeOf('reserved'),
    /** The batch's balances after it: given by the code that writes the row, proved by a trigger. */
    onHandAfter: count(),
    reservedAfter: count(),
    /** The line of an order that it belongs to. */
    lineId: integer().references(() => transferLines.id),
    /** Of a loan: with whom, and the day by which it is due. */
    party: text(),
    dueOn: text(),
    /** Of what comes back of a loan: the movement by which it went. */
    loan: integer(),
    /** ISO instant. */
    at: text().notNull(),
    actor: text().notNull(),
    reason: text().notNull(),
    document: text().notNull(),
  },
  (table) => [
    index('stock_movements_due').on(table.dueOn).where(sql`"dueOn" IS NOT NULL`),
    index('stock_movements_loan').on(table.loan).where(sql`"loan" IS NOT NULL`),
    // By batch, and within one in the order they were written: the last one shows what is there.
    index('stock_movements_batch').on(table.batchId),
    index('stock_movements_line').on(table.lineId),
    ...checks('stock_movements', {
      kind: isOneOf('kind', MOVEMENT_KIND_NAMES),
      quantity: '"quantity" > 0',
      line_known: `"kind" NOT IN ${PROMISING} OR "lineId" IS NOT NULL`,
      lent: `(${IS_LOAN}) = ("dueOn" IS NOT NULL) AND (${IS_LOAN}) = (coalesce(length("party"), 0) > 0)`,
      due: `"dueOn" IS NULL OR ${isDay('dueOn')}`,
      loan_known: `("kind" IN (${quoted(LOAN_BACK_KINDS)})) = ("loan" IS NOT NULL)`,
      told: 'length("actor") > 0 AND length("reason") > 0 AND length("document") > 0',
    }),
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
