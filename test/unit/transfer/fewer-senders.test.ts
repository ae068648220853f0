/** One stockpile in place of several, worked by hand: piles of 400 kg, two on a lorry. */
import { expect, test } from 'vitest'
import { usualAims } from '../../../data/plan-request.ts'
import { solutionOf } from '../../../server/analysis/transfer/evaluate.ts'
import { fewerSenders } from '../../../server/analysis/transfer/fewer-senders.ts'
import { instanceFor, question, stockpile } from '../../fixtures/transfer-questions.ts'

const PILES = 3

/** Stores A, B and C have a pile each, store D as many as given. */
const sentFrom = (pilesOfD: number, lorriesOfD: number) => {
  const one = stockpile({ lorries: 1, free: [1] })
  const stores = [one, one, one, stockpile({ lorries: lorriesOfD, free: [pilesOfD] })]
  const instance = instanceFor({
    question: question(stores, [[PILES]], { objectives: usualAims(false) }),
    minutes: [[20, 30, 40, 50]],
  })
  const flows = [0, 1, 2].map((sender) => ({ sender, site: 0, item: 0, quantity: 1 }))
  const { values, ...found } = fewerSenders(instance, solutionOf(instance, flows))
  return {
    flows: found.flows.map(({ sender, quantity }) => [sender, quantity]),
    lorries: values.lorries,
  }
}

test('a store that has all sends it, on as few lorries as carry it', () => {
  expect(sentFrom(3, 2)).toEqual({ flows: [[3, 3]], lorries: 2 })
})

test('what it lacks, or its one lorry has no room for, comes from the nearest of the others', () => {
  const both = {
    flows: [
      [3, 2],
      [0, 1],
    ],
    lorries: 2,
  }
  expect(sentFrom(2, 2)).toEqual(both)
  expect(sentFrom(3, 1)).toEqual(both)
})

test('where it has no lorry, and where it has nothing, the plan stays', () => {
  const asBefore = {
    flows: [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
    lorries: 3,
  }
  expect(sentFrom(3, 0)).toEqual(asBefore)
  expect(sentFrom(0, 2)).toEqual(asBefore)
})
