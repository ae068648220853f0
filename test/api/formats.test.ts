/** In which form features come, by `f` and by what a client accepts; what is in a file. */

import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { COLLECTIONS } from '../../data/collections.ts'
import { createTestApp, ORIGIN, problemOf, refusedAt } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'

const ITEMS = '/api/collections/stations/items'
const GEOJSON = 'application/geo+json'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ZIP = 'application/zip'
const KML = 'application/vnd.google-earth.kml+xml'
const GPKG = 'application/geopackage+sqlite3'
const HTML = 'text/html; charset=utf-8'
const CSV = 'text/csv; charset=utf-8'

const app = await createTestApp()

const typeOf = async (address: string, headers?: Record<string, string>): Promise<string | null> =>
  (await app.get(address, headers)).headers.get('Content-Type')

const rowsOf = async (address: string, headers?: Record<string, string>): Promise<string[][]> =>
  parse(await (await app.get(address, headers)).text(), { bom: true, relax_column_count: true })

describe('the form of features', () => {
  test.each([
    // as GDAL, QGIS, the page and programs without a wish ask
    ['application/geo+json, application/json', GEOJSON],
    ['application/json', GEOJSON],
    ['*/*', GEOJSON],
    ['', GEOJSON],
    ['application/*', GEOJSON],
    ['text/csv', CSV],
    ['text/csv;q=0.5, application/json;q=0.4', CSV],
    ['text/csv;q=0.4, application/json;q=0.5', GEOJSON],
    ['TEXT/CSV', CSV],
    [XLSX, XLSX],
    [GPKG, GPKG],
    ['application/json;q=0, application/geo+json;q=0, */*;q=0.1', HTML],
    ['text/*', HTML],
    // as a browser asks where a person enters an address, and as an older one does
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', HTML],
    ['text/html, application/xhtml+xml, image/jxr, */*', HTML],
  ])('for Accept: %s', async (accept, type) => {
    for (const address of [ITEMS, `${ITEMS}/S-1`]) {
      const headers: Record<string, string> = accept ? { Accept: accept } : {}
      const response = await app.get(address, headers)
      expect([response.status, response.headers.get('Content-Type')]).toEqual([200, type])
      expect(response.headers.get('Vary')).toMatch(/\bAccept, Accept-Language\b/)
    }
  })

  test('is that of f before what is accepted', async () => {
    const headers = { Accept: 'text/csv' }
    expect(await typeOf(`${ITEMS}?f=json`, headers)).toBe(GEOJSON)
    expect(await typeOf(`${ITEMS}?f=geojson`, headers)).toBe(GEOJSON)
    expect(await typeOf(`${ITEMS}?f=gpkg`, headers)).toBe(GPKG)
    expect(await typeOf(`${ITEMS}/S-1?f=xlsx`, headers)).toBe(XLSX)
  })

  test('that there is not is refused by its name, what nobody accepts by another', async () => {
    expect(await refusedAt(app.get(`${ITEMS}?f=dxf`), 400)).toEqual(['f'])
    expect(await refusedAt(app.get(`${ITEMS}?lang=de`), 400)).toEqual(['lang'])
    for (const accept of ['image/png', 'application/json;q=0', 'text/csv;q=0']) {
      const { type } = await problemOf(app.get(ITEMS, { Accept: accept }), 406)
      expect(type).toBe('/problems/not-acceptable')
    }
    await problemOf(app.get(`${ITEMS}/nope?f=csv`), 404)
    expect(await refusedAt(app.get(`${ITEMS}?f=csv&bbox=9,9,8,8`), 400)).toEqual(['bbox'])
  })

  test('is linked in every other, in files by a header', async () => {
    const { links } = await app.json(`${ITEMS}?grade=first`)
    const forms = links.filter(({ rel }) => rel === 'alternate')
    expect(forms.map(({ type }) => type)).toEqual(['text/html', 'text/csv', XLSX, GPKG, ZIP, KML])
    for (const { href, type } of forms) {
      const response = await app.get(href.slice(ORIGIN.length))
      expect(response.headers.get('Content-Type')).toMatch(type)
      if (type === 'text/html') continue
      const header = response.headers.get('Link')
      expect(header).toContain(`<${href}>; rel="self"`)
      expect(header).toContain(`f=geojson>; rel="alternate"; type="${GEOJSON}"`)
      expect(header).toContain(`<${ORIGIN}/api/collections/stations>; rel="collection"`)
    }
  })
})

describe('a table', () => {
  test('is called after its collection and begins with a mark for spreadsheets', async () => {
    const response = await app.get(`${ITEMS}?f=csv`)
    // 微型应急救援站.csv, each byte of its UTF-8 as RFC 5987 writes it.
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="stations.csv"; filename*=UTF-8''${encodeURIComponent(COLLECTIONS.stations.title.zh)}.csv`,
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })

  test('speaks the language of lang, else that of the client, else Chinese', async () => {
    const headingOf = async (query: string, language?: string) =>
      (
        await rowsOf(`${ITEMS}?f=csv${query}`, language ? { 'Accept-Language': language } : {})
      )[0]![0]
    expect(await headingOf('')).toBe('标识')
    expect(await headingOf('', 'en-GB,en;q=0.9')).toBe('Identifier')
    expect(await headingOf('', 'en;q=0.5,zh-CN')).toBe('标识')
    expect(await headingOf('', 'de')).toBe('标识')
    expect(await headingOf('&lang=zh', 'en')).toBe('标识')
    expect(await headingOf('&lang=en', 'zh')).toBe('Identifier')
  })

  test('holds all that fits, where nobody says how many', async () => {
    const many = Array.from({ length: 250 }, (_, i) => station(`M-${i}`, [116 + i / 1000, 35]))
    const { get } = await createTestApp({ stations: many })
    const idsOf = async (query: string): Promise<string[]> => {
      const text = await (await get(`${ITEMS}?f=csv&${query}`)).text()
      const rows = parse(text, { bom: true, relax_column_count: true }) as string[][]
      return rows.map(([id]) => id!).filter((id) => id.startsWith('M-'))
    }
    const all = many.map(({ id }) => id)
    expect(await idsOf('')).toEqual(all)
    expect(await idsOf('limit=7')).toEqual(all.slice(0, 7))
    expect(await idsOf('limit=7&offset=100')).toEqual(all.slice(100, 107))
    expect(await idsOf('offset=240')).toEqual(all.slice(240))
    expect(await idsOf('bbox=116.0995,34,116.1005,36')).toEqual(['M-100'])
    expect(await idsOf('id=M-3')).toEqual(['M-3'])
  })

  test('lets no register run a formula, and tells names of people masked', async () => {
    const data = {
      stations: [station('X-1', [116.6, 35.4], { name: '=HYPERLINK("http://x.test")' })],
      levees: SMALL_DATA_SET.levees,
    }
    const { get } = await createTestApp(data)
    expect(await (await get(`${ITEMS}?f=csv`)).text()).toContain(`"'=HYPERLINK(`)
    const levees = await (await get('/api/collections/levees/items?f=csv')).text()
    expect(levees).toContain('责**')
    expect(levees).not.toContain('责任人甲')
  })

  test('tells positions easting first in any system, and what they are', async () => {
    const crs = (name: string) => `crs=${encodeURIComponent(name)}`
    const epsg = 'http://www.opengis.net/def/crs/EPSG/0'
    const placeIn = async (query: string) => {
      const [header, first] = await rowsOf(`${ITEMS}?f=csv&lang=en&limit=1&${query}`)
      return [...header!.slice(-2), ...first!.slice(-2).map(Number)]
    }
    expect(await placeIn(crs(`${epsg}/4326`))).toEqual(['Longitude', 'Latitude', 116.6, 35.4])
    const [east, north, x, y] = await placeIn(crs(`${epsg}/4527`))
    expect([east, north]).toEqual(['Easting (m, EPSG:4527)', 'Northing (m, EPSG:4527)'])
    // 0.4 degrees west of the meridian of zone 39
    expect(x).toBeGreaterThan(39_460_000)
    expect(x).toBeLessThan(39_470_000)
    expect(y).toBeGreaterThan(3_900_000)
    expect(y).toBeLessThan(3_930_000)
  })
})

test('documents are JSON for programs and pages for people', async () => {
  for (const address of [
    '/api',
    '/api/conformance',
    '/api/collections',
    '/api/collections/stations',
  ]) {
    for (const [accept, type] of [
      ['application/json', 'application/json'],
      ['*/*', 'application/json'],
      ['text/html', HTML],
      ['text/html,*/*;q=0.8', HTML],
    ]) {
      const response = await app.get(address, { Accept: accept! })
      expect([address, accept, response.headers.get('Content-Type')]).toEqual([
        address,
        accept,
        type,
      ])
      expect(response.headers.get('Vary')).toContain('Accept, Accept-Language')
    }
    expect(await typeOf(`${address}?f=json`, { Accept: 'text/html' })).toBe('application/json')
    expect(await typeOf(`${address}?f=html`)).toBe(HTML)
    expect(await refusedAt(app.get(`${address}?f=csv`), 400)).toEqual(['f'])
    await problemOf(app.get(address, { Accept: 'text/csv' }), 406)
  }
})

describe('a selection', () => {
  test('is named by ids, in pages and in files', async () => {
    const ids = async (query: string) =>
      (await app.json(`${ITEMS}?${query}`)).features.map(({ id }: { id: string }) => id)
    const all = await ids('limit=1000')
    expect(all.length).toBeGreaterThan(2)
    expect(await ids(`ids=${all[1]},none,${all[0]}`)).toEqual([all[0], all[1]])
    const text = await (await app.get(`${ITEMS}?f=geojson-file&ids=${all[1]}`)).text()
    expect(JSON.parse(text).features.map(({ id }: { id: string }) => id)).toEqual([all[1]])
    expect(await refusedAt(app.get(`${ITEMS}?ids=,`), 400)).toEqual(['ids'])
    const many = Array.from({ length: 501 }, (_, index) => `S-${index}`).join(',')
    expect(await refusedAt(app.get(`${ITEMS}?ids=${many}`), 400)).toEqual(['ids'])
  })

  test('is sent where it is long', async () => {
    const files = ITEMS.replace('items', 'files')
    const { features } = await app.json(`${ITEMS}?limit=1000`)
    const [first, second] = features.map(({ id }: { id: string }) => id)
    const body = { ids: [second, ...Array.from({ length: 19_000 }, (_, i) => `no-${i}`)] }
    const csv = await app.post(`${files}?f=csv&lang=en`, body)
    expect(csv.headers.get('Content-Disposition')).toContain('stations.csv')
    const text = await csv.text()
    expect(text).toContain(`\n${second},`)
    expect(text).not.toContain(`\n${first},`)
    await problemOf(app.post(files, { ids: [] }), 422)
    await problemOf(app.post(files, { ids: [first], more: 1 }), 422)
  })

  test('in GCJ-02 says so in the file, and KML has no metres', async () => {
    const text = await (await app.get(`${ITEMS}?f=csv&crs=/api/crs/gcj-02`)).text()
    expect(text).toContain('经度（GCJ-02）')
    expect(text).toContain('GCJ-02（高德')
    const kml = await (await app.get(`${ITEMS}?f=kml&crs=/api/crs/gcj-02`)).text()
    expect(kml).toContain('GCJ-02（高德')
    const zone = 'http://www.opengis.net/def/crs/EPSG/0/4527'
    expect(await refusedAt(app.get(`${ITEMS}?f=kml&crs=${zone}`), 400)).toEqual(['crs'])
  })
})
