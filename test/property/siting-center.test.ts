import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proveSetCover } from '../../server/analysis/siting/branch-and-cut.ts'
import {
  CenterBound,
  type CenterInstance,
  CenterSearch,
  evaluateCenter,
  unreachableDemands,
} from '../../server/analysis/siting/center.ts'
import { medianInstance } from '../../server/analysis/siting/median-instance.ts'
import { loadHighs } from '../../server/worker/load-highs.ts'
import { runs } from '../fixtures/runs.ts'

const MOST_CANDIDATES = 10
const MOST_DEMANDS = 12
const CAP = 50
const PAUSES = 8
const ASKS_PER_SLICE = 100
const PROOF_SECONDS = 10

const highs = await loadHighs()

const cost = fc.integer({ min: 0, max: CAP - 1 })
/** Costs per demand; null where the candidate, or every station, does not reach it. */
const table = fc
  .tuple(fc.integer({ min: 1, max: MOST_CANDIDATES }), fc.integer({ min: 1, max: MOST_DEMANDS }))
  .chain(([candidates, demands]) =>
    fc.record({
      siteCount: fc.integer({ min: 1, max: candidates }),
      bases: fc.array(fc.option(cost, { freq: 1 }), { minLength: demands, maxLength: demands }),
      costs: fc.array(
        fc.array(fc.option(cost, { freq: 1 }), { minLength: candidates, maxLength: candidates }),
        { minLength: demands, maxLength: demands },
      ),
    }),
  )
interface Table {
  siteCount: number
  bases: (number | null)[]
  costs: (number | null)[][]
}

const instanceOf = ({ bases, costs }: Table): CenterInstance => ({
  ...medianInstance(
    costs[0]!.length,
    new Float64Array(bases.length),
    Float64Array.from(bases, (base) => base ?? CAP),
    costs.flatMap((row, demand) =>
      row.flatMap((each, candidate) => (each === null ? [] : [{ demand, candidate, cost: each }])),
    ),
  ),
  capCost: CAP,
})

const reachedByNothing = ({ bases, costs }: Table): number[] =>
  [...bases.keys()].filter(
    (demand) => bases[demand] === null && costs[demand]!.every((each) => each === null),
  )

const plainObjective = (question: Table, subset: number): number => {
  const leftOut = new Set(reachedByNothing(question))
  let worst = 0
  for (const [demand, row] of question.costs.entries()) {
    if (leftOut.has(demand)) continue
    const open = row.filter((each, j) => each !== null && (subset & (1 << j)) !== 0) as number[]
    worst = Math.max(worst, Math.min(question.bases[demand] ?? CAP, ...open))
  }
  return worst
}

const subsetOf = (chosen: readonly number[]): number =>
  chosen.reduce((bits, candidate) => bits | (1 << candidate), 0)

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

const searched = (question: Table, siteCount: number): CenterSearch => {
  const search = new CenterSearch(instanceOf(question), siteCount)
  for (let slice = 0; slice < PAUSES; slice++) search.improve(askedMoreThan(ASKS_PER_SLICE))
  return search
}

test('the search finds what brute force finds', () => {
  fc.assert(
    fc.property(table, (question) => {
      const { chosen, objective } = searched(question, question.siteCount).best
      expect(chosen.length).toBeLessThanOrEqual(question.siteCount)
      expect(bitsOf(subsetOf(chosen))).toBe(chosen.length)
      expect(objective).toBe(plainObjective(question, subsetOf(chosen)))
      expect(objective).toBe(bruteForce(question, question.siteCount))
      expect(evaluateCenter(instanceOf(question), chosen)).toBe(objective)
    }),
  )
})

test('the bound is never above the optimum and never falls; its suggestion is a true solution', () => {
  fc.assert(
    fc.property(table, (question) => {
      const optimum = bruteForce(question, question.siteCount)
      const bound = new CenterBound(instanceOf(question), question.siteCount)
      let before = bound.bound
      for (let slice = 0; slice < PAUSES; slice++) {
        // Another thread may not have found anything yet.
        bound.tighten(slice < 2 ? Number.POSITIVE_INFINITY : optimum, askedMoreThan(60))
        expect(bound.bound).toBeGreaterThanOrEqual(before)
        expect(bound.bound).toBeLessThanOrEqual(optimum)
        before = bound.bound
        if (!bound.suggestion) continue
        const { chosen, objective } = bound.suggestion
        expect(chosen.length).toBeLessThanOrEqual(question.siteCount)
        expect(objective).toBe(plainObjective(question, subsetOf(chosen)))
      }
    }),
  )
})

test('with branch and cut behind it, the bound reaches the optimum', () => {
  fc.assert(
    fc.property(table, (question) => {
      const bound = new CenterBound(instanceOf(question), question.siteCount, (cover) =>
        proveSetCover(highs, cover, PROOF_SECONDS),
      )
      bound.tighten(Number.POSITIVE_INFINITY, () => false)
      expect(bound.bound).toBe(bruteForce(question, question.siteCount))
    }),
    { numRuns: runs(50) },
  )
})

test('another site never makes the worst cost worse', () => {
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
      const distinct = [...new Set(offered.map((each) => each % candidates))]
      const offer = distinct.slice(0, question.siteCount)
      const search = new CenterSearch(instanceOf(question), question.siteCount)
      search.improve(askedMoreThan(3))
      const before = search.best.objective
      search.adopt(offer)
      const offeredObjective = plainObjective(question, subsetOf(offer))
      expect(search.best.objective).toBe(Math.min(before, offeredObjective))
      search.improve(askedMoreThan(ASKS_PER_SLICE))
      const { chosen, objective } = search.best
      expect(objective).toBe(plainObjective(question, subsetOf(chosen)))
    }),
  )
})

test('demands that nothing reaches are named', () => {
  fc.assert(
    fc.property(table, (question) => {
      expect(unreachableDemands(instanceOf(question))).toEqual(reachedByNothing(question))
    }),
  )
})
