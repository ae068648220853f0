/** Shapes as Shapefiles have them (Esri, July 1998): records of `.shp`, and the head of `.shp` and `.shx`. */
import { type Geometry, linesOf, polygonsOf, twiceSignedArea } from '../../../data/geometry.ts'

export const SHAPES = { points: 1, lines: 3, areas: 5 } as const
export type ShapeKind = keyof typeof SHAPES

export const kindOf = (geometry: Geometry | null): ShapeKind => {
  if (geometry === null || geometry.type === 'Point') return 'points'
  return geometry.type === 'LineString' ? 'lines' : 'areas'
}

type Ring = ReturnType<typeof linesOf>[number]

/** Outlines run clockwise here and holes the other way, against RFC 7946. */
const wound = (ring: Ring, isHole: boolean): Ring =>
  twiceSignedArea(ring) > 0 === isHole ? ring : [...ring].reverse()

const partsOf = (geometry: Geometry): readonly Ring[] =>
  kindOf(geometry) === 'lines'
    ? linesOf(geometry)
    : polygonsOf(geometry).flatMap((rings) => rings.map((ring, index) => wound(ring, index > 0)))

export type Extent = readonly [minX: number, minY: number, maxX: number, maxY: number]

export const extentOf = (positions: readonly (readonly [number, number])[]): Extent =>
  positions.reduce<Extent>(
    ([minX, minY, maxX, maxY], [x, y]) => [
      Math.min(minX, x),
      Math.min(minY, y),
      Math.max(maxX, x),
      Math.max(maxY, y),
    ],
    [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ],
  )

export const WORD = 2
export const RECORD_HEAD = 8
const NULL_SHAPE = 0

/** Contents of a record, little-endian. */
export const shapeBytes = (geometry: Geometry | null): Buffer => {
  if (geometry === null) return Buffer.alloc(4, NULL_SHAPE)
  const doubles = (bytes: Buffer, at: number, values: readonly number[]): void =>
    values.forEach((value, index) => void bytes.writeDoubleLE(value, at + index * 8))
  if (geometry.type === 'Point') {
    const bytes = Buffer.alloc(20)
    bytes.writeInt32LE(SHAPES.points)
    doubles(bytes, 4, geometry.coordinates)
    return bytes
  }
  const parts = partsOf(geometry)
  const places = parts.flat()
  const bytes = Buffer.alloc(44 + parts.length * 4 + places.length * 16)
  bytes.writeInt32LE(SHAPES[kindOf(geometry)])
  doubles(bytes, 4, extentOf(places))
  bytes.writeInt32LE(parts.length, 36)
  bytes.writeInt32LE(places.length, 40)
  let start = 0
  for (const [index, part] of parts.entries()) {
    bytes.writeInt32LE(start, 44 + index * 4)
    start += part.length
  }
  doubles(bytes, 44 + parts.length * 4, places.flat())
  return bytes
}

const FILE_CODE = 9994
const VERSION = 1000
export const HEAD_BYTES = 100

/** Of `.shp` and `.shx` alike. */
export const fileHead = (bytes: number, shape: number, extent: Extent): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeInt32BE(FILE_CODE)
  head.writeInt32BE(bytes / WORD, 24)
  head.writeInt32LE(VERSION, 28)
  head.writeInt32LE(shape, 32)
  for (const [index, value] of extent.entries()) {
    head.writeDoubleLE(Number.isFinite(value) ? value : 0, 36 + index * 8)
  }
  return head
}

export const numbersBE = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, index * 4)
  return bytes
}
