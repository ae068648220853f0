/** What pages of other origins may read and may show; that a browser heeds it: `test/browser/cross-origin.test.ts`. */
import { describe, expect, test } from 'vitest'
import { createTestApp, ORIGIN } from '../fixtures/app.ts'

const ELSEWHERE = { Origin: 'http://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' }
const ITEMS = '/api/collections/stations/items'

const app = await createTestApp()

/** What browsers go by. */
const sharingOf = ({ headers }: Response) => ({
  origin: headers.get('Access-Control-Allow-Origin'),
  resource: headers.get('Cross-Origin-Resource-Policy'),
})
const SHARED = { origin: '*', resource: 'cross-origin' }
const OWN = { origin: null, resource: 'same-origin' }

describe('an answer that is masked', () => {
  test.each(['/api', '/api/', `${ITEMS}?limit=1`, `${ITEMS}/S-1`, '/api/search?q=rc'])(
    '%s is for every origin, with the headers that clients need',
    async (address) => {
      for (const headers of [{}, ELSEWHERE]) {
        const response = await app.get(address, headers)
        expect(response.status).toBe(200)
        expect(sharingOf(response)).toEqual(SHARED)
        expect(response.headers.get('Access-Control-Expose-Headers')).toBe(
          'Content-Crs, Content-Disposition, ETag, Link, Location, Retry-After',
        )
      }
    },
  )

  test('is so where it says that nothing has changed, and where it says what is wrong', async () => {
    const { headers } = await app.get(ITEMS)
    const unchanged = await app.get(ITEMS, { 'If-None-Match': headers.get('ETag')! })
    expect([unchanged.status, sharingOf(unchanged)]).toEqual([304, SHARED])
    const refused = await app.get(`${ITEMS}?limit=none`)
    expect([refused.status, sharingOf(refused)]).toEqual([400, SHARED])
    const missing = await app.get('/api/none')
    expect([missing.status, sharingOf(missing)]).toEqual([404, SHARED])
  })
})

describe('for our own page alone', () => {
  test.each([
    `${ITEMS}/S-1/personal`,
    '/api/collections/levees/items/L-1/personal/',
    '/api/transfers',
    '/api/transfers/',
    '/api/transfers/none',
    '/api/%74ransfers',
    '/api/transfers/none/personal',
    '/api/transfers/tables/orders',
    '/api/ledger',
    '/api/stock/loans',
    '/api/stock/tables/loans',
    '/api/stock/tables/movements',
    '/api/stock/tables/%6dovements?f=csv',
  ])('is %s', async (address) => {
    expect(sharingOf(await app.get(address, ELSEWHERE))).toEqual(OWN)
    const asked = await app.request(address, { method: 'OPTIONS', headers: ELSEWHERE })
    expect(sharingOf(asked)).toEqual(OWN)
  })

  test('is the page itself', async () => {
    expect(sharingOf(await app.get('/'))).toEqual(OWN)
  })

  test('is what is written, and what refuses it', async () => {
    const created = await app.post('/api/standards', { name: '甲', standards: { urban: 240 } })
    expect(sharingOf(created)).toEqual(OWN)
    const refused = await app.post('/api/standards', {}, ELSEWHERE)
    expect([refused.status, sharingOf(refused)]).toEqual([403, OWN])
  })

  test('is all where a page has its own name point here', async () => {
    const rebound = await app.fetch(new Request(`http://rebound.example${ITEMS}`))
    expect([rebound.status, sharingOf(rebound)]).toEqual([421, OWN])
  })
})

describe('asking beforehand', () => {
  const ask = (address: string, method?: string) =>
    app.request(address, {
      method: 'OPTIONS',
      headers: { ...ELSEWHERE, ...(method && { 'Access-Control-Request-Method': method }) },
    })

  test('allows reading, and no type of body', async () => {
    const response = await ask(ITEMS, 'GET')
    expect(response.status).toBe(200)
    expect(sharingOf(response)).toEqual(SHARED)
    const { headers } = response
    expect(headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS')
    expect(headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD')
    expect(headers.get('Access-Control-Allow-Headers')).toContain('If-None-Match')
    expect(headers.get('Access-Control-Allow-Headers')).not.toContain('Content-Type')
  })

  test.each(['POST', 'PUT', 'DELETE'])('allows no %s', async (method) => {
    const response = await ask('/api/scenarios', method)
    expect([response.status, sharingOf(response)]).toEqual([204, OWN])
    expect(response.headers.get('Access-Control-Allow-Methods')).toBeNull()
    expect(response.headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS')
  })

  test('an address that is none is none', async () => {
    expect((await ask('/api/none', 'GET')).status).toBe(404)
  })
})

describe('frames', () => {
  const framing = async (framedBy: readonly string[]) => {
    const { get } = await createTestApp({}, { framedBy })
    const { headers } = await get('/')
    const policy = headers.get('Content-Security-Policy') ?? ''
    return [/frame-ancestors[^;]*/.exec(policy)?.[0], headers.get('X-Frame-Options')]
  }

  test('show our page nowhere, or in pages of the origins that are listed', async () => {
    expect(await framing([])).toEqual(["frame-ancestors 'none'", 'DENY'])
    const listed = ['https://portal.bureau.test', 'http://10.1.2.3:8080']
    expect(await framing(listed)).toEqual([`frame-ancestors 'self' ${listed.join(' ')}`, null])
  })
})

test('a page of ours still names its origin', async () => {
  const response = await app.get(ITEMS, { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' })
  expect(response.status).toBe(200)
})
