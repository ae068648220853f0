/**
 * Pictures with nothing in them but the picture: what cameras write beside it (place, device, moment,
 * names, previews) is left out, by taking over only those parts that the picture is drawn from.
 * Formats: JPEG by ITU-T T.81, PNG by ISO/IEC 15948, WebP by RFC 9649.
 */
import type { PhotoType } from '../../../data/load-link-limits.ts'

interface PlainPicture {
  readonly mediaType: PhotoType
  readonly bytes: Uint8Array<ArrayBuffer>
}

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean =>
  Array.from(text).every((character, index) => bytes[at + index] === character.charCodeAt(0))

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

const JPEG = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app14: 0xee } as const
/** Frames, tables of Huffman, arithmetic and quantisation, restart interval, lines, expansion. */
const DRAWN = /^(?:c[0-9a-f]|d[b-f])$/
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const LENGTH_BYTES = 2

/** JFIF without a preview says how dense the dots are, Adobe how colours are mixed. */
const isMixing = (bytes: Uint8Array, marker: number, at: number, length: number): boolean => {
  const text = at + 2 * LENGTH_BYTES
  if (marker === JPEG.app14) return startsWith(bytes, text, 'Adobe') && length === 14
  return marker === JPEG.app0 && startsWith(bytes, text, 'JFIF\0') && length === 16
}

/** Where the coded lines that begin at `from` end: at the next marker that is not one of theirs. */
const endOfLines = (bytes: Uint8Array, from: number): number => {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1]!
    const isOfLines = next === 0 || (next >= 0xd0 && next <= 0xd7)
    if (!isOfLines && next !== 0xff) return at
    at = bytes.indexOf(0xff, at + (isOfLines ? 2 : 1))
  }
  return -1
}

const plainJpeg = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | null => {
  const parts = [bytes.subarray(0, LENGTH_BYTES)]
  let [hasFrame, hasLines] = [false, false]
  let at = LENGTH_BYTES
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === JPEG.end) {
      // What stands behind the end, such as a second picture, is left out with all that it says.
      parts.push(bytes.subarray(at, at + LENGTH_BYTES))
      return hasFrame && hasLines ? joined(parts) : null
    }
    if (at + 2 * LENGTH_BYTES > bytes.length) return null
    const length = viewOf(bytes).getUint16(at + LENGTH_BYTES)
    const next = at + LENGTH_BYTES + length
    if (length < LENGTH_BYTES || next > bytes.length) return null
    const end = marker === JPEG.scan ? endOfLines(bytes, next) : next
    if (end < 0) return null
    hasFrame ||= isFrame(marker)
    hasLines ||= marker === JPEG.scan && hasFrame && end > next
    const isDrawn = marker === JPEG.scan || DRAWN.test(marker.toString(16))
    if (isDrawn || isMixing(bytes, marker, at, length)) parts.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
const PNG_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'IDAT', 'IEND'])
/** Length and name before a chunk's contents, a check sum behind. */
const PNG_FRAME = { before: 8, behind: 4 } as const

const nameAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4))

const plainPng = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | null => {
  const parts = [bytes.subarray(0, PNG_SIGNATURE.length)]
  const names: string[] = []
  let at = PNG_SIGNATURE.length
  while (at + PNG_FRAME.before <= bytes.length) {
    const name = nameAt(bytes, at + 4)
    const next = at + PNG_FRAME.before + viewOf(bytes).getUint32(at) + PNG_FRAME.behind
    if (next > bytes.length || (names.length === 0) !== (name === 'IHDR')) return null
    if (PNG_CHUNKS.has(name)) parts.push(bytes.subarray(at, next))
    names.push(name)
    if (name === 'IEND') return names.includes('IDAT') ? joined(parts) : null
    at = next
  }
  return null
}

const WEBP_CHUNKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])
const RIFF_HEADER = 12
const CHUNK_HEADER = 8
/** Of a `VP8X` chunk's flags only: it has an alpha channel. */
const HAS_ALPHA = 0x10

/** A still picture; one that moves is made of frames that this does not look into. */
const plainWebp = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | null => {
  const parts: Uint8Array[] = []
  const names: string[] = []
  const size = CHUNK_HEADER + viewOf(bytes).getUint32(4, true)
  if (size > bytes.length) return null
  let at = RIFF_HEADER
  while (at + CHUNK_HEADER <= size) {
    const name = nameAt(bytes, at)
    const length = viewOf(bytes).getUint32(at + 4, true)
    const next = at + CHUNK_HEADER + length + (length % 2)
    if (next > size) return null
    if (WEBP_CHUNKS.has(name)) {
      const chunk = Uint8Array.from(bytes.subarray(at, next))
      if (name === 'VP8X') chunk[CHUNK_HEADER] = chunk[CHUNK_HEADER]! & HAS_ALPHA
      parts.push(chunk)
      names.push(name)
    }
    at = next
  }
  if (!names.includes('VP8 ') && !names.includes('VP8L')) return null
  const plain = joined([bytes.subarray(0, RIFF_HEADER), ...parts])
  viewOf(plain).setUint32(4, plain.length - CHUNK_HEADER, true)
  return plain
}

/** By the bytes themselves, whatever they were called; null for what is no such picture, or part of one. */
export const plainPicture = (bytes: Uint8Array): PlainPicture | null => {
  const isJpeg = bytes[0] === 0xff && bytes[1] === JPEG.start
  const isWebp =
    bytes.length > RIFF_HEADER && startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')
  const [mediaType, plain]: [PhotoType, Uint8Array<ArrayBuffer> | null] = isJpeg
    ? ['image/jpeg', plainJpeg(bytes)]
    : startsWith(bytes, 0, PNG_SIGNATURE)
      ? ['image/png', plainPng(bytes)]
      : ['image/webp', isWebp ? plainWebp(bytes) : null]
  return plain && { mediaType, bytes: plain }
}
