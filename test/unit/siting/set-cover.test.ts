import { expect, test } from 'vitest'
import { seededRandom } from '../../../server/analysis/random.ts'
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

/** From which points each triple takes one: the lines of the affine plane of order three. */
const steiner9 = setCoverInstance(
  12,
  Array.from({ length: 9 }, (_, point) => {
    const [x, y] = [point % 3, Math.floor(point / 3)]
    return [x, 3 + y, 6 + ((x + y) % 3), 9 + ((x + 2 * y) % 3)]
  }),
)

/** Edges of a cube and its squares, of which each is to have one of the edges (CYC instances). */
const cubeSquares = (dimensions: number) => {
  const squares: string[] = []
  const edges = new Map<string, number[]>()
  for (let corner = 0; corner < 1 << dimensions; corner++) {
    for (let a = 0; a < dimensions; a++) {
      for (let b = 0; b < a; b++) {
        if (corner & (1 << a) || corner & (1 << b)) continue
        const square = squares.push(`${corner} ${a} ${b}`) - 1
        const sides = [
          [corner, a],
          [corner, b],
          [corner | (1 << a), b],
          [corner | (1 << b), a],
        ]
        for (const side of sides) edges.set(`${side}`, [...(edges.get(`${side}`) ?? []), square])
      }
    }
  }
  return setCoverInstance(squares.length, [...edges.values()])
}

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
  // Demand 0 needs candidate 0; of 2 and 3, candidate 2 covers both. No candidate covers demand 4.
  expect(essential).toEqual([0, 2])
  expect(remainder.demandCount).toBe(0)
})

test('a ring cannot be reduced, and is proven by branch and cut', async () => {
  expect(reduceSetCover(ring(7)).remainder.demandCount).toBe(7)
  const proof = proveSetCover(await loadHighs(), ring(7), PROOF_SECONDS)
  expect(proof).toMatchObject({ bound: 3, isFinal: true, solution: { objective: 3 } })
})

test('a prover that is not there yet is asked again, and one that does not decide gets more time', () => {
  const asked: number[] = []
  let isThere = false
  const bound = new SetCoverBound(fano, (_, seconds) => {
    if (!isThere) return null
    asked.push(seconds)
    return { bound: 2, solution: null, isFinal: false }
  })
  bound.tighten(3, never)
  expect(bound.bound).toBe(3)
  const open = new SetCoverBound(steiner9, (_, seconds) => {
    asked.push(seconds)
    return isThere ? { bound: 4, solution: null, isFinal: false } : null
  })
  open.tighten(5, never)
  expect([open.bound, asked.length]).toEqual([3, 1])
  isThere = true
  open.tighten(5, never)
  open.tighten(5, never)
  expect(open.bound).toBe(4)
  expect(asked).toEqual([0.75, 0.75, 1.5, 3, 6])
})

test('of a Steiner system of nine points five meet every triple, and that is proved', async () => {
  const highs = await loadHighs()
  const search = new SetCoverSearch(steiner9)
  search.improve(pausingAfter(1000))
  expect(search.best.objective).toBe(5)
  const bound = new SetCoverBound(steiner9, (cover, seconds) =>
    proveSetCover(highs, cover, seconds),
  )
  bound.tighten(search.best.objective, never)
  expect(bound.bound).toBe(5)
})

test('the least that meets every square of a cube of six dimensions is found: 60 edges', () => {
  const search = new SetCoverSearch(cubeSquares(6))
  search.improve(pausingAfter(200_000))
  expect(search.best.objective).toBe(60)
  expect(uncoveredDemands(cubeSquares(6), search.best.chosen)).toEqual([])
  const bound = new SetCoverBound(cubeSquares(6))
  bound.tighten(60, never)
  // An edge is in five squares and a square has four edges: a quarter of each edge is enough.
  expect(bound.bound).toBe(48)
})

test('of many chosen candidates a sample is enough to come down from the greedy cover', () => {
  const squares = cubeSquares(9)
  const search = new SetCoverSearch(squares)
  const greedy = search.best.objective
  search.improve(pausingAfter(50_000))
  // The best known has 772.
  expect([greedy > 850, search.best.objective < 830]).toEqual([true, true])
  expect(search.best.chosen.length).toBe(search.best.objective)
  expect(uncoveredDemands(squares, search.best.chosen)).toEqual([])
})

test('what is too large for branch and cut is left to prices', async () => {
  const random = seededRandom(1)
  const demands = Array.from({ length: 400 }, (_, demand) => demand)
  const dense = setCoverInstance(
    demands.length,
    demands.map(() => demands.filter(() => random() < 0.5)),
  )
  const { solution, isFinal } = proveSetCover(await loadHighs(), dense, PROOF_SECONDS)
  expect([solution, isFinal]).toEqual([null, true])
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
