import { expect, test } from 'vitest'
import { earlierOrders } from '../../../../client/panels/dispatch/plan/earlier-orders.ts'
import type { TransferListEntry } from '../../../../data/transfer-order.ts'

const NOW = Date.parse('2026-11-24T12:00:00+08:00')
const NAMES = { name: '左堤', nameEn: 'Left Levee' }
const SITE = { workId: 'F-1', lon: 116.6, lat: 35.4, ...NAMES, lines: [{ item: 'sandbag' }] }

const order = (changes: object = {}, place: object = {}) =>
  ({
    number: '0001',
    state: 'approved',
    createdAt: '2026-11-24T03:00:00+08:00',
    sites: [{ workId: 'F-1', lon: 116.7, lat: 35.5, ...place }],
    loads: [
      { site: 0, state: 'reserved', lines: [{ item: 'sandbag', quantity: 300 }] },
      { site: 0, state: 'cancelled', lines: [{ item: 'sandbag', quantity: 900 }] },
      { site: 0, state: 'received', lines: [{ item: 'sandbag', quantity: 200 }] },
      { site: 0, state: 'reserved', lines: [{ item: 'pump', quantity: 2 }] },
    ],
    ...changes,
  }) as unknown as TransferListEntry

const found = (entry: TransferListEntry, site: object = SITE) =>
  earlierOrders([entry], [site as never], NOW)

test('the same goods for the same work within a day, with what was not cancelled', () => {
  expect(found(order())).toEqual([
    {
      number: '0001',
      createdAt: '2026-11-24T03:00:00+08:00',
      site: NAMES,
      goods: [['sandbag', 500]],
    },
  ])
})

test('another work is the same site where it is near; another item, an older or a cancelled order is none', () => {
  const near = { workId: null, lon: 116.601, lat: 35.4 }
  expect(found(order({}, near))).toHaveLength(1)
  expect(found(order({}, { ...near, lon: 116.61 }))).toEqual([])
  expect(found(order(), { ...SITE, lines: [{ item: 'boat' }] })).toEqual([])
  expect(found(order({ state: 'cancelled' }))).toEqual([])
  expect(found(order({ createdAt: '2026-11-23T11:59:59+08:00' }))).toEqual([])
})
