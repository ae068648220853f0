/** Changes that the server carries out once, however often they are sent under their key. */
import { useEffect } from 'react'
import { z } from 'zod'
import { asApiProblem, isOutcomeUnknown } from '../api/problem.ts'
import { createKept } from './create-kept.ts'
import { newKey } from './new-key.ts'

export interface SentOnce<Body> {
  readonly key: string
  readonly body: Body
  /** Milliseconds since 1970 UTC of the first attempt. */
  readonly sentAt: number
}

/** `event` is what steps of orders called their body when they had a form of their own. */
const keptSchema = z
  .object({ key: z.string(), sentAt: z.number(), body: z.unknown(), event: z.unknown() })
  .partial({ body: true, event: true })
  .refine(({ body, event }) => typeof (body ?? event) === 'object')

interface Unanswered {
  readonly sent: SentOnce<unknown> | null
}

const newStore = (name: string) =>
  createKept<Unanswered, Unanswered>(
    { sent: null },
    {
      name,
      area: () => sessionStorage,
      keep: (state) => state,
      parse: (text) => {
        const kept = keptSchema.safeParse(JSON.parse(text)).data
        return kept
          ? { sent: { key: kept.key, sentAt: kept.sentAt, body: kept.body ?? kept.event } }
          : null
      },
      format: ({ sent }) => JSON.stringify(sent),
    },
  )

const stores = new Map<string, ReturnType<typeof newStore>>()
const storeOf = (name: string) => {
  const store = stores.get(name) ?? newStore(name)
  stores.set(name, store)
  return store
}

/** The change under this name that was sent and got no answer; it outlives a reload of the tab. */
export const readUnanswered = <Body>(name: string): SentOnce<Body> | null =>
  storeOf(name).getState().sent as SentOnce<Body> | null

/** Keeps what was sent under a name, or forgets it with null. */
export const keepUnanswered = (name: string, sent: SentOnce<unknown> | null): void =>
  storeOf(name).setState({ sent })

/** The change that got no answer keeps its key and its moment; anything else is a new one. */
export const sentOnce = <Body>(
  body: Body,
  unanswered: SentOnce<Body> | null,
  now: number = Date.now(),
  makeKey: () => string = newKey,
): SentOnce<Body> =>
  unanswered && JSON.stringify(unanswered.body) === JSON.stringify(body)
    ? unanswered
    : { key: makeKey(), body, sentAt: now }

/**
 * Sends a change, kept under a name from before it is sent until it is answered: the same again
 * after a lost answer has the same key. @throws as `send`.
 */
export const sendOnce = async <Body, Answer>(
  name: string,
  body: Body,
  send: (body: Body, key: string) => Promise<Answer>,
): Promise<Answer> => {
  const sent = sentOnce(body, readUnanswered<Body>(name))
  keepUnanswered(name, sent)
  try {
    const answer = await send(body, sent.key)
    keepUnanswered(name, null)
    return answer
  } catch (error) {
    if (!isOutcomeUnknown(asApiProblem(error))) keepUnanswered(name, null)
    throw error
  }
}

/**
 * So long a change is sent again by itself. Later only by hand: a departure that never arrived at
 * the server must not be written down hours afterwards as one of that hour.
 */
const RESEND_FOR_MILLISECONDS = 5 * 60_000
const RESEND_MILLISECONDS = 10_000

export const isResentByItself = (sentAt: number, now: number): boolean =>
  now - sentAt < RESEND_FOR_MILLISECONDS

/** Sends what got no answer since `sentAt` again and again, and at once when the connection is back. */
export const useResending = (sentAt: number | null, resend: () => void): void =>
  useEffect(() => {
    if (sentAt === null) return
    const again = (): void => {
      if (isResentByItself(sentAt, Date.now())) resend()
    }
    const timer = setInterval(again, RESEND_MILLISECONDS)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [sentAt, resend])
