/** Orders as they are listed: which come first, what they carry, where they are. */
import type { Language } from '../../../../data/bilingual.ts'
import { type Bbox, bboxOfPlaces, type LonLat } from '../../../../data/geometry.ts'
import { MATERIAL_KEYS } from '../../../../data/materials.ts'
import type { OrderState } from '../../../../data/order-steps.ts'
import type { OrderLine, OrderLoad, TransferListEntry } from '../../../../data/transfer-order.ts'
import { goodsText } from '../../../../data/wording.ts'

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

/** What may become of goods beside being received, as a paper tells it. */
const OTHER_OUTCOMES = ['damaged', 'missing', 'returned'] as const
type OtherOutcome = (typeof OTHER_OUTCOMES)[number]

/**
 * What came of a line, in its unit: what was received at the site, which is nothing where the
 * lorry turned round on its way, and whatever else there is. Null while nobody has counted it.
 */
export const lineOutcome = (
  { state, receivedAt }: Pick<OrderLoad, 'state' | 'receivedAt'>,
  line: Pick<OrderLine, 'received' | OtherOutcome>,
): { received: number; others: (readonly [OtherOutcome, number])[] } | null => {
  if (receivedAt === null && state !== 'returned') return null
  const others = OTHER_OUTCOMES.map((name) => [name, line[name]] as const)
  return { received: line.received, others: others.filter(([, quantity]) => quantity > 0) }
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
