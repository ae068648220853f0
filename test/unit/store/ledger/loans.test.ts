/** Goods that are lent and borrowed: due by a day, back in parts, and never more than went. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KeeperMovement } from '../../../../data/ledger.ts'
import {
  AT,
  openBooks,
  planOf,
  receiptOf,
  sandbags,
  takeSteps,
  WRITTEN,
} from '../../../fixtures/ledger-books.ts'
import { inDatabase, type ShortStore } from '../../../fixtures/stores.ts'

const TODAY = '2026-07-01'

let store: ShortStore
let path: string
beforeEach(async () => {
  ;({ store, path } = await openBooks())
})
afterEach(() => store.close())

const record = async (...movements: KeeperMovement[]): Promise<number[]> =>
  store.ledger.record(movements, WRITTEN)

test('what was lent comes back in parts; what is due first is listed first', async () => {
  const { id } = await sandbags(store)
  const [lent] = await store.ledger.record(
    [{ kind: 'loan-out', batchId: id, quantity: 500, party: '甲镇', dueOn: '2026-06-30' }],
    { ...WRITTEN, at: '2026-06-29T08:00:00.000Z' },
  )
  const borrowed = { ...receiptOf({ item: 'boat', quantity: 4 }), kind: 'loan-in' as const }
  const [taken] = await record({ ...borrowed, party: '乙库', dueOn: TODAY })
  expect((await sandbags(store)).onHand).toBe(7500)
  await record({ kind: 'loan-out-back', loan: lent!, quantity: 200 })
  expect(await store.ledger.loans({}, TODAY)).toMatchObject([
    { sequence: lent, kind: 'loan-out', quantity: 500, back: 200, left: 300, isOverdue: true },
    { sequence: taken, kind: 'loan-in', party: '乙库', left: 4, isOverdue: false },
  ])
  expect(await store.ledger.loans({ items: ['boat'] }, '2026-07-02')).toMatchObject([
    { sequence: taken, isOverdue: true },
  ])
  const tooMany = record({ kind: 'loan-out-back', loan: lent!, quantity: 301 })
  await expect(tooMany).rejects.toMatchObject({ refusal: { reason: 'more-than-lent', left: 300 } })
  const other = record({ kind: 'loan-in-back', loan: lent!, quantity: 1 })
  await expect(other).rejects.toMatchObject({ refusal: { reason: 'no-such-loan' } })
  await record(
    { kind: 'loan-out-back', loan: lent!, quantity: 300 },
    { kind: 'loan-in-back', loan: taken!, quantity: 4 },
  )
  expect(await store.ledger.loans({}, TODAY)).toEqual([])
  expect((await sandbags(store)).onHand).toBe(8000)
  expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
})

test('what is borrowed is kept apart, goes to orders, and is given back or made good by one’s own', async () => {
  const { id } = await sandbags(store)
  const borrowed = { ...receiptOf({ item: 'sandbag', batch: '借' }), kind: 'loan-in' as const }
  const from = { party: '乙库', dueOn: TODAY }
  const [taken] = await record({ ...borrowed, ...from, quantity: 100 })
  const [own, lent] = (await store.ledger.batches({ items: ['sandbag'] })).toSorted(
    (a, b) => a.id - b.id,
  )
  expect([own?.lender, lent?.lender, lent?.available]).toEqual([null, '乙库', 100])
  const refusedFor = (movement: KeeperMovement, reason: string) =>
    expect(record(movement)).rejects.toMatchObject({ refusal: { reason } })
  await refusedFor(
    { ...{ kind: 'loan-out', batchId: lent!.id, quantity: 1, party: '甲镇', dueOn: TODAY } },
    'not-ours',
  )
  await refusedFor(receiptOf({ item: 'sandbag', batch: '借' }), 'other-owner')
  await refusedFor({ ...borrowed, ...from, party: '丙库' }, 'other-owner')
  await refusedFor(
    { ...borrowed, ...from, batch: own!.batch, expiresOn: own!.expiresOn },
    'other-owner',
  )
  // An order takes it to another stockpile, where it still is the lender's.
  const lines = [{ batchId: lent!.id, item: 'sandbag' as const, quantity: 60 }]
  const { number } = await store.transfers.confirm(planOf(lines, { toStockpile: 'P-2' }), AT, null)
  await takeSteps(store, number, ['approve', 'load', 'depart', 'receive'])
  const [there] = await store.ledger.batches({ stockpileIds: ['P-2'] })
  expect(there).toMatchObject({ onHand: 60, lender: '乙库' })
  // 40 of what was borrowed, 50 of what went on, and 10 of one's own make 100.
  await record(
    { kind: 'loan-in-back', loan: taken!, quantity: 40 },
    { kind: 'loan-in-back', loan: taken!, batchId: there!.id, quantity: 50 },
    { kind: 'loan-in-back', loan: taken!, batchId: id, quantity: 10 },
  )
  expect(await store.ledger.loans({}, TODAY)).toEqual([])
  const onHand = (await store.ledger.batches({ items: ['sandbag'] })).map((each) => each.onHand)
  expect(onHand.toSorted((a, b) => a - b)).toEqual([0, 10, 7990])
  const [again] = await record({ ...borrowed, ...from, quantity: 1 })
  const pump = (await store.ledger.batches({ items: ['pump'] }))[0]!.id
  await refusedFor(
    { kind: 'loan-in-back', loan: again!, batchId: pump, quantity: 1 },
    'other-goods',
  )
  expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
})

test('purchases, donations, goods put back and used in drills move the balance by their kind', async () => {
  const { id } = await sandbags(store)
  await record(
    { ...receiptOf({ item: 'sandbag', batch: '新', quantity: 100 }), kind: 'purchase' },
    { ...receiptOf({ item: 'sandbag', batch: '捐', quantity: 20 }), kind: 'donation' },
    { kind: 'drill', batchId: id, quantity: 50 },
    { kind: 'put-back', batchId: id, quantity: 30 },
  )
  const { movements } = await store.ledger.movements({ before: null, limit: 4 })
  expect(
    movements.map(({ kind, onHandChange, onHandAfter }) => [kind, onHandChange, onHandAfter]),
  ).toEqual([
    ['put-back', 30, 7980],
    ['drill', -50, 7950],
    ['donation', 20, 20],
    ['purchase', 100, 100],
  ])
})

test('the database itself refuses a loan without its day, and more back than went', async () => {
  const { id } = await sandbags(store)
  const [lent] = await record({
    ...{ kind: 'loan-out', batchId: id, quantity: 5, party: '甲镇', dueOn: TODAY },
  })
  const insert = (kind: string, quantity: number, more: string) =>
    `INSERT INTO stock_movements
       (batchId, kind, quantity, onHandAfter, reservedAfter, at, actor, reason, document, ${more.split('=')[0]})
     SELECT id, '${kind}', ${quantity}, onHand ${kind === 'loan-out' ? '-' : '+'} ${quantity}, reserved,
       '${AT}', 'a', 'a', 'a', ${more.split('=')[1]} FROM stock_batches WHERE id = ${id}`
  const refused = (sql: string, why: RegExp) =>
    inDatabase(path, (other) => expect(other.exec(sql)).rejects.toThrow(why))
  await refused(insert('loan-out', 1, `party='甲'`), /stock_movements_lent/)
  await refused(insert('loan-out-back', 6, `loan=${lent}`), /than was lent/)
  await refused(insert('loan-out-back', 1, 'loan=1'), /than was lent/)
  await refused(insert('receipt', 1, `loan=${lent}`), /than was lent|loan_known/)
  await refused('UPDATE stock_batches SET lender = 1', /stays what it is/)
  const borrowed = `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn, lender)
    VALUES ('P-1', 'sandbag', 'x', '2026-01-01', '乙库');`
  const first = `${borrowed}${insert('receipt', 1, 'lineId=NULL').replace(/id = \d+$/, `batch = 'x'`)}`
  await refused(first, /kept apart/)
})
