/** Answers that stay true until what they are made of is written: kept compressed, by version. */
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { Context, MiddlewareHandler, TypedResponse } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { LRUCache } from 'lru-cache'

const compress = promisify(deflateRaw)

/** Of the data that an answer is made of: their revision. */
type Version = number | string

/** A body as it is sent, with the ending of the answer that it was last sent in. */
interface Encoded {
  ending: string
  bytes: Uint8Array<ArrayBuffer>
}

interface CachedBody {
  version: Version
  plain: Encoded
  gzipped: Encoded | null
  /** CRC-32 of the body without its ending. */
  checksum: number
}

export interface CachedAnswer {
  mediaType: string
  /**
   * Of a feature its version, which its ETag begins with: whoever writes it sends that as `If-Match`,
   * which compares strong ones alone. Left out: the ETag is weak.
   */
  tag?: number
  headers?: Readonly<Record<string, string>>
  /** What the body ends with at this moment, of as many bytes at every moment. Of what is built for it. */
  ending?: string
  /** Makes the body when it is not cached, with the version that it was made of by then. */
  build: () => Promise<{ version: Version; body: Uint8Array<ArrayBuffer> | string }>
}

/** A response that stands for whatever its route declares: the types do not look into its bytes. */
type Unchecked = Response & TypedResponse<never, never, never>

/** Below this gzip saves nothing worth the time. */
const SMALLEST_COMPRESSED_BYTES = 1024
const CACHE_BYTES = 48 * 1024 * 1024
const EDITION_BYTES = 4

/** Nothing but a CRC-32 and a length follows in it what is compressed (RFC 1952). */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/** The end of a gzip file: a last block that is stored as it is (RFC 1951), then checksum and length. */
const gzipEnd = (ending: Buffer, checksum: number, bytes: number): Buffer => {
  const end = Buffer.alloc(1 + 4 + ending.length + 8)
  end.writeUInt8(1)
  end.writeUInt16LE(ending.length, 1)
  end.writeUInt16LE(~ending.length & 0xffff, 3)
  end.set(ending, 5)
  end.writeUInt32LE(crc32(ending, checksum), 5 + ending.length)
  end.writeUInt32LE(bytes, 9 + ending.length)
  return end
}

/** The bytes with this ending. @param encode an ending as it stands at the end of them. */
const endingIn = (
  encoded: Encoded,
  ending: string,
  encode: (last: Buffer) => Uint8Array,
): Uint8Array<ArrayBuffer> => {
  if (encoded.ending !== ending) {
    const last = encode(Buffer.from(ending))
    // Others may be sending the bytes as they were.
    const bytes = encoded.bytes.slice()
    bytes.set(last, bytes.length - last.length)
    Object.assign(encoded, { ending, bytes })
  }
  return encoded.bytes
}

const made = async (
  version: Version,
  body: Uint8Array<ArrayBuffer>,
  ending: string,
): Promise<CachedBody> => {
  const last = Buffer.from(ending)
  const plain = new Uint8Array(Buffer.concat([body, last]))
  const checksum = crc32(body)
  const compressed = async () =>
    Buffer.concat([
      GZIP_HEADER,
      // Ends at a whole byte, and with no last block.
      await compress(body, { finishFlush: constants.Z_SYNC_FLUSH }),
      gzipEnd(last, checksum, plain.length),
    ])
  return {
    version,
    plain: { ending, bytes: plain },
    gzipped:
      plain.length < SMALLEST_COMPRESSED_BYTES
        ? null
        : { ending, bytes: new Uint8Array(await compressed()) },
    checksum,
  }
}

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
      plain.bytes.length + (gzipped?.bytes.length ?? 0) + key.length,
  })

  /** By request, until it is answered: null of a 304. */
  readonly #bytes = new WeakMap<Request, Uint8Array<ArrayBuffer> | null>()

  /** Body of the answer to a request, undefined where it was not answered from here. */
  bytesFor(request: Request): Uint8Array<ArrayBuffer> | null | undefined {
    return this.#bytes.get(request)
  }

  /**
   * Puts the bytes into answers, around everything that puts headers on them: a response whose headers
   * were looked at is sent as a stream of copies of its bytes, which takes ten times as long.
   */
  fill(): MiddlewareHandler {
    return async (context, next) => {
      await next()
      const bytes = this.bytesFor(context.req.raw)
      const { status, headers } = context.res
      if (!bytes || status !== 200) return
      // Hono adds the headers of a response that is there already to the one in its place, by looking at both.
      context.res = undefined
      context.res = new Response(bytes, { status, headers })
    }
  }

  /**
   * A response with ETag and 304, whose bytes `fill` puts into it.
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
      ETag: this.#etag(context, present, answer.tag),
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
      ...answer.headers,
    })
    const known = headersOf(version)
    const { raw } = context.req
    if (etagMatches(context.req.header('If-None-Match'), known.ETag)) {
      this.#bytes.set(raw, null)
      return context.body(null, 304, known) as Unchecked
    }
    const { ending = '' } = answer
    const body = await this.#body(key, version, answer)
    const { plain, gzipped, checksum } = body
    const headers = { ...headersOf(body.version), 'Content-Type': answer.mediaType }
    const isZipped = gzipped !== null && acceptsGzip(context.req.header('Accept-Encoding'))
    const bytes = isZipped
      ? endingIn(gzipped, ending, (last) => gzipEnd(last, checksum, plain.bytes.length))
      : endingIn(plain, ending, (last) => last)
    this.#bytes.set(raw, bytes)
    const encoded = isZipped && { 'Content-Encoding': 'gzip' }
    return context.body(null, 200, { ...headers, ...encoded }) as Unchecked
  }

  #etag(context: Context, present: Version, tag: number | undefined): string {
    // Weak, because the same version is sent with and without compression.
    if (tag === undefined) return `W/"${this.#edition}-${present}"`
    const encoding = acceptsGzip(context.req.header('Accept-Encoding')) ? '-gzip' : ''
    return `"${tag}-${this.#edition}-${present}${encoding}"`
  }

  async #body(key: string, version: Version, answer: CachedAnswer): Promise<CachedBody> {
    const known = this.#bodies.get(key)
    if (known?.version === version) return known
    const built = await answer.build()
    const body = await made(built.version, encode(built.body), answer.ending ?? '')
    this.#bodies.set(key, body)
    return body
  }
}
