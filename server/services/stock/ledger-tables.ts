/** Tables of the ledger: balances, movements, what expires. */
import type { Bilingual } from '../../../data/bilingual.ts'
import {
  type Batch,
  isExpired,
  isUsable,
  type Loan,
  type Minimum,
  MOVEMENT_KINDS,
  type Movement,
} from '../../../data/ledger.ts'
import { dayAfter, LOCAL_OFFSET, toLocalIso } from '../../../data/local-time.ts'
import { ORDER_STEPS } from '../../../data/order-steps.ts'
import type { StockFilter, Turnover } from '../../store/ledger/stock-rows.ts'
import type { Moment } from '../../store/moment.ts'
import type { StockpilePlace } from '../registers.ts'
import { type Column, column, itemColumns, nameIn } from '../tables/columns.ts'
import { inPages, PAGE_ROWS, storedTable } from '../tables/stored-table.ts'

/** What a row tells of its stockpile. */
type Place = Pick<StockpilePlace, 'id' | 'name' | 'nameEn' | 'position'>

interface BatchRow {
  readonly batch: Batch
  readonly place: Place | undefined
  readonly minimum: Minimum | undefined
}

interface MovementRow {
  readonly movement: Movement
  readonly place: Place | undefined
}

const stockpileColumns = <Row extends { place: Place | undefined }>(
  idOf: (row: Row) => string,
): Column<Row>[] => [
  column('stockpileId', '储备点编号', 'Stockpile no.', idOf),
  column('stockpile', '储备点', 'Stockpile', ({ place }, language) =>
    place ? nameIn(place, language) : null,
  ),
]

const BALANCE_COLUMNS: readonly Column<BatchRow>[] = [
  ...stockpileColumns<BatchRow>(({ batch }) => batch.stockpileId),
  ...itemColumns<BatchRow>(({ batch }) => batch.item),
  column('batch', '批次', 'Batch', ({ batch }) => batch.batch),
  column('receivedOn', '入库日期', 'Received on', ({ batch }) => batch.receivedOn, 'day'),
  column('expiresOn', '有效期至', 'Expires on', ({ batch }) => batch.expiresOn, 'day'),
  column('lender', '借自', 'Borrowed from', ({ batch }) => batch.lender),
  column('onHand', '在库', 'On hand', ({ batch }) => batch.onHand),
  column('reserved', '已预留', 'Reserved', ({ batch }) => batch.reserved),
  column('available', '可用', 'Available', ({ batch }) => batch.available),
  column(
    'minimum',
    '最低储备（该物资）',
    'Minimum reserve (item)',
    (row) => row.minimum?.minimum ?? 0,
  ),
]

/** A step of an order without a note has its own name as reason; what people wrote stays as it is. */
const reasonOf = ({ reason, kind }: Movement): Bilingual => {
  const steps: Readonly<Record<string, Bilingual>> = ORDER_STEPS
  const isOfOrder = kind.startsWith('transfer') || kind === 'release'
  const step = isOfOrder && Object.hasOwn(steps, reason) ? steps[reason] : undefined
  return step ?? { zh: reason, en: reason }
}

const kindOf = ({ kind }: Movement): Bilingual => MOVEMENT_KINDS[kind].label

const MOVEMENT_COLUMNS: readonly Column<MovementRow>[] = [
  column('sequence', '序号', 'No.', ({ movement }) => movement.sequence),
  column('at', '时间', 'Time', ({ movement }) => toLocalIso(new Date(movement.at)), 'time'),
  ...stockpileColumns<MovementRow>(({ movement }) => movement.stockpileId),
  column('kind', '类别', 'Kind', (row, language) => kindOf(row.movement)[language]),
  ...itemColumns<MovementRow>(({ movement }) => movement.item),
  column('batch', '批次', 'Batch', ({ movement }) => movement.batch),
  column('quantity', '数量', 'Quantity', ({ movement }) => movement.quantity),
  column('onHandChange', '在库变动', 'Change on hand', ({ movement }) => movement.onHandChange),
  column('reservedChange', '预留变动', 'Change reserved', (row) => row.movement.reservedChange),
  column('onHandAfter', '变动后在库', 'On hand after', ({ movement }) => movement.onHandAfter),
  column('party', '借用单位', 'Lent by or to', ({ movement }) => movement.party),
  column('dueOn', '应还日期', 'Due on', ({ movement }) => movement.dueOn, 'day'),
  column('actor', '经办人', 'By', ({ movement }) => movement.actor),
  column('reason', '事由', 'Reason', ({ movement }, language) => reasonOf(movement)[language]),
  column('document', '单据', 'Document', ({ movement }) => movement.document),
]

interface StockQuery extends StockFilter {
  readonly places: readonly Place[]
}

interface MovementQuery extends StockQuery {
  readonly document?: string | undefined
}

interface BatchQuery extends StockQuery {
  /** Local day. */
  readonly today: string
}

interface ExpiringQuery extends BatchQuery {
  readonly days: number
}

const filterOf = ({ items, stockpileIds }: StockFilter): StockFilter => ({
  ...(items && { items }),
  ...(stockpileIds && { stockpileIds }),
})

const byId = (places: readonly Place[]): ReadonlyMap<string, Place> =>
  new Map(places.map((place) => [place.id, place]))

/** Newest first. A movement is never changed: all until the last of now are of one moment. */
async function* movementPages(
  moment: Moment,
  { places, document, ...goods }: MovementQuery,
): AsyncGenerator<readonly MovementRow[]> {
  const placeOf = byId(places)
  const [last] = (await moment.ledger.movements({ before: null, limit: 1 })).movements
  await moment.release()
  const asked = { ...filterOf(goods), ...(document !== undefined && { document }) }
  // By sequence, not by what fits: one search through the ledger, however few fit.
  for (let before = (last?.sequence ?? 0) + 1; before > 1; before -= PAGE_ROWS) {
    const span = { before, after: before - PAGE_ROWS - 1, limit: PAGE_ROWS }
    const { movements } = await moment.ledger.movements({ ...asked, ...span })
    yield movements.map((movement) => ({ movement, place: placeOf.get(movement.stockpileId) }))
  }
}

export const MOVEMENTS = storedTable<MovementQuery, MovementRow>(
  { title: { zh: '物资台账', en: 'Ledger' }, columns: MOVEMENT_COLUMNS },
  movementPages,
)

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
  title: Bilingual,
  read: (moment: Moment, query: Query) => AsyncIterable<readonly Batch[]>,
) =>
  storedTable<Query, BatchRow>(
    { title, columns: BALANCE_COLUMNS, position: ({ place }) => place?.position ?? null },
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
          minimum: minimums.get(`${batch.stockpileId} ${batch.item}`),
        }))
      }
    },
  )

export const BALANCES = batchTable<BatchQuery>(
  { zh: '物资库存', en: 'Stock' },
  ({ ledger }, query) => batchPages((filter) => ledger.batches(filter), query),
)

export const EXPIRING = batchTable<ExpiringQuery>(
  { zh: '临期与过期物资', en: 'Expiring goods' },
  async function* ({ ledger }, query) {
    const expiring = (filter: StockFilter) =>
      expiringBatches({ ledger }, filter, query.today, query.days)
    const found: Batch[] = []
    for await (const batches of batchPages(expiring, query)) found.push(...batches)
    yield* inPages(found.sort(byExpiry))
  },
)

interface TurnoverRow {
  readonly turnover: Turnover
  readonly place: Place | undefined
}

interface TurnoverQuery extends StockQuery {
  /** Local days, both part of it. */
  readonly from: string
  readonly to: string
}

const TURNOVER_COLUMNS: readonly Column<TurnoverRow>[] = [
  ...stockpileColumns<TurnoverRow>(({ turnover }) => turnover.stockpileId),
  ...itemColumns<TurnoverRow>(({ turnover }) => turnover.item),
  column('opening', '期初结存', 'Opening balance', ({ turnover }) => turnover.opening),
  column('received', '本期收入', 'Received', ({ turnover }) => turnover.received),
  column('issued', '本期发出', 'Issued', ({ turnover }) => turnover.issued),
  column('closing', '期末结存', 'Closing balance', ({ turnover }) => turnover.closing),
]

const startOf = (day: string): string => new Date(`${day}T00:00:00${LOCAL_OFFSET}`).toISOString()

/** 收发存: what came and went in a period, entries counted on the day they were made. */
export const TURNOVER = storedTable<TurnoverQuery, TurnoverRow>(
  ({ from, to }) => ({
    title: {
      zh: `物资收发存 ${from} 至 ${to}`,
      en: `Stock turnover ${from} to ${to}`,
    },
    columns: TURNOVER_COLUMNS,
  }),
  async function* ({ ledger }, { places, from, to, ...goods }) {
    const placeOf = byId(places)
    const period = { from: startOf(from), until: startOf(dayAfter(to, 1)) }
    const rows = await ledger.turnover(filterOf(goods), period)
    yield* inPages(rows.map((turnover) => ({ turnover, place: placeOf.get(turnover.stockpileId) })))
  },
)

interface LoanRow {
  readonly loan: Loan
  readonly place: Place | undefined
}

const LOAN_COLUMNS: readonly Column<LoanRow>[] = [
  ...stockpileColumns<LoanRow>(({ loan }) => loan.stockpileId),
  column('kind', '类别', 'Kind', ({ loan }, language) => MOVEMENT_KINDS[loan.kind].label[language]),
  ...itemColumns<LoanRow>(({ loan }) => loan.item),
  column('batch', '批次', 'Batch', ({ loan }) => loan.batch),
  column('quantity', '数量', 'Quantity', ({ loan }) => loan.quantity),
  column('back', '已还', 'Back', ({ loan }) => loan.back),
  column('left', '未还', 'Not back', ({ loan }) => loan.left),
  column('party', '借用单位', 'Lent by or to', ({ loan }) => loan.party),
  column('dueOn', '应还日期', 'Due on', ({ loan }) => loan.dueOn),
  column(
    'overdue',
    '逾期',
    'Overdue',
    ({ loan }, language) => YES_NO[language][Number(loan.isOverdue)]!,
  ),
  column('document', '单据', 'Document', ({ loan }) => loan.document),
]

const YES_NO = { zh: ['否', '是'], en: ['no', 'yes'] } as const

export const LOANS_OPEN = storedTable<BatchQuery, LoanRow>(
  {
    title: { zh: '借用未还', en: 'Open loans' },
    columns: LOAN_COLUMNS,
    position: ({ place }) => place?.position ?? null,
  },
  async function* ({ ledger }, query) {
    const placeOf = byId(query.places)
    const loans = await ledger.loans(filterOf(query), query.today)
    yield* inPages(loans.map((loan) => ({ loan, place: placeOf.get(loan.stockpileId) })))
  },
)
