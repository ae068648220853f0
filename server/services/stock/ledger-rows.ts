/** What tables of the ledger have in common: which stock they are asked for, and whose it is. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { StockFilter } from '../../store/ledger/stock-rows.ts'
import type { StockpilePlace } from '../registers.ts'
import { type Column, column, nameIn } from '../tables/columns.ts'

/** What a row shows of its stockpile. */
export type Place = Pick<StockpilePlace, 'id' | 'name' | 'nameEn' | 'position'>

export const stockpileColumns = <Row extends { place: Place | undefined }>(
  idOf: (row: Row) => string,
): Column<Row>[] => [
  column('stockpileId', '储备点编号', 'Stockpile no.', idOf),
  column('stockpile', '储备点', 'Stockpile', ({ place }, language) =>
    place ? nameIn(place, language) : null,
  ),
]

export interface StockQuery extends StockFilter {
  readonly places: readonly Place[]
}

export interface BatchQuery extends StockQuery {
  /** Local day. */
  readonly today: string
}

export const filterOf = ({ items, stockpileIds }: StockFilter): StockFilter => ({
  ...(items && { items }),
  ...(stockpileIds && { stockpileIds }),
})

export const byId = (places: readonly Place[]): ReadonlyMap<string, Place> =>
  new Map(places.map((place) => [place.id, place]))

export const REPORT_SIGNATURES: readonly Bilingual[] = [
  { zh: '单位负责人：', en: 'Head of unit: ' },
  { zh: '审核人：', en: 'Checked by: ' },
  { zh: '制表人：', en: 'Made by: ' },
]
