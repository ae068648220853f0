/** Who brings what: lorries of a stockpile, and machines that drive there themselves. */
import { describe, expect, test } from 'vitest'
import { usualAims } from '../../../data/plan-request.ts'
import { counterfactual } from '../../../server/analysis/transfer/counterfactual.ts'
import { checkTransfer } from '../../../server/analysis/transfer/evaluate.ts'
import { passedOver } from '../../../server/analysis/transfer/passed-over.ts'
import { planTransfer } from '../../../server/analysis/transfer/plan-transfer.ts'
import { loadHighs } from '../../../server/worker/highs.ts'
import {
  HIRED_PLACE,
  instanceFor,
  question,
  stockpile,
  type TransferCase,
} from '../../fixtures/transfer-questions.ts'

const highs = await loadHighs()

const PILE = { kilograms: 400, cubicMetres: 1, drivesItself: false }
const PUMP_LORRY = { kilograms: 7000, cubicMetres: 25, drivesItself: true }

const KEEPS_NONE = { reserve: [0, 0], minimum: [0, 0], heldBack: [0, 0] }

const planned = (each: TransferCase) => {
  const instance = instanceFor(each)
  const { solution, proofs } = planTransfer(highs, instance)
  expect(checkTransfer(instance, solution)).toEqual([])
  const list = solution.flows.map(({ sender, site, item, quantity }) => {
    const minutes = instance.arrivalSeconds[sender * instance.siteCount + site]! / 60
    return `${quantity} of ${item} from ${instance.stockpileOf[sender]} after ${minutes} min`
  })
  return { instance, solution, proofs, list: list.sort() }
}

describe('hired lorries', () => {
  // A lorry of the stockpile takes two piles of 400 kg, a hired one of two tonnes five.
  const HIRED = { lorries: 1, kilograms: 2000, cubicMetres: 8, readySeconds: 10 * 60 }
  const timed = (asked: TransferCase['question'], minutes: number) => ({
    ...asked,
    ...{ objectives: usualAims(false) },
    sites: asked.sites.map((site) => ({ ...site, deadlineSeconds: minutes * 60 })),
  })

  test('bring what the stockpile’s own cannot, when they are ready where they stand', () => {
    // Own: 30 + 20 + 20 min. Hired: ten minutes more.
    const asked = question([stockpile({ lorries: 1, free: [9] })], [[6]], {
      hired: [{ ...HIRED, at: 0 }],
    })
    const { list, solution } = planned({ question: asked, minutes: [[20]] })
    expect(solution.values).toMatchObject({ lorries: 2, stores: 1 })
    expect(solution.values.missed).toBeCloseTo(0, 9)
    expect(list.map((line) => line.slice(-12))).toEqual(['after 70 min', 'after 80 min'])
  })

  test('count as lorries: one of them in place of three', () => {
    const asked = question([stockpile({ lorries: 3, free: [9] })], [[5]], {
      hired: [{ ...HIRED, at: 0 }],
    })
    const inTime = planned({ question: timed(asked, 90), minutes: [[20]] })
    expect(inTime.list).toEqual(['5 of 0 from 0 after 80 min'])
    expect(inTime.solution.values.lorries).toBe(1)
    expect(inTime.proofs.every(({ gapPercent }) => gapPercent === 0)).toBe(true)
    // By the 75th minute only the stockpile's own are there.
    const early = planned({ question: timed(asked, 75), minutes: [[20]] })
    expect(early.list).toEqual(['5 of 0 from 0 after 70 min'])
    expect(early.solution.values.lorries).toBe(3)
  })

  test('drive from where they stand to one stockpile, not to two', () => {
    const asked = question(
      [stockpile({ lorries: 0, free: [2] }), stockpile({ lorries: 0, free: [2] })],
      [[4]],
      { hired: [{ ...HIRED, at: HIRED_PLACE }] },
    )
    const { list, proofs } = planned({
      question: asked,
      minutes: [[20, 20]],
      hiredMinutes: [40, 15],
    })
    // Ready after 10 min, 15 min empty, 30 min loading, 20 min driving, 20 min unloading.
    expect(list).toEqual(['2 of 0 from 1 after 95 min'])
    expect(proofs[0]).toMatchObject({ objective: 'missed', value: 0.5, gapPercent: 0 })
  })

  test('that stand at a place are not promised to several stockpiles at once', () => {
    // Two piles on each of three own lorries, five on the hired one: eleven of fourteen.
    const store = stockpile({ lorries: 1, free: [9] })
    const asked = question([store, store, store], [[14]], {
      hired: [{ ...HIRED, at: HIRED_PLACE }],
    })
    const { solution } = planned({
      question: asked,
      ...{ minutes: [[20, 20, 20]], hiredMinutes: [15, 15, 15] },
    })
    expect(solution.flows.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(11)
    expect(solution.values.lorries).toBe(4)
  })

  test('serve nothing where the number of lorries is no limit', () => {
    const asked = question([stockpile({ lorries: 0, free: [9] })], [[6]], {
      ...{ hired: [{ ...HIRED, at: 0 }], hasLorryLimits: false },
    })
    expect(planned({ question: asked, minutes: [[20]] }).list).toEqual([
      '6 of 0 from 0 after 70 min',
    ])
  })

  test('that would have to come from far are the reason where they would be late', () => {
    const asked = question(
      [stockpile({ lorries: 0, free: [2] }), stockpile({ lorries: 1, free: [2] })],
      [[2]],
      { hired: [{ ...HIRED, at: 0, readySeconds: 6000 }] },
    )
    const { instance, solution, proofs, list } = planned({ question: asked, minutes: [[10, 40]] })
    expect(list).toEqual(['2 of 0 from 1 after 90 min'])
    const findings = { instance, solution, proofs, routes: [] }
    const told = passedOver(asked, findings, () => false)
    expect(told).toMatchObject([{ stockpile: 0, reasons: ['later'] }])
  })
})

describe('machines that drive themselves', () => {
  // Two piles on a lorry: 30 min loading, 20 min driving, 20 min unloading. The machines: 20 min.
  const both = question([stockpile({ lorries: 1, free: [2, 3], ...KEEPS_NONE })], [[2, 3]], {
    items: [PILE, PUMP_LORRY],
  })

  test('have only the road, and a trip of their own', () => {
    const { solution, list } = planned({ question: both, minutes: [[20]] })
    expect(list).toEqual(['2 of 0 from 0 after 70 min', '3 of 1 from 0 after 20 min'])
    expect(solution.trips.map(({ lorries }) => lorries).sort()).toEqual([0, 1])
    expect(solution.values).toMatchObject({ stores: 1, lorries: 1, arrival: 70 * 60 })
  })

  test('go where there is no lorry, and are in time where none would be', () => {
    const none = question([stockpile({ lorries: 0, free: [2, 3], ...KEEPS_NONE })], [[2, 3]], {
      items: [PILE, PUMP_LORRY],
    })
    const timed = none.sites.map((site) => ({ ...site, deadlineSeconds: 25 * 60 }))
    const { solution, proofs, list } = planned({
      question: { ...none, sites: timed },
      minutes: [[20]],
    })
    expect(list).toEqual(['3 of 1 from 0 after 20 min'])
    // One of two demands is met in time, and no plan of a stockpile without lorries meets more.
    expect(solution.values.missed).toBeCloseTo(1, 9)
    expect(proofs[0]).toMatchObject({ objective: 'missed', gapPercent: 0 })
  })

  const twoStores = question(
    [
      stockpile({ lorries: 0, countyCode: 'other', free: [2] }),
      stockpile({ lorries: 0, free: [2] }),
    ],
    [[2]],
    { items: [PUMP_LORRY] },
  )

  test('of a nearer stockpile do not stay for lack of a lorry', () => {
    const { instance, solution, proofs, list } = planned({
      question: twoStores,
      minutes: [[10, 40]],
    })
    expect(list).toEqual(['2 of 0 from 1 after 40 min'])
    const findings = { instance, solution, proofs, routes: [] }
    const told = passedOver(twoStores, findings, () => false)
    expect(told).toMatchObject([{ stockpile: 0, instead: 1, reasons: ['own-county'] }])
  })

  test('if another stockpile sent them: earlier, on no lorry that it has not', () => {
    const { instance, solution } = planned({ question: twoStores, minutes: [[10, 40]] })
    const at = { stockpile: 0, site: 0, item: 0 }
    const found = counterfactual(highs, twoStores, { instance, solution }, at)!
    expect(found).toMatchObject({ quantity: 2, lorriesLacking: 0 })
    expect(found.solution.values).toMatchObject({ arrival: 10 * 60, lorries: 0, stores: 1 })
  })
})
