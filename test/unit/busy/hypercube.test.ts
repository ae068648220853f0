import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hypercubeApproximation } from '../../../server/analysis/busy/hypercube.ts'
import {
  erlangLoss,
  exactHypercube,
  listsOf,
  type Minutes,
  minutesArbitrary,
  rowOf,
  withoutDriving,
} from '../../fixtures/busy-cities.ts'
import { forAll } from '../../fixtures/runs.ts'

const ON_SCENE_SECONDS = 3600

/** @param offered calls per cell within the time of one call. */
const approximated = (minutes: Minutes, offered: readonly number[]) => {
  const lists = withoutDriving(listsOf(minutes))
  const callsPerSecond = Float64Array.from(offered, (calls) => calls / ON_SCENE_SECONDS)
  const onSceneSeconds = ON_SCENE_SECONDS
  const found = hypercubeApproximation({
    lists,
    stations: minutes.length,
    callsPerSecond,
    onSceneSeconds,
  })
  const rows = offered.map((_, cell) => rowOf(lists, cell))
  return { ...found, lists, exact: exactHypercube(minutes.length, rows, offered) }
}

test('one station is out as its loss formula says, exactly', () => {
  const { busy, answered } = approximated([[1, 2]], [0.3, 0.2])
  expect(busy[0]).toBeCloseTo(0.5 / 1.5, 8)
  expect([...answered]).toEqual([expect.closeTo(1 / 1.5, 8), expect.closeTo(1 / 1.5, 8)])
})

test('stations that all calls ask alike make Erlang’s pool, exactly', () => {
  // Each of three stations is the nearest of one of three like cells.
  const { busy, lists, answered } = approximated(
    [
      [1, 2, 3],
      [3, 1, 2],
      [2, 3, 1],
    ],
    [0.7, 0.7, 0.7],
  )
  const lost = erlangLoss(3, 2.1)
  for (const each of busy) expect(each).toBeCloseTo((2.1 * (1 - lost)) / 3, 6)
  const ofFirst = answered.subarray(lists.start[0], lists.start[1])
  expect(ofFirst.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1 - lost, 6)
})

describe('against the hypercube of 2ⁿ states solved as linear equations', () => {
  test('a line of five stations is within a percent and a half everywhere', () => {
    const along = [0, 1, 2, 3, 4]
    const minutes = along.map((station) => along.map((cell) => 1 + 2 * Math.abs(station - cell)))
    const offered = [0.2, 0.5, 0.9, 0.4, 0.3]
    const { busy, exact, isConverged } = approximated(minutes, offered)
    expect(isConverged).toBe(true)
    for (const station of along) {
      expect(Math.abs(busy[station]! - exact.busy[station]!)).toBeLessThan(0.015)
    }
  })

  test('small cities where some stations come to some cells alone', () => {
    const errors: number[] = []
    const drawn = fc.record({
      minutes: minutesArbitrary(6, 8),
      rates: fc.array(fc.double({ min: 0.02, max: 0.6, noNaN: true }), {
        minLength: 8,
        maxLength: 8,
      }),
    })
    forAll(60, drawn, ({ minutes, rates }) => {
      const offered = rates.slice(0, minutes[0]!.length)
      const { busy, answered, lists, exact, isConverged } = approximated(minutes, offered)
      expect(isConverged).toBe(true)
      for (const [station, share] of busy.entries()) {
        errors.push(Math.abs(share - exact.busy[station]!))
      }
      for (const cell of offered.keys()) {
        for (let i = lists.start[cell]!; i < lists.start[cell + 1]!; i++) {
          errors.push(Math.abs(answered[i]! - exact.answered(cell, lists.stations[i]!)))
        }
      }
    })
    // Of 4,000 such cities the worst is off by 0.061, all of them by 0.0044 on average.
    expect(Math.max(...errors)).toBeLessThan(0.1)
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.006)
  })
})

test('the time on the road keeps a station out too', () => {
  const minutes: Minutes = [[10]]
  const { busy } = hypercubeApproximation({
    lists: listsOf(minutes),
    stations: 1,
    callsPerSecond: Float64Array.of(1 / 3600),
    onSceneSeconds: 2400,
  })
  // Forty minutes at the place and twice ten on the road make one call an hour one offered call.
  expect(busy[0]).toBeCloseTo(0.5, 8)
})
