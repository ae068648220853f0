/** GET /api/transfers/tables/…: orders, and their lines, as files. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { LANGUAGES } from '../../data/bilingual.ts'
import { toLocalIso } from '../../data/local-time.ts'
import { MATERIALS } from '../../data/materials.ts'
import { LOAD_STATES, ORDER_STATES } from '../../data/order-steps.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { OrderLine, TransferListEntry } from '../../data/transfer-order.ts'
import type { Dependencies } from '../dependencies.ts'
import { validationHook } from '../http/validation.ts'
import { problemAnswers } from './answers.ts'
import { type Column, column, fillTable } from './filled-table.ts'
import { transferProblem } from './ledger-problems.ts'
import type { StockpilePlaces } from './stockpile-places.ts'
import { remarksOf, TABLE_FORMAT_NAMES, TABLE_FORMATS, tableResponse } from './table-formats.ts'
import { transferFilterOf, transferFilterParameters } from './transfer-filter.ts'

const MOST_ORDERS = 10_000

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
    language === 'en' ? (load.stockpileNameEn ?? load.stockpileName) : load.stockpileName,
  ),
  column('to', '接收地点', 'To', ({ order, load }) => order.sites[load.site]?.name ?? null),
  column('item', '物资', 'Item', ({ line }, language) => MATERIALS[line.item].label[language]),
  column(
    'specification',
    '规格',
    'Specification',
    ({ line }, language) => MATERIALS[line.item].specification[language],
  ),
  column('unit', '单位', 'Unit', ({ line }, language) => MATERIALS[line.item].unit[language]),
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
  column('expectedAt', '预计到达', 'Expected', ({ load }) => localTime(load.expectedAt)),
  column('receivedAt', '签收时间', 'Received at', ({ load }) => localTime(load.receivedAt)),
]

const route = createRoute({
  method: 'get',
  path: '/transfers/tables/{table}',
  tags: ['Transfers'],
  summary: 'Orders, or their lines, of one number or by the filters of the list, as a file',
  request: {
    params: z.object({ table: z.enum(['orders', 'lines']) }),
    query: z.strictObject({
      number: z.string().min(1).max(200).optional(),
      ...transferFilterParameters,
      f: z.enum(TABLE_FORMAT_NAMES).default('xlsx'),
      lang: z.enum(LANGUAGES).default('zh'),
    }),
  },
  responses: {
    200: {
      description: 'The table',
      content: Object.fromEntries(
        Object.values(TABLE_FORMATS).map(({ mediaType }) => [mediaType, { schema: z.string() }]),
      ),
    },
    ...problemAnswers(400, 404),
  },
})

const linesOf = (orders: readonly TransferListEntry[]): LineRow[] =>
  orders.flatMap((order) =>
    order.loads.flatMap((load) => load.lines.map((line) => ({ order, load, line }))),
  )

export const transferTableRoutes = ({ store, now }: Dependencies, places: StockpilePlaces) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  app.openapi(route, async (context) => {
    const { table: name } = context.req.valid('param')
    const { number, f, lang, ...asked } = context.req.valid('query')
    await places.expect(asked.stockpile)
    const at = now().toISOString()
    const one = number === undefined ? null : await store.transfers.get(number, at)
    if (number !== undefined && !one) throw transferProblem({ reason: 'no-such-order' })
    const filter = {
      ...transferFilterOf(asked, at),
      before: null,
      limit: MOST_ORDERS,
      withRoutes: false,
    }
    const orders: TransferListEntry[] = one
      ? [one]
      : (await store.transfers.list(filter, at)).orders
    const table =
      name === 'orders'
        ? fillTable({ zh: '调拨单', en: 'Transfer orders' }, ORDER_COLUMNS, orders, lang)
        : fillTable(
            { zh: '调拨单明细', en: 'Lines of transfer orders' },
            LINE_COLUMNS,
            linesOf(orders),
            lang,
            ({ load }) => [load.lon, load.lat],
          )
    const isDemonstration = await store.isDemonstration('stockpiles')
    const remarks = remarksOf(
      {
        revision: await store.revision(),
        query: { at: toLocalIso(now()) },
        notice: isDemonstration ? DEMONSTRATION_NOTICE : null,
      },
      lang,
    )
    return tableResponse(context, table, f, `transfer-${name}`, remarks)
  })
  return app
}
