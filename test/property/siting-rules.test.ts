/** Maximal covering with a budget and with quotas against every choice that keeps them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proveCover } from '../../server/analysis/siting/branch-and-cut.ts'
import { CoverBound } from '../../server/analysis/siting/cover-bound.ts'
import {
  type CoverInstance,
  evaluateCover,
  instanceAfter,
  reduceCover,
} from '../../server/analysis/siting/cover-instance.ts'
import { CoverSearch } from '../../server/analysis/siting/cover-search.ts'
import { canBeKept, type SiteRules } from '../../server/analysis/siting/site-rules.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { forAll } from '../fixtures/runs.ts'
import {
  choices,
  coverArbitrary,
  coverInstance,
  pausingAfter,
} from '../fixtures/siting-instances.ts'

const highs = await loadHighs()

const GROUPS = 3

interface Case {
  readonly instance: CoverInstance
  readonly siteCount: number
  /** By candidate. */
  readonly costs: readonly number[]
  readonly budget: number
  readonly groupOf: readonly number[]
  readonly least: readonly number[]
  readonly most: readonly number[]
  readonly later: number
}

const perCandidate = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 11, maxLength: 11 })

const cases: fc.Arbitrary<Case> = fc.record({
  instance: fc.oneof(coverArbitrary(1), coverArbitrary(2)),
  siteCount: fc.integer({ min: 1, max: 5 }),
  costs: perCandidate(9),
  budget: fc.nat(30),
  groupOf: perCandidate(GROUPS - 1),
  least: fc.array(fc.nat(2), { minLength: GROUPS, maxLength: GROUPS }),
  most: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: GROUPS, maxLength: GROUPS }),
  later: fc.integer({ min: 1, max: 4 }),
})

const rulesOf = (
  { instance, costs, budget, groupOf, least, most, later }: Case,
  kinds: { readonly budget: boolean; readonly quotas: boolean; readonly later?: true },
): SiteRules => {
  const { candidateCount } = instance
  return {
    budget: kinds.budget
      ? { costs: Float64Array.from(costs.slice(0, candidateCount)), most: budget }
      : null,
    quotas: kinds.quotas
      ? {
          groupOf: Int32Array.from(groupOf.slice(0, candidateCount)),
          least: Int32Array.from(least),
          most: Int32Array.from(most.map((each, group) => Math.max(each, least[group]!))),
          later: kinds.later ? later : 0,
        }
      : null,
  }
}

/** Every choice within number, money and quotas, found by counting. */
const allowed = ({ instance, siteCount }: Case, { budget, quotas }: SiteRules): number[][] =>
  choices(instance.candidateCount, siteCount).filter((chosen) => {
    const cost = chosen.reduce((sum, site) => sum + (budget ? budget.costs[site]! : 0), 0)
    const inGroup = (group: number): number =>
      chosen.filter((site) => quotas?.groupOf[site] === group).length
    const groups = [...(quotas?.least ?? []).keys()]
    const lacking = groups.map((group) => Math.max(0, quotas!.least[group]! - inGroup(group)))
    return (
      cost <= (budget?.most ?? 0) &&
      lacking.reduce((sum, each) => sum + each, 0) <= (quotas?.later ?? 0) &&
      groups.every((group) => inGroup(group) <= quotas!.most[group]!)
    )
  })

const KINDS = [
  ['a budget', { budget: true, quotas: false }],
  ['quotas', { budget: false, quotas: true }],
  ['a budget and quotas', { budget: true, quotas: true }],
  ['quotas that later sites may meet', { budget: false, quotas: true, later: true }],
] as const

describe.each(KINDS)('maximal covering with %s', (_, kinds) => {
  it('says whether any choice keeps the rules', () =>
    forAll(300, cases, (each) => {
      const rules = rulesOf(each, kinds)
      const { siteCount, instance } = each
      expect(canBeKept(rules, siteCount, instance.candidateCount)).toBe(
        allowed(each, rules).length > 0,
      )
    }))

  it('finds the best of all choices, keeps the rules and is proved to', () => {
    let [tried, found] = [0, 0]
    forAll(200, cases, (each) => {
      const rules = rulesOf(each, kinds)
      const { instance, siteCount } = each
      const within = allowed(each, rules)
      fc.pre(within.length > 0)
      const best = Math.max(...within.map((chosen) => evaluateCover(instance, chosen)))
      const search = new CoverSearch(instance, siteCount, rules)
      search.improve(pausingAfter(600))
      expect(within).toContainEqual(search.best.chosen)
      expect(evaluateCover(instance, search.best.chosen)).toBe(search.best.objective)
      tried++
      found += Number(search.best.objective === best)
      const prove = (rest: Parameters<typeof proveCover>[1]) => proveCover(highs, rest, 5)
      const bound = new CoverBound(instance, siteCount, prove, rules)
      expect(bound.bound).toBeGreaterThanOrEqual(best)
      bound.tighten(search.best.objective, pausingAfter(3000))
      expect(bound.bound).toBeGreaterThanOrEqual(best)
      const { suggestion } = bound
      if (suggestion) expect(within).toContainEqual(suggestion.chosen)
      expect(Math.max(search.best.objective, suggestion?.objective ?? 0)).toBe(best)
      expect(bound.bound).toBe(best)
    })
    // Whatever the search misses, the proof finds.
    expect(found).toBeGreaterThan(0.97 * tried)
  })

  it('is decided by HiGHS alone', () =>
    forAll(100, cases, (each) => {
      const rules = rulesOf(each, kinds)
      const { instance, siteCount } = each
      const within = allowed(each, rules)
      fc.pre(within.length > 0)
      const best = Math.max(...within.map((chosen) => evaluateCover(instance, chosen)))
      const free = [...Array(instance.candidateCount).keys()]
      const proof = proveCover(highs, { instance, fixed: [], free, siteCount, rules }, 5)
      expect(proof?.bound).toBe(best)
    }))

  it('is bounded from above by prices alone', () =>
    forAll(150, fc.tuple(cases, fc.nat(60)), ([each, rounds]) => {
      const rules = rulesOf(each, kinds)
      const within = allowed(each, rules)
      fc.pre(within.length > 0)
      const best = Math.max(...within.map((chosen) => evaluateCover(each.instance, chosen)))
      const bound = new CoverBound(each.instance, each.siteCount, null, rules)
      bound.tighten(best, pausingAfter(rounds))
      expect(bound.bound).toBeGreaterThanOrEqual(best)
    }))

  it('is the same with candidates left out that are never needed', () =>
    forAll(150, cases, (each) => {
      const rules = rulesOf(each, kinds)
      const within = allowed(each, rules)
      fc.pre(within.length > 0)
      const reduced = reduceCover(each.instance, rules)
      const left = allowed({ ...each, instance: reduced.instance }, reduced.rules)
      const best = (instance: CoverInstance, all: readonly number[][]): number =>
        Math.max(...all.map((chosen) => evaluateCover(instance, chosen)))
      expect(best(reduced.instance, left)).toBe(best(each.instance, within))
    }))
})

it('what is left to win after some sites is what the others add', () =>
  forAll(200, fc.tuple(coverArbitrary(3), fc.array(fc.nat(10)), fc.array(fc.nat(10))), (args) => {
    const [instance, ...lists] = args
    const within = (list: readonly number[]): number[] => [
      ...new Set(list.filter((site) => site < instance.candidateCount)),
    ]
    const [standing, others] = lists.map(within)
    const added = others!.filter((site) => !standing!.includes(site))
    expect(evaluateCover(instanceAfter(instance, standing!), added)).toBe(
      evaluateCover(instance, [...standing!, ...added]) - evaluateCover(instance, standing!),
    )
  }))

it('buys two cheap sites that together win more than the dear one that wins most', () => {
  const instance = coverInstance([10, 6, 6], [[0], [1], [2]])
  const budget = { costs: Float64Array.of(8, 4, 4), most: 8 }
  const search = new CoverSearch(instance, 3, { budget, quotas: null })
  search.improve(pausingAfter(100))
  expect(search.best).toEqual({ chosen: [1, 2], objective: 12 })
})
