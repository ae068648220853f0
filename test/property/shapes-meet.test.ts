/** Lines that all but touch the corner of a box, against whole numbers without end. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preparedShape, shapesMeet } from '../../server/store/shapes-meet.ts'
import { forAll } from '../fixtures/runs.ts'
import { line, polygon, rectangle } from '../fixtures/shapes.ts'

type Whole = readonly [x: bigint, y: bigint]

/** Degrees about Jining to the last of 53 bits. */
const STEP = 2 ** -46
const degrees = ([x, y]: Whole): [number, number] => [
  116.5 + Number(x) * STEP,
  35.5 + Number(y) * STEP,
]
const EIGHTH_OF_A_DEGREE = 2n ** 43n

const cross = (a: Whole, b: Whole): bigint => a[0] * b[1] - a[1] * b[0]

/** Two ways that differ by the least there is, by the quotients of a continued fraction. */
const almostOneWay = (quotients: readonly bigint[]): [Whole, Whole] => {
  let [before, last]: [Whole, Whole] = [
    [1n, 0n],
    [0n, 1n],
  ]
  for (const each of quotients) {
    const next: Whole = [before[0] + each * last[0], before[1] + each * last[1]]
    if (next[0] > EIGHTH_OF_A_DEGREE || next[1] > EIGHTH_OF_A_DEGREE) break
    ;[before, last] = [last, next]
  }
  return [before, last]
}

const drawn = fc.tuple(
  fc.array(fc.bigInt({ min: 1n, max: 3n }), { minLength: 60, maxLength: 60 }),
  fc.bigInt({ min: -1n, max: 1n }),
)

test('a line meets a box whose corner it just touches, and none that it just misses', () => {
  const seen = new Set<boolean>()
  forAll(500, drawn, ([quotients, lifted]) => {
    const [near, far] = almostOneWay(quotients)
    // The upper left corner of a box below the line, which rises from the box's other side.
    const corner: Whole = [near[0], near[1] + lifted]
    const wanted = cross(far, corner) >= 0n
    seen.add(wanted)
    const [west, north] = degrees(corner)
    const box = polygon(rectangle(west, 35, 117, north))
    const shape = line([116.5, 35.5], degrees(far))
    expect(shapesMeet(preparedShape(shape), preparedShape(box))).toBe(wanted)
  })
  expect(seen.size).toBe(2)
})
