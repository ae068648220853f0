/** A stockpile that is retired: its books stay, nothing goes out by plans or comes in, and it can be brought back. */
import { beforeEach, expect, test } from 'vitest'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { Problem } from '../../data/problem.ts'
import type { StockAnswer } from '../../data/stock.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import {
  answered,
  createTestApp,
  problemOf,
  receipts,
  refusedAt,
  type TestApp,
} from '../fixtures/app.ts'
import { SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const OLD = '/api/collections/stockpiles/items/old'
/** That of the test's clock. */
const TODAY = '2026-11-23'
const [lon, lat] = gridLonLat(0, 0)

let app: TestApp
beforeEach(async () => {
  const stockpiles = [
    stockpile('old', gridLonLat(200, 0), { stock: { sandbag: 1000 } }),
    stockpile('new', gridLonLat(800, 0), { stock: { sandbag: 9000 } }),
  ]
  app = await createTestApp({ ...SMALL_DATA_SET, stockpiles }, { network: () => STREET })
})

const retire = (retiredOn: string | null) => app.send('PATCH', OLD, { properties: { retiredOn } })
const plan = (quantity = 500) =>
  answered<TransferPlan>(
    app.post('/api/transfer-plans', {
      sites: [{ lon, lat, name: '险段', demands: [{ item: 'sandbag', quantity }] }],
      startAt: '2026-11-24T06:00:00+08:00',
      objectives: ['missed', 'haul'],
    }),
  )
const confirmed = ({ loads }: TransferPlan, site: object = {}) =>
  app.post('/api/transfers', {
    sites: [{ name: '险段', lon, lat, ...site }],
    loads: loads.map(({ stockpileId, lorries, leavesAt, arrivesAt, lines }) => ({
      ...{ stockpileId, site: 0, lorries, leavesAt, arrivesAt },
      lines: lines.map(({ item, batchId, quantity }) => ({ item, batchId, quantity })),
    })),
    emergency: false,
    requestedBy: '调度员',
  })
const sendersOf = ({ loads }: TransferPlan): string[] => loads.map(({ stockpileId }) => stockpileId)

test('no plan sends from it, and says so; brought back, it sends again', async () => {
  expect(sendersOf(await plan())).toEqual(['old'])
  await answered(retire(TODAY))
  const without = await plan()
  expect(sendersOf(without)).toEqual(['new'])
  const said = without.assumptions.map(({ zh }) => zh)
  expect(said).toContain('已停用的储备点不调出：任城区防汛物资储备库。')
  await answered(retire(null))
  expect(sendersOf(await plan())).toEqual(['old'])
})

test('nothing is taken in, while its books stay, and what is left goes out by hand', async () => {
  const before = await app.json<{ movements: object[] }>('/api/ledger?stockpile=old')
  await answered(retire(TODAY))
  const goods = { stockpileId: 'old', item: 'sandbag', batch: '新', quantity: 1 }
  const refused = await problemOf(app.post('/api/stock/movements', receipts(goods)), 422)
  expect(refused.errors).toMatchObject([{ parameter: 'movements.0' }])
  expect(refused.errors![0]!.detailZh).toContain(TODAY)
  const [batch] = await app.store.ledger.batches({ stockpileIds: ['old'] })
  const moving = (kind: string) =>
    app.post('/api/stock/movements', {
      ...receipts(),
      movements: [{ kind, batchId: batch!.id, quantity: 400 }],
    })
  await answered(moving('issue'), 201)
  expect(await refusedAt(moving('put-back'))).toEqual(['movements.0'])
  const after = await app.json<{ movements: object[] }>('/api/ledger?stockpile=old')
  expect(after.movements.slice(1)).toEqual(before.movements)
  const { stockpiles, totals } = await app.json<StockAnswer>('/api/stock?item=sandbag&quantity=500')
  const told = stockpiles.map(({ id, retiredOn, hasEnough }) => [id, retiredOn, hasEnough])
  expect(told.sort()).toEqual([
    ['new', null, true],
    ['old', TODAY, false],
  ])
  expect(stockpiles.find(({ id }) => id === 'old')!.holdings).toMatchObject([{ onHand: 600 }])
  expect(totals.at(-1)).toMatchObject({ stockpiles: 1, available: { sandbag: 9000 } })
})

test('what was planned before is not promised any more, nor sent to it', async () => {
  const [planned] = [await plan()]
  await answered(retire(TODAY))
  const conflict = await confirmed(planned)
  expect(conflict.status).toBe(409)
  expect(await conflict.json()).toMatchObject({ changes: [{ reason: 'retired', available: 0 }] })
  const toIt = confirmed(await plan(), { stockpileId: 'old' })
  expect(await refusedAt(toIt)).toEqual(['sites.0.stockpileId'])
})

test('it is not retired while orders count on it, which are named; from a later day on it is', async () => {
  const from = await answered<TransferOrder>(confirmed(await plan()), 201)
  // The order's number is Chinese in either language.
  const refused = await answered<Problem>(retire(TODAY), 422)
  expect(refused.errors).toMatchObject([{ parameter: 'properties.retiredOn' }])
  expect(refused.errors![0]!.detailZh).toContain(from.number)
  await answered(retire('2026-12-31'))
  await answered(retire(null))
  const events = `/api/transfers/${encodeURIComponent(from.number)}/events`
  await answered(app.post(events, { step: 'cancel', actor: '甲', note: '不用了' }))
  await answered(retire(TODAY))
  await answered(retire(null))
  const to = await answered<TransferOrder>(confirmed(await plan(), { stockpileId: 'new' }), 201)
  const other = app.send('PATCH', OLD.replace('old', 'new'), { properties: { retiredOn: TODAY } })
  expect((await answered<Problem>(other, 422)).errors![0]!.detail).toContain(to.number)
})

test('it is passed over by nearest, from its day on', async () => {
  await answered(retire('2026-11-24'))
  const nearest = (at: string) =>
    app.json<NearestAnswer>(
      `/api/nearest?collection=stockpiles&lon=${lon}&lat=${lat}&at=${encodeURIComponent(at)}`,
    )
  const ids = async (at: string) => (await nearest(at)).features.map(({ id }) => id)
  expect(await ids('2026-11-23T23:59:00+08:00')).toEqual(['old', 'new'])
  expect(await ids('2026-11-24T00:01:00+08:00')).toEqual(['new'])
  expect(JSON.stringify(await nearest('2026-11-24T00:01:00+08:00'))).toContain(
    '已于 2026-11-24 停用',
  )
})

test('its lorries are added, changed and taken away, with the ledger untouched and who did it noted', async () => {
  const books = () => app.json<{ movements: object[] }>('/api/ledger?stockpile=old')
  const before = await books()
  const change = (properties: object) =>
    answered(app.send('PATCH', OLD, { properties }, { 'Desk-Name': encodeURIComponent('车队') }))
  const fromOld = async () => {
    const { loads } = await plan(1000)
    return loads.filter(({ stockpileId }) => stockpileId === 'old').map(({ lorries }) => lorries)
  }
  // 1,000 bags of 120 g are 120 kg: one lorry of five tonnes, two of 100 kg.
  expect(await fromOld()).toEqual([1])
  await change({ lorryKilograms: 100 })
  expect(await fromOld()).toEqual([2])
  await change({ lorryCount: 0 })
  expect(await fromOld()).toEqual([])
  await change({ lorryCount: 3 })
  expect(await fromOld()).toEqual([2])
  expect((await books()).movements).toEqual(before.movements)
  const { changes } = await app.json<{ changes: { who: string }[] }>(`${OLD}/history`)
  expect(changes.filter(({ who }) => who === '车队')).toHaveLength(3)
})

test('what the books know is retired, not deleted', async () => {
  const { detailZh } = await problemOf(app.send('DELETE', OLD), 409)
  expect(detailZh).toContain('停用日期')
})
