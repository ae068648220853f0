/**
 * The abstract tests of OGC API – Features Part 1 (17-069r4), Part 2 (18-058r1) and, in
 * `schemas.test.ts`, Part 5 (23-058r2), by their identifiers: numbers differ between the editions.
 *
 * What does not apply is named where it stands: classes that are not declared, and of Part 5
 * `/conf/returnables-and-receivables/response-2`, since features are not written here. Systems that
 * the tests cannot convert by themselves are left out as Part 2 asks; GDAL judges them in
 * `test/process/gdal.test.ts`. `/conf/oas30/completeness`, `exceptions-codes` and `oas-impl` hold for
 * every operation in `test/data/answers-by-definition.test.ts` and `test/process/fuzz.test.ts`.
 */
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { COLLECTION_IDS, type CollectionId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import { createTestApp, type Link, ORIGIN, type Page, pathOf, TEST_NOW } from '../fixtures/app.ts'
import { sampleDataSet } from '../fixtures/sample-feature.ts'

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/'
const PART_1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/'
const PART_5 = 'http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/'
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0'

interface Linked {
  links: Link[]
}
interface Collection extends Linked {
  id: string
  itemType?: string
  crs: string[]
  storageCrs?: string
  extent: { spatial: { bbox: number[][]; crs?: string }; temporal?: { interval: string[][] } }
}
interface Parameter {
  name: string
  [member: string]: unknown
}
interface Definition {
  openapi: string
  components?: { securitySchemes?: object }
  paths: Record<string, { get: { parameters: Parameter[] } }>
}

const SAMPLES = 3
const data = sampleDataSet(SAMPLES)
// Of one station no day is known.
const app = await createTestApp({
  ...data,
  stations: data.stations!.map((station, i) => ({
    ...station,
    properties: { ...station.properties, verifiedAt: i === 0 ? null : `2026-0${i}-15` },
  })),
})

/** An answer with this status and media type, as JSON. */
const read = async <T>(address: string, type: string, accept = type): Promise<T> => {
  const response = await app.get(address, { Accept: accept })
  const found = [response.status, response.headers.get('Content-Type')]
  expect([address, ...found]).toEqual([address, 200, type])
  return (await response.json()) as T
}
const json = <T>(address: string) => read<T>(address, 'application/json')
const features = (address: string) => read<Page>(address, 'application/geo+json')
const conformsTo = async () => (await json<{ conformsTo: string[] }>('/api/conformance')).conformsTo

const rels = ({ links }: Linked): string[] => links.map(({ rel }) => rel)
/** Each link says what it is and of which type; it leads there. */
const expectLinks = (document: Linked, self: string, alternates: readonly string[] = []) => {
  for (const each of document.links) {
    expect([each.href, each.rel, each.type]).toEqual([
      expect.stringMatching(`^${ORIGIN}/`),
      expect.stringMatching(/./),
      expect.stringMatching(/^[a-z]+\/[a-z]/),
    ])
  }
  expect(pathOf(document.links, 'self')).toBe(self)
  const types = document.links.filter(({ rel }) => rel === 'alternate').map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining([...alternates]))
}

const positionsOf = ({ coordinates }: Geometry): number[][] =>
  (coordinates as unknown[])
    .flat(Number.POSITIVE_INFINITY)
    .flatMap((value, i, all) => (i % 2 === 0 ? [[value as number, all[i + 1] as number]] : []))

const FILES = ['text/csv', 'application/geopackage+sqlite3']

const definition = () => read<Definition>('/api/openapi.json', OPENAPI)
const parameterOf = async (id: CollectionId, name: string): Promise<Parameter | undefined> =>
  (await definition()).paths[`/collections/${id}/items`]?.get.parameters.find(
    (each) => each.name === name,
  )

describe('Part 1, core', () => {
  test('/conf/core/http', async () => {
    for (const [method, address, status] of [
      ['GET', '/api', 200],
      ['HEAD', '/api', 200],
      ['GET', '/api/nothing', 404],
      ['GET', '/api?nothing=1', 400],
      ['PATCH', '/api', 405],
    ] as const) {
      expect((await app.request(address, { method })).status).toBe(status)
    }
  })

  test('/conf/core/root-op, /conf/core/root-success', async () => {
    const landing = await json<Linked & { title: string }>('/api')
    expectLinks(landing, '/api')
    expect(rels(landing)).toEqual(expect.arrayContaining(['service-desc', 'service-doc']))
    expect(rels(landing)).toEqual(expect.arrayContaining(['conformance', 'data']))
  })

  test('/conf/core/api-definition-op, /conf/core/api-definition-success', async () => {
    const { links } = await json<Linked>('/api')
    for (const { href, type } of links.filter(({ rel }) => rel.startsWith('service-'))) {
      const response = await app.get(href.slice(ORIGIN.length), { Accept: type })
      const found = response.headers.get('Content-Type')
      expect([response.status, found?.startsWith(type)]).toEqual([200, true])
    }
  })

  test('/conf/core/conformance-op, /conf/core/conformance-success', async () => {
    expect(await conformsTo()).toEqual(
      expect.arrayContaining(['core', 'geojson', 'oas30'].map((each) => PART_1 + each)),
    )
  })

  test('/conf/core/fc-md-op, -success, -links, -items, -items-links, -extent', async () => {
    const collections = await json<Linked & { collections: Collection[] }>('/api/collections')
    expectLinks(collections, '/api/collections')
    expect(collections.collections.map(({ id }) => id)).toEqual(COLLECTION_IDS)
    for (const { id, links, extent, itemType } of collections.collections) {
      expect(itemType).toBe('feature')
      const items = links.filter(({ rel }) => rel === 'items')
      expect(items.map(({ href }) => href)).toContain(`${ORIGIN}/api/collections/${id}/items`)
      expect(items.every(({ type }) => type !== undefined)).toBe(true)
      // All features lie within, in space and time.
      const [[west, south, east, north]] = extent.spatial.bbox as [number[]]
      expect(extent.spatial.crs).toBe(CRS84)
      const page = await features(`/api/collections/${id}/items`)
      for (const { geometry, properties } of page.features) {
        for (const [x, y] of positionsOf(geometry)) {
          expect(x! >= west! && x! <= east! && y! >= south! && y! <= north!).toBe(true)
        }
        const [[from, until]] = extent.temporal!.interval as [string[]]
        const day = Date.parse(`${properties.verifiedAt ?? from!.slice(0, 10)}T12:00:00+08:00`)
        expect(day >= Date.parse(from!) && day <= Date.parse(until!)).toBe(true)
      }
    }
  })

  test.each(COLLECTION_IDS)('/conf/core/sfc-md-op, /conf/core/sfc-md-success of %s', async (id) => {
    const { collections } = await json<{ collections: Collection[] }>('/api/collections')
    const collection = await json<Collection>(`/api/collections/${id}`)
    expectLinks(collection, `/api/collections/${id}`)
    expect(collection).toEqual(collections.find((each) => each.id === id))
  })

  test.each(COLLECTION_IDS)('/conf/core/fc-op, fc-response, fc-links, f-op … of %s', async (id) => {
    const address = `/api/collections/${id}/items`
    const page = await features(address)
    expectLinks(page, address, FILES)
    expect(page.type).toBe('FeatureCollection')
    expect(page.features.length).toBeGreaterThanOrEqual(SAMPLES)
    expect(page.numberReturned).toBe(page.features.length)
    expect(page.numberMatched).toBe(page.features.length)
    expect(Date.parse(page.timeStamp)).toBe(TEST_NOW.getTime())
    for (const feature of page.features) {
      // /conf/core/crs84: in the region, east first
      for (const [x, y] of positionsOf(feature.geometry)) {
        expect([Math.floor(x!), Math.floor(y!)]).toEqual([116, 35])
      }
      // /conf/core/f-op, f-success, f-links
      const own = `${address}/${encodeURIComponent(feature.id)}`
      const { links, ...item } = await read<(typeof page.features)[number] & Linked>(
        own,
        'application/geo+json',
      )
      expect(item).toMatchObject(feature)
      expectLinks({ links }, own, FILES)
      expect(pathOf(links, 'collection')).toBe(`/api/collections/${id}`)
    }
  })

  test.each(COLLECTION_IDS)('/conf/core/fc-…-definition of %s', async (id) => {
    const written = { in: 'query', required: false, style: 'form', explode: false }
    const numbers = { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }
    expect(await parameterOf(id, 'bbox')).toMatchObject({ ...written, schema: numbers })
    const limit = { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }
    expect(await parameterOf(id, 'limit')).toMatchObject({ ...written, schema: limit })
    const text = { type: 'string' }
    expect(await parameterOf(id, 'datetime')).toMatchObject({ ...written, schema: text })
  })

  test('/conf/core/fc-bbox-response', async () => {
    for (const id of COLLECTION_IDS) {
      const { features: all } = await features(`/api/collections/${id}/items`)
      for (const bbox of ['116.4,35.3,116.5005,35.5', '116.4995,35.39,0,116.6,35.41,100']) {
        const numbers = bbox.split(',').map(Number)
        const [west, east] = [numbers[0]!, numbers[numbers.length === 4 ? 2 : 3]!]
        const found = await features(`/api/collections/${id}/items?bbox=${bbox}`)
        // The samples lie beside each other: the box cuts them from west to east.
        const meets = all.filter(({ geometry }) => {
          const xs = positionsOf(geometry).map(([x]) => x!)
          return Math.min(...xs) <= east && Math.max(...xs) >= west
        })
        expect([id, found.features]).toEqual([id, meets])
        expect(found.numberMatched).toBe(meets.length)
      }
    }
  })

  test('/conf/core/fc-limit-response', async () => {
    const address = '/api/collections/stations/items'
    for (const [limit, returned] of [
      [1, 1],
      [2, 2],
      [10_000, SAMPLES],
      [10_001, SAMPLES],
    ] as const) {
      const page = await features(`${address}?limit=${limit}`)
      expect([page.features.length, page.numberMatched]).toEqual([returned, SAMPLES])
    }
  })

  test.each([
    ['2026-01-15T04:00:00Z', [0, 1]],
    ['2026-01-15T00:00:00Z/2026-02-15T12:00:00Z', [0, 1, 2]],
    ['2026-01-16T00:00:00Z/..', [0, 2]],
    ['2026-01-16T00:00:00Z/', [0, 2]],
    ['../2026-01-16T00:00:00Z', [0, 1]],
    ['/2026-01-16T00:00:00Z', [0, 1]],
    ['2027-01-01T00:00:00Z/2028-01-01T00:00:00Z', [0]],
  ])('/conf/core/fc-time-response: %s', async (datetime, expected) => {
    const page = await features(`/api/collections/stations/items?datetime=${datetime}`)
    expect(page.features.map(({ id }) => id).sort()).toEqual(expected.map((i) => `stations-${i}`))
  })

  test.each(COLLECTION_IDS)('/conf/core/query-param-invalid, -unknown of %s', async (id) => {
    for (const query of ['limit=unlimited', 'limit=0', 'bbox=1,2,3', 'datetime=x', 'unknown=1']) {
      const { status } = await app.get(`/api/collections/${id}/items?${query}`)
      expect([query, status]).toEqual([query, 400])
    }
  })
})

test('/conf/geojson/definition, /conf/geojson/content', async () => {
  const { paths } = await definition()
  for (const id of COLLECTION_IDS) {
    for (const path of [`/collections/${id}/items`, `/collections/${id}/items/{featureId}`]) {
      expect(JSON.stringify(paths[path])).toContain('"application/geo+json"')
    }
    for (const { geometry, properties, type } of (await features(`/api/collections/${id}/items`))
      .features) {
      expect([type, typeof geometry.type, typeof properties]).toEqual([
        'Feature',
        'string',
        'object',
      ])
    }
  }
})

test('/conf/oas30/oas-definition-1, oas-definition-2, security', async () => {
  const { links } = await json<Linked>('/api')
  const described = links.filter(({ rel, type }) => rel === 'service-desc' && type === OPENAPI)
  expect(described).toHaveLength(1)
  const document = await read<Definition>(described[0]!.href.slice(ORIGIN.length), OPENAPI, '*/*')
  expect(document.openapi).toMatch(/^3\.0\./)
  expect((await new Validator().validate({ ...document })).valid).toBe(true)
  // No one signs in: there is nothing to describe.
  expect(document.components?.securitySchemes).toBeUndefined()
})

/** Of a place in CRS84, by the systems' own definitions. */
const CONVERTED: Readonly<Record<string, (position: readonly number[]) => number[]>> = {
  [CRS84]: ([x, y]) => [x!, y!],
  [`${EPSG}4326`]: ([x, y]) => [y!, x!],
  [`${EPSG}4490`]: ([x, y]) => [y!, x!],
  [`${EPSG}3857`]: ([x, y]) => [
    (6_378_137 * x! * Math.PI) / 180,
    6_378_137 * Math.log(Math.tan(Math.PI / 4 + (y! * Math.PI) / 360)),
  ],
}

describe('Part 2', () => {
  test('/conf/crs/crs-uri, /conf/crs/default-crs, /conf/crs/storageCrs', async () => {
    const all = await json<{ crs: string[]; collections: Collection[] }>('/api/collections')
    for (const collection of all.collections) {
      for (const { crs, storageCrs } of [
        collection,
        await json<Collection>(`/api/collections/${collection.id}`),
      ]) {
        expect(crs[0]).toBe(CRS84)
        expect(crs).toContain(storageCrs)
        for (const uri of crs) {
          expect(uri).toMatch(
            uri.startsWith(ORIGIN)
              ? /\/api\/crs\/[\w-]+$/
              : /^http:\/\/www\.opengis\.net\/def\/crs\/(EPSG\/0\/\d+|OGC\/1\.3\/CRS84)$/,
          )
        }
      }
    }
  })

  test.each(COLLECTION_IDS)('/conf/crs/crs-parameter… of %s', async (id) => {
    const items = `/api/collections/${id}/items`
    const { crs } = await json<Collection>(`/api/collections/${id}`)
    const plain = await features(items)
    const first = `${items}/${plain.features[0]!.id}`
    for (const address of [items, first]) {
      // crs-parameter-default
      expect((await app.get(address)).headers.get('Content-Crs')).toBe(`<${CRS84}>`)
      // crs-parameter-invalid
      expect((await app.get(`${address}?crs=${EPSG}1`)).status).toBe(400)
      for (const uri of crs) {
        const asked = `${address}?crs=${encodeURIComponent(uri)}`
        const response = await app.get(asked)
        expect([response.status, response.headers.get('Content-Crs')]).toEqual([200, `<${uri}>`])
        const convert = CONVERTED[uri]
        if (!convert || address === first) continue
        // crs-parameter-transform
        const { features: converted } = (await response.json()) as Page
        const expected = plain.features.map(({ geometry }) => positionsOf(geometry).map(convert))
        converted.forEach(({ geometry }, i) => {
          positionsOf(geometry).forEach(([a, b], j) => {
            const [x, y] = expected[i]![j]!
            // decimetres, or a hundred-thousandth of a second
            const decimals = x! > 1000 ? 1 : 8
            expect(a).toBeCloseTo(x!, decimals)
            expect(b).toBeCloseTo(y!, decimals)
          })
        })
      }
    }
  })

  test.each(COLLECTION_IDS)('/conf/crs/bbox-crs-parameter… of %s', async (id) => {
    const items = `/api/collections/${id}/items`
    const corners = [
      [116.4, 35.3],
      [116.5005, 35.5],
    ]
    const idsOf = async (bbox: number[][], crs?: string) => {
      const system = crs === undefined ? '' : `&bbox-crs=${encodeURIComponent(crs)}`
      const { features: found } = await features(`${items}?bbox=${bbox.flat()}${system}`)
      return found.map((each) => each.id)
    }
    const plain = await idsOf(corners)
    expect(plain.length).toBeGreaterThan(0)
    // bbox-crs-parameter-default
    expect(await idsOf(corners, CRS84)).toEqual(plain)
    for (const [uri, convert] of Object.entries(CONVERTED)) {
      expect([uri, await idsOf(corners.map(convert), uri)]).toEqual([uri, plain])
    }
    // bbox-crs-parameter-invalid
    expect((await app.get(`${items}?bbox=${corners.flat()}&bbox-crs=${EPSG}1`)).status).toBe(400)
  })
})

test('Part 5, /conf/…/get-conformance; what does not apply is not declared', async () => {
  const declared = await conformsTo()
  for (const each of ['schemas', 'returnables-and-receivables', 'queryables']) {
    expect(declared).toContain(PART_5 + each)
  }
  const notHere = [
    ...['gmlsf0', 'gmlsf2'].map((each) => PART_1 + each),
    ...['sortables', 'profile-parameter', 'profile-references'].map((each) => PART_5 + each),
    ...['profile-codelists', 'profile-domains'].map((each) => PART_5 + each),
  ]
  expect(declared.filter((each) => notHere.includes(each))).toEqual([])
})
