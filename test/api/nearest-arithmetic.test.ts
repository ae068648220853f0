/** Times, distances and routes on a street grid, each worked out by hand. */
import { describe, expect, test } from 'vitest'
import type { Geometry, LonLat } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { levee, SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { AT_NIGHT, createNearestApp, idsOf, nearestTo } from '../fixtures/nearest-answer.ts'

/** Six streets north by four streets east, 100 m apart, 36 km/h: free flow takes 10 s a block. */
const network = loadedNetwork(gridDraft(6, 4))

const STATIONS = [
  station('along', gridLonLat(50, 0), { turnoutSeconds: 60 }),
  station('left', gridLonLat(200, 150), { turnoutSeconds: 90 }),
  station('right', gridLonLat(300, 150), { turnoutSeconds: 30 }),
  station('beside', gridLonLat(50, -30), { turnoutSeconds: 60 }),
]
/** In the middle of a block of the southernmost street. */
const PLACE = gridLonLat(250, 0)
const [NIGHT, DAY] = ['03:00', '12:00']
/** Walking at 5 km/h. */
const walkSeconds = (metres: number): number => metres / (5 / 3.6)

const app = await createNearestApp({ stations: STATIONS }, network)

const ask = (time: string, more = '', place: LonLat = PLACE): Promise<NearestAnswer> =>
  nearestTo(app, `at=${encodeURIComponent(`2026-11-23T${time}:00+08:00`)}${more}`, place)
const propertiesOf = (answer: NearestAnswer, id: string) =>
  answer.features.find((feature) => feature.id === id)!.properties

/** Times are given in tenths of a second, and an edge's shares are rounded on either side. */
const expectSeconds = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected), `${actual} s for ${expected} s`).toBeLessThanOrEqual(0.2)

describe('at night, without traffic', () => {
  test.each([
    // 50 + 100 + 50 m straight on
    ['along', 20, 200],
    // 150 m south, left turn (5 s), 50 m east
    ['left', 20 + 5, 200],
    // 150 m south, right turn (2 s), 50 m west
    ['right', 20 + 2, 200],
  ])('%s: %i s for %i m', async (id, travel, metres) => {
    const { travelSeconds, accessSeconds, distanceMetres } = propertiesOf(await ask(NIGHT), id)
    expectSeconds(travelSeconds, travel)
    expect(accessSeconds).toBe(0)
    expect(distanceMetres).toBeCloseTo(metres, 0)
  })

  test('arrival is turnout, road and the way to and from it, and decides the order', async () => {
    const { features } = await ask(NIGHT)
    // right 30 + 22, along 60 + 20, beside 60 + 20 + 30 m on foot, left 90 + 25
    const expected = { right: 52, along: 80, beside: 80 + walkSeconds(30), left: 115 }
    expect(features.map(({ id }) => id)).toEqual(Object.keys(expected))
    for (const [i, seconds] of Object.values(expected).entries()) {
      expectSeconds(features[i]!.properties.arrivalSeconds, seconds)
    }
  })

  test('who stands off the road walks, at both ends', async () => {
    const answer = await ask(NIGHT, '', gridLonLat(250, -40))
    expectSeconds(propertiesOf(answer, 'along').accessSeconds, walkSeconds(40))
    expectSeconds(propertiesOf(answer, 'beside').accessSeconds, walkSeconds(40 + 30))
    const beside = propertiesOf(answer, 'beside')
    expect(beside.walkFromResourceMetres).toBeCloseTo(30, 0)
    expect(beside.walkToPlaceMetres).toBeCloseTo(40, 0)
    expect(Math.abs(beside.walkMetres - 70)).toBeLessThan(0.5)
    expect(answer.snap?.distanceMetres).toBeCloseTo(40, 0)
    expect(answer.snap?.longitude).toBeCloseTo(PLACE[0], 6)
    expect(answer.snap?.latitude).toBeCloseTo(PLACE[1], 6)
    expect(answer.snap).toMatchObject({ roadName: '街2-3', roadRef: '', roadClass: 'street' })
  })
})

describe('vehicle and hour', () => {
  // 36 km/h are 10 m/s; shares of it that are reached in town, by vehicle and hour
  test.each([
    ['rescue-van', NIGHT, 1],
    ['rescue-van', '22:00', 1],
    ['rescue-van', '05:59', 1],
    ['rescue-van', '06:00', 0.9],
    ['rescue-van', '21:59', 0.9],
    ['rescue-van', DAY, 0.9],
    ['supply-lorry', NIGHT, 0.85],
    ['supply-lorry', DAY, 0.75],
  ])('%s at %s reaches %f of free flow', async (profile, time, share) => {
    const answer = await ask(time, `&profile=${profile}`)
    expectSeconds(propertiesOf(answer, 'along').travelSeconds, 200 / (10 * share))
    expect(answer.query.profile).toBe(profile)
  })

  test('the hour is that of Jining, whatever the offset', async () => {
    // 19:00 in universal time is 03:00 the next day
    const { features } = await nearestTo(app, 'at=2026-11-22T19:00Z', PLACE)
    expectSeconds(features.find(({ id }) => id === 'along')!.properties.travelSeconds, 20)
  })
})

test('withinSeconds counts the arrival, not the drive alone', async () => {
  // along arrives after 80 s, beside after 101.6 s
  const ids = async (seconds: number) =>
    (await ask(NIGHT, `&withinSeconds=${seconds}`)).features.map(({ id }) => id)
  expect(await ids(79)).toEqual(['right'])
  expect(await ids(81)).toEqual(['right', 'along'])
  expect(await ids(103)).toEqual(['right', 'along', 'beside'])
})

describe('routes', () => {
  test('go from the very resource to the very place, along the streets named', async () => {
    const place = gridLonLat(250, -40)
    const { routes } = await ask(NIGHT, '', place)
    const route = routes.features.find(({ properties }) => properties.featureId === 'right')!
    expect(route.geometry.coordinates[0]).toEqual(gridLonLat(300, 150))
    expect(route.geometry.coordinates.at(-1)).toEqual(place)
    // columns are 6 to a row: 街9-15 leads from (300, 100) to (300, 200)
    expect(route.properties.roads.map(({ name }) => name)).toEqual(['街9-15', '街3-9', '街2-3'])
    const metres = route.properties.roads.map(({ lengthMetres }) => Math.round(lengthMetres))
    expect(metres).toEqual([50, 100, 50])
    expect(route.properties.roads.every(({ roadClass }) => roadClass === 'street')).toBe(true)
  })

  test('pass every corner on their way, in order', async () => {
    const { routes } = await ask(NIGHT)
    const route = routes.features.find(({ properties }) => properties.featureId === 'left')!
    const corners = [gridLonLat(200, 150), gridLonLat(200, 100), gridLonLat(200, 0), PLACE]
    const passed = corners.map(([longitude, latitude]) =>
      route.geometry.coordinates.findIndex(
        ([x, y]) => Math.abs(x - longitude) < 1e-6 && Math.abs(y - latitude) < 1e-6,
      ),
    )
    expect(passed).not.toContain(-1)
    expect(passed).toEqual([...passed].sort((a, b) => a - b))
  })

  test('are as long as told; the straight line is shorter', async () => {
    const answer = await ask(NIGHT)
    const { distanceMetres, straightMetres } = propertiesOf(answer, 'right')
    expect(distanceMetres).toBeCloseTo(200, 0)
    // 50 m east and 150 m north of the place
    expect(straightMetres).toBeCloseTo(Math.hypot(50, 150), 0)
  })
})

describe('lines and areas are reached at the point that is quickest', () => {
  const [forest] = SMALL_DATA_SET['forest-areas']

  /** South of the street by 20 m, with its two ends so far apart. */
  const bank = (metres: number) => [gridLonLat(0, -20), gridLonLat(metres, -20)]
  const line = levee('F-1', bank(900))
  const ring = [gridLonLat(0, -20), gridLonLat(0, -900), gridLonLat(900, -20), gridLonLat(0, -20)]
  const area: Geometry = { type: 'Polygon', coordinates: [ring] }

  test.each([
    ['levees', 'F-1', line.geometry],
    ['flood-works', 'F-1', line.geometry],
    ['forest-areas', 'W-1', area],
    ['forests', 'W-1', area],
  ] as const)('%s: from the end that is nearer by road', async (collection, id, geometry) => {
    const areas = { 'forest-areas': [{ ...forest!, geometry: area }] }
    const own = await createNearestApp({ levees: [line], ...areas })
    const answer = await nearestTo(own, `collection=${collection}&${AT_NIGHT}`, gridLonLat(850, 0))
    const { features, routes, query } = answer
    expect(idsOf(answer)).toEqual([id])
    expect(features[0]!.geometry).toEqual(geometry)
    const { turnoutSeconds, travelSeconds, accessSeconds, arrivalSeconds } = features[0]!.properties
    // no turnout; 50 m at 10 m/s, 20 m on foot at 5 km/h
    expect(turnoutSeconds).toBe(0)
    expect(travelSeconds).toBeCloseTo(5, 0)
    expect(accessSeconds).toBeCloseTo(14.4, 0)
    expect(arrivalSeconds).toBeCloseTo(19.4, 0)
    expect(routes.features[0]!.geometry.coordinates[0]).toEqual(gridLonLat(900, -20))
    expect(query).toMatchObject({ onDuty: false, profile: 'rescue-van' })
  })

  test('a long levee with few corners is reached in its middle, not at its ends', async () => {
    const streets = loadedNetwork(gridDraft(31, 2))
    const own = await createNearestApp({ levees: [levee('F-1', bank(3000))] }, streets)
    const { features } = await nearestTo(own, 'collection=flood-works', gridLonLat(1450, 0))
    // 3 km are 0.0331° here: points every sixth, one of them 50 m away; the ends are 1450 m away
    expect(features[0]!.properties.distanceMetres).toBeCloseTo(50, 0)
  })
})
