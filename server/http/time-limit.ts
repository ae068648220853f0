/** Nobody waits longer for an answer; what is still being computed then is given up. */
import type { Context } from 'hono'

export const TIME_LIMIT_MILLISECONDS = 30_000

/** Aborted when the client has gone, or has been told that it took too long. */
export const signalOf = ({ req }: Context): AbortSignal =>
  AbortSignal.any([req.raw.signal, AbortSignal.timeout(TIME_LIMIT_MILLISECONDS)])
