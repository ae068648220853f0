/** Answers beside the water of the default data: no walk in them crosses it, and no way is too short. */
import { afterAll, expect, test, vi } from 'vitest'
import { bboxOfPlaces, type LonLat, linesOf } from '../../data/geometry.ts'
import { type NearestAnswer, nearestAnswerSchema } from '../../data/nearest.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { STRUCTURE } from '../../server/network/draft.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { snapToRoad } from '../../server/network/snap.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { createTestApp } from '../fixtures/app.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { isInside } from '../fixtures/facts-geometry.ts'
import { towns, works } from '../fixtures/facts-reading.ts'
import { openShortStore } from '../fixtures/stores.ts'
import { firstWater } from '../fixtures/water-crossed.ts'

vi.setConfig({ testTimeout: 120_000 })
const folder = copyOfDefaultData()
const network = new RoadNetwork(readNetwork(networkPath(folder))!)
const store = await openShortStore(`${folder}/emergency-map.sqlite`)
const lakes = await store.features.all('lakes')
const rivers = (await store.features.all('rivers')).filter(
  ({ properties }) => (properties.widthMetres ?? 0) >= 10,
)
const app = await createTestApp({}, { store, network: () => network })
afterAll(() => store.close())

const ask = async ([lon, lat]: LonLat): Promise<NearestAnswer> => {
  const response = await app.get(`/api/nearest?lon=${lon}&lat=${lat}&k=2&onDuty=false`)
  return nearestAnswerSchema.loose().parse(await response.json()) as unknown as NearestAnswer
}

/** Some 100 m on every side of every corner of a shore: on land, and on the water. */
const STEP_DEGREES = 0.001
const shore: LonLat[] = lakes.flatMap(({ geometry }) =>
  linesOf(geometry).flatMap((line) =>
    line.flatMap(([x, y], i): LonLat[] => {
      const angle = i * 2.4
      return [[x + STEP_DEGREES * Math.cos(angle), y + STEP_DEGREES * Math.sin(angle)]]
    }),
  ),
)

const GRID_DEGREES = 0.02

const gridWithin = (ring: readonly LonLat[]): LonLat[] => {
  const [west, south, east, north] = bboxOfPlaces(ring)
  const columns = Math.ceil((east - west) / GRID_DEGREES)
  const rows = Math.ceil((north - south) / GRID_DEGREES)
  return Array.from({ length: columns * rows }, (_, cell): LonLat => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)]
    return [west + (column + 0.5) * GRID_DEGREES, south + (row + 0.5) * GRID_DEGREES]
  }).filter((place) => isInside([...place], [[ring.map(([x, y]) => [x, y])]]))
}

const ON_STRUCTURE_METRES = 60

/** Whether a road over water was joined by someone who stands on it. */
const isOnStructure = (from: LonLat, to: LonLat, metres: number): boolean => {
  if (metres > ON_STRUCTURE_METRES) return false
  if (lakes.some((lake) => firstWater([lake], to, to))) return true
  const { graph, index } = network
  const over = STRUCTURE.bridge | STRUCTURE.dam | STRUCTURE.ferry
  const isOver = (segment: number) => (graph.segmentStructure[segment]! & over) !== 0
  return snapToRoad(graph, index, ...from, metres + 1, isOver) !== null
}

test('no walk to a place by the shore crosses water, and places in it get no time', async () => {
  const statuses = new Map<string, number>()
  for (const place of shore) {
    const { place: answered, features, snap, routes } = await ask(place)
    statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1)
    if (features.length === 0) continue
    const end: LonLat = [snap!.longitude, snap!.latitude]
    if (!isOnStructure(place, end, snap!.distanceMetres))
      expect([place, firstWater([...lakes, ...rivers], place, end)?.properties.name]).toEqual([
        place,
        undefined,
      ])
    for (const { geometry } of routes.features) {
      const [station, road] = geometry.coordinates as unknown as [LonLat, LonLat]
      const water = firstWater([...lakes, ...rivers], station, road)
      if (water) expect(isOnStructure(station, road, 60), water.properties.name).toBe(true)
    }
  }
  console.info('by the shore:', Object.fromEntries(statuses), 'of', shore.length)
  expect(shore.length).toBeGreaterThan(118)
  expect(statuses.get('answered')).toBeGreaterThan(50)
  expect(statuses.get('in-water')).toBeGreaterThan(50)
})

test('no place between the levees of Nansi Lake is answered without a word about its outline', async () => {
  const course = (id: string) =>
    works.find(({ properties }) => properties.id === id)!.geometry.coordinates
  const beds = ['upper', 'lower'].map((half) => {
    const [east, west] = [course(`hudong-${half}`), course(`huxi-${half}`)]
    return [...east, ...west.toReversed(), east[0]!]
  })
  // North of here the demonstration has no levees.
  const places = beds.flatMap((bed) => gridWithin(bed)).filter(([, y]) => y < 35.27)
  expect(places.length).toBeGreaterThan(200)
  const silent: LonLat[] = []
  for (const place of places) {
    const { place: answered } = await ask(place)
    if (answered.remark === null && answered.status !== 'outside-region') silent.push(place)
  }
  expect(silent).toEqual([])
})

test('towns beyond the levees hear nothing of the lake', async () => {
  const seats: LonLat[] = ['夏镇街道', '谷亭街道', '金乡街道', '嘉祥街道', '钢山街道'].map(
    (name) => towns.find(({ nameZh }) => nameZh === name)!.seat,
  )
  for (const place of seats) expect([place, (await ask(place)).place.remark]).toEqual([place, null])
})

test('what is driven and walked is nowhere shorter than the straight line', async () => {
  const random = seededRandom(20261129)
  const [west, south, east, north] = [116, 34.6, 117.4, 35.8]
  let answered = 0
  for (let i = 0; i < 200; i++) {
    const place: LonLat = [west + (east - west) * random(), south + (north - south) * random()]
    for (const { properties } of (await ask(place)).features) {
      const { distanceMetres, walkMetres, straightMetres } = properties
      const { walkFromResourceMetres, walkToPlaceMetres } = properties
      answered++
      expect(Math.abs(walkFromResourceMetres + walkToPlaceMetres - walkMetres)).toBeLessThan(0.2)
      // Rounding to tenths, and the plane in which a place is joined to its road.
      expect(distanceMetres + walkMetres).toBeGreaterThan(straightMetres * 0.9999 - 1)
    }
  }
  expect(answered).toBeGreaterThan(100)
})
