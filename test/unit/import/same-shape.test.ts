/** Shapes that formats write in other ways, and shapes that are others: by hand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Geometry } from '../../../data/geometry.ts'
import { isSameShape } from '../../../server/import/registers/same-shape.ts'

type Ring = [number, number][]

const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]
const polygon = (...coordinates: Ring[]): Geometry => ({ type: 'Polygon', coordinates })
const multi = (...coordinates: Ring[][]): Geometry => ({ type: 'MultiPolygon', coordinates })
const line = (...coordinates: Ring): Geometry => ({ type: 'LineString', coordinates })

const [OUTER, HOLE, ISLAND] = [
  square(116, 35, 0.1),
  square(116.02, 35.02, 0.01),
  square(117, 35, 1),
]

/** The ring begun at another corner, and gone round the other way where asked. */
const turned = (ring: Ring, by: number, isReversed: boolean): Ring => {
  const corners = ring.slice(0, -1)
  const begun = [...corners.slice(by), ...corners.slice(0, by)]
  if (isReversed) begun.reverse()
  return [...begun, begun[0]!]
}

test('a polygon is the same however its rings are turned, its holes and parts ordered', () => {
  const other = square(116.05, 35.05, 0.01)
  const whole = multi([OUTER, HOLE, other], [ISLAND])
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.boolean()), { minLength: 4, maxLength: 4 }),
      (turns) => {
        const [outer, hole, second, island] = [OUTER, HOLE, other, ISLAND].map((ring, index) =>
          turned(ring, ...turns[index]!),
        ) as [Ring, Ring, Ring, Ring]
        expect(isSameShape(whole, multi([island], [outer, second, hole]))).toBe(true)
        expect(isSameShape(polygon(OUTER), multi([outer]))).toBe(true)
      },
    ),
  )
})

test('a lost hole, a lost part, a hole that became a part, and a corner more are other shapes', () => {
  const whole = multi([OUTER, HOLE], [ISLAND])
  expect(isSameShape(whole, multi([OUTER], [ISLAND]))).toBe(false)
  expect(isSameShape(whole, polygon(OUTER, HOLE))).toBe(false)
  expect(isSameShape(whole, multi([OUTER], [HOLE], [ISLAND]))).toBe(false)
  const corner: [number, number] = [116.05, 35]
  expect(isSameShape(polygon(OUTER), polygon([OUTER[0]!, corner, ...OUTER.slice(1)]))).toBe(false)
})

test('one part told twice is not two parts', () => {
  expect(isSameShape(multi([OUTER], [ISLAND]), multi([OUTER], [OUTER]))).toBe(false)
})

test('a line is another when it goes the other way, and the same within a metre', () => {
  const levee = line([116, 35], [116.1, 35.1], [116.2, 35])
  expect(isSameShape(levee, line([116.2, 35], [116.1, 35.1], [116, 35]))).toBe(false)
  // A degree of latitude is 111,195 m on the sphere: 8e-6 of it are 0.89 m, 1e-5 are 1.11 m.
  expect(isSameShape(levee, line([116, 35.000008], [116.1, 35.1], [116.2, 35]))).toBe(true)
  expect(isSameShape(levee, line([116, 35.00001], [116.1, 35.1], [116.2, 35]))).toBe(false)
  expect(isSameShape(levee, line([116, 35], [116.1, 35.1]))).toBe(false)
  expect(isSameShape(levee, { type: 'Point', coordinates: [116, 35] })).toBe(false)
})
