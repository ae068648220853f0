/** Who brings a question's goods to its sites: lorries, and machines on their own wheels. */
import type { TransferInstance } from './instance.ts'
import type { TransferQuestion } from './transfer-question.ts'

export interface QuestionSender {
  /** Whose goods it brings. */
  readonly stockpile: number
  /** Whose lorries it has, see Senders. */
  readonly fleet: number
  /** What one lorry takes; null for machines that drive themselves and take nothing else along. */
  readonly lorry: { readonly kilograms: number; readonly cubicMetres: number } | null
}

/** In the order of an instance's senders. Machines leave from every stockpile, if any are wanted. */
export const sendersOf = ({ stockpiles, items }: TransferQuestion): QuestionSender[] => {
  const own = stockpiles.map(({ lorryKilograms, lorryCubicMetres }, stockpile) => ({
    ...{ stockpile, fleet: stockpile },
    lorry: { kilograms: lorryKilograms, cubicMetres: lorryCubicMetres },
  }))
  const machines = items.some(({ drivesItself }) => drivesItself)
    ? own.map((sender) => ({ ...sender, lorry: null }))
    : []
  return [...own, ...machines]
}

/** The sender with which an item leaves a stockpile first: its own lorries, or by itself. */
export const firstSender = (
  { senderCount, stockpileOf, massShare, itemCount }: TransferInstance,
  stockpile: number,
  item: number,
): number => {
  for (let sender = stockpile; sender < senderCount; sender++) {
    const isFit = Number.isFinite(massShare[sender * itemCount + item]!)
    if (isFit && stockpileOf[sender] === stockpile) return sender
  }
  return stockpile
}
