/** A zip archive made as a stream: its files are deflated while they are written. */
import { pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'

/** Without extensions an archive ends at 4 GiB. */
const MOST_ARCHIVE_BYTES = 0xffff_ffff
const DEFLATE = 8
/** Small pieces are deflated and handed on together: each costs a way to the threads of zlib and back. */
const PIECE_BYTES = 65_536

const encoder = new TextEncoder()

/** A file of the archive: its name, and what is written into it. @param size its bytes so far. */
export interface ZippedFile {
  readonly name: string
  readonly contents: (
    size: () => number,
  ) => AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
}

/** The same bytes in larger pieces. */
async function* gathered(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let waiting: Uint8Array[] = []
  let size = 0
  const together = (): Uint8Array<ArrayBuffer> => {
    const whole = new Uint8Array(size)
    let at = 0
    for (const piece of waiting) {
      whole.set(piece, at)
      at += piece.length
    }
    waiting = []
    size = 0
    return whole
  }
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    if (size >= PIECE_BYTES) yield together()
  }
  yield together()
}

/** The file as it lies in the archive, deflated by zlib beside this thread. */
async function* deflated(
  file: ZipInputFile,
  { contents }: ZippedFile,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of contents(() => file.size)) {
      const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece
      file.size += bytes.length
      file.crc = crc32(bytes, file.crc)
      yield bytes
    }
  }
  // What goes wrong is thrown by the stream that is read.
  yield* pipeline(gathered(read()), createDeflateRaw(), () => undefined)
}

async function* zipped(files: AsyncIterable<ZippedFile>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let size = 0
  const zip = new Zip((error: Error | null, bytes) => {
    if (error) throw error
    size += bytes.length
    if (size > MOST_ARCHIVE_BYTES) throw new RangeError('an archive ends at 4 GiB')
    ready.push(bytes)
  })
  for await (const each of files) {
    const file: ZipInputFile = { filename: each.name, size: 0, crc: 0, compression: DEFLATE }
    zip.add(file)
    for await (const bytes of deflated(file, each)) {
      file.ondata?.(null, bytes, false)
      yield* ready.splice(0)
    }
    file.ondata?.(null, new Uint8Array(0), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready
}

/** The bytes of the archive; its files are asked for one after the other. */
export const zipStream = (
  files: AsyncIterable<ZippedFile>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> => gathered(zipped(files))
