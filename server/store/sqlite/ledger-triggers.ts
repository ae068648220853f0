/**
 * What the database itself refuses, whoever writes to it: a movement changed, removed or replaced,
 * a balance that is not the sum of its movements, a promise without an order, goods that come back
 * from an order which never sent them, an order's number skipped.
 */
import { type MovementKind, RECEIVING_KINDS } from '../../../data/ledger.ts'
import { LOCAL_OFFSET } from '../../../data/local-time.ts'
import { quoted } from '../statements.ts'
import { KEY_DAYS } from '../transfers/idempotency.ts'
import { ensureTriggers } from './derived.ts'
import type { SqliteConnection } from './driver.ts'

const refuse = (sentence: string): string => `SELECT RAISE(ABORT, '${sentence}');`

const never = (event: string, table: string, sentence: string): string =>
  `BEFORE ${event} ON ${table} BEGIN ${refuse(sentence)} END`

/** Kinds that promise goods to an order, or keep the promise. */
const PROMISING_KINDS: readonly MovementKind[] = [
  ...(['reservation', 'release', 'transfer-out', 'transfer-out-undone'] as const),
]

/** They as SQL, for the table's own condition too. */
export const PROMISING = `(${quoted(PROMISING_KINDS)})`

const sumOf = (column: string, where: string): string =>
  `(SELECT coalesce(sum(${column}), 0) FROM stock_movements WHERE ${where})`

/** What the batch of a new movement had after the movement before it. */
const before = (column: string): string =>
  `coalesce((SELECT ${column} FROM stock_movements WHERE batchId = new.batchId
    ORDER BY sequence DESC LIMIT 1), 0)`

/** What the batch has after its last movement, which is being counted. */
const last = (column: string): string =>
  `(SELECT ${column} FROM stock_movements WHERE batchId = new.id ORDER BY sequence DESC LIMIT 1)`

/** Keys by which `INSERT OR REPLACE` would remove a row: no DELETE trigger hears of that. */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  stock_movements: [['sequence']],
  stock_batches: [['id'], ['stockpileId', 'item', 'batch']],
  stocktakes: [['id']],
  transfers: [['id'], ['number'], ['year', 'yearSequence']],
  transfer_loads: [['id'], ['transferId', 'load']],
  transfer_lines: [['id']],
  transfer_events: [['id']],
  load_photos: [['id']],
  idempotency_keys: [['key']],
  feature_changes: [['sequence']],
}

/** Tables whose rows stay: none is removed or replaced. */
export const KEPT_TABLES = Object.keys(KEYS)

/** One trigger for every table of `KEYS`, by name: a row that is there is not replaced. */
const notReplaced = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(KEYS).map(([table, keys]) => {
      const isThere = keys.map((columns) => {
        const same = columns.map((column) => `${column} = new.${column}`).join(' AND ')
        return `EXISTS (SELECT 1 FROM ${table} WHERE ${same})`
      })
      const definition = `BEFORE INSERT ON ${table} WHEN ${isThere.join(' OR ')}
    BEGIN ${refuse('what is kept is not replaced')} END`
      return [`${table}_not_replaced`, definition]
    }),
  )

/** What a kind of movement and its counter add up to. */
const net = (kind: 'transfer-out' | 'transfer-in', row = ''): string =>
  `CASE ${row}kind WHEN '${kind}' THEN ${row}quantity WHEN '${kind}-undone' THEN -${row}quantity ELSE 0 END`

const SHIPPED = net('transfer-out')

/** Whether the load of a line goes to a stockpile, in whose books its goods are then. */
const IS_FOR_BOOKS = `(SELECT json_extract(t.sites, '$[' || o.site || '].stockpileId') IS NOT NULL
  FROM transfer_loads o JOIN transfers t ON t.id = o.transferId WHERE o.id = new.loadId)`

/** Of a change, all but what the feature held. */
const CHANGE_COLUMNS = [
  ...['sequence', 'revision', 'collection', 'featureId', 'kind'],
  ...['who', 'reason', 'importId', 'guarded', 'at'],
]

/** Triggers by name. */
const TRIGGERS: Readonly<Record<string, string>> = {
  stock_movements_fixed: never('UPDATE', 'stock_movements', 'a movement is never changed'),
  stock_movements_kept: never('DELETE', 'stock_movements', 'a movement is never removed'),
  stock_movements_promised: `BEFORE INSERT ON stock_movements
    WHEN new.kind IN ${PROMISING}
      AND (SELECT batchId FROM transfer_lines WHERE id = new.lineId) IS NOT new.batchId
    BEGIN ${refuse('a promise belongs to a line of its batch')} END`,
  // Foreign keys are a matter of each connection, and many a program opens one without them.
  stock_movements_of_batch: `BEFORE INSERT ON stock_movements
    WHEN NOT EXISTS (SELECT 1 FROM stock_batches WHERE id = new.batchId)
    BEGIN ${refuse('a movement belongs to a batch')} END`,
  stock_movements_sent: `BEFORE INSERT ON stock_movements
    WHEN new.kind = 'transfer-in' AND
      ${sumOf(net('transfer-in'), 'lineId = new.lineId')} + new.quantity >
      coalesce((SELECT shipped FROM transfer_lines WHERE id = new.lineId), 0)
    BEGIN ${refuse('no more comes in than its line has sent')} END`,
  stock_movements_lent: `BEFORE INSERT ON stock_movements
    WHEN new.loan IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM stock_movements l JOIN stock_batches o ON o.id = l.batchId
        JOIN stock_batches b ON b.id = new.batchId
      WHERE l.sequence = new.loan AND l.kind || '-back' = new.kind AND b.item = o.item
        AND (b.id = o.id OR new.kind = 'loan-in-back' AND coalesce(b.lender, l.party) = l.party)
        AND ${sumOf('quantity', 'loan = new.loan')} + new.quantity <= l.quantity)
    BEGIN ${refuse('no more comes back of a loan than was lent')} END`,
  stock_movements_owned: `BEFORE INSERT ON stock_movements
    WHEN CASE WHEN new.kind IN (${quoted(RECEIVING_KINDS)})
        THEN (SELECT lender FROM stock_batches WHERE id = new.batchId) IS NOT new.party
      ELSE new.kind = 'loan-out'
        AND (SELECT lender FROM stock_batches WHERE id = new.batchId) IS NOT NULL END
    BEGIN ${refuse('borrowed goods are kept apart and are not lent on')} END`,
  stock_movements_there: `BEFORE INSERT ON stock_movements
    WHEN new.kind IN (${quoted(RECEIVING_KINDS)}) AND
      (SELECT receivedOn FROM stock_batches WHERE id = new.batchId) > date(new.at, '${LOCAL_OFFSET}')
    BEGIN ${refuse('goods are received on the day that they come, not before')} END`,
  stock_movements_forward: `BEFORE INSERT ON stock_movements
    WHEN new.at < (SELECT at FROM stock_movements ORDER BY sequence DESC LIMIT 1)
    BEGIN ${refuse('the books never run backwards')} END`,
  stock_movements_whole: `BEFORE INSERT ON stock_movements
    WHEN typeof(new.quantity) <> 'integer'
    BEGIN ${refuse('a movement counts whole units')} END`,
  stock_movements_numbered: `AFTER INSERT ON stock_movements
    WHEN EXISTS (SELECT 1 FROM stock_movements WHERE sequence > new.sequence) OR new.sequence < 1
      OR (new.sequence > 1
        AND NOT EXISTS (SELECT 1 FROM stock_movements WHERE sequence = new.sequence - 1))
    BEGIN ${refuse('movements are numbered without gaps')} END`,
  // Against the movement before it alone: a sum over the batch would grow with every movement.
  stock_movements_balanced: `BEFORE INSERT ON stock_movements
    WHEN new.onHandAfter IS NOT ${before('onHandAfter')} + new.onHandChange
      OR new.reservedAfter IS NOT ${before('reservedAfter')} + new.reservedChange
    BEGIN ${refuse('a movement tells the balance after it')} END`,
  stock_movements_counted: `AFTER INSERT ON stock_movements BEGIN
    UPDATE stock_batches SET onHand = new.onHandAfter, reserved = new.reservedAfter
      WHERE id = new.batchId;
    UPDATE transfer_lines SET reserved = reserved + new.reservedChange,
      shipped = shipped + ${net('transfer-out', 'new.')},
      underWay = underWay + ${net('transfer-out', 'new.')}
      WHERE id = new.lineId AND new.kind IN ${PROMISING};
    END`,
  stock_batches_begun: `BEFORE INSERT ON stock_batches
    WHEN new.onHand <> 0 OR new.reserved <> 0
    BEGIN ${refuse('a batch begins empty; a receipt fills it')} END`,
  stock_batches_balanced: `BEFORE UPDATE OF onHand, reserved ON stock_batches
    WHEN new.onHand IS NOT ${last('onHandAfter')} OR new.reserved IS NOT ${last('reservedAfter')}
    BEGIN ${refuse('a balance is the sum of its movements')} END`,
  stock_batches_fixed: `BEFORE UPDATE OF id, stockpileId, item, batch, receivedOn, expiresOn, lender
    ON stock_batches
    BEGIN ${refuse('a batch stays what it is')} END`,
  stock_batches_kept: never('DELETE', 'stock_batches', 'a batch is never removed'),
  stocktakes_fixed: never('UPDATE', 'stocktakes', 'a stocktake is never changed'),
  stocktakes_kept: never('DELETE', 'stocktakes', 'a stocktake is never removed'),
  transfers_numbered: `BEFORE INSERT ON transfers
    WHEN new.yearSequence IS NOT
      (SELECT coalesce(max(yearSequence), 0) + 1 FROM transfers WHERE year = new.year)
    BEGIN ${refuse('orders are numbered without gaps')} END`,
  transfers_fixed: `BEFORE UPDATE OF id, number, year, yearSequence ON transfers
    BEGIN ${refuse('an order keeps its number')} END`,
  transfers_accounted: `BEFORE UPDATE OF state ON transfers
    WHEN new.state = 'closed' AND old.state <> 'closed' AND EXISTS (
      SELECT 1 FROM transfer_loads o JOIN transfer_lines l ON l.loadId = o.id
      WHERE o.transferId = new.id AND l.reserved + l.underWay + l.atSite > 0)
    BEGIN ${refuse('an order is not closed over goods that are not accounted for')} END`,
  transfers_kept: never('DELETE', 'transfers', 'an order is never removed'),
  transfer_loads_fixed: `BEFORE UPDATE OF id, transferId, load, stockpileId, site ON transfer_loads
    BEGIN ${refuse('a load stays what it is')} END`,
  transfer_loads_kept: never('DELETE', 'transfer_loads', 'a load is never removed'),
  transfer_lines_begun: `BEFORE INSERT ON transfer_lines
    WHEN new.reserved <> 0 OR new.shipped <> 0 OR new.received <> 0 OR
      (SELECT stockpileId FROM stock_batches WHERE id = new.batchId) IS NOT
      (SELECT stockpileId FROM transfer_loads WHERE id = new.loadId)
    BEGIN ${refuse('a line begins empty and its batch lies in the stockpile of its load')} END`,
  transfer_lines_balanced: `BEFORE UPDATE OF reserved, shipped ON transfer_lines
    WHEN new.reserved IS NOT ${sumOf('reservedChange', 'lineId = new.id')}
      OR new.shipped IS NOT ${sumOf(SHIPPED, 'lineId = new.id')}
    BEGIN ${refuse('what a line holds is the sum of its movements')} END`,
  transfer_lines_booked: `BEFORE UPDATE OF returned, handedOver ON transfer_lines
    WHEN new.returned + CASE WHEN ${IS_FOR_BOOKS} THEN new.handedOver ELSE 0 END
      IS NOT ${sumOf(net('transfer-in'), 'lineId = new.id')}
    BEGIN ${refuse('what a line has brought into books is the sum of its movements')} END`,
  transfer_lines_fixed: `BEFORE UPDATE OF id, loadId, batchId, quantity ON transfer_lines
    BEGIN ${refuse('a line stays what it is')} END`,
  transfer_lines_kept: never('DELETE', 'transfer_lines', 'a line is never removed'),
  transfer_events_fixed: never('UPDATE', 'transfer_events', 'an event is never changed'),
  transfer_events_kept: never('DELETE', 'transfer_events', 'an event is never removed'),
  load_photos_fixed: never('UPDATE', 'load_photos', 'a picture is never changed'),
  load_photos_kept: never('DELETE', 'load_photos', 'a picture is never removed'),
  idempotency_keys_fixed: never('UPDATE', 'idempotency_keys', 'a key is never changed'),
  // By the newest key: the database has no clock of its own that a test or a fault could not move.
  idempotency_keys_kept: `BEFORE DELETE ON idempotency_keys
    WHEN julianday(old.at) >= (SELECT julianday(max(at)) - ${KEY_DAYS} FROM idempotency_keys)
    BEGIN ${refuse(`a key is never removed within ${KEY_DAYS} days`)} END`,
  // Only what a feature held leaves its changes, once a later one says that the bin was emptied.
  feature_changes_fixed: `BEFORE UPDATE ON feature_changes
    WHEN new."before" IS NOT NULL OR new."after" IS NOT NULL OR old.kind = 'replace'
      OR ${CHANGE_COLUMNS.map((column) => `new.${column} IS NOT old.${column}`).join(' OR ')}
      OR NOT EXISTS (SELECT 1 FROM feature_changes WHERE collection = old.collection
        AND featureId = old.featureId AND kind = 'empty' AND sequence > old.sequence)
    BEGIN ${refuse('a change is never changed')} END`,
  feature_changes_kept: never('DELETE', 'feature_changes', 'a change is never removed'),
  ...notReplaced(),
}

/** Creates the triggers that are missing or were made by another version. */
export const ensureLedgerTriggers = (writer: SqliteConnection): Promise<void> =>
  ensureTriggers(writer, TRIGGERS)
