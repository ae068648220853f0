/** A message that comes as it is, and not as a text within JSON. */
import type { MiddlewareHandler } from 'hono'
import { MEDIA_TYPES } from '../features/links.ts'
import { ProblemError } from '../http/problem-error.ts'
import { isXml } from '../http/same-origin.ts'

const UTF_8 = new TextDecoder('utf-8', { fatal: true })

const notUtf8 = (): ProblemError =>
  new ProblemError('malformed-body', {
    en: 'The XML is not in UTF-8, so that its words cannot be read.',
    zh: 'XML 不是 UTF-8 编码，无法读取其中的文字。',
  })

/** Lets a route whose body is `{xml}` take the XML by itself. */
export const xmlBody: MiddlewareHandler = async ({ req }, next) => {
  if (!isXml(req.header('Content-Type') ?? '')) return next()
  const bytes = await req.arrayBuffer()
  const read = (): string => {
    try {
      return UTF_8.decode(bytes)
    } catch {
      throw notUtf8()
    }
  }
  req.raw = new Request(req.url, {
    method: req.method,
    headers: { 'Content-Type': MEDIA_TYPES.json },
    body: JSON.stringify({ xml: read() }),
    signal: req.raw.signal,
  })
  req.bodyCache = {}
  return next()
}
