/** Why nearer stockpiles do not send: without what is named they would, and nothing else is named. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlanAim, usualAims } from '../../data/plan-request.ts'
import { ALL_ZERO } from '../../server/analysis/transfer/objectives.ts'
import { passedOver } from '../../server/analysis/transfer/passed-over.ts'
import { planTransfer } from '../../server/analysis/transfer/plan-transfer.ts'
import type {
  QuestionStockpile,
  TransferQuestion,
} from '../../server/analysis/transfer/transfer-question.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { bestOfAll, isLess, type LorryOf } from '../fixtures/every-transfer.ts'
import { forAll } from '../fixtures/runs.ts'
import {
  instanceFor,
  question,
  stockpile,
  type TransferCase,
} from '../fixtures/transfer-questions.ts'

const highs = await loadHighs()

/** The plan of a case, and the list of what it passes over with the reasons. */
const told = (each: TransferCase, hasExpired = false) => {
  const instance = instanceFor(each)
  const { solution, proofs } = planTransfer(highs, instance)
  const findings = { instance, solution, proofs, routes: [] }
  return { instance, solution, list: passedOver(each.question, findings, () => hasExpired) }
}

const reasonsOf = (
  stockpiles: readonly QuestionStockpile[],
  demands: readonly (readonly number[])[] = [[2]],
  minutes: readonly (readonly number[])[] = [[10, 20, 30]],
  more: Partial<TransferQuestion> = {},
) => {
  const { list } = told({ question: question(stockpiles, demands, more), minutes })
  return list.map(({ stockpile: of, site, item, instead, reasons }) => [
    `${of}→${site} ${item}, not ${instead}`,
    ...reasons,
  ])
}

describe('of a nearer stockpile that does not send', () => {
  const sender = stockpile({})
  test.each([
    ['has none', stockpile({ free: [0] }), ['no-stock']],
    ['is excluded', stockpile({ isExcluded: true }), ['excluded']],
    ['is excluded and has none', stockpile({ isExcluded: true, free: [0] }), ['no-stock']],
    ['keeps its reserve', stockpile({ free: [0], heldBack: [2], minimum: [2] }), ['reserve']],
    [
      'would have to break into its reserve',
      stockpile({ free: [0], reserve: [2], minimum: [4] }),
      ['reserve-spared'],
    ],
    ['has no lorry', stockpile({ lorries: 0 }), ['lorries']],
    ['has lorries that are too small', stockpile({ lorryKilograms: 300 }), ['too-large']],
    ['is of another county', stockpile({ countyCode: 'other' }), ['own-county']],
    ['is the city’s', stockpile({ isCity: true }), ['county-first']],
    [
      'has no lorry and is of another county',
      stockpile({ lorries: 0, countyCode: 'other' }),
      ['lorries', 'own-county'],
    ],
  ])('that it %s is told', (_, nearer, reasons) => {
    expect(reasonsOf([nearer, sender])).toEqual([['0→0 0, not 1', ...reasons]])
  })

  test('that it is of another town is told where that comes before the arrival', () => {
    const objectives = ['missed', 'town', 'arrival'] as const
    const listed = reasonsOf([stockpile({ townCode: 'other' }), sender], [[2]], [[10, 20]], {
      objectives,
    })
    expect(listed).toEqual([['0→0 0, not 1', 'own-town']])
  })

  test('that it would be one more is told where the farther one has to send all the same', () => {
    expect(reasonsOf([stockpile({ free: [1] }), sender])).toEqual([
      ['0→0 0, not 1', 'fewer-stores', 'fewer-lorries'],
    ])
  })

  test('another county’s gives way to the city’s', () => {
    const [other, city] = [stockpile({ countyCode: 'other' }), stockpile({ isCity: true })]
    expect(reasonsOf([other, city])).toEqual([['0→0 0, not 1', 'city-first']])
  })

  test('what it has may go to another site', () => {
    // To the other site the way from the second stockpile is a day long.
    const far = reasonsOf(
      [stockpile({}), sender],
      [[2], [2]],
      [
        [10, 20],
        [10, 2000],
      ],
    )
    expect(far).toEqual([['0→0 0, not 1', 'other-site']])
  })

  test('what sends a part of it is not listed', () => {
    expect(reasonsOf([stockpile({ free: [1] }), stockpile({ free: [1] })])).toEqual([])
  })

  test('where near is no rule it would do as well', () => {
    const listed = reasonsOf([sender, sender], [[2]], [[20, 20]], { objectives: ['missed'] })
    expect(listed).toEqual([])
    const { instance } = told({ question: question([sender, sender], [[2]]), minutes: [[10, 20]] })
    const flows = [{ sender: 1, site: 0, item: 0, quantity: 2 }]
    const values = { ...ALL_ZERO, stores: 1, lorries: 1, arrival: 4200, haul: 16 }
    const solution = { flows, trips: [{ sender: 1, site: 0, lorries: 1, rounds: 1 }], values }
    const asked = question([sender, sender], [[2]])
    const findings = { instance, solution, proofs: [], routes: [] }
    expect(passedOver(asked, findings, () => false)[0]!.reasons).toEqual(['unproved'])
  })

  test('goods past their date are told apart from none', () => {
    const cases = {
      question: question([stockpile({ free: [0] }), sender], [[2]]),
      minutes: [[1, 2]],
    }
    expect(told(cases, true).list[0]!.reasons).toEqual(['expired'])
  })
})

const caseOf: fc.Arbitrary<TransferCase> = fc
  .record({ sites: fc.integer({ min: 1, max: 2 }), stockpiles: fc.integer({ min: 2, max: 3 }) })
  .chain(({ sites, stockpiles }) => {
    const list = <T>(count: number, of: fc.Arbitrary<T>) =>
      fc.array(of, { minLength: count, maxLength: count })
    const few = list(1, fc.integer({ min: 0, max: 2 }))
    const stock = fc
      .record({
        townCode: fc.constantFrom('own', 'other'),
        countyCode: fc.constantFrom('own', 'own', 'other'),
        isCity: fc.constantFrom(false, false, true),
        isExcluded: fc.constantFrom(false, false, true),
        lorries: fc.integer({ min: 0, max: 2 }),
        lorryKilograms: fc.constantFrom(1000, 1000, 300),
        free: few,
        below: fc.integer({ min: 0, max: 1 }),
        mayBreak: fc.boolean(),
      })
      .map(({ below, mayBreak, ...drawn }) =>
        stockpile({
          ...drawn,
          minimum: [below],
          reserve: [mayBreak ? below : 0],
          heldBack: [mayBreak ? 0 : below],
        }),
      )
    return fc.record({
      question: fc
        .tuple(
          list(stockpiles, stock),
          list(sites, list(1, fc.integer({ min: 1, max: 2 }))),
          fc.constantFrom(usualAims(true), usualAims(false), ['missed', 'county', 'haul'] as const),
        )
        .map(([drawn, demands, objectives]) => question(drawn, demands, { objectives })),
      minutes: list(sites, list(stockpiles, fc.integer({ min: 1, max: 9 }))),
    })
  })

/** The same question without what stands in the way of one stockpile. */
const WITHOUT: Record<string, () => Partial<QuestionStockpile>> = {
  excluded: () => ({ isExcluded: false }),
  reserve: () => ({ free: [9] }),
  'other-site': () => ({ free: [9] }),
  'reserve-spared': () => ({ free: [9] }),
  lorries: () => ({ lorries: 9 }),
}

/** The aim that stands in the way. */
const AIM_OF: Record<string, PlanAim> = {
  'own-town': 'town',
  'own-county': 'county',
  'county-first': 'county',
  'city-first': 'county',
  'fewer-stores': 'stores',
  'fewer-lorries': 'lorries',
}

test('without the reasons a plan in which it sends is better than the one there is', () => {
  let counted = 0
  forAll(400, caseOf, (each) => {
    const { solution, list } = told(each)
    for (const { stockpile: of, site, item, instead, reasons } of list) {
      const { free, reserve, heldBack } = each.question.stockpiles[of]!
      const isBare = free[item]! + reserve[item]! + heldBack[item]! === 0
      expect(isBare).toBe(reasons.includes('no-stock'))
      const sends = (from: number) => (flow: (typeof solution.flows)[number]) =>
        flow.sender === from && flow.site === site && flow.item === item
      expect(solution.flows.some(sends(of))).toBe(false)
      expect(solution.flows.some(sends(instead))).toBe(true)
      if (isBare || reasons.includes('too-large')) continue
      counted++
      const { question: asked, minutes } = each
      const lifted = reasons.map((reason) => WITHOUT[reason]?.() ?? {})
      const relievedOne = Object.assign({}, asked.stockpiles[of], ...lifted) as QuestionStockpile
      const changed = {
        ...asked,
        stockpiles: asked.stockpiles.with(of, relievedOne),
        objectives: asked.objectives.filter(
          (objective) => !reasons.some((reason) => AIM_OF[reason] === objective),
        ),
      }
      const relieved = instanceFor({ question: changed, minutes })
      const lorryOf: LorryOf = (index) => ({
        kilograms: changed.stockpiles[index]!.lorryKilograms,
        cubicMetres: changed.stockpiles[index]!.lorryCubicMetres,
      })
      const others = bestOfAll(relieved, lorryOf, (flows) => {
        const old = new Set(solution.flows.map((flow) => JSON.stringify(flow)))
        return flows.length === old.size && flows.every((flow) => old.has(JSON.stringify(flow)))
      })!
      const withIt = bestOfAll(relieved, lorryOf, (flows) => flows.some(sends(of)))!
      expect(isLess(relieved, others, withIt)).toBe(false)
      if (!reasons.includes('equal')) expect(isLess(relieved, withIt, others)).toBe(true)
      expect(reasons).not.toContain('unproved')
    }
  })
  expect(counted).toBeGreaterThan(30)
})
