/** Answers that stay true until what they are made of is written: kept compressed, by version. */
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, TypedResponse } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { LRUCache } from 'lru-cache'

const compress = promisify(gzip)

/** Of the data that an answer is made of: their revision. */
type Version = number | string

interface CachedBody {
  version: Version
  plain: Uint8Array<ArrayBuffer>
  gzipped: Uint8Array<ArrayBuffer> | null
}

export interface CachedAnswer {
  mediaType: string
  headers?: Readonly<Record<string, string>>
  /** Makes the body when it is not cached, with the version that it was made of by then. */
  build: () => Promise<{ version: Version; body: Uint8Array<ArrayBuffer> | string }>
}

/** A response that stands for whatever its route declares: the types do not look into its bytes. */
type Unchecked = Response & TypedResponse<never, never, never>

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
   * @param version of the data it is made of, as they are now.
   */
  async respond(
    context: Context,
    key: string,
    version: Version,
    answer: CachedAnswer,
  ): Promise<Unchecked> {
    const headersOf = (present: Version) => ({
      // Weak, because the same version is sent with and without compression.
      ETag: `W/"${this.#edition}-${present}"`,
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
      ...answer.headers,
    })
    const known = headersOf(version)
    if (etagMatches(context.req.header('If-None-Match'), known.ETag)) {
      return context.body(null, 304, known) as Unchecked
    }
    const body = await this.#body(key, version, answer)
    const headers = { ...headersOf(body.version), 'Content-Type': answer.mediaType }
    const response =
      body.gzipped && acceptsGzip(context.req.header('Accept-Encoding'))
        ? context.body(body.gzipped, 200, { ...headers, 'Content-Encoding': 'gzip' })
        : context.body(body.plain, 200, headers)
    return response as Unchecked
  }

  async #body(key: string, version: Version, answer: CachedAnswer): Promise<CachedBody> {
    const known = this.#bodies.get(key)
    if (known?.version === version) return known
    const built = await answer.build()
    const plain = encode(built.body)
    const gzipped =
      plain.length >= SMALLEST_COMPRESSED_BYTES ? new Uint8Array(await compress(plain)) : null
    const body = { version: built.version, plain, gzipped }
    this.#bodies.set(key, body)
    return body
  }
}
