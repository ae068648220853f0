/**
 * What the database itself refuses, whoever writes to it: a movement changed or removed, a balance
 * that is not the sum of its movements, a promise without an order, an order's number skipped.
 */
import type Database from 'better-sqlite3'

const refuse = (sentence: string): string => `SELECT RAISE(ABORT, '${sentence}');`

const never = (event: string, table: string, sentence: string): string =>
  `BEFORE ${event} ON ${table} BEGIN ${refuse(sentence)} END`

const PROMISING = `('reservation', 'release', 'transfer-out')`

const sumOf = (column: string, where: string): string =>
  `(SELECT coalesce(sum(${column}), 0) FROM stock_movements WHERE ${where})`

const SHIPPED = `CASE kind WHEN 'transfer-out' THEN quantity ELSE 0 END`

/** Triggers by name. */
const TRIGGERS: Readonly<Record<string, string>> = {
  stock_movements_fixed: never('UPDATE', 'stock_movements', 'a movement is never changed'),
  stock_movements_kept: never('DELETE', 'stock_movements', 'a movement is never removed'),
  stock_movements_promised: `BEFORE INSERT ON stock_movements
    WHEN new.kind IN ${PROMISING}
      AND (SELECT batchId FROM transfer_lines WHERE id = new.lineId) IS NOT new.batchId
    BEGIN ${refuse('a promise belongs to a line of its batch')} END`,
  stock_movements_counted: `AFTER INSERT ON stock_movements BEGIN
    UPDATE stock_batches SET onHand = onHand + new.onHandChange,
      reserved = reserved + new.reservedChange WHERE id = new.batchId;
    UPDATE transfer_lines SET reserved = reserved + new.reservedChange,
      shipped = shipped + CASE new.kind WHEN 'transfer-out' THEN new.quantity ELSE 0 END
      WHERE id = new.lineId AND new.kind IN ${PROMISING};
    END`,
  stock_batches_begun: `BEFORE INSERT ON stock_batches
    WHEN new.onHand <> 0 OR new.reserved <> 0
    BEGIN ${refuse('a batch begins empty; a receipt fills it')} END`,
  stock_batches_balanced: `BEFORE UPDATE OF onHand, reserved ON stock_batches
    WHEN new.onHand IS NOT ${sumOf('onHandChange', 'batchId = new.id')}
      OR new.reserved IS NOT ${sumOf('reservedChange', 'batchId = new.id')}
    BEGIN ${refuse('a balance is the sum of its movements')} END`,
  stock_batches_fixed: `BEFORE UPDATE OF id, stockpileId, item, batch ON stock_batches
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
  transfers_kept: never('DELETE', 'transfers', 'an order is never removed'),
  transfer_loads_fixed: `BEFORE UPDATE OF id, transferId, load, stockpileId, site ON transfer_loads
    BEGIN ${refuse('a load stays what it is')} END`,
  transfer_loads_kept: never('DELETE', 'transfer_loads', 'a load is never removed'),
  transfer_lines_begun: `BEFORE INSERT ON transfer_lines
    WHEN new.reserved <> 0 OR new.shipped <> 0 OR
      (SELECT stockpileId FROM stock_batches WHERE id = new.batchId) IS NOT
      (SELECT stockpileId FROM transfer_loads WHERE id = new.loadId)
    BEGIN ${refuse('a line begins empty and its batch lies in the stockpile of its load')} END`,
  transfer_lines_balanced: `BEFORE UPDATE OF reserved, shipped ON transfer_lines
    WHEN new.reserved IS NOT ${sumOf('reservedChange', 'lineId = new.id')}
      OR new.shipped IS NOT ${sumOf(SHIPPED, 'lineId = new.id')}
    BEGIN ${refuse('what a line holds is the sum of its movements')} END`,
  transfer_lines_fixed: `BEFORE UPDATE OF id, loadId, batchId, quantity ON transfer_lines
    BEGIN ${refuse('a line stays what it is')} END`,
  transfer_lines_kept: never('DELETE', 'transfer_lines', 'a line is never removed'),
  transfer_events_fixed: never('UPDATE', 'transfer_events', 'an event is never changed'),
  transfer_events_kept: never('DELETE', 'transfer_events', 'an event is never removed'),
}

/** Creates the triggers that are missing or were made by another version. */
export const ensureLedgerTriggers = (database: Database.Database): void => {
  const text = database
    .prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?")
    .pluck()
  for (const [name, definition] of Object.entries(TRIGGERS)) {
    const wanted = `CREATE TRIGGER ${name} ${definition}`
    if (text.get(name) === wanted) continue
    database.exec(`DROP TRIGGER IF EXISTS ${name}; ${wanted}`)
  }
}
