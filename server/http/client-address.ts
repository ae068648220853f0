/** Who asks, as far as a service without accounts can tell: the address of the machine. */
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * What has connected to us; with a proxy of ours in front, what has connected to that: it adds the
 * last entry, and those before it are whatever the client claims. Empty where there is no socket.
 * @param forwarded the header X-Forwarded-For.
 */
export const connectedFrom = (
  { incoming }: Partial<HttpBindings | Http2Bindings>,
  forwarded: string | undefined,
  trustProxy: boolean,
): string =>
  (trustProxy && forwarded?.split(',').at(-1)?.trim()) || (incoming?.socket?.remoteAddress ?? '')

/** The same of a request within the application. */
export const clientAddress = (context: Context, trustProxy: boolean): string =>
  connectedFrom(context.env ?? {}, context.req.header('X-Forwarded-For'), trustProxy)
