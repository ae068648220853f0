/** The outline of Nansi Lake against what is published of it and what is known to lie in it and beside it. */
import { expect, test } from 'vitest'
import { readShownWater } from '../../../seeds/build/lake/shown-water.ts'
import {
  distanceMetres,
  distanceToLineMetres,
  isInside,
  placesAlong,
  sphericalAreaKm2,
} from '../../fixtures/facts-geometry.ts'
import {
  crossings,
  type LonLat,
  lake,
  mainRoads,
  rivers,
  towns,
  works,
} from '../../fixtures/facts-reading.ts'

const [upper, lower] = lake
const isInLake = (place: LonLat): boolean =>
  lake.some(({ geometry }) => isInside(place, geometry.coordinates))
const outerShores = lake.flatMap(({ geometry }) => geometry.coordinates.map(([outer]) => outer!))
const lengthKilometres = (line: LonLat[]): number =>
  line.slice(1).reduce((sum, to, i) => sum + distanceMetres(line[i]!, to), 0) / 1000

/** As published: 1,266 km² with reeds and ponds, a shore of 311 km, 125 km long, up to 25 km wide. */
test('it has the size that is published, as far as its levees are drawn', () => {
  const area = lake.reduce((sum, { geometry }) => sum + sphericalAreaKm2(geometry.coordinates), 0)
  // Towns and roads that the layout has beside the levees, and 100 m along these, are left out.
  expect(area).toBeGreaterThan(1266 * 0.75)
  expect(area).toBeLessThan(1266)
  const shore = outerShores.reduce((sum, line) => sum + lengthKilometres(line), 0)
  expect(shore).toBeGreaterThan(311 * 0.85)
  expect(shore).toBeLessThan(311 * 1.1)
  const corners = outerShores.flat()
  const longest = Math.max(
    ...corners.map((one) => Math.max(...corners.map((other) => distanceMetres(one, other)))),
  )
  // End to end as the crow flies; the lake bends.
  expect(longest / 1000).toBeGreaterThan(100)
  expect(longest / 1000).toBeLessThan(125)
  for (const { properties } of lake) {
    expect(properties.provenance).toBe('approximate')
    expect(properties.nameZh).toMatch(/示意水面$/)
    expect(properties.source).toContain(`约 ${Math.round(area).toLocaleString('en')} 平方千米`)
    expect(properties.source).toContain(`about ${Math.round(area).toLocaleString('en')} km²`)
    expect(properties.source).toContain(`约 ${Math.round(shore)} 千米`)
    expect(properties.source).toContain(`about ${Math.round(shore)} km`)
  }
})

test('the Erjiba Dam cuts it in two, with water on both sides and a dry road on it', () => {
  const [from, to] = crossings.find(({ id }) => id === 'erjiba')!.line
  const dam = placesAlong([from, to], 100).slice(3, -3)
  expect(dam.filter(isInLake)).toEqual([])
  const beside = (north: number) => dam.map(([x, y]): LonLat => [x - north * 0.15, y + north])
  const [above, below] = [beside(0.0018), beside(-0.0018)]
  const isIn = (part: typeof upper) => (place: LonLat) =>
    isInside(place, part!.geometry.coordinates)
  // The levees begin at its ends, and the east shore of the upper lake some 2.5 km before.
  expect(above.filter(isIn(upper)).length / dam.length).toBeGreaterThan(0.6)
  expect(below.filter(isIn(lower)).length / dam.length).toBeGreaterThan(0.85)
  expect(above.filter(isIn(lower))).toEqual([])
  expect(below.filter(isIn(upper))).toEqual([])
})

test.each<[string, LonLat]>([
  ['the middle of the upper lake', [116.862, 34.986]],
  ['the middle of the lower lake', [117.23, 34.594]],
  ['Nanyang Lake', [116.65, 35.2]],
  ['between the dam and Weishan Island', [117.1, 34.73]],
])('%s is water', (_, place) => {
  expect(isInLake(place)).toBe(true)
})

test('towns and main roads are dry, and the two towns on islands have water on every side', () => {
  expect(towns.filter(({ seat }) => isInLake(seat))).toEqual([])
  const wet = mainRoads.filter(({ geometry }) =>
    placesAlong(geometry.coordinates, 50).some(isInLake),
  )
  expect(wet.map(({ properties }) => properties.id)).toEqual([])
  for (const name of ['南阳镇', '微山岛镇']) {
    const { seat } = towns.find(({ nameZh }) => nameZh === name)!
    const islands = lake.flatMap(({ geometry }) =>
      geometry.coordinates.flatMap(([, ...holes]) => holes),
    )
    expect(islands.filter((hole) => isInside(seat, [[hole]]))).toHaveLength(1)
  }
})

test('its shore follows the levees, and no levee stands in it', () => {
  const levees = works.filter(({ properties }) => properties.kind === 'levee')
  expect(levees).toHaveLength(4)
  const places = levees.flatMap(({ geometry }) => placesAlong(geometry.coordinates, 500))
  expect(places.filter(isInLake)).toEqual([])
  const far = places.filter(
    (place) => Math.min(...outerShores.map((line) => distanceToLineMetres(place, line))) > 600,
  )
  // Beside the streets of towns on the levee the shore keeps away from them.
  expect(far.length / places.length).toBeLessThan(0.1)
})

test('rivers end at its shore, and only dredged channels run on through it', () => {
  const { region } = readShownWater()
  const through = region.rivers.filter(({ line }) => {
    const places = placesAlong(
      line.map(([x, y]): LonLat => [x, y]),
      20,
    )
    return places.slice(1, -1).some(isInLake)
  })
  expect(through.map(({ nameZh }) => nameZh)).toEqual([
    '京杭运河（南阳湖航道）',
    '南阳湖西航道',
    '京杭运河（微山湖航道）',
  ])
  const ending = rivers.filter(({ properties: { id } }) => {
    const mouth = region.rivers.find((river) => river.id === id)!.line.at(-1)!
    return outerShores.some((line) => distanceToLineMetres([mouth[0], mouth[1]], line) < 5)
  })
  expect(ending.map(({ properties }) => properties.nameZh).sort()).toEqual(
    [
      '泗河',
      '洸府河',
      '白马河',
      '东鱼河',
      '洙赵新河',
      '新万福河',
      '蔡河',
      '惠河',
      '西支河',
      '复新河',
      '北沙河',
      '老万福河',
    ].sort(),
  )
})
