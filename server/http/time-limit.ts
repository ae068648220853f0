/** How long an answer may take; what is still being computed then is given up. */
import type { Context } from 'hono'

export const TIME_LIMIT_MILLISECONDS = 30_000

/** Aborted when the client has gone, or has been answered that it took too long. */
export const signalOf = ({ req }: Context): AbortSignal => {
  const limit = new AbortController()
  setTimeout(() => limit.abort(), TIME_LIMIT_MILLISECONDS).unref()
  return AbortSignal.any([req.raw.signal, limit.signal])
}
