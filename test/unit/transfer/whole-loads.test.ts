/** Goods that cannot be cut in two, on lorries of 1.5 t and 8 m³. */
import { expect, test } from 'vitest'
import { usualAims } from '../../../data/plan-request.ts'
import { checkTransfer } from '../../../server/analysis/transfer/evaluate.ts'
import type { TransferInstance } from '../../../server/analysis/transfer/instance.ts'
import { planTransfer } from '../../../server/analysis/transfer/plan-transfer.ts'
import { lorryShare, lorryShares } from '../../../server/analysis/transfer/transfer-question.ts'
import { loadHighs } from '../../../server/worker/highs.ts'
import { ownSenders } from '../../fixtures/transfer-instances.ts'

const highs = await loadHighs()

interface Goods {
  readonly wanted: number
  readonly kilograms: number
  readonly cubicMetres: number
}

/** One stockpile with enough of everything, an hour away. */
const problem = (goods: readonly Goods[], lorries: number | null): TransferInstance => {
  const wanted = Int32Array.from(goods, (each) => each.wanted)
  const isLimited = lorries !== null
  return {
    ...{ siteCount: 1, stockpileCount: 1, itemCount: goods.length },
    ...ownSenders(1),
    demand: wanted,
    siteWeight: Float64Array.of(1),
    deadlineSeconds: Float64Array.of(Number.POSITIVE_INFINITY),
    free: wanted,
    reserve: new Int32Array(goods.length),
    minimum: new Int32Array(goods.length),
    arrivalSeconds: Float64Array.of(3600),
    travelSeconds: Float64Array.of(3600),
    ...{ countyDistance: Uint8Array.of(0), townDistance: Uint8Array.of(0) },
    lorries: lorries === null ? null : Int32Array.of(lorries),
    repeats: null,
    massShare: lorryShares(
      [1500],
      goods.map((each) => each.kilograms),
      isLimited,
    ),
    volumeShare: lorryShares(
      [8],
      goods.map((each) => each.cubicMetres),
      isLimited,
    ),
    kilograms: Float64Array.from(goods, (each) => each.kilograms),
    cubicMetres: Float64Array.from(goods, (each) => each.cubicMetres),
    objectives: usualAims(false),
  }
}

const solved = (instance: TransferInstance) => {
  const { solution } = planTransfer(highs, instance)
  expect(checkTransfer(instance, solution)).toEqual([])
  const sent = solution.flows.reduce((sum, { quantity }) => sum + quantity, 0)
  return { sent, lorries: solution.trips[0]?.lorries ?? null }
}
const PILE = { kilograms: 650, cubicMetres: 1 }

test('nine piles of 650 kg need five lorries, because a lorry takes two of them', () => {
  expect(solved(problem([{ wanted: 9, ...PILE }], 6))).toEqual({ sent: 9, lorries: 5 })
})

test('four lorries take eight of them, the ninth stays', () => {
  expect(solved(problem([{ wanted: 9, ...PILE }], 4))).toEqual({ sent: 8, lorries: 4 })
})

test('what fits no lorry stays, and is no error', () => {
  const rock = { wanted: 3, kilograms: 1600, cubicMetres: 1 }
  expect(solved(problem([rock], 5))).toEqual({ sent: 0, lorries: null })
  const both = solved(problem([rock, { wanted: 9, ...PILE }], 6))
  expect(both).toEqual({ sent: 9, lorries: 5 })
})

test('where lorries are no limit, it counts by its weight', () => {
  expect(solved(problem([{ wanted: 3, kilograms: 1600, cubicMetres: 1 }], null))).toEqual({
    ...{ sent: 3, lorries: 4 },
  })
})

test('vehicles drive themselves: they need no lorry, even where there is none', () => {
  const vehicle = { wanted: 8, kilograms: 7000, cubicMetres: 30 }
  const instance = problem([vehicle], 0)
  instance.massShare[0] = 0
  instance.volumeShare[0] = 0
  expect(solved(instance)).toEqual({ sent: 8, lorries: 0 })
})

test.each([
  [1500, 650, 1 / 2],
  [1500, 1500, 1],
  [1, 0.1, 1 / 10],
  [1500, 0, 0],
  [1500, 1501, Number.POSITIVE_INFINITY],
])('of a lorry for %d, a unit of %d takes %d', (perLorry, perUnit, share) => {
  expect(lorryShare({ perLorry, perUnit }, true)).toBeCloseTo(share, 12)
})
