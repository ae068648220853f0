/** Transfer orders: confirming a plan, the list, one order, its next step, tables as files. */
import { toLocalIso } from '../../../data/local-time.ts'
import { LOAD_STATES, ORDER_STATES } from '../../../data/order-steps.ts'
import type {
  OrderEventInput,
  OrderLine,
  OrderPersons,
  PlanConfirmation,
  TransferInput,
  TransferList,
  TransferListEntry,
  TransferOrder,
} from '../../../data/transfer-order.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { TransferConflict } from '../../store/refusals.ts'
import type { RequestKey } from '../../store/transfers/idempotency.ts'
import type { OrderFilter } from '../../store/transfers/order-rows.ts'
import { Service, type ServiceContext } from '../service-context.ts'
import { transferProblem, withTransferProblems } from '../stock/ledger-problems.ts'
import { type Column, column, goodsColumns, nameIn } from '../tables/columns.ts'
import { fillTable, remarksOf, type TableSheet } from '../tables/table-files.ts'
import type { Plans } from './plans.ts'

export const ORDER_TABLES = ['orders', 'lines'] as const
type OrderTable = (typeof ORDER_TABLES)[number]

const localTime = (instant: string | null): string | null =>
  instant === null ? null : toLocalIso(new Date(instant)).slice(0, 16).replace('T', ' ')

const ORDER_COLUMNS: readonly Column<TransferListEntry>[] = [
  column('number', '编号', 'Number', ({ number }) => number),
  column('state', '状态', 'State', ({ state }, language) => ORDER_STATES[state][language]),
  column('createdAt', '开单时间', 'Made at', ({ createdAt }) => localTime(createdAt)),
  column('requestedBy', '申请人', 'Ordered by', ({ requestedBy }) => requestedBy),
  column('approvedBy', '批准人', 'Approved by', ({ approvedBy }) => approvedBy),
  column('approvedAt', '批准时间', 'Approved at', ({ approvedAt }) => localTime(approvedAt)),
  column('papersDueAt', '手续期限', 'Papers due', ({ papersDueAt }) => localTime(papersDueAt)),
  column('papersAt', '手续补交', 'Papers handed in', ({ papersAt }) => localTime(papersAt)),
  column('sites', '接收地点', 'To', ({ sites }) => sites.map(({ name }) => name).join('；')),
  column('lorries', '车辆', 'Lorries', ({ loads }) =>
    loads.reduce((sum, { lorries }) => sum + lorries, 0),
  ),
  column('reason', '事由', 'Reason', ({ reason }) => reason),
]

interface LineRow {
  readonly order: TransferListEntry
  readonly load: TransferListEntry['loads'][number]
  readonly line: OrderLine
}

const LINE_COLUMNS: readonly Column<LineRow>[] = [
  column('number', '编号', 'Number', ({ order }) => order.number),
  column(
    'state',
    '批次状态',
    'State of the load',
    ({ load }, language) => LOAD_STATES[load.state][language],
  ),
  column('from', '调出储备点', 'From', ({ load }, language) =>
    nameIn({ name: load.stockpileName, nameEn: load.stockpileNameEn }, language),
  ),
  column('to', '接收地点', 'To', ({ order, load }) => order.sites[load.site]?.name ?? null),
  ...goodsColumns<LineRow>(({ line }) => line.item),
  column('batch', '批号', 'Batch', ({ line }) => line.batch),
  column('expiresOn', '有效期至', 'Expires on', ({ line }) => line.expiresOn),
  column('quantity', '应调数量', 'Quantity', ({ line }) => line.quantity),
  column('shipped', '发出', 'Sent', ({ line }) => line.shipped),
  column('received', '签收', 'Received', ({ line }) => line.received),
  column('damaged', '损坏', 'Damaged', ({ line }) => line.damaged),
  column('missing', '缺少', 'Missing', ({ line }) => line.missing),
  column('returned', '退回', 'Returned', ({ line }) => line.returned),
  column('lorries', '车辆', 'Lorries', ({ load }) => load.lorries),
  column('leavesAt', '计划发车', 'Leaves', ({ load }) => localTime(load.leavesAt)),
  column('expectedAt', '预计卸完', 'Unloaded (expected)', ({ load }) => localTime(load.expectedAt)),
  column('receivedAt', '签收时间', 'Received at', ({ load }) => localTime(load.receivedAt)),
]

const linesOf = (orders: readonly TransferListEntry[]): LineRow[] =>
  orders.flatMap((order) =>
    order.loads.flatMap((load) => load.lines.map((line) => ({ order, load, line }))),
  )

const filledWith = (name: OrderTable, orders: readonly TransferListEntry[]): TableSheet['fill'] =>
  name === 'orders'
    ? fillTable({
        title: { zh: '调拨单', en: 'Transfer orders' },
        columns: ORDER_COLUMNS,
        rows: orders,
      })
    : fillTable({
        title: { zh: '调拨单明细', en: 'Lines of transfer orders' },
        columns: LINE_COLUMNS,
        rows: linesOf(orders),
        position: ({ load }) => [load.lon, load.lat],
      })

const MOST_TABLE_ORDERS = 10_000

/** Which orders; left out: all of them. */
interface OrderQuery {
  readonly state?: readonly string[] | undefined
  /** Only orders by phone whose papers are overdue. */
  readonly overdue?: boolean | undefined
  /** Only orders with a load from this stockpile. */
  readonly stockpile?: string | undefined
}

/** @param at ISO instant by which papers are overdue or not. */
const filterOf = ({ state, overdue, stockpile }: OrderQuery, at: string) => ({
  ...(state && { states: state }),
  ...(overdue && { overdueAt: at }),
  ...(stockpile !== undefined && { stockpileId: stockpile }),
})

/** A 409 that says which lines have changed, and how to plan again. */
const conflictProblem = ({ changes }: TransferConflict, body: unknown): ProblemError =>
  new ProblemError(
    'conflict',
    {
      en: `${changes.length} lines cannot be promised any more: others were quicker, a minimum reserve would be broken, or goods are past their date. Nothing was reserved; plan again.`,
      zh: `有 ${changes.length} 条明细已不能满足：已被他人预留、将突破最低储备，或已过有效期。未作任何预留，请重新计划。`,
    },
    [],
    { changes, replan: { method: 'POST', href: '/api/transfer-plans', body } },
  )

export class Orders extends Service {
  readonly #plans: Plans

  constructor(context: ServiceContext, plans: Plans) {
    super(context)
    this.#plans = plans
  }

  /** Reserves every line of a plan, or nothing. @throws ProblemError */
  async confirm(
    input: TransferInput | PlanConfirmation,
    request: RequestKey | null,
  ): Promise<TransferOrder> {
    const { store } = this.context
    const at = this.#instant()
    const confirming = store.write(async ({ transfers }) => {
      // The plan may be gone by the time that a request comes again.
      const earlier = await transfers.confirmedBefore(request)
      if (earlier !== null) return this.#found(await transfers.get(earlier, at))
      const order = 'planId' in input ? this.#plans.orderOf(input) : input
      const { number } = await transfers.confirm(order, at, request)
      return this.#found(await transfers.get(number, at))
    })
    try {
      return await withTransferProblems(confirming)
    } catch (error) {
      if (!(error instanceof TransferConflict)) throw error
      const body = 'planId' in input ? this.#plans.requestOf(input.planId) : null
      throw conflictProblem(error, body)
    }
  }

  /** Newest first. @throws ProblemError for a stockpile that is not there. */
  async list(query: OrderQuery & Pick<OrderFilter, 'before' | 'limit'>): Promise<TransferList> {
    const { store, registers } = this.context
    const at = this.#instant()
    return store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, query.stockpile)
      const { before, limit } = query
      const filter = { ...filterOf(query, at), before, limit }
      const { orders, next } = await snapshot.transfers.list(filter, at)
      return { orders, next, overdue: await snapshot.transfers.countOverdue(at) }
    })
  }

  /** @throws ProblemError where there is no order of this number. */
  async get(number: string): Promise<TransferOrder> {
    const at = this.#instant()
    return this.context.store.read(async ({ transfers }) =>
      this.#found(await transfers.get(number, at)),
    )
  }

  /** Receivers and numbers of an order, whole. @throws ProblemError where there is none. */
  async persons(number: string): Promise<OrderPersons> {
    return this.context.store.read(async ({ transfers }) =>
      this.#found(await transfers.persons(number)),
    )
  }

  /** The next step of an order, with the movements that belong to it. @throws ProblemError */
  async step(
    number: string,
    event: OrderEventInput,
    request: RequestKey | null,
  ): Promise<TransferOrder> {
    const at = this.#instant()
    return withTransferProblems(
      this.context.store.write(async ({ transfers }) => {
        await transfers.step(number, event, at, request)
        return this.#found(await transfers.get(number, at))
      }),
    )
  }

  /** Orders, or their lines, of one number or by the filters of the list. */
  async table(
    name: OrderTable,
    { number, ...query }: OrderQuery & { readonly number?: string | undefined },
  ): Promise<TableSheet> {
    const { store, registers, now } = this.context
    const at = this.#instant()
    const [orders, stamp] = await store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, query.stockpile)
      const page = { before: null, limit: MOST_TABLE_ORDERS, withRoutes: false }
      const orders =
        number === undefined
          ? (await snapshot.transfers.list({ ...filterOf(query, at), ...page }, at)).orders
          : [this.#found(await snapshot.transfers.get(number, at))]
      return [orders, await registers.stamp(snapshot, ['stockpiles'])] as const
    })
    const remarks = remarksOf(toLocalIso(now()), stamp)
    return { name: `transfer-${name}`, fill: filledWith(name, orders), remarks }
  }

  #instant(): string {
    return this.context.now().toISOString()
  }

  #found<Found>(order: Found | null): Found {
    if (!order) throw transferProblem({ reason: 'no-such-order' })
    return order
  }
}
