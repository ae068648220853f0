import { describe, expect, test, vi } from 'vitest'
import { isOutcomeUnknown } from '../../../client/api/problem.ts'
import {
  chosenLoads,
  countableSteps,
  isStepEmpty,
  movableLoads,
} from '../../../client/panels/dispatch/orders/steps.ts'
import { isResentByItself, sentOnce } from '../../../client/state/sent-once.ts'
import type { OrderEventInput } from '../../../data/order-event.ts'
import type { LineNumbers } from '../../../data/order-lines.ts'
import { type LoadState, type OrderState, possibleSteps } from '../../../data/order-steps.ts'
import type { TransferOrder } from '../../../data/transfer-order.ts'
import { stubStorage } from './stub-storage.ts'

/** One line, where it is in a load of this state. */
const linesIn: Partial<Record<LoadState, Partial<LineNumbers>>> = {
  'in-transit': { underWay: 5, atSite: 0, missing: 0 },
  received: { underWay: 0, atSite: 5, missing: 0 },
}

const orderOf = (state: OrderState, loads: LoadState[]) => {
  const standing = {
    state,
    approval: 'paper' as const,
    papersAt: null,
    loads: loads.map((each) => ({
      state: each,
      lines: [linesIn[each] ?? {}],
    })) as TransferOrder['loads'],
  }
  return { ...standing, steps: possibleSteps(standing) }
}
const NONE: ReadonlySet<number> = new Set()

describe('which loads a step is for', () => {
  const order = orderOf('approved', ['reserved', 'loading', 'reserved', 'cancelled', 'in-transit'])

  test('each step names its own', () => {
    expect(chosenLoads('load', order, NONE)).toEqual([0, 2])
    expect(chosenLoads('depart', order, NONE)).toEqual([1])
    expect(chosenLoads('receive', order, NONE)).toEqual([4])
    expect(chosenLoads('cancel', order, NONE)).toEqual([0, 1, 2])
  })

  test('what was left out stays', () => {
    expect(chosenLoads('load', order, new Set([0]))).toEqual([2])
  })

  test('with all left out there is no step, never one for all of them', () => {
    expect(isStepEmpty('load', order, new Set([0, 2]))).toBe(true)
    expect(chosenLoads('load', order, new Set([0, 2]))).toEqual([])
    expect(isStepEmpty('depart', order, new Set([0, 2]))).toBe(false)
  })

  test('approvals and papers are for the whole order', () => {
    expect(chosenLoads('approve', order, new Set([0]))).toBeNull()
    expect(isStepEmpty('papers', order, new Set([0, 1, 2, 3, 4]))).toBe(false)
  })

  test('offered are those that some step can move', () => {
    expect(movableLoads(order, order.steps)).toEqual([0, 1, 2, 4])
    expect(movableLoads(order, ['depart'])).toEqual([1])
    const closed = orderOf('closed', ['received', 'received'])
    expect(movableLoads(closed, closed.steps)).toEqual([])
  })

  test('what was missed is counted where it turns up, and never taken by one tap', () => {
    const missed = orderOf('received', ['received'])
    const lines = [{ underWay: 0, atSite: 0, missing: 2 }]
    const standing = {
      ...missed,
      loads: [{ ...missed.loads[0]!, lines }] as TransferOrder['loads'],
    }
    const order = { ...standing, steps: possibleSteps(standing) }
    expect(order.steps).toEqual(['receive', 'return', 'close'])
    expect(isStepEmpty('receive', order, NONE)).toBe(true)
    expect([...countableSteps(order, NONE)]).toEqual([
      ['receive', [0]],
      ['return', [0]],
    ])
    expect(countableSteps(order, new Set([0])).size).toBe(0)
  })

  test('what is at the site comes before the order is closed', () => {
    const order = orderOf('received', ['received'])
    expect(order.steps).toEqual(['return', 'use', 'hand-over'])
  })

  test('an approval offers no choice: it is for the whole order', () => {
    const draft = orderOf('draft', ['reserved', 'reserved'])
    expect(movableLoads(draft, ['approve', 'approve-by-phone'])).toEqual([])
    expect(movableLoads(draft, ['cancel'])).toEqual([0, 1])
  })
})

const DEPART: OrderEventInput = { step: 'depart', actor: '演示负责人', note: '', loads: [0] }

/** The page after a (re)load; the tab's storage stays. */
const load = async () => {
  vi.resetModules()
  return import('../../../client/state/sent-once.ts')
}

describe('a step that was not answered', () => {
  test('keeps its key when it is the same, gets a new one when it is another', () => {
    const first = sentOnce(DEPART, null, 1000, () => 'a')
    expect(first).toEqual({ body: DEPART, key: 'a', sentAt: 1000 })
    expect(sentOnce({ ...DEPART }, first, 9000, () => 'b')).toBe(first)
    expect(sentOnce({ ...DEPART, loads: [1] }, first, 9000, () => 'b').key).toBe('b')
  })

  test('no answer and a gateway’s leave it unknown, a refusal and our own word do not', () => {
    const isUnknown = (status: number) => isOutcomeUnknown({ status, kind: 'internal' })
    expect([0, 502, 503, 504].map(isUnknown)).toEqual([true, true, true, true])
    expect([400, 404, 409, 422, 500, 507].some(isUnknown)).toBe(false)
    expect(isOutcomeUnknown({ status: 0, kind: 'offline' })).toBe(true)
    expect(isOutcomeUnknown({ status: 503, kind: 'busy' })).toBe(false)
    expect(isOutcomeUnknown({ status: 409, kind: 'conflict' })).toBe(false)
  })

  test('is sent by itself for five minutes', () => {
    expect(isResentByItself(0, 299_999)).toBe(true)
    expect(isResentByItself(0, 300_000)).toBe(false)
    // what was kept by an older page may say nothing of its time
    expect(isResentByItself(Number.NaN, 0)).toBe(false)
  })

  test('outlives a reload, by order', async () => {
    const kept = stubStorage('sessionStorage', {})
    const pending = { body: DEPART, key: 'a', sentAt: 5 }
    const page = await load()
    page.keepUnanswered('order-step-unanswered:0001', pending)
    const after = await load()
    expect(after.readUnanswered('order-step-unanswered:0001')).toEqual(pending)
    expect(after.readUnanswered('order-step-unanswered:0002')).toBeNull()
    after.keepUnanswered('order-step-unanswered:0001', null)
    expect(after.readUnanswered('order-step-unanswered:0001')).toBeNull()
    kept['order-step-unanswered:0003'] = '{"key":1}'
    expect(after.readUnanswered('order-step-unanswered:0003')).toBeNull()
  })

  test('is read as the program before this one kept it', async () => {
    const kept = { event: DEPART, key: 'a', sentAt: 5 }
    stubStorage('sessionStorage', { 'order-step-unanswered:0001': JSON.stringify(kept) })
    const { readUnanswered } = await load()
    const unanswered = { body: DEPART, key: 'a', sentAt: 5 }
    expect(readUnanswered('order-step-unanswered:0001')).toEqual(unanswered)
  })

  test('a browser without storage keeps it as long as the page lives, and does not fail', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    const pending = { body: DEPART, key: 'a', sentAt: 5 }
    const page = await load()
    expect(() => page.keepUnanswered('0001', pending)).not.toThrow()
    expect(page.readUnanswered('0001')).toEqual(pending)
    expect((await load()).readUnanswered('0001')).toBeNull()
  })
})
