/** Pages for people: what a browser gets that is led to the addresses of features. */
import { describe, expect, test } from 'vitest'
import { createTestApp, ORIGIN } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'

/** As Chromium asks when a person follows a link. */
const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const HTML = 'text/html; charset=utf-8'
const STATIONS = '/api/collections/stations'

const app = await createTestApp()

const pageAt = async (address: string, { get } = app): Promise<string> => {
  const response = await get(address, BROWSER)
  expect([address, response.status, response.headers.get('Content-Type')]).toEqual([
    address,
    200,
    HTML,
  ])
  return response.text()
}

const hrefsOf = (text: string): string[] =>
  [...text.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))

/** The address of the link with this text, as a path. */
const linkCalled = (text: string, called: string): string | undefined =>
  [...text.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)]
    .find(([, , each]) => each === called)?.[1]
    ?.replaceAll('&amp;', '&')
    .slice(ORIGIN.length)

describe('a person who is led along the links', () => {
  test('gets pages in either language, each to be found, none with a script', async () => {
    const seen = new Map<string, string>()
    const queue = ['/api', '/api?lang=en']
    for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
      if (seen.has(address)) continue
      const response = await app.get(address, BROWSER)
      expect([address, response.status]).toEqual([address, 200])
      if (response.headers.get('Content-Type') !== HTML || address.startsWith('/api/docs')) {
        seen.set(address, '')
        continue
      }
      const text = await response.text()
      seen.set(address, text)
      const ours = hrefsOf(text).filter(
        (href) => href.startsWith(`${ORIGIN}/api`) && !/[?&](?!lang=)\w+=/.test(href),
      )
      queue.push(...ours.map((href) => href.slice(ORIGIN.length)))
    }
    const pages = [...seen].filter(([, text]) => text !== '')
    expect(pages.length).toBeGreaterThan(80)
    for (const [address, text] of pages) {
      expect(text).not.toMatch(/<script|javascript:|\son\w+=/i)
      expect(text).toContain(
        'content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;',
      )
      const language = new URL(address, ORIGIN).searchParams.get('lang') === 'en' ? 'en' : 'zh-CN'
      expect([address, /<html lang="([^"]*)"/.exec(text)?.[1]]).toEqual([address, language])
      expect(text).not.toMatch(/undefined|NaN|\[object|null/)
    }
  })

  test('reads English where the browser prefers it', async () => {
    const response = await app.get(STATIONS, { ...BROWSER, 'Accept-Language': 'en-GB,en;q=0.9' })
    expect(response.headers.get('Content-Language')).toBe('en')
    expect(await response.text()).toContain('<h1>Micro rescue stations</h1>')
    expect(await pageAt(STATIONS)).toContain('<h1>微型应急救援站</h1>')
  })

  test('turns the pages of a list there and back', async () => {
    const first = await pageAt(`${STATIONS}/items?limit=2&lang=en`)
    expect(first).toContain('1–2 of 4')
    expect(linkCalled(first, 'Previous page')).toBeUndefined()
    const second = await pageAt(linkCalled(first, 'Next page')!)
    expect(second).toContain('3–4 of 4')
    expect(linkCalled(second, 'Next page')).toBeUndefined()
    expect(await pageAt(linkCalled(second, 'Previous page')!)).toContain('1–2 of 4')
    // by the key of a program there is no way back but to the first
    const [station] = (await app.json(`${STATIONS}/items?limit=1`)).links.filter(
      ({ rel }) => rel === 'next',
    )
    const keyed = await pageAt(`${station!.href.slice(ORIGIN.length)}&lang=en`)
    expect(keyed).toContain('4 in all')
    expect(linkCalled(keyed, 'First page')).toBeDefined()
  })

  test('narrows a list by its classes', async () => {
    const all = await pageAt(`${STATIONS}/items?lang=en&offset=2`)
    const narrowed = await pageAt(linkCalled(all, 'Grade 1')!)
    expect(narrowed).toContain('1–1 of 1')
    expect(narrowed).toMatch(/aria-current="true">Grade 1</)
    expect(await pageAt(linkCalled(narrowed, 'All')!)).toContain('1–4 of 4')
  })
})

describe('what a page shows', () => {
  test('is every value of a feature in words, people masked', async () => {
    const page = await pageAt(`${STATIONS}/items/S-1?lang=en`)
    for (const value of [
      'S-1',
      'Guhuai Station 1',
      'Grade 1',
      '45 s',
      '1 Mar 2026',
      '116.6, 35.4',
    ]) {
      expect(page).toContain(value)
    }
    expect(page).toContain('Drainage pump: 2 units')
    expect(linkCalled(page, '370811')).toBe('/api/collections/counties/items/370811?lang=en')
    const levee = await pageAt('/api/collections/levees/items/F-1')
    expect(levee).toContain('责**')
    expect(levee).not.toContain('责任人甲')
    expect(levee).toContain('已脱敏')
  })

  test('is a drawing of the features over their counties', async () => {
    const page = await pageAt(`${STATIONS}/items`)
    expect(page.match(/<circle /g)).toHaveLength(SMALL_DATA_SET.stations.length)
    expect(page.match(/class="land"/g)).toHaveLength(SMALL_DATA_SET.counties.length)
    const { get } = await createTestApp({})
    expect(await pageAt(`${STATIONS}/items`, { ...app, get })).not.toContain('<svg')
  })

  test('is text, whatever somebody has written', async () => {
    const name = `<script>alert(1)</script>" onload='x' & <b>`
    const id = `a/b?"<i>`
    const other = await createTestApp({ stations: [station(id, [116.6, 35.4], { name })] })
    for (const address of [`${STATIONS}/items`, `${STATIONS}/items/${encodeURIComponent(id)}`]) {
      const page = await pageAt(address, other)
      expect(page).not.toMatch(/<script|<b>|<i>|" onload/)
      expect(page).toContain(
        '&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp; &lt;b&gt;',
      )
      for (const href of hrefsOf(page).filter((each) => each.includes('/stations/items/'))) {
        expect((await other.get(href.slice(ORIGIN.length), BROWSER)).status).toBe(200)
      }
    }
  })
})

test('a page and its JSON are kept apart, and both are asked for anew once something is written', async () => {
  const { get, store } = await createTestApp()
  const etagOf = async (headers: Record<string, string>): Promise<string> =>
    (await get(`${STATIONS}/items`, headers)).headers.get('ETag')!
  const kinds = [BROWSER, { ...BROWSER, 'Accept-Language': 'en' }, { Accept: '*/*' }]
  const before = await Promise.all(kinds.map(etagOf))
  expect(new Set(before).size).toBe(kinds.length)
  for (const [i, headers] of kinds.entries()) {
    for (const [j, etag] of before.entries()) {
      const { status } = await get(`${STATIONS}/items`, { ...headers, 'If-None-Match': etag })
      expect([i, j, status]).toEqual([i, j, i === j ? 304 : 200])
    }
  }
  await store.features.replace({ stations: [] })
  const after = await Promise.all(kinds.map(etagOf))
  expect(after.filter((etag) => before.includes(etag))).toEqual([])
})

describe('what cannot be answered', () => {
  test.each([
    ['/api/collections/stations/items?bbox=1,2,3', 400, 'bbox'],
    ['/api/collections/stations/items?f=dxf', 400, 'f'],
    ['/api/collections/stations/items/NOPE', 404, 'NOPE'],
    ['/api/collections/statoins', 404, 'statoins'],
  ])(
    '%s is a page for a browser, with a way back, and a document for programs',
    async (address, status, said) => {
      const response = await app.get(address, { ...BROWSER, 'Accept-Language': 'en' })
      expect(response.status).toBe(status)
      expect(response.headers.get('Content-Type')).toContain('text/html')
      const page = await response.text()
      expect(page).toContain('lang="en"')
      expect(page).toContain(said)
      expect(linkCalled(page, 'Collections')).toContain('/api/collections')
      const document = await app.get(address, { Accept: 'application/json' })
      expect(document.headers.get('Content-Type')).toBe('application/problem+json')
    },
  )

  test('an address that somebody has made up is text', async () => {
    const response = await app.get('/api/collections/%3Cscript%3Ealert(1)%3C%2Fscript%3E', BROWSER)
    expect(await response.text()).not.toContain('<script')
  })
})

test('files linked on a later page hold all that fit, filters kept', async () => {
  const page = await pageAt(`${STATIONS}/items?limit=1&offset=1&grade=first`)
  const files = hrefsOf(page).filter((href) => /f=(csv|xlsx|gpkg)/.test(href))
  expect(files.length).toBeGreaterThanOrEqual(3)
  for (const href of files) {
    expect(href).toContain('grade=first')
    expect(href).not.toMatch(/limit|offset/)
  }
})
