/**
 * Kits as goods of a question: a store has as many of a kit as it can put together of its parts.
 * What a store may need for kits is theirs first; only the rest of these items goes by itself.
 */
import type { KitPart } from '../../../data/kit.ts'

/** What a store has of something, in units: see QuestionStockpile. */
export interface Supply {
  readonly free: number
  readonly reserve: number
  readonly minimum: number
  readonly heldBack: number
}

/** Whole kits of so much of each part. */
const whole = (parts: readonly KitPart[], unitsOf: (item: string) => number): number =>
  Math.min(...parts.map(({ item, quantity }) => Math.floor(unitsOf(item) / quantity)))

/** Kits that a store can put together: without its reserves, with those that may be used, with all. */
const kitSupply = (parts: readonly KitPart[], supplyOf: (item: string) => Supply): Supply => {
  const free = whole(parts, (item) => supplyOf(item).free)
  const usable = whole(parts, (item) => supplyOf(item).free + supplyOf(item).reserve)
  const there = whole(parts, (item) => {
    const of = supplyOf(item)
    return of.free + of.reserve + of.heldBack
  })
  const minimums = parts.flatMap(({ item, quantity }) => {
    const { minimum } = supplyOf(item)
    return minimum > 0 ? [Math.ceil(minimum / quantity)] : []
  })
  return {
    ...{ free, reserve: usable - free, heldBack: there - usable },
    minimum: minimums.length > 0 ? Math.min(...minimums) : 0,
  }
}

const without = ({ free, reserve, ...supply }: Supply, units: number): Supply => {
  const ofFree = Math.min(free, units)
  return { ...supply, free: free - ofFree, reserve: reserve - (units - ofFree) }
}

/**
 * One store's supply of kits, and of items by themselves beside them.
 * @param most of each kit that the store may send.
 */
export const supplyWithKits = (
  items: readonly string[],
  kits: readonly { readonly parts: readonly KitPart[]; readonly most: number }[],
  supplyOf: (item: string) => Supply,
): Supply[] => {
  const left = new Map<string, Supply>()
  const leftOf = (item: string): Supply => left.get(item) ?? supplyOf(item)
  const ofKits = kits.map(({ parts, most }): Supply => {
    const all = kitSupply(parts, leftOf)
    const free = Math.min(all.free, most)
    const reserve = Math.min(all.reserve, most - free)
    for (const { item, quantity } of parts) {
      left.set(item, without(leftOf(item), (free + reserve) * quantity))
    }
    return { ...all, free, reserve }
  })
  return [...items.map(leftOf), ...ofKits]
}

/** Whether some item is wanted in two ways: then what kits leave is known only once these are planned. */
export const haveSharedParts = (
  items: readonly string[],
  kits: readonly { readonly parts: readonly KitPart[] }[],
): boolean => {
  const wanted = [...items, ...kits.flatMap(({ parts }) => parts.map(({ item }) => item))]
  return kits.length > 0 && new Set(wanted).size < wanted.length
}
