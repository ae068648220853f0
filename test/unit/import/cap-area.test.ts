/** Whether the area of a warning and a feature have a point in common. */
import { expect, test } from 'vitest'
import { type Area, bboxOf, type Geometry } from '../../../data/geometry.ts'
import { touchesArea } from '../../../server/services/hazards/warning-inside.ts'
import { line, point, polygon, rectangle, square, squareRing } from '../../fixtures/shapes.ts'

/** Wider than `square(0, 0, 10)` and lower. */
const CROSS_BAR = polygon(rectangle(-5, 4, 15, 6))

const AREA = square(0, 0, 10)
const RING = polygon(squareRing(0, 0, 10), squareRing(2, 2, 6))
const TWO: Area = {
  type: 'MultiPolygon',
  coordinates: [[squareRing(0, 0, 1)], [squareRing(5, 5, 1)]],
}

test.each<[string, Area, Geometry, boolean]>([
  ['a point in it', AREA, point(5, 5), true],
  ['a point on its edge', AREA, point(10, 5), true],
  ['a point in its hole', RING, point(5, 5), false],
  ['a point between its parts', TWO, point(3, 3), false],
  ['a point in its second part', TWO, point(5.5, 5.5), true],
  ['a line through it, with no point in it', AREA, line([-5, 5], [15, 5]), true],
  ['a line through a corner of it', AREA, line([-1, 1], [1, -1]), true],
  ['a line past a corner, in its box', AREA, line([9, 12], [12, 9]), false],
  ['a line along its edge', AREA, line([10, -5], [10, 15]), true],
  ['a line in its hole', RING, line([3, 3], [7, 7]), false],
  ['a line out of its hole', RING, line([3, 3], [1, 3]), true],
  ['a line between its parts', TWO, line([0, 6], [6, 0]), false],
  ['a polygon in it', AREA, square(4, 4, 1), true],
  ['a polygon around it', square(4, 4, 1), AREA, true],
  ['a polygon around it whose hole it lies in', square(4, 4, 1), RING, false],
  ['a polygon in its hole', RING, square(4, 4, 1), false],
  ['a polygon across it, no corner in the other', AREA, CROSS_BAR, true],
  ['a polygon around one of its parts', TWO, square(4, 4, 3), true],
  ['a polygon beside it', AREA, square(11, 0, 3), false],
])('%s', (_, area, geometry, meets) => {
  expect(touchesArea(area)(geometry, bboxOf(geometry))).toBe(meets)
})
