/** Why an order was not written or not moved on; nothing was changed then. */
import type { OrderStep } from '../../../data/order-steps.ts'
import type { LineChange } from '../../../data/transfer-order.ts'

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
  | { readonly reason: 'step-impossible'; readonly step: OrderStep; readonly state: string }
  | { readonly reason: 'load-not-ready'; readonly load: number }
  | { readonly reason: 'no-such-line'; readonly lineId: number }
  | { readonly reason: 'too-many-counted'; readonly lineId: number; readonly most: number }
  | { readonly reason: 'damaged-after-receipt'; readonly lineId: number }
  | { readonly reason: 'in-other-books'; readonly load: number }

export class TransferRefused extends Error {
  readonly refusal: TransferRefusal

  constructor(refusal: TransferRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}
