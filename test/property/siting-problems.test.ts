/** p-median, p-center and set covering against every possible choice. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proveSetCover } from '../../server/analysis/siting/branch-and-cut.ts'
import {
  CenterBound,
  type CenterInstance,
  CenterSearch,
  evaluateCenter,
  unreachableDemands,
} from '../../server/analysis/siting/center.ts'
import { MedianBound } from '../../server/analysis/siting/median-bound.ts'
import {
  evaluateMedian,
  type MedianInstance,
  medianInstance,
} from '../../server/analysis/siting/median-instance.ts'
import { MedianSearch } from '../../server/analysis/siting/median-search.ts'
import { SetCoverBound } from '../../server/analysis/siting/set-cover-bound.ts'
import {
  reduceSetCover,
  type SetCoverInstance,
  setCoverInstance,
  uncoverableDemands,
} from '../../server/analysis/siting/set-cover-instance.ts'
import { SetCoverSearch } from '../../server/analysis/siting/set-cover-search.ts'
import type { SiteBound, SiteSearch } from '../../server/analysis/siting/solver.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { forAll } from '../fixtures/runs.ts'
import {
  type CostRows,
  cheapest,
  choices,
  pausingAfter,
  servicesOf,
} from '../fixtures/siting-instances.ts'

const MOST_CANDIDATES = 10
const MOST_DEMANDS = 12
const MOST_COST = 60
/** Stands for "no station reaches it" in a p-center. */
const CAP = 50
const PAUSES = 8
const ASKS_PER_SLICE = 100
/** Far more than any of these small problems needs. */
const MOST_SLICES = 2000
const PROOF_SECONDS = 10

const highs = await loadHighs()

interface Table {
  readonly siteCount: number
  readonly weights: readonly number[]
  /** Null where no station reaches the demand. */
  readonly bases: readonly (number | null)[]
  readonly costs: CostRows
}

/** @param freq how often a candidate reaches a demand, against once that it does not. */
const tables = (
  base: fc.Arbitrary<number | null>,
  cost: fc.Arbitrary<number | null>,
  freq: number,
) =>
  fc
    .tuple(fc.integer({ min: 1, max: MOST_CANDIDATES }), fc.integer({ min: 1, max: MOST_DEMANDS }))
    .chain(([candidates, demands]): fc.Arbitrary<Table> => {
      const list = <T>(of: fc.Arbitrary<T>, length: number) =>
        fc.array(of, { minLength: length, maxLength: length })
      return fc.record({
        siteCount: fc.integer({ min: 1, max: candidates }),
        weights: list(fc.integer({ min: 0, max: 500 }), demands),
        bases: list(base, demands),
        costs: list(list(fc.option(cost, { freq }), candidates), demands),
      })
    })

const medianOf = ({ weights, bases, costs }: Table): MedianInstance =>
  medianInstance(
    costs[0]!.length,
    Float64Array.from(weights),
    Float64Array.from(bases, (base) => base ?? CAP),
    servicesOf(costs),
  )
const centerOf = (question: Table): CenterInstance => ({ ...medianOf(question), capCost: CAP })

/** A candidate covers the demands that it costs anything; as many sites as there are may be taken. */
const coverOf = ({ costs }: Table): SetCoverInstance =>
  setCoverInstance(
    costs.length,
    (costs[0] ?? []).map((_, candidate) =>
      [...costs.keys()].filter((demand) => costs[demand]![candidate] !== null),
    ),
  )

const reachedByNothing = ({ bases, costs }: Table): number[] =>
  [...bases.keys()].filter(
    (demand) => bases[demand] === null && costs[demand]!.every((each) => each === null),
  )

interface Problem {
  readonly table: fc.Arbitrary<Table>
  /** The objective, written a second time. */
  readonly plain: (question: Table, chosen: readonly number[]) => number
  readonly evaluate: (question: Table, chosen: readonly number[]) => number
  readonly search: (question: Table, siteCount: number) => SiteSearch
  readonly bound: (question: Table) => SiteBound
  /** The same, with everything behind it that can prove. */
  readonly prover: (question: Table) => SiteBound
  /** Questions to the search before it adopts; the p-median fills up what it is offered. */
  readonly asksBeforeAdopting: number
}

const cappedCost = fc.integer({ min: 0, max: CAP - 1 })
const anyCost = fc.integer({ min: 0, max: MOST_COST })

const MEDIAN: Problem = {
  // Base costs are drawn like the others, so that some services are useless.
  table: tables(anyCost, anyCost, 3),
  plain: ({ weights, bases, costs }, chosen) =>
    costs.reduce((sum, row, i) => sum + weights[i]! * cheapest(row, bases[i]!, chosen), 0),
  evaluate: (question, chosen) => evaluateMedian(medianOf(question), chosen),
  search: (question, siteCount) => new MedianSearch(medianOf(question), siteCount),
  bound: (question) => new MedianBound(medianOf(question), question.siteCount),
  prover: (question) => new MedianBound(medianOf(question), question.siteCount),
  asksBeforeAdopting: 0,
}
const CENTER: Problem = {
  table: tables(fc.option(cappedCost, { freq: 1 }), cappedCost, 1),
  plain: (question, chosen) => {
    const leftOut = new Set(reachedByNothing(question))
    const costs = question.costs.map((row, demand) =>
      leftOut.has(demand) ? 0 : cheapest(row, question.bases[demand] ?? CAP, chosen),
    )
    return Math.max(0, ...costs)
  },
  evaluate: (question, chosen) => evaluateCenter(centerOf(question), chosen),
  search: (question, siteCount) => new CenterSearch(centerOf(question), siteCount),
  bound: (question) => new CenterBound(centerOf(question), question.siteCount),
  prover: (question) =>
    new CenterBound(centerOf(question), question.siteCount, (cover) =>
      proveSetCover(highs, cover, PROOF_SECONDS),
    ),
  asksBeforeAdopting: 3,
}

const nobody = fc.constant(null)
const covered = fc.constant(0)
const coverSize = ({ costs }: Table, chosen: readonly number[]): number =>
  costs.every((row) => row.every((each) => each === null) || chosen.some((i) => row[i] !== null))
    ? chosen.length
    : Number.POSITIVE_INFINITY
const SET_COVER: Problem = {
  // Sparse ones too, so that covers need several.
  table: fc
    .oneof(tables(nobody, covered, 1), tables(nobody, fc.option(covered, { freq: 1 }), 1))
    .map((drawn) => ({ ...drawn, siteCount: drawn.costs[0]!.length })),
  plain: coverSize,
  evaluate: coverSize,
  search: (question) => new SetCoverSearch(coverOf(question)),
  bound: (question) => new SetCoverBound(coverOf(question)),
  prover: (question) =>
    new SetCoverBound(coverOf(question), (cover) => proveSetCover(highs, cover, PROOF_SECONDS)),
  asksBeforeAdopting: 0,
}

const bruteForce = ({ plain }: Problem, question: Table): number =>
  Math.min(
    ...choices(question.costs[0]?.length ?? 0, question.siteCount).map((each) =>
      plain(question, each),
    ),
  )

const searched = ({ search }: Problem, question: Table, siteCount: number): SiteSearch => {
  const searching = search(question, siteCount)
  for (let slice = 0; slice < PAUSES; slice++) searching.improve(pausingAfter(ASKS_PER_SLICE))
  return searching
}

describe.each([
  ['p-median', MEDIAN],
  ['p-center', CENTER],
  ['set cover', SET_COVER],
] as const)('the %s', (_, problem) => {
  const { table, plain, evaluate } = problem

  test('search finds what brute force finds and says truly what it costs', () =>
    forAll(100, table, (question) => {
      const first = problem.search(question, question.siteCount).best
      expect(first.objective).toBe(plain(question, first.chosen))
      const { chosen, objective } = searched(problem, question, question.siteCount).best
      expect(new Set(chosen).size).toBe(chosen.length)
      expect(chosen.length).toBeLessThanOrEqual(question.siteCount)
      expect([...chosen]).toEqual([...chosen].sort((a, b) => a - b))
      expect(objective).toBe(plain(question, chosen))
      expect(objective).toBe(bruteForce(problem, question))
      expect(evaluate(question, chosen)).toBe(objective)
    }))

  test('bound is never above the optimum and never falls; its suggestion is a true solution', () =>
    forAll(100, table, (question) => {
      const optimum = bruteForce(problem, question)
      const bound = problem.bound(question)
      let before = bound.bound
      for (let slice = 0; slice < PAUSES; slice++) {
        // Another thread may not have found anything yet.
        bound.tighten(slice < 2 ? Number.POSITIVE_INFINITY : optimum, pausingAfter(40))
        expect(bound.bound).toBeGreaterThanOrEqual(before)
        expect(bound.bound).toBeLessThanOrEqual(optimum)
        before = bound.bound
        if (problem === SET_COVER) expect(bound.suggestion).not.toBeNull()
        if (!bound.suggestion) continue
        const { chosen, objective } = bound.suggestion
        expect(chosen.length).toBeLessThanOrEqual(question.siteCount)
        expect(objective).toBe(plain(question, chosen))
      }
    }))

  test('bound reaches the optimum as if no search were running beside it', () =>
    forAll(100, table, (question) => {
      const bound = problem.prover(question)
      bound.tighten(Number.POSITIVE_INFINITY, () => false)
      const optimum = bruteForce(problem, question)
      expect(bound.bound).toBe(optimum)
      if (problem !== MEDIAN) return
      expect(bound.suggestion!.objective).toBe(optimum)
      expect(evaluate(question, bound.suggestion!.chosen)).toBe(optimum)
    }))

  test('never costs more with another site', () =>
    forAll(40, table, (question) => {
      let before = Number.POSITIVE_INFINITY
      for (let siteCount = 1; siteCount <= question.costs[0]!.length; siteCount++) {
        const { objective } = searched(problem, question, siteCount).best
        expect(objective).toBeLessThanOrEqual(before)
        before = objective
      }
    }))

  test('never worsens by adopting, and takes what is better', () =>
    forAll(100, fc.tuple(table, fc.array(fc.nat(MOST_CANDIDATES - 1))), ([question, offered]) => {
      const candidates = question.costs[0]!.length
      const distinct = [...new Set(offered.map((each) => each % candidates))]
      const offer = distinct.slice(0, question.siteCount)
      const search = problem.search(question, question.siteCount)
      if (problem.asksBeforeAdopting) search.improve(pausingAfter(problem.asksBeforeAdopting))
      const better = Math.min(search.best.objective, plain(question, offer))
      search.adopt(offer)
      expect(search.best.objective).toBeLessThanOrEqual(better)
      if (problem === CENTER) expect(search.best.objective).toBe(better)
      expect(search.best.objective).toBe(plain(question, search.best.chosen))
      search.improve(pausingAfter(ASKS_PER_SLICE))
      expect(search.best.objective).toBe(plain(question, search.best.chosen))
    }))
})

test('demands that nothing reaches are named', () => {
  forAll(100, CENTER.table, (question) => {
    expect(unreachableDemands(centerOf(question))).toEqual(reachedByNothing(question))
  })
  forAll(100, SET_COVER.table, (question) => {
    expect(uncoverableDemands(coverOf(question))).toEqual(reachedByNothing(question))
  })
})

test('a reduced cover needs as many sites as the full one', () =>
  forAll(100, SET_COVER.table, (question) => {
    const { essential, remainder, candidates } = reduceSetCover(coverOf(question))
    const { demandCount, candidateStart, candidateDemands } = remainder
    const covers = Array.from(candidates, (_, candidate) =>
      candidateDemands.slice(candidateStart[candidate]!, candidateStart[candidate + 1]!),
    )
    const costs = Array.from({ length: demandCount }, (_, demand) =>
      covers.map((demands) => (demands.includes(demand) ? 0 : null)),
    )
    const rest = bruteForce(SET_COVER, { ...question, costs })
    expect(essential.length + rest).toBe(bruteForce(SET_COVER, question))
  }))

test('branch and cut proves the cover that brute force finds', () =>
  forAll(50, SET_COVER.table, (question) => {
    const optimum = bruteForce(SET_COVER, question)
    const { bound, solution, isFinal } = proveSetCover(highs, coverOf(question), PROOF_SECONDS)
    expect([isFinal, bound, solution?.objective]).toEqual([true, optimum, optimum])
    expect(coverSize(question, solution?.chosen ?? [])).toBe(optimum)
  }))

/**
 * Streets between junctions, each kept by a site at either end: prices alone leave a gap here, in a
 * triangle of streets for instance, where half a site at each corner would do.
 */
const streets = fc.integer({ min: 5, max: 9 }).chain((junctions) => {
  const junction = fc.nat(junctions - 1)
  const street = fc.tuple(junction, junction, fc.integer({ min: 40, max: 60 }))
  return fc.record({
    siteCount: fc.integer({ min: 2, max: junctions - 2 }),
    junctions: fc.constant(junctions),
    streets: fc.array(street, { minLength: 10, maxLength: 30 }),
  })
})

test('where prices leave a gap, branching closes it', () =>
  forAll(100, streets, (town) => {
    const question: Table = {
      siteCount: town.siteCount,
      weights: town.streets.map(([, , people]) => people),
      bases: town.streets.map(() => 1),
      costs: town.streets.map(([a, b]) =>
        Array.from({ length: town.junctions }, (_, each) => (each === a || each === b ? 0 : null)),
      ),
    }
    const bound = MEDIAN.bound(question)
    let before = bound.bound
    const optimum = bruteForce(MEDIAN, question)
    for (let slice = 0; slice < MOST_SLICES && bound.bound < optimum; slice++) {
      bound.tighten(optimum, pausingAfter(40))
      expect(bound.bound).toBeGreaterThanOrEqual(before)
      expect(bound.bound).toBeLessThanOrEqual(optimum)
      before = bound.bound
    }
    expect(bound.bound).toBe(optimum)
    expect(searched(MEDIAN, question, town.siteCount).best.objective).toBe(optimum)
    const alone = MEDIAN.bound(question)
    alone.tighten(Number.POSITIVE_INFINITY, () => false)
    expect([alone.bound, alone.suggestion?.objective]).toEqual([optimum, optimum])
  }))

/** Places joined by roads of 1 to 100, all to be served from three of them. */
const roads = fc.integer({ min: 12, max: 22 }).chain((places) => {
  const place = fc.nat(places - 1)
  const road = fc.tuple(place, place, fc.integer({ min: 1, max: 100 }))
  return fc.record({
    chain: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: places, maxLength: places }),
    shortcuts: fc.array(road, { minLength: places, maxLength: 3 * places }),
  })
})

test('candidates that reduced costs close on the way belong to no better choice', () =>
  forAll(60, roads, ({ chain, shortcuts }) => {
    const costs = chain.map((_, from) =>
      chain.map((__, to) => (from === to ? 0 : Number.POSITIVE_INFINITY)),
    )
    const join = (a: number, b: number, cost: number): void => {
      costs[a]![b] = Math.min(costs[a]![b]!, cost)
      costs[b]![a] = costs[a]![b]!
    }
    for (const [i, cost] of chain.entries()) join(i, (i + 1) % chain.length, cost)
    for (const road of shortcuts) join(...road)
    for (const via of chain.keys()) {
      for (const from of chain.keys()) {
        for (const to of chain.keys()) join(from, to, costs[from]![via]! + costs[via]![to]!)
      }
    }
    const question: Table = {
      siteCount: 3,
      weights: chain,
      bases: chain.map(() => 10_000),
      costs,
    }
    const optimum = bruteForce(MEDIAN, question)
    const bound = MEDIAN.bound(question)
    bound.tighten(optimum, () => false)
    expect(bound.bound).toBe(optimum)
    expect(searched(MEDIAN, question, 3).best.objective).toBe(optimum)
  }))
