/** Questions that take long: for how long they may, and how many at once. */
import type { Context, MiddlewareHandler } from 'hono'
import { clientAddress } from './client-address.ts'
import { ProblemError } from './problem-error.ts'

/** What takes four seconds of a machine that is idle takes thirty of one that does much else. */
export const TIME_LIMIT_MILLISECONDS = 120_000

/** A desk asks some four at once, and has as many under way that it has given up. */
const MOST_OF_ONE_CLIENT = 16
/** What waits behind so many is not answered in time anyway. */
const MOST_IN_ALL = 64

/** By request: counts it among those that take long. @throws ProblemError where there are too many. */
const admissions = new WeakMap<object, () => void>()

const tooMany = (isOfClient: boolean): ProblemError =>
  isOfClient
    ? new ProblemError('too-many-questions', {
        en: `Your computer has ${MOST_OF_ONE_CLIENT} long questions under way already; wait for one of them.`,
        zh: `您的电脑已有 ${MOST_OF_ONE_CLIENT} 项耗时分析在进行，请等其中一项完成。`,
      })
    : new ProblemError('too-many-questions', {
        en: `${MOST_IN_ALL} long questions are under way; try again in a moment. Nearest and lists are answered meanwhile.`,
        zh: `正在进行的耗时分析已达 ${MOST_IN_ALL} 项，请稍后重试；就近调度和列表不受影响。`,
      })

/**
 * Lets a bounded number of long questions in, each until its answer has left or its client has; what
 * is answered at once is never counted.
 */
export const fewLongQuestions = (trustProxy: boolean): MiddlewareHandler => {
  const underWay = new Map<string, number>()
  let inAll = 0
  return async (context, next) => {
    const client = clientAddress(context, trustProxy)
    let isCounted = false
    admissions.set(context.req, () => {
      if (isCounted) return
      const ofClient = underWay.get(client) ?? 0
      if (ofClient >= MOST_OF_ONE_CLIENT) throw tooMany(true)
      if (inAll >= MOST_IN_ALL) throw tooMany(false)
      underWay.set(client, ofClient + 1)
      inAll++
      isCounted = true
    })
    const leave = (): void => {
      inAll--
      const left = underWay.get(client)! - 1
      if (left === 0) underWay.delete(client)
      else underWay.set(client, left)
    }
    try {
      await next()
    } finally {
      const outgoing = context.env?.outgoing
      if (isCounted && outgoing && !outgoing.closed) outgoing.once('close', leave)
      else if (isCounted) leave()
    }
  }
}

/** Counts a question among those that take long. @throws ProblemError where too many are under way. */
export const admitLongQuestion = ({ req }: Context): void => admissions.get(req)?.()

/**
 * Of a question that takes long: aborted when the client has gone, or has been answered that it took
 * too long. @throws ProblemError where too many are under way.
 */
export const signalOf = (context: Context): AbortSignal => {
  admitLongQuestion(context)
  const limit = new AbortController()
  setTimeout(() => limit.abort(), TIME_LIMIT_MILLISECONDS).unref()
  return AbortSignal.any([context.req.raw.signal, limit.signal])
}
