/** What GDAL and a client in the manner of QGIS get from the served default data. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  RESOURCE_IDS,
  UNION_IDS,
} from '../../data/collections.ts'
import type { Field } from '../../data/field.ts'
import { type Bbox, bboxOf, boxesMeet } from '../../data/geometry.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import type { Link, Page } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { REGION_BBOX } from '../fixtures/demonstration-region.ts'
import { storedRows } from '../fixtures/gis-reading.ts'
import { runs } from '../fixtures/runs.ts'
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

let reports: Promise<Map<string, string>> | undefined

/** What ogrinfo says of each layer; a program for each would load GDAL and our definition anew. */
const reportOf = async (id: CollectionId): Promise<string> => {
  reports ??= run(GDAL.info, ['-ro', '-so', '-al', source()]).then(
    (all) =>
      new Map(
        all
          .split(/^Layer name: /m)
          .map((report): [string, string] => [report.slice(0, report.indexOf('\n')), report]),
      ),
  )
  return (await reports).get(id) ?? `no layer ${id}`
}

const asGeoJson = async (...options: string[]): Promise<Page> =>
  JSON.parse(await run(GDAL.convert, [...GEOJSON, source(), ...options])) as Page

const kinds = (list: readonly { geometry: { type: string } }[]): string[] =>
  list.map(({ geometry }) => geometry.type)

/** GDAL makes a text id a field of its own. */
const idsRead = (features: Page['features']): string[] =>
  features.map(({ properties }) => String(properties.id))

/** GDAL learns types from the features of a page; the demonstration has no kilometre posts. */
const isFilled = (id: CollectionId): boolean => id !== 'distance-posts'

describe.skipIf(!hasGdal)('GDAL', () => {
  test('ogrinfo lists every collection and counts its features', async () => {
    const counts = await store.features.counts()
    for (const id of COLLECTION_IDS) {
      expect(await reportOf(id)).toContain(`Feature Count: ${counts[id]}\n`)
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

  test.each(RESOURCE_IDS.filter(isFilled))(
    'writes %s to a Shapefile, every feature',
    async (id) => {
      const file = join(folder, `${id}.shp`)
      const { status, stderr } = await toShapefile(file, id)
      // shorter field names and texts are all that the format asks for
      expect(stderr.split('\n').filter((line) => !/^(Warning [16]: .*)?$/.test(line))).toEqual([])
      expect(status).toBe(0)
      const { [id]: count } = await store.features.counts()
      expect(count).toBeGreaterThan(0)
      expect(await run(GDAL.info, ['-ro', '-so', file, id])).toContain(`Feature Count: ${count}`)
    },
  )

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

  test('what a day and a time make of a filter is asked of the server and right', async () => {
    const stored = await store.features.all('stations')
    const days = stored.flatMap(({ properties: { verifiedAt } }) => verifiedAt ?? []).sort()
    const middle = days[Math.floor(days.length / 2)]!
    const day = middle.replaceAll('-', '/')
    type Asked = [where: string, sent: string, holds: (day: string) => boolean]
    const asked: Asked[] = [
      [`verifiedAt >= '${day}'`, `${middle}T%2F..`, (each) => each >= middle],
      [`verifiedAt <= '${day}'`, `..%2F${middle}T`, (each) => each <= middle],
      [`verifiedAt >= '${day} 08:30:00'`, `${middle}T08:30:00Z%2F..`, (each) => each >= middle],
      [
        `verifiedAt >= '${day}' AND verifiedAt <= '${day}'`,
        `${middle}T%2F${middle}T`,
        (each) => each === middle,
      ],
      [
        `verifiedAt <= '${day}' AND verifiedAt >= '${day}'`,
        `..%2F${middle}T&datetime=${middle}T%2F..`,
        (each) => each === middle,
      ],
    ]
    for (const [where, sent, holds] of asked) {
      const address = ['stations', '-oo', 'PAGE_SIZE=1000', '-where', where]
      const { stdout, stderr } = await runVerbosely(GDAL.convert, [
        ...GEOJSON,
        source(),
        ...address,
      ])
      expect(stderr).toContain(`datetime=${sent}`)
      const wanted = stored.filter(
        ({ properties: { verifiedAt } }) => verifiedAt && holds(verifiedAt),
      )
      expect(idsRead((JSON.parse(stdout) as Page).features)).toEqual(wanted.map(({ id }) => id))
    }
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

/** GDAL asks GEOS whether a shape meets a box: another program than ours. */
describe.skipIf(!hasGdal)('boxes against GDAL on the same features', () => {
  const share = fc.noBias(fc.nat(1_000_000)).map((millionths) => millionths / 1_000_000)
  const [west, south, east, north] = REGION_BBOX
  /** From a field to half of the region. */
  const drawn = fc
    .tuple(share, share, share, share, fc.constantFrom(0.5, 0.1, 0.02))
    .map(([x, y, width, height, size]): Bbox => {
      const left = west + x * (east - west)
      const low = south + y * (north - south)
      return [left, low, left + width * size, low + height * size]
    })

  test.each(['counties', 'rivers', 'lakes'] as const)('the same %s', async (id) => {
    const file = join(folder, `${id}.geojson`)
    const features = await store.features.all(id)
    writeFileSync(
      file,
      JSON.stringify({
        type: 'FeatureCollection',
        features: features.map(({ geometry, ...feature }) => ({
          type: 'Feature',
          geometry,
          properties: { id: feature.id },
        })),
      }),
    )
    let found = 0
    let beside = 0
    const property = fc.asyncProperty(drawn, async (box) => {
      const options = [file, '-spat', ...box.map(String)]
      const theirs = JSON.parse(await run(GDAL.convert, [...GEOJSON, ...options])) as Page
      const answer = await fetch(
        `${product.origin}/api/collections/${id}/items?limit=10000&bbox=${box}`,
      )
      const ours = (await answer.json()) as Page
      const wanted = theirs.features.map(({ properties }) => String(properties.id))
      expect(ours.features.map((feature) => feature.id)).toEqual(wanted)
      expect(ours.numberMatched).toBe(wanted.length)
      found += wanted.length
      beside += features.filter(({ geometry }) => boxesMeet(bboxOf(geometry), box)).length
    })
    // Two programs are asked for each: a smaller example is not worth its minutes.
    await fc.assert(property, { numRuns: runs(20, 60), endOnFailure: true })
    expect(found).toBeGreaterThan(0)
    // Else their own boxes would have done. Few lakes have a corner without water.
    if (id !== 'lakes') expect(beside).toBeGreaterThan(found)
  })
})

/** What GDAL's layer says of a field of ours. */
const typeInGdal = (field: Field): string => {
  switch (field.kind) {
    case 'integer':
      return 'Integer'
    case 'number':
      return 'Real'
    case 'date':
      return 'Date'
    default:
      return 'String'
  }
}

/** GDAL reads times of day as such in each page, and writes them into the layer's text with seconds. */
const valueInGdal = (field: Field | undefined, value: unknown): unknown =>
  field?.kind === 'timeOfDay' && value !== null ? `${value}:00` : value

describe.skipIf(!hasGdal).each(COLLECTION_IDS.filter(isFilled))(
  'every value of %s through GDAL',
  (id) => {
    const { fields }: ResourceDeclaration = COLLECTIONS[id]

    test('has the type that the declaration gives it', async () => {
      const types = Object.fromEntries(
        [...(await reportOf(id)).matchAll(/^(\w+): (\w+)(?:\(\w+\))? \(\d/gm)].map(
          ([, name, type]) => [name, type],
        ),
      )
      const wanted = Object.entries(fields).map(([name, field]) => [name, typeInGdal(field)])
      expect(types).toEqual({ id: 'String', ...Object.fromEntries(wanted) })
    })

    test('is what stands in the row of SQLite, and so is the geometry', async () => {
      const stored = await storedRows(databasePath(folder), id)
      // In pages of ten, as GDAL 3.6 asks by itself: each page has types of its own.
      const { features } = await asGeoJson(id, '-lco', 'COORDINATE_PRECISION=15')
      const read = features.map(({ geometry, properties }) => ({
        geometry,
        properties: Object.fromEntries(
          ['id', ...Object.keys(fields)].map((name) => [name, properties[name] ?? null]),
        ),
      }))
      const wanted = stored.map(({ geometry, properties }) => ({
        geometry,
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, value]) => [
            name,
            valueInGdal(fields[name], value),
          ]),
        ),
      }))
      expect(read).toEqual(wanted)
    })
  },
)

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
