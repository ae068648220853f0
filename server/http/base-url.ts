/** The address under which the client reached us: links must be absolute, or GDAL drops pages. */
import type { Context } from 'hono'

/**
 * Scheme and host as the client knows them. Forwarded headers count only where a proxy of ours is
 * known to set them (`TRUST_PROXY=1`); anyone can send them.
 */
export const baseUrl = (context: Context, trustProxy: boolean): string => {
  const { protocol, host } = new URL(context.req.url)
  if (!trustProxy) return `${protocol}//${host}`
  const forwardedProtocol = context.req.header('X-Forwarded-Proto')?.split(',')[0]?.trim()
  const forwardedHost = context.req.header('X-Forwarded-Host')?.split(',')[0]?.trim()
  return `${forwardedProtocol ? `${forwardedProtocol}:` : protocol}//${forwardedHost ?? host}`
}

/** The address as the client wrote it, with other values for some of its parameters; null: without. */
export const addressWith = (
  context: Context,
  base: string,
  changes: Readonly<Record<string, string | null>>,
): string => {
  const url = new URL(context.req.url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return `${base}${url.pathname}${url.search}`
}
