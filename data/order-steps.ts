/** States of a transfer order and its loads, and the steps that lead from one to the next. */
import type { Bilingual } from './bilingual.ts'

/** Where a load stands; an order stands where the least advanced of its loads does. */
export const LOAD_STATES = {
  reserved: { zh: '已预留', en: 'Reserved' },
  loading: { zh: '装车中', en: 'Loading' },
  'in-transit': { zh: '在途', en: 'In transit' },
  received: { zh: '已签收', en: 'Received' },
  returned: { zh: '已退回', en: 'Returned' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<string, Bilingual>
export type LoadState = keyof typeof LOAD_STATES

export const ORDER_STATES = {
  draft: { zh: '待批准', en: 'Draft' },
  approved: { zh: '已批准', en: 'Approved' },
  loading: { zh: '装车中', en: 'Loading' },
  'in-transit': { zh: '在途', en: 'In transit' },
  received: { zh: '已签收', en: 'Received' },
  closed: { zh: '已办结', en: 'Closed' },
  returned: { zh: '已退回', en: 'Returned' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<string, Bilingual>
export type OrderState = keyof typeof ORDER_STATES
export const ORDER_STATE_NAMES = Object.keys(ORDER_STATES) as [OrderState, ...OrderState[]]

/**
 * Steps of an order. Papers of an approval by phone follow within 48 hours (practice of 邹城,
 * DOMAIN section 4).
 */
export const ORDER_STEPS = {
  approve: { zh: '批准', en: 'Approve' },
  'approve-by-phone': { zh: '电话批准', en: 'Approve by phone' },
  papers: { zh: '补交书面手续', en: 'Papers handed in' },
  load: { zh: '开始装车', en: 'Start loading' },
  depart: { zh: '发车', en: 'Depart' },
  receive: { zh: '签收', en: 'Receive' },
  return: { zh: '退回', en: 'Return' },
  close: { zh: '办结', en: 'Close' },
  cancel: { zh: '取消', en: 'Cancel' },
} as const satisfies Record<string, Bilingual>
export type OrderStep = keyof typeof ORDER_STEPS
export const ORDER_STEP_NAMES = Object.keys(ORDER_STEPS) as [OrderStep, ...OrderStep[]]

export const PAPERS_HOURS = 48

/** Which loads a step moves, and to where. */
const LOAD_STEPS: Partial<Record<OrderStep, { from: readonly LoadState[]; to: LoadState }>> = {
  load: { from: ['reserved'], to: 'loading' },
  depart: { from: ['loading'], to: 'in-transit' },
  receive: { from: ['in-transit'], to: 'received' },
  return: { from: ['in-transit', 'received'], to: 'returned' },
  cancel: { from: ['reserved', 'loading'], to: 'cancelled' },
}

export const loadStateAfter = (step: OrderStep): LoadState | null => LOAD_STEPS[step]?.to ?? null

interface OrderStanding {
  readonly state: OrderState
  readonly approval: Approval | null
  readonly papersAt: string | null
  readonly loads: readonly { readonly state: LoadState }[]
}

export const APPROVALS = ['paper', 'phone'] as const
export type Approval = (typeof APPROVALS)[number]

const BEFORE_APPROVAL: readonly OrderState[] = ['draft']
const ENDED: readonly OrderState[] = ['closed', 'cancelled']

const isApproved = ({ state }: OrderStanding): boolean =>
  !BEFORE_APPROVAL.includes(state) && !ENDED.includes(state)

/** Loads that a step would move, by index; all that are ready for it. */
export const loadsReadyFor = (step: OrderStep, order: OrderStanding): number[] => {
  const from = LOAD_STEPS[step]?.from
  if (!from) return []
  return order.loads.flatMap(({ state }, load) => (from.includes(state) ? [load] : []))
}

/** Whether a step makes sense as the order stands. */
export const isStepPossible = (step: OrderStep, order: OrderStanding): boolean => {
  switch (step) {
    case 'approve':
    case 'approve-by-phone':
      return order.state === 'draft'
    case 'papers':
      return order.approval === 'phone' && order.papersAt === null && order.state !== 'cancelled'
    case 'load':
    case 'depart':
    case 'receive':
    case 'return':
      return isApproved(order) && loadsReadyFor(step, order).length > 0
    case 'cancel':
      return !ENDED.includes(order.state) && loadsReadyFor(step, order).length > 0
    case 'close':
      // Without its papers an order by phone stays open: that is what the clock is for.
      return (
        (order.state === 'received' || order.state === 'returned') &&
        (order.approval !== 'phone' || order.papersAt !== null)
      )
  }
}

export const possibleSteps = (order: OrderStanding): OrderStep[] =>
  ORDER_STEP_NAMES.filter((step) => isStepPossible(step, order))

/** From least to most advanced; what was cancelled does not hold the others up. */
const PROGRESS: readonly LoadState[] = ['reserved', 'loading', 'in-transit', 'received', 'returned']

/** State of an approved order by its loads. */
export const stateOfLoads = (loads: readonly LoadState[]): OrderState => {
  const going = loads.filter((state) => state !== 'cancelled')
  if (going.length === 0) return 'cancelled'
  const least = Math.min(...going.map((state) => PROGRESS.indexOf(state)))
  const state = PROGRESS[least]
  return state === undefined || state === 'reserved' ? 'approved' : state
}
