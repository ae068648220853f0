/** Whom the service answers: not a page that has its own name point here (DNS rebinding). */
import { describe, expect, test } from 'vitest'
import { createTestApp, problemOf } from '../fixtures/app.ts'

const app = await createTestApp(undefined, { hosts: ['192.168.7.20', 'Map.Bureau.test', '::2'] })
const at = (host: string, path = '/api/collections/stations/items'): Promise<Response> =>
  Promise.resolve(app.fetch(new Request(`http://${host}${path}`)))

test.each([
  ...['localhost', 'localhost:8787', '127.0.0.1:8787', '[::1]:8787', '192.168.7.20:8787'],
  ...['map.bureau.test', 'MAP.bureau.test:8787', '[::2]'],
])('answers %s', async (host) => {
  expect((await at(host)).status).toBe(200)
})

describe.each([
  ...['rebound.example', 'localhost.rebound.example', '127.0.0.1.rebound.example'],
  ...['192.168.7.21', 'bureau.test', '127.0.0.2', '0.0.0.0'],
])('refuses %s', (host) => {
  test.each(['/api/collections/stations/items', '/api', '/', '/assets/none.js'])(
    'at %s',
    async (path) => {
      const { type, detail, detailZh } = await problemOf(await at(host, path), 421)
      expect(type).toBe('/problems/misdirected')
      expect(detail).toContain(host)
      expect(detail).toContain('ALLOWED_HOSTS')
      expect(detailZh).toContain(host)
    },
  )
})
