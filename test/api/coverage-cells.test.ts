/** Demand cells as shapes and as bytes, and isochrones, over a road on which every time is known. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { cellToLatLng, latLngToCell } from 'h3-js'
import { describe, expect, test } from 'vitest'
import { decodeCellTimes } from '../../data/cell-times.ts'
import type {
  CellCollection,
  ContourCollection,
  CoverageAnswer,
  CoverageRequest,
  TownAreaCollection,
} from '../../data/coverage.ts'
import { answered, createTestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { NIGHT, sum } from '../fixtures/coverage-ground.ts'
import { along, longRoad } from '../fixtures/coverage-hand-made.ts'
import { loadedNetwork } from '../fixtures/grid-network.ts'

const network = loadedNetwork(longRoad(20))

const app = await createTestApp(
  {
    counties: SMALL_DATA_SET.counties,
    stations: [station('A', along(0)), station('B', along(15_000), { turnoutSeconds: 30 })],
    settlements: [
      settlement('town', along(1200), { areaClass: 'urban', people: 100 }),
      settlement('village', along(5000), { people: 20 }),
      settlement('east', along(12_000), {
        people: 3,
        townCode: '370831001',
        countyCode: '370831',
      }),
      settlement('farm', [116.7, 36.2], { people: 7 }),
      settlement('ruin', along(7000), { people: 0 }),
    ],
  },
  { network: () => network },
)

const post = (path: string, body: unknown): Promise<Response> =>
  app.post(`/api/coverage${path}`, body)
const ask = async (body: CoverageRequest): Promise<CoverageAnswer> => answered(post('', body))

const cells = () => app.json<CellCollection>('/api/coverage/cells')
const timesOf = async (body: CoverageRequest) =>
  decodeCellTimes(await (await post('/cells', body)).arrayBuffer())

/** Twice the signed area in degrees: positive where the ring runs counter-clockwise. */
const doubleArea = (ring: readonly (readonly [number, number])[]): number =>
  sum(ring.slice(1).map(([x, y], i) => ring[i]![0] * y - x * ring[i]![1]))

describe('cells as shapes', () => {
  test('are one closed hexagon each, counter-clockwise, numbered from 0', async () => {
    const { type, revision, features } = await cells()
    expect(type).toBe('FeatureCollection')
    expect(revision).toBe(await app.store.revision())
    expect(features.map(({ id }) => id)).toEqual([0, 1, 2, 3])
    for (const { geometry, properties } of features) {
      expect(geometry.type).toBe('Polygon')
      const [ring] = geometry.coordinates
      expect(geometry.coordinates).toHaveLength(1)
      expect(ring).toHaveLength(7)
      expect(ring![0]).toEqual(ring!.at(-1))
      expect(doubleArea(ring!)).toBeGreaterThan(0)
      const { longitude, latitude } = properties
      expect(booleanPointInPolygon([longitude, latitude], geometry as never)).toBe(true)
    }
  })

  test('say who lives there', async () => {
    const { features } = await cells()
    const [lon, lat] = along(1200)
    const town = features.find(({ properties }) => properties.people === 100)!
    expect(town.properties).toMatchObject({
      h3: latLngToCell(lat, lon, 9),
      areaClass: 'urban',
      townCode: '370811001',
      countyCode: '370811',
    })
    expect(town.properties.longitude).toBeCloseTo(lon, 5)
    expect(town.properties.latitude).toBeCloseTo(lat, 5)
    const people = features.map(({ properties }) => properties.people)
    expect(people.sort((a, b) => a - b)).toEqual([3, 7, 20, 100])
  })

  test('are not sent again while nothing has changed', async () => {
    const first = await app.get('/api/coverage/cells')
    const etag = first.headers.get('ETag')!
    expect(first.headers.get('Content-Type')).toContain('application/geo+json')
    const again = await app.get('/api/coverage/cells', { 'If-None-Match': etag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })
})

describe('areas of towns', () => {
  test('are those of the towns with people in a county that is known, sent once', async () => {
    const first = await app.get('/api/coverage/towns')
    expect(first.headers.get('Content-Type')).toContain('application/geo+json')
    const { features } = (await first.json()) as TownAreaCollection
    const codes = new Set((await cells()).features.map(({ properties }) => properties.townCode))
    const known = new Set(SMALL_DATA_SET.counties.map(({ properties }) => properties.code))
    const expected = [...codes].filter((code) => known.has(code.slice(0, 6)))
    expect(expected.length).toBeGreaterThan(0)
    expect(features.map(({ properties }) => properties.code).sort()).toEqual(expected.sort())
    expect(features.map(({ id }) => id)).toEqual([...features.keys()])
    const again = await app.get('/api/coverage/towns', {
      'If-None-Match': first.headers.get('ETag')!,
    })
    expect(again.status).toBe(304)
  })
})

describe('times as bytes', () => {
  test('are those worked out by hand, in the order of the cells', async () => {
    const { features } = await cells()
    const { deciseconds, stations, revision } = await timesOf({ at: NIGHT })
    expect(revision).toBe(await app.store.revision())
    const rows = features.map(({ properties: { people } }, id) => [
      people,
      { times: deciseconds.map((row) => row[id]), who: stations.map((row) => row[id]) },
    ])
    expect(Object.fromEntries(rows)).toEqual({
      // A turns out in 60 s, B in 30; 100 m take 10 s
      100: { times: [1800, 14_100], who: [0, 1] },
      20: { times: [5600, 10_300], who: [0, 1] },
      3: { times: [3300, 12_600], who: [1, 0] },
      7: { times: [-1, -1], who: [-1, -1] },
    })
  })

  test('have as many arrivals as are due, and added stations after the present ones', async () => {
    const add = [{ lon: along(13_000)[0], lat: along(0)[1] }]
    const body = { at: NIGHT, filter: { due: 3 }, scenario: { add } }
    const { deciseconds, stations } = await timesOf(body)
    const east = (await cells()).features.findIndex(({ properties }) => properties.people === 3)
    expect(deciseconds.map((row) => row[east])).toEqual([1600, 3300, 12_600])
    expect(stations.map((row) => row[east])).toEqual([2, 1, 0])
    expect((await timesOf({ at: NIGHT })).deciseconds).toHaveLength(2)
  })

  test.each<[string, CoverageRequest]>([
    ['today', { at: NIGHT }],
    ['by day', {}],
    ['with a reserve', { at: NIGHT, filter: { due: 2 }, standards: { urban: 1500, rural: 1100 } }],
    ['in a scenario', { at: NIGHT, scenario: { remove: ['A'] } }],
  ])('give the sum of people in time that the answer tells, %s', async (_, body) => {
    const { summary, query } = await ask(body)
    const { deciseconds } = await timesOf(body)
    const { standards, filter } = query
    const inTime = (await cells()).features.filter(({ id, properties }) => {
      const time = deciseconds[filter.due - 1]![id]!
      const limit = standards[properties.areaClass]
      return time >= 0 && time <= limit * 10
    })
    expect(sum(inTime.map(({ properties }) => properties.people))).toBe(summary.peopleInTime)
    expect(summary.peopleInTime).toBeGreaterThan(0)
  })

  test('differ from today in exactly the cells that a scenario names', async () => {
    const scenario = { remove: ['B'] }
    const [before, after] = await Promise.all([
      timesOf({ at: NIGHT }),
      timesOf({ at: NIGHT, scenario }),
    ])
    const { changes } = await ask({ at: NIGHT, scenario })
    const now = [...before.deciseconds[0]!]
    changes!.cells.forEach((cell, i) => {
      now[cell] = changes!.deciseconds[i]!
    })
    expect(now).toEqual([...after.deciseconds[0]!])
    expect(changes!.cells).toHaveLength(1)
  })
})

describe('isochrones', () => {
  const contours = (body: object): Promise<ContourCollection> => answered(post('/contours', body))
  const holds = (
    feature: ContourCollection['features'][number],
    place: [number, number],
  ): boolean => booleanPointInPolygon(place, feature.geometry as never)

  test('are valid MultiPolygons, one per time, in the order asked', async () => {
    const { type, features, query, notice } = await contours({ at: NIGHT, minutes: [10, 2.5, 5] })
    expect(type).toBe('FeatureCollection')
    expect(query).toMatchObject({ minutes: [10, 2.5, 5], at: NIGHT })
    expect(notice).not.toBeNull()
    expect(features.map(({ properties }) => properties.minutes)).toEqual([10, 2.5, 5])
    for (const { geometry } of features) {
      expect(geometry.type).toBe('MultiPolygon')
      expect(geometry.coordinates.length).toBeGreaterThan(0)
      for (const [outline, ...holes] of geometry.coordinates) {
        for (const ring of [outline!, ...holes]) {
          expect(ring.length).toBeGreaterThanOrEqual(4)
          expect(ring[0]).toEqual(ring.at(-1))
        }
        expect(doubleArea(outline!)).toBeGreaterThan(0)
        for (const hole of holes) expect(doubleArea(hole)).toBeLessThan(0)
      }
    }
  })

  test('hold the people reached by then, and grow with the time', async () => {
    const { features } = await contours({ at: NIGHT, minutes: [3, 5.5, 10] })
    const places = [1200, 12_000, 5000].map(along)
    // reached after 180, 330 and 560 s
    expect(features.map((feature) => places.map((place) => holds(feature, place)))).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ])
  })

  test('hold the road as far as it is driven, where nobody lives', async () => {
    const [contour] = (await contours({ at: NIGHT, minutes: [5] })).features
    const middleOf = (metres: number): [number, number] => {
      const [lon, lat] = along(metres)
      const [latitude, longitude] = cellToLatLng(latLngToCell(lat, lon, 9))
      return [longitude, latitude]
    }
    // In 4 minutes after the turnout 2400 m, less the walk of up to 175 m (126 s) from the road
    expect(holds(contour!, middleOf(600))).toBe(true)
    expect(holds(contour!, middleOf(3000))).toBe(false)
    expect(holds(contour!, middleOf(9000))).toBe(false)
  })
})
