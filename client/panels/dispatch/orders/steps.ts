/** Which loads of an order a step is for, and taking it once, whatever the connection does. */
import { useCallback, useRef, useState } from 'react'
import type { OrderEventInput } from '../../../../data/order-event.ts'
import { type CountingStep, isCounting } from '../../../../data/order-lines.ts'
import {
  loadsMissedFor,
  loadsReadyFor,
  movesLoads,
  type OrderStep,
} from '../../../../data/order-steps.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { type ApiProblem, asApiProblem, isOutcomeUnknown } from '../../../api/problem.ts'
import { readAgain, takeStep } from '../../../api/transfers.ts'
import {
  keepUnanswered,
  readUnanswered,
  type SentOnce,
  sendOnce,
  useResending,
} from '../../../state/sent-once.ts'

type Standing = Pick<TransferOrder, 'steps' | 'state' | 'approval' | 'papersAt' | 'loads'>

/** Loads that a step can move, those it has to name too, by index. */
const takableLoads = (step: OrderStep, order: Standing): number[] => [
  ...loadsReadyFor(step, order),
  ...loadsMissedFor(step, order),
]

/** Loads that at least one of these steps would move, by index, in order. */
export const movableLoads = (order: Standing, steps: readonly OrderStep[]): number[] => {
  const ready = new Set(steps.flatMap((step) => takableLoads(step, order)))
  return [...ready].sort((a, b) => a - b)
}

/**
 * The loads a step names: what is ready for it without those that shall stay; null for a step that
 * moves no loads (approval, papers, closing). Always named, so that a load which became ready
 * meanwhile does not go along unseen.
 */
export const chosenLoads = (
  step: OrderStep,
  order: Standing,
  left: ReadonlySet<number>,
): number[] | null =>
  movesLoads(step) ? loadsReadyFor(step, order).filter((load) => !left.has(load)) : null

/** Steps whose goods can be counted line by line, with the loads of each, without those that stay. */
export const countableSteps = (
  order: Standing,
  left: ReadonlySet<number>,
): ReadonlyMap<CountingStep, readonly number[]> =>
  new Map(
    order.steps.filter(isCounting).flatMap((step) => {
      const loads = takableLoads(step, order).filter((load) => !left.has(load))
      return loads.length > 0 ? [[step, loads.sort((a, b) => a - b)] as const] : []
    }),
  )

/** Whether every load that the step could move shall stay: then there is nothing to press. */
export const isStepEmpty = (step: OrderStep, order: Standing, left: ReadonlySet<number>): boolean =>
  chosenLoads(step, order, left)?.length === 0

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
  /** A step that may have been taken, or not. */
  readonly unanswered: SentOnce<OrderEventInput> | null
  readonly take: (event: OrderEventInput) => void
  readonly resend: () => void
  readonly forget: () => void
}

/** Of one order; a component that shows another must be another (`key`). */
export const useStep = (number: string): StepTaking => {
  const name = `order-step-unanswered:${number}`
  const [isBusy, setIsBusy] = useState(false)
  const [refusal, setRefusal] = useState<ApiProblem | null>(null)
  const [unanswered, setUnanswered] = useState(() => readUnanswered<OrderEventInput>(name))
  const isSending = useRef(false)

  const send = useCallback(
    async (event: OrderEventInput): Promise<void> => {
      if (isSending.current) return
      isSending.current = true
      setIsBusy(true)
      setRefusal(null)
      const problem = await sendOnce(name, event, (body, key) => takeStep(number, body, key)).then(
        () => null,
        asApiProblem,
      )
      setUnanswered(readUnanswered<OrderEventInput>(name))
      if (problem && !isOutcomeUnknown(problem)) {
        setRefusal(problem)
        readAgain(number)
      }
      setTimeout(() => {
        isSending.current = false
        setIsBusy(false)
      }, REST_MILLISECONDS)
    },
    [name, number],
  )
  const resend = useCallback((): void => {
    if (unanswered) void send(unanswered.body)
  }, [unanswered, send])
  useResending(unanswered?.sentAt ?? null, resend)

  return {
    isBusy,
    refusal,
    unanswered,
    take: (event) => void send(event),
    resend,
    forget: () => {
      keepUnanswered(name, null)
      setUnanswered(null)
      readAgain(number)
    },
  }
}
