/** The ledger: balances by arithmetic, plans that are confirmed, orders that are moved on. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  LedgerRefused,
  TransferConflict,
  TransferRefused,
} from '../../../../server/store/refusals.ts'
import { transferStore } from '../../../../server/store/transfers/transfer-store.ts'
import { SMALL_DATA_SET } from '../../../fixtures/app-features.ts'
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

let store: ShortStore
let path: string
beforeEach(async () => {
  ;({ store, path } = await openBooks())
})
afterEach(() => store.close())

/** One line of sandbags for each quantity, in an emergency. */
const bagsOf = (batchId: number, ...quantities: number[]) =>
  planOf(
    quantities.map((quantity) => ({ batchId, item: 'sandbag', quantity })),
    { emergency: true },
  )

describe('balances', () => {
  test('of a register become opening receipts, and the feature shows what is available', async () => {
    const found = await store.ledger.batches({})
    expect(found.map(({ item, onHand }) => [item, onHand])).toEqual([
      ['pump', 3],
      ['sandbag', 8000],
    ])
    const [stockpile] = await store.features.all('stockpiles')
    expect(stockpile?.properties.stock).toEqual({ sandbag: 8000, pump: 3 })
    expect(await store.ledger.check()).toEqual({ balanced: true, movements: 2, problems: [] })
  })

  test('follow the movements: 8,000 + 500 − 200 − 30 − 70', async () => {
    const { id } = await sandbags(store)
    await store.ledger.record(
      [
        receiptOf({ item: 'sandbag', batch: '新', expiresOn: '2029-07-01', quantity: 500 }),
        { kind: 'issue', batchId: id, quantity: 200 },
        { kind: 'loss', batchId: id, quantity: 30 },
        { kind: 'expiry', batchId: id, quantity: 70 },
      ],
      WRITTEN,
    )
    const [stockpile] = await store.features.all('stockpiles')
    expect(stockpile?.properties.stock).toEqual({ pump: 3, sandbag: 8200 })
    const { movements } = await store.ledger.movements({
      before: null,
      limit: 10,
      items: ['sandbag'],
    })
    expect(movements.map(({ kind, onHandAfter }) => [kind, onHandAfter])).toEqual([
      ['expiry', 7700],
      ['loss', 7770],
      ['issue', 7800],
      ['receipt', 500],
      ['receipt', 8000],
    ])
    expect((await store.ledger.check()).balanced).toBe(true)
  })

  test('of an entry that is refused stay what they were, all of them', async () => {
    const { id } = await sandbags(store)
    const entry = store.ledger.record(
      [
        { kind: 'issue', batchId: id, quantity: 5000 },
        { kind: 'issue', batchId: id, quantity: 3001 },
      ],
      WRITTEN,
    )
    await expect(entry).rejects.toMatchObject({
      refusal: { reason: 'not-enough', available: 3000 },
    })
    expect((await sandbags(store)).onHand).toBe(8000)
    expect(await store.ledger.countMovements()).toBe(2)
  })

  test('survive the register being read in again, whatever it says', async () => {
    const { id } = await sandbags(store)
    await store.ledger.record([{ kind: 'issue', batchId: id, quantity: 1000 }], WRITTEN)
    await store.features.replace({ stockpiles: SMALL_DATA_SET.stockpiles })
    const [stockpile] = await store.features.all('stockpiles')
    expect(stockpile?.properties.stock.sandbag).toBe(7000)
    await expect(store.features.replace({ stockpiles: [] })).rejects.toThrow(/ledger/)
    expect((await store.features.counts()).stockpiles).toBe(1)
  })
})

describe('a stocktake', () => {
  const STOCKTAKE = { stockpileId: 'P-1', actor: '甲', reason: '月度盘点' }

  test('writes surplus and shortage with its number, and nothing for what agrees', async () => {
    const [pump, sandbag] = await store.ledger.batches({})
    const counts = [
      { batchId: sandbag!.id, expectedOnHand: 8000, counted: 7990 },
      { batchId: pump!.id, expectedOnHand: 3, counted: 3 },
    ]
    const { number, sequences } = await store.ledger.stocktake({ ...STOCKTAKE, counts }, AT)
    expect(number).toBe('盘点0001')
    expect(sequences).toHaveLength(1)
    expect((await sandbags(store)).onHand).toBe(7990)
  })

  test('is refused where stock has moved since, or less was counted than is promised', async () => {
    const { id } = await sandbags(store)
    const take = (expectedOnHand: number, counted: number) => {
      const counts = [{ batchId: id, expectedOnHand, counted }]
      return store.ledger.stocktake({ ...STOCKTAKE, counts }, AT)
    }
    await expect(take(7999, 7999)).rejects.toBeInstanceOf(LedgerRefused)
    await store.transfers.confirm(bagsOf(id, 100), AT, null)
    await expect(take(8000, 99)).rejects.toMatchObject({ refusal: { reason: 'promised' } })
    expect(await store.ledger.check()).toMatchObject({ balanced: true })
  })
})

describe('a plan that is confirmed', () => {
  test('reserves all lines; numbers count up without gaps even after refusals', async () => {
    const { id } = await sandbags(store)
    const confirm = (quantity: number) => store.transfers.confirm(bagsOf(id, quantity), AT, null)
    expect((await confirm(5000)).number).toBe('防调〔2026〕0001')
    await expect(confirm(3001)).rejects.toMatchObject({
      changes: [{ load: 0, batchId: id, wanted: 3001, available: 3000, reason: 'taken' }],
    })
    expect((await confirm(3000)).number).toBe('防调〔2026〕0002')
    expect(await sandbags(store)).toMatchObject({ onHand: 8000, reserved: 8000, available: 0 })
  })

  test('adds up the lines of one batch, and refuses the whole plan for one of them', async () => {
    const { id } = await sandbags(store)
    const plan = bagsOf(id, 4500, 4500)
    await expect(store.transfers.confirm(plan, AT, null)).rejects.toBeInstanceOf(TransferConflict)
    expect((await sandbags(store)).reserved).toBe(0)
    expect(await store.transfers.count()).toBe(0)
  })

  test('keeps the minimum reserve unless it is an emergency', async () => {
    const { id } = await sandbags(store)
    await store.ledger.setMinimums([{ stockpileId: 'P-1', item: 'sandbag', minimum: 2000 }])
    const confirm = (emergency: boolean) =>
      store.transfers.confirm({ ...bagsOf(id, 6001), emergency }, AT, null)
    await expect(confirm(false)).rejects.toMatchObject({
      changes: [{ reason: 'reserve', available: 6000 }],
    })
    await expect(confirm(true)).resolves.toBeDefined()
  })

  test('that comes second is told what is left after the reserve, not what lies there', async () => {
    const { id } = await sandbags(store)
    await store.ledger.setMinimums([{ stockpileId: 'P-1', item: 'sandbag', minimum: 2000 }])
    await store.transfers.confirm({ ...bagsOf(id, 5000), emergency: false }, AT, null)
    const late = (emergency: boolean) =>
      store.transfers.confirm({ ...bagsOf(id, 3500), emergency }, AT, null)
    // 8,000 − 5,000 lie there, of which 2,000 stay; in an emergency all 3,000 may go.
    await expect(late(false)).rejects.toMatchObject({
      changes: [{ wanted: 3500, available: 1000, reason: 'taken' }],
    })
    await expect(late(true)).rejects.toMatchObject({ changes: [{ available: 3000 }] })
    await expect(
      store.transfers.confirm({ ...bagsOf(id, 1000), emergency: false }, AT, null),
    ).resolves.toBeDefined()
  })

  test('is carried out once however often its key comes, and never for another plan', async () => {
    const { id } = await sandbags(store)
    const plan = bagsOf(id, 10)
    const request = { key: 'key-1', digest: 'a' }
    const first = await store.transfers.confirm(plan, AT, request)
    const second = await store.transfers.confirm(plan, AT, request)
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true])
    expect(second.number).toBe(first.number)
    expect((await sandbags(store)).reserved).toBe(10)
    const other = store.transfers.confirm(plan, AT, { key: 'key-1', digest: 'b' })
    await expect(other).rejects.toBeInstanceOf(TransferRefused)
  })
})

describe('an order', () => {
  const confirmed = async (quantity = 100): Promise<string> => {
    const { id } = await sandbags(store)
    return (await store.transfers.confirm(bagsOf(id, quantity), AT, null)).number
  }
  test('goes from draft to closed, its movements with it', async () => {
    const number = await confirmed()
    await takeSteps(store, number, ['approve', 'load', 'depart'])
    expect(await sandbags(store)).toMatchObject({ onHand: 7900, reserved: 0 })
    const line = (await store.transfers.get(number, AT))!.loads[0]!.lines[0]!
    await takeSteps(store, number, ['receive'], {
      counts: [{ lineId: line.id, received: 90, damaged: 6 }],
    })
    await takeSteps(store, number, ['use', 'close'])
    const order = (await store.transfers.get(number, AT))!
    expect(order.state).toBe('closed')
    expect(order.loads[0]!.lines[0]).toMatchObject({ received: 90, damaged: 6, missing: 4 })
    expect(order.events.map(({ step: name, state }) => [name, state])).toEqual([
      ['create', 'draft'],
      ['approve', 'approved'],
      ['load', 'loading'],
      ['depart', 'in-transit'],
      ['receive', 'received'],
      ['use', 'received'],
      ['close', 'closed'],
    ])
    expect((await store.ledger.check()).balanced).toBe(true)
  })

  test('that is cancelled gives everything back; one that returns, what comes back', async () => {
    const first = await confirmed()
    await takeSteps(store, first, ['cancel'])
    expect(await sandbags(store)).toMatchObject({ onHand: 8000, reserved: 0 })
    const second = await confirmed()
    await takeSteps(store, second, ['approve', 'load', 'depart', 'return'])
    expect(await sandbags(store)).toMatchObject({ onHand: 8000, reserved: 0 })
    expect((await store.transfers.get(second, AT))!.state).toBe('returned')
  })

  test('approved by phone wants its papers within 48 hours before it can be closed', async () => {
    const number = await confirmed()
    await takeSteps(store, number, ['approve-by-phone', 'load', 'depart', 'receive'])
    await expect(takeSteps(store, number, ['close'])).rejects.toBeInstanceOf(TransferRefused)
    const hoursLater = (hours: number): string =>
      new Date(Date.parse(AT) + hours * 3_600_000).toISOString()
    expect((await store.transfers.get(number, hoursLater(47)))!.isOverdue).toBe(false)
    expect((await store.transfers.get(number, hoursLater(49)))!.isOverdue).toBe(true)
    expect(await store.transfers.countOverdue(hoursLater(49))).toBe(1)
    await takeSteps(store, number, ['use', 'papers', 'close'])
    expect(await store.transfers.countOverdue(hoursLater(49))).toBe(0)
  })

  test('for a stockpile enters its books when it is received', async () => {
    const { id } = await sandbags(store)
    const toItself = planOf([{ batchId: id, item: 'sandbag', quantity: 50 }], {
      ...{ toStockpile: 'P-1', emergency: true },
    })
    const { number } = await store.transfers.confirm(toItself, AT, null)
    await takeSteps(store, number, ['approve', 'load', 'depart', 'receive'])
    expect((await sandbags(store)).onHand).toBe(8000)
  })

  test('does not take a step twice, nor one that makes no sense', async () => {
    const number = await confirmed()
    await expect(takeSteps(store, number, ['depart'])).rejects.toBeInstanceOf(TransferRefused)
    await takeSteps(store, number, ['approve'])
    await expect(takeSteps(store, number, ['approve'])).rejects.toBeInstanceOf(TransferRefused)
    await expect(takeSteps(store, '济防调〔2026〕9999', ['approve'])).rejects.toBeInstanceOf(
      TransferRefused,
    )
  })
})

test('a clock that is set back does not turn the books around', async () => {
  const { id } = await sandbags(store)
  const HOUR_BEFORE = '2026-07-01T07:00:00.000Z'
  const { number } = await store.transfers.confirm(bagsOf(id, 10), AT, null)
  const order = await store.transfers.confirm(bagsOf(id, 10), '1970-01-01T00:00:00.000Z', null)
  expect(order.number).toMatch(/^防调〔2026〕/)
  await store.transfers.step(number, { step: 'approve', actor: '甲', note: '' }, HOUR_BEFORE, null)
  await store.ledger.record([receiptOf()], { ...WRITTEN, at: HOUR_BEFORE })
  const { movements } = await store.ledger.movements({ before: null, limit: 100 })
  expect(movements.slice(0, 3).map(({ at }) => at)).toEqual([AT, AT, AT])
  const events = (await store.transfers.get(number, AT))!.events
  expect(events.map(({ at }) => at)).toEqual([AT, AT])
})

test('a list of orders is read with as many statements, however many they are', async () => {
  const { id } = await sandbags(store)
  const order = async (): Promise<void> => {
    const { number } = await store.transfers.confirm(bagsOf(id, 10, 20), AT, null)
    await takeSteps(store, number, ['approve', 'load', 'depart'])
  }
  const list = () =>
    inDatabase(path, async (database) => {
      const statements = vi.spyOn(database, 'all')
      const { orders } = await transferStore(database).list({ before: null, limit: 100 }, AT)
      return { orders: orders.length, statements: statements.mock.calls.length }
    })
  await order()
  const one = await list()
  for (let more = 0; more < 20; more++) await order()
  expect(await list()).toEqual({ orders: 21, statements: one.statements })
  expect(one).toEqual({ orders: 1, statements: 4 })
})
