/** Tables of goods: what was found where, balances, movements, what expires. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { type Batch, type Minimum, MOVEMENT_KINDS, type Movement } from '../../../data/ledger.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import { ORDER_STEPS } from '../../../data/order-steps.ts'
import { stockpileResource } from '../../../data/resources/stockpile.ts'
import type { Holding, StockpileStock } from '../../../data/stock.ts'
import type { StockpilePlace } from '../registers.ts'
import { type Column, column, itemColumns, nameIn } from '../tables/columns.ts'

export interface BatchRow {
  readonly batch: Batch
  readonly place: StockpilePlace | undefined
  readonly minimum: Minimum | undefined
}

export interface MovementRow {
  readonly movement: Movement
  readonly place: StockpilePlace | undefined
}

const stockpileColumns = <Row extends { place: StockpilePlace | undefined }>(
  idOf: (row: Row) => string,
): Column<Row>[] => [
  column('stockpileId', '储备点编号', 'Stockpile no.', idOf),
  column('stockpile', '储备点', 'Stockpile', ({ place }, language) =>
    place ? nameIn(place, language) : null,
  ),
]

export const BALANCE_COLUMNS: readonly Column<BatchRow>[] = [
  ...stockpileColumns<BatchRow>(({ batch }) => batch.stockpileId),
  ...itemColumns<BatchRow>(({ batch }) => batch.item),
  column('batch', '批次', 'Batch', ({ batch }) => batch.batch),
  column('receivedOn', '入库日期', 'Received on', ({ batch }) => batch.receivedOn),
  column('expiresOn', '有效期至', 'Expires on', ({ batch }) => batch.expiresOn),
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

export const MOVEMENT_COLUMNS: readonly Column<MovementRow>[] = [
  column('sequence', '序号', 'No.', ({ movement }) => movement.sequence),
  column('at', '时间', 'Time', ({ movement }) => toLocalIso(new Date(movement.at))),
  ...stockpileColumns<MovementRow>(({ movement }) => movement.stockpileId),
  column('kind', '类别', 'Kind', (row, language) => kindOf(row.movement)[language]),
  ...itemColumns<MovementRow>(({ movement }) => movement.item),
  column('batch', '批次', 'Batch', ({ movement }) => movement.batch),
  column('quantity', '数量', 'Quantity', ({ movement }) => movement.quantity),
  column('onHandChange', '在库变动', 'Change on hand', ({ movement }) => movement.onHandChange),
  column('reservedChange', '预留变动', 'Change reserved', (row) => row.movement.reservedChange),
  column('onHandAfter', '变动后在库', 'On hand after', ({ movement }) => movement.onHandAfter),
  column('actor', '经办人', 'By', ({ movement }) => movement.actor),
  column('reason', '事由', 'Reason', ({ movement }, language) => reasonOf(movement)[language]),
  column('document', '单据', 'Document', ({ movement }) => movement.document),
]

/** One item of a stockpile that was found. */
export interface FoundRow {
  readonly rank: number
  readonly stockpile: StockpileStock
  readonly holding: Holding
  /** Null: any quantity was asked for. */
  readonly wanted: number | null
}

const SECONDS_PER_MINUTE = 60
const TIERS = stockpileResource.fields.tier.options

export const FOUND_COLUMNS: readonly Column<FoundRow>[] = [
  column('rank', '序号', 'Rank', ({ rank }) => rank),
  column('stockpileId', '储备点编号', 'Stockpile no.', ({ stockpile }) => stockpile.id),
  column('stockpile', '储备点', 'Stockpile', ({ stockpile }, language) =>
    nameIn(stockpile, language),
  ),
  column(
    'tier',
    '级别',
    'Tier',
    ({ stockpile }, language) => TIERS[stockpile.tier].label[language],
  ),
  column('countyCode', '区县代码', 'County code', ({ stockpile }) => stockpile.countyCode),
  column('keeper', '管理单位', 'Keeper', ({ stockpile }) => stockpile.keeper),
  column('phone', '电话', 'Phone', ({ stockpile }) => stockpile.phone),
  column('minutes', '货车行驶（分钟）', 'Lorry on the road (min)', ({ stockpile: { seconds } }) =>
    seconds === null ? null : Math.round(seconds / SECONDS_PER_MINUTE),
  ),
  ...itemColumns<FoundRow>(({ holding }) => holding.item),
  column('wanted', '需求', 'Wanted', ({ wanted }) => wanted),
  column('available', '可用', 'Available', ({ holding }) => holding.available),
  column(
    'spare',
    '可用（保留最低储备后）',
    'Available beyond the reserve',
    (row) => row.holding.spare,
  ),
  column('onHand', '在库', 'On hand', ({ holding }) => holding.onHand),
  column('reserved', '已预留', 'Reserved', ({ holding }) => holding.reserved),
]
