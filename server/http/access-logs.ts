/** Who asked for what, and what was refused: two logs beside that of the program itself. */
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { clientAddress } from './client-address.ts'

export interface AccessLogs {
  /** A line for every request; null where nobody wants one. */
  readonly accessLog: Logger | null
  /** Refusals, limits, damage, and each reading of personal data. */
  readonly securityLog: Logger
}

/** Refusals that say something about who asks, by the status they are answered with. */
const REFUSALS: Readonly<Record<number, { event: string; header?: string }>> = {
  403: { event: 'refused-origin', header: 'Origin' },
  413: { event: 'refused-size' },
  421: { event: 'refused-host', header: 'Host' },
  429: { event: 'refused-limit' },
}

/** A link that was refused or guessed; its secret is in no address. */
const OF_LINKS = /^\/api\/load-links\//
const REFUSED_LINK: (typeof REFUSALS)[number] = { event: 'refused-link' }

/** What a stranger sends is not kept at any length. */
const MOST_CHARACTERS = 300

/** The path without its query, which may name a place or a person; no bodies. */
export const accessLines =
  ({ accessLog, securityLog }: AccessLogs, trustProxy: boolean): MiddlewareHandler =>
  async (context, next) => {
    const started = performance.now()
    await next()
    const { req, res } = context
    const refusal = REFUSALS[res.status]
    if (!accessLog && !refusal) return
    const asked = {
      address: clientAddress(context, trustProxy),
      method: req.method,
      path: req.path.slice(0, MOST_CHARACTERS),
    }
    const milliseconds = Math.round(performance.now() - started)
    accessLog?.info({ ...asked, status: res.status, milliseconds })
    if (!refusal) return
    const { event, header } = OF_LINKS.test(req.path) ? REFUSED_LINK : refusal
    const named = header && req.header(header)?.slice(0, MOST_CHARACTERS)
    securityLog.warn({ event, ...asked, ...(named && { [header.toLowerCase()]: named }) })
  }
