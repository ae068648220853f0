/** Answers are made of what has been read already, until just that is written. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, receipts, storeReading, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'
import { polygon, rectangle } from '../fixtures/shapes.ts'
import { openTemporaryStore, type ShortStore } from '../fixtures/stores.ts'

const [LON, LAT] = gridLonLat(0, 0)
const NEAREST = `/api/nearest?lon=${LON}&lat=${LAT}`
const SETTLEMENTS = '/api/collections/settlements/items'

let store: ShortStore
let app: TestApp
/** What was read from the store since the last look, sorted. */
let reads: string[]
const readsSince = (): string[] => reads.splice(0).sort()

beforeEach(async () => {
  reads = []
  store = await openTemporaryStore()
  await store.features.replace({
    ...SMALL_DATA_SET,
    stations: [station('S-1', gridLonLat(300, 0))],
  })
  const counting = storeReading(store, ({ features, transfers, closures }) => ({
    features: {
      rows: (collection, which) => {
        reads.push(collection)
        return features.rows(collection, which)
      },
    },
    transfers: {
      get: (number, at) => {
        reads.push(`order ${number}`)
        return transfers.get(number, at)
      },
    },
    closures: {
      list: () => {
        reads.push('closures')
        return closures.list()
      },
    },
  }))
  app = await createTestApp({}, { store: counting, network: () => STREET })
})

const receiveSandbags = async (): Promise<void> => {
  const goods = { stockpileId: 'P-1', item: 'sandbag', batch: 'B', quantity: 5, expiresOn: null }
  expect((await app.post('/api/stock/movements', receipts(goods))).status).toBe(201)
}

describe('a receipt of sandbags', () => {
  test('leaves the settlements as they were sent, and sends the stockpiles anew', async () => {
    const etagOf = async (address: string) => (await app.get(address)).headers.get('ETag')!
    const addresses = [SETTLEMENTS, '/api/collections/settlements', '/api', '/api/conformance']
    const before = await Promise.all(addresses.map(etagOf))
    const stockpiles = await etagOf('/api/collections/stockpiles/items')
    await receiveSandbags()
    for (const [index, address] of addresses.entries()) {
      const { status } = await app.get(address, { 'If-None-Match': before[index]! })
      expect([address, status]).toEqual([address, 304])
    }
    const changed = await app.get('/api/collections/stockpiles/items', {
      'If-None-Match': stockpiles,
    })
    expect(changed.status).toBe(200)
  })

  test('leaves what nearest and coverage are made of', async () => {
    const coverage = () => app.post('/api/coverage', { parts: ['areas'] })
    expect((await app.get(NEAREST)).status).toBe(200)
    expect((await coverage()).status).toBe(200)
    expect(readsSince()).toEqual([
      'closures',
      'counties',
      'lakes',
      'rivers',
      'settlements',
      'stations',
      'towns',
    ])
    await receiveSandbags()
    expect((await app.get(NEAREST)).status).toBe(200)
    expect((await coverage()).status).toBe(200)
    expect(readsSince()).toEqual([])
  })

  test('makes no scenario stale', async () => {
    const changes = { add: [], remove: [], move: [], change: [], close: [] }
    const response = await app.post('/api/scenarios', { name: '方案', changes })
    const address = response.headers.get('Location')!
    await receiveSandbags()
    expect(await app.json(address)).toMatchObject({ isStale: false })
    await store.features.replace({ stations: [station('S-2', gridLonLat(500, 0))] })
    expect(await app.json(address)).toMatchObject({ isStale: true })
  })
})

test('registers are read once, not for each question about a place or an area', async () => {
  const warning = await app.post('/api/warnings', {
    ...{ name: '预警', kind: 'rainstorm', level: 'red', from: '2026-11-23T08:00:00+08:00' },
    area: polygon(rectangle(116, 35, 117, 36)),
  })
  expect(warning.status).toBe(201)
  const inside = `${warning.headers.get('Location')}/inside`
  const stock = `/api/stock?near=${LON},${LAT}`
  for (const address of [inside, stock]) expect((await app.get(address)).status).toBe(200)
  expect(readsSince()).toContain('counties')
  for (const address of [inside, stock]) expect((await app.get(address)).status).toBe(200)
  expect(readsSince()).toEqual([])
})

test('an order is read once for its answer', async () => {
  await receiveSandbags()
  const [batch] = await store.ledger.batches({ items: ['sandbag'] })
  const at = '2026-11-24T06:00:00+08:00'
  const site = { name: '险段', lon: LON, lat: LAT }
  const load = {
    ...{ stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: at, arrivesAt: at, route: [] },
    lines: [{ batchId: batch!.id, item: 'sandbag', quantity: 1 }],
  }
  const confirmed = await app.post('/api/transfers', {
    ...{ sites: [site], loads: [load], emergency: true, requestedBy: '测试' },
  })
  expect(confirmed.status).toBe(201)
  readsSince()
  expect((await app.get(confirmed.headers.get('Location')!)).status).toBe(200)
  expect(readsSince()).toHaveLength(1)
})

test('closures that could not be read once are read by the next question', async () => {
  let failures = 1
  const failing = storeReading(store, ({ closures }) => ({
    closures: {
      list: async () => {
        if (failures-- > 0) throw new Error('the disk is slow')
        return closures.list()
      },
    },
  }))
  app = await createTestApp({}, { store: failing, network: () => STREET })
  expect((await app.get(NEAREST)).status).toBe(500)
  expect((await app.get(NEAREST)).status).toBe(200)
  expect((await app.post('/api/coverage', { parts: ['areas'] })).status).toBe(200)
})
