/** Orders as they are listed: which come first, what they carry, where they are. */
import type { Language } from '../../../../data/bilingual.ts'
import { type Bbox, bboxOfPlaces, type LonLat } from '../../../../data/geometry.ts'
import { MATERIAL_KEYS } from '../../../../data/materials.ts'
import type { OrderState } from '../../../../data/order-steps.ts'
import type { OrderLoad, TransferListEntry } from '../../../../data/transfer-order.ts'
import { goodsText } from '../../../form/wording.ts'

/**
 * Overdue orders of the state looked at (null: of any), those due longest first; then the others as
 * they came, none twice.
 */
export const overdueFirst = <
  Entry extends Pick<TransferListEntry, 'number' | 'state' | 'papersDueAt'>,
>(
  overdue: readonly Entry[],
  orders: readonly Entry[],
  state: OrderState | null,
): Entry[] => {
  const first = overdue
    .filter((order) => state === null || order.state === state)
    .sort((a, b) => Date.parse(a.papersDueAt ?? '') - Date.parse(b.papersDueAt ?? ''))
  const listed = new Set(first.map(({ number }) => number))
  return [...first, ...orders.filter(({ number }) => !listed.has(number))]
}

/** How many orders stand in each state. */
export const countsByState = (
  orders: readonly Pick<TransferListEntry, 'state'>[],
): ReadonlyMap<OrderState, number> => {
  const counts = new Map<OrderState, number>()
  for (const { state } of orders) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}

/** An order's goods in one line: quantities of each item over all loads. */
export const goodsOfLoads = (
  loads: readonly Pick<OrderLoad, 'lines'>[],
  language: Language,
): string => {
  const lines = loads.flatMap((load) => load.lines)
  return MATERIAL_KEYS.flatMap((item) => {
    const quantity = lines
      .filter((line) => line.item === item)
      .reduce((sum, line) => sum + line.quantity, 0)
    return quantity > 0 ? [goodsText(quantity, item, language)] : []
  }).join(language === 'zh' ? '，' : ', ')
}

interface Extent {
  readonly sites: readonly { readonly lon: number; readonly lat: number }[]
  readonly loads: readonly {
    readonly lon: number
    readonly lat: number
    readonly route: readonly LonLat[]
  }[]
}

/** West, south, east, north of the senders, ways and sites of an order or a plan. */
export const orderBbox = ({ loads, sites }: Extent): Bbox => {
  const places: LonLat[] = [
    ...sites.map(({ lon, lat }): LonLat => [lon, lat]),
    ...loads.flatMap(({ lon, lat, route }): LonLat[] => [[lon, lat], ...route]),
  ]
  return bboxOfPlaces(places)
}
