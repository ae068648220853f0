/** Who asked for what, and what was refused: in the log of the program, and two logs beside it. */
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { clientAddress } from './client-address.ts'

export interface AccessLogs {
  /** A line for every request; null where none is wanted. */
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

/** With the log of the program itself. */
export interface Logs extends AccessLogs {
  readonly logger: Logger
}

/** A request as the logs record it. */
interface AskedLine {
  readonly requestId: string
  readonly method: string
  readonly path: string
  readonly status: number
  /** When it came, in milliseconds of `performance.now`. */
  readonly startedMilliseconds: number
}

/**
 * One line per request: the path without its query, which may name a place or a person; no bodies.
 * @param address of the client that asked, called only where the line contains it.
 */
export const logAnswer = (
  { logger, accessLog }: Logs,
  { requestId, startedMilliseconds, ...asked }: AskedLine,
  address: () => string,
): void => {
  const milliseconds = Math.round(performance.now() - startedMilliseconds)
  logger.info({ requestId, ...asked, milliseconds })
  if (!accessLog) return
  const path = asked.path.slice(0, MOST_CHARACTERS)
  accessLog.info({ address: address(), ...asked, path, milliseconds })
}

/** Writes down every request, and what was refused. */
export const requestLines =
  (logs: Logs, trustProxy: boolean): MiddlewareHandler<{ Variables: { requestId: string } }> =>
  async (context, next) => {
    const startedMilliseconds = performance.now()
    await next()
    const { req, res } = context
    const { method, path } = req
    const asked = { method, path, status: res.status }
    const address = () => clientAddress(context, trustProxy)
    logAnswer(logs, { requestId: context.get('requestId'), ...asked, startedMilliseconds }, address)
    const refusal = REFUSALS[res.status]
    if (!refusal) return
    const { event, header } = OF_LINKS.test(path) ? REFUSED_LINK : refusal
    const named = header && req.header(header)?.slice(0, MOST_CHARACTERS)
    logs.securityLog.warn({
      ...{ event, address: address(), method, path: path.slice(0, MOST_CHARACTERS) },
      ...(named && { [header.toLowerCase()]: named }),
    })
  }
