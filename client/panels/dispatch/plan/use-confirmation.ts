/** Confirming a plan so that neither a double tap nor a lost connection promises anything twice. */
import { useCallback, useRef, useState } from 'react'
import { type ConfirmOutcome, confirmTransfer } from '../../../api/transfers.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import {
  clearPlan,
  comparePlan,
  type PendingConfirmation,
  usePlanDraft,
} from '../../../state/plan-draft.ts'
import { useResending } from '../../../state/sent-once.ts'

/** `given-up`: it may have been confirmed, and is not sent any more. */
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
    // kept before it is sent: the page may be gone before the answer is there
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
  const resend = useCallback((): void => {
    if (pending) void send(pending)
  }, [pending, send])
  useResending(pending && Date.parse(pending.sentAt), resend)

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
