/** Lorries that load at several stores, against every plan there is of two lorries and two stores. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualAims } from '../../data/plan-request.ts'
import { proofsByRelaxation } from '../../server/analysis/transfer/evaluate.ts'
import type { TransferInstance } from '../../server/analysis/transfer/instance.ts'
import type { Objective, ObjectiveValues } from '../../server/analysis/transfer/objectives.ts'
import type { PickupTimes } from '../../server/analysis/transfer/pickup-runs.ts'
import { withPickups } from '../../server/analysis/transfer/pickup-search.ts'
import { planTransfer } from '../../server/analysis/transfer/plan-transfer.ts'
import { pooledLorries } from '../../server/analysis/transfer/pooled-lorries.ts'
import { relaxTransfer } from '../../server/analysis/transfer/relaxation.ts'
import { lorryShares } from '../../server/analysis/transfer/transfer-question.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { isLess, type Lorry } from '../fixtures/every-transfer.ts'
import { forAll } from '../fixtures/runs.ts'
import { ownSenders } from '../fixtures/transfer-instances.ts'

const highs = await loadHighs()

const [LOADING, UNLOADING] = [300, 300]
const SITE = 0

/** Two stores, one site, two items; the second store's lorry may be another than the first's. */
interface Small {
  readonly instance: TransferInstance
  readonly lorries: readonly [Lorry, Lorry]
  /** On the road from one store to the other, seconds. */
  readonly between: number
}

const list = <T>(count: number, of: fc.Arbitrary<T>) =>
  fc.array(of, { minLength: count, maxLength: count })
const minutes = fc.integer({ min: 1, max: 9 }).map((tens) => tens * 600)

const small: fc.Arbitrary<Small> = fc
  .record({
    demand: list(2, fc.integer({ min: 0, max: 2 })),
    deadline: fc.oneof(minutes, fc.constant(Number.POSITIVE_INFINITY)),
    free: list(4, fc.integer({ min: 0, max: 2 })),
    travel: list(2, minutes),
    county: list(2, fc.integer({ min: 0, max: 2 })),
    counts: list(2, fc.integer({ min: 0, max: 1 })),
    sizes: list(2, fc.constantFrom(800, 1000, 1500)),
    kilograms: list(2, fc.constantFrom(100, 400, 700, 1100)),
    between: fc.oneof(minutes, fc.constant(Number.POSITIVE_INFINITY)),
    objectives: fc.constantFrom(usualAims(false), usualAims(true)),
  })
  .map((drawn) => ({
    between: drawn.between,
    lorries: drawn.sizes.map((kilograms) => ({ kilograms, cubicMetres: 4 })) as [Lorry, Lorry],
    instance: {
      ...{ siteCount: 1, stockpileCount: 2, itemCount: 2, ...ownSenders(2), repeats: null },
      demand: Int32Array.from(drawn.demand),
      siteWeight: Float64Array.of(1),
      deadlineSeconds: Float64Array.of(drawn.deadline),
      free: Int32Array.from(drawn.free),
      reserve: new Int32Array(4),
      minimum: new Int32Array(4),
      travelSeconds: Float64Array.from(drawn.travel),
      arrivalSeconds: Float64Array.from(drawn.travel, (each) => each + LOADING + UNLOADING),
      countyDistance: Uint8Array.from(drawn.county),
      townDistance: new Uint8Array(2),
      lorries: Int32Array.from(drawn.counts),
      kilograms: Float64Array.from(drawn.kilograms),
      cubicMetres: new Float64Array(2),
      massShare: lorryShares(drawn.sizes, drawn.kilograms, true),
      volumeShare: new Float64Array(4),
      objectives: drawn.objectives,
    },
  }))

const timesOf = ({ between }: Pick<Small, 'between'>): PickupTimes => ({
  ...{ loadingSeconds: LOADING, unloadingSeconds: UNLOADING, readySeconds: [0, 0] },
  secondsTo: (stockpile) => [0, 1].map((from) => (from === stockpile ? 0 : between)),
})

/** What one lorry does: the store that it belongs to, and where it loads how many units by item. */
interface Driven {
  readonly home: number
  readonly calls: readonly { readonly store: number; readonly units: readonly number[] }[]
}

/** What a plan comes to, written anew from the words of the docs; null where it breaks a rule. */
const judge = (
  { instance, lorries, between }: Small,
  driven: readonly Driven[],
): ObjectiveValues | null => {
  const { demand, free, kilograms, travelSeconds, deadlineSeconds, countyDistance } = instance
  const used = [0, 0]
  const sent = [0, 0, 0, 0]
  const [got, inTime] = [
    [0, 0],
    [0, 0],
  ]
  const values: Record<Objective, number> = {
    ...{ missed: 0, lateness: 0, reserve: 0, county: 0, stores: 0 },
    ...{ lorries: 0, arrival: 0, town: 0, haul: 0 },
  }
  const stores = new Set<number>()
  const lateMinutes = [0, 0]
  for (const { home, calls } of driven) {
    if (++used[home]! > instance.lorries![home]!) return null
    values.lorries++
    let [filled, clock, at] = [0, 0, home]
    for (const { store, units } of calls) {
      clock += (store === at ? 0 : between) + LOADING
      at = store
      stores.add(store)
      for (const [item, quantity] of units.entries()) {
        if (quantity === 0) continue
        const fitting = Math.floor(lorries[home]!.kilograms / kilograms[item]!)
        if (fitting === 0) return null
        filled += quantity / fitting
        sent[store * 2 + item]! += quantity
        got[item]! += quantity
      }
    }
    if (filled > 1 + 1e-9) return null
    const direct = calls.map(({ store }) => LOADING + travelSeconds[store]! + UNLOADING)
    const arrival = Math.max(clock + travelSeconds[at]! + UNLOADING, ...direct)
    if (!Number.isFinite(arrival)) return null
    values.arrival = Math.max(values.arrival, arrival)
    const late = Math.max(0, arrival - deadlineSeconds[SITE]!) / 60
    for (const [index, { store, units }] of calls.entries()) {
      const on = calls.length === 2 && index === 0 ? between + travelSeconds[at]! : 0
      for (const [item, quantity] of units.entries()) {
        const tonnes = (quantity * kilograms[item]!) / 1000
        if (late === 0) inTime[item]! += quantity
        lateMinutes[item]! += quantity * late
        values.county += tonnes * countyDistance[store]!
        values.haul += (tonnes * Math.max(on, travelSeconds[store]!)) / 60
      }
    }
  }
  for (const [item, wanted] of demand.entries()) {
    if (got[item]! > wanted) return null
    if (wanted === 0) continue
    values.missed += 1 - inTime[item]! / wanted
    values.lateness += lateMinutes[item]! / wanted + (1 - got[item]! / wanted) * 24 * 60
  }
  if (sent.some((units, supply) => units > free[supply]!)) return null
  values.stores = stores.size
  return values
}

/** Units by item, not all none. */
const someUnits: readonly (readonly number[])[] = [0, 1, 2]
  .flatMap((a) => [0, 1, 2].map((b) => [a, b]))
  .filter(([a, b]) => a! + b! > 0)

const everyDrive = (home: number): (Driven | null)[] => [
  null,
  ...[0, 1].flatMap((store) => someUnits.map((units) => ({ home, calls: [{ store, units }] }))),
  ...[0, 1].flatMap((first) =>
    someUnits.flatMap((units) =>
      someUnits.map((others) => ({
        home,
        calls: [
          { store: first, units },
          { store: 1 - first, units: others },
        ],
      })),
    ),
  ),
]

const bestOfAll = (problem: Small): ObjectiveValues => {
  const { demand, lorries } = problem.instance
  const drives = [0, 1].map((home) =>
    lorries![home] === 0
      ? [null]
      : everyDrive(home).filter(
          (drive) =>
            drive === null ||
            drive.calls.every(({ units }) => units.every((each, item) => each <= demand[item]!)),
        ),
  )
  let best: ObjectiveValues | null = null
  for (const a of drives[0]!) {
    for (const b of drives[1]!) {
      const driven = [a, b].filter((drive) => drive !== null)
      const values = judge(problem, driven)
      if (values && (!best || isLess(problem.instance, values, best))) best = values
    }
  }
  return best!
}

describe('on problems of two stores', () => {
  test('a plan keeps every rule, is no worse than without stops, and no plan beats its bounds', () => {
    let [better, best, all] = [0, 0, 0]
    forAll(300, small, (problem) => {
      const { instance } = problem
      const { solution: single } = planTransfer(highs, instance)
      const { plan, solution } = withPickups(instance, single, timesOf(problem))
      const direct = Map.groupBy(plan.flows, ({ sender }) => sender)
      const unitsOf = (of: Iterable<readonly [number, number]>): number[] => {
        const units = new Map(of)
        return [0, 1].map((item) => units.get(item) ?? 0)
      }
      const driven: Driven[] = [
        ...[...direct].map(([home, flows]) => ({
          home,
          calls: [{ store: home, units: unitsOf(flows.map((f) => [f.item, f.quantity])) }],
        })),
        ...plan.runs.map(({ lorryOf, stops }) => ({
          home: lorryOf,
          calls: stops.map(({ stockpile: store, units }) => ({ store, units: unitsOf(units) })),
        })),
      ]
      const judged = judge(problem, driven)
      expect(judged).not.toBeNull()
      const least = bestOfAll(problem)
      const proofs = proofsByRelaxation(
        instance,
        solution.values,
        relaxTransfer(highs, pooledLorries(instance)).values,
      )
      for (const { objective, value, bound } of proofs) {
        expect(value, objective).toBeCloseTo(judged![objective], 6)
        // Each bound is for plans that serve the earlier objectives as well; the best may not.
        if (least[objective] < value - 1e-7) {
          expect(bound, objective).toBeLessThanOrEqual(least[objective] + 1e-6)
          break
        }
        expect(bound, objective).toBeLessThanOrEqual(value + 1e-6)
      }
      expect(isLess(instance, single.values, solution.values)).toBe(false)
      all++
      if (isLess(instance, solution.values, single.values)) better++
      if (!isLess(instance, least, solution.values)) best++
    })
    // The search is by single moves: nearly always the best of all, and not claimed to be.
    expect(better).toBeGreaterThan(10)
    expect(best / all).toBeGreaterThan(0.97)
  })
})
