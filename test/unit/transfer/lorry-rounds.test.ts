/** Lorries that drive to their site again: worked by hand, and against every division into rounds. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlanAim, usualAims } from '../../../data/plan-request.ts'
import { checkTransfer } from '../../../server/analysis/transfer/evaluate.ts'
import { roundArrival, roundsOf } from '../../../server/analysis/transfer/lorry-rounds.ts'
import { planTransfer } from '../../../server/analysis/transfer/plan-transfer.ts'
import { relaxTransfer } from '../../../server/analysis/transfer/relaxation.ts'
import { loadHighs } from '../../../server/worker/highs.ts'
import { forAll } from '../../fixtures/runs.ts'
import { instanceFor, question, stockpile } from '../../fixtures/transfer-questions.ts'

const highs = await loadHighs()

interface Asked {
  readonly piles: number
  readonly lorries: number
  readonly deadlineMinutes: number
  readonly hasRepeats?: boolean
  readonly objectives?: readonly PlanAim[]
}

/**
 * Two piles of 400 kg on a lorry, 20 minutes away: 30 min loading, 20 driving, 20 unloading make 70;
 * a round more is 20 back, 30 loading, 20 driving, 20 unloading: 90.
 */
const planned = ({ piles, lorries, deadlineMinutes, hasRepeats = true, objectives }: Asked) => {
  const asked = question([stockpile({ lorries, free: [99] })], [[piles]], {
    ...{ hasRepeats, objectives: objectives ?? usualAims(false) },
  })
  const sites = asked.sites.map((site) => ({ ...site, deadlineSeconds: deadlineMinutes * 60 }))
  const instance = instanceFor({ question: { ...asked, sites }, minutes: [[20]] })
  const { solution, proofs } = planTransfer(highs, instance)
  expect(checkTransfer(instance, solution)).toEqual([])
  const sent = solution.flows.reduce((sum, { quantity }) => sum + quantity, 0)
  const [trip] = solution.trips
  return {
    leastLorries: relaxTransfer(highs, instance).values.lorries,
    result: [sent, trip!.lorries, trip!.rounds, solution.values.arrival / 60],
    // Of the last arrival no more is known than when a lorry's first round is unloaded.
    isProved: proofs.every(
      ({ objective, gapPercent }) => objective === 'arrival' || gapPercent === 0,
    ),
  }
}

describe('of two piles a round, 70 minutes and then every 90', () => {
  test.each([
    ['three rounds bring six by the 250th minute', 6, 1, 250, [6, 1, 3, 250]],
    ['a minute less is a round less', 6, 1, 249, [4, 1, 2, 160]],
    ['one lorry of three is enough', 6, 3, 250, [6, 1, 3, 250]],
    ['two of three are, where there is time for two rounds', 7, 3, 160, [7, 2, 2, 160]],
    ['without a second round in time all three drive', 6, 3, 159, [6, 3, 1, 70]],
  ])('%s', (_, piles, lorries, deadlineMinutes, expected) => {
    const { result, isProved, leastLorries } = planned({ piles, lorries, deadlineMinutes })
    expect(result).toEqual(expected)
    expect(isProved).toBe(true)
    expect(leastLorries).toBeLessThanOrEqual(expected[1]!)
  })

  test('under the rule that each drives once they drive once', () => {
    const { result } = planned({ piles: 6, lorries: 1, deadlineMinutes: 250, hasRepeats: false })
    expect(result).toEqual([2, 1, 1, 70])
  })

  test('without a deadline they drive once: any number of rounds would be in time', () => {
    const { result } = planned({ piles: 6, lorries: 1, deadlineMinutes: Number.POSITIVE_INFINITY })
    expect(result).toEqual([2, 1, 1, 70])
  })

  test.each([
    [3, [6, 3, 1, 70]],
    [2, [6, 2, 2, 160]],
    [1, [6, 1, 3, 250]],
  ])(
    'where the last arrival counts before lorries, %d lorries are all used',
    (lorries, expected) => {
      const objectives = ['missed', 'arrival', 'lorries'] as const
      const { result } = planned({ piles: 6, lorries, deadlineMinutes: 250, objectives })
      expect(result).toEqual(expected)
    },
  )
})

test('a lorry that goes to one site goes to no other', () => {
  const asked = question([stockpile({ lorries: 1, free: [99] })], [[4], [4]], {
    ...{ hasRepeats: true, objectives: usualAims(false) },
  })
  const sites = asked.sites.map((site) => ({ ...site, deadlineSeconds: 160 * 60 }))
  const minutes = [[20], [20]]
  const instance = instanceFor({ question: { ...asked, sites }, minutes })
  const { solution, proofs } = planTransfer(highs, instance)
  expect(solution.trips).toMatchObject([{ lorries: 1, rounds: 2 }])
  // One of two demands: with the one lorry bound to a site no plan does more.
  expect(proofs[0]).toMatchObject({ objective: 'missed', gapPercent: 0 })
  expect(solution.values.missed).toBeCloseTo(1, 9)
})

const goods = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 30 }),
    perLorry: fc.integer({ min: 1, max: 7 }),
    perRoom: fc.integer({ min: 1, max: 7 }),
  }),
  { minLength: 1, maxLength: 5 },
)

test('every round is within its lorries, nothing is left out or brought twice, and the rounds of a lorry do not overlap', () => {
  forAll(500, fc.tuple(goods, fc.integer({ min: 1, max: 6 })), ([drawn, lorries]) => {
    const base = instanceFor({
      question: question([stockpile({ free: drawn.map(() => 0) })], [drawn.map(() => 1)]),
      minutes: [[20]],
    })
    const instance = {
      ...base,
      massShare: Float64Array.from(drawn, ({ perLorry }) => 1 / perLorry),
      volumeShare: Float64Array.from(drawn, ({ perRoom }) => 1 / perRoom),
      repeats: { mostTrips: Int32Array.of(20), cycleSeconds: Float64Array.of(5400) },
    }
    const flows = drawn.map(({ quantity }, item) => ({ sender: 0, site: 0, item, quantity }))
    const rounds = roundsOf(instance, flows, lorries)
    const brought = drawn.map(() => 0)
    for (const [round, ofRound] of rounds.entries()) {
      const load = (share: (item: number) => number) =>
        ofRound.reduce((sum, { item, quantity }) => sum + quantity * share(item), 0)
      expect(load((item) => 1 / drawn[item]!.perLorry)).toBeLessThanOrEqual(lorries + 1e-5)
      expect(load((item) => 1 / drawn[item]!.perRoom)).toBeLessThanOrEqual(lorries + 1e-5)
      for (const { item, quantity } of ofRound) brought[item]! += quantity
      if (round === 0) continue
      // Back after 20 min, then 30 min loading, 20 min driving, 20 min unloading.
      const before = roundArrival(instance, flows[0]!, round - 1)
      const begins = roundArrival(instance, flows[0]!, round) - (30 + 20 + 20) * 60
      expect(begins).toBeGreaterThanOrEqual(before + 20 * 60)
    }
    expect(brought).toEqual(drawn.map(({ quantity }) => quantity))
  })
})
