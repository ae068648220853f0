/** Answers that stay true until the next write: kept compressed, told apart by revision. */
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { LRUCache } from 'lru-cache'

const compress = promisify(gzip)

interface CachedBody {
  version: string
  plain: Uint8Array<ArrayBuffer>
  gzipped: Uint8Array<ArrayBuffer> | null
}

export interface CachedAnswer {
  mediaType: string
  headers?: Readonly<Record<string, string>>
  /** Makes the body when it is not cached. */
  build: () => Promise<Uint8Array<ArrayBuffer> | string>
}

/** Below this gzip saves nothing worth the time. */
const SMALLEST_COMPRESSED_BYTES = 1024
const CACHE_BYTES = 48 * 1024 * 1024
const EDITION_BYTES = 4

const encode = (body: Uint8Array<ArrayBuffer> | string): Uint8Array<ArrayBuffer> =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body

/** Whether an If-None-Match header names this version. */
export const etagMatches = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((each) => each.trim() === etag || each.trim() === '*') ?? false

/** Whether a client takes gzip, from its Accept-Encoding header. */
export const acceptsGzip = (header: string | undefined): boolean => {
  const accepted = parseAccept(header ?? '')
  const named = accepted.find(({ type }) => type.toLowerCase() === 'gzip')
  return ((named ?? accepted.find(({ type }) => type === '*'))?.q ?? 0) > 0
}

export class ResponseCache {
  /**
   * Another one each time the service starts: then the program may be newer and the database
   * another, though its revision is one that a client has seen.
   */
  readonly #edition = randomBytes(EDITION_BYTES).toString('hex')
  readonly #bodies = new LRUCache<string, CachedBody>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ plain, gzipped }, key) =>
      plain.length + (gzipped?.length ?? 0) + key.length,
  })

  /**
   * A response with ETag and 304.
   * @param key of the answer: its whole address.
   * @param version of the data it is computed from.
   */
  async respond(
    context: Context,
    key: string,
    version: string,
    answer: CachedAnswer,
  ): Promise<Response> {
    // Weak, because the same version is sent with and without compression.
    const etag = `W/"${this.#edition}-${version}"`
    const headers = {
      ETag: etag,
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
      ...answer.headers,
    }
    if (etagMatches(context.req.header('If-None-Match'), etag)) {
      return context.body(null, 304, headers)
    }
    const body = await this.#body(key, version, answer)
    if (body.gzipped && acceptsGzip(context.req.header('Accept-Encoding'))) {
      return context.body(body.gzipped, 200, {
        ...headers,
        'Content-Type': answer.mediaType,
        'Content-Encoding': 'gzip',
      })
    }
    return context.body(body.plain, 200, { ...headers, 'Content-Type': answer.mediaType })
  }

  async #body(key: string, version: string, answer: CachedAnswer): Promise<CachedBody> {
    const known = this.#bodies.get(key)
    if (known?.version === version) return known
    const plain = encode(await answer.build())
    const gzipped =
      plain.length >= SMALLEST_COMPRESSED_BYTES ? new Uint8Array(await compress(plain)) : null
    const body = { version, plain, gzipped }
    this.#bodies.set(key, body)
    return body
  }
}
