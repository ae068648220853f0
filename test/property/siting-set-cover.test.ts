import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proveSetCover } from '../../server/analysis/siting/branch-and-cut.ts'
import { SetCoverBound } from '../../server/analysis/siting/set-cover-bound.ts'
import {
  reduceSetCover,
  type SetCoverInstance,
  setCoverInstance,
  uncoverableDemands,
} from '../../server/analysis/siting/set-cover-instance.ts'
import { SetCoverSearch } from '../../server/analysis/siting/set-cover-search.ts'
import { loadHighs } from '../../server/worker/thread-settings.ts'
import { forAll } from '../fixtures/runs.ts'
import { choices, pausingAfter } from '../fixtures/siting-instances.ts'

const MOST_CANDIDATES = 10
const MOST_DEMANDS = 12
const PAUSES = 6
const ASKS_PER_SLICE = 60
const PROOF_SECONDS = 10

const highs = await loadHighs()

/** One bit set of covered demands per candidate; sparse ones, so that covers need several. */
const table = fc
  .tuple(fc.integer({ min: 1, max: MOST_CANDIDATES }), fc.integer({ min: 1, max: MOST_DEMANDS }))
  .chain(([candidates, demandCount]) => {
    const everyDemand = (1 << demandCount) - 1
    const bits = fc.integer({ min: 0, max: everyDemand })
    const sparse = fc.tuple(bits, bits).map(([a, b]) => a & b)
    return fc.record({
      demandCount: fc.constant(demandCount),
      covered: fc.array(fc.oneof(bits, sparse), { minLength: candidates, maxLength: candidates }),
    })
  })
interface Table {
  demandCount: number
  covered: number[]
}

const membersOf = (bits: number): number[] =>
  Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => (bits & (1 << bit)) !== 0)

const instanceOf = ({ demandCount, covered }: Table): SetCoverInstance =>
  setCoverInstance(demandCount, covered.map(membersOf))

const unionOf = ({ covered }: Table, chosen: readonly number[]): number =>
  chosen.reduce((bits, candidate) => bits | covered[candidate]!, 0)

const allOf = ({ covered }: Table): number => covered.reduce((bits, each) => bits | each, 0)

const bruteForce = (question: Table): number =>
  Math.min(
    ...choices(question.covered.length)
      .filter((chosen) => unionOf(question, chosen) === allOf(question))
      .map(({ length }) => length),
  )

test('the search finds a cover as small as brute force does', () =>
  forAll(100, table, (question) => {
    const search = new SetCoverSearch(instanceOf(question))
    expect(unionOf(question, search.best.chosen)).toBe(allOf(question))
    for (let slice = 0; slice < PAUSES; slice++) search.improve(pausingAfter(ASKS_PER_SLICE))
    const { chosen, objective } = search.best
    expect(new Set(chosen).size).toBe(objective)
    expect([...chosen]).toEqual([...chosen].sort((a, b) => a - b))
    expect(unionOf(question, chosen)).toBe(allOf(question))
    expect(objective).toBe(bruteForce(question))
  }))

test('the bound is never above the optimum and never falls; its suggestion covers', () =>
  forAll(100, table, (question) => {
    const optimum = bruteForce(question)
    const bound = new SetCoverBound(instanceOf(question))
    let before = bound.bound
    for (let slice = 0; slice < PAUSES; slice++) {
      // Another thread may not have found anything yet.
      bound.tighten(slice === 0 ? Number.POSITIVE_INFINITY : optimum, pausingAfter(60))
      expect(bound.bound).toBeGreaterThanOrEqual(before)
      expect(bound.bound).toBeLessThanOrEqual(optimum)
      before = bound.bound
      expect(unionOf(question, bound.suggestion.chosen)).toBe(allOf(question))
      expect(bound.suggestion.objective).toBe(bound.suggestion.chosen.length)
    }
  }))

test('adopting never worsens, takes smaller covers and refuses what does not cover', () =>
  forAll(100, fc.tuple(table, fc.array(fc.nat(MOST_CANDIDATES - 1))), ([question, offered]) => {
    const offer = [...new Set(offered.map((each) => each % question.covered.length))]
    const search = new SetCoverSearch(instanceOf(question))
    const before = search.best.objective
    search.adopt(offer)
    const isCover = unionOf(question, offer) === allOf(question)
    expect(search.best.objective).toBeLessThanOrEqual(
      isCover ? Math.min(before, offer.length) : before,
    )
    expect(unionOf(question, search.best.chosen)).toBe(allOf(question))
    search.improve(pausingAfter(ASKS_PER_SLICE))
    expect(unionOf(question, search.best.chosen)).toBe(allOf(question))
  }))

test('demands that nobody covers are named', () =>
  forAll(100, table, (question) => {
    const everyDemand = (1 << question.demandCount) - 1
    expect(uncoverableDemands(instanceOf(question))).toEqual(
      membersOf(everyDemand & ~allOf(question)),
    )
  }))

test('a reduced problem needs as many sites as the full one', () =>
  forAll(100, table, (question) => {
    const { essential, remainder, candidates } = reduceSetCover(instanceOf(question))
    const covered = Array.from(candidates, (_, j) => {
      const [from, to] = [remainder.candidateStart[j]!, remainder.candidateStart[j + 1]!]
      return remainder.candidateDemands.slice(from, to).reduce((bits, d) => bits | (1 << d), 0)
    })
    const rest = bruteForce({ demandCount: remainder.demandCount, covered })
    expect(essential.length + rest).toBe(bruteForce(question))
  }))

test('branch and cut proves what brute force finds, alone and behind the bound', () =>
  forAll(50, table, (question) => {
    const optimum = bruteForce(question)
    const { bound, solution, isProved } = proveSetCover(highs, instanceOf(question), PROOF_SECONDS)
    expect(isProved).toBe(true)
    expect(bound).toBe(optimum)
    expect(solution?.objective).toBe(optimum)
    expect(unionOf(question, solution?.chosen ?? [])).toBe(allOf(question))
    const behind = new SetCoverBound(instanceOf(question), (cover) =>
      proveSetCover(highs, cover, PROOF_SECONDS),
    )
    behind.tighten(Number.POSITIVE_INFINITY, () => false)
    expect(behind.bound).toBe(optimum)
  }))
