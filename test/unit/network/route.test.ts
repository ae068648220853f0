import { expect, test } from 'vitest'
import { haversineMetres } from '../../../data/geometry.ts'
import { buildGraph } from '../../../server/network/build.ts'
import { routeAlong } from '../../../server/network/route.ts'
import { draftOf, gridLonLat, street } from '../../fixtures/grid-network.ts'

// North from 0 to 1 with a bend at 40 m, then east to 2.
const graph = buildGraph(
  draftOf(
    [
      [0, 0],
      [0, 100],
      [200, 100],
    ],
    [street(0, 1, { shape: [...gridLonLat(0, 40)], name: '甲路' }), street(2, 1, { name: '乙路' })],
  ),
)

test('a route runs from fraction to fraction, against the drawn direction too', () => {
  const route = routeAlong(graph, [0, 3], 0.2, 0.25)
  expect(route.distanceMetres).toBeCloseTo(80 + 50, 1)
  const ends = [gridLonLat(0, 20), gridLonLat(0, 40), gridLonLat(0, 100), gridLonLat(50, 100)]
  expect(route.coordinates).toHaveLength(ends.length)
  ends.forEach(([lon, lat], i) => {
    expect(haversineMetres(lon, lat, ...route.coordinates[i]!)).toBeLessThan(0.1)
  })
  expect(route.roads.map(({ name, lengthMetres }) => [name, Math.round(lengthMetres)])).toEqual([
    ['甲路', 80],
    ['乙路', 50],
  ])
})

test('a route within one edge', () => {
  const route = routeAlong(graph, [1], 0.1, 0.7)
  expect(route.distanceMetres).toBeCloseTo(60, 1)
  expect(haversineMetres(...gridLonLat(0, 90), ...route.coordinates[0]!)).toBeLessThan(0.1)
  expect(haversineMetres(...gridLonLat(0, 30), ...route.coordinates.at(-1)!)).toBeLessThan(0.1)
})
