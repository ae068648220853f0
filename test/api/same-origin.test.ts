/** Who may write: our own page, and programs; no page of anybody else's. */
import { describe, expect, test } from 'vitest'
import { NO_CHANGES } from '../../data/scenario.ts'
import { createTestApp, ORIGIN, problemOf, type TestApp } from '../fixtures/app.ts'

const BODY = JSON.stringify({ name: '汛期', changes: NO_CHANGES })
const JSON_TYPE = 'application/json'

const post = (app: TestApp, headers: Record<string, string>, body = BODY): Promise<Response> =>
  app.request('/api/scenarios', { method: 'POST', headers, body })

const expectRefusal = async (app: TestApp, response: Response, status: number, type: string) => {
  expect((await problemOf(response, status)).type).toBe(`/problems/${type}`)
  expect(await app.store.scenarios.count()).toBe(0)
}

describe('a request that another site had a browser send', () => {
  test.each([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: ORIGIN },
    { Origin: 'http://elsewhere.test' },
    { Origin: 'http://map.test:8081' },
    { Origin: 'http://map.test.elsewhere.test' },
    // What a sandboxed frame or a local file sends.
    { Origin: 'null' },
    { Origin: '' },
    { Origin: 'map.test' },
    // Anybody can send this; it counts only behind a proxy of ours.
    { Origin: 'http://elsewhere.test', 'X-Forwarded-Host': 'elsewhere.test' },
  ])('%o is refused', async (headers) => {
    const app = await createTestApp({})
    const response = await post(app, { 'Content-Type': JSON_TYPE, ...headers })
    await expectRefusal(app, response, 403, 'cross-origin')
  })

  test('neither copies nor deletes, which need no body', async () => {
    const app = await createTestApp({})
    const address = (await post(app, { 'Content-Type': JSON_TYPE })).headers.get('Location')
    const headers = { Origin: 'http://elsewhere.test' }
    const copied = await app.request(`${address}/copy`, { method: 'POST', headers })
    const deleted = await app.request(`${address}`, { method: 'DELETE', headers })
    expect([copied.status, deleted.status]).toEqual([403, 403])
    expect(await app.store.scenarios.count()).toBe(1)
  })

  test('may read: what is served is not secret', async () => {
    const app = await createTestApp({})
    const headers = { Origin: 'http://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' }
    expect((await app.get('/api/scenarios', headers)).status).toBe(200)
  })
})

describe('a request of our own', () => {
  test.each([
    ['of a program', {}],
    ['of the page', { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }],
    // A browser says no more where the page came over plain http.
    ['of the page over plain http', { Origin: ORIGIN }],
    ['through a proxy that ends TLS', { Origin: 'https://map.test' }],
    [
      'through a proxy that calls us by another name',
      { Origin: 'https://maps.jining.test', 'Sec-Fetch-Site': 'same-origin' },
    ],
  ])('%s is taken', async (_, headers) => {
    const app = await createTestApp({})
    expect((await post(app, { 'Content-Type': JSON_TYPE, ...headers })).status).toBe(201)
  })

  test('goes by the name that our proxy forwards, and by no other', async () => {
    const app = await createTestApp({}, { trustProxy: true })
    const through = (origin: string): Promise<Response> =>
      post(app, {
        'Content-Type': JSON_TYPE,
        'X-Forwarded-Host': 'maps.jining.test:8080',
        Origin: origin,
      })
    await expectRefusal(app, await through('http://elsewhere.test:8080'), 403, 'cross-origin')
    expect((await through('http://maps.jining.test:8080')).status).toBe(201)
  })
})

describe('the type of a body', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/geo+json',
    'application/jsonp',
    'application/json;',
    'text/plain; application/json',
  ])('%s is refused', async (type) => {
    const app = await createTestApp({})
    const response = await post(app, { 'Content-Type': type })
    await expectRefusal(app, response, 415, 'unsupported-media-type')
  })

  test.each([
    ['/api/scenarios', 'application/json'],
    ['/api/imports', 'application/octet-stream'],
    ['/api/warnings/cap', 'application/cap+xml'],
  ])('a type that %s does not take is refused with %s', async (address, taken) => {
    const app = await createTestApp({})
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const response = await app.request(address, { method: 'POST', body: 'x', headers })
    expect(response.status).toBe(415)
    const { detail } = (await response.json()) as { detail: string }
    expect(detail).toContain(`Content-Type: ${taken}`)
  })

  test('a body without a type is refused', async () => {
    const app = await createTestApp({})
    const bytes = new TextEncoder().encode(BODY)
    const init = { method: 'POST', body: bytes }
    const counted = { ...init, headers: { 'Content-Length': String(bytes.length) } }
    for (const each of [init, counted]) {
      const response = await app.request('/api/scenarios', each)
      await expectRefusal(app, response, 415, 'unsupported-media-type')
    }
  })

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    '%s is taken',
    async (type) => {
      const app = await createTestApp({})
      expect((await post(app, { 'Content-Type': type })).status).toBe(201)
    },
  )
})
