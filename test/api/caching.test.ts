import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ResponseCache } from '../../server/http/cached-response.ts'
import { createTestApp, storeReading } from '../fixtures/app.ts'
import { station } from '../fixtures/app-features.ts'

const ITEMS = '/api/collections/stations/items'

describe('ETag', () => {
  test.each([
    '/api',
    '/api/openapi.json',
    '/api/collections',
    '/api/collections/stations/queryables',
    ITEMS,
    `${ITEMS}/S-1`,
  ])('%s is not sent again while nothing has changed', async (address) => {
    const { get } = await createTestApp()
    const first = await get(address)
    const etag = first.headers.get('ETag')!
    // Of one feature it begins with the version, and is strong: `If-Match` compares no others.
    expect(etag).toMatch(address.endsWith('/S-1') ? /^"\d+-/ : /^W\/"/)
    expect(first.headers.get('Cache-Control')).toBe('no-cache')
    for (const header of [etag, `"other", ${etag}`, '*']) {
      const again = await get(address, { 'If-None-Match': header })
      expect(again.status).toBe(304)
      expect(again.headers.get('ETag')).toBe(etag)
      expect(await again.text()).toBe('')
    }
    expect((await get(address, { 'If-None-Match': '"other"' })).status).toBe(200)
  })

  test('a write changes it, and the cached body with it', async () => {
    const { get, json, store } = await createTestApp()
    const before = (await get(ITEMS)).headers.get('ETag')!
    const revision = await store.revision()
    await store.features.replace({ stations: [station('NEW', [116.7, 35.5])] })
    expect(await store.revision()).toBeGreaterThan(revision)
    const after = await get(ITEMS, { 'If-None-Match': before })
    expect(after.status).toBe(200)
    expect((await json(ITEMS)).features.map(({ id }) => id)).toEqual(['NEW'])
    expect((await json(ITEMS)).revision).toBe(await store.revision())
  })

  test('another run of the service has others: its database may be another of equal revision', async () => {
    const first = await createTestApp({ stations: [station('A', [116, 35])] })
    const second = await createTestApp({ stations: [station('B', [116, 35])] })
    expect(await first.store.revision()).toBe(await second.store.revision())
    const etag = (await first.get(ITEMS)).headers.get('ETag')!
    expect((await second.get(ITEMS, { 'If-None-Match': etag })).status).toBe(200)
  })
})

describe('compression', () => {
  test('a cached body is sent compressed to who takes it, and is the same', async () => {
    const { get } = await createTestApp()
    const plain = await get(ITEMS)
    expect(plain.headers.get('Content-Encoding')).toBeNull()
    expect(plain.headers.get('Vary')).toContain('Accept-Encoding')
    const compressed = await get(ITEMS, { 'Accept-Encoding': 'br, gzip;q=0.8' })
    expect(compressed.headers.get('Content-Encoding')).toBe('gzip')
    const bytes = Buffer.from(await compressed.arrayBuffer())
    const text = await plain.text()
    expect(gunzipSync(bytes).toString()).toBe(text)
    expect(bytes.length).toBeLessThan(text.length)
  })

  test('is not sent to who refuses it', async () => {
    const { get } = await createTestApp()
    for (const accepted of ['gzip;q=0', 'identity', 'br']) {
      const response = await get(ITEMS, { 'Accept-Encoding': accepted })
      expect(response.headers.get('Content-Encoding')).toBeNull()
    }
  })

  test('answers that are not cached are compressed too', async () => {
    const { get } = await createTestApp()
    const response = await get('/api/search?q=rc', { 'Accept-Encoding': 'gzip' })
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
    const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString()
    expect(JSON.parse(text).features).not.toHaveLength(0)
  })
})

test('the time in an answer is that of the answer, whether its body was cached or not', async () => {
  let now = new Date('2026-11-23T02:00:00.999Z')
  let built = 0
  const { store } = await createTestApp()
  const counting = storeReading(store, ({ features }) => ({
    features: {
      page: (...args) => {
        built++
        return features.page(...args)
      },
    },
  }))
  const { get } = await createTestApp({}, { store: counting, now: () => now })
  const plain = async () => (await get(ITEMS)).text()
  const compressed = async () => {
    const response = await get(ITEMS, { 'Accept-Encoding': 'gzip' })
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
    return gunzipSync(Buffer.from(await response.arrayBuffer())).toString()
  }
  const first = await plain()
  expect(JSON.parse(first).timeStamp).toBe('2026-11-23T02:00:00Z')
  expect(await compressed()).toBe(first)
  const { headers } = await get(ITEMS)
  now = new Date('2026-11-30T12:34:56Z')
  const second = await compressed()
  expect(second).toBe(first.replace('2026-11-23T02:00:00Z', '2026-11-30T12:34:56Z'))
  expect(await plain()).toBe(second)
  expect((await get(ITEMS, { 'If-None-Match': headers.get('ETag')! })).status).toBe(304)
  expect(built).toBe(1)
})

test('bytes that are on their way stay as they are when a later answer ends otherwise', async () => {
  const cache = new ResponseCache()
  const sent = async (ending: string): Promise<Uint8Array> => {
    const raw = new Request('http://map.test/page')
    const context = { req: { raw, header: () => undefined }, body: () => null } as never
    await cache.respond(context, '/page', 1, {
      mediaType: 'text/plain',
      ending,
      build: async () => ({ version: 1, body: 'at ' }),
    })
    return cache.bytesFor(raw)!
  }
  const first = await sent('08:00')
  expect(String(Buffer.from(await sent('09:30')))).toBe('at 09:30')
  expect(String(Buffer.from(first))).toBe('at 08:00')
})

test('the cache of bodies asks the store once for one address and revision', async () => {
  const { store } = await createTestApp()
  let asked = 0
  const counting = storeReading(store, ({ features }) => ({
    features: {
      page: (...args) => {
        asked++
        return features.page(...args)
      },
    },
  }))
  const { get } = await createTestApp({}, { store: counting, cache: new ResponseCache() })
  for (let i = 0; i < 3; i++) await get(ITEMS)
  expect(asked).toBe(1)
  await get(`${ITEMS}?limit=2`)
  expect(asked).toBe(2)
  await store.features.replace({ stations: [] })
  await get(ITEMS)
  expect(asked).toBe(3)
})

test.each(['/api/health', '/api/search?q=rc'])('%s is never kept by anyone', async (address) => {
  const { get } = await createTestApp()
  expect((await get(address)).headers.get('Cache-Control')).toBe('no-store')
})

test.each(['/api', ITEMS, '/api/docs', '/api/nothing', '/'])(
  'every answer has the headers that keep the page to itself: %s',
  async (address) => {
    const { headers } = await (await createTestApp()).get(address)
    const policy = headers.get('Content-Security-Policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).not.toMatch(/https?:/)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('X-Request-Id')).toBeTruthy()
  },
)
