/** Links of OGC API documents: absolute and typed, because clients silently drop others. */
import { z } from '@hono/zod-openapi'

export const linkSchema = z
  .object({ href: z.url(), rel: z.string(), type: z.string(), title: z.string() })
  .openapi('link')

export type Link = z.infer<typeof linkSchema>

export const MEDIA_TYPES = {
  json: 'application/json',
  geojson: 'application/geo+json',
  mergePatch: 'application/merge-patch+json',
  schema: 'application/schema+json',
  openapi30: 'application/vnd.oai.openapi+json;version=3.0',
  openapi31: 'application/vnd.oai.openapi+json;version=3.1',
  html: 'text/html',
} as const

export const link = (href: string, rel: string, type: string, title: string): Link => ({
  href,
  rel,
  type,
  title,
})

/** The same in a header (RFC 8288), for answers that hold no links themselves. */
export const linkHeader = (links: readonly Link[]): string =>
  links
    .map(
      ({ href, rel, type, title }) => `<${href}>; rel="${rel}"; type="${type}"; title="${title}"`,
    )
    .join(', ')
