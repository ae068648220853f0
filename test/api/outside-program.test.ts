/** What a program of somebody else's would send: short bodies, answers sent back as they came. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../data/problem.ts'
import type { TransferList, TransferOrder } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import { answered, createTestApp, receipts, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const AT = '2026-11-24T06:00:00+08:00'
const [lon, lat] = gridLonLat(0, 0)

let app: TestApp
beforeEach(async () => {
  const only = stockpile('only', gridLonLat(800, 0), { stock: { sandbag: 1000, pump: 4 } })
  app = await createTestApp({ ...SMALL_DATA_SET, stockpiles: [only] }, { network: () => STREET })
})

const demands = [{ item: 'sandbag', quantity: 600 }]
const planBody = (more: object = {}, site: object = {}) => ({
  ...{ sites: [{ name: '险段', lon, lat, demands, ...site }], startAt: AT, ...more },
})
const planned = (more: object = {}, site: object = {}): Promise<TransferPlan> =>
  answered(app.post('/api/transfer-plans', planBody(more, site)))
/** By its id. */
const confirmed = ({ id }: TransferPlan): Promise<TransferOrder> =>
  answered(app.post('/api/transfers', { planId: id, requestedBy: '甲' }), 201)
const orders = async () => (await app.json<TransferList>('/api/transfers')).orders

describe('a plan is confirmed', () => {
  test('by its id and who orders it', async () => {
    const { id, loads } = await planned({}, { deadline: '2026-11-24T12:00Z' })
    const body = { planId: id, requestedBy: '调度员', receiver: '王队', contact: '0537-1' }
    const order = await answered<TransferOrder>(app.post('/api/transfers', body), 201)
    expect(order).toMatchObject({ number: '防调〔2026〕0001', state: 'draft', emergency: false })
    expect(order.sites).toMatchObject([{ name: '险段', receiver: '王*', contact: '***' }])
    expect(order.loads[0]).toMatchObject({
      stockpileId: 'only',
      leavesAt: loads[0]!.leavesAt,
      lines: [{ item: 'sandbag', quantity: 600, reserved: 600 }],
    })
  })

  test('with its sites and loads as they were answered', async () => {
    const { sites, loads } = await planned()
    const response = await app.post('/api/transfers', { sites, loads, requestedBy: '调度员' })
    const order = await answered<TransferOrder>(response, 201)
    expect(order.loads[0]?.lines).toMatchObject([{ item: 'sandbag', quantity: 600 }])
    expect(order.sites[0]).not.toHaveProperty('lines')
  })

  test('by its id once for one key, be the plan gone meanwhile', async () => {
    const { id } = await planned()
    const body = { planId: id, requestedBy: '调度员' }
    const headers = { 'Idempotency-Key': 'once' }
    const first = await answered(app.post('/api/transfers', body, headers), 201)
    const network = () => null
    app = await createTestApp(SMALL_DATA_SET, { store: app.store, network })
    expect(await answered(app.post('/api/transfers', body, headers), 201)).toEqual(first)
    expect(await orders()).toHaveLength(1)
    expect(await refusedAt(app.post('/api/transfers', body))).toEqual(['planId'])
  })

  test('by its id with 409 and what has changed, where others were quicker', async () => {
    const [one, other] = [await planned(), await planned()]
    await confirmed(one)
    const late = app.post('/api/transfers', { planId: other.id, requestedBy: '乙' })
    const { changes, replan } = await answered<{
      changes: object[]
      replan: { href: string; body: object }
    }>(late, 409)
    expect(changes).toMatchObject([{ wanted: 600, available: 400, reason: 'taken' }])
    const again = await answered<TransferPlan>(app.post(replan.href, replan.body), 200)
    expect(again.sites[0]?.lines[0]).toMatchObject({ requested: 600, inTime: 400, short: 200 })
  })

  test('by its id with the reserves that its request may use', async () => {
    const minimums = [{ stockpileId: 'only', item: 'sandbag', minimum: 900 }]
    await app.send('PUT', '/api/stock/minimums', { minimums })
    expect(await confirmed(await planned({ emergency: true }))).toMatchObject({ emergency: true })
  })

  test('not where it sends nothing, nobody orders it, or a field is unknown', async () => {
    const empty = await planned({ exclude: ['only'] })
    const refused = (body: object) => refusedAt(app.post('/api/transfers', body))
    expect(await refused({ planId: empty.id, requestedBy: '甲' })).toEqual(['planId'])
    expect(await refused({ planId: 'gone', requestedBy: '甲' })).toEqual(['planId'])
    expect(await refused({ planId: empty.id })).toEqual(['requestedBy'])
    expect(await refused({ planId: empty.id, requestedBy: '甲', hurry: 1 })).toEqual(['hurry'])
    const { sites, loads } = await planned()
    const misspelt = { sites: [{ ...sites[0], recever: '王队' }], loads, requestedBy: '甲' }
    expect(await refused(misspelt)).toEqual(['sites.0.recever'])
    expect(await orders()).toEqual([])
  })
})

describe('what is misspelt is refused by name', () => {
  test.each([
    ['an excluded stockpile', { exclude: ['only', 'onyl'] }, 'exclude.1'],
    ['the lorries of a stockpile', { lorries: { onyl: 1 } }, 'lorries.onyl'],
    ['a year in which nothing can be confirmed', { startAt: '1970-01-01T00:00:00Z' }, 'startAt'],
    ['a time without its offset', { startAt: '2026-11-24T06:00:00' }, 'startAt'],
  ])('%s', async (_, more, parameter) => {
    expect(await refusedAt(app.post('/api/transfer-plans', planBody(more)))).toEqual([parameter])
  })

  test.each([
    'ledger',
    'stock/expiring',
    'stock/loans',
    'stock/tables/balances',
    'transfers',
    'transfers/tables/orders',
  ])('a stockpile in %s', async (address) => {
    const response = app.get(`/api/${address}?stockpile=onyl`)
    expect(await refusedAt(response, 400)).toEqual(['stockpile'])
  })

  test('a stockpile of a minimum reserve, and a place in hexadecimal', async () => {
    const goods = { item: 'sandbag', minimum: 1 }
    const minimums = ['only', 'onyl'].map((stockpileId) => ({ stockpileId, ...goods }))
    const response = app.send('PUT', '/api/stock/minimums', { minimums })
    expect(await refusedAt(response)).toEqual(['minimums.1.stockpileId'])
    expect(await refusedAt(app.get('/api/stock?near=0x74,35.4'), 400)).toEqual(['near'])
  })
})

describe('tables', () => {
  test('of orders take the filters of the list', async () => {
    const order = await confirmed(await planned())
    const csv = async (query: string) =>
      (await app.get(`/api/transfers/tables/orders?f=csv&${query}`)).text()
    expect(await csv('state=draft&stockpile=only')).toContain(order.number)
    expect(await csv('state=closed')).not.toContain(order.number)
    expect(await csv('overdue=true')).not.toContain(order.number)
  })

  test('of movements tell local time, and steps without a note in the reader’s language', async () => {
    const { number } = await confirmed(await planned())
    const events = `/api/transfers/${encodeURIComponent(number)}/events`
    await answered(app.post(events, { step: 'cancel', actor: '甲' }))
    const table = await app.get(
      `/api/stock/tables/movements?f=csv&document=${encodeURIComponent(number)}`,
    )
    const [, released, reserved] = (await table.text()).split('\r\n')
    expect(released).toContain('2026-11-23T10:00:00+08:00')
    expect(released).toContain('取消')
    expect(reserved).toContain('调拨预留')
  })
})

describe('a warning', () => {
  const AREA = '35.3,116.5 35.3,116.7 35.5,116.7 35.3,116.5'
  const CAP = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>qx</sender>
<sent>2026-11-23T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType>
<scope>Public</scope><info><language>zh-CN</language><category>Met</category>
<event>暴雨红色预警</event><urgency>Immediate</urgency><severity>Extreme</severity>
<certainty>Observed</certainty><area><areaDesc>任城</areaDesc><polygon>${AREA}</polygon></area>
</info></alert>`
  const sendXml = (body: BodyInit, type = 'application/cap+xml', address = '/api/warnings/cap') =>
    app.request(address, { method: 'POST', headers: { 'Content-Type': type }, body })

  test.each(['application/cap+xml', 'application/xml', 'text/xml; charset=utf-8'])(
    'is taken as %s, found by its id, and where it was put',
    async (type) => {
      const [kept] = await answered<{ id: string }[]>(sendXml(CAP, type), 201)
      expect(await app.json(`/api/warnings/${kept!.id}`)).toMatchObject({
        level: 'red',
        origin: { identifier: '1' },
      })
      expect((await app.get('/api/warnings/nowhere')).status).toBe(404)
    },
  )

  test('in XML is refused as one within JSON is, in another encoding, and elsewhere', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "x">]>${CAP.slice(CAP.indexOf('<alert'))}`
    expect(await refusedAt(sendXml(bomb))).toEqual(['xml'])
    expect(await refusedAt(sendXml(''))).toEqual(['xml'])
    const { detailZh } = await answered<Problem>(sendXml(Uint8Array.of(0xc3, 0x28)), 400)
    expect(detailZh).toContain('UTF-8')
    expect((await sendXml(CAP, 'application/xml', '/api/warnings')).status).toBe(415)
    expect((await sendXml(CAP, 'text/plain')).status).toBe(415)
  })
})

test('the definition names the key of a request, and what a refused confirmation answers', async () => {
  interface Operation {
    parameters: { name: string; in: string }[]
    responses: Record<string, { content: Record<string, { schema: unknown }> }>
  }
  const { paths } = await app.json<{ paths: Record<string, { post: Operation }> }>(
    '/api/openapi.json',
  )
  for (const path of [
    '/transfers',
    '/transfers/{number}/events',
    '/stock/movements',
    '/stocktakes',
  ]) {
    const named = paths[path]!.post.parameters.map(({ name }) => name)
    expect([path, named]).toEqual([path, expect.arrayContaining(['idempotency-key'])])
  }
  const conflict = paths['/transfers']!.post.responses[409]!.content['application/problem+json']
  expect(JSON.stringify(conflict)).toContain('changes')
})

test('goods past their date are nothing that a nearest stockpile has', async () => {
  const batch = { batch: 'old', expiresOn: '2026-11-30' }
  const food = { stockpileId: 'only', item: 'food', quantity: 50, ...batch }
  await answered(app.post('/api/stock/movements', receipts(food)), 201)
  const nearest = async (day: string) => {
    const asked = `collection=stockpiles&item=food&quantity=50&at=${day}T08:00:00%2B08:00`
    const { features, passedOver } = await app.json<{
      features: { id: string }[]
      passedOver: { id: string; reasons: { code: string }[] }[]
    }>(`/api/nearest?lon=${lon}&lat=${lat}&${asked}`)
    const reasons = passedOver.flatMap((each) => each.reasons.map(({ code }) => code))
    return [features.map(({ id }) => id), reasons]
  }
  expect(await nearest('2026-11-30')).toEqual([['only'], []])
  expect(await nearest('2026-12-01')).toEqual([[], ['stock-short']])
})
