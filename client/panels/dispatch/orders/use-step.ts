/** Taking an order's next step once, whatever the connection does. */
import { useRef, useState } from 'react'
import type { OrderEventInput } from '../../../../data/transfer-order.ts'
import { type ApiProblem, asApiProblem } from '../../../api-problem.ts'
import { readAgain, takeStep } from '../../../transfer-order-api.ts'

const ACTOR_KEY = 'order-actor'

/** Who did the last step on this machine: the next is most likely theirs as well. */
export const rememberedActor = (): string => {
  try {
    return localStorage.getItem(ACTOR_KEY) ?? ''
  } catch {
    // A browser may refuse storage altogether; then it is typed anew.
    return ''
  }
}

export const rememberActor = (actor: string): void => {
  try {
    localStorage.setItem(ACTOR_KEY, actor)
  } catch {
    // Refused: nothing is remembered.
  }
}

interface StepTaking {
  readonly isSending: boolean
  /** What went wrong; status 0 leaves it unknown whether the step was taken. */
  readonly problem: ApiProblem | null
  readonly take: (event: OrderEventInput) => void
}

export const useStep = (number: string): StepTaking => {
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  /** A step that was not answered keeps its key until it is. */
  const unanswered = useRef<{ readonly text: string; readonly key: string } | null>(null)
  const isBusy = useRef(false)
  const take = async (event: OrderEventInput): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setIsSending(true)
    const text = JSON.stringify(event)
    const key = unanswered.current?.text === text ? unanswered.current.key : crypto.randomUUID()
    unanswered.current = { text, key }
    try {
      await takeStep(number, event, key)
      unanswered.current = null
      setProblem(null)
    } catch (error) {
      const failed = asApiProblem(error)
      if (failed.status !== 0) {
        unanswered.current = null
        void readAgain(number)
      }
      setProblem(failed)
    }
    isBusy.current = false
    setIsSending(false)
  }
  return { isSending, problem, take: (event) => void take(event) }
}
