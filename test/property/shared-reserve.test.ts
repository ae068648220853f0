/** Goods shared among works: against the least cut, found by looking at every set of works. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedAmong } from '../../server/analysis/transfer/shared-reserve.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

interface Case {
  supplies: number[]
  demands: number[]
  reaching: number[][]
}

const shared = fc
  .record({
    supplies: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
    demands: fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }),
  })
  .chain(({ supplies, demands }) =>
    fc.record<Case>({
      supplies: fc.constant(supplies),
      demands: fc.constant(demands),
      reaching: fc.array(fc.subarray(supplies.map((_, at) => at)), {
        minLength: demands.length,
        maxLength: demands.length,
      }),
    }),
  )

/** All sets of works, as lists of their places. */
const setsOf = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_each, at) => at).filter((at) => (bits >> at) & 1),
  )

/** What all stockpiles together have that reach any of these works. */
const within = ({ supplies, reaching }: Case, works: readonly number[]): number =>
  sum([...new Set(works.flatMap((work) => reaching[work]!))].map((at) => supplies[at]!))

/** Whether every work can have so much at once (Gale 1957). */
const isPossible = (given: Case, wanted: readonly number[]): boolean =>
  setsOf(wanted.length).every(
    (works) => sum(works.map((work) => wanted[work]!)) <= within(given, works),
  )

test('as much as the least cut lets through, and no unit twice', () => {
  fc.assert(
    fc.property(shared, (given) => {
      const { demands, reaching } = given
      const assigned = sharedAmong(given, reaching)
      const most = Math.min(
        ...setsOf(demands.length).map(
          (works) => sum(demands) - sum(works.map((work) => demands[work]!)) + within(given, works),
        ),
      )
      expect(sum(assigned)).toBe(most)
      expect(isPossible(given, assigned)).toBe(true)
      for (const [work, quantity] of assigned.entries()) {
        expect(quantity).toBeGreaterThanOrEqual(0)
        expect(quantity).toBeLessThanOrEqual(demands[work]!)
      }
    }),
  )
})

test('no work is without a tenth that all could have', () => {
  fc.assert(
    fc.property(shared, fc.integer({ min: 1, max: 10 }), (given, tenths) => {
      const share = given.demands.map((demand) => Math.floor((demand * tenths) / 10))
      fc.pre(isPossible(given, share))
      for (const [work, quantity] of sharedAmong(given, given.reaching).entries()) {
        expect(quantity).toBeGreaterThanOrEqual(share[work]!)
      }
    }),
  )
})

/**
 * By hand: two works that should have 100 each, 90 bags that reach both and 30 that reach the second.
 * One by one both lack little (10 and 0); together 80 of 200 are missing.
 */
test('a store between two works is counted once', () => {
  const goods = { supplies: [90, 30], demands: [100, 100] }
  const assigned = sharedAmong(goods, [[0], [0, 1]])
  expect(sum(assigned)).toBe(120)
  expect(assigned).toEqual([60, 60])
})
