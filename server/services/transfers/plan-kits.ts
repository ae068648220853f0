/** Kits in a plan: which are sent, as what they are made of, and which parts lack. */
import type { SomeKits } from '../../../data/kit.ts'
import type { TransferFlow } from '../../analysis/transfer/instance.ts'
import { mayUseReserves, type PlanCase } from './plan-case.ts'

export const unitsOf = (flows: readonly TransferFlow[]): number =>
  flows.reduce((sum, { quantity }) => sum + quantity, 0)

/** Kits as the items that they are made of, each item once, by its place among the items in stock. */
export const inItems = (
  { items, kits, stockItems }: PlanCase,
  flows: readonly TransferFlow[],
): TransferFlow[] => {
  const units = new Map<number, number>()
  for (const { item, quantity } of flows) {
    const parts = kits[item - items.length]?.parts ?? [{ item: items[item]!, quantity: 1 }]
    for (const part of parts) {
      const at = stockItems.indexOf(part.item)
      units.set(at, (units.get(at) ?? 0) + quantity * part.quantity)
    }
  }
  return [...units].map(([item, quantity]) => ({ ...flows[0]!, item, quantity }))
}

export const kitsAmong = ({ items, kits }: PlanCase, flows: readonly TransferFlow[]): SomeKits[] =>
  flows.flatMap(({ item, quantity }) => {
    const kit = kits[item - items.length]
    if (!kit) return []
    const { id, name, nameEn, parts } = kit
    return [{ id, name, nameEn, parts, quantity }]
  })

/**
 * Parts of which too little is left in all stockpiles together for so many kits more; empty where
 * there is enough of each, but not in one stockpile.
 * @param flows all that the plan sends.
 */
export const lackingParts = (
  planCase: PlanCase,
  flows: readonly TransferFlow[],
  { parts }: PlanCase['kits'][number],
  kits: number,
) => {
  const { stockItems, stockpiles, question, holdings, request } = planCase
  const sent = inItems(planCase, flows)
  return parts.flatMap(({ item, quantity }) => {
    const there = stockpiles.reduce((total, { id }, stockpile) => {
      const { available, minimum } = holdings.get(id)?.get(item) ?? { available: 0, minimum: 0 }
      const usable = mayUseReserves(request) ? available : Math.max(0, available - minimum)
      return question.stockpiles[stockpile]!.isExcluded ? total : total + usable
    }, 0)
    const gone = unitsOf(sent.filter((flow) => flow.item === stockItems.indexOf(item)))
    const short = kits * quantity - (there - gone)
    return short > 0 ? [{ item, short }] : []
  })
}
