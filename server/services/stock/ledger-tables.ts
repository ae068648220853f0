/** Tables of the ledger: movements, the turnover of a period, open loans. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { type Loan, MOVEMENT_KINDS, type Movement } from '../../../data/ledger.ts'
import { dayAfter, LOCAL_OFFSET, toLocalIso } from '../../../data/local-time.ts'
import { ORDER_STEPS } from '../../../data/order-steps.ts'
import type { Turnover } from '../../store/ledger/stock-rows.ts'
import type { Moment } from '../../store/moment.ts'
import { type Column, column, itemColumns } from '../tables/columns.ts'
import { inPages, PAGE_ROWS, storedTable } from '../tables/stored-table.ts'
import {
  type BatchQuery,
  byId,
  filterOf,
  type Place,
  REPORT_SIGNATURES,
  type StockQuery,
  stockpileColumns,
} from './ledger-rows.ts'

interface MovementRow {
  readonly movement: Movement
  readonly place: Place | undefined
}

/** A step of an order without a note has its own name as reason; what people wrote stays as it is. */
const reasonOf = ({ reason, kind }: Movement): Bilingual => {
  const steps: Readonly<Record<string, Bilingual>> = ORDER_STEPS
  const isOfOrder = kind.startsWith('transfer') || kind === 'release'
  const step = isOfOrder && Object.hasOwn(steps, reason) ? steps[reason] : undefined
  return step ?? { zh: reason, en: reason }
}

const kindOf = ({ kind }: Movement): Bilingual => MOVEMENT_KINDS[kind].label

/** What moved the other way stands in the other column; what was only promised in neither. */
const came = (quantity: number): number | null => (quantity > 0 ? quantity : null)

const MOVEMENT_COLUMNS: readonly Column<MovementRow>[] = [
  column('sequence', '序号', 'No.', ({ movement }) => movement.sequence),
  column('at', '时间', 'Time', ({ movement }) => toLocalIso(new Date(movement.at)), 'time'),
  ...stockpileColumns<MovementRow>(({ movement }) => movement.stockpileId),
  column('kind', '类别', 'Kind', (row, language) => kindOf(row.movement)[language]),
  ...itemColumns<MovementRow>(({ movement }) => movement.item),
  column('batch', '批次', 'Batch', ({ movement }) => movement.batch),
  column('received', '收入', 'Received', ({ movement }) => came(movement.onHandChange), 'sum'),
  column('issued', '发出', 'Issued', ({ movement }) => came(-movement.onHandChange), 'sum'),
  column('balance', '结存（本批次）', 'Balance (batch)', ({ movement }) => movement.onHandAfter),
  column('reservedChange', '预留变动', 'Change reserved', (row) => row.movement.reservedChange),
  column('party', '借用单位', 'Lent by or to', ({ movement }) => movement.party),
  column('dueOn', '应还日期', 'Due on', ({ movement }) => movement.dueOn, 'day'),
  column('actor', '经办人', 'By', ({ movement }) => movement.actor),
  column('reason', '事由', 'Reason', ({ movement }, language) => reasonOf(movement)[language]),
  column('document', '单据', 'Document', ({ movement }) => movement.document),
]

interface MovementQuery extends StockQuery {
  readonly document?: string | undefined
  /** Left out: from the first entry on. */
  readonly period?: Days | undefined
}

interface Days {
  /** Local days, both part of it. */
  readonly from: string
  readonly to: string
}

const periodOf = ({ from, to }: Days): Bilingual => ({
  zh: `${from} 至 ${to}`,
  en: `${from} to ${to}`,
})

/** ISO instants; `until` is no part of it. */
const instantsOf = ({ from, to }: Days): { from: string; until: string } => ({
  from: startOf(from),
  until: startOf(dayAfter(to, 1)),
})

const startOf = (day: string): string => new Date(`${day}T00:00:00${LOCAL_OFFSET}`).toISOString()

/** Newest first. A movement is never changed: all until the last of now are of one moment. */
async function* movementPages(
  moment: Moment,
  { places, document, period, ...goods }: MovementQuery,
): AsyncGenerator<readonly MovementRow[]> {
  const placeOf = byId(places)
  const [last] = (await moment.ledger.movements({ before: null, limit: 1 })).movements
  await moment.release()
  const asked = { ...filterOf(goods), ...(document !== undefined && { document }) }
  const days = period && instantsOf(period)
  // By sequence, not by what fits: one search through the ledger, however few fit.
  for (let before = (last?.sequence ?? 0) + 1; before > 1; before -= PAGE_ROWS) {
    const span = { before, after: before - PAGE_ROWS - 1, limit: PAGE_ROWS }
    const { movements } = await moment.ledger.movements({ ...asked, ...span })
    const within = movements.filter(({ at }) => !days || (at >= days.from && at < days.until))
    yield within.map((movement) => ({ movement, place: placeOf.get(movement.stockpileId) }))
  }
}

export const MOVEMENTS = storedTable<MovementQuery, MovementRow>(
  ({ period }) => ({
    title: { zh: '物资台账', en: 'Ledger' },
    columns: MOVEMENT_COLUMNS,
    ...(period && { period: periodOf(period) }),
  }),
  movementPages,
)

interface TurnoverRow {
  readonly turnover: Turnover
  readonly place: Place | undefined
}

type TurnoverQuery = StockQuery & Days

const TURNOVER_COLUMNS: readonly Column<TurnoverRow>[] = [
  ...stockpileColumns<TurnoverRow>(({ turnover }) => turnover.stockpileId),
  ...itemColumns<TurnoverRow>(({ turnover }) => turnover.item),
  column('opening', '期初结存', 'Opening balance', ({ turnover }) => turnover.opening, 'sum'),
  column('received', '本期收入', 'Received', ({ turnover }) => turnover.received, 'sum'),
  column('issued', '本期发出', 'Issued', ({ turnover }) => turnover.issued, 'sum'),
  column('closing', '期末结存', 'Closing balance', ({ turnover }) => turnover.closing, 'sum'),
]

/** 收发存: what came and went in a period, entries counted on the day they were made. */
export const TURNOVER = storedTable<TurnoverQuery, TurnoverRow>(
  ({ from, to }) => ({
    title: {
      zh: `物资收发存 ${from} 至 ${to}`,
      en: `Stock turnover ${from} to ${to}`,
    },
    period: periodOf({ from, to }),
    signatures: REPORT_SIGNATURES,
    columns: TURNOVER_COLUMNS,
  }),
  async function* ({ ledger }, { places, from, to, ...goods }) {
    const placeOf = byId(places)
    const rows = await ledger.turnover(filterOf(goods), instantsOf({ from, to }))
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
  column('dueOn', '应还日期', 'Due on', ({ loan }) => loan.dueOn, 'day'),
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
