import { expect, test } from 'vitest'
import { MedianBound } from '../../../server/analysis/siting/median-bound.ts'
import {
  evaluateMedian,
  greedyMedian,
  type MedianInstance,
  medianInstance,
  servicesByCandidate,
} from '../../../server/analysis/siting/median-instance.ts'
import { medianPriceUnit } from '../../../server/analysis/siting/median-relaxation.ts'
import { MedianSearch } from '../../../server/analysis/siting/median-search.ts'
import { alongRoad, pausingAfter } from '../../fixtures/siting-instances.ts'

const never = (): boolean => false

/** Villages along a road at these kilometres; each is a candidate, a kilometre costs 1. */
const road = (kilometres: number[], people: number[], baseCost: number): MedianInstance =>
  medianInstance(
    kilometres.length,
    Float64Array.from(people),
    new Float64Array(people.length).fill(baseCost),
    alongRoad(kilometres),
  )

/** Two clusters around 1 and 21, and one small village in the middle. */
const twoClusters = road([0, 1, 2, 11, 20, 21, 22], [10, 10, 10, 1, 10, 10, 10], 100)

test('services that do not beat the base cost are left out, the others are sorted by cost', () => {
  const instance = medianInstance(3, Float64Array.of(5, 7), Float64Array.of(10, 4), [
    { demand: 0, candidate: 2, cost: 9 },
    { demand: 0, candidate: 0, cost: 10 },
    { demand: 0, candidate: 1, cost: 3 },
    { demand: 1, candidate: 0, cost: 5 },
  ])
  expect([...instance.demandStart]).toEqual([0, 2, 2])
  expect([...instance.demandCandidates]).toEqual([1, 2])
  expect([...instance.demandCosts]).toEqual([3, 9])
  expect(evaluateMedian(instance, [])).toBe(5 * 10 + 7 * 4)
  expect(evaluateMedian(instance, [0, 2])).toBe(5 * 9 + 7 * 4)
})

test('fractions and negative numbers are refused, and so are candidates that do not exist', () => {
  const half = [{ demand: 0, candidate: 0, cost: 0.5 }]
  expect(() => medianInstance(1, Float64Array.of(1), Float64Array.of(3), half)).toThrow(RangeError)
  expect(() => medianInstance(1, Float64Array.of(-1), Float64Array.of(3), [])).toThrow(RangeError)
  expect(() => evaluateMedian(twoClusters, [7])).toThrow(RangeError)
})

test('one site stands in the middle, two stand in the clusters', () => {
  const one = new MedianSearch(twoClusters, 1)
  // From kilometre 11: 10 × (11 + 10 + 9) on either side.
  expect(one.best).toEqual({ chosen: [3], objective: 600 })
  const two = new MedianSearch(twoClusters, 2)
  two.improve(pausingAfter(100))
  // 10 × (1 + 0 + 1) in either cluster, and 10 kilometres for the one in the middle.
  expect(two.best).toEqual({ chosen: [1, 5], objective: 50 })
})

test('greedy starts in the middle and cannot leave it, the search does', () => {
  const greedy = greedyMedian(servicesByCandidate(twoClusters), 2)
  expect(greedy[0]).toBe(3)
  expect(evaluateMedian(twoClusters, greedy)).toBeGreaterThan(50)
})

test('the bound reaches the optimum of the two clusters', () => {
  const bound = new MedianBound(twoClusters, 2)
  bound.tighten(50, never)
  expect(bound.bound).toBe(50)
})

test('a site that saves nothing is not proposed, and the search ends by itself', () => {
  const search = new MedianSearch(road([0, 0, 5], [3, 4, 0], 10), 3)
  search.improve(never)
  expect(search.best.objective).toBe(0)
  expect(search.best.chosen).toHaveLength(1)
})

test('where the stations are already there, nothing is proposed and the bound says so', () => {
  const instance = road([0, 4], [3, 4], 0)
  const search = new MedianSearch(instance, 1)
  search.improve(never)
  expect(search.best).toEqual({ chosen: [], objective: 0 })
  const bound = new MedianBound(instance, 1)
  bound.tighten(0, never)
  expect(bound.bound).toBe(0)
})

test('no candidate and no demand are answers as well', () => {
  const nobody = medianInstance(0, Float64Array.of(3), Float64Array.of(7), [])
  expect(new MedianSearch(nobody, 2).best).toEqual({ chosen: [], objective: 21 })
  const bound = new MedianBound(nobody, 2)
  bound.tighten(21, never)
  expect(bound.bound).toBe(21)
  const empty = medianInstance(2, new Float64Array(), new Float64Array(), [])
  expect(new MedianSearch(empty, 1).best).toEqual({ chosen: [], objective: 0 })
  expect(new MedianBound(empty, 1).bound).toBe(0)
})

test('more sites than allowed are not adopted', () => {
  expect(() => new MedianSearch(twoClusters, 2).adopt([0, 1, 2])).toThrow(RangeError)
})

test('prices are as fine as exact sums allow; sums that cannot be exact are refused', () => {
  const big = medianInstance(1, Float64Array.of(2 ** 20), Float64Array.of(2 ** 12), [])
  expect(medianPriceUnit(big, 2 ** 8)).toBe(2 ** -12)
  expect(medianPriceUnit(twoClusters, 2)).toBe(2 ** -20)
  const tooBig = medianInstance(1, Float64Array.of(2 ** 40), Float64Array.of(2 ** 10), [])
  expect(() => medianPriceUnit(tooBig, 8)).toThrow(RangeError)
})
