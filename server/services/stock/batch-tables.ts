/** Tables of batches: what is there, a form to count it, what expires. */
import { type Batch, expiryWords, isExpired, isUsable, type Minimum } from '../../../data/ledger.ts'
import { dayAfter } from '../../../data/local-time.ts'
import type { StockFilter } from '../../store/ledger/stock-rows.ts'
import type { Moment } from '../../store/moment.ts'
import { type Column, column, goodsColumns, itemColumns, type Layout } from '../tables/columns.ts'
import { inPages, storedTable } from '../tables/stored-table.ts'
import {
  type BatchQuery,
  byId,
  filterOf,
  type Place,
  REPORT_SIGNATURES,
  type StockQuery,
  stockpileColumns,
} from './ledger-rows.ts'

interface BatchRow {
  readonly batch: Batch
  readonly place: Place | undefined
  readonly minimum: Minimum | undefined
  /** Local day. */
  readonly today: string
}

const BALANCE_COLUMNS: readonly Column<BatchRow>[] = [
  ...stockpileColumns<BatchRow>(({ batch }) => batch.stockpileId),
  ...itemColumns<BatchRow>(({ batch }) => batch.item),
  column('batch', '批次', 'Batch', ({ batch }) => batch.batch),
  column('receivedOn', '入库日期', 'Received on', ({ batch }) => batch.receivedOn, 'day'),
  column('expiresOn', '有效期至', 'Expires on', ({ batch }) => batch.expiresOn, 'day'),
  column('lender', '借自', 'Borrowed from', ({ batch }) => batch.lender),
  column('onHand', '在库', 'On hand', ({ batch }) => batch.onHand, 'sum'),
  column('reserved', '已预留', 'Reserved', ({ batch }) => batch.reserved, 'sum'),
  column('available', '可用', 'Available', ({ batch }) => batch.available, 'sum'),
  column(
    'minimum',
    '最低储备（该物资）',
    'Minimum reserve (item)',
    (row) => row.minimum?.minimum ?? 0,
  ),
]

interface ExpiringQuery extends BatchQuery {
  readonly days: number
}

const byExpiry = (a: Batch, b: Batch): number =>
  (a.expiresOn ?? '').localeCompare(b.expiresOn ?? '') || a.id - b.id

/** Batches past their date, and those that will be within some days; first expired first. */
export const expiringBatches = async (
  { ledger }: { readonly ledger: Pick<Moment['ledger'], 'batches'> },
  filter: StockFilter,
  today: string,
  days: number,
): Promise<Batch[]> => {
  const until = dayAfter(today, days)
  const batches = await ledger.batches(filter)
  return batches
    .filter((batch) => batch.onHand > 0 && isExpired(batch, dayAfter(until, 1)))
    .sort(byExpiry)
}

/** Stockpile by stockpile, in the order of the store: a ledger may have any number of batches. */
async function* batchPages(
  read: (filter: StockFilter) => Promise<readonly Batch[]>,
  { places, items, stockpileIds }: StockQuery,
): AsyncGenerator<readonly Batch[]> {
  const ids = stockpileIds ?? places.map(({ id }) => id).sort()
  for (const id of ids) yield read({ ...(items && { items }), stockpileIds: [id] })
}

const batchTable = <Query extends BatchQuery>(
  layout: Omit<Layout<BatchRow>, 'position'>,
  read: (moment: Moment, query: Query) => AsyncIterable<readonly Batch[]>,
) =>
  storedTable<Query, BatchRow>(
    { ...layout, position: ({ place }) => place?.position ?? null },
    async function* (moment, query) {
      const placeOf = byId(query.places)
      const minimums = new Map(
        (await moment.ledger.minimums(filterOf(query))).map((minimum) => [
          `${minimum.stockpileId} ${minimum.item}`,
          minimum,
        ]),
      )
      for await (const batches of read(moment, query)) {
        yield batches.map((batch) => ({
          batch: isUsable(batch, query.today) ? batch : { ...batch, available: 0 },
          place: placeOf.get(batch.stockpileId),
          today: query.today,
          minimum: minimums.get(`${batch.stockpileId} ${batch.item}`),
        }))
      }
    },
  )

export const BALANCES = batchTable<BatchQuery>(
  { title: { zh: '物资库存', en: 'Stock' }, columns: BALANCE_COLUMNS },
  ({ ledger }, query) => batchPages((filter) => ledger.batches(filter), query),
)

const EMPTY = (): null => null

const COUNT_COLUMNS: readonly Column<BatchRow>[] = [
  ...stockpileColumns<BatchRow>(({ batch }) => batch.stockpileId),
  ...goodsColumns<BatchRow>(({ batch }) => batch.item),
  column('batch', '批次', 'Batch', ({ batch }) => batch.batch),
  column('receivedOn', '入库日期', 'Received on', ({ batch }) => batch.receivedOn, 'day'),
  column('expiresOn', '有效期至', 'Expires on', ({ batch }) => batch.expiresOn, 'day'),
  column('book', '账面数量', 'In the books', ({ batch }) => batch.onHand, 'sum'),
  column('counted', '实盘数量', 'Counted', EMPTY),
  column('difference', '差异', 'Difference', EMPTY),
  column('remarks', '备注', 'Remarks', EMPTY),
]

/** 盘点表: what the books say, with room for the count; filled in, it comes back as a stock list. */
export const COUNT_FORM = batchTable<BatchQuery>(
  {
    title: { zh: '物资盘点表', en: 'Stocktake form' },
    columns: COUNT_COLUMNS,
    signatures: [
      { zh: '盘点人：', en: 'Counted by: ' },
      { zh: '保管员：', en: 'Keeper: ' },
      { zh: '监盘人：', en: 'Witness: ' },
    ],
  },
  async function* ({ ledger }, query) {
    for await (const batches of batchPages((filter) => ledger.batches(filter), query)) {
      yield batches.filter(({ onHand }) => onHand > 0)
    }
  },
)

export const EXPIRING = batchTable<ExpiringQuery>(
  {
    title: { zh: '临期与过期物资', en: 'Expiring goods' },
    columns: [
      column('expiry', '效期', 'Expiry', ({ batch, today }, language) => {
        return expiryWords(batch, today)[language]
      }),
      ...BALANCE_COLUMNS,
    ],
    signatures: REPORT_SIGNATURES,
  },
  async function* ({ ledger }, query) {
    const expiring = (filter: StockFilter) =>
      expiringBatches({ ledger }, filter, query.today, query.days)
    const found: Batch[] = []
    for await (const batches of batchPages(expiring, query)) found.push(...batches)
    yield* inPages(found.sort(byExpiry))
  },
)
