/** Geometries of GeoPackages: a header, then well-known binary (OGC 06-103r4), with heights or without. */
import type { ForeignGeometry } from './row-shape.ts'

const NAMES = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]
/** ISO adds thousands for heights and measures, PostGIS sets bits. */
const HEIGHTS = 0x80000000
const MEASURES = 0x40000000
const BITS = 0x0fffffff

class Reader {
  readonly #view: DataView
  #at: number

  constructor(view: DataView, at: number) {
    this.#view = view
    this.#at = at
  }

  geometry(): ForeignGeometry {
    const isLittle = this.#view.getUint8(this.#at) === 1
    const code = this.#view.getUint32(this.#at + 1, isLittle)
    this.#at += 5
    const plain = code & BITS
    const thousands = Math.floor(plain / 1000)
    const hasHeight = thousands === 1 || thousands === 3 || (code & HEIGHTS) !== 0
    const hasMeasure = thousands >= 2 || (code & MEASURES) !== 0
    const size = 2 + Number(hasHeight) + Number(hasMeasure)
    const type = NAMES[plain % 1000] ?? ''
    const position = (): number[] => this.#numbers(size, isLittle)
    const line = (): number[][] => this.#list(isLittle, position)
    if (type === 'Point') return { type, coordinates: position() }
    if (type === 'LineString') return { type, coordinates: line() }
    if (type === 'Polygon') return { type, coordinates: this.#list(isLittle, line) }
    if (type === '') throw new RangeError(`no geometry of type ${code}`)
    const parts = this.#list(isLittle, () => this.geometry())
    return type === 'GeometryCollection'
      ? { type }
      : { type, coordinates: parts.map(({ coordinates }) => coordinates) }
  }

  #numbers(count: number, isLittle: boolean): number[] {
    return Array.from({ length: count }, () => {
      const number = this.#view.getFloat64(this.#at, isLittle)
      this.#at += 8
      return number
    })
  }

  /** A count in the file is believed only as far as there are bytes for it. */
  #list<T>(isLittle: boolean, read: () => T): T[] {
    const count = this.#view.getUint32(this.#at, isLittle)
    this.#at += 4
    if (count > this.#view.byteLength - this.#at) throw new RangeError('longer than its bytes')
    return Array.from({ length: count }, read)
  }
}

/** Bytes of the box in a header, by the number that its flags hold. */
const BOX_BYTES = [0, 32, 48, 48, 64]
const HEADER_BYTES = 8
const EMPTY_FLAG = 0b10000

/** @throws RangeError where the blob is no such geometry. */
export const geometryOfBlob = (blob: Uint8Array): ForeignGeometry | null => {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  if (view.getUint16(0) !== 0x4750) throw new RangeError('no geometry of a GeoPackage')
  const flags = view.getUint8(3)
  if ((flags & EMPTY_FLAG) !== 0) return null
  const box = BOX_BYTES[(flags >> 1) & 0b111]
  if (box === undefined) throw new RangeError('no geometry of a GeoPackage')
  return new Reader(view, HEADER_BYTES + box).geometry()
}
