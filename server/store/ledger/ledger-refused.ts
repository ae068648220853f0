/** Why a keeper's entry was not written; nothing was changed then. */
export type LedgerRefusal =
  | { readonly reason: 'no-such-stockpile'; readonly index: number; readonly stockpileId: string }
  | { readonly reason: 'no-such-batch'; readonly index: number; readonly batchId: number }
  | { readonly reason: 'not-enough'; readonly index: number; readonly available: number }
  | { readonly reason: 'other-dates'; readonly index: number; readonly batch: string }
  | { readonly reason: 'changed-meanwhile'; readonly index: number; readonly onHand: number }
  | { readonly reason: 'promised'; readonly index: number; readonly reserved: number }

export class LedgerRefused extends Error {
  readonly refusal: LedgerRefusal

  constructor(refusal: LedgerRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}
