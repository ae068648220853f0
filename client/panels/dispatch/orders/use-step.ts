/** Taking an order's next step once, whatever the connection does. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OrderEventInput } from '../../../../data/transfer-order.ts'
import { type ApiProblem, asApiProblem, isOutcomeUnknown } from '../../../api/problem.ts'
import { readAgain, takeStep } from '../../../api/transfers.ts'
import { newKey } from '../../../state/new-key.ts'
import {
  isResentByItself,
  keepPending,
  type PendingStep,
  pendingFor,
  readPending,
} from './pending-step.ts'

const RESEND_MILLISECONDS = 10_000
/**
 * The next step's button comes to where the last one was. So long none can be pressed: the second
 * of two quick taps shall not send a lorry off.
 */
const REST_MILLISECONDS = 700

export interface StepTaking {
  /** Nothing can be pressed: a step is being sent, or was answered just now. */
  readonly isBusy: boolean
  /** Why the last step was refused. */
  readonly refusal: ApiProblem | null
  /** A step of which nobody knows whether it was taken. */
  readonly unanswered: PendingStep | null
  readonly take: (event: OrderEventInput) => void
  readonly resend: () => void
  readonly forget: () => void
}

/** Of one order; a component that shows another must be another (`key`). */
export const useStep = (number: string): StepTaking => {
  const [isBusy, setIsBusy] = useState(false)
  const [refusal, setRefusal] = useState<ApiProblem | null>(null)
  const [unanswered, setUnanswered] = useState(() => readPending(number))
  const isSending = useRef(false)

  const send = useCallback(
    async (pending: PendingStep): Promise<void> => {
      if (isSending.current) return
      isSending.current = true
      setIsBusy(true)
      setRefusal(null)
      // Kept before it is sent: whatever happens next, it is known what may have been done.
      keepPending(number, pending)
      const problem = await takeStep(number, pending.event, pending.key).then(
        () => null,
        (error: unknown) => asApiProblem(error),
      )
      const isUnknown = problem !== null && isOutcomeUnknown(problem)
      if (!isUnknown) keepPending(number, null)
      setUnanswered(isUnknown ? pending : null)
      if (problem && !isUnknown) {
        setRefusal(problem)
        readAgain(number)
      }
      setTimeout(() => {
        isSending.current = false
        setIsBusy(false)
      }, REST_MILLISECONDS)
    },
    [number],
  )

  useEffect(() => {
    if (!unanswered) return
    const again = (): void => {
      if (isResentByItself(unanswered, Date.now())) void send(unanswered)
    }
    const timer = setInterval(again, RESEND_MILLISECONDS)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [unanswered, send])

  return {
    isBusy,
    refusal,
    unanswered,
    take: (event) => void send(pendingFor(event, unanswered, Date.now(), newKey)),
    resend: () => {
      if (unanswered) void send(unanswered)
    },
    forget: () => {
      keepPending(number, null)
      setUnanswered(null)
      readAgain(number)
    },
  }
}
