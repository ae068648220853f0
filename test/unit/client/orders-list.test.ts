import { describe, expect, test } from 'vitest'
import {
  countsByState,
  hasLosses,
  isCounted,
  lineChangeText,
  orderBbox,
  overdueFirst,
  whereaboutsText,
} from '../../../client/panels/dispatch/orders/orders.ts'
import { NOTHING_SHIPPED } from '../../../data/order-lines.ts'
import type { OrderState } from '../../../data/order-steps.ts'
import { places } from '../../fixtures/shapes.ts'

const entry = (number: string, state: OrderState, papersDueAt: string | null = null) => ({
  number,
  state,
  papersDueAt,
})
const NEWEST = entry('0004', 'draft')
const LATE = entry('0003', 'in-transit', '2026-07-03T08:00:00.000Z')
const LATER = entry('0001', 'received', '2026-07-01T08:00:00.000Z')
const PLAIN = entry('0002', 'closed')
const numbers = (entries: readonly { number: string }[]) => entries.map(({ number }) => number)

describe('the list of orders', () => {
  test('papers due longest come first, the others stay newest first, none twice', () => {
    // 0001 is on a later page: it is listed all the same.
    const list = overdueFirst([LATE, LATER], [NEWEST, LATE, PLAIN], null)
    expect(numbers(list)).toEqual(['0001', '0003', '0004', '0002'])
  })

  test('under a state only the overdue ones of that state', () => {
    expect(numbers(overdueFirst([LATE, LATER], [LATE], 'in-transit'))).toEqual(['0003'])
    expect(numbers(overdueFirst([LATE, LATER], [NEWEST], 'draft'))).toEqual(['0004'])
  })

  test('what was given is not sorted in place', () => {
    const overdue = [LATE, LATER]
    overdueFirst(overdue, [], null)
    expect(numbers(overdue)).toEqual(['0003', '0001'])
  })

  test('counts by state', () => {
    const counts = countsByState([NEWEST, LATE, PLAIN, PLAIN])
    expect([...counts].join(' ')).toBe('draft,1 in-transit,1 closed,2')
  })
})

describe('what came of a line', () => {
  const line = { ...NOTHING_SHIPPED, shipped: 6300 }

  test('is not known before it is counted', () => {
    expect(isCounted({ ...line, underWay: 6300 })).toBe(false)
    expect(isCounted({ ...line, underWay: 6299 })).toBe(true)
  })

  test('is told by the places that have any of it', () => {
    const counted = { ...line, received: 6200, atSite: 6200, damaged: 50, underWay: 50 }
    expect(whereaboutsText(counted, 'zh')).toBe('在途 50 · 在现场 6,200 · 损坏 50')
    expect(whereaboutsText({ ...line, missing: 3, returned: 6297 }, 'en')).toBe(
      'Missing 3 · Returned 6,297',
    )
  })

  test('is told of each step with its sign', () => {
    const change = { lineId: 1, received: 200, atSite: 200, missing: -200 }
    expect(lineChangeText(change, 'zh')).toBe('实收 +200 · 在现场 +200 · 缺少 −200')
  })

  test('is a loss where something came damaged or not at all', () => {
    const whole = { damaged: 0, missing: 0 }
    expect(hasLosses({ lines: [whole, whole] })).toBe(false)
    expect(hasLosses({ lines: [whole, { damaged: 0, missing: 1 }] })).toBe(true)
    expect(hasLosses({ lines: [{ damaged: 1, missing: 0 }] })).toBe(true)
  })
})

test('the box of an order holds senders, ways and sites', () => {
  const route = places([117.1, 35.2], [116.9, 34.9], [116.5, 35.4])
  const order = { sites: [{ lon: 116.5, lat: 35.4 }], loads: [{ lon: 117.1, lat: 35.2, route }] }
  expect(orderBbox(order)).toEqual([116.5, 34.9, 117.1, 35.4])
})
