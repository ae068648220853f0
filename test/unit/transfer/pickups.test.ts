/** Lorries that load at several stores, worked by hand: two piles of 400 kg on a lorry. */
import { describe, expect, test } from 'vitest'
import { usualAims } from '../../../data/plan-request.ts'
import { withPickups } from '../../../server/analysis/transfer/pickup-search.ts'
import { planTransfer } from '../../../server/analysis/transfer/plan-transfer.ts'
import { pooledLorries } from '../../../server/analysis/transfer/pooled-lorries.ts'
import { relaxTransfer } from '../../../server/analysis/transfer/relaxation.ts'
import { loadHighs } from '../../../server/worker/highs.ts'
import { SMALL_LORRY } from '../../fixtures/every-transfer.ts'
import { instanceFor, question, stockpile } from '../../fixtures/transfer-questions.ts'

const highs = await loadHighs()
const BETWEEN_MINUTES = 15

interface Asked {
  readonly piles: number
  /** Of store A, 20 minutes from the site, and store B, 30 minutes from it. */
  readonly stock: readonly [number, number]
  readonly lorries: readonly [number, number]
  readonly deadlineMinutes: number
  /** The county of store B; the site's own where it is left out. */
  readonly countyOfB?: string
  /** Minutes from the stores to the site, where they are others. */
  readonly minutes?: readonly [number, number]
  /** A hired lorry stands at store A. */
  readonly hasHired?: boolean
  readonly hasRepeats?: boolean
}

/** 30 min loading at each store, 15 from one to the other, 20 unloading. */
const planned = ({
  piles,
  stock,
  lorries,
  deadlineMinutes,
  countyOfB = 'own',
  minutes = [20, 30],
  hasHired = false,
  hasRepeats = false,
}: Asked) => {
  const stores = [0, 1].map((store) =>
    stockpile({
      ...{ lorries: lorries[store]!, free: [stock[store]!] },
      countyCode: store === 1 ? countyOfB : 'own',
    }),
  )
  const hired = hasHired ? [{ ...SMALL_LORRY, lorries: 1, readySeconds: 0, at: 0 }] : []
  const more = { objectives: usualAims(false), hired, hasRepeats }
  const asked = question(stores, [[piles]], more)
  const sites = asked.sites.map((site) => ({ ...site, deadlineSeconds: deadlineMinutes * 60 }))
  const instance = instanceFor({ question: { ...asked, sites }, minutes: [minutes] })
  const { solution } = planTransfer(highs, instance)
  const found = withPickups(instance, solution, {
    ...{ loadingSeconds: 1800, unloadingSeconds: 1200, readySeconds: [0, 0, 0] },
    secondsTo: (to) => [0, 1].map((from) => (from === to ? 0 : BETWEEN_MINUTES * 60)),
  })
  const bound = relaxTransfer(highs, pooledLorries(instance)).values
  expect(bound.missed).toBeLessThanOrEqual(found.solution.values.missed + 1e-9)
  const { runs } = found.plan
  return {
    sent: found.solution.flows.reduce((sum, { quantity }) => sum + quantity, 0),
    lorries: found.solution.values.lorries,
    last: found.solution.values.arrival / 60,
    calls: runs.map(({ stops }) => stops.map(({ stockpile: at, units }) => [at, units.get(0)])),
    leaves: found.instance.stops?.map(({ leavesSeconds }) => leavesSeconds / 60),
    legs: found.instance.stops?.map(({ legSeconds }) => legSeconds && legSeconds / 60),
    haul: found.solution.values.haul,
  }
}

describe('two half loads', () => {
  const asked = { piles: 2, stock: [1, 1], lorries: [1, 1], deadlineMinutes: 115 } as const

  test('go on one lorry, the farther store first: 30 + 15 + 30 + 20 + 20 minutes', () => {
    const { haul, ...plan } = planned(asked)
    expect(plan).toEqual({
      ...{ sent: 2, lorries: 1, last: 115 },
      calls: [
        [
          [1, 1],
          [0, 1],
        ],
      ],
      ...{ leaves: [30, 75], legs: [15, null] },
    })
    // The pile of B is driven 35 minutes, that of A 20.
    expect(haul).toBeCloseTo(0.4 * (15 + 20) + 0.4 * 20, 9)
  })

  test('go on two where the deadline is a minute earlier', () => {
    expect(planned({ ...asked, deadlineMinutes: 114 })).toMatchObject({ lorries: 2, calls: [] })
  })

  test('go on two where three would lie on one', () => {
    const three = { piles: 3, stock: [2, 1], lorries: [1, 1], deadlineMinutes: 600 } as const
    expect(planned(three)).toMatchObject({ sent: 3, lorries: 2, calls: [] })
  })
})

describe('a hired lorry', () => {
  test('loads where it stands first, though the other way round is quicker: 30 + 15 + 30 + 60 + 20 minutes', () => {
    const asked = { piles: 2, stock: [1, 1], deadlineMinutes: 600, minutes: [20, 60] } as const
    expect(planned({ ...asked, lorries: [0, 0], hasHired: true })).toMatchObject({
      ...{ sent: 2, lorries: 1, last: 155, leaves: [30, 75] },
      calls: [
        [
          [0, 1],
          [1, 1],
        ],
      ],
    })
    // The store's own drives past the farther one first: 15 + 30 + 15 + 30 + 20 + 20 minutes.
    expect(planned({ ...asked, lorries: [1, 0] })).toMatchObject({
      ...{ sent: 2, lorries: 1, last: 130, leaves: [45, 90] },
    })
  })
})

describe('lorries that drive again', () => {
  const asked = { piles: 6, stock: [5, 1], lorries: [2, 0], deadlineMinutes: 160 } as const

  test('bring two rounds, 90 minutes apart, while one beside them loads at both stores', () => {
    expect(planned({ ...asked, hasRepeats: true })).toMatchObject({
      ...{ sent: 6, lorries: 2, last: 160, leaves: [30, 75] },
      calls: [
        [
          [0, 1],
          [1, 1],
        ],
      ],
    })
  })

  test('leave two piles where each drives once', () => {
    expect(planned(asked)).toMatchObject({ sent: 4, lorries: 2 })
  })
})

describe('a store without a lorry', () => {
  test('sends by one that has room on its way: 30 + 15 + 30 + 30 + 20 minutes', () => {
    const asked = { piles: 2, stock: [1, 1], lorries: [1, 0], deadlineMinutes: 600 } as const
    expect(planned(asked)).toMatchObject({
      ...{ sent: 2, lorries: 1, last: 125, leaves: [30, 75] },
      calls: [
        [
          [0, 1],
          [1, 1],
        ],
      ],
    })
  })

  test('sends by one that comes empty, and is loaded once: 15 + 30 + 30 + 20 minutes', () => {
    const asked = { piles: 2, stock: [0, 2], lorries: [1, 0], deadlineMinutes: 600 } as const
    expect(planned(asked)).toMatchObject({
      ...{ sent: 2, lorries: 1, last: 95, calls: [[[1, 2]]], leaves: [45], legs: [null] },
    })
  })

  test('sends by one of another county, which leaves its own goods there', () => {
    const asked = { piles: 1, stock: [1, 1], lorries: [0, 1], deadlineMinutes: 600 } as const
    expect(planned(asked)).toMatchObject({ sent: 1, last: 80, calls: [] })
    // 15 + 30 + 20 + 20 minutes instead of 30 + 30 + 20: the own county goes before an early arrival.
    expect(planned({ ...asked, countyOfB: 'other' })).toMatchObject({
      ...{ sent: 1, lorries: 1, last: 85, calls: [[[0, 1]]] },
    })
  })

  test('sends nothing by one that is full', () => {
    const asked = { piles: 3, stock: [2, 1], lorries: [1, 0], deadlineMinutes: 600 } as const
    expect(planned(asked)).toMatchObject({ sent: 2, lorries: 1, calls: [] })
  })
})
