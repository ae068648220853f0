import { describe, expect, test } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { createTestApp, type Link, ORIGIN, pathOf } from '../fixtures/app.ts'

const CRS = [
  'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  'http://www.opengis.net/def/crs/EPSG/0/4326',
  'http://www.opengis.net/def/crs/EPSG/0/4490',
  'http://www.opengis.net/def/crs/EPSG/0/3857',
  // the zones of CGCS2000 that Jining lies in, and two systems that have no other name
  ...[4527, 4548, 4498, 4509].map((code) => `http://www.opengis.net/def/crs/EPSG/0/${code}`),
  `${ORIGIN}/api/crs/gcj-02`,
  `${ORIGIN}/api/crs/bd-09`,
]

interface Linked {
  links: Link[]
}
interface Collection extends Linked {
  id: string
  title: string
  itemType: string
  crs: string[]
  storageCrs: string
  extent?: { spatial: { bbox: number[][]; crs: string }; temporal?: { interval: string[][] } }
}

const app = await createTestApp()

describe('landing page', () => {
  test('has the links that GDAL and QGIS look for, absolute and typed', async () => {
    const { links } = await app.json<Linked>('/api')
    expect(links.map(({ rel, type }) => [rel, type])).toEqual([
      ['self', 'application/json'],
      ['alternate', 'text/html'],
      ['service-desc', 'application/vnd.oai.openapi+json;version=3.0'],
      ['service-desc', 'application/vnd.oai.openapi+json;version=3.1'],
      ['service-doc', 'text/html'],
      ['conformance', 'application/json'],
      ['data', 'application/json'],
    ])
    expect(links.every(({ href }) => href.startsWith(`${ORIGIN}/api`))).toBe(true)
  })

  test('answers with and without a slash at the end', async () => {
    expect((await app.get('/api/')).status).toBe(200)
    expect((await app.get('/api/collections/')).status).toBe(200)
  })
})

/** All links of a document, however deep. */
const linksWithin = (value: unknown): Link[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('href' in value && typeof value.href === 'string') return [value as Link]
  return Object.values(value).flatMap(linksWithin)
}

test('every link leads to a document of the type it names', async () => {
  const visited = new Map<string, string | null>()
  const wrong: string[] = []
  const queue: Link[] = [{ href: `${ORIGIN}/api`, rel: 'self', type: 'application/json' }]
  for (let link = queue.shift(); link; link = queue.shift()) {
    if (!visited.has(link.href)) {
      const response = await app.get(link.href.slice(ORIGIN.length))
      const type = response.headers.get('Content-Type')
      visited.set(link.href, response.status === 200 ? type : `status ${response.status}`)
      if (type?.includes('json')) queue.push(...linksWithin(await response.json()))
    }
    const found = visited.get(link.href)
    if (found !== link.type && found?.split(';')[0] !== link.type)
      wrong.push(`${link.href}: ${found}`)
  }
  expect(wrong).toEqual([])
  // landing, definition twice, its page, conformance, collections, two of them also as pages; of each
  // collection five documents, five files, two pages
  expect(visited.size).toBe(8 + (5 + 5 + 2) * COLLECTION_IDS.length)
})

test('conformance names Parts 1, 2 and 5', async () => {
  const { conformsTo } = await app.json<{ conformsTo: string[] }>('/api/conformance')
  expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core')
  expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson')
  expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30')
  expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs')
  for (const name of ['schemas', 'references', 'returnables-and-receivables', 'queryables']) {
    expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/${name}`)
  }
})

describe('collections', () => {
  test('are all listed, each as it describes itself', async () => {
    const { collections } = await app.json<{ collections: Collection[] }>('/api/collections')
    expect(collections.map(({ id }) => id)).toEqual(COLLECTION_IDS)
    for (const collection of collections) {
      expect(await app.json(pathOf(collection.links, 'self'))).toEqual(collection)
      expect(collection.crs).toEqual(CRS)
      expect(collection.storageCrs).toBe(CRS[0])
      expect(collection.itemType).toBe('feature')
      expect(collection.links.find(({ rel }) => rel === 'items')?.type).toBe('application/geo+json')
    }
  })

  test('name systems of our own by addresses that describe them', async () => {
    for (const uri of CRS.filter((each) => each.startsWith(ORIGIN))) {
      const document = await app.json<{ uri: string; description: object; axes: string[] }>(
        uri.slice(ORIGIN.length),
      )
      expect(document.uri).toBe(uri)
      expect(Object.keys(document.description)).toEqual(['zh', 'en'])
      expect(document.axes).toEqual(['longitude', 'latitude'])
    }
  })

  test('tell the extent of what they hold, not of the region', async () => {
    const { extent } = await app.json<Collection>('/api/collections/stations')
    expect(extent).toEqual({
      spatial: { bbox: [[116.6, 35.4, 117.25, 35.65]], crs: CRS[0] },
      temporal: { interval: [['2026-03-01T00:00:00+08:00', '2026-06-30T23:59:59+08:00']] },
    })
    const empty = await createTestApp({})
    expect((await empty.json<Collection>('/api/collections/stations')).extent).toBeUndefined()
  })
})

interface JsonSchema {
  $id: string
  $schema: string
  type: string
  properties: Record<string, Record<string, unknown>>
  additionalProperties?: boolean
  required?: string[]
}

describe('queryables and schema', () => {
  test('are JSON Schemas under their own address', async () => {
    for (const document of ['queryables', 'schema']) {
      const address = `/api/collections/flood-works/${document}`
      const response = await app.get(address)
      expect(response.headers.get('Content-Type')).toBe('application/schema+json')
      const schema = (await response.json()) as JsonSchema
      expect(schema.$id).toBe(ORIGIN + address)
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
      expect(schema.type).toBe('object')
      expect(schema.properties.geometry?.format).toBe('geometry-any')
    }
  })

  test('queryables leave out persons and counted things, the schema tells them', async () => {
    const of = (address: string) => app.json<JsonSchema>(`/api/collections/${address}`)
    const queryables = await of('flood-works/queryables')
    expect(queryables.additionalProperties).toBe(false)
    for (const personal of ['administrativePerson', 'technicalPhone', 'patrolPerson']) {
      expect(queryables.properties).not.toHaveProperty(personal)
      expect((await of('flood-works/schema')).properties).toHaveProperty(personal)
    }
    expect((await of('stations/queryables')).properties).not.toHaveProperty('equipment')
    const schema = await of('stations/schema')
    expect(schema.properties.equipment?.type).toBe('object')
    expect(schema.required).toContain('turnoutSeconds')
    expect(schema.required).not.toContain('phone')
    expect(schema.properties.phone?.description).toContain('masked')
    expect(schema.properties.name).not.toHaveProperty('description')
  })

  test('give types, limits and choices', async () => {
    const { properties } = await app.json<JsonSchema>('/api/collections/stations/queryables')
    expect(properties.turnoutSeconds).toEqual({
      title: '出动时间 / Turnout time',
      type: 'integer',
      minimum: 0,
      maximum: 3600,
      'x-ogc-unit': 's',
      'x-ogc-propertySeq': 17,
    })
    expect(properties.grade?.enum).toEqual(['first', 'second', 'third'])
    const union = await app.json<JsonSchema>('/api/collections/flood-works/schema')
    expect(union.properties.name).toMatchObject({ readOnly: true })
    expect(properties.verifiedAt?.format).toBe('date')
  })
})

test('behind a proxy forwarded headers are believed only where a proxy is known to set them', async () => {
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'map.example.org' }
  const selfOf = async (trustProxy: boolean): Promise<string | undefined> => {
    const { get } = await createTestApp({}, { trustProxy })
    const { links } = (await (await get('/api', forwarded)).json()) as Linked
    return links.find(({ rel }) => rel === 'self')?.href
  }
  expect(await selfOf(false)).toBe(`${ORIGIN}/api`)
  expect(await selfOf(true)).toBe('https://map.example.org/api')
})
