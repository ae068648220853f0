import fc from 'fast-check'
import { expect, test } from 'vitest'
import { haversineMetres } from '../../data/geometry.ts'
import { buildGraph } from '../../server/network/build.ts'
import { segmentLonLats } from '../../server/network/graph.ts'
import {
  indexSegments,
  type RoadPoint,
  type Snap,
  snapToRoad,
  snapToSegment,
} from '../../server/network/snap.ts'
import { draftOf, gridLonLat, metres, street } from '../fixtures/grid-network.ts'
import { forAll } from '../fixtures/runs.ts'

const distance = fc.integer({ min: -3000, max: 3000 })
const point = fc.tuple(distance, distance)
const anySegment = (): boolean => true

/** Least distance by trying ten thousand points along every straight piece, on the sphere. */
const nearestByTrying = (polylines: readonly number[][], lon: number, lat: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (const line of polylines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      for (let step = 0; step <= 10_000; step++) {
        const share = step / 10_000
        const x = line[i]! + (line[i + 2]! - line[i]!) * share
        const y = line[i + 1]! + (line[i + 3]! - line[i + 1]!) * share
        least = Math.min(least, haversineMetres(lon, lat, x, y))
      }
    }
  }
  return least
}

test('the snapped point is the nearest of all roads', () =>
  forAll(60, fc.tuple(fc.array(point, { minLength: 2, maxLength: 5 }), point), ([nodes, place]) => {
    const segments = nodes.slice(1).map((_, i) => street(i, i + 1))
    const graph = buildGraph(draftOf(nodes, segments))
    const [lon, lat] = gridLonLat(...place)
    const lines = segments.map((_, segment) => segmentLonLats(graph, segment))
    const expected = nearestByTrying(lines, lon, lat)
    const snap = snapToRoad(graph, indexSegments(graph), lon, lat, 20_000, anySegment)
    expect(snap).not.toBeNull()
    // Half a step of the trial, and a thousandth for the flat plane over several kilometres.
    expect(Math.abs(snap!.distanceMetres - expected)).toBeLessThan(0.5 + expected / 1000)
    expect(snap!.fraction).toBeGreaterThanOrEqual(0)
    expect(snap!.fraction).toBeLessThanOrEqual(1)
  }))

/** Some points of roads are not accepted: those east of the place. */
const westOf = (lon: number) => (found: RoadPoint) => found.longitude <= lon

test('it is what looking at every segment by itself finds, to the last bit, ties by index', () => {
  let found = 0
  forAll(
    100,
    fc.tuple(fc.array(point, { minLength: 2, maxLength: 12 }), point, fc.boolean()),
    ([nodes, place, isPicky]) => {
      // Every road begins where the one before ends, so that many a place has two that are as near.
      const streets = nodes
        .slice(1)
        .map((_, i) => street(i, i + 1, { roadClass: i % 3 === 2 ? 'expressway' : 'street' }))
      const graph = buildGraph(draftOf(nodes, streets))
      const [lon, lat] = gridLonLat(...place)
      const accepts = isPicky ? westOf(lon) : null
      const usable = (segment: number): boolean => segment % 4 !== 3
      const one = streets
        .map((_, segment) =>
          usable(segment) ? snapToSegment(graph, segment, lon, lat, accepts) : null,
        )
        .filter((snap) => snap !== null)
        .filter(({ segment, distanceMetres }) => distanceMetres <= (segment % 3 === 2 ? 25 : 2000))
        .reduce<Snap | null>(
          (best, snap) => (best && best.distanceMetres <= snap.distanceMetres ? best : snap),
          null,
        )
      expect(snapToRoad(graph, indexSegments(graph), lon, lat, 2000, usable, accepts)).toEqual(one)
      if (one) found++
    },
  )
  expect(found).toBeGreaterThan(20)
})

test('beyond the limit there is no answer, and unusable roads are no answer', () => {
  const graph = buildGraph(draftOf(metres([0, 0], [100, 0]), [street(0, 1)]))
  const index = indexSegments(graph)
  const [lon, lat] = gridLonLat(50, 500)
  expect(snapToRoad(graph, index, lon, lat, 499, anySegment)).toBeNull()
  expect(snapToRoad(graph, index, lon, lat, 501, anySegment)?.distanceMetres).toBeCloseTo(500, 1)
  expect(snapToRoad(graph, index, lon, lat, 2000, () => false)).toBeNull()
})

test('an expressway is snapped to only by those who stand on it', () => {
  const graph = buildGraph(
    draftOf(metres([0, 0], [1000, 0], [0, 300], [1000, 300]), [
      street(0, 1, { roadClass: 'expressway', backwardKph: 0 }),
      street(2, 3),
    ]),
  )
  const index = indexSegments(graph)
  const beside = gridLonLat(500, 60)
  expect(snapToRoad(graph, index, ...beside, 2000, anySegment)?.segment).toBe(1)
  const onIt = gridLonLat(500, 8)
  expect(snapToRoad(graph, index, ...onIt, 2000, anySegment)?.segment).toBe(0)
})
