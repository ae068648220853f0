import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MedianBound } from '../../server/analysis/siting/median-bound.ts'
import {
  evaluateMedian,
  type MedianInstance,
  medianInstance,
} from '../../server/analysis/siting/median-instance.ts'
import { MedianSearch } from '../../server/analysis/siting/median-search.ts'
import { runs } from '../fixtures/runs.ts'

const MOST_CANDIDATES = 10
const MOST_DEMANDS = 12
/** Absent services are drawn as this or more; base costs reach a little beyond, so that some
 *  services are useless. */
const MOST_COST = 60
const PAUSES = 6
const ASKS_PER_SLICE = 40
/** Far more than any of these small problems needs. */
const MOST_SLICES = 2000

const cost = fc.integer({ min: 0, max: MOST_COST })
const table = fc
  .tuple(fc.integer({ min: 1, max: MOST_CANDIDATES }), fc.integer({ min: 1, max: MOST_DEMANDS }))
  .chain(([candidates, demands]) =>
    fc.record({
      siteCount: fc.integer({ min: 1, max: candidates }),
      weights: fc.array(fc.integer({ min: 0, max: 500 }), {
        minLength: demands,
        maxLength: demands,
      }),
      baseCosts: fc.array(cost, { minLength: demands, maxLength: demands }),
      /** Row per demand; null where the candidate does not reach it. */
      costs: fc.array(
        fc.array(fc.option(cost, { freq: 3 }), { minLength: candidates, maxLength: candidates }),
        { minLength: demands, maxLength: demands },
      ),
    }),
  )
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never

const instanceOf = ({ weights, baseCosts, costs }: Table): MedianInstance =>
  medianInstance(
    costs[0]!.length,
    Float64Array.from(weights),
    Float64Array.from(baseCosts),
    costs.flatMap((row, demand) =>
      row.flatMap((each, candidate) => (each === null ? [] : [{ demand, candidate, cost: each }])),
    ),
  )

const plainObjective = ({ weights, baseCosts, costs }: Table, subset: number): number =>
  costs.reduce((sum, row, demand) => {
    const open = row.filter((each, j) => each !== null && (subset & (1 << j)) !== 0) as number[]
    return sum + weights[demand]! * Math.min(baseCosts[demand]!, ...open)
  }, 0)

const bitsOf = (subset: number): number => subset.toString(2).replaceAll('0', '').length

const bruteForce = (question: Table, siteCount: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let subset = 0; subset < 1 << question.costs[0]!.length; subset++) {
    if (bitsOf(subset) <= siteCount) least = Math.min(least, plainObjective(question, subset))
  }
  return least
}

const askedMoreThan = (times: number): (() => boolean) => {
  let asked = 0
  return () => ++asked > times
}

const searched = (question: Table, siteCount: number): MedianSearch => {
  const search = new MedianSearch(instanceOf(question), siteCount)
  for (let slice = 0; slice < PAUSES; slice++) search.improve(askedMoreThan(ASKS_PER_SLICE))
  return search
}

test('the search finds what brute force finds and says truly what it costs', () => {
  fc.assert(
    fc.property(table, (question) => {
      const { best } = searched(question, question.siteCount)
      const subset = best.chosen.reduce((bits, candidate) => bits | (1 << candidate), 0)
      expect(bitsOf(subset)).toBe(best.chosen.length)
      expect(best.chosen.length).toBeLessThanOrEqual(question.siteCount)
      expect([...best.chosen]).toEqual([...best.chosen].sort((a, b) => a - b))
      expect(best.objective).toBe(plainObjective(question, subset))
      expect(best.objective).toBe(bruteForce(question, question.siteCount))
      expect(evaluateMedian(instanceOf(question), best.chosen)).toBe(best.objective)
    }),
  )
})

test('the bound is never above the optimum, never falls, and its suggestion is a true solution', () => {
  fc.assert(
    fc.property(table, (question) => {
      const optimum = bruteForce(question, question.siteCount)
      const bound = new MedianBound(instanceOf(question), question.siteCount)
      let before = bound.bound
      for (let slice = 0; slice < PAUSES; slice++) {
        bound.tighten(optimum, askedMoreThan(ASKS_PER_SLICE))
        expect(bound.bound).toBeGreaterThanOrEqual(before)
        expect(bound.bound).toBeLessThanOrEqual(optimum)
        before = bound.bound
        if (!bound.suggestion) continue
        const { chosen, objective } = bound.suggestion
        expect(chosen.length).toBeLessThanOrEqual(question.siteCount)
        expect(objective).toBe(evaluateMedian(instanceOf(question), chosen))
      }
    }),
  )
})

test('left alone, the bound reaches the optimum and suggests a solution that costs no more', () => {
  fc.assert(
    fc.property(table, (question) => {
      const bound = new MedianBound(instanceOf(question), question.siteCount)
      // As if no search were running beside it.
      bound.tighten(Number.POSITIVE_INFINITY, () => false)
      const optimum = bruteForce(question, question.siteCount)
      expect(bound.bound).toBe(optimum)
      expect(bound.suggestion.objective).toBe(optimum)
      expect(evaluateMedian(instanceOf(question), bound.suggestion.chosen)).toBe(optimum)
    }),
  )
})

/** Streets between junctions, each kept by a site at either end: prices alone leave a gap here, in a
 *  triangle of streets for instance, where half a site at each corner would do. */
const streets = fc.integer({ min: 5, max: 9 }).chain((junctions) => {
  const junction = fc.nat(junctions - 1)
  const street = fc.tuple(junction, junction, fc.integer({ min: 40, max: 60 }))
  return fc.record({
    siteCount: fc.integer({ min: 2, max: junctions - 2 }),
    junctions: fc.constant(junctions),
    streets: fc.array(street, { minLength: 10, maxLength: 30 }),
  })
})

test('where prices leave a gap, branching closes it', () => {
  fc.assert(
    fc.property(streets, (town) => {
      const question: Table = {
        siteCount: town.siteCount,
        weights: town.streets.map(([, , people]) => people),
        baseCosts: town.streets.map(() => 1),
        costs: town.streets.map(([a, b]) =>
          Array.from({ length: town.junctions }, (_, each) =>
            each === a || each === b ? 0 : null,
          ),
        ),
      }
      const bound = new MedianBound(instanceOf(question), town.siteCount)
      let before = bound.bound
      const optimum = bruteForce(question, town.siteCount)
      for (let slice = 0; slice < MOST_SLICES && bound.bound < optimum; slice++) {
        bound.tighten(optimum, askedMoreThan(ASKS_PER_SLICE))
        expect(bound.bound).toBeGreaterThanOrEqual(before)
        expect(bound.bound).toBeLessThanOrEqual(optimum)
        before = bound.bound
      }
      expect(bound.bound).toBe(optimum)
      expect(searched(question, town.siteCount).best.objective).toBe(optimum)
      const alone = new MedianBound(instanceOf(question), town.siteCount)
      alone.tighten(Number.POSITIVE_INFINITY, () => false)
      expect([alone.bound, alone.suggestion.objective]).toEqual([optimum, optimum])
    }),
  )
})

test('another site never costs more', () => {
  fc.assert(
    fc.property(table, (question) => {
      let before = Number.POSITIVE_INFINITY
      for (let siteCount = 1; siteCount <= question.costs[0]!.length; siteCount++) {
        const { objective } = searched(question, siteCount).best
        expect(objective).toBeLessThanOrEqual(before)
        before = objective
      }
    }),
    { numRuns: runs(40) },
  )
})

test('adopting never worsens and takes what is better', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(MOST_CANDIDATES - 1)), (question, offered) => {
      const candidates = question.costs[0]!.length
      const chosen = [...new Set(offered.map((each) => each % candidates))]
      const offer = chosen.slice(0, question.siteCount)
      const search = new MedianSearch(instanceOf(question), question.siteCount)
      const before = search.best.objective
      search.adopt(offer)
      const offeredObjective = evaluateMedian(instanceOf(question), offer)
      expect(search.best.objective).toBeLessThanOrEqual(Math.min(before, offeredObjective))
      expect(search.best.objective).toBe(evaluateMedian(instanceOf(question), search.best.chosen))
      search.improve(askedMoreThan(ASKS_PER_SLICE))
      expect(search.best.objective).toBe(evaluateMedian(instanceOf(question), search.best.chosen))
    }),
  )
})
