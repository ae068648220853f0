/**
 * A page of someone else's, opened inside the network, can have its own name point at this machine
 * (DNS rebinding): the browser then takes us for that page's own server, and lets it read. What such
 * requests cannot hide is the name that they were sent to.
 */
import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { ProblemError } from './problem-error.ts'

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]']

/** As an address writes it: IPv6 in brackets, IPv4 never as IPv6. */
const asHost = (address: string): string => {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? `[${plain}]` : plain
}

/** @param names beside those of this machine itself and the address that was connected to. */
export const knownHosts = (
  names: readonly string[],
): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> => {
  const known = new Set([...LOOPBACK_NAMES, ...names.map((name) => asHost(name.toLowerCase()))])
  return async (context, next) => {
    const { hostname } = new URL(context.req.url)
    const own = context.env?.incoming?.socket?.localAddress
    if (known.has(hostname) || (own !== undefined && asHost(own) === hostname)) return next()
    throw new ProblemError('misdirected', {
      en: `This service does not answer under the name ${hostname}. If it should, whoever runs it names it in ALLOWED_HOSTS.`,
      zh: `本服务不以 ${hostname} 这个名称提供访问。如需使用，请由运维人员将其加入 ALLOWED_HOSTS。`,
    })
  }
}

/** Whether only this machine itself reaches an address that is listened on. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
