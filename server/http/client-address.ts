/** Who asks, as far as a service without accounts can tell: the address of the machine. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * What has connected to us; with a proxy of ours in front, what has connected to that: it adds the
 * last entry, and those before it are whatever the client claims. Empty where there is no socket.
 */
export const clientAddress = (context: Context, trustProxy: boolean): string => {
  const forwarded = trustProxy && context.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()
  const { incoming }: Partial<HttpBindings> = context.env ?? {}
  return forwarded || (incoming?.socket?.remoteAddress ?? '')
}
