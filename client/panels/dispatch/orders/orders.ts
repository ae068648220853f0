/** Orders as they are listed: which come first, what they carry, where they are. */
import type { Bilingual, Language } from '../../../../data/bilingual.ts'
import { type Bbox, bboxOfPlaces, type LonLat } from '../../../../data/geometry.ts'
import { itemKeys } from '../../../../data/materials.ts'
import {
  LINE_NUMBERS,
  type LineNumbers,
  WHEREABOUTS,
  WHEREABOUTS_NAMES,
} from '../../../../data/order-lines.ts'
import type { OrderState } from '../../../../data/order-steps.ts'
import type {
  OrderLine,
  OrderLoad,
  TransferListEntry,
  TransferOrder,
} from '../../../../data/transfer-order.ts'
import { goodsText, numberText } from '../../../../data/wording.ts'

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

/** Whether something of it came damaged, or did not come. */
export const hasLosses = (load: {
  readonly lines: readonly Pick<OrderLine, 'damaged' | 'missing'>[]
}): boolean => load.lines.some(({ damaged, missing }) => damaged + missing > 0)

/** Where the goods of a line are, each place that has any: "在现场 700 · 缺少 300". */
export const whereaboutsText = (
  line: Pick<LineNumbers, (typeof WHEREABOUTS_NAMES)[number]>,
  language: Language,
): string =>
  WHEREABOUTS_NAMES.filter((name) => line[name] > 0)
    .map((name) => `${WHEREABOUTS[name][language]} ${numberText(line[name], language)}`)
    .join(' · ')

/** Whether anything of a line has been counted since it left. */
export const isCounted = (line: Pick<LineNumbers, 'shipped' | 'underWay'>): boolean =>
  line.shipped > line.underWay

const CHANGE_NAMES: Readonly<Record<(typeof LINE_NUMBERS)[number], Bilingual>> = {
  shipped: { zh: '发出', en: 'Sent' },
  received: { zh: '实收', en: 'Received' },
  ...WHEREABOUTS,
}

/** What a step changed of a line, with signs: "实收 +200 · 缺少 −200". */
export const lineChangeText = (
  change: TransferOrder['events'][number]['lines'][number],
  language: Language,
): string =>
  LINE_NUMBERS.flatMap((name) => {
    const value = change[name]
    const text = value && numberText(Math.abs(value), language)
    return value ? [`${CHANGE_NAMES[name][language]} ${value > 0 ? '+' : '−'}${text}`] : []
  }).join(' · ')

/** Goods in one line: the quantity of each item, of all that there are. */
export const goodsOfLines = (
  lines: readonly { readonly item: string; readonly quantity: number }[],
  language: Language,
): string =>
  itemKeys()
    .flatMap((item) => {
      const quantity = lines
        .filter((line) => line.item === item)
        .reduce((sum, line) => sum + line.quantity, 0)
      return quantity > 0 ? [goodsText(quantity, item, language)] : []
    })
    .join(language === 'zh' ? '，' : ', ')

/** An order's goods in one line: quantities of each item over all loads. */
export const goodsOfLoads = (
  loads: readonly Pick<OrderLoad, 'lines'>[],
  language: Language,
): string =>
  goodsOfLines(
    loads.flatMap((load) => load.lines),
    language,
  )

/** A line of an order by its id, with its load. */
export const lineOfOrder = (
  { loads }: Pick<TransferOrder, 'loads'>,
  lineId: number,
): { load: OrderLoad; line: OrderLine } | null => {
  for (const load of loads) {
    const line = load.lines.find(({ id }) => id === lineId)
    if (line) return { load, line }
  }
  return null
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
