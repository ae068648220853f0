import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allOutChances,
  correctionFactors,
  freeChances,
  poolOf,
  stationsInTime,
} from '../../../server/analysis/busy/expected-coverage.ts'
import { onlyCounted } from '../../../server/analysis/busy/station-lists.ts'
import { erlangLoss, listsOf, minutesArbitrary, rowOf } from '../../fixtures/busy-cities.ts'
import { forAll } from '../../fixtures/runs.ts'

const pools = fc.record({
  stations: fc.integer({ min: 1, max: 9 }),
  offered: fc.double({ min: 0.001, max: 30, noNaN: true }),
})

describe('a pool of two stations that are offered one call at a time', () => {
  // Weights 1, 1, 1/2 of none, one, two out: chances 0.4, 0.4, 0.2; each is out 0.4 of the time.
  const pool = poolOf(2, 1)

  test('has the chances worked out by hand', () => {
    expect([...pool.outCounts]).toEqual([
      expect.closeTo(0.4, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.2, 12),
    ])
    expect(pool.busy).toBeCloseTo(0.4, 12)
  })

  test('is asked second and found free in 0.2 of cases, where independence says 0.24', () => {
    const [first, second] = correctionFactors(pool, 1)
    expect(first).toBeCloseTo(1, 12)
    expect(second).toBeCloseTo(0.2 / 0.24, 12)
  })

  test('covers 114 of 170 people in expectation, 110 when both may be out together', () => {
    // 100 people have two stations in time, 50 have one, 20 have none.
    const people = [100, 50, 20]
    const { independent, corrected } = freeChances(pool, Uint32Array.of(2, 1, 0))
    const covered = (chances: Float64Array): number =>
      chances.reduce((sum, chance, cell) => sum + chance * people[cell]!, 0)
    expect(covered(independent)).toBeCloseTo(100 * (1 - 0.4 ** 2) + 50 * 0.6, 10)
    expect(covered(corrected)).toBeCloseTo(100 * 0.8 + 50 * 0.6, 10)
  })
})

test('that all of a pool are out is Erlang’s loss formula', () => {
  for (const stations of [1, 2, 5, 20, 120, 600]) {
    for (const offered of [0.01, 1, 7.5, 90, 640, 5000]) {
      const chance = allOutChances(poolOf(stations, offered), stations)[stations]!
      expect(chance).toBeCloseTo(erlangLoss(stations, offered), 10)
    }
  }
})

test('nobody is out where nobody calls, and impossible pools are refused', () => {
  expect(poolOf(3, 0)).toMatchObject({ busy: 0 })
  expect([...correctionFactors(poolOf(3, 0), 2)]).toEqual([1, 1, 1])
  expect(() => poolOf(0, 1)).toThrow(RangeError)
  expect(() => poolOf(2, Number.NaN)).toThrow(RangeError)
})

test('a station in time is free as every set of stations that may be out says', () => {
  forAll(150, fc.record({ pool: pools, inTime: fc.nat(9) }), ({ pool, inTime }) => {
    const { stations, offered } = pool
    const own = Math.min(inTime, stations)
    const made = poolOf(stations, offered)
    // Chance of each set: that of its size over how many sets are of that size.
    const weights = [1]
    for (let n = 1; n <= stations; n++) weights.push((weights[n - 1]! * offered) / n)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    const choose = (n: number): number => {
      let ways = 1
      for (let k = 1; k <= n; k++) ways = (ways * (stations - k + 1)) / k
      return ways
    }
    let [someFree, busyTime, independent] = [0, 0, 0]
    const sets = Array.from({ length: 2 ** stations }, (_, set) => set)
    const sizeOf = (set: number): number => set.toString(2).replaceAll('0', '').length
    for (const set of sets) {
      const chance = weights[sizeOf(set)]! / all / choose(sizeOf(set))
      const isOneFree = (~set & (2 ** own - 1)) !== 0
      if (isOneFree) someFree += chance
      if ((set & 1) !== 0) busyTime += chance
    }
    for (const set of sets) {
      const size = sizeOf(set)
      const chance = busyTime ** size * (1 - busyTime) ** (stations - size)
      if ((~set & (2 ** own - 1)) !== 0) independent += chance
    }
    const found = freeChances(made, Uint32Array.of(own))
    expect(made.busy).toBeCloseTo(busyTime, 9)
    expect(found.corrected[0]).toBeCloseTo(someFree, 9)
    expect(found.independent[0]).toBeCloseTo(independent, 9)
  })
})

test('busier pools cover less, dependence never covers more, and neither more than the plain coverage', () => {
  const drawn = fc.record({ pool: pools, more: fc.double({ min: 0.01, max: 5, noNaN: true }) })
  forAll(300, drawn, ({ pool: { stations, offered }, more }) => {
    const inTime = Uint32Array.from({ length: stations + 1 }, (_, count) => count)
    const now = freeChances(poolOf(stations, offered), inTime)
    const busier = freeChances(poolOf(stations, offered + more), inTime)
    for (const count of inTime) {
      const [independent, corrected] = [now.independent[count]!, now.corrected[count]!]
      expect(independent).toBeLessThanOrEqual(count === 0 ? 0 : 1)
      expect(corrected).toBeLessThanOrEqual(independent + 1e-12)
      expect(busier.independent[count]).toBeLessThanOrEqual(independent + 1e-12)
      expect(busier.corrected[count]).toBeLessThanOrEqual(corrected + 1e-12)
    }
  })
})

test('correction factors times independence are chances that make 1 with all being out', () => {
  forAll(200, pools, ({ stations, offered }) => {
    const pool = poolOf(stations, offered)
    const factors = correctionFactors(pool, stations - 1)
    expect(factors[0]).toBeCloseTo(1, 9)
    const reached = factors.reduce((sum, q, j) => sum + q * pool.busy ** j * (1 - pool.busy), 0)
    expect(reached + erlangLoss(stations, offered)).toBeCloseTo(1, 8)
  })
})

describe('rows of stations', () => {
  const lists = listsOf(
    [
      [5, null, 2],
      [3, null, 2],
      [null, null, 1],
    ],
    60,
  )

  test('hold the nearest first, equal ones in the order of the stations', () => {
    expect([0, 1, 2].map((cell) => rowOf(lists, cell))).toEqual([[1, 0], [], [2, 0, 1]])
    expect([...lists.arrivalDeciseconds]).toEqual([1800, 3000, 600, 1200, 1200])
  })

  test('count the way back without the turnout', () => {
    // Three minutes after the call with one of turnout: two minutes’ drive, twice, and the turnout.
    expect(lists.awayDeciseconds[0]).toBe(3 * 600 + 2 * 600)
    expect(lists.awayDeciseconds[2]).toBe(600)
  })

  test('tell how many are in time', () => {
    expect([...stationsInTime(lists, Int32Array.of(2999, 9000, 1200))]).toEqual([1, 0, 3])
    expect([...stationsInTime(lists, Int32Array.of(3000, 0, 599))]).toEqual([2, 0, 0])
  })

  test('leave out who does not count, and nobody else', () => {
    const drawn = fc.record({
      minutes: minutesArbitrary(6, 6),
      counted: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    })
    forAll(100, drawn, ({ minutes, counted }) => {
      const all = listsOf(minutes)
      const some = onlyCounted(
        all,
        Uint8Array.from(minutes, (_, i) => (counted[i] ? 1 : 0)),
      )
      const reaching = minutes.map((row, i) => (counted[i] ? row : row.map(() => null)))
      expect(some).toEqual(listsOf(reaching))
    })
  })
})
