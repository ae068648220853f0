/**
 * What the database refuses by itself, whoever writes to it. `INSERT OR REPLACE` removes rows without
 * a word to the triggers that keep them: it is refused too.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOVEMENT_KINDS, type MovementKind } from '../../../../data/ledger.ts'
import type { SqliteConnection } from '../../../../server/store/sqlite/driver.ts'
import {
  AT,
  openBooks,
  planOf,
  receiptOf,
  sandbags,
  WRITTEN,
} from '../../../fixtures/ledger-books.ts'
import { inDatabase, type ShortStore } from '../../../fixtures/stores.ts'

let store: ShortStore
let path: string
beforeEach(async () => {
  ;({ store, path } = await openBooks())
})
afterEach(() => store.close())

describe('the database itself refuses', () => {
  const refused = (sql: string, why: RegExp): Promise<void> =>
    inDatabase(path, (other) => expect(other.exec(sql)).rejects.toThrow(why))
  /** A movement that states the balances after it as they would be. */
  const movement = (
    kind: MovementKind,
    quantity: number,
    { batchId = '1', lineId = 'NULL', actor = 'a', at = 'a' } = {},
  ): string => {
    const { onHand, reserved } = MOVEMENT_KINDS[kind]
    return `INSERT INTO stock_movements
        (batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at, actor, reason, document)
      SELECT id, '${kind}', ${quantity}, onHand + ${onHand * quantity},
        reserved + ${reserved * quantity}, ${lineId}, '${at}', '${actor}', 'a', 'a'
      FROM stock_batches WHERE id = ${batchId}`
  }

  test.each([
    ['a movement changed', 'UPDATE stock_movements SET quantity = 1', /never changed/],
    ['a movement removed', 'DELETE FROM stock_movements', /never removed/],
    ['a balance of one’s own', 'UPDATE stock_batches SET onHand = 9', /sum of its movements/],
    ['a batch removed', 'DELETE FROM stock_batches', /never removed/],
    [
      'a batch that begins full',
      `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn, onHand) VALUES ('P-1', 'x', 'x', '2026-01-01', 5)`,
      /begins empty/,
    ],
    ['more out than in', movement('issue', 99_999_999), /stock_batches_available/],
    [
      'goods received before the day that they come',
      `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn)
         VALUES ('P-1', 'food', 'x', '2026-07-02');
       ${movement('receipt', 1, { batchId: '(SELECT max(id) FROM stock_batches)', at: '2026-07-01T15:59:59.999Z' })}`,
      /on the day that they come/,
    ],
    ['a promise without an order', movement('reservation', 1), /line of its batch/],
    ['goods that come in from no order', movement('transfer-in', 1), /than its line has sent/],
    [
      'a movement of a batch that is not there',
      `INSERT INTO stock_movements (batchId, kind, quantity, onHandAfter, at, actor, reason, document)
       VALUES (999, 'receipt', 1, 1, 'a', 'a', 'a', 'a')`,
      /belongs to a batch/,
    ],
    ['a movement of nothing', movement('loss', 0), /stock_movements_quantity/],
    ['a movement of half a thing', movement('loss', 0.5), /whole units/],
    ['a movement nobody wrote', movement('loss', 1, { actor: '' }), /stock_movements_told/],
    [
      'a movement that tells another balance than there is',
      movement('loss', 1).replace('onHand + -1', 'onHand + 7'),
      /tells the balance after it/,
    ],
    [
      'a movement before the last one',
      movement('loss', 1, { at: '1970-01-01T00:00:00.000Z' }),
      /never run backwards/,
    ],
    [
      'a movement out of its turn',
      movement('loss', 1).replace('(batchId,', '(sequence, batchId,').replace('id,', '99, id,'),
      /without gaps/,
    ],
  ])('%s', (_, sql, why) => refused(sql, why))

  test('a line that ships or reserves more than was promised, and an order’s number skipped', async () => {
    const { id } = await sandbags(store)
    const plan = planOf([{ batchId: id, item: 'sandbag', quantity: 10 }])
    await store.transfers.confirm(plan, AT, null)
    const ofLine = {
      batchId: '(SELECT batchId FROM transfer_lines)',
      lineId: '(SELECT id FROM transfer_lines)',
    }
    await refused(movement('transfer-out', 11, ofLine), /CHECK constraint failed/)
    await refused(movement('reservation', 1, ofLine), /transfer_lines_promised/)
    await refused(movement('transfer-in', 1, ofLine), /than its line has sent/)
    await refused('UPDATE transfer_lines SET reserved = 9', /sum of its movements/)
    await refused('DELETE FROM transfer_lines', /never removed/)
    await refused('DELETE FROM transfers', /never removed/)
    await refused(
      `UPDATE transfers SET number = '济防调〔2026〕0007', yearSequence = 7`,
      /keeps its number/,
    )
    await refused(
      `INSERT INTO transfers (number, year, yearSequence, state, isEmergency, requestedBy, reason, sites, createdAt, updatedAt)
       VALUES ('济防调〔2026〕0003', 2026, 3, 'draft', 0, 'a', '', '[]', 'a', 'a')`,
      /without gaps/,
    )
    expect(await store.ledger.check()).toMatchObject({ balanced: true })
  })

  test('and the check finds what a disk’s error could do behind its back', async () => {
    await inDatabase(path, (other) =>
      other.exec(
        'DROP TRIGGER stock_batches_balanced; UPDATE stock_batches SET onHand = onHand + 1',
      ),
    )
    const { balanced, problems } = await store.ledger.check()
    expect(balanced).toBe(false)
    expect(problems.join()).toMatch(/batch \d+: on hand or reserved differs/)
  })
})

describe('the database refuses, whether or not foreign keys are watched,', () => {
  beforeEach(async () => {
    const { id } = await sandbags(store)
    const counts = [{ batchId: id, expectedOnHand: 8000, counted: 7999 }]
    const stocktake = { stockpileId: 'P-1', counts, actor: '甲', reason: '盘点' }
    await store.ledger.stocktake(stocktake, AT, { key: 'count', digest: 'x' })
    const plan = planOf([{ batchId: id, item: 'sandbag', quantity: 10 }])
    await store.transfers.confirm(plan, AT, { key: 'order', digest: 'y' })
  })
  const KEPT = ['stock_batches', 'stock_movements', 'stocktakes', 'transfers', 'transfer_lines']
  const contents = (database: SqliteConnection): Promise<unknown[][]> =>
    Promise.all(KEPT.map((table) => database.all(`SELECT * FROM ${table}`)))

  test.each([
    [
      'a movement put in the place of another',
      `REPLACE INTO stock_movements
         (sequence, batchId, kind, quantity, onHandAfter, at, actor, reason, document)
       VALUES (1, 2, 'receipt', 5, 8004, 'x', 'x', 'x', 'x')`,
    ],
    [
      'the last movement written anew',
      `REPLACE INTO stock_movements
         (sequence, batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at, actor, reason, document)
       SELECT sequence, batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at, 'other', reason, document
       FROM stock_movements ORDER BY sequence DESC LIMIT 1`,
    ],
    [
      'a batch by its id',
      `REPLACE INTO stock_batches (id, stockpileId, item, batch, receivedOn)
       VALUES (1, 'P-1', 'pump', 'x', '2026-01-01')`,
    ],
    [
      'a batch by its name',
      `REPLACE INTO stock_batches (stockpileId, item, batch, receivedOn)
       SELECT stockpileId, item, batch, receivedOn FROM stock_batches`,
    ],
    ['a batch’s last day', `UPDATE stock_batches SET expiresOn = '2099-01-01'`],
    ['a batch’s day of receipt', `UPDATE stock_batches SET receivedOn = '2000-01-01'`],
    [
      'a stocktake',
      `REPLACE INTO stocktakes SELECT id, stockpileId, at, 'other', reason, counts FROM stocktakes`,
    ],
    [
      'an order',
      `REPLACE INTO transfers (id, number, year, yearSequence, state, isEmergency, requestedBy, reason, sites, createdAt, updatedAt)
       SELECT id, number, year, yearSequence, state, isEmergency, 'other', reason, sites, createdAt, updatedAt FROM transfers`,
    ],
    ['a load', 'REPLACE INTO transfer_loads SELECT * FROM transfer_loads'],
    ['a line', 'REPLACE INTO transfer_lines SELECT * FROM transfer_lines'],
    ['an event', 'REPLACE INTO transfer_events SELECT * FROM transfer_events'],
    ['a key', `REPLACE INTO idempotency_keys SELECT key, 'z', document, at FROM idempotency_keys`],
    ['a key forgotten', 'DELETE FROM idempotency_keys'],
  ])('%s', async (_, sql) => {
    for (const foreignKeys of ['ON', 'OFF']) {
      await inDatabase(path, async (other) => {
        await other.exec(`PRAGMA foreign_keys = ${foreignKeys}`)
        const before = await contents(other)
        await expect(other.exec(sql)).rejects.toThrow(
          /not replaced|stays what it is|never removed|begins empty|without gaps|tells the balance/,
        )
        expect(await contents(other)).toEqual(before)
      })
    }
  })

  test('nothing of what is written by the way', async () => {
    expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
    const entry = [receiptOf({ stockpileId: 'P-2', item: 'boat', quantity: 2 })]
    await expect(store.ledger.record(entry, WRITTEN)).resolves.toHaveLength(1)
  })
})
