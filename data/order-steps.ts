/** States of a transfer order and its loads, and the steps that lead from one to the next. */
import type { Bilingual } from './bilingual.ts'
import type { LineNumbers } from './order-lines.ts'

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
  arrive: { zh: '到达', en: 'Arrive' },
  receive: { zh: '签收', en: 'Receive' },
  return: { zh: '退回', en: 'Return' },
  use: { zh: '用完', en: 'Used up' },
  'hand-over': { zh: '移交', en: 'Hand over' },
  close: { zh: '办结', en: 'Close' },
  cancel: { zh: '取消', en: 'Cancel' },
  undo: { zh: '撤销上一步', en: 'Undo the last step' },
} as const satisfies Record<string, Bilingual>
export type OrderStep = keyof typeof ORDER_STEPS

/** Steps, and what else is written into an order's timeline. */
export const EVENT_STEPS = {
  ...ORDER_STEPS,
  create: { zh: '开单预留', en: 'Made, goods reserved' },
  reroute: { zh: '改道', en: 'Another way' },
} as const satisfies Record<string, Bilingual>
export type EventStep = keyof typeof EVENT_STEPS
export const ORDER_STEP_NAMES = Object.keys(ORDER_STEPS) as [OrderStep, ...OrderStep[]]

export const PAPERS_HOURS = 48
/** For so long after it a step can be undone. */
export const UNDO_MINUTES = 10

/** States that a step finds its loads in, and leaves them in where their lines do not say. */
const LOAD_STEPS: Partial<Record<OrderStep, { from: readonly LoadState[]; to: LoadState }>> = {
  load: { from: ['reserved'], to: 'loading' },
  depart: { from: ['loading'], to: 'in-transit' },
  arrive: { from: ['in-transit'], to: 'in-transit' },
  receive: { from: ['in-transit'], to: 'received' },
  return: { from: ['in-transit', 'received'], to: 'returned' },
  use: { from: ['in-transit', 'received', 'returned'], to: 'received' },
  'hand-over': { from: ['in-transit', 'received', 'returned'], to: 'received' },
  cancel: { from: ['reserved', 'loading'], to: 'cancelled' },
}
/** What was counted missing may turn up once nothing is under way any more. */
const AFTERWARDS: readonly LoadState[] = ['received', 'returned']

interface LoadStanding {
  readonly state: LoadState
  readonly arrivedAt: string | null
  readonly lines: readonly Pick<LineNumbers, 'underWay' | 'atSite' | 'missing'>[]
}

interface OrderStanding {
  readonly state: OrderState
  readonly approval: Approval | null
  readonly papersAt: string | null
  readonly loads: readonly LoadStanding[]
}

type LineSum = (load: LoadStanding) => number
const atSite: LineSum = ({ lines }) => lines.reduce((sum, line) => sum + line.atSite, 0)
const missing: LineSum = ({ lines }) => lines.reduce((sum, line) => sum + line.missing, 0)

/** Whether a step moves loads at all. */
export const movesLoads = (step: OrderStep): boolean => LOAD_STEPS[step] !== undefined

/** State of a load by its lines, once it has left. */
export const stateOfLines = (
  lines: readonly Omit<LineNumbers, 'shipped' | 'received'>[],
): LoadState => {
  if (lines.some(({ underWay }) => underWay > 0)) return 'in-transit'
  const isStaying = lines.some((line) => line.atSite + line.used + line.handedOver > 0)
  return !isStaying && lines.some(({ returned }) => returned > 0) ? 'returned' : 'received'
}

/** State of a load after a step that counts nothing; null where the step leaves it alone. */
export const loadStateAfter = (step: OrderStep): LoadState | null => LOAD_STEPS[step]?.to ?? null

export const APPROVALS = ['paper', 'phone'] as const
export type Approval = (typeof APPROVALS)[number]

const BEFORE_APPROVAL: readonly OrderState[] = ['draft']
const ENDED: readonly OrderState[] = ['closed', 'cancelled']

const isApproved = ({ state }: OrderStanding): boolean =>
  !BEFORE_APPROVAL.includes(state) && !ENDED.includes(state)

const isReady = (step: OrderStep, load: LoadStanding): boolean => {
  if (!LOAD_STEPS[step]?.from.includes(load.state)) return false
  if (step === 'arrive') return load.arrivedAt === null
  const isOfSite = step === 'use' || step === 'hand-over'
  return isOfSite || (step === 'return' && load.state === 'received') ? atSite(load) > 0 : true
}

const isLate = (step: OrderStep, load: LoadStanding): boolean =>
  (step === 'receive' || step === 'return') && AFTERWARDS.includes(load.state) && missing(load) > 0

const loadsThat = ({ loads }: OrderStanding, isMeant: (load: LoadStanding) => boolean): number[] =>
  loads.flatMap((load, index) => (isMeant(load) ? [index] : []))

/** Loads that a step moves unless others are named, by index. */
export const loadsReadyFor = (step: OrderStep, order: OrderStanding): number[] =>
  loadsThat(order, (load) => isReady(step, load))

/** Loads of which what was counted missing may have arrived or come back: a step has to name them. */
export const loadsMissedFor = (step: OrderStep, order: OrderStanding): number[] =>
  loadsThat(order, (load) => isLate(step, load) && !isReady(step, load))

/** Loads with goods that have not been accounted for, by index. */
export const unaccountedLoads = (order: Pick<OrderStanding, 'loads'>): number[] =>
  order.loads.flatMap((load, index) =>
    load.lines.some((line) => line.underWay + line.atSite > 0) ? [index] : [],
  )

/** Whether an order could be closed if its goods and its papers were accounted for. */
export const isClosable = ({ state }: Pick<OrderStanding, 'state'>): boolean =>
  state === 'received' || state === 'returned'

/** Without its papers an order by phone stays open: that is what the clock is for. */
export const arePapersIn = ({
  approval,
  papersAt,
}: Pick<OrderStanding, 'approval' | 'papersAt'>): boolean =>
  approval !== 'phone' || papersAt !== null

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
    case 'arrive':
    case 'receive':
    case 'return':
    case 'use':
    case 'hand-over':
      return (
        isApproved(order) &&
        loadsReadyFor(step, order).length + loadsMissedFor(step, order).length > 0
      )
    case 'cancel':
      return !ENDED.includes(order.state) && loadsReadyFor(step, order).length > 0
    case 'close':
      return isClosable(order) && arePapersIn(order) && unaccountedLoads(order).length === 0
    case 'undo':
      // Not a matter of how the order stands, but of what was done last, and when.
      return false
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
