/** Who is cut off by flooding: walks and areas on a street of 1000 m, worked out by hand. */
import { expect, test } from 'vitest'
import { bboxOf, type LonLat } from '../../../data/geometry.ts'
import { floodsBefore, locateFacilities } from '../../../server/analysis/facility.ts'
import { KnownWater } from '../../../server/analysis/known-water.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../../fixtures/grid-network.ts'
import { polygon, rectangle } from '../../fixtures/shapes.ts'

const { graph, index } = loadedNetwork(draftOf(metres([0, 0], [1000, 0]), [street(0, 1)]))

const flood = (west: number, south: number, east: number, north: number) => {
  const geometry = polygon(rectangle(west, south, east, north).map(([x, y]) => gridLonLat(x, y)))
  return { name: '涝洼', nameEn: null, geometry, bbox: bboxOf(geometry), widthMetres: null }
}

/** Per facility whether it is cut off. @param facilities metres of their points. */
const cutOff = (
  facilities: readonly (readonly (readonly [number, number])[])[],
  areas: readonly ReturnType<typeof flood>[],
): boolean[] => {
  const positions = facilities.map((each) => each.map((at): LonLat => gridLonLat(...at)))
  const set = locateFacilities(graph, index, positions, () => true)
  const { isCutOff } = floodsBefore(set, new KnownWater(areas))
  return facilities.map((_, facility) => isCutOff(facility))
}

test('one is cut off where its own walk to the road touches the area, and by none that is beside it', () => {
  // From 300 m north of the street straight south: in the area, across it, beside it.
  const inside = [[200, 300]] as const
  const across = [[300, 300]] as const
  const beside = [[600, 300]] as const
  const areas = [flood(150, 250, 250, 350), flood(290, 100, 310, 150), flood(610, 100, 700, 400)]
  expect(cutOff([inside, across, beside], areas)).toEqual([true, true, false])
  expect(cutOff([inside, across, beside], [])).toEqual([false, false, false])
})

test('a line is cut off where all of its points are, one without points never', () => {
  const levee = [
    [200, 300],
    [800, 300],
  ] as const
  const west = flood(100, 100, 300, 200)
  const east = flood(700, 100, 900, 200)
  expect(cutOff([levee], [west])).toEqual([false])
  expect(cutOff([levee], [west, east])).toEqual([true])
  expect(cutOff([[]], [west, east])).toEqual([false])
})

test('the walk that is told is how much of it lies in the area', () => {
  const set = locateFacilities(graph, index, [[gridLonLat(300, 300)]], () => true)
  const { at } = floodsBefore(set, new KnownWater([flood(290, 100, 310, 150)]))
  expect(at(0)?.metres).toBeCloseTo(50, 0)
  expect(at(0)?.water.name).toBe('涝洼')
})
