/** Maximal covering against every possible choice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proveCover } from '../../server/analysis/siting/branch-and-cut.ts'
import { CoverBound, PartialCoverBound } from '../../server/analysis/siting/cover-bound.ts'
import {
  type CoverInstance,
  evaluateCover,
  reduceCover,
} from '../../server/analysis/siting/cover-instance.ts'
import { CoverSearch, PartialCoverSearch } from '../../server/analysis/siting/cover-search.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { forAll } from '../fixtures/runs.ts'
import {
  choices,
  coverArbitrary,
  coverInstance,
  pausingAfter,
} from '../fixtures/siting-instances.ts'

const highs = await loadHighs()

const optimum = (instance: CoverInstance, siteCount: number): number =>
  Math.max(
    ...choices(instance.candidateCount, siteCount).map((each) => evaluateCover(instance, each)),
  )

const cases = (levels: number) =>
  fc.record({ instance: coverArbitrary(levels), siteCount: fc.integer({ min: 1, max: 4 }) })

describe.each([
  ['one level of gain', 1],
  ['a gain for backup cover', 2],
  ['a gain for each of three stations', 3],
])('maximal covering with %s', (_, levels) => {
  it('is solved, and proved to be', () =>
    forAll(150, cases(levels), ({ instance, siteCount }) => {
      const best = optimum(instance, siteCount)
      const search = new CoverSearch(instance, siteCount)
      search.improve(pausingAfter(400))
      expect(search.best.objective).toBe(best)
      expect(evaluateCover(instance, search.best.chosen)).toBe(best)
      expect(search.best.chosen.length).toBeLessThanOrEqual(siteCount)
      const bound = new CoverBound(instance, siteCount, (rest) => proveCover(highs, rest, 5))
      bound.tighten(best, pausingAfter(2000))
      expect(bound.bound).toBe(best)
    }))

  it('keeps what a push lands on, where no swap leads on from there', () => {
    const instance = coverInstance([1, 1, 1, 1], [[0], [1, 2], [0, 1], [3, 2]])
    const search = new CoverSearch(instance, 2)
    search.improve(pausingAfter(100))
    expect(search.best).toEqual({ chosen: [2, 3], objective: 4 })
  })

  it('is bounded from above at any time, whatever is hoped for, and ever more tightly', () =>
    forAll(
      150,
      fc.tuple(cases(levels), fc.nat(300), fc.nat(40)),
      ([{ instance, siteCount }, hope, rounds]) => {
        const best = optimum(instance, siteCount)
        const bound = new CoverBound(instance, siteCount)
        let last = bound.bound
        for (let round = 0; round < 3; round++) {
          expect(bound.bound).toBeGreaterThanOrEqual(best)
          bound.tighten(Math.min(hope, best), pausingAfter(rounds))
          expect(bound.bound).toBeLessThanOrEqual(last)
          last = bound.bound
        }
        expect(bound.bound).toBeGreaterThanOrEqual(best)
        const { suggestion } = bound
        if (suggestion)
          expect(evaluateCover(instance, suggestion.chosen)).toBe(suggestion.objective)
      },
    ))

  it('is the same with demands merged and candidates left out', () =>
    forAll(300, cases(levels), ({ instance, siteCount }) => {
      const { instance: reduced, candidates } = reduceCover(instance)
      expect(optimum(reduced, siteCount)).toBe(optimum(instance, siteCount))
      const search = new CoverSearch(reduced, siteCount)
      search.improve(pausingAfter(100))
      const chosen = search.best.chosen.map((each) => candidates[each]!)
      expect(evaluateCover(instance, chosen)).toBe(search.best.objective)
    }))

  it('wins no less with a site more, and never more than there is', () =>
    forAll(100, cases(levels), ({ instance, siteCount }) => {
      const all = evaluateCover(instance, Array(instance.candidateCount).keys())
      const fewer = new CoverSearch(instance, siteCount)
      const more = new CoverSearch(instance, siteCount + 1)
      for (const search of [fewer, more]) search.improve(pausingAfter(300))
      expect(more.best.objective).toBeGreaterThanOrEqual(fewer.best.objective)
      expect(more.best.objective).toBeLessThanOrEqual(all)
    }))

  it('takes over what is better, and nothing else', () =>
    forAll(
      100,
      fc.tuple(cases(levels), fc.array(fc.nat(10), { maxLength: 4 })),
      ([{ instance, siteCount }, list]) => {
        const offered = list.filter((each) => each < instance.candidateCount).slice(0, siteCount)
        const search = new CoverSearch(instance, siteCount)
        const before = search.best.objective
        search.adopt(offered)
        const worth = evaluateCover(instance, offered)
        expect(search.best.objective).toBeGreaterThanOrEqual(Math.max(before, worth))
        expect(evaluateCover(instance, search.best.chosen)).toBe(search.best.objective)
      },
    ))
})

it('covers a target share with the fewest sites', () =>
  forAll(60, fc.tuple(coverArbitrary(1), fc.nat(100)), ([instance, percent]) => {
    const all = evaluateCover(instance, Array(instance.candidateCount).keys())
    const target = Math.ceil((all * percent) / 100)
    const fewest = Math.min(
      ...choices(instance.candidateCount)
        .filter((each) => evaluateCover(instance, each) >= target)
        .map(({ length }) => length),
    )
    const search = new PartialCoverSearch(instance, target)
    search.improve(pausingAfter(400))
    expect(search.best.objective).toBe(fewest)
    expect(evaluateCover(instance, search.best.chosen)).toBeGreaterThanOrEqual(target)
    const bound = new PartialCoverBound(instance, target)
    bound.tighten(fewest, pausingAfter(2000))
    expect(bound.bound).toBeLessThanOrEqual(fewest)
  }))

it('is not fooled where greed is', () => {
  // The large site in the middle takes 6 of 10; the two beside it together take all 10.
  const instance = coverInstance(
    [2, 3, 3, 2],
    [
      [1, 2],
      [0, 1],
      [2, 3],
    ],
  )
  const search = new CoverSearch(instance, 2)
  expect(evaluateCover(instance, [0, 1])).toBe(8)
  search.improve(pausingAfter(100))
  expect(search.best).toEqual({ chosen: [1, 2], objective: 10 })
})
