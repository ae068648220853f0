/** A page of another origin, in a real browser: it reads what is masked, and nothing else; it writes nothing. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from '../fixtures/app.ts'
import { productsForTests } from './product-page.ts'

const products = productsForTests({ webgl: false })

const portOf = (server: Pick<Server, 'address'>): number => (server.address() as AddressInfo).port

const servers: { close(): unknown }[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** Another site: `localhost` is none of ours to the browser, which knows us as 127.0.0.1. */
let elsewhere: string
let page: Page
beforeAll(async () => {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>Elsewhere</title>')
  })
  await once(server.listen(0, 'localhost'), 'listening')
  servers.push(server)
  elsewhere = `http://localhost:${portOf(server)}`
  page = (await products.open('/api')).page
  await page.goto(elsewhere)
})

interface Question {
  readonly method?: string
  readonly mode?: 'cors' | 'no-cors'
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** What the page is let know of an answer; null where the browser keeps it back. */
const asked = (path: string, question: Question = {}) =>
  page.evaluate(
    async ([address, options]) => {
      try {
        const response = await fetch(address, options)
        const { status, headers } = response
        return { status, headers: Object.fromEntries(headers), text: await response.text() }
      } catch {
        return null
      }
    },
    [products.origin + path, question] as const,
  )

describe('a page of another origin', () => {
  const items = '/api/collections/levees/items?limit=2'

  test('reads features, which version they are, and in which coordinates', async () => {
    const answer = await asked(items)
    expect(answer?.status).toBe(200)
    expect(JSON.parse(answer!.text).features).toHaveLength(2)
    expect(answer?.headers['content-crs']).toContain('CRS84')
    const etag = answer!.headers.etag!
    // This the browser asks beforehand.
    const again = await asked(items, { headers: { 'If-None-Match': etag } })
    expect(again).toMatchObject({ status: 304, text: '' })
  })

  test('reads what is wrong with its question, the nearest stations, and the roads', async () => {
    const refused = await asked('/api/collections/levees/items?limit=none')
    expect([refused?.status, JSON.parse(refused!.text).errors[0].parameter]).toEqual([400, 'limit'])
    const nearest = await asked('/api/nearest?lon=116.587&lat=35.415&k=2')
    expect(JSON.parse(nearest!.text).features).toHaveLength(2)
    expect((await asked('/api/tiles/roads/8/210/100'))?.status).toBe(200)
  })

  test('reads neither names nor signatures, not even unseen', async () => {
    const { features } = JSON.parse((await asked(items))!.text)
    for (const path of [
      `/api/collections/levees/items/${features[0].id}/personal`,
      '/api/transfers',
      '/api/ledger',
      '/api/stock/tables/movements?f=csv',
    ]) {
      expect([path, await asked(path)]).toEqual([path, null])
      expect([path, await asked(path, { mode: 'no-cors' })]).toEqual([path, null])
    }
  })

  test('writes nothing', async () => {
    const saved = async () => JSON.parse((await asked('/api/scenarios'))!.text).length
    const before = await saved()
    const body = JSON.stringify({ name: '别处', changes: {} })
    const json = { 'Content-Type': 'application/json' }
    expect(await asked('/api/scenarios', { method: 'POST', headers: json, body })).toBeNull()
    expect(await asked('/api/scenarios/none', { method: 'DELETE' })).toBeNull()
    // This needs no leave of the browser: a form whose one field makes the body.
    const [answer] = await Promise.all([
      page.waitForNavigation(),
      page.evaluate(
        ([action, name]) => {
          const form = document.createElement('form')
          Object.assign(form, { action, method: 'post', enctype: 'text/plain' })
          form.append(Object.assign(document.createElement('input'), { name }))
          document.body.append(form)
          form.submit()
        },
        [`${products.origin}/api/scenarios`, body] as const,
      ),
    ])
    expect(answer?.status()).toBe(403)
    await page.goto(elsewhere)
    expect(await saved()).toBe(before)
  })
})

test('a name that points here is answered nothing', async () => {
  // A browser takes every name below localhost for this machine.
  const rebound = products.origin.replace('127.0.0.1', 'rebound.localhost')
  const response = await page.goto(`${rebound}/api/collections/stations/items`)
  expect(response?.status()).toBe(421)
})

test('a frame shows our page to the origins that are listed', async () => {
  const addresses: string[] = []
  for (const framedBy of [[], [elsewhere]]) {
    const { fetch } = await createTestApp({}, { framedBy })
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0 })
    await once(server, 'listening')
    servers.push(server)
    addresses.push(`http://127.0.0.1:${portOf(server as Server)}/`)
  }
  await page.goto(elsewhere)
  const shown = []
  for (const address of addresses) {
    const frame = await page.evaluateHandle(
      (src) =>
        new Promise<Element>((resolve) => {
          const element = Object.assign(document.createElement('iframe'), { src })
          element.onload = () => resolve(element)
          document.body.append(element)
        }),
      address,
    )
    shown.push((await frame.asElement()!.contentFrame())?.url())
  }
  expect(shown).toEqual(['chrome-error://chromewebdata/', addresses[1]])
})
