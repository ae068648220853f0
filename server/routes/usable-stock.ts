/** Stockpiles with what may still be used of an item: the register's sums know no dates. */
import { toLocalIso } from '../../data/local-time.ts'
import { holdingsOf } from '../analysis/transfer/batches.ts'
import type { Store } from '../store/store.ts'
import type { LocatedCollection } from './located-facilities.ts'

const DAY_CHARACTERS = 10

/** @returns the same features in the same order, their stock of the item as it is on that day. */
export const withUsableStock = async (
  store: Store,
  features: LocatedCollection['features'],
  item: string,
  at: Date,
): Promise<LocatedCollection['features']> => {
  const day = toLocalIso(at).slice(0, DAY_CHARACTERS)
  const holdings = holdingsOf(await store.ledger.batches({ items: [item] }), [], day)
  return features.map((feature) => {
    const stock = feature.properties.stock as Readonly<Record<string, number>>
    if (!Object.hasOwn(stock, item)) return feature
    const usable = { ...stock, [item]: holdings.get(feature.id)?.get(item)?.available ?? 0 }
    return { ...feature, properties: { ...feature.properties, stock: usable } }
  })
}
