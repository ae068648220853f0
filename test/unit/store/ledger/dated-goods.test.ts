/** Goods with a last day: not promised after it, no reserve after it, and it travels with them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  AT,
  openBooks,
  planOf,
  receiptOf,
  receiveFood,
  takeSteps,
  WRITTEN,
} from '../../../fixtures/ledger-books.ts'
import { inDatabase, type ShortStore } from '../../../fixtures/stores.ts'

/** 08:00 UTC is 16:00 of the same day in Jining. */
const TODAY = '2026-07-01'
const YESTERDAY = '2026-06-30'

let store: ShortStore
let path: string
beforeEach(async () => {
  ;({ store, path } = await openBooks())
})
afterEach(() => store.close())

const food = (batchId: number, quantity: number) =>
  planOf([{ batchId, item: 'food' as const, quantity }])

describe('a plan that is confirmed', () => {
  test('gets nothing of a batch past its date, not even in an emergency', async () => {
    const old = await receiveFood(store, 'old', 100, YESTERDAY)
    const expired = { changes: [{ batchId: old, wanted: 10, available: 0, reason: 'expired' }] }
    const confirm = (emergency: boolean) =>
      store.transfers.confirm({ ...food(old, 10), emergency }, AT, null)
    await expect(confirm(false)).rejects.toMatchObject(expired)
    await expect(confirm(true)).rejects.toMatchObject(expired)
    expect(await store.transfers.count()).toBe(0)
  })

  test('may have goods on their last day, by the local calendar', async () => {
    const last = await receiveFood(store, 'last day', 100, TODAY)
    await expect(store.transfers.confirm(food(last, 10), AT, null)).resolves.toBeDefined()
    // Half past midnight of the next day in Jining, the same day still in UTC.
    const late = store.transfers.confirm(food(last, 10), '2026-07-01T16:30:00.000Z', null)
    await expect(late).rejects.toMatchObject({ changes: [{ reason: 'expired' }] })
  })

  test('leaves the minimum reserve in goods that can still be used', async () => {
    await receiveFood(store, 'old', 1000, '2021-01-01')
    const fresh = await receiveFood(store, 'fresh', 500, '2028-01-01')
    await store.ledger.setMinimums([{ stockpileId: 'P-1', item: 'food', minimum: 450 }])
    await expect(store.transfers.confirm(food(fresh, 51), AT, null)).rejects.toMatchObject({
      changes: [{ available: 50, reason: 'reserve' }],
    })
    await expect(store.transfers.confirm(food(fresh, 50), AT, null)).resolves.toBeDefined()
  })
})

describe('goods that are still to come', () => {
  const TOMORROW = '2026-07-02'

  test('are no receipt before the day that they come, by the local calendar', async () => {
    const receipt = receiptOf({ receivedOn: TOMORROW })
    const record = (at: string) => store.ledger.record([receipt], { ...WRITTEN, at })
    await expect(record(AT)).rejects.toMatchObject({
      refusal: { reason: 'to-come', index: 0, today: TODAY },
    })
    expect(await store.ledger.batches({ items: ['food'] })).toEqual([])
    // Half past midnight of that day in Jining, the day before still in UTC.
    await expect(record('2026-07-01T16:30:00.000Z')).resolves.toHaveLength(1)
  })

  test('are not promised, nor do they count as a reserve, where earlier books have them', async () => {
    await inDatabase(path, async (database) => {
      // As a program before this one took them.
      await database.exec('DROP TRIGGER stock_movements_there')
      await database.exec(
        `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn)
           VALUES ('P-1', 'food', 'to come', '${TOMORROW}');
         INSERT INTO stock_movements
           (batchId, kind, quantity, onHandAfter, reservedAfter, at, actor, reason, document)
         SELECT id, 'receipt', 1000, 1000, 0, '${AT}', 'a', 'a', 'a'
           FROM stock_batches WHERE batch = 'to come'`,
      )
    })
    const [coming] = await store.ledger.batches({ items: ['food'] })
    const confirm = (batchId: number, at = AT) =>
      store.transfers.confirm(food(batchId, 10), at, null)
    await expect(confirm(coming!.id)).rejects.toMatchObject({
      changes: [{ available: 0, reason: 'to-come' }],
    })
    await store.ledger.setMinimums([{ stockpileId: 'P-1', item: 'food', minimum: 5 }])
    const there = await receiveFood(store, 'there', 14, null)
    await expect(confirm(there)).rejects.toMatchObject({
      changes: [{ available: 9, reason: 'reserve' }],
    })
    await expect(confirm(coming!.id, '2026-07-01T16:30:00.000Z')).resolves.toBeDefined()
  })
})

test('goods received into another stockpile keep their date where the books know that name with another', async () => {
  const send = async (batchId: number): Promise<string> => {
    const plan = planOf([{ batchId, item: 'food', quantity: 40 }], { toStockpile: 'P-2' })
    const { number } = await store.transfers.confirm(plan, AT, null)
    await takeSteps(store, number, ['approve', 'load', 'depart', 'receive'])
    return number
  }
  const arrived = async () =>
    (await store.ledger.batches({ items: ['food'], stockpileIds: ['P-2'] })).map(
      ({ batch, expiresOn, onHand }) => [batch, expiresOn, onHand],
    )
  const dated = await receiveFood(store, '期初', 100, '2026-12-31')
  await send(dated)
  expect(await arrived()).toEqual([['期初', '2026-12-31', 40]])
  const undated = receiptOf({ stockpileId: 'P-2', batch: '期初 2', quantity: 5 })
  await store.ledger.record([undated], WRITTEN)
  const other = await receiveFood(store, '期初 2', 100, '2026-11-30')
  const number = await send(other)
  expect(await arrived()).toEqual([
    [`期初 2 · ${number}`, '2026-11-30', 40],
    ['期初', '2026-12-31', 40],
    ['期初 2', null, 5],
  ])
  // Of the same date they are one batch.
  await send(dated)
  expect(await arrived()).toContainEqual(['期初', '2026-12-31', 80])
  expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
})

test('an order to a stockpile that is not there is refused when it is made, with the place in the request', async () => {
  const batchId = await receiveFood(store, 'B', 10, null)
  const plan = planOf([{ batchId, item: 'food', quantity: 1 }], { toStockpile: 'NOPE' })
  await expect(store.transfers.confirm(plan, AT, null)).rejects.toMatchObject({
    refusal: { reason: 'no-such-stockpile', site: 0, stockpileId: 'NOPE' },
  })
  expect(await store.transfers.count()).toBe(0)
})

describe('goods that come back', () => {
  const shipped = async (): Promise<{ number: string; lineId: number; batchId: number }> => {
    const batchId = await receiveFood(store, 'B', 10, null)
    const { number } = await store.transfers.confirm(food(batchId, 10), AT, null)
    const [line] = await takeSteps(store, number, ['approve', 'load', 'depart'])
    return { number, lineId: line!.id, batchId }
  }

  test.each([
    [
      { received: 6, damaged: 4 },
      { returned: 6, damaged: 4, missing: 0 },
    ],
    [
      { received: 6, damaged: 0 },
      { returned: 6, damaged: 0, missing: 4 },
    ],
    [
      { received: 0, damaged: 1 },
      { returned: 0, damaged: 1, missing: 9 },
    ],
  ])('on the way, counted %j, are all accounted for', async (count, told) => {
    const { number, lineId } = await shipped()
    const counts = [{ lineId, ...count }]
    const [line] = await takeSteps(store, number, ['return'], { counts })
    expect(line).toMatchObject({ shipped: 10, received: 0, ...told })
    const [batch] = await store.ledger.batches({ items: ['food'] })
    expect(batch?.onHand).toBe(told.returned)
  })

  test('on the way are never more than left, whole and damaged together', async () => {
    const { number, lineId } = await shipped()
    const counts = [{ lineId, received: 7, damaged: 4 }]
    await expect(takeSteps(store, number, ['return'], { counts })).rejects.toMatchObject({
      refusal: { reason: 'miscounted', fault: 'too-many', counted: 11, bound: 10 },
    })
  })

  test('after their receipt keep what was counted then; what stays at the site is told', async () => {
    const { number, lineId } = await shipped()
    const arrived = [{ lineId, received: 7, damaged: 2 }]
    await takeSteps(store, number, ['receive'], { counts: arrived })
    const back = (count: object) =>
      takeSteps(store, number, ['return'], { counts: [{ lineId, received: 5, ...count }] })
    // In all, as it stands afterwards: two were damaged already.
    await expect(back({ damaged: 1 })).rejects.toMatchObject({
      refusal: { reason: 'miscounted', fault: 'less-than-before', counted: 1, bound: 2 },
    })
    const [line] = await back({ damaged: 3 })
    expect(line).toMatchObject({ received: 7, damaged: 3, missing: 1, returned: 5, atSite: 1 })
  })
})
