/** The table of goods that were found where. */
import { stockpileResource } from '../../../data/resources/stockpile.ts'
import type { Holding, StockpileStock } from '../../../data/stock.ts'
import { type Column, column, itemColumns, nameIn } from '../tables/columns.ts'

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
  column('available', '可用', 'Available', ({ holding }) => holding.available, 'sum'),
  column(
    'spare',
    '可用（保留最低储备后）',
    'Available beyond the reserve',
    (row) => row.holding.spare,
    'sum',
  ),
  column('onHand', '在库', 'On hand', ({ holding }) => holding.onHand, 'sum'),
  column('reserved', '已预留', 'Reserved', ({ holding }) => holding.reserved, 'sum'),
]
