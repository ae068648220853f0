/** What no one waits for any more is not computed any further. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { expect, test, vi } from 'vitest'
import { Cancelled } from '../../server/analysis/cancellation.ts'
import { TIME_LIMIT_MILLISECONDS } from '../../server/http/long-questions.ts'
import type { Planner } from '../../server/worker/planner.ts'
import { createTestApp, problemOf, withJson } from '../fixtures/app.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const [LON, LAT] = gridLonLat(0, 0)

const PLAN = { sites: [{ lon: LON, lat: LAT, demands: [{ item: 'sandbag', quantity: 10 }] }] }
const QUESTIONS: [string, RequestInit][] = [
  ['/api/coverage', withJson('POST', { parts: ['areas'] })],
  ['/api/coverage/contours', withJson('POST', { minutes: [5] })],
  ['/api/siting', withJson('POST', { problem: 'mclp' })],
  ['/api/adequacy', {}],
  ['/api/adequacy/tables/works?f=csv', {}],
  ['/api/transfer-plans', withJson('POST', PLAN)],
  [`/api/stock?near=${LON},${LAT}`, {}],
  [`/api/stock/tables/found?near=${LON},${LAT}`, {}],
]

/** Computes for ever, unless it is stopped. */
const endless = () => {
  const signals: AbortSignal[] = []
  const run = (...[, , , , signal]: Parameters<Planner['run']>): Promise<never> => {
    signals.push(signal)
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Cancelled()))
    })
  }
  return { signals, planner: { run, close: async () => {} } satisfies Planner }
}

test.each(QUESTIONS)('after as long as any answer may take: %s', async (address, init) => {
  vi.useFakeTimers()
  const { signals, planner } = endless()
  const { request } = await createTestApp(undefined, { network: () => STREET, planner })
  const pending = request(address, init)
  await vi.advanceTimersByTimeAsync(TIME_LIMIT_MILLISECONDS - 1000)
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  await vi.advanceTimersByTimeAsync(1000)
  expect((await pending).status).toBe(503)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

test.each(QUESTIONS)('when the client has gone: %s', async (address, init) => {
  const { signals, planner } = endless()
  const { request } = await createTestApp(undefined, { network: () => STREET, planner })
  const client = new AbortController()
  const pending = request(address, { ...init, signal: client.signal })
  await expect.poll(() => signals.length).toBe(1)
  client.abort()
  expect(await problemOf(pending, 503)).toMatchObject({ type: '/problems/cancelled' })
  expect(signals[0]!.aborted).toBe(true)
})

test('long questions of one client are bounded, and what is answered at once is not counted', async () => {
  const { signals, planner } = endless()
  const { request, get } = await createTestApp(undefined, { network: () => STREET, planner })
  const clients = Array.from({ length: 16 }, () => new AbortController())
  const ask = (signal: AbortSignal) =>
    request('/api/coverage', { ...withJson('POST', { parts: ['areas'] }), signal })
  const pending = clients.map(({ signal }) => ask(signal))
  await expect.poll(() => signals.length).toBe(16)
  const refused = await ask(new AbortController().signal)
  expect(refused.headers.get('Retry-After')).toBe('5')
  expect(await problemOf(refused, 429)).toMatchObject({ type: '/problems/too-many-questions' })
  expect((await get(`/api/nearest?lon=${LON}&lat=${LAT}`)).status).toBe(200)
  clients[0]!.abort()
  await pending[0]
  const next = new AbortController()
  const admitted = ask(next.signal)
  await expect.poll(() => signals.length).toBe(17)
  for (const client of [...clients, next]) client.abort()
  await Promise.all([...pending, admitted])
})

test('a table that cannot be written to its end breaks off, and is not taken for the whole', async () => {
  let isBegun = false
  const tables = {
    open: () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          if (isBegun) throw new Error('the thread has ended')
          isBegun = true
          controller.enqueue(new TextEncoder().encode('序号'))
          await new Promise((resolve) => setTimeout(resolve, 50))
        },
      }),
    close: async () => {},
  }
  const { fetch: answer } = await createTestApp(undefined, { tables, hosts: ['127.0.0.1'] })
  const server = serve({ fetch: answer, hostname: '127.0.0.1', port: 0 })
  try {
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    for (const encoding of ['identity', 'gzip']) {
      isBegun = false
      const headers = { 'Accept-Encoding': encoding }
      const address = `http://127.0.0.1:${port}/api/stock/tables/movements?f=csv`
      const response = await fetch(address, { headers })
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow()
    }
  } finally {
    server.close()
  }
})
