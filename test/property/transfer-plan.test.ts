/** Transfer plans against every plan there is, on problems small enough to write them all down. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlanAim, usualAims } from '../../data/plan-request.ts'
import { checkTransfer, evaluateTransfer } from '../../server/analysis/transfer/evaluate.ts'
import type { ProvedPlan, TransferInstance } from '../../server/analysis/transfer/instance.ts'
import {
  searchNeighbourhoods,
  siteGroup,
} from '../../server/analysis/transfer/neighbourhood-search.ts'
import { planTransfer, proveTransfer } from '../../server/analysis/transfer/plan-transfer.ts'
import { relaxTransfer } from '../../server/analysis/transfer/relaxation.ts'
import { lorryShares } from '../../server/analysis/transfer/transfer-question.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { bestOfAll, isLess, judge, SMALL_LORRY } from '../fixtures/every-transfer.ts'
import { forAll, runs } from '../fixtures/runs.ts'
import { LARGE_LORRY, ownSenders, transferInstance } from '../fixtures/transfer-instances.ts'

const highs = await loadHighs()

const AIMS = usualAims(false)

/** The usual orders, and any other with any aims left out. */
const orderOfAims: fc.Arbitrary<readonly PlanAim[]> = fc.oneof(
  fc.constantFrom(AIMS, usualAims(true)),
  fc
    .tuple(fc.constantFrom('missed', 'lateness'), fc.shuffledSubarray([...AIMS]))
    .map(([first, others]) => [first, ...others.filter((aim) => aim !== first)] as PlanAim[]),
)

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
    const bytes = (count: number, max: number) =>
      list(count, fc.integer({ min: 0, max })).map((drawn) => Uint8Array.from(drawn))
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
        countyDistance: bytes(stockpiles * sites, 2),
        townDistance: bytes(stockpiles * sites, 1),
        lorries: fc.option(integers(stockpiles, fc.integer({ min: 0, max: 2 })), { nil: null }),
        kilograms: numbers(items, fc.constantFrom(100, 400, 700, 1100)),
        cubicMetres: numbers(items, fc.constantFrom(0, 1, 3)),
        objectives: orderOfAims,
      })
      .map((drawn): TransferInstance => {
        const shares = (capacity: number, perUnit: Float64Array) =>
          lorryShares(Array(stockpiles).fill(capacity), [...perUnit], drawn.lorries !== null)
        return {
          ...drawn,
          ...{ siteCount: sites, stockpileCount: stockpiles, itemCount: items },
          ...{ ...ownSenders(stockpiles), repeats: null },
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
        const judged = judge(instance, solution.flows, () => SMALL_LORRY)
        expect(judged).not.toBeNull()
        const best = bestOfAll(instance)!
        for (const objective of instance.objectives) {
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
      const judged = judge(instance, solution.flows, () => SMALL_LORRY)
      expect(judged).not.toBeNull()
      const best = bestOfAll(instance)!
      for (const { objective, value, bound } of proofs) {
        expect(value, objective).toBeCloseTo(judged![objective], 6)
        expect(bound, objective).toBeLessThanOrEqual(best[objective] + 1e-6)
      }
      expect(isLess(instance, solution.values, best)).toBe(false)
    })
  })
})

/** The same, its first item being machines that leave at once and by themselves. */
const withMachines = (instance: TransferInstance): TransferInstance => {
  const { senderCount, stockpileCount, itemCount, fleetOf, stockpileOf } = instance
  const twice = <Table extends Float64Array | Int32Array | Uint8Array>(table: Table): Table =>
    (table.constructor as unknown as { from: (list: number[]) => Table }).from([...table, ...table])
  const shares = (table: Float64Array): Float64Array =>
    twice(table).map((share, load) => {
      const isDriven = load % itemCount === 0
      if (isDriven !== load >= stockpileCount * itemCount) return Number.POSITIVE_INFINITY
      return isDriven ? 0 : share
    })
  const handling = instance.arrivalSeconds.length
  return {
    ...instance,
    senderCount: 2 * senderCount,
    stockpileOf: twice(stockpileOf),
    fleetOf: twice(fleetOf),
    arrivalSeconds: twice(instance.arrivalSeconds).map((seconds, arc) =>
      arc < handling ? seconds : instance.travelSeconds[arc - handling]!,
    ),
    travelSeconds: twice(instance.travelSeconds),
    countyDistance: twice(instance.countyDistance),
    townDistance: twice(instance.townDistance),
    massShare: shares(instance.massShare),
    volumeShare: shares(instance.volumeShare),
  }
}

test('with machines that drive themselves a plan is the best of all, and what is proved is true', () => {
  const machines = new Set([0])
  forAll(150, tinyInstance, (drawn) => {
    const instance = withMachines(drawn)
    const lorryOf = (sender: number) => (sender < drawn.senderCount ? SMALL_LORRY : null)
    const { solution, proofs } = planTransfer(highs, instance)
    expect(checkTransfer(instance, solution)).toEqual([])
    const judged = judge(instance, solution.flows, lorryOf, machines)
    const best = bestOfAll(instance, lorryOf, () => true, machines)!
    for (const { objective, bound } of proofs) {
      expect(solution.values[objective]).toBeCloseTo(judged![objective], 6)
      expect(solution.values[objective], objective).toBeCloseTo(best[objective], 5)
      expect(bound, objective).toBeLessThanOrEqual(
        best[objective] + 1e-5 * Math.max(1, best[objective]),
      )
    }
  })
})

/** The same with one lorry for hire, twice as large, that comes later to whichever stockpile it is sent. */
const withHired = (instance: TransferInstance): TransferInstance => {
  const { senderCount, stockpileCount, stockpileOf, lorries } = instance
  const twice = (table: Float64Array) => Float64Array.from([...table, ...table])
  const arcs = instance.arrivalSeconds.length
  const shares = (table: Float64Array, capacity: number, perUnit: Float64Array) => {
    const hired = lorryShares(Array(stockpileCount).fill(2 * capacity), [...perUnit], true)
    return Float64Array.from([...table, ...hired])
  }
  return {
    ...instance,
    senderCount: 2 * senderCount,
    stockpileOf: Int32Array.from([...stockpileOf, ...stockpileOf]),
    fleetOf: Int32Array.from([...instance.fleetOf, ...stockpileOf.map(() => stockpileCount)]),
    lorries: Int32Array.from([...lorries!, 1]),
    arrivalSeconds: twice(instance.arrivalSeconds).map((seconds, arc) =>
      arc < arcs ? seconds : seconds + 300 * (1 + (arc % 3)),
    ),
    travelSeconds: twice(instance.travelSeconds),
    countyDistance: Uint8Array.from([...instance.countyDistance, ...instance.countyDistance]),
    townDistance: Uint8Array.from([...instance.townDistance, ...instance.townDistance]),
    massShare: shares(instance.massShare, SMALL_LORRY.kilograms, instance.kilograms),
    volumeShare: shares(instance.volumeShare, SMALL_LORRY.cubicMetres, instance.cubicMetres),
  }
}

test('with a hired lorry a plan is the best of all, and what is proved is true', () => {
  const few = tinyInstance.filter(
    ({ lorries, free, siteCount }) => lorries !== null && free.length * siteCount <= 4,
  )
  const twice = { kilograms: 2 * SMALL_LORRY.kilograms, cubicMetres: 2 * SMALL_LORRY.cubicMetres }
  forAll(80, few, (drawn) => {
    const instance = withHired(drawn)
    const lorryOf = (sender: number) => (sender < drawn.senderCount ? SMALL_LORRY : twice)
    const { solution, proofs } = planTransfer(highs, instance)
    expect(checkTransfer(instance, solution)).toEqual([])
    const judged = judge(instance, solution.flows, lorryOf)
    const best = bestOfAll(instance, lorryOf)!
    for (const { objective, bound } of proofs) {
      expect(solution.values[objective]).toBeCloseTo(judged![objective], 6)
      expect(solution.values[objective], objective).toBeCloseTo(best[objective], 5)
      expect(bound, objective).toBeLessThanOrEqual(
        best[objective] + 1e-5 * Math.max(1, best[objective]),
      )
    }
  })
})

/** By its own lorries, of the same size everywhere. */
const expectBestOfAll = (instance: TransferInstance): void => {
  const { solution, proofs } = planTransfer(highs, instance)
  expect(checkTransfer(instance, solution)).toEqual([])
  const judged = judge(instance, solution.flows, () => SMALL_LORRY)
  const best = bestOfAll(instance)!
  for (const { objective, bound } of proofs) {
    expect(solution.values[objective]).toBeCloseTo(judged![objective], 6)
    expect(solution.values[objective], objective).toBeCloseTo(best[objective], 5)
    const slack = 1e-5 * Math.max(1, best[objective])
    expect(bound, objective).toBeLessThanOrEqual(best[objective] + slack)
  }
}

/** Two sites, one item of which a unit takes so much of a lorry; the first site has no deadline. */
const twoSites = {
  ...{ siteCount: 2, siteWeight: Float64Array.of(1, 1), objectives: AIMS },
  deadlineSeconds: Float64Array.of(Number.POSITIVE_INFINITY, 6000),
}

test('one store and one lorry serve as much as two do where what is open is open in both', () => {
  // Either site gets its full lorry; the second store's drives again to the first, with the rest.
  const shares = lorryShares([1000, 1000], [700, 100], true)
  const travelSeconds = Float64Array.of(600, 600, 600, 600)
  expectBestOfAll({
    ...{ ...twoSites, stockpileCount: 2, itemCount: 2, ...ownSenders(2) },
    demand: Int32Array.of(1, 1, 1, 0),
    deadlineSeconds: Float64Array.of(4200, Number.POSITIVE_INFINITY),
    free: Int32Array.of(0, 1, 2, 1),
    ...{ reserve: new Int32Array(4), minimum: new Int32Array(4) },
    ...{ travelSeconds, arrivalSeconds: travelSeconds.map((seconds) => seconds + 600) },
    ...{ countyDistance: Uint8Array.of(2, 0, 2, 2), townDistance: new Uint8Array(4) },
    lorries: Int32Array.of(1, 1),
    ...{ kilograms: Float64Array.of(700, 100), cubicMetres: new Float64Array(2) },
    ...{ massShare: shares, volumeShare: new Float64Array(4) },
    repeats: {
      mostTrips: Int32Array.of(1, 1, 2, 1),
      cycleSeconds: travelSeconds.map((seconds) => seconds + 600),
    },
  })
})

test('a lorry that drives twice carries no unit in halves: the stores change their sites for it', () => {
  const shares = lorryShares(Array(3).fill(1000), [1100], false)
  const arrivalSeconds = Float64Array.of(3000, 3000, 4800, 6000, 4800, 1200)
  expectBestOfAll({
    ...{ ...twoSites, stockpileCount: 3, itemCount: 1, ...ownSenders(3), lorries: null },
    demand: Int32Array.of(2, 1),
    free: Int32Array.of(1, 0, 2),
    ...{ reserve: new Int32Array(3), minimum: new Int32Array(3) },
    ...{ arrivalSeconds, travelSeconds: arrivalSeconds.map((seconds) => seconds - 600) },
    countyDistance: Uint8Array.of(1, 0, 1, 1, 1, 0),
    townDistance: Uint8Array.of(0, 1, 0, 0, 1, 0),
    ...{ kilograms: Float64Array.of(1100), cubicMetres: Float64Array.of(0) },
    ...{ massShare: shares, volumeShare: new Float64Array(3) },
    repeats: {
      mostTrips: Int32Array.of(1, 1, 1, 1, 1, 2),
      cycleSeconds: arrivalSeconds.map((seconds) => seconds / 2),
    },
  })
})

test('with lorries that drive again a plan is the best of all, and what is proved is true', () => {
  const withRepeats = fc
    .tuple(
      tinyInstance.filter(({ objectives }) => {
        const [lorries, arrival] = [objectives.indexOf('lorries'), objectives.indexOf('arrival')]
        return arrival < 0 || (lorries >= 0 && lorries < arrival)
      }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
    )
    .map(([drawn, most]): TransferInstance => {
      const { arrivalSeconds, siteCount } = drawn
      const deadlineSeconds = drawn.deadlineSeconds.map((seconds) => seconds + 3600)
      const cycleSeconds = arrivalSeconds.map((seconds) => seconds / 2)
      const mostTrips = Int32Array.from(arrivalSeconds, (seconds, arc) => {
        const spare = deadlineSeconds[arc % siteCount]! - seconds
        return Number.isFinite(spare) && spare >= 0
          ? Math.min(most[arc]!, 1 + Math.floor(spare / cycleSeconds[arc]!))
          : 1
      })
      return { ...drawn, deadlineSeconds, repeats: { mostTrips, cycleSeconds } }
    })
  let repeated = 0
  forAll(400, withRepeats, (instance) => {
    const { solution } = planTransfer(highs, instance)
    if (solution.trips.some(({ rounds }) => rounds > 1)) repeated++
    expectBestOfAll(instance)
  })
  expect(repeated).toBeGreaterThan(8)
})

test('on larger problems lorries that may drive again bring no less than those that drive once', () => {
  // Of the first 25, the last one's lorries are filled better where they drive once.
  for (const seed of [1, 25]) {
    const once = transferInstance({ sites: 12, stockpiles: 8, items: 5, fleet: 'tight', seed })
    const cycleSeconds = once.travelSeconds.map((seconds) => 2 * seconds + 3000)
    const mostTrips = Int32Array.from(once.arrivalSeconds, (seconds, arc) => {
      const spare = once.deadlineSeconds[arc % once.siteCount]! - seconds
      return spare >= 0 ? 1 + Math.floor(spare / cycleSeconds[arc]!) : 1
    })
    const again = { ...once, repeats: { mostTrips, cycleSeconds } }
    // Without the exact search, which finds more on a machine that has more time.
    const [{ solution, proofs }, { solution: single }] = [again, once].map((instance) =>
      planTransfer(highs, instance, () => true),
    ) as [ProvedPlan, ProvedPlan]
    expect(checkTransfer(again, solution)).toEqual([])
    expect(isLess(once, single.values, solution.values)).toBe(false)
    expect(proofs[0]!.bound).toBeLessThanOrEqual(solution.values.missed + 1e-6)
    expect(relaxTransfer(highs, again).values.missed).toBeLessThanOrEqual(
      relaxTransfer(highs, once).values.missed + 1e-6,
    )
  }
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
        const judged = judge(instance, solution.flows, () => SMALL_LORRY)!
        const best = bestOfAll(instance)!
        expect(isLess(instance, solution.values, best)).toBe(false)
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
      ...{ siteCount: 2, stockpileCount: 2, itemCount: 2, objectives: usualAims(false) },
      ...{ ...ownSenders(2), repeats: null },
      demand: Int32Array.of(2, 1, 0, 0),
      siteWeight: Float64Array.of(1, 1),
      deadlineSeconds: Float64Array.of(3000, 600),
      free: Int32Array.of(1, 1, 1, 1),
      reserve: Int32Array.of(1, 0, 0, 0),
      minimum: Int32Array.of(2, 0, 0, 0),
      arrivalSeconds: Float64Array.of(1800, 2400, 1200, 3000),
      travelSeconds: Float64Array.of(1200, 1800, 600, 2400),
      countyDistance: Uint8Array.of(1, 0, 1, 0),
      townDistance: Uint8Array.of(1, 1, 1, 0),
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
    for (let seed = 1; seed <= runs(1, 20); seed++) {
      const instance = transferInstance({
        ...{ sites: 9, stockpiles: 6, items: 4, fleet: 'tight', seed },
      })
      const start = nothing(instance)
      const limits = { seconds: 20, isEnough: () => false }
      const found = searchNeighbourhoods(highs, instance, start, limits)
      expect(checkTransfer(instance, found)).toEqual([])
      expect(judge(instance, found.flows, () => LARGE_LORRY)!.missed).toBeCloseTo(
        found.values.missed,
        6,
      )
      expect(isLess(instance, found.values, start.values)).toBe(true)
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
    for (let seed = 1; seed <= runs(1, 20); seed++) {
      const instance = transferInstance({ sites: 8, stockpiles: 12, items: 5, fleet, seed })
      const quick = planTransfer(highs, instance)
      const proved = proveTransfer(highs, instance, quick, { seconds: 1, gapPercent: 0.5 })
      const relaxed = relaxTransfer(highs, instance).values
      for (const { solution, proofs } of [quick, proved]) {
        expect(checkTransfer(instance, solution)).toEqual([])
        const judged = judge(instance, solution.flows, () => LARGE_LORRY)!
        expect(evaluateTransfer(instance, solution.flows).missed).toBeCloseTo(judged.missed, 6)
        expect(solution.values.missed).toBeGreaterThanOrEqual(relaxed.missed - 1e-5)
        for (const { value, bound } of proofs) expect(bound).toBeLessThanOrEqual(value + 1e-6)
      }
      expect(isLess(instance, quick.solution.values, proved.solution.values)).toBe(false)
    }
  },
)
