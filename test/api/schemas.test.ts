/** Schemas of collections: the abstract tests of OGC API – Features Part 5, and what they are good for. */
import { describe, expect, test } from 'vitest'
import { COLLECTION_IDS, COLLECTIONS, RESOURCE_IDS } from '../../data/collections.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { createTestApp, type Link, ORIGIN, pathOf } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { issuesBy } from '../fixtures/json-schema.ts'
import { sampleDataSet } from '../fixtures/sample-feature.ts'

type Keywords = Readonly<Record<string, unknown>>
interface Schema {
  $id: string
  $schema: string
  type: string
  properties: Record<string, Keywords>
  required?: string[]
  additionalProperties?: boolean
}

const RELATION = 'http://www.opengis.net/def/rel/ogc/1.0'
const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

const app = await createTestApp()

const withRole = ({ properties }: Schema, role: string): string[] =>
  Object.keys(properties).filter((name) => properties[name]?.['x-ogc-role'] === role)

describe.each(COLLECTION_IDS)('%s', (id) => {
  const collection = () => app.json<{ links: Link[] }>(`/api/collections/${id}`)
  const schemaOf = async (relation: string): Promise<Schema> => {
    const path = pathOf((await collection()).links, relation)
    const response = await app.get(path, { Accept: 'application/schema+json' })
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      200,
      'application/schema+json',
    ])
    const schema = (await response.json()) as Schema
    expect(schema.$id).toBe(ORIGIN + path)
    expect(schema.$schema).toBe(DIALECT)
    expect(schema.type).toBe('object')
    return schema
  }

  test.each(['schema', 'queryables'])('/conf/schemas of the %s', async (document) => {
    const schema = await schemaOf(`${RELATION}/${document}`)
    expect(schema.$id).toBe(`${ORIGIN}/api/collections/${id}/${document}`)
    // compiles only what the dialect's own schema allows
    issuesBy(schema)
    expect(withRole(schema, 'id')).toEqual(['id'])
    expect(withRole(schema, 'primary-geometry')).toEqual(['geometry'])
    expect(withRole(schema, 'primary-instant')).toEqual(['verifiedAt'])
    const properties = Object.values(schema.properties)
    for (const each of properties) {
      expect(each.title).toMatch(/\p{Script=Han}.* \/ .*[A-Za-z]/u)
      if (each.type === undefined) expect(each.format).toMatch(/^geometry-/)
      if ('x-ogc-unit' in each) expect(['integer', 'number']).toContain(each.type)
    }
    const places = properties.map((each) => each['x-ogc-propertySeq'])
    expect(places).toEqual(properties.map((_, index) => index + 1))
  })

  test('/conf/references', async () => {
    const { properties } = await schemaOf(`${RELATION}/schema`)
    const references = Object.values(properties).filter(
      (each) => each['x-ogc-role'] === 'reference',
    )
    const { fields }: ResourceDeclaration = COLLECTIONS[id]
    const codes = ['countyCode', 'townCode'].filter((name) => name in fields)
    expect(references).toHaveLength(codes.length)
    for (const { type, 'x-ogc-collectionId': other } of references) {
      expect(RESOURCE_IDS).toContain(other)
      const target = await app.json<Schema>(`/api/collections/${other}/schema`)
      expect(target.properties.id?.type).toBe(type)
    }
  })

  test.each([
    ['with a value in every field', sampleDataSet(2)],
    ['without many values', SMALL_DATA_SET],
  ])('features %s are as both schemas say', async (_, data) => {
    const { json } = await createTestApp(data)
    const { features } = await json(`/api/collections/${id}/items`)
    const logical = issuesBy(await schemaOf(`${RELATION}/schema`))
    const asGeoJson = issuesBy(await schemaOf('describedBy'))
    for (const feature of features) {
      const { geometry, properties } = feature
      expect(logical({ id: feature.id, geometry, ...properties })).toEqual([])
      expect(asGeoJson(feature)).toEqual([])
      const item = await json(`/api/collections/${id}/items/${feature.id}`)
      expect(asGeoJson(item)).toEqual([])
      expect(Object.values(properties)).not.toContain(null)
    }
  })

  test('the schemas refuse nulls, unknown names and other types', async () => {
    const { json } = await createTestApp(sampleDataSet(1))
    const { features } = await json(`/api/collections/${id}/items`)
    const asGeoJson = issuesBy(await schemaOf('describedBy'))
    for (const wrong of [{ nameEn: null }, { colour: 'red' }, { name: 7 }]) {
      const { properties, ...rest } = features[0]!
      expect(asGeoJson({ ...rest, properties: { ...properties, ...wrong } })).toHaveLength(1)
    }
  })
})

test('units are told in UCUM, which has no signs of its own for what is counted', async () => {
  const unitOf = async (id: string, name: string) =>
    (await app.json<Schema>(`/api/collections/${id}/schema`)).properties[name]?.['x-ogc-unit']
  expect(await unitOf('hydraulic-structures', 'capacityTenThousandCubicMetres')).toBe('10*4.m3')
  expect(await unitOf('hydraulic-structures', 'designFlowCubicMetresPerSecond')).toBe('m3/s')
  expect(await unitOf('forest-areas', 'areaHectares')).toBe('har')
  expect(await unitOf('levees', 'floodStandardYears')).toBe('a')
  expect(await unitOf('counties', 'population')).toBe('{person}')
})

test('geometries are named as Part 5 names them, a type and its multiple by one name', async () => {
  const formatOf = async (id: string) =>
    (await app.json<Schema>(`/api/collections/${id}/schema`)).properties.geometry?.format
  expect(await formatOf('stations')).toBe('geometry-point')
  expect(await formatOf('levees')).toBe('geometry-linestring')
  expect(await formatOf('counties')).toBe('geometry-polygon-or-multipolygon')
  expect(await formatOf('water')).toBe('geometry-any')
})

test('features are found by their id, which is a queryable', async () => {
  const { features } = await app.json('/api/collections/stations/items?id=S-2')
  expect(features.map(({ id }) => id)).toEqual(['S-2'])
})
