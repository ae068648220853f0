/** Item sheets over HTTP: packages, and items that are kept on no more while their books stay. */
import { beforeEach, expect, test } from 'vitest'
import type { ItemSheet } from '../../data/item-sheet.ts'
import { answered, createTestApp, receipts, refusedAt, type TestApp } from '../fixtures/app.ts'

const PATH = '/api/item-sheets'
const BUNDLE = { unit: '捆', unitEn: 'bundle', holds: 100 }

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})

const keep = (changes: object = {}) =>
  app.post(PATH, { name: '编织袋', item: 'sandbag', packages: [BUNDLE], ...changes })
const kept = (changes: object = {}): Promise<ItemSheet> => answered(keep(changes), 201)

test('an item has one sheet, changed by whoever has read its version', async () => {
  const sheet = await kept()
  expect(sheet).toMatchObject({ version: 1, isRetired: false, note: '', packages: [BUNDLE] })
  expect(await refusedAt(keep({ name: '另一份' }), 409)).toEqual(['item'])
  const box = { unit: '箱', holds: 2000 }
  const change = (version: number) =>
    app.send(
      'PUT',
      `${PATH}/${sheet.id}`,
      { name: sheet.name, item: 'sandbag', packages: [box] },
      { 'If-Match': `"${version}"` },
    )
  const changed = await answered<ItemSheet>(change(1))
  expect(changed).toMatchObject({ version: 2, packages: [{ ...box, unitEn: '' }] })
  expect((await change(1)).status).toBe(412)
})

test.each([
  ['a package called like the unit', { packages: [{ unit: '条', holds: 2 }] }, 'packages.0.unit'],
  ['a package twice', { packages: [BUNDLE, BUNDLE] }, 'packages.1'],
  ['nothing in a package', { packages: [{ unit: '捆', holds: 0 }] }, 'packages.0.holds'],
  ['four decimals', { packages: [{ unit: '捆', holds: 0.6254 }] }, 'packages.0.holds'],
  ['an item that is none', { item: 'gold' }, 'item'],
])('%s is refused', async (_, changes, parameter) => {
  expect(await refusedAt(keep(changes))).toEqual([parameter])
})

test('a retired item is not taken in or planned, while what is there goes out and history stays', async () => {
  await kept({ isRetired: true })
  const [batch] = await app.store.ledger.batches({ items: ['sandbag'] })
  const goods = { stockpileId: 'P-1', item: 'sandbag', batch: '新', quantity: 1 }
  expect(await refusedAt(app.post('/api/stock/movements', receipts(goods)))).toEqual([
    'movements.0.item',
  ])
  const wanted = (item: string) => ({
    sites: [{ lon: 116.6, lat: 35.4, demands: [{ item, quantity: 1 }] }],
  })
  expect(await refusedAt(app.post('/api/transfer-plans', wanted('sandbag')))).toEqual([
    'sites.0.demands.0.item',
  ])
  expect(
    (await app.post('/api/stock/movements', receipts({ ...goods, item: 'pump' }))).status,
  ).toBe(201)
  const out = { kind: 'issue', batchId: batch!.id, quantity: 5 }
  await answered(app.post('/api/stock/movements', { ...receipts(), movements: [out] }), 201)
  const { movements } = await app.json<{ movements: object[] }>('/api/ledger?item=sandbag')
  expect(movements).toHaveLength(2)
})
