/** Units of goods on one lorry, by item: added up, taken off a plan's flows, fitted into what is free. */
import type { TransferFlow } from './instance.ts'
import type { RunStop } from './pickup-runs.ts'

/** Sums of many shares are no fuller than this. */
export const FITTING_TOLERANCE = 1e-6

/** Units by item. */
export type Units = ReadonlyMap<number, number>

export const added = (units: Units, more: Units): Units => {
  const sum = new Map(units)
  for (const [item, quantity] of more) sum.set(item, (sum.get(item) ?? 0) + quantity)
  return sum
}

/** Less of these flows, those of the same sender, site and item. */
export const withLess = (
  flows: readonly TransferFlow[],
  less: readonly TransferFlow[],
): TransferFlow[] =>
  flows.flatMap((flow) => {
    const same = less.find(
      ({ sender, site, item }) =>
        sender === flow.sender && site === flow.site && item === flow.item,
    )
    const quantity = flow.quantity - (same?.quantity ?? 0)
    return quantity > 0 ? [{ ...flow, quantity }] : []
  })

export const fitting = (left: number, share: number): number =>
  share > 0 ? Math.floor(left / share + FITTING_TOLERANCE) : Number.POSITIVE_INFINITY

export const unitsOf = (flows: readonly TransferFlow[]): Units =>
  new Map(flows.map(({ item, quantity }) => [item, quantity]))

/** Stops at one store as one. */
export const joined = (stops: readonly RunStop[]): RunStop[] =>
  [...Map.groupBy(stops, ({ stockpile }) => stockpile)].map(([stockpile, same]) => ({
    stockpile,
    units: same.reduce<Units>((sum, { units }) => added(sum, units), new Map()),
  }))
