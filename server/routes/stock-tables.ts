/** Tables of the books: balances, movements, what expires. */
import type { Bilingual } from '../../data/bilingual.ts'
import type { Batch, Minimum, Movement } from '../../data/ledger.ts'
import { MOVEMENT_KINDS } from '../../data/ledger.ts'
import { toLocalIso } from '../../data/local-time.ts'
import { MATERIALS } from '../../data/materials.ts'
import { ORDER_STEPS } from '../../data/order-steps.ts'
import { type Column, column } from './filled-table.ts'
import type { StockpilePlace } from './stockpile-places.ts'

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
    language === 'en' ? (place?.nameEn ?? place?.name ?? null) : (place?.name ?? null),
  ),
]

export const BALANCE_COLUMNS: readonly Column<BatchRow>[] = [
  ...stockpileColumns<BatchRow>(({ batch }) => batch.stockpileId),
  column('item', '物资', 'Item', ({ batch }, language) => MATERIALS[batch.item].label[language]),
  column('unit', '单位', 'Unit', ({ batch }, language) => MATERIALS[batch.item].unit[language]),
  column('batch', '批次', 'Batch', ({ batch }) => batch.batch),
  column('receivedOn', '入库日期', 'Received on', ({ batch }) => batch.receivedOn),
  column('expiresOn', '有效期至', 'Expires on', ({ batch }) => batch.expiresOn),
  column('onHand', '在库', 'On hand', ({ batch }) => batch.onHand),
  column('reserved', '已预留', 'Reserved', ({ batch }) => batch.reserved),
  column('available', '可用', 'Available', ({ batch }) => batch.available),
  column('minimum', '最低储备（该物资）', 'Minimum reserve (item)', ({ minimum }) =>
    minimum ? minimum.minimum : 0,
  ),
]

/** A step of an order without a note has its own name as reason; what people wrote stays as it is. */
const reasonOf = ({ reason, kind }: Movement): Bilingual => {
  const steps: Readonly<Record<string, Bilingual>> = ORDER_STEPS
  const isOfOrder = kind.startsWith('transfer') || kind === 'release'
  const step = isOfOrder && Object.hasOwn(steps, reason) ? steps[reason] : undefined
  return step ?? { zh: reason, en: reason }
}

export const MOVEMENT_COLUMNS: readonly Column<MovementRow>[] = [
  column('sequence', '序号', 'No.', ({ movement }) => movement.sequence),
  column('at', '时间', 'Time', ({ movement }) => toLocalIso(new Date(movement.at))),
  ...stockpileColumns<MovementRow>(({ movement }) => movement.stockpileId),
  column(
    'kind',
    '类别',
    'Kind',
    ({ movement }, language) => MOVEMENT_KINDS[movement.kind].label[language],
  ),
  column(
    'item',
    '物资',
    'Item',
    ({ movement }, language) => MATERIALS[movement.item].label[language],
  ),
  column(
    'unit',
    '单位',
    'Unit',
    ({ movement }, language) => MATERIALS[movement.item].unit[language],
  ),
  column('batch', '批次', 'Batch', ({ movement }) => movement.batch),
  column('quantity', '数量', 'Quantity', ({ movement }) => movement.quantity),
  column('onHandChange', '在库变动', 'Change on hand', ({ movement }) => movement.onHandChange),
  column(
    'reservedChange',
    '预留变动',
    'Change reserved',
    ({ movement }) => movement.reservedChange,
  ),
  column('onHandAfter', '变动后在库', 'On hand after', ({ movement }) => movement.onHandAfter),
  column('actor', '经办人', 'By', ({ movement }) => movement.actor),
  column('reason', '事由', 'Reason', ({ movement }, language) => reasonOf(movement)[language]),
  column('document', '单据', 'Document', ({ movement }) => movement.document),
]
