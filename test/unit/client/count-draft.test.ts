/** What somebody types of a line, what follows, and what is sent: worked out by hand. */
import { describe, expect, test } from 'vitest'
import {
  countsToSend,
  draftedLine,
  shownCount,
} from '../../../client/panels/dispatch/orders/count-draft.ts'
import { NOTHING_SHIPPED } from '../../../data/order-lines.ts'
import type { OrderLine } from '../../../data/transfer-order.ts'

const LINE: OrderLine = {
  ...{ id: 7, batchId: 1, batch: 'B', expiresOn: null, item: 'sandbag' },
  ...{ ...NOTHING_SHIPPED, quantity: 1000, reserved: 0, shipped: 1000, underWay: 1000 },
}
const RECEIVING = { step: 'receive', isForBooks: false, isRestUnderWay: false } as const
const FIELDS = ['received', 'damaged', 'missing'] as const

const shown = (line: OrderLine, typed: object, circumstances: Parameters<typeof draftedLine>[2]) =>
  FIELDS.map((field) => shownCount(line, field, typed, circumstances))

describe('a receipt', () => {
  test('is whole until something is typed', () => {
    expect(shown(LINE, {}, RECEIVING)).toEqual([1000, 0, 0])
  })

  test('has fewer good ones for every one that is damaged or missing', () => {
    expect(shown(LINE, { damaged: 30 }, RECEIVING)).toEqual([970, 30, 0])
    expect(shown(LINE, { damaged: 30, missing: 20 }, RECEIVING)).toEqual([950, 30, 20])
    expect(shown(LINE, { received: 900, damaged: 30 }, RECEIVING)).toEqual([900, 30, 70])
  })

  test('leaves the rest on the road where it is said to be there', () => {
    const inParts = { ...RECEIVING, isRestUnderWay: true }
    expect(shown(LINE, { received: 400 }, inParts)).toEqual([400, 0, 0])
    expect(draftedLine(LINE, { received: 400 }, inParts)).toMatchObject({
      underWay: 600,
      atSite: 400,
    })
  })

  test('of more than there are shows what is wrong and no number for it', () => {
    const typed = { received: 990, damaged: 30 }
    expect(draftedLine(LINE, typed, RECEIVING)).toEqual({
      ...{ fault: 'too-many', counted: 1020, bound: 1000 },
    })
    expect(shownCount(LINE, 'missing', typed, RECEIVING)).toBeNull()
  })

  test('is sent with every number that was looked at', () => {
    expect(countsToSend([LINE], { 7: { damaged: 30 } }, FIELDS, RECEIVING)).toEqual([
      { lineId: 7, received: 970, damaged: 30, missing: 0 },
    ])
  })
})

test('goods that turned round are those that are missing no more', () => {
  const missed = { ...LINE, received: 700, atSite: 700, missing: 300, underWay: 0 }
  const returning = { ...RECEIVING, step: 'return' } as const
  expect(shown(missed, { received: 300 }, returning)).toEqual([300, 0, 300])
  expect(draftedLine(missed, { received: 300, missing: 0 }, returning)).toMatchObject({
    ...{ atSite: 700, missing: 0, returned: 300 },
  })
})

test('a lorry that takes less than was promised leaves the rest', () => {
  const loading = { ...LINE, shipped: 0, underWay: 0, reserved: 1000 }
  const departing = { ...RECEIVING, step: 'depart' } as const
  expect(shownCount(loading, 'shipped', {}, departing)).toBe(1000)
  expect(shownCount(loading, 'shipped', { shipped: 640 }, departing)).toBe(640)
})
