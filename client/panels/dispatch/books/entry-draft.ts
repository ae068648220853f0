/** An entry of a keeper while it is being filled in. */
import type { Batch, KeeperMovement, KeeperMovementKind } from '../../../../data/ledger.ts'
import type { MaterialKey } from '../../../../data/materials.ts'

export interface EntryDraft {
  readonly kind: KeeperMovementKind
  /** Of a receipt. */
  readonly item: MaterialKey | null
  readonly batch: string
  /** `YYYY-MM-DD`. */
  readonly receivedOn: string
  /** Empty where the goods do not expire. */
  readonly expiresOn: string
  /** Of goods that leave. */
  readonly batchId: number | null
  readonly quantity: number | null
}

export const emptyEntry = (kind: KeeperMovementKind, today: string): EntryDraft => ({
  ...{ kind, item: null, batch: '', receivedOn: today, expiresOn: '' },
  ...{ batchId: null, quantity: null },
})

/** The movement to send; null while something is missing. */
export const movementOf = (stockpileId: string, draft: EntryDraft): KeeperMovement | null => {
  const { kind, item, receivedOn, expiresOn, batchId, quantity } = draft
  if (quantity === null) return null
  if (kind !== 'receipt') return batchId === null ? null : { kind, batchId, quantity }
  const batch = draft.batch.trim()
  if (item === null || batch === '' || receivedOn === '') return null
  return {
    ...{ kind, stockpileId, item, batch, receivedOn, quantity },
    expiresOn: expiresOn === '' ? null : expiresOn,
  }
}

/** What the server would refuse, told while it is being typed. */
export type EntryFault =
  | { readonly kind: 'tooMany'; readonly batch: Batch }
  | { readonly kind: 'expiresBeforeReceived' }

/** @param batches what the stockpile has. */
export const entryFault = (draft: EntryDraft, batches: readonly Batch[]): EntryFault | null => {
  const { kind, batchId, quantity, expiresOn, receivedOn } = draft
  if (kind === 'receipt') {
    return expiresOn !== '' && expiresOn < receivedOn ? { kind: 'expiresBeforeReceived' } : null
  }
  const batch = batches.find(({ id }) => id === batchId)
  return batch && quantity !== null && quantity > batch.available
    ? { kind: 'tooMany', batch }
    : null
}
