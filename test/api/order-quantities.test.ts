/** Orders by quantity over HTTP: goods that come later, in parts, back, too few, and steps undone. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { OrderEvent, OrderLine, TransferOrder } from '../../data/transfer-order.ts'
import { answered, createTestApp, problemOf, TEST_NOW, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'

const AT = '2026-11-24T06:00:00+08:00'

let app: TestApp
let sandbag = 0
let now = TEST_NOW
beforeEach(async () => {
  now = TEST_NOW
  app = await createTestApp(SMALL_DATA_SET, { now: () => now })
  sandbag = (await app.store.ledger.batches({ items: ['sandbag'] }))[0]!.id
})

const onHand = async (): Promise<number> =>
  (await app.store.ledger.batches({ items: ['sandbag'] }))[0]!.onHand
const send = (number: string, step: string, more: object = {}) =>
  app.post(`/api/transfers/${encodeURIComponent(number)}/events`, { step, actor: '甲', ...more })
const take = (number: string, step: string, more: object = {}): Promise<TransferOrder> =>
  answered(send(number, step, more))
const lineOf = (order: TransferOrder): OrderLine => order.loads[0]!.lines[0]!

/** An order of 1,000 sandbags, taken so far. */
const ordered = async (...steps: string[]) => {
  const load = { stockpileId: 'P-1', site: 0, lorries: 2, leavesAt: AT, arrivesAt: AT }
  const lines = [{ batchId: sandbag, item: 'sandbag', quantity: 1000 }]
  const body = {
    ...{ sites: [{ name: '险段', lon: 116.6, lat: 35.4 }], loads: [{ ...load, lines }] },
    ...{ emergency: true, requestedBy: '调度员' },
  }
  const { number, loads } = await answered<TransferOrder>(app.post('/api/transfers', body), 201)
  for (const step of steps) await take(number, step)
  const lineId = loads[0]!.lines[0]!.id
  const counts = (count: object) => ({ loads: [0], counts: [{ lineId, ...count }] })
  return { number, counts }
}
const UNDER_WAY = ['approve', 'load', 'depart']

describe('goods of a load that was partly received', () => {
  test('come later with the last lorry, or turn out to have turned round', async () => {
    const { number, counts } = await ordered(...UNDER_WAY)
    const first = await take(number, 'receive', counts({ received: 700 }))
    expect(lineOf(first)).toMatchObject({ received: 700, missing: 300, atSite: 700, underWay: 0 })
    const later = await take(number, 'receive', counts({ received: 900 }))
    expect(lineOf(later)).toMatchObject({ received: 900, missing: 100, atSite: 900 })
    const back = await take(number, 'return', counts({ received: 60, missing: 40 }))
    expect(lineOf(back)).toMatchObject({ returned: 60, missing: 40, atSite: 900 })
    expect(await onHand()).toBe(8000 - 1000 + 60)
    const told = back.events.map(({ step, lines }) => [step, lines[0]])
    const { lineId } = back.events.at(-1)!.lines[0]!
    expect(told.slice(3)).toEqual([
      ['depart', { lineId, shipped: 1000, underWay: 1000 }],
      ['receive', { lineId, received: 700, underWay: -1000, atSite: 700, missing: 300 }],
      ['receive', { lineId, received: 200, atSite: 200, missing: -200 }],
      ['return', { lineId, missing: -60, returned: 60 }],
    ])
  })

  test('counted as still under way keep the load on the road', async () => {
    const { number, counts } = await ordered(...UNDER_WAY)
    const first = await take(number, 'receive', counts({ received: 450, damaged: 50, missing: 0 }))
    expect(first).toMatchObject({ state: 'in-transit', loads: [{ receivedAt: null }] })
    expect(lineOf(first)).toMatchObject({ received: 450, damaged: 50, underWay: 500 })
    // Goods are used while the second lorry is on its way.
    await take(number, 'use', counts({ used: 400 }))
    const whole = await take(number, 'receive')
    expect(lineOf(whole)).toMatchObject({ received: 950, damaged: 50, used: 400, atSite: 550 })
    expect(whole.state).toBe('received')
  })

  test('are never more than were sent, and the sentence says how many were', async () => {
    const { number, counts } = await ordered(...UNDER_WAY)
    await take(number, 'receive', counts({ received: 700 }))
    const sentence = async (step: string, count: object) =>
      (await problemOf(send(number, step, counts(count)), 422)).detailZh
    expect(await sentence('receive', { received: 1001 })).toContain(
      '累计清点 1,001，而最多可有 1,000（共发出 1,000）',
    )
    expect(await sentence('return', { received: 1001 })).toContain('共发出 1,000')
    expect(await sentence('receive', { received: 699 })).toContain('699 少于此前已清点的 700')
    expect(await sentence('use', { used: 701 })).toContain('最多可有 700')
  })

  test('are not found by a receipt that names nothing', async () => {
    const { number, counts } = await ordered(...UNDER_WAY)
    await take(number, 'receive', counts({ received: 700 }))
    const { detailZh } = await problemOf(send(number, 'receive'), 422)
    expect(detailZh).toContain('第 1 路有清点缺少的货物')
  })
})

test('what a lorry leaves behind is released as it departs', async () => {
  const { number, counts } = await ordered('approve', 'load')
  expect((await send(number, 'depart', counts({ shipped: 0 }))).status).toBe(422)
  expect((await send(number, 'depart', counts({ shipped: 1001 }))).status).toBe(422)
  const order = await take(number, 'depart', counts({ shipped: 640 }))
  expect(lineOf(order)).toMatchObject({ quantity: 1000, shipped: 640, reserved: 0, underWay: 640 })
  const [batch] = await app.store.ledger.batches({ items: ['sandbag'] })
  expect(batch).toMatchObject({ onHand: 7360, reserved: 0, available: 7360 })
  const undone = await take(number, 'undo', { note: '少装了' })
  expect(lineOf(undone)).toMatchObject({ shipped: 0, reserved: 1000, underWay: 0 })
  expect(undone).toMatchObject({ state: 'loading', loads: [{ departedAt: null }] })
})

test('orders with goods at their site are listed until every unit is accounted for', async () => {
  const { number, counts } = await ordered(...UNDER_WAY, 'receive')
  const listed = async () => {
    const { orders } = await app.json<{ orders: { number: string }[] }>(
      '/api/transfers?atSite=true',
    )
    return orders.map((order) => order.number)
  }
  expect(await listed()).toEqual([number])
  await take(number, 'use', counts({ used: 600 }))
  await take(number, 'hand-over', { ...counts({ handedOver: 150 }), note: '移交村委会' })
  expect((await send(number, 'close')).status).toBe(409)
  const order = await take(number, 'return')
  expect(lineOf(order)).toMatchObject({ used: 600, handedOver: 150, returned: 250, atSite: 0 })
  expect(order.state).toBe('received')
  expect(await listed()).toEqual([])
  expect((await take(number, 'close')).state).toBe('closed')
})

describe('a step is undone', () => {
  const last = ({ events }: TransferOrder): OrderEvent => events.at(-1)!

  test('within ten minutes, by a movement of its own, one after the other', async () => {
    const { number } = await ordered(...UNDER_WAY)
    const before = await app.json<TransferOrder>(`/api/transfers/${encodeURIComponent(number)}`)
    expect(before.undoable).toMatchObject({ step: 'depart', event: last(before).id })
    expect((await send(number, 'undo')).status).toBe(422)
    const undone = await take(number, 'undo', { note: '点错了' })
    expect(undone).toMatchObject({ state: 'loading', undoable: { step: 'load' } })
    expect(last(undone)).toMatchObject({ step: 'undo', note: '点错了', undoes: last(before).id })
    const { movements } = await app.store.ledger.movements({ before: null, limit: 2 })
    expect(movements.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['transfer-out-undone', 1000],
      ['transfer-out', 1000],
    ])
    expect((await take(number, 'undo', { note: '还没批' })).state).toBe('approved')
    expect(await take(number, 'undo', { note: '还没批' })).toMatchObject({
      ...{ state: 'draft', approval: null, approvedBy: null, undoable: null },
    })
    expect((await send(number, 'undo', { note: '再撤' })).status).toBe(409)
  })

  test('not after ten minutes, and not another than was looked at', async () => {
    const { number } = await ordered(...UNDER_WAY)
    const { undoable } = await app.json<TransferOrder>(
      `/api/transfers/${encodeURIComponent(number)}`,
    )
    const stale = { note: '点错了', undoes: undoable!.event - 1 }
    expect((await send(number, 'undo', stale)).status).toBe(409)
    now = new Date(Date.parse(undoable!.until) + 1)
    expect((await problemOf(send(number, 'undo', { note: '晚了' }), 409)).detailZh).toContain(
      '10 分钟内没有可撤销的步骤',
    )
  })

  test('not where its goods have gone on to another order', async () => {
    const { number } = await ordered()
    const { version } = await take(number, 'cancel', { note: '不用了' })
    await app.store.ledger.record([{ kind: 'issue', batchId: sandbag, quantity: 7500 }], {
      at: now.toISOString(),
      actor: '甲',
      reason: '出库',
      document: 'CK-1',
    })
    const { detailZh } = await problemOf(send(number, 'undo', { note: '误取消', version }), 409)
    expect(detailZh).toContain('须有 1000 可用，现仅有 500')
    const old = await problemOf(send(number, 'undo', { note: '误取消', version: version - 1 }), 409)
    expect(old.detailZh).toContain('已被他人继续办理')
  })
})
