/** `INSERT OR REPLACE` removes rows without a word to the triggers that keep them: it is refused. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AT, type Books, openBooks, planOf, WRITTEN } from './ledger-fixture.ts'

let books: Books
beforeEach(async () => {
  books = await openBooks()
  const { ledger, transfers } = books.store
  const { id } = (await ledger.batches({ items: ['sandbag'] }))[0]!
  const counts = [{ batchId: id, expectedOnHand: 8000, counted: 7999 }]
  const stocktake = { stockpileId: 'P-1', counts, actor: '甲', reason: '盘点' }
  await ledger.stocktake(stocktake, AT, { key: 'count', digest: 'x' })
  const plan = planOf([{ batchId: id, item: 'sandbag', quantity: 10 }])
  await transfers.confirm(plan, AT, { key: 'order', digest: 'y' })
})
afterEach(() => books.close())

const contents = (database: Database.Database): string =>
  JSON.stringify(
    ['stock_batches', 'stock_movements', 'stocktakes', 'transfers', 'transfer_lines'].map((table) =>
      database.prepare(`SELECT * FROM ${table}`).all(),
    ),
  )

describe('the database refuses, whether or not foreign keys are watched,', () => {
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
  ])('%s', (_, sql) => {
    for (const foreignKeys of ['ON', 'OFF']) {
      const other = new Database(books.path)
      try {
        other.pragma(`foreign_keys = ${foreignKeys}`)
        const before = contents(other)
        expect(() => other.exec(sql)).toThrow(
          /not replaced|stays what it is|never removed|begins empty|without gaps|tells the balance/,
        )
        expect(contents(other)).toBe(before)
      } finally {
        other.close()
      }
    }
  })

  test('nothing of what is written by the way', async () => {
    expect(await books.store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
    const receipt = { kind: 'receipt', stockpileId: 'P-2', item: 'boat', batch: 'B' } as const
    const dates = { receivedOn: '2026-01-01', expiresOn: null }
    const entry = [{ ...receipt, ...dates, quantity: 2 }]
    await expect(books.store.ledger.record(entry, WRITTEN)).resolves.toHaveLength(1)
  })
})
