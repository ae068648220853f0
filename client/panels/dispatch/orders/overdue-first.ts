/** The order of the list: overdue papers before everything else. */
import type { OrderState } from '../../../../data/order-steps.ts'
import type { TransferListEntry } from '../../../../data/transfer-order.ts'

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
  const told = new Set(first.map(({ number }) => number))
  return [...first, ...orders.filter(({ number }) => !told.has(number))]
}

/** How many orders stand in each state. */
export const countsByState = (
  orders: readonly Pick<TransferListEntry, 'state'>[],
): ReadonlyMap<OrderState, number> => {
  const counts = new Map<OrderState, number>()
  for (const { state } of orders) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}
