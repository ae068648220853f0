/** Transfer plans against every plan there is, on problems small enough to write them all down. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTransfer, evaluateTransfer } from '../../server/analysis/transfer/evaluate.ts'
import {
  HORIZON_SECONDS,
  type TransferFlow,
  type TransferInstance,
} from '../../server/analysis/transfer/instance.ts'
import {
  searchNeighbourhoods,
  siteGroup,
} from '../../server/analysis/transfer/neighbourhood-search.ts'
import { OBJECTIVES, type ObjectiveValues } from '../../server/analysis/transfer/objectives.ts'
import { planTransfer, proveTransfer } from '../../server/analysis/transfer/plan-transfer.ts'
import { relaxTransfer } from '../../server/analysis/transfer/relaxation.ts'
import { lorryShares } from '../../server/analysis/transfer/transfer-question.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { forAll, runs } from '../fixtures/runs.ts'
import { LARGE_LORRY, transferInstance } from '../fixtures/transfer-instances.ts'

const highs = await loadHighs()

interface Lorry {
  readonly kilograms: number
  readonly cubicMetres: number
}
const SMALL_LORRY: Lorry = { kilograms: 1000, cubicMetres: 4 }

/**
 * Lorries for so many units of each item, where what one unit takes of a lorry is one part of as
 * many as fit; null where one does not fit at all.
 */
const lorriesNeeded = (
  { kilograms, cubicMetres }: TransferInstance,
  units: readonly number[],
  lorry: Lorry,
  isLimited: boolean,
): number | null => {
  const filled = (perUnit: Float64Array, capacity: number): number => {
    let lorries = 0
    for (const [item, quantity] of units.entries()) {
      if (quantity === 0 || perUnit[item] === 0) continue
      const fitting = Math.floor(capacity / perUnit[item]! + 1e-9)
      if (fitting > 0) lorries += quantity / fitting
      else lorries += isLimited ? Number.POSITIVE_INFINITY : (quantity * perUnit[item]!) / capacity
    }
    return lorries
  }
  const most = Math.max(filled(kilograms, lorry.kilograms), filled(cubicMetres, lorry.cubicMetres))
  return Number.isFinite(most) ? Math.ceil(most - 1e-9) : null
}

/** What a plan comes to, written anew from the contract's words; null where it breaks a rule. */
const judge = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
  lorry: Lorry,
): ObjectiveValues | null => {
  const { siteCount, stockpileCount, itemCount } = instance
  const of = (stockpile: number, site: number, item: number): number =>
    flows
      .filter((f) => f.stockpile === stockpile && f.site === site && f.item === item)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
  const sites = range(siteCount)
  const stockpiles = range(stockpileCount)
  const items = range(itemCount)
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  for (const s of stockpiles) {
    let lorries = 0
    for (const d of sites) {
      const isUsed = items.some((i) => of(s, d, i) > 0)
      if (isUsed && !Number.isFinite(instance.arrivalSeconds[s * siteCount + d]!)) return null
      const units = items.map((i) => of(s, d, i))
      const needed = lorriesNeeded(instance, units, lorry, instance.lorries !== null)
      if (needed === null) return null
      lorries += needed
    }
    if (instance.lorries && lorries > instance.lorries[s]!) return null
    for (const i of items) {
      const sent = sum(sites.map((d) => of(s, d, i)))
      if (sent > instance.free[s * itemCount + i]! + instance.reserve[s * itemCount + i]!)
        return null
    }
  }
  const values = { missed: 0, lateness: 0, reserve: 0, distance: 0, arrival: 0, haul: 0 }
  for (const d of sites) {
    for (const i of items) {
      const wanted = instance.demand[d * itemCount + i]!
      if (wanted === 0) continue
      const weight = instance.siteWeight[d]!
      let [inTime, got] = [0, 0]
      for (const s of stockpiles) {
        const quantity = of(s, d, i)
        if (quantity === 0) continue
        const arrival = instance.arrivalSeconds[s * siteCount + d]!
        const late = Math.max(0, arrival - instance.deadlineSeconds[d]!) / 60
        got += quantity
        if (late === 0) inTime += quantity
        values.lateness += ((weight * quantity) / wanted) * late
        const tonnes = (quantity * instance.kilograms[i]!) / 1000
        values.distance += tonnes * instance.administrativeDistance[s * siteCount + d]!
        values.arrival = Math.max(values.arrival, arrival)
        if (instance.isNearFirst) {
          values.haul += (tonnes * instance.travelSeconds[s * siteCount + d]!) / 60
        }
      }
      if (got > wanted) return null
      values.missed += weight * (1 - inTime / wanted)
      values.lateness += weight * (1 - got / wanted) * (HORIZON_SECONDS / 60)
    }
  }
  for (const s of stockpiles) {
    for (const i of items) {
      const sent = sum(sites.map((d) => of(s, d, i)))
      const below = sent - instance.free[s * itemCount + i]!
      if (below > 0) values.reserve += below / instance.minimum[s * itemCount + i]!
    }
  }
  return values
}

const isLess = (a: ObjectiveValues, b: ObjectiveValues): boolean => {
  for (const objective of OBJECTIVES)
    if (Math.abs(a[objective] - b[objective]) > 1e-7) return a[objective] < b[objective]
  return false
}

/** The best of all plans in whole units. */
const bestOfAll = (instance: TransferInstance): ObjectiveValues => {
  const { siteCount, stockpileCount, itemCount } = instance
  const choices: { stockpile: number; site: number; item: number; most: number }[] = []
  for (let stockpile = 0; stockpile < stockpileCount; stockpile++) {
    for (let site = 0; site < siteCount; site++) {
      for (let item = 0; item < itemCount; item++) {
        const supply = stockpile * itemCount + item
        const most = Math.min(
          instance.free[supply]! + instance.reserve[supply]!,
          instance.demand[site * itemCount + item]!,
        )
        if (most > 0) choices.push({ stockpile, site, item, most })
      }
    }
  }
  let best: ObjectiveValues | null = null
  const flows: TransferFlow[] = []
  const visit = (index: number): void => {
    const choice = choices[index]
    if (!choice) {
      const values = judge(instance, flows, SMALL_LORRY)
      if (values && (!best || isLess(values, best))) best = values
      return
    }
    visit(index + 1)
    const { most, ...at } = choice
    for (let quantity = 1; quantity <= most; quantity++) {
      flows.push({ ...at, quantity })
      visit(index + 1)
      flows.pop()
    }
  }
  visit(0)
  return best!
}

const tinyInstance: fc.Arbitrary<TransferInstance> = fc
  .record({ sites: fc.integer({ min: 1, max: 2 }), stockpiles: fc.integer({ min: 1, max: 3 }) })
  .chain(({ sites, stockpiles }) => {
    const items = sites === 2 && stockpiles === 3 ? 1 : 2
    const list = <T>(count: number, of: fc.Arbitrary<T>) =>
      fc.array(of, { minLength: count, maxLength: count })
    const integers = (count: number, of: fc.Arbitrary<number>) =>
      list(count, of).map((drawn) => Int32Array.from(drawn))
    const numbers = (count: number, of: fc.Arbitrary<number>) =>
      list(count, of).map((drawn) => Float64Array.from(drawn))
    const minutes = fc.integer({ min: 1, max: 9 }).map((tens) => tens * 600)
    const never = fc.constant(Number.POSITIVE_INFINITY)
    const travel = fc.oneof({ weight: 6, arbitrary: minutes }, { weight: 1, arbitrary: never })
    return fc
      .record({
        demand: integers(sites * items, fc.integer({ min: 0, max: 2 })),
        siteWeight: numbers(sites, fc.constantFrom(1, 4, 16)),
        deadlineSeconds: numbers(sites, fc.oneof(minutes, never)),
        free: integers(stockpiles * items, fc.integer({ min: 0, max: 2 })),
        reserve: integers(stockpiles * items, fc.constantFrom(0, 0, 1)),
        travelSeconds: numbers(stockpiles * sites, travel),
        administrativeDistance: list(stockpiles * sites, fc.integer({ min: 0, max: 3 })).map(
          (drawn) => Uint8Array.from(drawn),
        ),
        lorries: fc.option(integers(stockpiles, fc.integer({ min: 0, max: 2 })), { nil: null }),
        kilograms: numbers(items, fc.constantFrom(100, 400, 700, 1100)),
        cubicMetres: numbers(items, fc.constantFrom(0, 1, 3)),
        isNearFirst: fc.boolean(),
      })
      .map((drawn): TransferInstance => {
        const shares = (capacity: number, perUnit: Float64Array) =>
          lorryShares(Array(stockpiles).fill(capacity), [...perUnit], drawn.lorries !== null)
        return {
          ...drawn,
          ...{ siteCount: sites, stockpileCount: stockpiles, itemCount: items },
          minimum: drawn.reserve.map((each) => each * 2),
          arrivalSeconds: drawn.travelSeconds.map((seconds) => seconds + 600),
          massShare: shares(SMALL_LORRY.kilograms, drawn.kilograms),
          volumeShare: shares(SMALL_LORRY.cubicMetres, drawn.cubicMetres),
        }
      })
  })

describe('on small problems', () => {
  test('a plan is as good as the best of all plans, keeps every rule, and is proved', () => {
    fc.assert(
      fc.property(tinyInstance, (instance) => {
        const { solution, proofs } = planTransfer(highs, instance)
        expect(checkTransfer(instance, solution)).toEqual([])
        const judged = judge(instance, solution.flows, SMALL_LORRY)
        expect(judged).not.toBeNull()
        const best = bestOfAll(instance)
        for (const objective of OBJECTIVES) {
          expect(solution.values[objective]).toBeCloseTo(judged![objective], 6)
          expect(solution.values[objective], objective).toBeCloseTo(best[objective], 5)
        }
        for (const { objective, value, bound } of proofs) {
          expect(bound, objective).toBeLessThanOrEqual(value + 1e-6)
          expect(bound, objective).toBeLessThanOrEqual(
            best[objective] + 1e-5 * Math.max(1, best[objective]),
          )
        }
      }),
      { numRuns: runs(400), seed: 20261123 },
    )
  })

  test.each([
    ['only the nearest flows are looked at', { mostFlows: 1, seconds: 12 }],
    ['no linear plan is found in time', { mostFlows: 100_000, seconds: 0 }],
  ])('where %s a plan keeps every rule, and no more is promised of it', (_, limits) => {
    forAll(300, tinyInstance, (instance) => {
      const { solution, proofs } = planTransfer(highs, instance, () => false, limits)
      expect(checkTransfer(instance, solution)).toEqual([])
      const judged = judge(instance, solution.flows, SMALL_LORRY)
      expect(judged).not.toBeNull()
      const best = bestOfAll(instance)
      for (const { objective, value, bound } of proofs) {
        expect(value, objective).toBeCloseTo(judged![objective], 6)
        expect(bound, objective).toBeLessThanOrEqual(best[objective] + 1e-6)
      }
      expect(isLess(solution.values, best)).toBe(false)
    })
  })
})

describe('a search that begins with an empty plan', () => {
  const nothing = (instance: TransferInstance) => ({
    flows: [],
    trips: [],
    values: evaluateTransfer(instance, []),
  })

  test.each([0, 0.01, 1])(
    'and has %s s keeps every rule, and no plan beats its bounds',
    (seconds) => {
      forAll(150, tinyInstance, (instance) => {
        const start = { solution: nothing(instance), proofs: [] }
        const { solution, proofs } = proveTransfer(highs, instance, start, {
          ...{ seconds, gapPercent: 0 },
        })
        expect(checkTransfer(instance, solution)).toEqual([])
        const judged = judge(instance, solution.flows, SMALL_LORRY)!
        const best = bestOfAll(instance)
        expect(isLess(solution.values, best)).toBe(false)
        for (const { objective, value, bound } of proofs) {
          expect(value, objective).toBeCloseTo(judged[objective], 6)
          // Each bound is for plans that serve the earlier objectives as well; the best may not.
          if (best[objective] > value + 1e-7) break
          expect(bound, objective).toBeLessThanOrEqual(
            best[objective] + 1e-5 * Math.max(1, best[objective]),
          )
        }
      })
    },
  )

  test('proves the plan that it ends with, whatever a later objective improved on the way', () => {
    // What is missed is put right while less distance is sought, in about every tenth run.
    const instance: TransferInstance = {
      ...{ siteCount: 2, stockpileCount: 2, itemCount: 2, isNearFirst: true },
      demand: Int32Array.of(2, 1, 0, 0),
      siteWeight: Float64Array.of(1, 1),
      deadlineSeconds: Float64Array.of(3000, 600),
      free: Int32Array.of(1, 1, 1, 1),
      reserve: Int32Array.of(1, 0, 0, 0),
      minimum: Int32Array.of(2, 0, 0, 0),
      arrivalSeconds: Float64Array.of(1800, 2400, 1200, 3000),
      travelSeconds: Float64Array.of(1200, 1800, 600, 2400),
      administrativeDistance: Uint8Array.of(2, 1, 2, 0),
      lorries: Int32Array.of(1, 1),
      massShare: Float64Array.of(0.5, 0.1, 0.5, 0.1),
      volumeShare: Float64Array.of(0.25, 1, 0.25, 1),
      kilograms: Float64Array.of(400, 100),
      cubicMetres: Float64Array.of(1, 3),
    }
    for (let run = 0; run < 60; run++) {
      const start = { solution: nothing(instance), proofs: [] }
      const limits = { seconds: 0, gapPercent: 0 }
      const { solution, proofs } = proveTransfer(highs, instance, start, limits)
      for (const { objective, value, bound, gapPercent } of proofs) {
        expect(value).toBe(solution.values[objective])
        if (value === bound) expect(gapPercent).toBe(0)
      }
    }
  })

  test('plans the goods of a few sites anew without touching what the others get', () => {
    for (let seed = 1; seed <= runs(2); seed++) {
      const instance = transferInstance({
        ...{ sites: 9, stockpiles: 6, items: 4, fleet: 'tight', seed },
      })
      const start = nothing(instance)
      const limits = { seconds: 20, isEnough: () => false }
      const found = searchNeighbourhoods(highs, instance, start, limits)
      expect(checkTransfer(instance, found)).toEqual([])
      expect(judge(instance, found.flows, LARGE_LORRY)!.missed).toBeCloseTo(found.values.missed, 6)
      expect(isLess(found.values, start.values)).toBe(true)
      const { flows, merge } = siteGroup(instance, found, [1, 4, 5])
      expect(merge(flows).flows).toHaveLength(found.flows.length)
      expect(merge(flows).flows).toEqual(expect.arrayContaining([...found.flows]))
      const emptied = merge([]).flows
      expect(emptied).toEqual(found.flows.filter(({ site }) => ![1, 4, 5].includes(site)))
    }
  })
})

test.each(['none', 'ample', 'tight'] as const)(
  'on larger problems with a fleet that is %s a plan keeps every rule and its proof only improves it',
  (fleet) => {
    for (let seed = 1; seed <= runs(2); seed++) {
      const instance = transferInstance({ sites: 8, stockpiles: 12, items: 5, fleet, seed })
      const quick = planTransfer(highs, instance)
      const proved = proveTransfer(highs, instance, quick, { seconds: 1, gapPercent: 0.5 })
      const relaxed = relaxTransfer(highs, instance).values
      for (const { solution, proofs } of [quick, proved]) {
        expect(checkTransfer(instance, solution)).toEqual([])
        const judged = judge(instance, solution.flows, LARGE_LORRY)!
        expect(evaluateTransfer(instance, solution.flows).missed).toBeCloseTo(judged.missed, 6)
        expect(solution.values.missed).toBeGreaterThanOrEqual(relaxed.missed - 1e-5)
        for (const { value, bound } of proofs) expect(bound).toBeLessThanOrEqual(value + 1e-6)
      }
      expect(isLess(quick.solution.values, proved.solution.values)).toBe(false)
    }
  },
  60_000,
)
