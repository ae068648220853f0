import { expect, test } from 'vitest'
import {
  CenterBound,
  type CenterInstance,
  CenterSearch,
  centerThresholds,
  coverWithin,
  evaluateCenter,
  unreachableDemands,
} from '../../../server/analysis/siting/center.ts'
import { medianInstance } from '../../../server/analysis/siting/median-instance.ts'
import { alongRoad, pausingAfter } from '../../fixtures/siting-instances.ts'

const CAP = 100
const never = (): boolean => false

/** Villages along a road at these kilometres; a station can stand in each of `sites`. */
const road = (kilometres: number[], sites: number[], stations: number[] = []): CenterInstance => ({
  ...medianInstance(
    sites.length,
    new Float64Array(kilometres.length).fill(1),
    Float64Array.from(kilometres, (to) => Math.min(CAP, ...stations.map((s) => Math.abs(to - s)))),
    alongRoad(kilometres, sites),
  ),
  capCost: CAP,
})

const EVERY_KILOMETRE = Array.from({ length: 31 }, (_, kilometre) => kilometre)

test('sites share a road evenly', () => {
  // 31 villages: one site in the middle is 15 from either end; three serve 10 or 11 each, 5 away.
  for (const [siteCount, worst] of [
    [1, 15],
    [2, 8],
    [3, 5],
    [31, 0],
  ] as const) {
    const instance = road(EVERY_KILOMETRE, EVERY_KILOMETRE)
    const search = new CenterSearch(instance, siteCount)
    search.improve(pausingAfter(5000))
    expect(search.best.objective).toBe(worst)
    expect(evaluateCenter(instance, search.best.chosen)).toBe(worst)
    const bound = new CenterBound(instance, siteCount)
    bound.tighten(worst, never)
    expect(bound.bound).toBe(worst)
  }
})

test('villages near a present station need no site', () => {
  const instance = road(EVERY_KILOMETRE, EVERY_KILOMETRE, [0])
  // The station serves 0 to d, the site 2d + 1 more: 31 ≤ 3d + 2.
  const search = new CenterSearch(instance, 1)
  search.improve(pausingAfter(5000))
  expect(search.best).toEqual({ chosen: [20], objective: 10 })
})

test('a village that nothing reaches is named and does not count', () => {
  const instance = road([0, 4, 500], [0, 4])
  expect(unreachableDemands(instance)).toEqual([2])
  expect(evaluateCenter(instance, [0])).toBe(4)
  expect([...centerThresholds(instance)]).toEqual([0, 4, CAP])
})

test('what only an unchosen site would reach counts with the cap', () => {
  const instance = road([0, 150], [0, 150])
  expect(unreachableDemands(instance)).toEqual([])
  const search = new CenterSearch(instance, 1)
  search.improve(pausingAfter(200))
  expect(search.best.objective).toBe(CAP)
  const bound = new CenterBound(instance, 1)
  bound.tighten(CAP, never)
  expect(bound.bound).toBe(CAP)
})

test('the covering problem of a threshold holds only who is not served yet', () => {
  const cover = coverWithin(road([0, 3, 6, 500], [0, 6], [7]), 2)
  // Kilometre 6 is 1 from the station; 3 lies beyond 2 of everything.
  expect(cover.demandCount).toBe(2)
  expect([...cover.candidateStart]).toEqual([0, 1, 1])
  expect([...cover.candidateDemands]).toEqual([0])
})

test('more sites than allowed are not adopted; nobody at all costs nothing', () => {
  const search = new CenterSearch(road([0, 4, 9], [0, 4, 9]), 2)
  expect(() => search.adopt([0, 1, 2])).toThrow(RangeError)
  const empty = road([], [1])
  expect(new CenterSearch(empty, 1).best).toEqual({ chosen: [], objective: 0 })
  expect(new CenterBound(empty, 1).bound).toBe(0)
})
