import { describe, expect, test } from 'vitest'
import { COLLECTIONS } from '../../data/collections.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { withoutNulls } from '../../data/resource.ts'
import { resourceGeometrySchema, toldFeatureSchema } from '../../data/schema.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { FEATURE_FORMATS } from '../../server/features/formats.ts'
import { createTestApp, ORIGIN, type Page, pathOf, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { sampleDataSet } from '../fixtures/sample-feature.ts'

const ITEMS = '/api/collections/stations/items'
const idsOf = ({ features }: Page): string[] => features.map(({ id }) => id)

/** A feature as it leaves the service. */
const told = (feature: (typeof SMALL_DATA_SET.stations)[number]) => ({
  ...feature,
  properties: withoutNulls(feature.properties),
})

const app = await createTestApp()

describe('a page of items', () => {
  test('is GeoJSON with everything clients ask for', async () => {
    const response = await app.get(ITEMS)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/geo+json')
    expect(response.headers.get('Content-Crs')).toBe(
      '<http://www.opengis.net/def/crs/OGC/1.3/CRS84>',
    )
    const page = (await response.json()) as Page
    expect(page).toMatchObject({
      type: 'FeatureCollection',
      timeStamp: '2026-11-23T02:00:00Z',
      numberMatched: 4,
      numberReturned: 4,
      revision: await app.store.revision(['stations']),
    })
    expect(page.features).toEqual(SMALL_DATA_SET.stations.map(told))
    const alternates = Array.from({ length: FEATURE_FORMATS.length - 1 }, () => 'alternate')
    expect(page.links.map(({ rel }) => rel)).toEqual(['self', ...alternates, 'collection'])
  })

  test('holds features that fit the API definition, in every collection', async () => {
    const { json } = await createTestApp(sampleDataSet(2))
    for (const [id, resource] of Object.entries(COLLECTIONS)) {
      const { features } = await json(`/api/collections/${id}/items`)
      expect(features.length).toBeGreaterThan(1)
      const schema = toldFeatureSchema(resource, resourceGeometrySchema(resource))
      for (const feature of features) schema.parse(feature)
    }
  })

  test('carries the notice while the collection holds demonstration data, and only then', async () => {
    expect((await app.json(ITEMS)).notice).toEqual(DEMONSTRATION_NOTICE)
    expect(await app.json('/api/collections/stockpiles/items')).not.toHaveProperty('notice')
  })

  test('of an empty collection is an empty one', async () => {
    const { json } = await createTestApp({})
    expect(await json(ITEMS)).toMatchObject({ features: [], numberMatched: 0, numberReturned: 0 })
  })
})

describe('one item', () => {
  test('is the feature with its links and notice', async () => {
    const response = await app.get(`${ITEMS}/S-1`)
    expect(response.headers.get('Content-Type')).toBe('application/geo+json')
    expect(await response.json()).toEqual({
      ...told(SMALL_DATA_SET.stations[0]!),
      links: [
        expect.objectContaining({ rel: 'self', href: `${ORIGIN}${ITEMS}/S-1` }),
        ...FEATURE_FORMATS.filter((format) => format !== 'geojson').map((format) =>
          expect.objectContaining({
            rel: 'alternate',
            href: `${ORIGIN}${ITEMS}/S-1?f=${format}`,
          }),
        ),
        expect.objectContaining({
          rel: 'collection',
          href: `${ORIGIN}/api/collections/stations`,
          type: 'application/json',
        }),
      ],
      notice: DEMONSTRATION_NOTICE,
    })
  })

  test('is found by an id that has to be escaped in an address', async () => {
    const id = '任城/1 号?'
    const { json } = await createTestApp({ stations: [station(id, [116.6, 35.4])] })
    expect(await json<{ id: string }>(`${ITEMS}/${encodeURIComponent(id)}`)).toMatchObject({ id })
  })
})

describe('filters', () => {
  test.each([
    ['grade=first', ['S-1']],
    ['grade=first,third', ['S-1', 'S-4']],
    ['turnoutSeconds=45', ['S-1']],
    ['turnoutSeconds=45,60', ['S-1', 'S-2', 'S-3', 'S-4']],
    ['turnoutSeconds=99999', []],
    ['verifiedAt=2026-04-15', ['S-2']],
    ['dutyFrom=08:00', ['S-2']],
    [`address=${encodeURIComponent('任城区古槐路1号')}`, ['S-1']],
    ['countyCode=370831&grade=third', ['S-4']],
    ['countyCode=370811&grade=third', []],
    ['provenance=imported', ['S-4']],
    // S-4 was never verified: what has no date belongs to every interval (fc-time-response C)
    ['datetime=2026-04-15', ['S-2', 'S-4']],
    ['datetime=2026-04-14T16:00:00Z', ['S-2', 'S-4']],
    ['datetime=2026-04-15T23:59:59%2B08:00', ['S-2', 'S-4']],
    ['datetime=2026-03-01/2026-04-15', ['S-1', 'S-2', 'S-4']],
    ['datetime=2026-04-15/..', ['S-2', 'S-3', 'S-4']],
    ['datetime=/2026-04-14', ['S-1', 'S-4']],
    ['datetime=../2026-04-14T15:59:59Z', ['S-1', 'S-4']],
    ['datetime=2027-01-01/..', ['S-4']],
    // as GDAL writes a day, an hour, a minute, and one condition beside another
    ['datetime=2026-04-15T%2F..', ['S-2', 'S-3', 'S-4']],
    ['datetime=..%2F2026-04-14T', ['S-1', 'S-4']],
    ['datetime=2026-04-14T16Z%2F..', ['S-2', 'S-3', 'S-4']],
    ['datetime=2026-04-15T16:00Z%2F..', ['S-3', 'S-4']],
    ['datetime=..%2F2026-04-15T&datetime=2026-04-15T%2F..', ['S-2', 'S-4']],
    ['datetime=2026-04-15T&datetime=2026-04-16T', ['S-4']],
    // local time where no offset is given; offsets in all their spellings, a plus that was not escaped
    ['datetime=2026-04-15T00:00:00/..', ['S-2', 'S-3', 'S-4']],
    ['datetime=2026-04-15T23:59:59/..', ['S-2', 'S-3', 'S-4']],
    ['datetime=2026-04-15T00:00%2B08/..', ['S-2', 'S-3', 'S-4']],
    ['datetime=2026-04-15T00:00%2B0800/..', ['S-2', 'S-3', 'S-4']],
    ['datetime=2026-04-15T00:00+08:00/', ['S-2', 'S-3', 'S-4']],
    ['datetime=2026-04-15T12:00:00.5-05:00/..', ['S-3', 'S-4']],
    ['datetime=2026-04-14t16:00:00z', ['S-2', 'S-4']],
    ['bbox=116.5,35.3,116.7,35.5', ['S-1', 'S-2']],
    ['bbox=116.5,35.3,0,116.7,35.5,99', ['S-1', 'S-2']],
    ['bbox=116.6,35.4,116.6,35.4', ['S-1']],
    ['bbox=117,35,116.601,36', ['S-1', 'S-4']],
    ['bbox=116.5,35.3,116.7,35.5&grade=second&datetime=2026-01-01/..', ['S-2']],
  ])('%s', async (query, ids) => {
    const page = await app.json(`${ITEMS}?${query}`)
    expect(idsOf(page)).toEqual(ids)
    expect(page.numberMatched).toBe(ids.length)
  })

  test('a line or polygon is found by itself, not by its box', async () => {
    const found = async (query: string) =>
      idsOf(await app.json(`/api/collections/flood-works/items?bbox=${query}`))
    // F-1 rises from 116.5, 35.3 to 116.52, 35.32 and falls to 116.55, 35.31
    expect(await found('116.549,35.29,116.7,35.32')).toEqual(['F-1'])
    expect(await found('116.549,35.29,116.7,35.301')).toEqual([])
    expect(await found('116.505,35.29,116.51,35.35')).toEqual(['F-1'])
    expect(await found('116.55,35.31,116.55,35.31')).toEqual(['F-1'])
    expect(await found('116.5501,35.29,116.7,35.32')).toEqual([])
    // across the antimeridian: all but what lies east of 116.3 and west of 117.2
    expect(await found('117.2,35,116.3,36')).toEqual([])
    expect(await found('117.2,35,116.5,36')).toEqual(['F-1'])
  })

  test('a box within a polygon finds it', async () => {
    const { numberMatched } = await app.json(
      '/api/collections/counties/items?bbox=116.6,35.4,116.601,35.401',
    )
    expect(numberMatched).toBe(1)
  })
})

test('limit is 100 when not given, and clamped to 10000 when larger', async () => {
  const many = Array.from({ length: 120 }, (_, i) => station(`N-${i}`, [116 + i / 1000, 35]))
  const { json } = await createTestApp({ stations: many })
  expect((await json(ITEMS)).numberReturned).toBe(100)
  for (const limit of ['10001', '99999999999999999999999']) {
    const page = await json(`${ITEMS}?limit=${limit}`)
    expect(page.numberReturned).toBe(120)
    expect(page.links.some(({ rel }) => rel === 'next')).toBe(false)
  }
})

describe('paging', () => {
  const random = seededRandom(7)
  const stations = Array.from({ length: 257 }, (_, i) =>
    station(`N-${i}`, [116 + random(), 35 + random()], {
      grade: i % 3 === 0 ? 'first' : 'second',
      name: `第${i}号微型应急救援站`,
    }),
  )
  const isInside = ([longitude = 0, latitude = 0]: readonly number[]): boolean =>
    longitude >= 116.2 && longitude <= 116.9 && latitude >= 35.1 && latitude <= 35.95
  const wanted = stations
    .filter(({ geometry }) => geometry.type === 'Point' && isInside(geometry.coordinates))
    .filter(({ properties }) => properties.grade === 'first')

  const walk = async (json: TestApp['json'], first: string): Promise<string[]> => {
    const ids: string[] = []
    for (let address: string | null = first; address; ) {
      const page: Page = await json(address)
      ids.push(...idsOf(page))
      const next = page.links.find(({ rel }) => rel === 'next')
      if (next) expect(next.type).toBe('application/geo+json')
      address = next ? pathOf(page.links, 'next') : null
    }
    return ids
  }

  test.each([1, 7, 100, 256, 257, 258])(
    'with %i a page meets every feature just once, in one order',
    async (limit) => {
      const { json } = await createTestApp({ stations })
      const ids = await walk(json, `${ITEMS}?limit=${limit}`)
      expect(ids).toEqual(stations.map(({ id }) => id))
    },
  )

  test('keeps filter, box and coordinate system', async () => {
    const { json } = await createTestApp({ stations })
    const query = `limit=5&grade=first&bbox=116.2,35.1,116.9,35.95&f=json`
    expect(wanted.length).toBeGreaterThan(20)
    expect(await walk(json, `${ITEMS}?${query}`)).toEqual(wanted.map(({ id }) => id))
    const page = await json(`${ITEMS}?${query}`)
    expect(page.numberMatched).toBe(wanted.length)
    expect(page.numberReturned).toBe(5)
  })

  test.each(['offset', 'startindex'])('by %s passes over as many, then goes on', async (name) => {
    const { json } = await createTestApp({ stations })
    const ids = stations.map(({ id }) => id)
    const page = await json(`${ITEMS}?limit=50&${name}=200`)
    expect(idsOf(page)).toEqual(ids.slice(200, 250))
    expect([page.numberMatched, page.numberReturned]).toEqual([257, 50])
    const next = pathOf(page.links, 'next')
    expect(next).not.toContain(name)
    expect(idsOf(await json(next))).toEqual(ids.slice(250))
    const beyond = await json(`${ITEMS}?${name}=257`)
    expect([beyond.numberMatched, beyond.numberReturned]).toEqual([257, 0])
    expect(beyond.links.some(({ rel }) => rel === 'next')).toBe(false)
  })

  test('by offset within a box counts what lies in it', async () => {
    const { json } = await createTestApp({ stations })
    const query = `grade=first&bbox=116.2,35.1,116.9,35.95&offset=3&startindex=3`
    expect(idsOf(await json(`${ITEMS}?${query}`))).toEqual(wanted.slice(3).map(({ id }) => id))
  })

  test('a full last page names no further one', async () => {
    const { json } = await createTestApp({ stations: stations.slice(0, 10) })
    const first = await json(`${ITEMS}?limit=5`)
    const second = await json(pathOf(first.links, 'next'))
    expect(second.numberReturned).toBe(5)
    expect(second.links.some(({ rel }) => rel === 'next')).toBe(false)
  })
})
