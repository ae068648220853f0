/** Pictures without what cameras write beside them: nothing of it stays, and all of the picture does. */
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainPicture } from '../../../server/services/transfers/plain-picture.ts'
import { runs } from '../../fixtures/runs.ts'
import { JPEG, PNG, riffChunk, WEBP, webpWith } from '../../fixtures/small-pictures.ts'

const SECRET = 'SECRET'
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const plain = (bytes: Uint8Array): Uint8Array => plainPicture(bytes)!.bytes

/** A segment of a JPEG: marker, length, contents. */
const segment = (marker: number, content: string): Buffer =>
  Buffer.from([0xff, marker, 0, content.length + 2, ...Buffer.from(content, 'latin1')])

/** A chunk of a PNG. */
const pngChunk = (name: string, content: string): Buffer => {
  const named = Buffer.from(name + content, 'latin1')
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

const inserted = (bytes: Uint8Array, at: number, ...parts: Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat([bytes.subarray(0, at), ...parts, bytes.subarray(at)]))

const SOI_BYTES = 2
const JFIF_END = 20
const IHDR_END = 33

describe('what a program has written beside the picture', () => {
  test.each([
    ['image/jpeg', JPEG],
    ['image/png', PNG],
    ['image/webp', WEBP],
  ])('is left out of %s, told by its bytes', (mediaType, bytes) => {
    expect(textOf(bytes)).toContain(SECRET)
    const picture = plainPicture(bytes)!
    expect(picture.mediaType).toBe(mediaType)
    expect(textOf(picture.bytes)).not.toMatch(/SECRET|Exif|eXIf|tEXt|XMP|ICCP/)
    expect(plain(picture.bytes)).toEqual(picture.bytes)
  })

  test('leaves the rest of a JPEG byte for byte', () => {
    // SOI and JFIF, then what was written by hand from the file's own dump: EXIF to 0x80, COM to 0x8e.
    const wanted = Buffer.concat([JPEG.subarray(0, JFIF_END), JPEG.subarray(0x8e)])
    expect(Buffer.from(plain(JPEG)).equals(wanted)).toBe(true)
  })

  test('leaves out a preview that stands in the head of a JPEG', () => {
    const head = Buffer.from(JPEG.subarray(2, JFIF_END))
    head.writeUInt16BE(16 + 3, 2)
    head.writeUInt16BE(0x0101, 16)
    const preview = Buffer.concat([head, Buffer.from('RGB')])
    const bytes = Buffer.concat([JPEG.subarray(0, SOI_BYTES), preview, JPEG.subarray(JFIF_END)])
    const wanted = Buffer.concat([JPEG.subarray(0, SOI_BYTES), JPEG.subarray(0x8e)])
    expect(Buffer.from(plain(Uint8Array.from(bytes))).equals(wanted)).toBe(true)
  })

  test('leaves of a WebP its size and picture, and a header that announces nothing else', () => {
    const bytes = Buffer.from(plain(WEBP))
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
    expect(bytes[20]).toBe(0)
    expect(textOf(bytes.subarray(30, 34))).toBe('VP8L')
  })
})

describe('whatever stands beside the picture', () => {
  const content = fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => SECRET + text)
  const APP_MARKERS = Array.from({ length: 16 }, (_, index) => 0xe0 + index)

  test('none of it stays in a JPEG, before the lines or behind the end', () => {
    const marker = fc.constantFrom(...APP_MARKERS, 0xfe)
    const segments = fc.array(fc.tuple(marker, content), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(segments, fc.boolean(), content, (all, isAtStart, behind) => {
        const parts = all.map(([each, text]) => segment(each, text))
        const with_ = inserted(JPEG, isAtStart ? SOI_BYTES : JFIF_END, ...parts)
        const bytes = Buffer.concat([with_, Buffer.from(behind), segment(0xe1, behind)])
        expect(plain(Uint8Array.from(bytes))).toEqual(plain(JPEG))
      }),
      { numRuns: runs(200) },
    )
  })

  test('none of it stays in a PNG', () => {
    const name = fc.constantFrom('eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'iCCP', 'prVt', 'caBX')
    const chunks = fc.array(fc.tuple(name, content), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(chunks, content, (all, behind) => {
        const with_ = inserted(PNG, IHDR_END, ...all.map(([each, text]) => pngChunk(each, text)))
        const bytes = Buffer.concat([with_, Buffer.from(behind)])
        expect(plain(Uint8Array.from(bytes))).toEqual(plain(PNG))
      }),
      { numRuns: runs(200) },
    )
  })

  test('none of it stays in a WebP', () => {
    const name = fc.constantFrom('EXIF', 'XMP ', 'ICCP', 'prVt')
    const chunks = fc.array(fc.tuple(name, content), { maxLength: 8 })
    fc.assert(
      fc.property(chunks, (all) => {
        const bytes = webpWith(...all.map(([each, text]) => riffChunk(each, text)))
        expect(plain(bytes)).toEqual(plain(WEBP))
      }),
      { numRuns: runs(200) },
    )
  })

  test('is found between the scans of a JPEG that comes in several', () => {
    const scan = Buffer.from([0xff, 0xda, 0, 4, 1, 2, 0x55, 0xff, 0x00, 0x12, 0xff, 0xd0, 0x34])
    const end = JPEG.length - 2
    const bytes = inserted(JPEG, end, segment(0xe1, SECRET), scan, segment(0xfe, SECRET))
    expect(
      Buffer.from(plain(bytes)).equals(inserted(plain(JPEG), plain(JPEG).length - 2, scan)),
    ).toBe(true)
  })
})

describe('what is no whole picture', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['a text', Buffer.from('not a picture')],
    ['a vector picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a JPEG without lines', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
    ['a PNG without a picture', PNG.subarray(0, IHDR_END)],
    ['a WebP whose picture is in frames', webpWith(riffChunk('ANIM', '')).fill(0, 30, 34)],
  ])('%s is refused', (_, bytes) => {
    expect(plainPicture(Uint8Array.from(bytes))).toBeNull()
  })

  test.each([
    ['JPEG', JPEG],
    ['PNG', PNG],
    ['WebP', WEBP],
  ])('every beginning of a %s is refused, and none throws', (_, bytes) => {
    const taken = Array.from({ length: bytes.length - 1 }, (_, length) => length).filter((length) =>
      plainPicture(bytes.slice(0, length)),
    )
    expect(taken).toEqual([])
  })

  test('any bytes are told apart without a throw', () => {
    const start = fc.constantFrom(JPEG.slice(0, 20), PNG.slice(0, 33), WEBP.slice(0, 30))
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 60 }), (head, tail) => {
        const picture = plainPicture(Uint8Array.from([...head, ...tail]))
        if (picture) expect(plain(picture.bytes)).toEqual(picture.bytes)
      }),
      { numRuns: runs(500) },
    )
  })
})
