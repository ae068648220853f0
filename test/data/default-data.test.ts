/** The default data set as `npm start` makes it, on the default road network. */
import Flatbush from 'flatbush'
import { describe, expect, it } from 'vitest'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  RESOURCE_IDS,
} from '../../data/collections.ts'
import type { Field } from '../../data/field.ts'
import { linesOf, polygonsOf } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../data/road-class.ts'
import { featureSchema } from '../../data/schema.ts'
import { featureSchemaDocument, schemaDocument } from '../../server/features/fields.ts'
import { type RoadGraph, segmentLonLats } from '../../server/network/graph.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import type { FeatureOf } from '../../server/store/features.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { defaultDataFolder } from '../fixtures/default-data.ts'
import {
  distanceMetres,
  distanceToLineMetres,
  isInCounty,
  isInside,
  segmentsOf,
} from '../fixtures/facts-geometry.ts'
import { counties, type LonLat, lake, shownWater, towns } from '../fixtures/facts-reading.ts'
import { issuesBy } from '../fixtures/json-schema.ts'
import { withStore } from '../fixtures/stores.ts'

const FIELDS: readonly (readonly [name: string, field: Field])[] = RESOURCE_IDS.flatMap((id) =>
  Object.entries<Field>(COLLECTIONS[id].fields),
)
/** Collections for a bureau to fill, of which nothing is made up. */
const LEFT_EMPTY: readonly CollectionId[] = ['distance-posts']
const isPhone = (field: Field): boolean => field.kind === 'text' && field.format === 'phone'
const PHONE_FIELDS = FIELDS.filter(([, field]) => isPhone(field)).map(([name]) => name)
const PERSON_FIELDS = FIELDS.filter(([, field]) => field.personal && !isPhone(field)).map(
  ([name]) => name,
)
/** More than any station's distance from its road, in degrees. */
const NEAR_DEGREES = 0.001
const ROAD_METRES = 30
const NONE = 0

interface Line {
  points: LonLat[]
  west: number
  south: number
  east: number
  north: number
  isControlled: boolean
  isDrivable: boolean
}

const pieceLines = (graph: RoadGraph): Line[] =>
  Array.from({ length: graph.segmentCount }, (_, segment) => {
    const numbers = segmentLonLats(graph, segment)
    const roadClass = ROAD_CLASS_NAMES[graph.segmentClass[segment] ?? NONE] ?? 'track'
    const points = Array.from(
      { length: numbers.length / 2 },
      (_point, i): LonLat => [numbers[i * 2] ?? NONE, numbers[i * 2 + 1] ?? NONE],
    )
    const [longitudes, latitudes] = [points.map(([x]) => x), points.map(([, y]) => y)]
    return {
      points,
      west: Math.min(...longitudes),
      south: Math.min(...latitudes),
      east: Math.max(...longitudes),
      north: Math.max(...latitudes),
      isControlled: ROAD_CLASSES[roadClass].controlledAccess,
      isDrivable:
        (graph.edgeKph[segment * 2] ?? NONE) + (graph.edgeKph[segment * 2 + 1] ?? NONE) > 0,
    }
  })

/** A line's place, from its end a few metres along it. */
const alongFrom = (place: LonLat, line: readonly LonLat[]): LonLat => {
  const next = place === line[0] ? line[1] : line.at(-2)
  if (!next || (place !== line[0] && place !== line.at(-1))) return place
  const share = Math.min(1, 5 / distanceMetres(place, next))
  return [place[0] + (next[0] - place[0]) * share, place[1] + (next[1] - place[1]) * share]
}

const folder = defaultDataFolder()
const graph = readNetwork(networkPath(folder))!
const features = new Map<CollectionId, FeatureOf<CollectionId>[]>()
await withStore(databasePath(folder), async (store) => {
  for (const id of COLLECTION_IDS) features.set(id, await store.features.unmasked(id))
})
/** Each once: a union has the features of its parts. */
const all = (): FeatureOf<CollectionId>[] => RESOURCE_IDS.flatMap((id) => features.get(id) ?? [])

describe('the default data set', () => {
  it('has as many features as the issue asks for', () => {
    const count = (collection: CollectionId): number => features.get(collection)?.length ?? NONE
    expect(count('stations')).toBe(600)
    expect(count('counties')).toBe(11)
    expect(count('towns')).toBe(156)
    expect(Math.abs(count('stockpiles') - 230)).toBeLessThanOrEqual(10)
    expect(Math.abs(count('flood-works') - 400)).toBeLessThanOrEqual(25)
    expect(Math.abs(count('forests') - 85)).toBeLessThanOrEqual(8)
    expect(count('water')).toBeGreaterThan(40)
    for (const id of RESOURCE_IDS) {
      if (!LEFT_EMPTY.includes(id)) expect(count(id)).toBeGreaterThan(0)
    }
  })

  it('holds only valid features that say where they come from', () => {
    for (const collection of COLLECTION_IDS) {
      const schema = featureSchema(COLLECTIONS[collection])
      for (const feature of features.get(collection) ?? []) {
        expect(schema.safeParse(feature).error).toBeUndefined()
        expect(['generated', 'approximate', 'surveyed']).toContain(feature.properties.provenance)
        expect(feature.properties.source.length).toBeGreaterThan(10)
      }
    }
  })

  it('is served as the schemas say, feature by feature', async () => {
    const whole = { box: null, verified: null, filter: {}, limit: 10_000, after: null, offset: 0 }
    await withStore(databasePath(folder), async (store) => {
      for (const id of COLLECTION_IDS) {
        const page = (await store.features.page(id, whole)).features
        const served: FeatureOf<CollectionId>[] = JSON.parse(`[${page}]`)
        expect(served).toHaveLength(features.get(id)!.length)
        const asGeoJson = issuesBy(featureSchemaDocument('https://map.test/f', COLLECTIONS[id]))
        const logical = issuesBy(schemaDocument('https://map.test/s', COLLECTIONS[id]))
        for (const feature of served) {
          const { geometry, properties } = feature
          expect([feature.id, asGeoJson(feature)]).toEqual([feature.id, []])
          expect(logical({ id: feature.id, geometry, ...properties })).toEqual([])
        }
      }
    })
  })

  it('refers by codes to counties and towns that there are', () => {
    const idsOf = (id: CollectionId) => new Set((features.get(id) ?? []).map((each) => each.id))
    const [countyIds, townIds] = [idsOf('counties'), idsOf('towns')]
    for (const { properties } of all()) {
      const { countyCode, townCode } = properties as { countyCode?: string; townCode?: string }
      if (countyCode) expect(countyIds).toContain(countyCode)
      if (townCode) expect(townIds).toContain(townCode)
    }
  })

  it('winds outer rings counterclockwise and holes clockwise (RFC 7946)', () => {
    /** Twice the area in whole units of 10⁻¹⁴ square degrees, without rounding. */
    const twiceArea = (ring: readonly (readonly number[])[]): bigint => {
      const corners = ring.map((place) => place.map((degrees) => BigInt(Math.round(degrees * 1e7))))
      return corners.slice(1).reduce((sum, [x = 0n, y = 0n], index) => {
        const [fromX = 0n, fromY = 0n] = corners[index]!
        return sum + fromX * y - x * fromY
      }, 0n)
    }
    const polygons = all().flatMap(({ geometry }) => polygonsOf(geometry))
    expect(polygons.length).toBeGreaterThan(100)
    expect(polygons.filter(({ length }) => length > 1).length).toBeGreaterThan(0)
    for (const [outer, ...holes] of polygons) {
      expect(twiceArea(outer!) > 0n).toBe(true)
      for (const hole of holes) expect(twiceArea(hole) < 0n).toBe(true)
    }
  })

  it('puts everything into the county that it says, lines and areas for their larger part', () => {
    const elsewhere: string[] = []
    let said = 0
    for (const { id, geometry, properties } of all()) {
      if (!('countyCode' in properties)) continue
      said++
      const places = linesOf(geometry).flatMap((line) => [
        ...line,
        ...segmentsOf(line).map(([[ax, ay], [bx, by]]): LonLat => [(ax + bx) / 2, (ay + by) / 2]),
      ])
      const inside = places.filter((place) => isInCounty(place, String(properties.countyCode)))
      if (inside.length * 2 <= places.length) elsewhere.push(id)
    }
    expect(elsewhere).toEqual([])
    expect(said).toBeGreaterThan(9000)
  })

  it('has no telephone number twice and none that could be anybody’s', () => {
    const phones = all().flatMap(({ properties }) =>
      Object.entries(properties)
        .filter(([name, value]) => PHONE_FIELDS.includes(name) && value !== null)
        .map(([, value]) => String(value)),
    )
    expect(phones.length).toBeGreaterThan(2000)
    expect(new Set(phones).size).toBe(phones.length)
    for (const phone of phones) expect(phone).toMatch(/^0537-000\d{4}$/)
  })

  it('names nobody', () => {
    for (const { properties } of all()) {
      for (const [name, value] of Object.entries(properties)) {
        if (PERSON_FIELDS.includes(name)) expect(value).toMatch(/^责任人[甲乙丙]$/)
      }
    }
  })

  it('puts every station and store beside a road that a vehicle can use, off expressways', () => {
    const lines = pieceLines(graph).filter(({ isDrivable }) => isDrivable)
    const index = new Flatbush(lines.length)
    for (const { west, south, east, north } of lines) index.add(west, south, east, north)
    index.finish()
    for (const collection of ['stations', 'stockpiles'] as const) {
      for (const { id, geometry } of features.get(collection) ?? []) {
        const [x, y] = geometry.coordinates as unknown as LonLat
        const near = index
          .search(x - NEAR_DEGREES, y - NEAR_DEGREES, x + NEAR_DEGREES, y + NEAR_DEGREES)
          .map((line) => lines[line]!)
        const metresTo = (isControlled: boolean): number =>
          Math.min(
            Number.POSITIVE_INFINITY,
            ...near
              .filter((line) => line.isControlled === isControlled)
              .map(({ points }) => distanceToLineMetres([x, y], points)),
          )
        expect([id, metresTo(false) < ROAD_METRES]).toEqual([id, true])
        expect([id, metresTo(true) < ROAD_METRES]).toEqual([id, false])
      }
    }
  })

  it('joins every station to the connected network that a rescue van can drive', () => {
    const network = new RoadNetwork(graph)
    const times = network.vehicleTimes('rescue-van', 'day')
    for (const { id, geometry } of features.get('stations') ?? []) {
      const [x, y] = geometry.coordinates as unknown as LonLat
      const metres = network.snap(x, y, times)?.distanceMetres ?? Number.POSITIVE_INFINITY
      expect([id, metres < ROAD_METRES]).toEqual([id, true])
    }
  })

  it('puts every station and store into the county of its town, on dry land', () => {
    for (const collection of ['stations', 'stockpiles'] as const) {
      for (const { id, geometry, properties } of features.get(collection) ?? []) {
        const place = geometry.coordinates as unknown as LonLat
        const { countyCode, townCode } = properties as FeatureOf<'stations'>['properties']
        expect(towns.find(({ code }) => code === townCode)?.countyCode).toBe(countyCode)
        const county = counties.find((other) => other.properties.code === countyCode)
        expect([id, isInside(place, county?.geometry.coordinates ?? [])]).toEqual([id, true])
        const isWet = shownWater.some((surface) => isInside(place, surface.geometry.coordinates))
        expect([id, isWet]).toEqual([id, false])
      }
    }
  })

  it('stands nothing in Nansi Lake, and shows it in place of the pieces that a package has', () => {
    const outlines = lake.map(({ properties, geometry }) => [properties.id, geometry])
    const shown = features.get('lakes')!.filter(({ properties }) => /南四湖/.test(properties.name))
    expect(shown.map(({ id, geometry }) => [id, geometry])).toEqual(outlines)
    const isInLake = (place: LonLat) =>
      lake.some(({ geometry }) => isInside(place, geometry.coordinates))
    const sunk = RESOURCE_IDS.filter((id) => !['lakes', 'rivers', 'counties'].includes(id)).flatMap(
      (id) =>
        features.get(id)!.filter(({ geometry }) => {
          const isPolygon = polygonsOf(geometry).length > 0
          // A line may end on the shore.
          return linesOf(geometry).some((line) =>
            line.some((place) => isInLake(isPolygon ? place : alongFrom(place, line))),
          )
        }),
    )
    expect(sunk.map(({ id }) => id)).toEqual([])
  })

  it('leaves nobody’s town without a station', () => {
    const served = new Set(
      (features.get('stations') ?? []).map(
        ({ properties }) => (properties as FeatureOf<'stations'>['properties']).townCode,
      ),
    )
    expect(towns.filter(({ code }) => !served.has(code))).toEqual([])
  })
})
