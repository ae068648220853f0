/** Batches in stockpiles: added up per item, and taken first expired, first out. */
import {
  type Batch,
  EXPIRING_DAYS,
  isExpired,
  isUsable,
  type Minimum,
} from '../../../data/ledger.ts'
import { dayAfter } from '../../../data/local-time.ts'
import type { Holding } from '../../../data/stock.ts'
import type { TransferFlow } from './instance.ts'

/** Of what each entry of a list comes to. */
export const sum = <T>(list: readonly T[], value: (each: T) => number): number =>
  list.reduce((total, each) => total + value(each), 0)

const holdingOf = (
  item: Batch['item'],
  batches: readonly Batch[],
  minimum: number,
  day: string,
): Holding => {
  const usable = batches.filter((batch) => isUsable(batch, day))
  const soon = dayAfter(day, EXPIRING_DAYS)
  const available = sum(usable, (batch) => batch.available)
  return {
    item,
    onHand: sum(batches, ({ onHand }) => onHand),
    reserved: sum(batches, ({ reserved }) => reserved),
    expired: sum(batches, (batch) => (isExpired(batch, day) ? batch.onHand : 0)),
    expiring: sum(usable, (batch) => (isExpired(batch, soon) ? batch.onHand : 0)),
    available,
    minimum,
    spare: Math.max(0, available - minimum),
    batches: [...batches],
  }
}

/**
 * Holdings by stockpile and item, in the order of the batches.
 * @param batches first expired first, each stockpile's together.
 * @param day local day by which goods are there, and past their date.
 */
export const holdingsOf = (
  batches: readonly Batch[],
  minimums: readonly Minimum[],
  day: string,
): Map<string, Map<string, Holding>> => {
  const minimumOf = new Map(
    minimums.map(({ stockpileId, item, minimum }) => [`${stockpileId} ${item}`, minimum]),
  )
  const held = batches.filter(({ onHand }) => onHand > 0)
  const byStockpile = [...Map.groupBy(held, ({ stockpileId }) => stockpileId)]
  return new Map(
    byStockpile.map(([stockpileId, ofStockpile]) => {
      const byItem = [...Map.groupBy(ofStockpile, ({ item }) => item)]
      const holdings = byItem.map(([item, ofItem]) => {
        const minimum = minimumOf.get(`${stockpileId} ${item}`) ?? 0
        return [item as string, holdingOf(item, ofItem, minimum, day)] as const
      })
      return [stockpileId, new Map(holdings)]
    }),
  )
}

interface AllocatedLine {
  readonly batch: Batch
  readonly quantity: number
}

/**
 * Lines of each flow, in the flows' order. Flows of one stockpile and item share its batches; those
 * that arrive first take first.
 * @param stockpileOf by the flows' senders.
 * @param batchesOf usable batches of a stockpile's item, first expired first.
 * @throws RangeError when a flow is larger than what is available.
 */
export const allocateBatches = (
  flows: readonly TransferFlow[],
  stockpileOf: Int32Array,
  arrivalOf: (flow: TransferFlow) => number,
  batchesOf: (stockpile: number, item: number) => readonly Batch[],
): AllocatedLine[][] => {
  const lines = new Map<TransferFlow, AllocatedLine[]>()
  const groups = Map.groupBy(flows, ({ sender, item }) => `${stockpileOf[sender]} ${item}`)
  for (const group of groups.values()) {
    const { sender, item } = group[0]!
    const batches = batchesOf(stockpileOf[sender]!, item)
    const left = batches.map((batch) => ({ batch, quantity: batch.available }))
    for (const flow of group.toSorted((a, b) => arrivalOf(a) - arrivalOf(b))) {
      lines.set(flow, takeFrom(left, flow.quantity))
    }
  }
  return flows.map((flow) => lines.get(flow) ?? [])
}

const takeFrom = (left: { batch: Batch; quantity: number }[], wanted: number): AllocatedLine[] => {
  const taken: AllocatedLine[] = []
  let missing = wanted
  for (const each of left) {
    const quantity = Math.min(missing, each.quantity)
    if (quantity <= 0) continue
    each.quantity -= quantity
    missing -= quantity
    taken.push({ batch: each.batch, quantity })
  }
  if (missing > 0) throw new RangeError(`${missing} units are not in any batch`)
  return taken
}
