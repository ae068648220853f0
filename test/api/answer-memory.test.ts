import { get as httpGet, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rememberingAnswers } from '../../server/http/answer-memory.ts'
import { ResponseCache } from '../../server/http/cached-response.ts'
import { createTestApp, TEST_NOW } from '../fixtures/app.ts'
import { BEFORE, SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { copyOfDatabase, emptyDatabase, openShortStore } from '../fixtures/stores.ts'

const ADDRESSES = [
  '/api/collections/stations/items?limit=1000',
  '/api/collections/stations/items?limit=1',
  '/api/collections/stations/items/S-1',
  '/api/collections',
  '/api/collections/nothing/items',
  '/api/materials',
]
const HEADERS = [
  {},
  { 'Accept-Encoding': 'gzip' },
  { 'Accept-Encoding': 'deflate' },
  { Accept: 'text/html', 'Accept-Language': 'en' },
  { Accept: 'text/html', 'Accept-Language': 'zh' },
  { Host: 'elsewhere.test' },
  { 'X-Forwarded-Host': 'proxy.test' },
]

let now = TEST_NOW.getTime()
const lines: Record<string, unknown>[] = []
const servers: Server[] = []
let origins: { remembering: string; plain: string }
let entered = 0
let store: Awaited<ReturnType<typeof openShortStore>>
let path: string

const origin = (fetch: Parameters<typeof serve>[0]['fetch']): Promise<string> =>
  new Promise((resolve) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    servers.push(server as Server)
  })

beforeAll(async () => {
  path = copyOfDatabase(emptyDatabase())
  store = await openShortStore(path)
  await store.features.replace(SMALL_DATA_SET, BEFORE)
  const shared = { now: () => new Date(now), store, trustProxy: true, cache: new ResponseCache() }
  const app = await createTestApp({}, shared)
  const fetch = (request: Request) => {
    entered++
    return app.fetch(request)
  }
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) })
  const logs = { logger, accessLog: null, securityLog: logger }
  origins = {
    remembering: await origin(
      rememberingAnswers(fetch, { ...shared, ...logs, network: () => null }),
    ),
    plain: await origin((request) => app.fetch(request)),
  }
})
afterAll(async () => {
  for (const server of servers) server.close()
  await store.close()
})

/** Everything of an answer but what is another one each time. */
const asked = async (at: string, address: string, headers: Record<string, string>) => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet(at + address, { headers, agent: false }, resolve).on('error', reject)
  })
  const { date: _date, 'x-request-id': id, ...rest } = response.headers
  const bytes = await buffer(response)
  const isZipped = response.headers['content-encoding'] === 'gzip'
  const body = (isZipped ? gunzipSync(bytes) : bytes).toString()
  return { id, answer: { status: response.statusCode, headers: rest, body } }
}

/** Without what differs by the port alone: links contain it, and its number of digits changes the length. */
const portless = ({ answer }: Awaited<ReturnType<typeof asked>>, at: string) => {
  const { 'content-length': _length, ...headers } = answer.headers
  return JSON.parse(JSON.stringify({ ...answer, headers }).replaceAll(new URL(at).host, 'HOST'))
}

test('a question in the same words is answered from memory, with an id and a line of its own', async () => {
  const before = entered
  const first = await asked(origins.remembering, ADDRESSES[0]!, {})
  const linesBefore = lines.length
  const second = await asked(origins.remembering, ADDRESSES[0]!, {})
  expect(entered).toBe(before + 1)
  expect(second.answer).toEqual(first.answer)
  expect(second.id).toMatch(/^[0-9a-f-]{36}$/)
  expect(second.id).not.toBe(first.id)
  expect(lines.slice(linesBefore)).toMatchObject([
    { requestId: second.id, method: 'GET', path: '/api/collections/stations/items', status: 200 },
  ])
  // An id that the client says is the one it is answered with.
  const own = await asked(origins.remembering, ADDRESSES[0]!, { 'X-Request-Id': 'mine' })
  expect(own.id).toBe('mine')
  const again = await asked(origins.remembering, ADDRESSES[0]!, {
    'If-None-Match': first.answer.headers.etag!,
  })
  expect(again.answer.status).toBe(304)
})

test('what any program has written is in the next answer', async () => {
  const nameOf = async () => {
    const { answer } = await asked(origins.remembering, ADDRESSES[2]!, {})
    return JSON.parse(answer.body).properties.name
  }
  const other = await openShortStore(path)
  for (const [writer, name] of [
    [store, '甲站'],
    [other, '乙站'],
  ] as const) {
    await writer.features.patch('stations', 'S-1', { properties: { name } }, BEFORE)
    expect(await nameOf()).toBe(name)
    expect(await nameOf()).toBe(name)
  }
  await other.close()
})

test('with the memory every answer is as without, whatever is asked, written and waited in between', async () => {
  const act = fc.oneof(
    { weight: 8, arbitrary: fc.record({ address: fc.nat(5), headers: fc.nat(6) }) },
    fc.record({ name: fc.stringMatching(/^[甲乙丙]{1,3}$/) }),
    fc.record({ milliseconds: fc.integer({ min: 1, max: 1500 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      for (const each of acts) {
        if ('milliseconds' in each) now += each.milliseconds
        else if ('name' in each) {
          await store.features.patch('stations', 'S-1', { properties: each }, BEFORE)
        } else {
          const question = [ADDRESSES[each.address]!, HEADERS[each.headers]!] as const
          const mine = await asked(origins.remembering, ...question)
          const plain = await asked(origins.plain, ...question)
          expect(portless(mine, origins.remembering)).toEqual(portless(plain, origins.plain))
        }
      }
    }),
    { numRuns: 20 },
  )
})
