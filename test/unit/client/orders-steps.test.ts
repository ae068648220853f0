import { afterEach, describe, expect, test, vi } from 'vitest'
import { isOutcomeUnknown } from '../../../client/api/problem.ts'
import {
  isResentByItself,
  keepPending,
  pendingFor,
  readPending,
} from '../../../client/panels/dispatch/orders/pending-step.ts'
import {
  chosenLoads,
  isStepEmpty,
  movableLoads,
} from '../../../client/panels/dispatch/orders/step-loads.ts'
import { type LoadState, type OrderState, possibleSteps } from '../../../data/order-steps.ts'
import type { OrderEventInput, TransferOrder } from '../../../data/transfer-order.ts'

const orderOf = (state: OrderState, loads: LoadState[]) => {
  const standing = {
    state,
    approval: 'paper' as const,
    papersAt: null,
    loads: loads.map((each) => ({ state: each })) as TransferOrder['loads'],
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

  test('an approval offers no choice: it is for the whole order', () => {
    const draft = orderOf('draft', ['reserved', 'reserved'])
    expect(movableLoads(draft, ['approve', 'approve-by-phone'])).toEqual([])
    expect(movableLoads(draft, ['cancel'])).toEqual([0, 1])
  })
})

const DEPART: OrderEventInput = { step: 'depart', actor: '演示负责人', note: '', loads: [0] }

describe('a step that was not answered', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('keeps its key when it is the same, gets a new one when it is another', () => {
    const first = pendingFor(DEPART, null, 1000, () => 'a')
    expect(first).toEqual({ event: DEPART, key: 'a', sentAt: 1000 })
    expect(pendingFor({ ...DEPART }, first, 9000, () => 'b')).toBe(first)
    expect(pendingFor({ ...DEPART, loads: [1] }, first, 9000, () => 'b').key).toBe('b')
  })

  test('no answer and a gateway’s leave it unknown, a refusal does not', () => {
    const isUnknown = (status: number) => isOutcomeUnknown({ status, kind: 'internal' })
    expect([0, 502, 503, 504].map(isUnknown)).toEqual([true, true, true, true])
    expect([400, 404, 409, 422, 500, 507].some(isUnknown)).toBe(false)
  })

  test('is sent by itself for five minutes', () => {
    const pending = { event: DEPART, key: 'a', sentAt: 0 }
    expect(isResentByItself(pending, 299_999)).toBe(true)
    expect(isResentByItself(pending, 300_000)).toBe(false)
  })

  test('outlives a reload, by order', () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    })
    const pending = { event: DEPART, key: 'a', sentAt: 5 }
    keepPending('0001', pending)
    expect(readPending('0001')).toEqual(pending)
    expect(readPending('0002')).toBeNull()
    keepPending('0001', null)
    expect(readPending('0001')).toBeNull()
    kept.set('order-step-unanswered:0003', '{"key":1}')
    expect(readPending('0003')).toBeNull()
  })

  test('a browser without storage keeps nothing and does not fail', () => {
    vi.stubGlobal('sessionStorage', undefined)
    expect(() => keepPending('0001', { event: DEPART, key: 'a', sentAt: 5 })).not.toThrow()
    expect(readPending('0001')).toBeNull()
  })
})
