/** What GDAL and a client in the manner of QGIS get from the served default data. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  COLLECTION_IDS,
  type CollectionId,
  RESOURCE_IDS,
  UNION_IDS,
} from '../../data/collections.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import type { Link, Page } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { ranToEnd, type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { openShortStore, type ShortStore, withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const STATIONS = 600
/** GDAL's two commands; of gdal-bin on Debian and Ubuntu. */
const GDAL = { info: 'ogrinfo', convert: 'ogr2ogr' } as const
const hasGdal = spawnSync(GDAL.info, ['--version']).status === 0
if (!hasGdal) {
  console.warn('ogrinfo is not installed (gdal-bin), so reading by GDAL is not tested')
}

let folder: string
let product: ServedProduct
let store: ShortStore
beforeAll(async () => {
  folder = copyOfDefaultData()
  product = await serveProduct(folder, ['server/main.ts'])
  store = await openShortStore(databasePath(folder))
})
afterAll(async () => {
  await product?.stop()
  await store?.close()
})

const runVerbosely = (command: string, args: readonly string[], debug = 'HTTP') =>
  ranToEnd(command, args, { LC_ALL: 'C.UTF-8', CPL_DEBUG: debug })

/** What a command prints; fails with what it complains about. */
const run = async (command: string, args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await runVerbosely(command, args, 'OFF')
  if (status !== 0 || stderr !== '') {
    throw new Error(`${command} ${args.join(' ')}: ${status} ${stderr}`)
  }
  return stdout
}

const GEOJSON = ['-f', 'GeoJSON', '/vsistdout/']

const source = (): string => `OAPIF:${product.origin}/api`

const toShapefile = (file: string, id: CollectionId) => {
  const shapefile = [
    ...['-f', 'ESRI Shapefile', file, '-lco', 'ENCODING=UTF-8'],
    // it knows days, but no times of day
    ...['-mapFieldType', 'Time=String'],
  ]
  return runVerbosely(GDAL.convert, [...shapefile, source(), id, '-oo', 'PAGE_SIZE=2000'], 'OFF')
}

const asGeoJson = async (...options: string[]): Promise<Page> =>
  JSON.parse(await run(GDAL.convert, [...GEOJSON, source(), ...options])) as Page

const kinds = (list: readonly { geometry: { type: string } }[]): string[] =>
  list.map(({ geometry }) => geometry.type)

/** GDAL makes a text id a field of its own. */
const idsRead = (features: Page['features']): string[] =>
  features.map(({ properties }) => String(properties.id))

describe.skipIf(!hasGdal)('GDAL', () => {
  test('ogrinfo lists every collection and counts its features', async () => {
    const counts = await store.features.counts()
    for (const id of COLLECTION_IDS) {
      const report = await run(GDAL.info, ['-ro', '-so', source(), id])
      expect(report).toContain(`Feature Count: ${counts[id]}`)
    }
    expect(counts.stations).toBe(STATIONS)
  })

  test('ogr2ogr gets all stations, Chinese text intact, over many pages', async () => {
    const { features } = await asGeoJson('stations', '-oo', 'PAGE_SIZE=70')
    const stored = await store.features.all('stations')
    type Texts = { properties: Partial<Record<'code' | 'name' | 'address', unknown>> }
    const textsOf = (list: readonly Texts[]) =>
      list.map(({ properties: { code, name, address } }) => [code, name, address])
    expect(textsOf(features)).toEqual(textsOf(stored))
    expect(new Set(idsRead(features)).size).toBe(STATIONS)
    expect(
      features.every(({ properties }) => /[\u4e00-\u9fff]/.test(String(properties.name))),
    ).toBe(true)
  })

  test('lines and polygons arrive whole too', async () => {
    const { features } = await asGeoJson('flood-works')
    const stored = await store.features.all('flood-works')
    expect(kinds(features)).toEqual(kinds(stored))
    expect(new Set(kinds(features)).size).toBeGreaterThan(1)
  })

  test.each(RESOURCE_IDS)('writes %s to a Shapefile, every feature', async (id) => {
    const file = join(folder, `${id}.shp`)
    const { status, stderr } = await toShapefile(file, id)
    // shorter field names and texts are all that the format asks for
    expect(stderr.split('\n').filter((line) => !/^(Warning [16]: .*)?$/.test(line))).toEqual([])
    expect(status).toBe(0)
    const { [id]: count } = await store.features.counts()
    expect(count).toBeGreaterThan(0)
    expect(await run(GDAL.info, ['-ro', '-so', file, id])).toContain(`Feature Count: ${count}`)
  })

  test.each(UNION_IDS)('has no Shapefile for all of %s: the format holds one type', async (id) => {
    const file = join(folder, `${id}.shp`)
    await toShapefile(file, id)
    // GDAL stops at the first of another type, or writes areas as lines: the parts are to be taken
    const { features } = JSON.parse(await run(GDAL.convert, [...GEOJSON, file])) as Page
    expect(kinds(features)).not.toEqual(kinds(await store.features.all(id)))
  })

  test('a filter given to GDAL is asked of the server and right', async () => {
    const address = ['stations', '-oo', 'PAGE_SIZE=1000', '-where', "grade = 'first'"]
    const { features } = await asGeoJson(...address)
    const first = (await store.features.all('stations')).filter(
      ({ properties }) => properties.grade === 'first',
    )
    expect(first.length).toBeGreaterThan(10)
    expect(idsRead(features)).toEqual(first.map(({ id }) => id))
    const { stderr } = await runVerbosely(GDAL.convert, [...GEOJSON, source(), ...address])
    expect(stderr).toMatch(/Fetch\(\S*\/items\?\S*grade=first/)
  })

  test('a box given to GDAL is asked of the server and right', async () => {
    const [west, south, east, north] = [116.5, 35.3, 116.7, 35.5]
    const box = [west, south, east, north].map(String)
    const { features } = await asGeoJson('stations', '-spat', ...box)
    const inBox = (await store.features.all('stations')).filter(({ geometry }) => {
      if (geometry.type !== 'Point') return false
      const [x, y] = geometry.coordinates
      return x >= west && x <= east && y >= south && y <= north
    })
    expect(inBox.length).toBeGreaterThan(10)
    expect(idsRead(features).sort()).toEqual(inBox.map(({ id }) => id).sort())
  })
})

describe.skipIf(!hasGdal)('GDAL and 600 stations whose places, names and box are known', () => {
  const COUNT = 600
  /** Steps of other sizes eastwards and northwards, so that swapped axes show. */
  const placeOf = (i: number): [number, number] => [116 + i / 1000, 35 + i / 4000]
  /** With what tables trip over: commas, quotes, and a character outside the basic plane. */
  const nameOf = (i: number): string => `第${i}号微型应急救援站，“𡋾城”"东",西`

  let other: ServedProduct
  let known: string
  beforeAll(async () => {
    const ground = temporaryFolder()
    const stations = Array.from({ length: COUNT }, (_, i) =>
      station(`G-${i}`, placeOf(i), { name: nameOf(i) }),
    )
    const data = { ...SMALL_DATA_SET, stations }
    await withStore(databasePath(ground), ({ features }) => features.replace(data))
    other = await serveProduct(ground, ['server/main.ts'])
    known = `OAPIF:${other.origin}/api`
  })
  afterAll(() => other?.stop())

  interface Row {
    X: string
    Y: string
    code: string
    name: string
  }

  const asTable = async (...options: string[]): Promise<Row[]> =>
    parse(
      await run(GDAL.convert, [
        ...['-f', 'CSV', '/vsistdout/', known, 'stations', '-lco', 'GEOMETRY=AS_XY'],
        ...['-oo', 'PAGE_SIZE=100', ...options],
      ]),
      { columns: true, bom: true },
    ) as Row[]

  test('lists every collection', async () => {
    const report = await run(GDAL.info, ['-ro', '-so', known])
    for (const id of COLLECTION_IDS) expect(report).toMatch(new RegExp(`^\\d+: ${id} `, 'm'))
  })

  test('writes all 600 to a table over six pages, each name and place as it was', async () => {
    const rows = await asTable()
    expect(rows.map(({ code }) => code)).toEqual(Array.from({ length: COUNT }, (_, i) => `G-${i}`))
    for (const [i, { X, Y, name }] of rows.entries()) {
      const [longitude, latitude] = placeOf(i)
      expect(Number(X)).toBeCloseTo(longitude, 9)
      expect(Number(Y)).toBeCloseTo(latitude, 9)
      expect(name).toBe(nameOf(i))
    }
  })

  test('writes those of a box: longitudes first, its edges included', async () => {
    // eastwards 116.1 … 116.2 are 100 … 200, northwards 35.03 … 35.045 are 120 … 180
    const rows = await asTable('-spat', '116.1', '35.03', '116.2', '35.045')
    expect(rows.map(({ code }) => code)).toEqual(
      Array.from({ length: 61 }, (_, i) => `G-${120 + i}`),
    )
  })
})

interface Linked {
  links: Link[]
}

/** Asks in the order in which QGIS 3 opens an OGC API – Features connection and a layer of it. */
test('a client in the manner of QGIS reaches every station from the landing page', async () => {
  const fetchJson = async <T>(address: string, accept: string): Promise<T> => {
    const response = await fetch(address, { headers: { Accept: accept } })
    expect([address, response.status]).toEqual([address, 200])
    return (await response.json()) as T
  }
  const hrefOf = ({ links }: Linked, rel: string, type?: string): string =>
    links.find((link) => link.rel === rel && (!type || link.type === type))!.href
  const landing = await fetchJson<Linked>(`${product.origin}/api`, 'application/json')
  const definition = await fetchJson<{
    components: { parameters: { limit: { schema: { maximum: number; default: number } } } }
  }>(hrefOf(landing, 'service-desc'), 'application/vnd.oai.openapi+json;version=3.0')
  expect(definition.components.parameters.limit.schema.maximum).toBe(10_000)
  await fetchJson(hrefOf(landing, 'conformance'), 'application/json')
  const { collections } = await fetchJson<{ collections: (Linked & { id: string })[] }>(
    hrefOf(landing, 'data'),
    '*/*',
  )
  const stations = collections.find(({ id }) => id === 'stations')!
  const items = hrefOf(stations, 'items', 'application/geo+json')
  const ids: string[] = []
  let address: string | undefined = `${items}?limit=250&bbox=-180,-90,180,90`
  while (address) {
    const page: Page = await fetchJson<Page>(address, 'application/geo+json')
    ids.push(...page.features.map(({ id }) => id))
    address = page.links.find(
      ({ rel, type }) => rel === 'next' && type === 'application/geo+json',
    )?.href
  }
  expect(ids).toEqual((await store.features.all('stations')).map(({ id }) => id))
})
