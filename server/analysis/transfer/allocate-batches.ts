/** Which batches a plan's goods are taken from: first expired, first out. */
import type { Batch } from '../../../data/ledger.ts'
import type { TransferFlow } from './instance.ts'

export interface AllocatedLine {
  readonly batch: Batch
  readonly quantity: number
}

/**
 * Lines of each flow, in the flows' order. Flows of one stockpile and item share its batches; those
 * that arrive first take first.
 * @param batchesOf usable batches of a stockpile's item, first expired first.
 * @throws RangeError when a flow is larger than what is available.
 */
export const allocateBatches = (
  flows: readonly TransferFlow[],
  arrivalOf: (flow: TransferFlow) => number,
  batchesOf: (stockpile: number, item: number) => readonly Batch[],
): AllocatedLine[][] => {
  const lines = new Map<TransferFlow, AllocatedLine[]>()
  const groups = Map.groupBy(flows, ({ stockpile, item }) => `${stockpile} ${item}`)
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const left = batchesOf(first.stockpile, first.item).map((batch) => ({
      batch,
      quantity: batch.available,
    }))
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
