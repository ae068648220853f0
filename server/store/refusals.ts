/** Why goods were not moved and orders not written; nothing was changed then. */
import type { CountFault } from '../../data/order-lines.ts'
import type { OrderStep } from '../../data/order-steps.ts'
import type { LineChange, OrderLine } from '../../data/transfer-order.ts'

/** Why a keeper's entry was not written. */
export type LedgerRefusal =
  | { readonly reason: 'no-such-stockpile'; readonly index: number; readonly stockpileId: string }
  | {
      readonly reason: 'retired-stockpile'
      readonly index: number
      readonly stockpileId: string
      readonly retiredOn: string
    }
  | { readonly reason: 'no-such-batch'; readonly index: number; readonly batchId: number }
  | { readonly reason: 'not-enough'; readonly index: number; readonly available: number }
  | { readonly reason: 'no-such-loan'; readonly index: number; readonly loan: number }
  | { readonly reason: 'more-than-lent'; readonly index: number; readonly left: number }
  | { readonly reason: 'not-ours'; readonly index: number; readonly lender: string }
  | { readonly reason: 'other-goods'; readonly index: number; readonly batch: string }
  | {
      readonly reason: 'other-owner'
      readonly index: number
      readonly batch: string
      readonly lender: string | null
    }
  | { readonly reason: 'to-come'; readonly index: number; readonly today: string }
  | { readonly reason: 'due-before'; readonly index: number; readonly today: string }
  | { readonly reason: 'other-dates'; readonly index: number; readonly batch: string }
  | { readonly reason: 'changed-meanwhile'; readonly index: number; readonly onHand: number }
  | { readonly reason: 'promised'; readonly index: number; readonly reserved: number }

class Refused<Refusal extends { readonly reason: string }> extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

export class LedgerRefused extends Refused<LedgerRefusal> {}

/** Lines of a plan that cannot be promised as things stand now. */
export class TransferConflict extends Error {
  readonly changes: readonly LineChange[]

  constructor(changes: readonly LineChange[]) {
    super(`${changes.length} lines have changed`)
    this.changes = changes
  }
}

export type TransferRefusal =
  | { readonly reason: 'key-reused' }
  | { readonly reason: 'no-such-order' }
  | { readonly reason: 'no-such-site'; readonly load: number }
  | { readonly reason: 'no-such-stockpile'; readonly site: number; readonly stockpileId: string }
  | {
      readonly reason: 'retired-stockpile'
      readonly site: number
      readonly stockpileId: string
      readonly retiredOn: string
    }
  | { readonly reason: 'step-impossible'; readonly step: OrderStep; readonly state: string }
  | { readonly reason: 'load-not-ready'; readonly load: number }
  | { readonly reason: 'no-such-line'; readonly lineId: number }
  | ({
      readonly reason: 'miscounted'
      readonly lineId: number
      readonly shipped: number
    } & CountFault)
  | { readonly reason: 'nothing-shipped'; readonly load: number }
  | { readonly reason: 'load-not-named'; readonly loads: readonly number[] }
  | {
      readonly reason: 'goods-unaccounted'
      readonly lines: readonly { readonly load: number; readonly line: OrderLine }[]
    }
  | { readonly reason: 'order-moved-on' }
  | { readonly reason: 'nothing-to-undo' }
  | {
      readonly reason: 'gone-on'
      readonly batch: string
      readonly quantity: number
      readonly available: number
    }
  | { readonly reason: 'in-other-books'; readonly load: number }
  | { readonly reason: 'many-photos' }

export class TransferRefused extends Refused<TransferRefusal> {}
