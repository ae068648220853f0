/** Confirming a plan so that neither a double tap nor a lost connection promises anything twice. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { type ConfirmOutcome, confirmTransfer } from '../../../api/transfers.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import {
  clearPlan,
  comparePlan,
  type PendingConfirmation,
  usePlanDraft,
} from '../../../state/plan-draft.ts'
import { isResentByItself } from '../orders/pending-step.ts'

/** How often a confirmation that was not answered is sent again. */
const RETRY_MILLISECONDS = 10_000

/** `given-up`: nobody knows whether it was confirmed, and it is not asked any more. */
type Outcome = Exclude<ConfirmOutcome, { kind: 'confirmed' }> | { readonly kind: 'given-up' }

export interface Confirmation {
  readonly isSending: boolean
  /** What became of the last attempt; null before, and once it is confirmed. */
  readonly outcome: Outcome | null
  readonly send: (pending: PendingConfirmation) => void
  readonly giveUp: () => void
  readonly forget: () => void
}

export const useConfirmation = (): Confirmation => {
  const pending = usePlanDraft((draft) => draft.pending)
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const isBusy = useRef(false)

  const send = useCallback(async (confirmation: PendingConfirmation): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setIsSending(true)
    // Kept before it is sent: whatever happens next, it is known what may have been confirmed.
    usePlanDraft.setState({ pending: confirmation })
    const result = await confirmTransfer(confirmation.input, confirmation.key)
    isBusy.current = false
    setIsSending(false)
    if (result.kind === 'confirmed') {
      usePlanDraft.setState({ pending: null })
      setOutcome(null)
      clearPlan()
      comparePlan(null)
      changeDispatch({ tab: 'orders', orderNumber: result.order.number })
      return
    }
    if (result.kind !== 'unknown') usePlanDraft.setState({ pending: null })
    setOutcome(result)
  }, [])

  // After a reload, or when the connection is back, what is not known is asked again. Not hours
  // later: lorries of last night must not be ordered by a tablet that finds its network at noon.
  useEffect(() => {
    if (!pending) return
    const again = (): void => {
      if (isResentByItself({ sentAt: Date.parse(pending.sentAt) }, Date.now())) void send(pending)
    }
    const timer = setInterval(again, RETRY_MILLISECONDS)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [pending, send])

  const isUnknown = pending !== null && !isSending
  return {
    isSending,
    outcome: isUnknown ? { kind: 'unknown' } : outcome,
    send: (confirmation) => void send(confirmation),
    giveUp: () => {
      usePlanDraft.setState({ pending: null })
      setOutcome({ kind: 'given-up' })
    },
    forget: () => setOutcome(null),
  }
}
