/** Orders and books over HTTP: what is refused and where it says so, keys, and short lists. */
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, test } from 'vitest'
import type { WrittenAnswer } from '../../data/stock.ts'
import {
  TRANSFER_LIMITS,
  type TransferList,
  type TransferOrder,
  transferListSchema,
} from '../../data/transfer-order.ts'
import { answered, createTestApp, receipts, refusedAt, type TestApp } from '../fixtures/app.ts'

const AT = '2026-11-24T06:00:00+08:00'
const LATER = '2026-11-24T07:00:00+08:00'
const SITE = { name: '险段', lon: 116.6, lat: 35.4 }

let app: TestApp
let pump = 0
let sandbag = 0
beforeEach(async () => {
  app = await createTestApp()
  const [first, second] = await app.store.ledger.batches({})
  pump = first!.id
  sandbag = second!.id
})

const line = (batchId = sandbag, quantity = 1) => ({ batchId, item: 'sandbag', quantity })
const load = (changes: object = {}) => ({
  ...{ stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: AT, arrivesAt: LATER },
  ...{ lines: [line()], ...changes },
})
const orderOf = (loads: object[], site: object = {}) => ({
  ...{ sites: [{ ...SITE, ...site }], loads, emergency: true, requestedBy: '调度员' },
})
const confirmed = (loads: object[]): Promise<TransferOrder> =>
  answered(app.post('/api/transfers', orderOf(loads)), 201)
const take = ({ number }: TransferOrder, step: string, more: object = {}) =>
  app.post(`/api/transfers/${encodeURIComponent(number)}/events`, { step, actor: '甲', ...more })

describe('an order is refused', () => {
  test.each([
    ['loads that arrive before they leave', 'arrivesAt', '2026'],
    ['a year long gone', 'leavesAt', '1999'],
    ['a year far off', 'arrivesAt', '2126'],
  ])('for %s', async (_, parameter, year) => {
    const times = { [parameter]: `${year}-11-24T05:59:59+08:00` }
    const response = app.post('/api/transfers', orderOf([load(times)]))
    expect(await refusedAt(response)).toEqual([`loads.0.${parameter}`])
    expect(await app.store.transfers.count()).toBe(0)
  })

  test('for two lines of one batch in a load', async () => {
    const response = await app.post('/api/transfers', orderOf([load({ lines: [line(), line()] })]))
    expect(await refusedAt(response)).toEqual(['loads.0.lines.1'])
    // In two loads they are two lorries, and add up.
    await confirmed([load(), load()])
  })

  test('for more lines than an order has, however they are spread over its loads', async () => {
    const lines = Array.from({ length: TRANSFER_LIMITS.mostLines / 2 }, (_, index) => line(index))
    const loads = [load({ lines }), load({ lines }), load()]
    expect(await refusedAt(app.post('/api/transfers', orderOf(loads)))).toEqual(['loads'])
  })

  test('for a stockpile that is not there', async () => {
    const response = await app.post('/api/transfers', orderOf([load()], { stockpileId: 'NOPE' }))
    expect(await refusedAt(response)).toEqual(['sites.0.stockpileId'])
    expect(await app.store.transfers.count()).toBe(0)
  })

  test('for goods past their date, which the answer says', async () => {
    const food = { stockpileId: 'P-1', item: 'food', batch: 'old', quantity: 9 }
    const old = { ...food, receivedOn: '2020-01-01', expiresOn: '2026-11-22' }
    await app.post('/api/stock/movements', receipts(old))
    const [batch] = await app.store.ledger.batches({ items: ['food'] })
    const lines = [{ batchId: batch!.id, item: 'food', quantity: 1 }]
    const response = await app.post('/api/transfers', orderOf([load({ lines })]))
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({
      changes: [{ load: 0, batchId: batch!.id, available: 0, reason: 'expired' }],
      detailZh: expect.stringContaining('已过有效期'),
    })
    const csv = await app.get('/api/stock/tables/balances?f=csv&lang=en&item=food')
    const [row] = parse(await csv.text(), { bom: true, columns: true, to: 1 }) as object[]
    expect(row).toMatchObject({ 'On hand': '9', Available: '0' })
  })
})

test('a step is refused that names no load, counts a line twice, or counts where nothing is counted', async () => {
  const order = await confirmed([load({ lines: [line(sandbag, 5)] })])
  const lineId = order.loads[0]!.lines[0]!.id
  await take(order, 'approve')
  expect(await refusedAt(take(order, 'load', { loads: [] }))).toEqual(['loads'])
  const counts = [{ lineId, received: 5 }]
  expect(await refusedAt(take(order, 'load', { counts }))).toEqual(['counts'])
  for (const step of ['load', 'depart']) expect((await take(order, step)).status).toBe(200)
  const twice = [...counts, { lineId, received: 1, damaged: 1 }]
  const response = await take(order, 'receive', { counts: twice })
  expect(await refusedAt(response)).toEqual(['counts.1'])
  expect((await take(order, 'receive', { counts })).status).toBe(200)
  const lost = [{ lineId, received: 3, missing: 1 }]
  expect(await refusedAt(take(order, 'return', { counts: lost }))).toEqual(['counts'])
  const used = [{ lineId, used: 3 }]
  expect(await refusedAt(take(order, 'return', { counts: used }))).toEqual(['counts.0.used'])
  expect(await refusedAt(take(order, 'use', { counts: [{ lineId }] }))).toEqual(['counts.0'])
  expect(await refusedAt(take(order, 'hand-over'))).toEqual(['note'])
  const now = await app.json<TransferOrder>(`/api/transfers/${encodeURIComponent(order.number)}`)
  expect(now).toMatchObject({ state: 'received', version: 5 })
})

describe('an entry in the books', () => {
  const boats = { stockpileId: 'P-1', item: 'boat', batch: 'B', receivedOn: '2026-11-20' }
  const receipt = (quantity: number, changes: object = {}) =>
    receipts({ ...boats, quantity, ...changes })
  const onHand = async (item: 'boat' | 'sandbag'): Promise<number | undefined> =>
    (await app.store.ledger.batches({ items: [item] }))[0]?.onHand

  test('is made once for one key, whatever is asked for with it again', async () => {
    const headers = { 'Idempotency-Key': 'tap' }
    const first = await app.post('/api/stock/movements', receipt(2), headers)
    const second = await app.post('/api/stock/movements', receipt(2), headers)
    expect([first.status, second.status]).toEqual([201, 201])
    const answer = (await first.json()) as WrittenAnswer
    expect(answer.sequences).toHaveLength(1)
    expect(await second.json()).toEqual(answer)
    expect(await onHand('boat')).toBe(2)
    const other = await app.post('/api/stock/movements', receipt(3), headers)
    expect(await refusedAt(other)).toEqual(['Idempotency-Key'])
    await app.post('/api/stock/movements', receipt(2))
    expect(await onHand('boat')).toBe(4)
  })

  test('that was refused may be sent again with its key once it is right', async () => {
    const headers = { 'Idempotency-Key': 'again' }
    const wrong = receipt(2, { stockpileId: 'nowhere' })
    expect((await app.post('/api/stock/movements', wrong, headers)).status).toBe(422)
    expect((await app.post('/api/stock/movements', receipt(2), headers)).status).toBe(201)
  })

  test('that counts is made once for one key, too', async () => {
    const headers = { 'Idempotency-Key': 'count' }
    const count = (counted: number) => ({
      ...{ stockpileId: 'P-1', actor: '甲', reason: '盘点' },
      counts: [{ batchId: sandbag, expectedOnHand: 8000, counted }],
    })
    const first = await app.post('/api/stocktakes', count(7990), headers)
    const second = await app.post('/api/stocktakes', count(7990), headers)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.json()).toEqual(await first.json())
    expect(await onHand('sandbag')).toBe(7990)
    const other = await app.post('/api/stocktakes', count(7980), headers)
    expect(await refusedAt(other)).toEqual(['Idempotency-Key'])
  })

  test('is refused where goods are still to come', async () => {
    const early = receipt(2, { receivedOn: '2026-11-24' })
    expect(await refusedAt(app.post('/api/stock/movements', early))).toEqual([
      'movements.0.receivedOn',
    ])
    expect(await onHand('boat')).toBeUndefined()
  })

  test('is refused where goods expire before they came', async () => {
    const response = await app.post('/api/stock/movements', receipt(2, { expiresOn: '2026-11-19' }))
    expect(await refusedAt(response)).toEqual(['movements.0.expiresOn'])
    const sameDay = receipt(2, { expiresOn: '2026-11-20' })
    expect((await app.post('/api/stock/movements', sameDay)).status).toBe(201)
  })

  test('is refused where a batch is counted twice', async () => {
    const same = { batchId: pump, expectedOnHand: 3, counted: 3 }
    const counts = [same, { ...same, counted: 2 }]
    const stocktake = { stockpileId: 'P-1', counts, actor: '甲', reason: '盘点' }
    expect(await refusedAt(app.post('/api/stocktakes', stocktake))).toEqual(['counts.1'])
    expect((await app.store.ledger.batches({}))[0]?.onHand).toBe(3)
  })
})

describe('a list of orders', () => {
  const route = Array.from({ length: 5000 }, (_, index) => [116 + index / 10_000, 35.1])

  test('tells the way of what is in transit only, and few positions of it', async () => {
    const order = await confirmed([load({ route }), load({ route })])
    const kept = order.loads[0]!.route
    expect(kept).toHaveLength(TRANSFER_LIMITS.mostRoutePositionsKept)
    expect([kept[0], kept.at(-1)]).toEqual([route[0], route.at(-1)])
    await take(order, 'approve')
    await take(order, 'load')
    await take(order, 'depart', { loads: [1] })
    const list = transferListSchema.strict().parse(await app.json<TransferList>('/api/transfers'))
    const [waiting, going] = list.orders[0]!.loads
    expect(waiting).not.toHaveProperty('route')
    expect(going?.route).toHaveLength(TRANSFER_LIMITS.mostRoutePositionsListed)
    expect([going?.route?.[0], going?.route?.at(-1)]).toEqual([route[0], route.at(-1)])
    const table = await app.get('/api/transfers/tables/lines?f=csv')
    expect(await table.text()).toContain(order.number)
  })

  test('as a file of an order that is not there is not found', async () => {
    for (const table of ['lines', 'orders']) {
      const response = await app.get(`/api/transfers/tables/${table}?number=nope`)
      expect(response.status).toBe(404)
    }
  })
})
