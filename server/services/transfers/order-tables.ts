/** Tables of transfer orders: the orders, and their lines. */
import { toLocalMinute } from '../../../data/local-time.ts'
import { WHEREABOUTS, WHEREABOUTS_NAMES } from '../../../data/order-lines.ts'
import { LOAD_STATES, ORDER_STATES } from '../../../data/order-steps.ts'
import { isCountedLoad } from '../../../data/pickup-words.ts'
import type { OrderLine, TransferListEntry } from '../../../data/transfer-order.ts'
import type { Moment } from '../../store/moment.ts'
import type { OrderFilter } from '../../store/transfers/order-rows.ts'
import { type Column, column, goodsColumns, nameIn } from '../tables/columns.ts'
import { PAGE_ROWS, storedTable } from '../tables/stored-table.ts'

const localTime = (instant: string | null): string | null =>
  instant === null ? null : toLocalMinute(new Date(instant))

const ORDER_COLUMNS: readonly Column<TransferListEntry>[] = [
  column('number', '编号', 'Number', ({ number }) => number),
  column('state', '状态', 'State', ({ state }, language) => ORDER_STATES[state][language]),
  column('createdAt', '开单时间', 'Made at', ({ createdAt }) => localTime(createdAt), 'time'),
  column('requestedBy', '申请人', 'Ordered by', ({ requestedBy }) => requestedBy),
  column('approvedBy', '批准人', 'Approved by', ({ approvedBy }) => approvedBy),
  column(
    'approvedAt',
    '批准时间',
    'Approved at',
    ({ approvedAt }) => localTime(approvedAt),
    'time',
  ),
  column(
    'papersDueAt',
    '手续期限',
    'Papers due',
    ({ papersDueAt }) => localTime(papersDueAt),
    'time',
  ),
  column('papersAt', '手续补交', 'Papers handed in', ({ papersAt }) => localTime(papersAt), 'time'),
  column('sites', '接收地点', 'To', ({ sites }) => sites.map(({ name }) => name).join('；')),
  column(
    'lorries',
    '车辆',
    'Lorries',
    // Who drives again, or has loaded elsewhere before, is there already.
    ({ loads }) => loads.reduce((sum, load) => sum + (isCountedLoad(load) ? load.lorries : 0), 0),
    'sum',
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
  column('expiresOn', '有效期至', 'Expires on', ({ line }) => line.expiresOn, 'day'),
  column('quantity', '应调数量', 'Quantity', ({ line }) => line.quantity, 'sum'),
  column('shipped', '发出', 'Sent', ({ line }) => line.shipped, 'sum'),
  column('received', '签收', 'Received', ({ line }) => line.received, 'sum'),
  ...WHEREABOUTS_NAMES.map((name) =>
    column<LineRow>(
      name,
      WHEREABOUTS[name].zh,
      WHEREABOUTS[name].en,
      ({ line }) => line[name],
      'sum',
    ),
  ),
  column('lorries', '车辆', 'Lorries', ({ load }) => load.lorries),
  column('hired', '社会车辆', 'Hired from', ({ load }) => load.hired),
  column('round', '趟次', 'Round', ({ load }) => load.round),
  column('sharedLorry', '顺路车', 'Shared lorry', ({ load }) => load.pickup?.lorry ?? null),
  column('stop', '装货站次', 'Stop', ({ load }) => load.pickup?.stop ?? null),
  column('leavesAt', '计划发车', 'Leaves', ({ load }) => localTime(load.leavesAt), 'time'),
  column(
    'expectedAt',
    '预计卸完',
    'Unloaded (expected)',
    ({ load }) => localTime(load.expectedAt),
    'time',
  ),
  column('receivedAt', '签收时间', 'Received at', ({ load }) => localTime(load.receivedAt), 'time'),
]

const linesOf = (orders: readonly TransferListEntry[]): LineRow[] =>
  orders.flatMap((order) =>
    order.loads.flatMap((load) => load.lines.map((line) => ({ order, load, line }))),
  )

interface OrderQuery {
  /** Of one order alone; left out: all that fit the filter. */
  readonly number: string | undefined
  readonly filter: Omit<OrderFilter, 'before' | 'limit' | 'withRoutes'>
  /** ISO instant by which papers are overdue or not. */
  readonly at: string
}

/** Newest first, of one moment: orders change. */
async function* orderPages(
  { transfers }: Moment,
  { number, filter, at }: OrderQuery,
): AsyncGenerator<readonly TransferListEntry[]> {
  if (number !== undefined) {
    const order = await transfers.get(number, at)
    if (order) yield [order]
    return
  }
  let before: number | null = null
  do {
    const page = { ...filter, before, limit: PAGE_ROWS, withRoutes: false }
    const { orders, next } = await transfers.list(page, at)
    yield orders
    before = next
  } while (before !== null)
}

export const ORDERS = storedTable<OrderQuery, TransferListEntry>(
  { title: { zh: '调拨单', en: 'Transfer orders' }, columns: ORDER_COLUMNS },
  orderPages,
)

export const ORDER_LINES = storedTable<OrderQuery, LineRow>(
  {
    title: { zh: '调拨单明细', en: 'Lines of transfer orders' },
    columns: LINE_COLUMNS,
    position: ({ load }) => [load.lon, load.lat],
  },
  async function* (moment, query) {
    for await (const orders of orderPages(moment, query)) yield linesOf(orders)
  },
)
