/** Items that the catalogue does not have: wherever goods are asked for, entered, planned, counted and listed. */
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, test } from 'vitest'
import type { HazardHistory } from '../../data/hazard-change.ts'
import type { ItemSheet } from '../../data/item-sheet.ts'
import type { MaterialsAnswer, StockAnswer } from '../../data/stock.ts'
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

const PATH = '/api/item-sheets'
const ITEM = 'own-water-wall'
const OWN = {
  nameEn: 'Water-filled barrier',
  unit: '节',
  unitEn: 'sections',
  specification: '1.2 m × 10 m',
  class: 'equipment',
  use: 'flood',
  code: 'FX-017',
}
const SHEET = {
  name: '充水式挡水墙',
  item: ITEM,
  own: OWN,
  // 5 t and 18 m³ a lorry: ten of 500 kg, not twelve of 1.5 m³.
  weighs: { kilogramsPerUnit: 500, cubicMetresPerUnit: 1.5 },
  packages: [{ unit: '组', unitEn: 'set', holds: 4 }],
}

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(
    { ...SMALL_DATA_SET, stockpiles: [stockpile('near', gridLonLat(200, 0))] },
    { network: () => STREET },
  )
})

const add = (changes: object = {}) => app.post(PATH, { ...SHEET, ...changes })
const change = (
  { id, version }: ItemSheet,
  changes: object,
  headers: Readonly<Record<string, string>> = {},
) =>
  app.send(
    'PUT',
    `${PATH}/${id}`,
    { ...SHEET, ...changes },
    { 'If-Match': `"${version}"`, ...headers },
  )
const remove = ({ id }: ItemSheet) => app.send('DELETE', `${PATH}/${id}`)
const receive = (quantity: number, item = ITEM) =>
  app.post('/api/stock/movements', receipts({ stockpileId: 'near', item, batch: '甲', quantity }))
const plan = (item: string, quantity: number) => {
  const [lon, lat] = gridLonLat(0, 0)
  const sites = [{ lon, lat, name: '险段', demands: [{ item, quantity }] }]
  return app.post('/api/transfer-plans', { sites, startAt: '2026-11-24T06:00:00+08:00' })
}

test('is listed after the catalogue, in both languages and by pinyin, as soon as it is kept', async () => {
  const before = await app.get('/api/materials')
  await answered(add(), 201)
  const after = await app.get('/api/materials')
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
  const { materials } = (await after.json()) as MaterialsAnswer
  expect(materials.at(-1)).toMatchObject({
    key: ITEM,
    label: { zh: '充水式挡水墙', en: 'Water-filled barrier' },
    unit: { zh: '节', en: 'sections' },
    specification: { zh: '1.2 m × 10 m', en: '1.2 m × 10 m' },
    code: 'FX-017',
    kilogramsPerUnit: 500,
    initials: 'cssdsq',
  })
})

test('what drives itself takes no lorry and is not loaded; what English does not say is told in Chinese', async () => {
  const own = { ...OWN, unitEn: '', drivesItself: true, shelfLifeMonths: 60 }
  await answered(add({ own }), 201)
  const { materials } = await app.json<MaterialsAnswer>('/api/materials')
  expect(materials.at(-1)).toMatchObject({
    ...{ key: ITEM, unit: { zh: '节', en: '节' }, drivesItself: true, shelfLifeMonths: 60 },
  })
  await answered(receive(30), 201)
  // Two lorries of ten would bring twenty.
  const { loads, startAt } = await answered<TransferPlan>(plan(ITEM, 24))
  expect(loads).toMatchObject([{ lorries: 0, lines: [{ item: ITEM, quantity: 24 }] }])
  expect(Date.parse(loads[0]!.leavesAt)).toBe(Date.parse(startAt))
})

test('goes through books, tables, search of stock, reserves, plan, order and the stockpile itself', async () => {
  await answered(add(), 201)
  await answered(receive(30), 201)
  const minimums = [{ stockpileId: 'near', item: ITEM, minimum: 6 }]
  expect((await app.send('PUT', '/api/stock/minimums', { minimums })).status).toBe(204)
  const { stockpiles } = await app.json<StockAnswer>(`/api/stock?item=${ITEM}&quantity=20`)
  expect(stockpiles.map(({ id, hasEnough }) => [id, hasEnough])).toEqual([['near', true]])
  expect(stockpiles[0]!.holdings).toMatchObject([{ item: ITEM, onHand: 30, minimum: 6, spare: 24 }])
  const csv = await app.get(`/api/stock/tables/balances?item=${ITEM}&f=csv&lang=en`)
  const [row] = parse<Record<string, string>>(await csv.text(), { columns: true, bom: true, to: 1 })
  expect(row).toMatchObject({ Item: 'Water-filled barrier', Unit: 'sections' })
  // Two lorries of ten: 5 t of 500 kg each.
  const planned = await answered<TransferPlan>(plan(ITEM, 24))
  expect(planned.loads.flatMap(({ lines }) => lines)).toMatchObject([{ item: ITEM, quantity: 20 }])
  expect(planned.loads.reduce((sum, { lorries }) => sum + lorries, 0)).toBe(2)
  const [load] = planned.loads
  const { site, lorries, leavesAt, arrivesAt, lines } = load!
  const order = await app.post('/api/transfers', {
    sites: [{ name: '险段', lon: 116.5, lat: 35.3 }],
    loads: [
      {
        ...{ stockpileId: 'near', site, lorries, leavesAt, arrivesAt },
        lines: lines.map(({ item, batchId, quantity }) => ({ item, batchId, quantity })),
      },
    ],
    emergency: false,
    requestedBy: '调度员',
  })
  expect(order.status).toBe(201)
  const feature = await app.json<{ properties: { stock: object } }>(
    '/api/collections/stockpiles/items/near',
  )
  expect(feature.properties.stock).toMatchObject({ [ITEM]: 10 })
  const nearest = await app.json<{ features: object[] }>(
    `/api/nearest?collection=stockpiles&lon=116.5&lat=35.3&item=${ITEM}&quantity=6`,
  )
  expect(JSON.stringify(nearest)).not.toContain('没有自有物资')
})

test('what it weighs counts for plans from then on, that of the catalogue’s items too', async () => {
  const sheet = await answered<ItemSheet>(add(), 201)
  await answered(receive(30), 201)
  await answered(change(sheet, { weighs: { kilogramsPerUnit: 250, cubicMetresPerUnit: 0.9 } }))
  const lorries = async (item: string, quantity: number): Promise<number> => {
    const { loads } = await answered<TransferPlan>(plan(item, quantity))
    return loads.reduce((sum, load) => sum + load.lorries, 0)
  }
  // Twenty of 250 kg to a lorry.
  expect(await lorries(ITEM, 24)).toBe(2)
  expect(await lorries('sandbag', 4000)).toBe(1)
  const heavy = { kilogramsPerUnit: 2.5, cubicMetresPerUnit: 0.0004 }
  const kept = { name: '编织袋', item: 'sandbag', weighs: heavy }
  const bags = await answered<ItemSheet>(app.post(PATH, kept), 201)
  expect(await lorries('sandbag', 4000)).toBe(2)
  expect((await remove(bags)).status).toBe(204)
  expect(await lorries('sandbag', 4000)).toBe(1)
})

describe('what the books have', () => {
  test('keeps its unit, while name, packages and weights change and the ledger stays', async () => {
    const sheet = await answered<ItemSheet>(add(), 201)
    const metres = { own: { ...OWN, unit: '米' } }
    const asMetres = await answered<ItemSheet>(change(sheet, metres))
    const back = await answered<ItemSheet>(change(asMetres, {}))
    await answered(receive(30), 201)
    const before = await app.json<{ movements: object[] }>(`/api/ledger?item=${ITEM}`)
    const { errors } = await problemOf(change(back, metres), 409)
    expect(errors).toMatchObject([
      { parameter: 'own.unit', detailZh: '须仍为“节”：台账中已有该物资 1 个批次，现存 30' },
    ])
    const renamed = await answered<ItemSheet>(
      change(back, { name: '挡水墙', packages: [{ unit: '车', holds: 20 }] }),
    )
    expect(renamed.name).toBe('挡水墙')
    const { movements } = await app.json<{ movements: object[] }>(`/api/ledger?item=${ITEM}`)
    expect(movements).toEqual(before.movements)
    const csv = await app.get(`/api/stock/tables/movements?item=${ITEM}&f=csv`)
    expect(await csv.text()).toContain('挡水墙')
  })

  test('is retired, not deleted, and brought back; each change is noted with who', async () => {
    const sheet = await answered<ItemSheet>(add(), 201)
    await answered(receive(30), 201)
    const refused = await problemOf(remove(sheet), 409)
    expect(refused.detail).toContain('1')
    const by = { 'Desk-Name': encodeURIComponent('物资科') }
    const retired = await answered<ItemSheet>(change(sheet, { isRetired: true }, by))
    expect(await refusedAt(receive(1))).toEqual(['movements.0.item'])
    expect(await refusedAt(plan(ITEM, 1))).toEqual(['sites.0.demands.0.item'])
    expect((await app.json<StockAnswer>(`/api/stock?item=${ITEM}`)).stockpiles).toHaveLength(1)
    await answered(change(retired, { isRetired: false }))
    await answered(receive(1), 201)
    const { changes } = await app.json<HazardHistory>(`${PATH}/${sheet.id}/history`)
    expect(changes.map(({ kind, who, fields }) => [kind, who, fields])).toEqual([
      ['update', expect.any(String), [{ field: 'isRetired', before: true, after: false }]],
      ['update', '物资科', [{ field: 'isRetired', before: false, after: true }]],
      ['create', expect.any(String), []],
    ])
  })

  test('is deleted while nothing names it, and its history stays', async () => {
    const sheet = await answered<ItemSheet>(add(), 201)
    expect((await remove(sheet)).status).toBe(204)
    expect(await refusedAt(receive(1))).toEqual(['movements.0.item'])
    const { changes } = await app.json<HazardHistory>(`${PATH}/${sheet.id}/history`)
    expect(changes.map(({ kind }) => kind)).toEqual(['delete', 'create'])
  })

  test('is not deleted while a norm or a minimum reserve names it', async () => {
    const sheet = await answered<ItemSheet>(add(), 201)
    const norm = await answered<{ id: string }>(
      app.post('/api/reserve-norms', { name: '定额', perKilometre: { [ITEM]: 2 } }),
      201,
    )
    expect((await remove(sheet)).status).toBe(409)
    expect((await app.send('DELETE', `/api/reserve-norms/${norm.id}`)).status).toBe(204)
    const minimums = [{ stockpileId: 'near', item: ITEM, minimum: 6 }]
    await app.send('PUT', '/api/stock/minimums', { minimums })
    expect((await remove(sheet)).status).toBe(409)
  })
})

test.each([
  ['without what it is', { own: null }, ['own']],
  ['without its weight', { weighs: null }, ['weighs']],
  [
    'with nothing as weight',
    { weighs: { ...SHEET.weighs, kilogramsPerUnit: 0 } },
    ['weighs.kilogramsPerUnit'],
  ],
  ['with a key that is none', { item: 'own-' }, ['item']],
  ['as an item of the catalogue', { item: 'pump' }, ['own']],
  [
    'with a package called like its unit',
    { packages: [{ unit: '节', holds: 2 }] },
    ['packages.0.unit'],
  ],
])('%s it is refused', async (_, changes, parameters) => {
  expect(await refusedAt(add(changes))).toEqual(parameters)
})

test.each([
  ['the catalogue', { name: '潜水泵' }, 'name'],
  ['the catalogue in English', { own: { ...OWN, nameEn: 'Drainage pump' } }, 'own.nameEn'],
])('a name that %s has already is refused', async (_, changes, parameter) => {
  expect(await refusedAt(add(changes), 409)).toEqual([parameter])
})

test('an item that there is none of is named as such wherever it is asked for', async () => {
  expect(await refusedAt(receive(1, 'own-none'))).toEqual(['movements.0.item'])
  expect(await refusedAt(plan('own-none', 1))).toEqual(['sites.0.demands.0.item'])
  for (const address of [
    'stock?',
    'ledger?',
    'stock/loans?',
    'stock/expiring?',
    'stock/tables/balances?f=csv&',
  ]) {
    expect(await refusedAt(app.get(`/api/${address}item=own-none`), 400), address).toEqual(['item'])
  }
  const minimums = [{ stockpileId: 'near', item: 'own-none', minimum: 1 }]
  expect(await refusedAt(app.send('PUT', '/api/stock/minimums', { minimums }))).toEqual([
    'minimums.0.item',
  ])
  const norm = { name: '定额', perKilometre: { 'own-none': 2 } }
  expect(await refusedAt(app.post('/api/reserve-norms', norm))).toEqual(['own-none'])
  const patch = { properties: { stock: { 'own-none': 1 } } }
  const response = await app.send('PATCH', '/api/collections/stockpiles/items/near', patch)
  expect(response.status).toBe(422)
})
