/** Writes into a PNG how large it is on paper: without that, programs take it for a screen picture. */

/** Length of the file's signature and its first chunk (IHDR), behind which the density may stand. */
const HEAD_BYTES = 8 + 4 + 4 + 13 + 4
const CHUNK_NAME = 'pHYs'
/** Dots per unit across and down, and the unit. */
const DATA_BYTES = 9
const CHUNK_BYTES = 4 + 4 + DATA_BYTES + 4
const UNIT_METRE = 1
const INCHES_PER_METRE = 1000 / 25.4

const CRC_POLYNOMIAL = 0xedb88320
const CRC_START = 0xffffffff
const BYTE_BITS = 8

/** CRC-32 as PNG uses it (ISO/IEC 15948, annex D). */
const crc32 = (bytes: Uint8Array): number => {
  let crc = CRC_START
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < BYTE_BITS; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ CRC_POLYNOMIAL : crc >>> 1
    }
  }
  return (crc ^ CRC_START) >>> 0
}

/** The same picture with its density. @param png as a browser makes it, without a density */
export const withDensity = (png: ArrayBuffer, dotsPerInch: number): ArrayBuffer => {
  const bytes = new Uint8Array(png.byteLength + CHUNK_BYTES)
  bytes.set(new Uint8Array(png, 0, HEAD_BYTES))
  bytes.set(new Uint8Array(png, HEAD_BYTES), HEAD_BYTES + CHUNK_BYTES)
  const chunk = new DataView(bytes.buffer, HEAD_BYTES, CHUNK_BYTES)
  const dotsPerMetre = Math.round(dotsPerInch * INCHES_PER_METRE)
  chunk.setUint32(0, DATA_BYTES)
  bytes.set(new TextEncoder().encode(CHUNK_NAME), HEAD_BYTES + 4)
  chunk.setUint32(8, dotsPerMetre)
  chunk.setUint32(12, dotsPerMetre)
  chunk.setUint8(16, UNIT_METRE)
  chunk.setUint32(17, crc32(bytes.subarray(HEAD_BYTES + 4, HEAD_BYTES + 8 + DATA_BYTES)))
  return bytes.buffer
}
