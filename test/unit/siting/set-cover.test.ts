import { expect, test } from 'vitest'
import { proveSetCover } from '../../../server/analysis/siting/branch-and-cut.ts'
import { SetCoverBound } from '../../../server/analysis/siting/set-cover-bound.ts'
import {
  reduceSetCover,
  setCoverInstance,
  uncoverableDemands,
  uncoveredDemands,
} from '../../../server/analysis/siting/set-cover-instance.ts'
import { SetCoverSearch } from '../../../server/analysis/siting/set-cover-search.ts'
import { loadHighs } from '../../../server/worker/highs.ts'
import { pausingAfter } from '../../fixtures/siting-instances.ts'

const PROOF_SECONDS = 10
const never = (): boolean => false

/** A ring of villages; a station covers its own and the two beside it: ⌈n / 3⌉ are needed. */
const ring = (count: number) =>
  setCoverInstance(
    count,
    Array.from({ length: count }, (_, i) => [(i + count - 1) % count, i, (i + 1) % count]),
  )

/** The lines of the Fano plane: every two share a point, so no two points are independent; any
 *  cover takes three lines, while a third of each line is enough for the prices (7/3). */
const fano = setCoverInstance(7, [
  [0, 1, 2],
  [0, 3, 4],
  [0, 5, 6],
  [1, 3, 5],
  [1, 4, 6],
  [2, 3, 6],
  [2, 4, 5],
])

test('greedy takes the big one and needs three, the search finds the two', () => {
  const instance = setCoverInstance(8, [
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [1, 2, 3, 4, 5, 6],
  ])
  const search = new SetCoverSearch(instance)
  search.improve(pausingAfter(50))
  expect(search.best).toEqual({ chosen: [0, 1], objective: 2 })
})

test('search and bound meet on a ring, whatever its length', () => {
  for (const count of [3, 7, 12, 31, 50]) {
    const search = new SetCoverSearch(ring(count))
    search.improve(pausingAfter(5000))
    expect(search.best.objective).toBe(Math.ceil(count / 3))
    const bound = new SetCoverBound(ring(count))
    bound.tighten(search.best.objective, never)
    expect(bound.bound).toBe(Math.ceil(count / 3))
  }
})

test('prices lift the bound above the number of independent demands, and round up', () => {
  const bound = new SetCoverBound(fano)
  bound.tighten(3, never)
  expect(bound.bound).toBe(3)
})

test('essential candidates are taken, dominated ones dropped', () => {
  const { essential, remainder } = reduceSetCover(
    setCoverInstance(5, [[0, 1], [1, 2], [2, 3], [3], []]),
  )
  // Demand 0 needs candidate 0; of 2 and 3, candidate 2 covers both. Nobody covers demand 4.
  expect(essential).toEqual([0, 2])
  expect(remainder.demandCount).toBe(0)
})

test('a ring cannot be reduced, and is proven by branch and cut', async () => {
  expect(reduceSetCover(ring(7)).remainder.demandCount).toBe(7)
  const proof = proveSetCover(await loadHighs(), ring(7), PROOF_SECONDS)
  expect(proof).toMatchObject({ bound: 3, isProved: true, solution: { objective: 3 } })
})

test('nothing to cover takes nothing; uncoverable demands are named and left out', () => {
  const nothing = setCoverInstance(2, [[], []])
  expect(uncoverableDemands(nothing)).toEqual([0, 1])
  const search = new SetCoverSearch(nothing)
  search.improve(never)
  expect(search.best).toEqual({ chosen: [], objective: 0 })
  const bound = new SetCoverBound(nothing)
  bound.tighten(0, never)
  expect(bound.bound).toBe(0)
})

test('uncovered demands are those of no chosen candidate', () => {
  expect(uncoveredDemands(fano, [0, 1])).toEqual([5, 6])
})
