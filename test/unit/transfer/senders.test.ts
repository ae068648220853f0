/** Who brings what: lorries of a stockpile, and machines that drive there themselves. */
import { describe, expect, test } from 'vitest'
import { counterfactual } from '../../../server/analysis/transfer/counterfactual.ts'
import { checkTransfer } from '../../../server/analysis/transfer/evaluate.ts'
import { passedOver } from '../../../server/analysis/transfer/passed-over.ts'
import { planTransfer } from '../../../server/analysis/transfer/plan-transfer.ts'
import { loadHighs } from '../../../server/worker/highs.ts'
import {
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
