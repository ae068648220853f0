import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { TIME_LIMIT_MILLISECONDS } from '../../server/http/long-questions.ts'
import type { FeatureReader } from '../../server/store/features.ts'
import { StoreBusy } from '../../server/store/problems.ts'
import type { Store } from '../../server/store/store.ts'
import { localPlanner, ThreadEnded } from '../../server/worker/planner.ts'
import { createTestApp, problemOf, storeReading } from '../fixtures/app.ts'
import { gridDraft, loadedNetwork } from '../fixtures/grid-network.ts'
import { openTemporaryStore } from '../fixtures/stores.ts'

const ITEMS = '/api/collections/stations/items'
const app = await createTestApp()

describe('400 names the parameter', () => {
  const crs = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/3857')
  const zone = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4527')
  test.each([
    [`${ITEMS}?nonsense=1`, ['nonsense']],
    [`${ITEMS}?bbox=1,2,3`, ['bbox']],
    [`${ITEMS}?bbox=1,2,3,4,5`, ['bbox']],
    [`${ITEMS}?bbox=a,b,c,d`, ['bbox']],
    [`${ITEMS}?bbox=1,2,,4`, ['bbox']],
    [`${ITEMS}?bbox=0x10,2,30,4`, ['bbox']],
    [`${ITEMS}?bbox=116,36,117,35`, ['bbox']],
    [`${ITEMS}?bbox=-200,30,-190,40`, ['bbox']],
    [`${ITEMS}?bbox=116,35,117,91`, ['bbox']],
    [`${ITEMS}?bbox=0,0,30000000,100&bbox-crs=${crs}`, ['bbox']],
    [`${ITEMS}?bbox=4e6,39463000,3.9e6,39464000&bbox-crs=${zone}`, ['bbox']],
    [`${ITEMS}?bbox=3.9e6,463000,4e6,464000&bbox-crs=${zone}`, ['bbox']],
    [`${ITEMS}?bbox=117,35,116,36&bbox-crs=/api/crs/gcj-02`, ['bbox']],
    [`${ITEMS}?bbox=Infinity,0,1,1`, ['bbox']],
    [`${ITEMS}?bbox-crs=EPSG:9999`, ['bbox-crs']],
    [`${ITEMS}?crs=urn:nothing`, ['crs']],
    [`${ITEMS}?limit=0`, ['limit']],
    [`${ITEMS}?limit=-5`, ['limit']],
    [`${ITEMS}?limit=2.5`, ['limit']],
    [`${ITEMS}?limit=all`, ['limit']],
    [`${ITEMS}?limit=1&limit=2`, ['limit']],
    [`${ITEMS}?after=x`, ['after']],
    [`${ITEMS}?offset=-1`, ['offset']],
    [`${ITEMS}?startindex=1.5`, ['startindex']],
    [`${ITEMS}?offset=1&startindex=2`, ['startindex']],
    [`${ITEMS}?f=dwg`, ['f']],
    [`${ITEMS}?datetime=yesterday`, ['datetime']],
    [`${ITEMS}?datetime=2026-02-30`, ['datetime']],
    [`${ITEMS}?datetime=2026-01-01T25:00:00Z`, ['datetime']],
    [`${ITEMS}?datetime=2026-01-01T10:00:00%2B25:00`, ['datetime']],
    [`${ITEMS}?datetime=2026-01-01T10:00:00Zulu`, ['datetime']],
    [`${ITEMS}?datetime=2026-01-01/..&datetime=soon`, ['datetime']],
    [`${ITEMS}?datetime=2026-06-01/2026-01-01`, ['datetime']],
    [`${ITEMS}?datetime=../..`, ['datetime']],
    [`${ITEMS}?datetime=..`, ['datetime']],
    [`${ITEMS}?datetime=2026-01-01/2026-02-01/2026-03-01`, ['datetime']],
    [`${ITEMS}?grade=fourth`, ['grade']],
    [`${ITEMS}?grade=first,fourth`, ['grade']],
    [`${ITEMS}?grade=`, ['grade']],
    [`${ITEMS}?turnoutSeconds=soon`, ['turnoutSeconds']],
    [`${ITEMS}?turnoutSeconds=1.5`, ['turnoutSeconds']],
    [`${ITEMS}?verifiedAt=2026-13-01`, ['verifiedAt']],
    [`${ITEMS}?dutyFrom=8am`, ['dutyFrom']],
    [`${ITEMS}?equipment=pump`, ['equipment']],
    [`/api/collections/flood-works/items?administrativePerson=x`, ['administrativePerson']],
    [`/api/collections/flood-works/items?technicalPhone=x`, ['technicalPhone']],
    [`/api/collections/flood-works/items?patrolPerson=x`, ['patrolPerson']],
    [`${ITEMS}?foo=1&limit=no&bbox=1`, ['bbox', 'foo', 'limit']],
    [`${ITEMS}/S-1?bbox=1,2,3,4`, ['bbox']],
    ['/api?x=1', ['x']],
    ['/api/conformance?x=1', ['x']],
    ['/api/collections?x=1', ['x']],
    ['/api/collections/stations?x=1', ['x']],
    ['/api/collections/stations/queryables?x=1', ['x']],
    ['/api/collections/stations/schema?x=1', ['x']],
    ['/api/health?x=1', ['x']],
    ['/api/search', ['q']],
    ['/api/search?q=', ['q']],
    [`/api/search?q=${'x'.repeat(1001)}`, ['q']],
    [`/api/search?q=${'x'.repeat(201)}`, ['q']],
    ['/api/search?q=a&limit=51', ['limit']],
    ['/api/search?q=200,100', ['q']],
    ['/api/nearest', ['lat', 'lon']],
    ['/api/nearest?lon=200&lat=35', ['lon']],
    ['/api/nearest?lon=116&lat=35&collection=counties', ['collection']],
    ['/api/nearest?lon=116&lat=35&k=0', ['k']],
    ['/api/nearest?lon=116&lat=35&at=noon', ['at']],
    ['/api/nearest?lon=116&lat=35&equipment=tank:1', ['equipment']],
    ['/api/nearest?lon=116&lat=35&item=sandbag', ['item']],
    ['/api/nearest?lon=116&lat=35&quantity=5', ['quantity']],
    ['/api/nearest?lon=116&lat=35&grade=tenth', ['grade']],
    ['/api/nearest?lon=116&lat=35&administrativePerson=x', ['administrativePerson']],
    ['/api/tiles/roads/4/1/1', ['z']],
    ['/api/tiles/roads/16/1/1', ['z']],
    ['/api/tiles/roads/5/32/1', ['x']],
    ['/api/tiles/roads/5/1/32', ['y']],
    ['/api/tiles/roads/5/a/1', ['x']],
  ])('%s', async (address, parameters) => {
    const problem = await problemOf(app.get(address), 400)
    expect(problem.type).toBe('/problems/invalid-parameter')
    expect(problem.instance).toBe(address.split('?')[0])
    expect(problem.errors?.map(({ parameter }) => parameter).sort()).toEqual(parameters)
  })

  test('says what a value may be', async () => {
    const { errors } = await problemOf(app.get(`${ITEMS}?grade=fourth&limit=0`), 400)
    expect(errors).toEqual([
      {
        parameter: 'limit',
        detail: 'needs a whole number from 1',
        detailZh: '需要不小于 1 的整数',
      },
      {
        parameter: 'grade',
        detail: '"fourth" is not one of: first, second, third',
        detailZh: '“fourth”不是下列值之一：first, second, third',
      },
    ])
  })
})

describe('404', () => {
  test.each([
    '/api/nothing',
    '/api/collections/parking-lots',
    '/api/collections/parking-lots/items',
    '/api/collections/stations/nothing',
    `${ITEMS}/no-such-station`,
    `${ITEMS}/S-1/more`,
    '/nothing.js',
  ])('%s', async (address) => {
    expect((await problemOf(app.get(address), 404)).type).toBe('/problems/not-found')
  })

  test('names the collection or the item that is not there', async () => {
    const collection = await problemOf(app.get('/api/collections/parking-lots/items'), 404)
    expect(collection.detail).toContain('parking-lots')
    const item = await problemOf(app.get(`${ITEMS}/no-such-station`), 404)
    expect(item.detail).toContain('no-such-station')
    expect(item.detailZh).toContain('微型应急救援站')
  })
})

describe('405', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s tells what is allowed', async (method) => {
    const union = '/api/collections/water/items'
    for (const address of ['/api', '/api/collections', union, `${union}/L-1`, '/api/nearest']) {
      const response = await app.send(method, address)
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
      expect((await problemOf(response, 405)).type).toBe('/problems/method-not-allowed')
    }
  })

  test('a body of any type does not belong there either', async () => {
    const headers = { 'Content-Type': 'application/geo+json' }
    for (const method of ['POST', 'PUT', 'PATCH']) {
      const response = await app.request('/api/nearest', { method, headers, body: '{}' })
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
      await problemOf(response, 405)
    }
    await problemOf(app.request('/api/scenarios', { method: 'POST', headers, body: '{}' }), 415)
    await problemOf(app.request('/api/nothing', { method: 'POST', headers, body: '{}' }), 404)
  })

  test('can be read by a client that asks for it compressed', async () => {
    const response = await app.send('DELETE', ITEMS, undefined, { 'Accept-Encoding': 'gzip' })
    const body = Buffer.from(await response.arrayBuffer())
    const isGzip = response.headers.get('Content-Encoding') === 'gzip'
    expect(JSON.parse(String(isGzip ? gunzipSync(body) : body))).toMatchObject({ status: 405 })
  })

  test('an unknown address stays not found whatever the method', async () => {
    await problemOf(app.send('POST', '/api/nothing'), 404)
  })

  test('HEAD answers like GET without a body', async () => {
    const head = await app.send('HEAD', ITEMS)
    expect(head.status).toBe(200)
    expect(head.headers.get('ETag')).toBe((await app.get(ITEMS)).headers.get('ETag'))
    expect(await head.text()).toBe('')
  })
})

test('413: a body of more than a mebibyte is not read', async () => {
  const body = 'x'.repeat(1024 * 1024 + 1)
  const response = app.request('/api/nearest', { method: 'POST', body })
  expect((await problemOf(response, 413)).type).toBe('/problems/too-large')
})

const brokenStore = async (changes: Partial<FeatureReader>): Promise<Store> =>
  storeReading(await openTemporaryStore(), () => ({ features: changes }))

test('500: tells nothing of the inside, and logs it without the query', async () => {
  const lines: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  const store = await brokenStore({
    page: async () => {
      throw new Error('SqliteError: no such column "secret"')
    },
  })
  const { get } = await createTestApp({}, { store, logger })
  const problem = await problemOf(get(`${ITEMS}?name=${encodeURIComponent('张某')}`), 500)
  expect(problem.type).toBe('/problems/internal')
  expect(JSON.stringify(problem)).not.toMatch(/secret|Sqlite|at /)
  const log = lines.join('')
  expect(log).toContain('no such column')
  expect(log).not.toContain('张某')
  expect(log).not.toContain(encodeURIComponent('张某'))
})

describe('503', () => {
  test.each(['/api/nearest?lon=116.6&lat=35.4', '/api/tiles/roads/9/421/201'])(
    'no road network: %s',
    async (address) => {
      expect((await problemOf(app.get(address), 503)).type).toBe('/problems/no-network')
    },
  )

  test('an answer that takes too long is given up', async () => {
    vi.useFakeTimers()
    const store = await brokenStore({ page: () => new Promise(() => {}) })
    const { get } = await createTestApp({}, { store })
    const pending = get(ITEMS)
    await vi.advanceTimersByTimeAsync(TIME_LIMIT_MILLISECONDS)
    expect((await problemOf(pending, 503)).type).toBe('/problems/timeout')
  })
})

const CLOSURE = {
  ...{ name: '封路', kind: 'road', from: '2026-11-23T08:00:00+08:00' },
  area: { type: 'Point', coordinates: [116.6, 35.4] },
}

test.each(['\u200b', '\u00ad\u2060', '\u3164', '\u2800 \u200d'])(
  'a name that nobody can see is refused: %j',
  async (name) => {
    const refused = await problemOf(await app.post('/api/closures', { ...CLOSURE, name }), 422)
    expect(refused.errors).toMatchObject([
      { parameter: 'name', detail: 'needs characters that can be seen' },
    ])
  },
)

describe('503 says when to ask again', () => {
  test('where another program writes', async () => {
    const store = {
      ...(await openTemporaryStore()),
      write: () => Promise.reject(new StoreBusy('database is locked')),
    }
    const busy = await createTestApp(undefined, { store: store as never })
    const refused = await busy.post('/api/closures', CLOSURE)
    expect(refused.headers.get('Retry-After')).toBe('5')
    expect(await problemOf(refused, 503)).toMatchObject({ type: '/problems/busy' })
    expect((await busy.get(ITEMS)).status).toBe(200)
  })

  test('where the thread that computed has died', async () => {
    const network = loadedNetwork(gridDraft(3, 3))
    const planner = { ...localPlanner(), run: () => Promise.reject(new ThreadEnded('killed')) }
    const lost = await createTestApp(undefined, { network: () => network, planner })
    const refused = await lost.post('/api/coverage', {})
    expect(refused.headers.get('Retry-After')).toBe('1')
    expect(await problemOf(refused, 503)).toMatchObject({ type: '/problems/interrupted' })
  })
})

const LONG_NAMES = Array.from({ length: 50 }, (_, i) => `k${i}`.padEnd(10_000, 'k'))

describe('a body that is wrong through and through', () => {
  const unknownKeys = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 0]))
  const ring = (length: number) => ({
    closures: [{ type: 'Polygon', coordinates: [Array(length).fill(0)] }],
  })
  test.each<[string, string, object]>([
    ['parts that are none', '/api/coverage', { parts: Array(50_000).fill(0) }],
    ['places that are none', '/api/coverage', ring(50_000)],
    ['unknown keys', '/api/coverage', unknownKeys],
    ['long names', '/api/coverage', Object.fromEntries(LONG_NAMES.map((name) => [name, 0]))],
    ['unknown keys of one of two kinds', '/api/transfers', unknownKeys],
  ])('is refused with twenty faults at most: %s', async (_, address, body) => {
    const refused = await app.post(address, body)
    const { errors, detail } = await problemOf(refused.clone(), 422)
    expect(errors).toHaveLength(20)
    expect(detail).toMatch(/; and more$/)
    expect((await refused.text()).length).toBeLessThan(20_000)
  })

  test.each([
    ['parts', { parts: Array(500_000).fill(0) }],
    ['a ring', ring(500_000)],
  ])('is not looked at where it holds too much: %s of 500,000', async (_, body) => {
    const { detail } = await problemOf(await app.post('/api/coverage', body), 413)
    expect(detail).toContain('more than 80000 values')
  })
})
